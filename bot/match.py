"""Which entries a query may mean, and how well each fact of theirs answers it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from operator import itemgetter
from typing import Literal, NamedTuple

from knowledge.model import Fact, Question

from .concepts import Term
from .index import Index, IndexedEntry, IndexedFact, Phrase
from .meaning import Meaning, Typed, raise_to, typed_terms
from .query import Query

MOST_CANDIDATES = 24
"""Entries whose names are compared, best first by the words they share with the query."""

LONGEST_SCANNED = 128
"""Entries of one word that are gone through; of more, only those that share a rarer word."""

WORTH_A_LOOK = 0.5
"""Part of what the best candidate shares with the query that another must share."""

MOST_CLOSE = 8
"""Entries whose facts are looked at one by one."""

COVERED = 0.5
"""Likeness from which a word of the query counts as accounted for."""

SURELY_COVERED = 0.7
"""Likeness from which another word for a name or detail stands for it: Budapest for Hungary."""

NAME_SHARE = 0.3
"""Part of the score that depends on how much of an entry's name was typed."""

TELLS_SHARE = 0.4
"""What it counts, in choosing the lead, that a fact tells why or how where that is asked."""

OWN_SHARE = 0.5
"""What counts, in choosing the lead, the share of words that the fact has and the name has not."""

NO_FACT_NEEDED: frozenset[Question] = frozenset(("how", "why"))
"""Questions that a fact need not be marked for: any fact may tell how or why."""


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that is asked for and not there."""

    sort: Literal["question", "detail", "name", "number"]
    text: str
    """``when``, ``the cost``, ``Kazakhstan``, ``2027``."""


@dataclass(frozen=True, slots=True)
class FactHit:
    """How well a fact answers."""

    fact: IndexedFact
    cover: float
    """Share of the query's telling words that entry and fact account for, by weight, 0 to 1."""
    own: float
    """Share that the fact accounts for and the entry's names do not."""
    missing: tuple[Meaning, ...]
    """Telling words that neither entry nor fact accounts for."""
    lacks: tuple[Lack, ...]
    """What the query asks for by name and the fact does not have; an answer has none."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that a query may mean."""

    entry: IndexedEntry
    score: float
    """0 to 100."""
    name: float
    """How well the query is a name of the entry, 0 to 1."""
    typed_name: float
    """How much of a name of the entry was typed, whatever else was, 0 to 1."""
    facts: tuple[FactHit, ...]
    """Best first."""

    @property
    def cover(self) -> float:
        """The share of the query that the best fact accounts for, 0 to 1."""
        return self.facts[0].cover

    @property
    def lacks(self) -> tuple[Lack, ...]:
        """What is asked for and the best fact does not have; an answer lacks nothing."""
        return self.facts[0].lacks

    @property
    def facts_in_order(self) -> tuple[Fact, ...]:
        """The facts of the entry, the one that answers best first."""
        return tuple(hit.fact.fact for hit in self.facts)

    def proves_the_same_as(self, other: Hit) -> bool:
        """Whether both would be answered with the same passage."""
        return self.facts[0].fact.fact.span.overlaps(other.facts[0].fact.fact.span)


class Named(NamedTuple):
    """How well a query is a name of an entry."""

    fit: float
    """On the whole, 0 to 1."""
    typed: float
    """By how much of a name was typed, 0 to 1."""
    shares: list[tuple[Phrase, float]]
    """The share of each name that was typed, where any of it was."""


class Asked(NamedTuple):
    """A query with what its words may mean."""

    query: Query
    meanings: list[Meaning]
    typed: Typed
    telling: list[Meaning]
    weight: float
    """Of all telling words together."""

    @classmethod
    def of(cls, query: Query, meanings: list[Meaning]) -> Asked:
        telling = [meaning for meaning in meanings if meaning.weight]
        weight = sum(meaning.weight for meaning in telling) or 1.0
        return cls(query, meanings, typed_terms(meanings), telling, weight)


class Matcher:
    """Finds entries for queries. Each step is cheap beside the next and leaves it less to do."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def find(self, query: Query, meanings: list[Meaning]) -> list[Hit]:
        """Entries that *query* may mean, best first; empty where no word is known."""
        asked = Asked.of(query, meanings)
        shared = self._candidates(meanings)
        named = {number: self._name(self._index.entries[number], asked) for number in shared}
        worth = {number: shared[number] * (1 + named[number].fit) for number in shared}
        least = WORTH_A_LOOK * max(worth.values(), default=0.0)
        close = [
            number for number in nlargest(MOST_CLOSE, worth, key=worth.__getitem__) if worth[number] >= least
        ]
        hits = (self._hit(self._index.entries[number], named[number], asked) for number in close)
        return sorted(hits, key=lambda hit: -hit.score)

    def look_at(self, number: int, query: Query, meanings: list[Meaning]) -> Hit:
        """How well one entry answers, whatever others would."""
        entry, asked = self._index.entries[number], Asked.of(query, meanings)
        return self._hit(entry, self._name(entry, asked), asked)

    def _candidates(self, meanings: Sequence[Meaning]) -> dict[int, float]:
        """The entries that share most with the query, each with the weight of what is shared.

        Rare words are taken first; a word that very many entries have only adds to those found by
        then, so that the cost follows what the query says and not the size of the knowledge.
        """
        shared: dict[int, float] = {}
        postings, weight = self._index.postings, self._index.weight
        known = [[term for term in meaning.terms if term in postings] for meaning in meanings]
        sizes = [sum(len(postings[term]) for term in terms) for terms in known]
        for _, meaning, terms in sorted(zip(sizes, meanings, known, strict=True), key=itemgetter(0)):
            reached: dict[int, float] = {}
            for term in terms:
                value = meaning.terms[term] * weight(term)
                numbers: Collection[int] = postings[term]
                if len(numbers) > LONGEST_SCANNED and shared:
                    numbers = [number for number in shared if number in numbers]
                for number in numbers:
                    if reached.get(number, 0.0) < value:
                        reached[number] = value
            for number, value in reached.items():
                shared[number] = shared.get(number, 0.0) + value
        least = WORTH_A_LOOK * max(shared.values(), default=0.0)
        close = [number for number, value in shared.items() if value >= least]
        return {number: shared[number] for number in nlargest(MOST_CANDIDATES, close, key=shared.__getitem__)}

    def _name(self, entry: IndexedEntry, asked: Asked) -> Named:
        """How well the query is a name of the entry, 0 to 1, by the entry's best-typed name.

        The harmonic mean of the share of the name that was typed and the share of the query that is
        that name: "corridor" is typed whole in "Zangazur corridor", but is not what was asked.
        """
        fit = typed = 0.0
        shares: list[tuple[Phrase, float]] = []
        for name in entry.names:
            if len(name) == 1 and asked.typed.keys().isdisjoint(self._index.concepts.alike(name[0])):
                continue
            share, said = self._share(name, asked.typed)
            if share:
                part = sum(meaning.mass * likeness for meaning, likeness in said.items()) / asked.weight
                fit = max(fit, 2 * share * part / (share + part))
                typed = max(typed, share)
                shares.append((name, share))
        return Named(fit, typed, shares)

    def _share(self, phrase: Phrase, typed: Typed) -> tuple[float, dict[Meaning, float]]:
        """The share of *phrase* that was typed, by weight, and by which words of the query."""
        # The innermost loop of all: several hundred words a query.
        weights, concepts = self._index.weights, self._index.concepts.by_stem
        whole = had = 0.0
        said: dict[Meaning, float] = {}
        for word in phrase:
            weight = weights[word]
            whole += weight
            best = typed.get(word)
            for concept in concepts.get(word, ()):
                other = typed.get(concept)
                if other is not None and (best is None or other[0] > best[0]):
                    best = other
            if best is not None:
                likeness, meaning = best
                had += weight * likeness
                if said.get(meaning, 0.0) < likeness:
                    said[meaning] = likeness
        return (had / whole if whole else 0.0), said

    def _typed_shares(self, phrases: Iterable[Phrase], typed: Typed) -> Iterator[tuple[Phrase, float]]:
        """The share of each phrase that was typed, where any of it was."""
        for phrase in phrases:
            share = self._share(phrase, typed)[0]
            if share:
                yield phrase, share

    def _known(self, shares: Iterable[tuple[Phrase, float]]) -> dict[Term, float]:
        """How far each term of some phrases counts: as much as was typed of a phrase that has it.

        "trade" alone is little of "trade route", and says little for what is called so.
        """
        known: dict[Term, float] = {}
        for phrase, share in shares:
            counts = share if len(phrase) > 1 else 1.0
            for word in phrase:
                for term in self._index.concepts.alike(word):
                    if known.get(term, 0.0) < counts:
                        known[term] = counts
        return known

    def _hit(self, entry: IndexedEntry, named: Named, asked: Asked) -> Hit:
        names = self._known(named.shares)
        known = self._known(self._typed_shares(entry.called, asked.typed))
        raise_to(known, names)
        facts = [self._fact_hit(fact, names, known, asked) for fact in entry.facts]
        facts.sort(key=lambda hit: (len(hit.lacks), -self._fitness(hit, asked)))
        score = 100 * facts[0].cover * (1 - NAME_SHARE + NAME_SHARE * named.fit)
        return Hit(entry, score, named.fit, named.typed, tuple(facts))

    def _fact_hit(
        self,
        fact: IndexedFact,
        names: Mapping[Term, float],
        known: Mapping[Term, float],
        asked: Asked,
    ) -> FactHit:
        called = self._known(self._typed_shares(fact.called, asked.typed))
        by_name = [0.0] * len(asked.query.words)
        covered = by_name.copy()
        for meaning in asked.meanings:
            named = best = 0.0
            for term, likeness in meaning.terms.items():
                named = max(named, likeness * names.get(term, 0.0))
                counts = 1.0 if term in fact.stated else max(known.get(term, 0.0), called.get(term, 0.0))
                best = max(best, likeness * counts)
            for place in meaning.places:
                by_name[place] = max(by_name[place], named)
                covered[place] = max(covered[place], best)
        mass = own = 0.0
        for meaning in asked.telling:
            (place,) = meaning.places
            mass += meaning.weight * covered[place]
            own += meaning.tells * (covered[place] - by_name[place])
        missing = tuple(meaning for meaning in asked.telling if covered[meaning.places[0]] < COVERED)
        there = fact.stated.union(called, known)
        lacks = tuple(self._lacks(fact, there, covered, asked))
        return FactHit(fact, mass / asked.weight, own / asked.weight, missing, lacks)

    def _fitness(self, hit: FactHit, asked: Asked) -> float:
        """How well a fact serves as the lead, beside the other facts of its entry."""
        tells = any(ask in hit.fact.answers for ask in asked.query.asks if ask in NO_FACT_NEEDED)
        return hit.cover + OWN_SHARE * hit.own + TELLS_SHARE * tells

    def _lacks(
        self, fact: IndexedFact, there: frozenset[Term], covered: list[float], asked: Asked
    ) -> Iterator[Lack]:
        """What is asked for by name, number or question word, and is not in *fact*."""
        for meaning in asked.meanings:
            if meaning.must:
                lack = self._named_lack(meaning)
                meant = (
                    lack.sort == "name" and min(covered[place] for place in meaning.places) >= SURELY_COVERED
                )
                if meaning.must.isdisjoint(there) and not meant:
                    yield lack
            elif meaning.is_number and not _has_number(fact, there, meaning):
                yield Lack("number", meaning.text)
        wanted = {ask: place for ask, place in asked.query.asks.items() if ask not in NO_FACT_NEEDED}
        if wanted and not any(self._tells(fact, ask, place, asked) for ask, place in wanted.items()):
            yield Lack("question", next(iter(wanted)))

    def _named_lack(self, meaning: Meaning) -> Lack:
        for term in sorted(meaning.must):
            detail = self._index.concepts.detail(term)
            if detail:
                return Lack("detail", detail)
        return Lack("name", self._index.concepts.title(min(meaning.must)))

    def _tells(self, fact: IndexedFact, ask: Question, place: int, asked: Asked) -> bool:
        """Whether *fact* answers such a question; "how many" only if it counts what follows."""
        if ask not in fact.answers:
            return False
        after = [meaning for meaning in asked.telling if meaning.places == (place,)]
        return (
            ask != "how many" or not after or any(term in fact.counted for it in after for term in it.terms)
        )


def _has_number(fact: IndexedFact, there: frozenset[Term], meaning: Meaning) -> bool:
    """Whether a number is said, or is the year of what has no other year."""
    if not there.isdisjoint(meaning.terms) or meaning.text in fact.years:
        return True
    return not fact.years and meaning.text == fact.fact.published[-4:]
