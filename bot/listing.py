"""Everything of one sort: of a year, a place, a body, a kind, a theme."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge.fold import fold, is_number

from .index import Index, IndexedEntry, IndexedFact, Term
from .match import Meaning
from .query import Query
from .reply import Item

Sort = Literal["year", "name", "kind", "theme", "view", "noun"]

SURE = 0.8
"""Likeness from which a typed word is taken for one that opens a listing."""

FEWEST_FOR_NOUN = 3
"""Entries that a word must join before its plural lists them: one entry is an answer."""

FIRST_YEAR, LAST_YEAR = 1900, 2100


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a listing: the year 2026, the city of Baku, summits."""

    sort: Sort
    key: str
    title: str
    terms: frozenset[Term] = frozenset()


class Catalogue:
    """All facts, by what they can be listed under."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._facts = [(entry, fact) for entry in index.entries for fact in entry.facts]
        self._facets = dict(_facets(index))

    def facets(self, query: Query, meanings: Sequence[Meaning]) -> list[Facet] | None:
        """What *query* asks to have listed, or None where it asks for anything else as well."""
        if query.asks:
            return None
        found: dict[int, Facet] = {}
        for meaning in sorted(meanings, key=lambda it: it.start - it.end):
            if all(place in found for place in range(meaning.start, meaning.end)):
                continue
            facet = self._facet(query, meaning)
            if facet:
                found |= dict.fromkeys(range(meaning.start, meaning.end), facet)
        wanted = [place for place, word in enumerate(query.words) if word.telling]
        if not wanted or not all(place in found for place in wanted):
            return None
        return list(dict.fromkeys(found[place] for place in sorted(found)))

    def items(self, facets: Iterable[Facet]) -> tuple[Item, ...]:
        """The facts that belong to every facet: dated ones first, by date, then as the source has them."""
        facets = list(facets)
        taken = [
            (entry, fact)
            for entry, fact in self._facts
            if all(self._takes(facet, entry, fact) for facet in facets)
        ]
        if all(facet.sort == "kind" for facet in facets):
            taken = [(entry, fact) for entry, fact in taken if fact is entry.facts[0]]
        taken.sort(key=lambda it: (_first_date(it[1]), it[1].fact.span.start))
        once = {(fact.fact.span, fact.fact.text): Item(entry.entry, fact.fact) for entry, fact in taken}
        return tuple({item.fact.span: item for item in reversed(once.values())}.values())[::-1]

    def kind(self, kind: str) -> Facet:
        return Facet("kind", kind, _PLURALS.get(kind, f"{kind.capitalize()}s"))

    def view(self, name: str) -> Facet:
        return Facet("view", name, name.capitalize())

    def _facet(self, query: Query, meaning: Meaning) -> Facet | None:
        if is_number(meaning.text) and meaning.text.isdigit():
            if FIRST_YEAR <= int(meaning.text) <= LAST_YEAR:
                return Facet("year", meaning.text, meaning.text)
            return None
        for term, similarity in sorted(meaning.terms.items(), key=lambda it: -it[1]):
            if similarity >= SURE and term in self._facets:
                return self._facets[term]
            if similarity >= SURE and self._index.is_name(term):
                return Facet(
                    "name", self._index.concept_name(term), self._index.concept_name(term), frozenset([term])
                )
        if query.listing or meaning.text.endswith("s"):
            return self._noun(meaning)
        return None

    def _noun(self, meaning: Meaning) -> Facet | None:
        terms = frozenset(term for term, similarity in meaning.terms.items() if similarity >= SURE)
        joined = [entry for entry in self._index.entries if not terms.isdisjoint(entry.named)]
        if len(joined) >= FEWEST_FOR_NOUN:
            return Facet("noun", meaning.text, meaning.text.capitalize(), terms)
        return None

    def _takes(self, facet: Facet, entry: IndexedEntry, fact: IndexedFact) -> bool:
        match facet.sort:
            case "year":
                return facet.key in fact.years
            case "name":
                return not facet.terms.isdisjoint(fact.stated)
            case "kind":
                return entry.entry.kind == facet.key
            case "theme":
                return entry.entry.theme == facet.key
            case "noun":
                return not facet.terms.isdisjoint(entry.named)
            case "view":
                return self._in_view(facet.key, fact)

    def _in_view(self, view: str, fact: IndexedFact) -> bool:
        match view:
            case "figures":
                return bool(fact.fact.figures)
            case "timeline":
                return bool(fact.fact.dates)
            case "cities":
                return any(place in self._index.cities for place in fact.fact.places)
            case "countries":
                return any(place in self._index.countries for place in (*fact.fact.places, *fact.fact.actors))
            case _:
                return bool(fact.fact.places)


_PLURALS = {"person": "People"}


def _facets(index: Index) -> Iterable[tuple[Term, Facet]]:
    listings = index.language.listings
    for kind, phrases in listings.kinds.items():
        yield from _named(index, phrases, Facet("kind", kind, _PLURALS.get(kind, f"{kind.capitalize()}s")))
    for theme, phrases in listings.themes.items():
        yield from _named(index, phrases, Facet("theme", theme, theme.replace("-", " and ").capitalize()))
    for view, phrases in listings.views.items():
        yield from _named(index, phrases, Facet("view", view, phrases[0].capitalize()))
    for title, group in listings.groups.items():
        terms = frozenset(filter(None, (index.name(name) for name in group.names)))
        yield from _named(index, group.words, Facet("name", title, title, terms))


def _named(index: Index, phrases: Iterable[str], facet: Facet) -> Iterable[tuple[Term, Facet]]:
    for phrase in phrases:
        term = index.vocabulary.id(fold(phrase).replace(" ", ""))
        if term is not None:
            yield term, facet


def _first_date(fact: IndexedFact) -> str:
    """When a fact happens, for sorting; undated ones come last."""
    return min((when.date for when in fact.fact.dates), default="9999")
