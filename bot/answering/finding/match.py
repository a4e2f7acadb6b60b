"""Which entries a query may mean, and how well each fact of theirs answers it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from itertools import chain, filterfalse
from operator import itemgetter
from typing import NamedTuple

from knowledge.model import Entry, Fact

from ..words.concepts import Term
from ..words.query import Query
from .account import COVERED, Account, Named, Share, count
from .asked import Asked
from .demands import Lack
from .fitness import fitness, said_best
from .index import PLAIN, Index
from .indexed import IndexedEntry, IndexedFact, Phrase
from .lacks import Lacks
from .meaning import Meaning

MOST_CANDIDATES = 48
"""Entries whose names are compared, best first by the words they share with the query."""

LONGEST_SCANNED = 128
"""Entries of one word that are gone through; of more, only those that share a rarer word."""

WORTH_A_LOOK = 0.5
"""Part of what the best candidate shares with the query that another must share."""

ROUNDING = 1e-9
"""More than sums of weights differ by the order in which they are added."""

MOST_CLOSE = 8
"""Entries whose facts are looked at one by one."""

STRONG = 0.35
"""Weight of a word that does not only seldom decide."""

NAME_SHARE = 0.2
"""Part of the score that depends on how much of an entry's name was typed."""

NO_WORDS: Mapping[Term, float] = {}


class FactHit(NamedTuple):
    """How well a fact answers."""

    indexed: IndexedFact
    cover: float
    """Share of the query's telling words that entry and fact account for, by weight, 0 to 1."""
    own: float
    """Share that the fact accounts for and the entry's title does not: other names may be of a fact."""
    covered: Sequence[float]
    """How far each word of the query is accounted for, 0 to 1."""
    lacks: tuple[Lack, ...]
    """What the query asks for by name and the fact does not have; an answer has none."""
    known: float
    """The share accounted for of what is not lacking: how sure the topic is, whatever it lacks."""
    told: float
    """As `cover`, but for the commonest words that it has not: they say too little to be missed."""

    @property
    def fact(self) -> Fact:
        return self.indexed.fact

    def missing(self, asked: Asked) -> Iterator[Meaning]:
        """The telling words that neither entry nor fact accounts for."""
        return (it for it in asked.telling if self.covered[it.places[0]] < COVERED)


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that a query may mean."""

    indexed: IndexedEntry
    score: float
    """0 to 100."""
    name: float
    """How well the query is a name of the entry, 0 to 1."""
    typed_name: float
    """How much of a name of the entry was typed, whatever else was, 0 to 1."""
    facts: tuple[FactHit, ...]
    """Best first."""
    asked: Asked
    typed: Mapping[Term, float]
    """The words that were typed of the entry's best-typed name, each as far as it counts."""

    @property
    def entry(self) -> Entry:
        return self.indexed.entry

    @property
    def query(self) -> Query:
        return self.asked.query

    @property
    def lead(self) -> FactHit:
        """The fact that answers best."""
        return self.facts[0]

    @property
    def nearest(self) -> FactHit:
        """The fact that is surest of the topic, whatever it lacks; of several, the one that answers best."""
        return max(self.facts, key=lambda it: it.known)

    def led_by(self, lead: FactHit) -> Hit:
        """The same, with another fact of its entry as the lead."""
        return replace(self, facts=(lead, *(it for it in self.facts if it is not lead)))

    @property
    def name_places(self) -> tuple[int, ...]:
        """The places of the telling words that the entry's best-typed name accounts for."""
        naming = Account(self.typed, self.asked).covered
        return tuple([place for place, _, _ in self.asked.counted if naming[place] >= COVERED])

    def accounts_for(self, place: int) -> bool:
        """Whether the best fact accounts for the word at *place*."""
        return self.lead.covered[place] >= COVERED

    @property
    def missing(self) -> tuple[Meaning, ...]:
        """The telling words that the best fact does not account for."""
        return tuple(self.lead.missing(self.asked))

    @property
    def present(self) -> tuple[Meaning, ...]:
        """The telling words that the best fact accounts for, but for those that seldom decide."""
        words = self.lead.covered
        return tuple(
            it for it in self.asked.telling if it.weight >= STRONG and words[it.places[0]] >= COVERED
        )

    @property
    def known(self) -> float:
        """How sure the topic is, whatever it lacks, 0 to 1."""
        return max([it.known for it in self.facts])

    @property
    def cover(self) -> float:
        """The share of the query that the best fact accounts for, 0 to 1; the commonest words are not missed.

        By them a fact is found and leads, but they do not decide whether it is told.
        """
        return self.lead.told

    @property
    def lacks(self) -> tuple[Lack, ...]:
        """What is asked for and the best fact does not have; an answer lacks nothing."""
        return self.lead.lacks

    @property
    def facts_in_order(self) -> tuple[Fact, ...]:
        """The facts of the entry, the one that answers best first."""
        return tuple(hit.fact for hit in self.facts)

    def proves_the_same_as(self, other: Hit) -> bool:
        """Whether both would be answered with the same passage."""
        return self.lead.fact.span.overlaps(other.lead.fact.span)


class Matcher:
    """Finds entries for queries. Each step is cheap beside the next and leaves it less to do."""

    def __init__(self, index: Index) -> None:
        self._index = index
        # Here and not in what was asked, to which hits lead back: the two would wait to be collected.
        self._last: tuple[Asked | None, Sequence[Hit]] = None, ()
        """What was looked for last, and found: to list and to decide it is looked for again."""

    def find(self, asked: Asked) -> Sequence[Hit]:
        """Entries that may be meant, best first; empty where no word is known."""
        last, hits = self._last
        if last is not asked:
            hits = self._found(asked)
            self._last = asked, hits
        return hits

    def _found(self, asked: Asked) -> list[Hit]:
        shared = self._candidates(asked)
        named = {number: self._name(self._index.entries[number], asked) for number in shared}
        worth = {number: shared[number] * (1 + named[number].fit) for number in shared}
        least = WORTH_A_LOOK * max(worth.values(), default=0.0)
        best = sorted(worth, key=worth.__getitem__, reverse=True)[:MOST_CLOSE]
        close = [number for number in best if worth[number] >= least]
        hits = (self._hit(self._index.entries[number], named[number], asked) for number in close)
        # Of two as near, what a curator wrote comes before the rest of a sentence that nobody has.
        # What counts the things before what has their number in passing.
        return sorted(
            hits,
            key=lambda hit: (-hit.score, not asked.is_counted_by(hit.lead.indexed), hit.lead.fact.own != ""),
        )

    def look_at(self, entry: Entry, asked: Asked) -> Hit:
        """How well *entry* answers as the topic, whatever others would."""
        indexed = self._index.of(entry)
        return self._hit(indexed, self._name(indexed, asked), asked, is_topic=True)

    def _candidates(self, asked: Asked) -> dict[int, float]:
        """The entries that share most with the query, each with the weight of what is shared.

        Rare words are taken first; a word that very many entries have only adds to those found by
        then, so that the cost follows what the query says and not the size of the knowledge.
        """
        postings, weights = self._index.postings, self._index.weights
        # "who" is rare where it is only an alias of the World Health Organization.
        meanings = [meaning for meaning in asked.meanings if meaning.mass] or asked.meanings
        once = {meaning.text: meaning for meaning in meanings}  # "from end to end" says one word
        having = [
            [
                (likeness * weights[it], postings[it])
                for it, likeness in meaning.terms.items()
                if it in postings
            ]
            for meaning in once.values()
        ]
        having += self._having_values(asked)
        having.sort(key=lambda found: sum([len(numbers) for _, numbers in found]))
        most = [max([value for value, _ in found], default=0.0) for found in having]
        shared: dict[int, float] = {}
        for place, found in enumerate(having):
            least = WORTH_A_LOOK * max(shared.values(), default=0.0) - ROUNDING
            if sum(most[place:]) < least:  # whatever has not been found by now has too little to come
                found = [(value, _both(shared, numbers)) for value, numbers in found]
            elif shared:
                found = [
                    (value, _both(shared, numbers) if len(numbers) > LONGEST_SCANNED else numbers)
                    for value, numbers in found
                ]
            reached = dict.fromkeys(chain.from_iterable(numbers for _, numbers in found), most[place])
            if len(found) > 1:
                for value, numbers in sorted(found, key=itemgetter(0)):
                    reached.update(dict.fromkeys(numbers, value))
            if not shared:
                shared = reached
                continue
            for number, value in reached.items():
                shared[number] = shared.get(number, 0.0) + value
        least = WORTH_A_LOOK * max(shared.values(), default=0.0)
        close = [number for number, value in shared.items() if value >= least]
        return {number: shared[number] for number in nlargest(MOST_CANDIDATES, close, key=shared.__getitem__)}

    def _having_values(self, asked: Asked) -> Iterator[list[tuple[float, Collection[int]]]]:
        """The entries that have a value asked for, and some word beside: one may be "Textello's *email*"."""
        for demand in asked.demands:
            if demand.told_by not in PLAIN:
                continue
            beside = (it for it in asked.telling if it.places[0] not in demand.meaning.places)
            terms = chain.from_iterable(it.terms for it in beside)
            named = frozenset(chain.from_iterable(self._index.postings.get(it, ()) for it in terms))
            found = named.intersection(self._index.valued[demand.told_by])
            if found:
                weights = self._index.weights
                yield [(max(map(weights.__getitem__, demand.meaning.terms)), found)]

    def _name(self, entry: IndexedEntry, asked: Asked) -> Named:
        """How well the query is a name of the entry, 0 to 1, by the entry's best-typed name.

        The harmonic mean of the share of the name that was typed and the share of the query that is
        that name: "corridor" is typed whole in "Zangazur corridor", but is not what was asked.
        """
        fit = typed = far = 0.0
        words: dict[Term, float] = {}
        best: Sequence[Term] = ()
        for whole, counts, found in self._shares(entry.names, asked):
            count(words, found, counts)
            if whole > typed:
                typed, best, far = whole, found, counts
            if 2 * whole / (whole + 1) > fit:  # what the query as a whole would make it
                part = asked.part(tuple(found))
                fit = max(fit, 2 * whole * part / (whole + part))
        return Named(fit, typed, words, dict.fromkeys(best, far))

    def _counted(
        self, phrases: Iterable[Phrase], asked: Asked, *, beside: Mapping[Term, float] = NO_WORDS
    ) -> dict[Term, float]:
        """The words of *phrases* that were typed, each as far as it counts there or *beside* them."""
        words = dict(beside)
        for _, counts, typed in self._shares(phrases, asked):
            count(words, typed, counts)
        return words

    def _shares(self, phrases: Iterable[Phrase], asked: Asked) -> Sequence[Share]:
        """The phrases of which something was typed, and how much."""
        senses, weights = asked.senses, self._index.weights
        shares: list[Share] = []
        # The innermost loop of all: several hundred phrases a query, most of them of other words.
        for phrase in filterfalse(asked.said.isdisjoint, phrases):
            whole = had = 0.0
            typed = []
            for word in phrase:
                weight = weights[word]
                whole += weight
                if word in senses:
                    had += weight * senses[word][0]
                    typed.append(word)
            part = had / whole if whole else 0.0
            shares.append((part, part if len(phrase) > 1 else 1.0, typed))
        return shares

    def _hit(self, entry: IndexedEntry, named: Named, asked: Asked, *, is_topic: bool = False) -> Hit:
        known = Account(self._counted(entry.called, asked, beside=named.words), asked)
        title = Account(self._counted(entry.names[:1], asked), asked).covered
        lacks = Lacks(asked, entry, named, self._index, is_topic=is_topic) if asked.is_demanding else None
        facts = [self._fact_hit(fact, title, known, asked, lacks) for fact in entry.facts]
        if len(facts) > 1:
            fit = {id(it): (len(it.lacks), -fitness(it, asked, self._index, name=named.fit)) for it in facts}
            facts.sort(key=lambda hit: fit[id(hit)])
            best = fit[id(facts[0])], facts[0].fact.span
            as_good = [it for it in facts if fit[id(it)] == best[0] and it.fact.span.overlaps(best[1])]
            if len(as_good) > 1:
                lead = said_best(as_good, asked, named.words)
                facts = [lead, *(hit for hit in facts if hit is not lead)]
        score = 100 * facts[0].cover * (1 - NAME_SHARE + NAME_SHARE * named.fit)
        return Hit(entry, score, named.fit, named.typed, tuple(facts), asked, named.best)

    def _fact_hit(
        self, fact: IndexedFact, title: Sequence[float], known: Account, asked: Asked, lacks: Lacks | None
    ) -> FactHit:
        """How well *fact* answers; without *lacks* nothing can be lacking."""
        words = self._counted(fact.called, asked)
        words |= dict.fromkeys(fact.stated & asked.terms, 1.0)
        covered, there = known.covered, known.terms
        own = 0.0
        if words:
            itself = Account(words, asked)
            covered = list(map(max, covered, itself.covered))
            there = there | itself.terms if lacks else there
            for place, _, tells in asked.counted:
                more = itself.covered[place] - title[place]
                if more > 0:
                    own += tells * more
        valued = tuple(lacks.told_by_value(fact, covered)) if lacks and asked.has_values else ()
        if valued:
            covered = [1.0 if place in valued else it for place, it in enumerate(covered)]
        mass = sum([weight * covered[place] for place, weight, _ in asked.counted])
        cover = mass / asked.weight
        spared = {place: weight for place, weight in asked.spared.items() if covered[place] < COVERED}
        told = sure = mass / (asked.weight - sum(spared.values())) if spared else cover
        missing: tuple[Lack, ...] = ()
        if lacks:
            lacking: set[int] = set()
            missing = tuple(lacks.of(fact, there, covered, lacking))
            if lacking:
                had = whole = 0.0
                for place, weight, _ in asked.counted:
                    if place not in lacking:
                        had += weight * covered[place]
                        whole += weight - spared.get(place, 0.0)
                sure = had / whole if whole else 0.0
        return FactHit(fact, cover, own / asked.weight, covered, missing, sure, told)


def _both(shared: Mapping[int, float], numbers: Collection[int]) -> list[int]:
    """The *numbers* that are among *shared*."""
    if isinstance(numbers, tuple) or len(numbers) < len(shared):
        return [number for number in numbers if number in shared]
    return [number for number in shared if number in numbers]
