"""Which entries a query may mean, and how well each fact of theirs answers it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import nlargest
from typing import Literal, NamedTuple

from knowledge.model import Fact, Question

from .index import Index, IndexedEntry, IndexedFact, Phrase, Term
from .meaning import Meaning, Typed, raise_to, typed_terms
from .query import Query

MOST_CANDIDATES = 24
"""Entries whose names are compared, best first by the words they share with the query."""

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
    """How well a query is a name: on the whole, and by how much of the name was typed."""

    fit: float
    typed: float


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
        close = nlargest(MOST_CLOSE, named, key=lambda number: shared[number] * (1 + named[number].fit))
        hits = (self._hit(self._index.entries[number], named[number], asked) for number in close)
        return sorted(hits, key=lambda hit: -hit.score)

    def look_at(self, number: int, query: Query, meanings: list[Meaning]) -> Hit:
        """How well one entry answers, whatever others would."""
        entry, asked = self._index.entries[number], Asked.of(query, meanings)
        return self._hit(entry, self._name(entry, asked), asked)

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

    def _name(self, entry: IndexedEntry, asked: Asked) -> Named:
        """How well the query is a name of the entry, 0 to 1, by the entry's best-typed name.

        The harmonic mean of the share of the name that was typed and the share of the query that is
        that name: "corridor" is typed whole in "Zangazur corridor", but is not what was asked.
        """
        best = Named(0.0, 0.0)
        for name in entry.names:
            share, said = self._share(name, asked.typed)
            if share:
                part = sum(meaning.mass * likeness for meaning, likeness in said.items()) / asked.weight
                best = Named(max(best.fit, 2 * share * part / (share + part)), max(best.typed, share))
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
                    raise_to(known, dict.fromkeys(self._index.alike(word), min(share, 1.0)))
        return known

    def _hit(self, entry: IndexedEntry, named: Named, asked: Asked) -> Hit:
        names = self._known(entry.names, asked.typed)
        known = self._known(entry.called, asked.typed)
        raise_to(known, names)
        facts = [self._fact_hit(entry, fact, names, known, asked) for fact in entry.facts]
        facts.sort(key=lambda hit: (len(hit.lacks), -self._fitness(hit, asked)))
        score = 100 * facts[0].cover * (1 - NAME_SHARE + NAME_SHARE * named.fit)
        return Hit(entry, score, named.fit, named.typed, tuple(facts))

    def _fact_hit(
        self,
        entry: IndexedEntry,
        fact: IndexedFact,
        names: Mapping[Term, float],
        known: Mapping[Term, float],
        asked: Asked,
    ) -> FactHit:
        called = self._known(fact.called, asked.typed)
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
        lacks = tuple(self._lacks(entry, fact, covered, asked))
        return FactHit(fact, mass / asked.weight, own / asked.weight, missing, lacks)

    def _fitness(self, hit: FactHit, asked: Asked) -> float:
        """How well a fact serves as the lead, beside the other facts of its entry."""
        tells = any(ask in hit.fact.answers for ask in asked.query.asks if ask in NO_FACT_NEEDED)
        return hit.cover + OWN_SHARE * hit.own + TELLS_SHARE * tells

    def _lacks(
        self, entry: IndexedEntry, fact: IndexedFact, covered: list[float], asked: Asked
    ) -> Iterator[Lack]:
        """What is asked for by name, number or question word, and is not in *fact*."""
        for meaning in asked.meanings:
            if meaning.must:
                had = (fact.stated, fact.asked, entry.named, entry.keywords)
                there = any(not meaning.must.isdisjoint(terms) for terms in had)
                lack = self._named_lack(meaning)
                meant = lack.sort == "name" and min(covered[place] for place in meaning.places) >= SURELY_COVERED
                if not there and not meant:
                    yield lack
            elif meaning.is_number and not self._has_number(entry, fact, meaning):
                yield Lack("number", meaning.text)
        wanted = {ask: place for ask, place in asked.query.asks.items() if ask not in NO_FACT_NEEDED}
        if wanted and not any(self._tells(fact, ask, place, asked) for ask, place in wanted.items()):
            yield Lack("question", next(iter(wanted)))

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

    def _tells(self, fact: IndexedFact, ask: Question, place: int, asked: Asked) -> bool:
        """Whether *fact* answers such a question; "how many" only if it counts what follows."""
        if ask not in fact.answers:
            return False
        after = [meaning for meaning in asked.telling if meaning.places == (place,)]
        return ask != "how many" or not after or any(term in fact.counted for it in after for term in it.terms)
