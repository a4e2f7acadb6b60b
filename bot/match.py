"""Which entries a query may mean, and how well each fact of theirs answers it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import Literal, NamedTuple

from knowledge.fold import is_number
from knowledge.model import Fact, Question

from .index import LONGEST_JOINED, Index, IndexedEntry, IndexedFact, Phrase, Term
from .query import Query

MOST_CANDIDATES = 24
"""Entries whose names are compared, best first by the words they share with the query."""

MOST_CLOSE = 8
"""Entries whose facts are looked at one by one."""

SAME_MEANING = 0.85
"""What a word of the same meaning counts beside the word itself."""

READ_AS = 0.8
"""Likeness from which a typed word is taken for a name or detail, which an answer then must have."""

LONGEST_EXACT = 5
"""Letters up to which a name or detail must be typed exactly: "общего" is not OSCE."""

COVERED = 0.5
"""Likeness from which a word of the query counts as accounted for."""

NAME_SHARE = 0.3
"""Part of the score that depends on how much of an entry's name was typed."""

COMMON_WEIGHT = 0.4
"""What the commonest telling word counts beside one that is in no entry at all."""

VAGUE_WEIGHT = 0.3
"""What a word that seldom decides counts beside others."""

SHORTEST_UNFINISHED = 3
SHORTEST_JOINED = 6
"""Letters from which words typed apart are tried as one with typos, and the other way round."""

NO_FACT_NEEDED: frozenset[Question] = frozenset(("how", "why"))
"""Questions that a fact need not be marked for: any fact may tell how or why."""


@dataclass(frozen=True, slots=True, eq=False)
class Meaning:
    """A word of the query, or several written as one, and the terms it may stand for."""

    text: str
    start: int
    end: int
    terms: Mapping[Term, float]
    weight: float
    """How telling the word is; 0 for words that only ask or chat, and for several words as one."""
    mass: float
    """The weight of all words that it was written with."""
    must: frozenset[Term] = frozenset()
    """Terms of which an answer must have one: the place, body or detail that is named."""


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
        return tuple(hit.fact.fact for hit in self.facts)

    def proves_the_same_as(self, other: Hit) -> bool:
        """Whether both would be answered with the same passage."""
        one, two = self.facts[0].fact.fact.span, other.facts[0].fact.fact.span
        return one.source == two.source and one.start < two.end and two.start < one.end


class Named(NamedTuple):
    """How well a query is a name: on the whole, and by how much of the name was typed."""

    fit: float
    typed: float


Typed = dict[Term, tuple[float, Meaning]]
"""For each term, how likely it was typed, and by which word."""


class Matcher:
    """Finds entries for queries. Each step is cheap beside the next and leaves it less to do."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def find(self, query: Query, meanings: Sequence[Meaning]) -> list[Hit]:
        """Entries that *query* may mean, best first; empty where no word is known."""
        candidates = self._candidates(meanings)
        typed = _best_likeness(meanings)
        total = sum(meaning.weight for meaning in meanings) or 1.0
        named = {number: self._name(self._index.entries[number], typed, total) for number in candidates}
        close = nlargest(MOST_CLOSE, named, key=lambda number: candidates[number] * (1 + named[number].fit))
        hits = (self._hit(self._index.entries[number], named[number], query, meanings, typed) for number in close)
        return sorted(hits, key=lambda hit: -hit.score)

    def look_at(self, number: int, query: Query, meanings: Sequence[Meaning]) -> Hit:
        """How well one entry answers, whatever others would."""
        entry = self._index.entries[number]
        total = sum(meaning.weight for meaning in meanings) or 1.0
        typed = _best_likeness(meanings)
        return self._hit(entry, self._name(entry, typed, total), query, meanings, typed)

    def meanings(self, query: Query) -> list[Meaning]:
        """What the words of *query* may stand for, alone and joined with their neighbours."""
        found: list[Meaning] = []
        for place, word in enumerate(query.words):
            terms = self._terms(word.text, unfinished=word.unfinished, typos=word.telling)
            if word.telling:
                weight = self._weight(terms, vague=word.vague)
                found.append(Meaning(word.text, place, place + 1, terms, weight, weight, self._must(word.text, terms)))
            elif terms:
                found.append(Meaning(word.text, place, place + 1, terms, 0.0, 0.0))
        singles = {meaning.start: meaning.weight for meaning in found}
        for size in range(2, LONGEST_JOINED + 1):
            for place in range(len(query.words) - size + 1):
                words = query.words[place : place + size]
                joined = "".join(word.text for word in words)
                typos = len(joined) >= SHORTEST_JOINED and all(word.telling for word in words)
                terms = self._terms(joined, unfinished=False, typos=typos, errors=1)
                if terms:
                    text = " ".join(word.text for word in words)
                    mass = sum(singles.get(at, 0.0) for at in range(place, place + size))
                    found.append(Meaning(text, place, place + size, terms, 0.0, mass, self._must(joined, terms)))
        return found

    def _terms(self, word: str, *, unfinished: bool, typos: bool, errors: int = 2) -> dict[Term, float]:
        """The terms that *word* may stand for, and how likely each is, up to 1."""
        vocabulary = self._index.vocabulary
        exact = vocabulary.id(word)
        likely: dict[int, float] = {} if exact is None else {exact: 1.0}
        if not is_number(word) and typos:
            if exact is None:
                likely |= vocabulary.misspelt(word, errors=errors)
            _raise(likely, vocabulary.inflected(word))
            if unfinished and exact is None and len(word) >= SHORTEST_UNFINISHED:
                completions = vocabulary.completions(word)
                _raise(likely, {number: 0.7 + 0.3 * typed for number, typed in completions.items()})
        terms: dict[Term, float] = dict(likely)
        for number, likeness in likely.items():
            _raise(terms, dict.fromkeys(self._index.concepts(number), likeness * SAME_MEANING))
        return terms

    def _weight(self, terms: Mapping[Term, float], *, vague: bool) -> float:
        """How much it counts that a word is accounted for, up to 1: rare words tell more."""
        best = max(terms.values(), default=0.0) - (1 - SAME_MEANING)
        rarity = max(
            (self._index.weight(term) for term, likeness in terms.items() if likeness >= best),
            default=self._index.rarest,
        )
        weight = COMMON_WEIGHT + (1 - COMMON_WEIGHT) * rarity / self._index.rarest
        return VAGUE_WEIGHT * weight if vague else weight

    def _must(self, word: str, terms: Mapping[Term, float]) -> frozenset[Term]:
        """The names and details among *terms*, where the word is hardly anything else."""
        sure = READ_AS if len(word) > LONGEST_EXACT else 1.0
        best = max(sure, *terms.values(), 0.0) * SAME_MEANING
        return frozenset(
            term
            for term, likeness in terms.items()
            if likeness >= best
            and (self._index.is_name(term) or self._index.detail(term))
        )

    def _candidates(self, meanings: Iterable[Meaning]) -> dict[int, float]:
        """The entries that share most with the query, each with the weight of what is shared."""
        shared: dict[int, float] = {}
        for meaning in meanings:
            reached: dict[int, float] = {}
            for term, likeness in meaning.terms.items():
                value = likeness * self._index.weight(term)
                for number in self._index.postings.get(term, ()):
                    if reached.get(number, 0.0) < value:
                        reached[number] = value
            for number, value in reached.items():
                shared[number] = shared.get(number, 0.0) + value
        best = nlargest(MOST_CANDIDATES, shared, key=shared.__getitem__)
        return {number: shared[number] for number in best}

    def _name(self, entry: IndexedEntry, typed: Typed, total: float) -> Named:
        """How well the query is a name of the entry, 0 to 1, by the entry's best-typed name.

        The harmonic mean of the share of the name that was typed and the share of the query that is
        that name: "corridor" is typed whole in "Zangazur corridor", but is not what was asked.
        """
        best = Named(0.0, 0.0)
        for name in entry.names:
            share, said = self._share(name, typed)
            if share:
                asked = sum(meaning.mass * likeness for meaning, likeness in said.items()) / total
                fit = 2 * share * asked / (share + asked)
                best = Named(max(best.fit, fit), max(best.typed, share))
        return best

    def _share(self, phrase: Phrase, typed: Typed) -> tuple[float, dict[Meaning, float]]:
        """The share of *phrase* that was typed, by weight, and by which words of the query."""
        whole = had = 0.0
        said: dict[Meaning, float] = {}
        for word in phrase:
            weight = self._index.weight(word)
            whole += weight
            found = [typed[term] for term in self._index.alike(word) if term in typed]
            if found:
                likeness, meaning = max(found, key=lambda it: it[0])
                had += weight * likeness
                said[meaning] = max(said.get(meaning, 0.0), likeness)
        return (had / whole if whole else 0.0), said

    def _known(self, phrases: Iterable[Phrase], typed: Typed) -> dict[Term, float]:
        """How far each term of *phrases* counts: as much as was typed of a phrase that has it.

        "trade" alone is little of "trade route", and says little for what is called so.
        """
        known: dict[Term, float] = {}
        for phrase in phrases:
            share = self._share(phrase, typed)[0] if len(phrase) > 1 else 1.0
            if share:
                for word in phrase:
                    _raise(known, dict.fromkeys(self._index.alike(word), min(share, 1.0)))
        return known

    def _hit(self, entry: IndexedEntry, named: Named, query: Query, meanings: Sequence[Meaning], typed: Typed) -> Hit:
        known = self._known((*entry.names, *entry.called), typed)
        facts = [self._fact_hit(entry, fact, known, query, meanings, typed) for fact in entry.facts]
        facts.sort(key=lambda hit: (len(hit.lacks), -hit.cover))
        score = 100 * facts[0].cover * (1 - NAME_SHARE + NAME_SHARE * named.fit)
        return Hit(entry, score, named.fit, named.typed, tuple(facts))

    def _fact_hit(
        self,
        entry: IndexedEntry,
        fact: IndexedFact,
        known: Mapping[Term, float],
        query: Query,
        meanings: Sequence[Meaning],
        typed: Typed,
    ) -> FactHit:
        called = self._known(fact.called, typed)
        covered = [0.0] * len(query.words)
        for meaning in meanings:
            best = 0.0
            for term, likeness in meaning.terms.items():
                if likeness > best:
                    counts = 1.0 if term in fact.stated else max(known.get(term, 0.0), called.get(term, 0.0))
                    best = max(best, likeness * counts)
            for place in range(meaning.start, meaning.end):
                covered[place] = max(covered[place], best)
        telling = [meaning for meaning in meanings if meaning.weight]
        total = sum(meaning.weight for meaning in telling)
        mass = sum(meaning.weight * covered[meaning.start] for meaning in telling)
        missing = tuple(meaning for meaning in telling if covered[meaning.start] < COVERED)
        lacks = tuple(self._lacks(entry, fact, query, meanings))
        return FactHit(fact, mass / total if total else 0.0, missing, lacks)

    def _lacks(
        self, entry: IndexedEntry, fact: IndexedFact, query: Query, meanings: Sequence[Meaning]
    ) -> Iterator[Lack]:
        """What is asked for by name, number or question word, and is not in *fact*."""
        for meaning in meanings:
            had = (fact.stated, fact.asked, entry.named, entry.keywords)
            if meaning.must and all(meaning.must.isdisjoint(terms) for terms in had):
                yield self._named_lack(meaning)
            elif is_number(meaning.text) and meaning.weight and not self._has_number(entry, fact, meaning):
                yield Lack("number", meaning.text)
        for ask, place in query.asks.items():
            if ask not in fact.answers and ask not in NO_FACT_NEEDED:
                yield Lack("question", ask)
            elif ask == "how many" and not self._counts(fact, place, meanings):
                yield Lack("question", ask)

    def _named_lack(self, meaning: Meaning) -> Lack:
        for term in sorted(meaning.must):
            detail = self._index.detail(term)
            if detail:
                return Lack("detail", detail)
        return Lack("name", self._index.concept_name(min(meaning.must)))

    def _has_number(self, entry: IndexedEntry, fact: IndexedFact, meaning: Meaning) -> bool:
        if any(term in fact.stated or term in entry.named for term in meaning.terms):
            return True
        return meaning.text in fact.years or (not fact.years and meaning.text == fact.fact.published[-4:])

    def _counts(self, fact: IndexedFact, place: int, meanings: Sequence[Meaning]) -> bool:
        """Whether *fact* counts what follows "how many"."""
        after = [meaning for meaning in meanings if meaning.start == place and meaning.weight]
        return not after or any(term in fact.counted for meaning in after for term in meaning.terms)


def _best_likeness(meanings: Iterable[Meaning]) -> Typed:
    """For each term, how likely it was typed, and where."""
    typed: dict[Term, tuple[float, Meaning]] = {}
    for meaning in meanings:
        for term, likeness in meaning.terms.items():
            if term not in typed or typed[term][0] < likeness:
                typed[term] = likeness, meaning
    return typed


def _raise(likely: dict[int, float], others: Mapping[int, float]) -> None:
    """Take every value of *others* that is higher."""
    for key, value in others.items():
        if likely.get(key, 0.0) < value:
            likely[key] = value
