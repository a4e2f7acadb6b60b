"""Which entries a query may mean, and how well each fact of theirs answers it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge.fold import is_number
from knowledge.model import Entry, Fact

from .index import LONGEST_JOINED, Index, IndexedEntry, IndexedFact, Term
from .query import Query

MOST_CANDIDATES = 24
"""Entries looked at closely, best first by the words they share with the query."""

SAME_MEANING = 0.85
"""What a word of the same meaning counts beside the word itself."""

FROM_KEYWORDS = 0.95
FROM_NAMES = 1.0
FROM_FACT = 0.95
UNKNOWN_WEIGHT = 1.0
SHORTEST_UNFINISHED = 3
SHORTEST_JOINED_TYPO = 6


@dataclass(frozen=True, slots=True)
class Meaning:
    """A word of the query, or several written as one, and the terms it may stand for."""

    text: str
    start: int
    end: int
    terms: Mapping[Term, float]
    weight: float


@dataclass(frozen=True, slots=True)
class FactHit:
    fact: IndexedFact
    cover: float
    """Share of the query's telling words that entry and fact account for, by weight."""
    missing: tuple[str, ...]
    """Telling words of the query that neither entry nor fact accounts for."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that a query may mean."""

    entry: IndexedEntry
    score: float
    """0 to 100."""
    name: float
    """How much of a name of the entry the query has, 0 to 1."""
    facts: tuple[FactHit, ...]
    """Best first."""
    matched: Mapping[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        words = " ".join(f"{typed}~{known}" for typed, known in self.matched.items())
        return f"<Hit {self.entry.entry.id} {self.score:.1f}: {words}>"


class Matcher:
    def __init__(self, index: Index) -> None:
        self.index = index

    def find(self, query: Query, *, typos: bool = True) -> list[Hit]:
        """Entries that *query* may mean, best first; empty where no word is known."""
        meanings = self.meanings(query, typos=typos)
        candidates = self._candidates(meanings)
        hits = [self._hit(self.index.entries[number], meanings) for number in candidates]
        return sorted(hits, key=lambda hit: -hit.score)

    def meanings(self, query: Query, *, typos: bool) -> list[Meaning]:
        found: list[Meaning] = []
        texts = [word.text for word in query.words]
        for place, word in enumerate(query.words):
            terms = self._terms(word.text, typos=typos, unfinished=word.unfinished)
            if word.telling or terms:
                weight = self._weight(terms) if word.telling else 0.0
                found.append(Meaning(word.text, place, place + 1, terms, weight))
        for size in range(2, LONGEST_JOINED + 1):
            for place in range(len(texts) - size + 1):
                joined = "".join(texts[place : place + size])
                terms = self._terms(
                    joined, typos=typos and len(joined) >= SHORTEST_JOINED_TYPO, unfinished=False, joined=True
                )
                if terms:
                    found.append(
                        Meaning(" ".join(texts[place : place + size]), place, place + size, terms, 0.0)
                    )
        return found

    def _terms(self, word: str, *, typos: bool, unfinished: bool, joined: bool = False) -> dict[Term, float]:
        vocabulary = self.index.vocabulary
        exact = vocabulary.id(word)
        likely: dict[int, float] = {}
        if exact is not None:
            likely[exact] = 1.0
        if not is_number(word):
            if exact is None and typos:
                likely |= vocabulary.misspelt(word)
            for number, similarity in vocabulary.inflected(word).items():
                likely[number] = max(likely.get(number, 0.0), similarity)
            if unfinished and exact is None and len(word) >= SHORTEST_UNFINISHED:
                for number, similarity in vocabulary.completions(word).items():
                    likely[number] = max(likely.get(number, 0.0), 0.7 + 0.3 * similarity)
        terms: dict[Term, float] = dict(likely)
        for number, similarity in likely.items():
            for concept in self.index.concepts(number):
                if terms.get(concept, 0.0) < similarity * SAME_MEANING:
                    terms[concept] = similarity * SAME_MEANING
        return terms

    def _weight(self, terms: Mapping[Term, float]) -> float:
        if not terms:
            return self.index.rarest * UNKNOWN_WEIGHT
        best = max(terms.values())
        return max(self.index.weight(term) for term, similarity in terms.items() if similarity >= best - 0.16)

    def _candidates(self, meanings: list[Meaning]) -> list[int]:
        scores: dict[int, float] = {}
        for meaning in meanings:
            reached: dict[int, float] = {}
            for term, similarity in meaning.terms.items():
                value = similarity * self.index.weight(term)
                for number in self.index.postings.get(term, ()):
                    if reached.get(number, 0.0) < value:
                        reached[number] = value
            for number, value in reached.items():
                scores[number] = scores.get(number, 0.0) + value
        return sorted(scores, key=lambda number: -scores[number])[:MOST_CANDIDATES]

    def _hit(self, entry: IndexedEntry, meanings: list[Meaning]) -> Hit:
        facts = sorted(
            (self._fact_hit(entry, fact, meanings) for fact in entry.facts), key=lambda hit: -hit.cover
        )
        name = self._name(entry, meanings)
        best = facts[0]
        return Hit(entry, 100 * best.cover * (0.7 + 0.3 * name), name, tuple(facts))

    def _fact_hit(self, entry: IndexedEntry, fact: IndexedFact, meanings: list[Meaning]) -> FactHit:
        size = max((meaning.end for meaning in meanings), default=0)
        covered = [0.0] * size
        for meaning in meanings:
            best = 0.0
            for term, similarity in meaning.terms.items():
                if similarity > best:
                    if term in entry.named:
                        best = similarity * FROM_NAMES
                    elif term in fact.stated:
                        best = max(best, similarity * FROM_FACT)
                    elif term in fact.asked or term in entry.keywords:
                        best = max(best, similarity * FROM_KEYWORDS)
            for place in range(meaning.start, meaning.end):
                covered[place] = max(covered[place], best)
        total = sum(meaning.weight for meaning in meanings)
        mass = sum(meaning.weight * covered[meaning.start] for meaning in meanings if meaning.weight)
        missing = tuple(m.text for m in meanings if m.weight and covered[m.start] < 0.5)
        return FactHit(fact, mass / total if total else 0.0, missing)

    def _name(self, entry: IndexedEntry, meanings: list[Meaning]) -> float:
        typed: dict[Term, float] = {}
        for meaning in meanings:
            for term, similarity in meaning.terms.items():
                if typed.get(term, 0.0) < similarity:
                    typed[term] = similarity
        best = 0.0
        for name in entry.names:
            total = sum(map(self.index.weight, name))
            mass = 0.0
            for word in name:
                likeness = typed.get(word, 0.0)
                for concept in self.index.concepts(word):
                    likeness = max(likeness, typed.get(concept, 0.0))
                mass += self.index.weight(word) * likeness
            if total:
                best = max(best, mass / total)
        return best
