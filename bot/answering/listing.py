"""Everything of one sort: of a year, a place, a body, a kind, a theme."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Literal, NamedTuple

from knowledge.fold import fold
from knowledge.language import Listings
from knowledge.model import Kind

from .concepts import Term
from .index import Index, IndexedEntry, IndexedFact, Phrase
from .meaning import SAME_MEANING, Meaning
from .query import Query
from .reply import Item

Sort = Literal["year", "place", "name", "kind", "theme", "view", "noun", "word"]

SURE = 0.8
"""Likeness from which a typed word is taken for one that opens a listing."""

SURE_CONCEPT = SURE * SAME_MEANING
"""The same for a concept that such a word stands for."""

SAME_WORD = 0.97
"""Likeness from which a word is a heading: "theme" is not yet "themes"."""

FEWEST_FOR_NOUN = 2
"""Entries that a word must name before its plural lists them: one entry is an answer."""

MOST_FOR_NOUN = 256
"""Entries that may have it: what more of them have, tells nothing apart and would take long to go through."""

MOST_FOR_WORD = 16
"""Facts that say a common noun up to which all are listed, and not only those of entries so titled."""

MOST_WORDS = 1
"""Words beside those that open a listing: "renewable energy projects" lists, a sentence asks."""

BY_WORDS: frozenset[Sort] = frozenset(("place", "name", "noun", "word"))
"""Sorts under which nothing is listed that has none of the words."""

MOST_VAGUE = 2
"""The same for words that seldom decide, where nothing else shows that a listing is wanted."""

YEARS = range(1900, 2101)

LOOSE_KINDS = frozenset(("initiative", "project", "theme"))
"""Kinds that people use for anything: beside another facet, "projects" narrows nothing."""


SAID_KINDS: frozenset[Kind] = frozenset(("agreement", "event"))
"""Kinds whose word in a fact shows that it is of one, whatever its entry is of: "meeting", "memorandum".

An "initiative" or "organization" is said in passing in dozens of facts.
"""


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a listing: the year 2026, the city of Baku, summits."""

    sort: Sort
    key: str
    title: str
    terms: frozenset[Term] = frozenset()
    """Words and concepts, of which what is listed says one."""

    @property
    def opens(self) -> bool:
        """Whether the facet alone shows that a listing is wanted, whatever else is said."""
        return self.sort in ("kind", "view")

    @property
    def is_named(self) -> bool:
        """Whether it is a place, body or person by its name."""
        return self.sort in ("place", "name")


class Heading(NamedTuple):
    """What a listing is of."""

    facets: tuple[Facet, ...]
    is_asked: bool
    """Whether a listing is all that is asked for: "events in 2026". A sentence may rather want an answer."""


class Catalogue:
    """All facts, by what they can be listed under."""

    def __init__(self, index: Index, listings: Listings) -> None:
        self._index = index
        self._headings = dict(_headings(index, listings))
        self._years = frozenset(
            year for entry in index.entries for fact in entry.facts for year in fact.years
        )

    def heading(self, query: Query, meanings: Sequence[Meaning]) -> Heading | None:
        """What *query* asks to have listed; None where it asks for anything else."""
        if query.asks or (self._asks_detail(meanings) and not query.listing):
            return None
        found: dict[int, Facet] = {}
        for meaning in sorted(meanings, key=lambda it: -len(it.places)):
            places = meaning.places
            if meaning.mass and not any(place in found for place in places):
                facet = self._facet(query, meaning)
                if facet:
                    found |= dict.fromkeys(places, facet)
        opened = query.listing or any(facet.opens for facet in found.values())
        others = [meaning for meaning in meanings if meaning.weight and meaning.places[0] not in found]
        left = [meaning for meaning in others if not query.words[meaning.places[0]].vague]
        asked_for = any(query.words[place].sort_asked for place in found)
        if left and (not opened or asked_for or len(left) > MOST_WORDS):
            return None
        if not opened and len(others) > MOST_VAGUE:
            return None
        for meaning in left:
            facet = self._word(meaning)
            if not facet:
                return None
            found[meaning.places[0]] = facet
        if not found:
            return None
        facets = tuple(dict.fromkeys(found[place] for place in sorted(found)))
        return Heading(facets, query.listing or _is_whole(found, query))

    def items(self, facets: Sequence[Facet]) -> tuple[Item, ...]:
        """The facts of all facets, each passage once: dated ones first, then as the source has them.

        Of several years any will do; of kinds alone, each entry is told by its lead.
        """
        narrowing = [it for it in facets if it.sort != "kind" or it.key not in LOOSE_KINDS] or list(facets)
        years = {facet.key for facet in narrowing if facet.sort == "year"}
        others = [facet for facet in narrowing if facet.sort != "year"]
        kinds = {facet.key for facet in facets if facet.sort == "kind"}
        only_kinds = len(kinds) == len(facets)
        taken = [
            (entry, fact)
            for entry, fact in self._facts_with(others)
            if (not years or not years.isdisjoint(fact.years))
            and all(self._takes(facet, entry, fact) for facet in others)
            and (not only_kinds or fact is entry.facts[0] or entry.entry.kind not in kinds)
        ]
        taken.sort(key=lambda it: (_first_date(it[1]), it[1].fact.span.start))
        once: dict[tuple[int, int], Item] = {}
        for entry, fact in taken:
            once.setdefault(
                (fact.fact.span.start, fact.fact.span.end), Item(entry.entry.title, entry.entry, fact.fact)
            )
        return tuple(once.values())

    def _facts_with(self, facets: Iterable[Facet]) -> Iterator[tuple[IndexedEntry, IndexedFact]]:
        """The facts of the entries that have the rarest of the facets' words, or else all."""
        having: list[Collection[int]] = [
            {number for term in facet.terms for number in self._index.postings.get(term, ())}
            for facet in facets
            if facet.sort in BY_WORDS
        ]
        rarest = min(having, key=len, default=range(len(self._index.entries)))
        for number in sorted(rarest):
            entry = self._index.entries[number]
            yield from ((entry, fact) for fact in entry.facts)

    def leads(self) -> Iterator[Item]:
        """Every entry with its lead."""
        return (Item(entry.entry.title, entry.entry, entry.entry.facts[0]) for entry in self._index.entries)

    def kind(self, kind: Kind) -> Facet:
        """The facet of all entries of *kind*."""
        headed = (facet for facet in self._headings.values() if facet.sort == "kind" and facet.key == kind)
        return next(headed, Facet("kind", kind, _plural(kind)))

    def theme(self, theme: str) -> Facet:
        """The facet of all entries in the file of *theme*, and of those that are called so."""
        headed = (facet for facet in self._headings.values() if facet.sort == "theme" and facet.key == theme)
        return next(headed, Facet("theme", theme, _theme_title(theme)))

    def year(self, year: str) -> Facet:
        """The facet of everything that happens in *year*."""
        return Facet("year", year, year)

    def view(self, name: str) -> Facet:
        """The facet called *name* in ``listings.yaml``."""
        return Facet("view", name, name.capitalize())

    def _facet(self, query: Query, meaning: Meaning) -> Facet | None:
        if meaning.text.isdigit():
            return self.year(meaning.text) if self._is_year(meaning) else None
        for term, likeness in sorted(meaning.terms.items(), key=lambda it: -it[1]):
            if likeness >= SAME_WORD and term in self._headings:
                return self._headings[term]
            if likeness >= SURE and self._index.concepts.is_name(term):
                name = self._index.concepts.title(term)
                sort: Sort = "place" if self._index.concepts.is_place(term) else "name"
                return Facet(sort, name, name, frozenset([term]))
        return self._noun(meaning) if query.listing or self._is_plural(meaning.text) else None

    def _asks_detail(self, meanings: Sequence[Meaning]) -> bool:
        """Whether a detail is asked for; "by country" is one, and heads a listing too."""
        return any(
            self._index.concepts.detail(term)
            for meaning in meanings
            if self._headings.keys().isdisjoint(meaning.terms)
            for term in meaning.must
        )

    def _is_year(self, meaning: Meaning) -> bool:
        """Whether a number is a year, and no other figure of the knowledge: "2,000"."""
        known = meaning.text in self._years or meaning.terms.keys().isdisjoint(self._index.postings.keys())
        return known and int(meaning.text) in YEARS

    def _is_plural(self, word: str) -> bool:
        singulars = [word.removesuffix("s"), word.removesuffix("ies") + "y" if word.endswith("ies") else word]
        return any(it != word and self._index.vocabulary.id(it) is not None for it in singulars)

    def _noun(self, meaning: Meaning) -> Facet | None:
        """A common noun in the titles of several entries: "summits"."""
        facet = self._word(meaning)
        if facet is None:
            return None
        having = [self._index.postings[term] for term in facet.terms if term in self._index.postings]
        if sum(map(len, having)) > MOST_FOR_NOUN:
            return None
        entries = [self._index.entries[number] for number in sorted(set(chain.from_iterable(having)))]
        titled = (entry for entry in entries if self._is_titled(entry, facet))
        if len(list(islice(titled, FEWEST_FOR_NOUN))) < FEWEST_FOR_NOUN:
            return None
        saying = (
            fact for entry in entries for fact in entry.facts if not facet.terms.isdisjoint(fact.stated)
        )
        few = len(list(islice(saying, MOST_FOR_WORD + 1))) <= MOST_FOR_WORD
        return Facet("noun", "said" if few else "titled", facet.title, facet.terms)

    def _word(self, meaning: Meaning) -> Facet | None:
        terms = frozenset(
            term
            for term, likeness in meaning.terms.items()
            if likeness >= (SURE_CONCEPT if self._index.concepts.is_concept(term) else SURE)
            and term in self._index.postings
        )
        terms = self._index.words_for(terms)
        return Facet("word", meaning.text, meaning.text.capitalize(), terms) if terms else None

    def _takes(self, facet: Facet, entry: IndexedEntry, fact: IndexedFact) -> bool:
        match facet.sort:
            case "place" | "name":
                return not facet.terms.isdisjoint(fact.stated)
            case "kind":
                return entry.entry.kind == facet.key or not facet.terms.isdisjoint(fact.stated)
            case "theme":
                return entry.entry.theme == facet.key or self._is_called(
                    facet, chain(entry.names, entry.called)
                )
            case "noun":
                said = not facet.terms.isdisjoint(fact.stated)
                return said and (facet.key == "said" or self._is_titled(entry, facet))
            case "word":
                phrases = chain(entry.names, entry.called, fact.called)
                return not facet.terms.isdisjoint(fact.stated) or self._is_called(facet, phrases)
            case "view":
                return self._in_view(facet, entry, fact)
            case _:
                return True

    def _is_titled(self, entry: IndexedEntry, facet: Facet) -> bool:
        return not facet.terms.isdisjoint(entry.names[0])

    def _is_called(self, facet: Facet, phrases: Iterable[Phrase]) -> bool:
        return not all(map(facet.terms.isdisjoint, phrases))

    def _in_view(self, facet: Facet, entry: IndexedEntry, fact: IndexedFact) -> bool:
        match facet.key:
            case "figures":
                return bool(fact.fact.figures)
            case "money":
                return any(_CURRENCIES.search(figure.unit) for figure in fact.fact.figures)
            case "timeline":
                return bool(fact.fact.dates)
            case "upcoming":
                to_come = fact.fact.is_plan or not facet.terms.isdisjoint(fact.stated)
                return fact.fact.is_scheduled or (to_come and entry.entry.kind == "event")
            case "cities":
                return not self._index.concepts.cities.isdisjoint(fact.fact.places)
            case "countries":
                named = (*fact.fact.places, *fact.fact.actors)
                return not self._index.concepts.countries.isdisjoint(named)
            case _:
                return bool(fact.fact.places)


def _is_whole(found: Mapping[int, Facet], query: Query) -> bool:
    """Whether the words of facets are all that a query says: "trade figures", not "money for trade"."""
    if any(word.telling and place not in found for place, word in enumerate(query.words)):
        return False
    together = max(found) - min(found) < len(found)
    return all(facet.sort != "word" for facet in found.values()) or (together and found[max(found)].opens)


def _headings(index: Index, listings: Listings) -> Iterator[tuple[Term, Facet]]:
    """The words that open a listing, and what they list."""
    for kind, phrases in listings.kinds.items():
        heads = _words(index, phrases)
        terms = _terms(index, heads) if kind in SAID_KINDS else frozenset()
        yield from dict.fromkeys(heads, Facet("kind", kind, _plural(kind), terms)).items()
    for theme, phrases in listings.themes.items():
        heads = _words(index, phrases)
        yield from dict.fromkeys(heads, Facet("theme", theme, _theme_title(theme), frozenset(heads))).items()
    for view, phrases in listings.views.items():
        heads = _words(index, phrases)
        facet = Facet("view", view, phrases[0].capitalize(), _terms(index, heads))
        yield from dict.fromkeys(heads, facet).items()
    for title, group in listings.groups.items():
        terms = frozenset(filter(None, (index.concepts.named(name) for name in group.names)))
        yield from dict.fromkeys(_words(index, group.words), Facet("name", title, title, terms)).items()


def _words(index: Index, phrases: Iterable[str]) -> list[int]:
    """The words that head a listing; a phrase is written without spaces."""
    known = (index.vocabulary.id(fold(phrase).replace(" ", "")) for phrase in phrases)
    return [word for word in known if word is not None]


def _terms(index: Index, heads: Iterable[int]) -> frozenset[Term]:
    """Words that head a listing, and what they stand for."""
    return index.words_for(chain.from_iterable(map(index.concepts.alike, heads)))


_CURRENCIES = re.compile(r"\b(?:USD|EUR)\b")


def _theme_title(theme: str) -> str:
    return theme.replace("-", " ").capitalize()


def _plural(kind: str) -> str:
    return "People" if kind == "person" else f"{kind.capitalize()}s"


def _first_date(fact: IndexedFact) -> str:
    """When a fact happens, for sorting; undated ones come last."""
    return min((when.date for when in fact.fact.dates), default="9999")
