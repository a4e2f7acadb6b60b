"""The rows of a listing: one thing a row, each once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import NamedTuple

from knowledge.fold import fold
from knowledge.language import Listings, View, is_view
from knowledge.model import Fact, Figure, Place

from ..finding.index import Index
from ..finding.indexed import IndexedEntry, IndexedFact, Phrase, told_by
from ..reply import Item
from . import making, rows, when
from .facets import HAPPENING, PROPOSED, WHERE_OR_WHEN, Facet, Heading, Sort
from .making import COUNTED, TOPICAL, Making
from .measures import Measures
from .order import grouped, ordered
from .people import Named
from .places import Places

FEWEST_FOR_NOUN = 2
"""Things that a word must name before its plural lists them: one is an answer."""

MOST_FOR_NOUN = 256
"""Entries that may have it: what more of them have, tells nothing apart and would take long to go through."""

ANYWHERE: frozenset[Sort] = frozenset(("year", "kind", "theme", "view", "measure", "amount"))
"""Sorts of what an entry may have without saying a word of it."""

MOST_KEY_POINTS = 10
"""Leads that sum up a source whose curator marks no key points."""


ON_DAYS: frozenset[View] = frozenset(("events", "timeline", "upcoming"))
"""Views that list what has a day in some year, whatever happens on it."""


class _Told(NamedTuple):
    """A row, and the entry and fact that tell it."""

    row: Item
    entry: IndexedEntry
    fact: IndexedFact


class Catalogue:
    """Everything that can be listed."""

    def __init__(self, index: Index, listings: Listings) -> None:
        """*listings* are the words for things that can be listed."""
        self._index = index
        self._named = Named(index, listings.kinds)
        self._places = Places(index.concepts)
        self._making = Making(index, listings)
        self.measures = Measures(index.values, listings)
        """What asks for the figures in some unit."""

    def items(self, heading: Heading) -> tuple[Item, ...]:
        """The rows of a heading, each thing once, in the order to show."""
        apart = next((it for it in heading.facets if any(part.sort == "view" for part in it.parts)), None)
        if apart:
            others = tuple(it for it in heading.facets if it is not apart)
            each = (self.items(heading._replace(facets=(*others, part))) for part in apart.parts)
            return tuple(rows.first_of_each(list(chain.from_iterable(each))))
        views = {it.key: it for it in heading.facets if it.sort == "view" and is_view(it.key)}
        narrowing = [it for it in heading.facets if it.sort != "view"]
        measured = next((it for it in narrowing if it.sort == "measure"), None)
        if measured and COUNTED.keys().isdisjoint(views):
            views["figures"] = measured
        if "contacts" in views:  # all are of people: "phone numbers of the people there"
            narrowing = [it for it in narrowing if (it.sort, it.key) != ("kind", "person")]
        if len(narrowing) > 1 or views:
            specific = [it for it in narrowing if not it.is_loose]
            where_or_when = not views and all(it.sort in WHERE_OR_WHEN for it in specific)
            kept = where_or_when and any(map(self._has_any, narrowing))
            narrowing = narrowing if kept or not (specific or views) else specific
        listed = list(self._rows(views, narrowing, heading))
        if not listed and all(it.sort in ("year", "time") for it in narrowing):
            listed = list(self._untyped(views, narrowing, heading))
        if "places" in views and not narrowing:
            told = ((it.entry, fact) for it in self._index.entries for fact in it.entry.told)
            listed += self._places.unlisted(told, listed)
        if not views:
            listed += self._beside(narrowing, listed, heading)
        if heading.is_done or heading.is_open:
            listed = [row for row in listed if self._is_still_open(row) == heading.is_open]
        topical = any(facet.is_of(TOPICAL) for facet in heading.facets)
        by_passage = heading.is_all or not (views or topical)
        found = rows.once(self._newest(listed), by_passage=by_passage)
        return tuple(grouped(ordered(found, views, narrowing, self._index.number), views))

    def _has_any(self, facet: Facet) -> bool:
        """Whether some topic is of a kind that is used for anything."""
        kinds = {part.key for part in facet.parts or (facet,)}
        return facet.is_loose and any(it.entry.kind in kinds for it in self._index.entries)

    def _is_still_open(self, row: Item) -> bool:
        """Whether a row is to come, or of something of which it is said that it is not decided."""
        return when.is_to_come(row) or self._index.values.leaves_open(told_by(row.fact))

    def _beside(self, narrowing: Sequence[Facet], listed: Sequence[Item], heading: Heading) -> list[Item]:
        """Those of a kind whom a source names, but for those that are *listed*."""
        kinds = [it.key for it in narrowing if it.sort == "kind"]
        others = [it for it in narrowing if it.sort != "kind"]
        if len(kinds) != 1 or not all(it.is_of(("word", "time", "name")) for it in others):
            return []
        found = self._narrowed(self._named.of(kinds[0]), others, heading)
        return self._named.beside(kinds[0], found, listed)

    def _narrowed(self, named: Iterable[Item], facets: Sequence[Facet], heading: Heading) -> list[Item]:
        """Those of *named* whose facts have all *facets*; what one passage tells is rather an answer."""
        if not facets:
            return list(named)
        found = []
        for row in named:
            entry = self._index.of(row.entry)
            fact = next(it for it in entry.facts if it.fact is row.fact)
            if all(self._takes(it, _Told(row, entry, fact), {}, heading) for it in facets):
                found.append(row)
        apart = any(not row.fact.span.overlaps(found[0].fact.span) for row in found)
        return found if apart else []

    def _untyped(
        self, views: Mapping[View, Facet], narrowing: Sequence[Facet], heading: Heading
    ) -> Iterator[Item]:
        """The facts that are plans, or of the time asked for, where nothing that happens is typed so."""
        plans, events = views.keys() == {"upcoming"}, views.keys() == {"events"} and bool(narrowing)
        for made in self._rows({}, narrowing, heading) if plans or events else ():
            row = rows.ahead(made) if plans else made
            if (row.date or rows.months(row)) if events else when.is_to_come(row):
                yield replace(row, what=row.fact.text)

    def _newest(self, listed: Sequence[Item]) -> list[Item]:
        """The rows without those of facts whose place another one has taken that is listed as well."""
        there = {id(row.fact) for row in listed}
        return [row for row in listed if not any(id(self._fact(it)) in there for it in _newer(row))]

    def _fact(self, place: Place) -> Fact:
        return self._index.entries[self._index.number(place[0])].entry.facts[place[1]]

    def topics(self) -> Iterator[Item]:
        """Every entry with its lead."""
        return (rows.topic(entry.entry) for entry in self._index.entries)

    def names_several(self, noun: Facet) -> bool:
        """Whether several things are called by *noun*, so that its plural lists them."""
        having = [self._index.postings[term] for term in noun.terms if term in self._index.postings]
        if sum(map(len, having)) > MOST_FOR_NOUN:
            return False
        views: Mapping[View, Facet] = {"figures": noun} if noun.sort == "counted" else {}
        named = self._rows(views, [noun], Heading((noun,), is_asked=False))
        return len(list(islice(named, FEWEST_FOR_NOUN))) == FEWEST_FOR_NOUN

    def _rows(
        self, views: Mapping[View, Facet], narrowing: Sequence[Facet], heading: Heading
    ) -> Iterator[Item]:
        of_years = [facet for facet in narrowing if all(it.sort == "year" for it in facet.parts or (facet,))]
        years = [year for facet in of_years for year in facet.parts or (facet,)]
        others = [facet for facet in narrowing if facet not in of_years]
        for facet in others:
            if facet.sort == "name" and facet.names and len(others) == 1 and not facet.is_denied:
                yield from self._members(facet)
                return
        for entry, made in self._made(views, others, heading):
            if years and views.keys() <= ON_DAYS and views:
                made = [*made, *self._to_come(entry)]
            facts = {id(fact.fact): fact for fact in entry.facts}
            for row in made:
                fact = facts[id(row.fact)]
                if years:
                    row = rows.in_years(row, years)
                if years and not when.in_years(row, fact, years, happening=not HAPPENING.isdisjoint(views)):
                    continue
                told = _Told(row, entry, fact)
                if all(self._takes(facet, told, views, heading) for facet in others):
                    yield row

    def _to_come(self, entry: IndexedEntry) -> Iterator[Item]:
        """What is to come on a day or in a year, beside what is typed to happen: "it arrives in 2027".

        Where what happens is typed, a mere year is that of something that goes on: "throughout 2026".
        Elsewhere a fact without a date has the year of its quote.
        """
        for fact in (it for it in entry.entry.facts if it.occasion is None):
            row = rows.ahead(rows.plain(entry.entry, fact, fact.text))
            if any(it.date for it in fact.dates):
                precise = not self._index.has_occasions or len(row.date or "") > len("2026")
                if rows.year_of_day(row) or (precise and when.is_to_come(row)):
                    yield row
                continue
            now = fact.published_on[:4]
            read = () if self._index.has_occasions else sorted(self._index.values.years(fact.quote))
            for year in read:
                if year > now or (year == now and fact.is_plan):
                    yield replace(row, date=year, until=None, recurs=None, status="planned")

    def _made(
        self, views: Mapping[View, Facet], others: Sequence[Facet], heading: Heading
    ) -> Iterator[tuple[IndexedEntry, Iterable[Item]]]:
        """The entries that may have something to list, each with all its rows of the sort asked for."""
        make = self._making.of(views, heading)
        untyped = not self._index.has_occasions
        timed = "timeline" in views and (not untyped or when.are_typed(self._index.entries))
        sorts = [sort for view, sort in COUNTED.items() if view in views and sort]
        measured = next((it for it in others if it.sort == "measure"), None)
        overviews = any(facet.sort == "kind" and facet.key == "theme" for facet in others)
        of_kinds = [it for it in heading.facets if it.is_loose and it.key in rows.PLANNED]
        somewhere = any(it.is_of(WHERE_OR_WHEN) for it in heading.facets)
        narrowed = make is making.topics and of_kinds and somewhere
        for entry in self._entries(others):
            if make is making.topics and not overviews and others and entry.entry.kind == "theme":
                continue  # it tells of what has rows of its own
            if narrowed and entry.entry.kind in rows.LASTING:
                continue  # who somebody is, or what a body did, is no project
            if make is making.topics and not views and not self._may_list(others, entry):
                continue
            if make is making.said:  # most facts say nothing of it, and making a row of each takes long
                wide = others and not any(facet.is_of(("place", "noun")) for facet in others)
                facts = [it.fact for it in entry.facts if not wide or self._may_say(others, entry, it)]
                made: Iterable[Item] = [rows.said(entry.entry, fact) for fact in facts]
                if heading.is_all:
                    made = [row if row.fact.occasion else replace(row, what=row.fact.text) for row in made]
            else:
                made = make(entry.entry)
            if make is making.topics:
                made = [*made, *self._places.standing(entry.entry, others)]
            if measured:
                made = [*made, *self.measures.read(entry.entry, measured)]
            if "summary" in views:
                made = self._key_points(entry)
            if sorts:
                made = [row for row in made if not self._index.values.sorts(_unit(row)).isdisjoint(sorts)]
            if "deadlines" in views or "upcoming" in views or heading.is_open:
                made = map(rows.ahead, made)
            if "upcoming" in views and "past" not in views:
                undated = {id(it.fact) for it in entry.facts if untyped and "which year" not in it.reads}
                made = [row for row in made if when.is_to_come(row, maybe=id(row.fact) in undated)]
            if "past" in views and "upcoming" not in views:
                made = [row for row in made if row.status == "past"]
            if timed:
                made = [row for row in made if row.date or (row.recurs and row.recurs.recurs)]
            if "cities" in views:
                made = [row for row in made if row.fact.occasion and row.fact.occasion.city]
            if "countries" in views and PROPOSED.isdisjoint(views):
                made = [row for row in made if self._places.country(row)]
            if "places" in views:
                made = [it for row in made for it in self._places.of(row)]
            yield entry, made

    def _may_say(self, facets: Iterable[Facet], entry: IndexedEntry, fact: IndexedFact) -> bool:
        """Whether a fact or the names of its entry have a word of each facet that is told by words."""
        return all(
            facet.sort not in ("name", "word")
            or facet.is_denied
            or not facet.terms.isdisjoint(fact.stated)
            or (facet.sort == "word" and _is_called(facet, chain(entry.names, entry.called, fact.called)))
            for facet in facets
        )

    def _may_list(self, facets: Iterable[Facet], entry: IndexedEntry) -> bool:
        """Whether an entry has what each noun calls in its title, or something that happens."""
        nouns = (facet for facet in facets if facet.sort == "noun" and not facet.is_denied)
        untitled = not all(self._is_titled(noun, entry) for noun in nouns)
        return not untitled or any(fact.occasion for fact in entry.entry.facts)

    def _key_points(self, entry: IndexedEntry) -> Iterable[Item]:
        marked = [fact for fact in entry.entry.facts if fact.key]
        if not marked and not self._index.has_key_points and entry.entry.id in self._most_told:
            marked = [entry.entry.facts[0]]
        return [rows.topic(entry.entry, fact, what=fact.text) for fact in marked]

    @property
    def _most_told(self) -> frozenset[str]:
        told = sorted(self._index.entries, key=lambda it: -len(it.facts))
        return frozenset(it.entry.id for it in told[:MOST_KEY_POINTS])

    def _members(self, group: Facet) -> Iterator[Item]:
        """A row for each name of a group that some fact says: "UN agencies"."""
        for name in sorted(group.names):
            term = self._index.concepts.named(name)
            if term is None or term not in self._index.postings:
                continue
            entries = [self._index.entries[number] for number in sorted(self._index.postings[term])]
            saying = [(entry, fact) for entry in entries for fact in entry.facts if term in fact.stated]
            together = [it for it in saying if len(it[1].stated & group.terms) > 1]
            if saying:
                entry, fact = next(iter(together or saying))
                yield rows.topic(entry.entry, fact.fact, what=name)

    def _entries(self, facets: Iterable[Facet]) -> Iterator[IndexedEntry]:
        """The entries that have the rarest of the facets' words, or else all."""
        having: list[Collection[int]] = [
            {number for term in facet.terms for number in self._index.postings.get(term, ())}
            for facet in facets
            if not (facet.is_of(ANYWHERE) or facet.months or facet.is_denied)
        ]
        rarest = min(having, key=len, default=range(len(self._index.entries)))
        yield from (self._index.entries[number] for number in sorted(rarest))

    def _takes(self, facet: Facet, told: _Told, views: Mapping[View, Facet], heading: Heading) -> bool:
        """Whether what is *told* in a row is of *facet*."""
        if facet.is_denied:
            return not self._takes(replace(facet, is_denied=False), told, views, heading)
        row, entry, fact = told
        match facet.sort:
            case "either":
                return any(self._takes(part, told, views, heading) for part in facet.parts)
            case "place":
                if not HAPPENING.isdisjoint(views):
                    return self._is_there(facet, told, heading)
                of_country = not facet.names.isdisjoint(self._index.concepts.country_names)
                if row.who and of_country and not PROPOSED.isdisjoint(views):
                    acting = (*row.who, *fact.fact.actors)
                    return any(self._index.agents.acts_for(who, facet.names) for who in acting)
                typed = not facet.names.isdisjoint((*row.where, *fact.fact.places, *fact.fact.actors))
                untyped = not (self._index.has_occasions or row.where or fact.fact.places)
                elsewhere = row.where and fact.fact.occasion and entry.entry.kind == "event"
                said = not elsewhere and (heading.mentions or untyped or not COUNTED.keys().isdisjoint(views))
                return typed or (said and not facet.terms.isdisjoint(fact.stated))
            case "name":
                return not facet.terms.isdisjoint(fact.stated)
            case "kind":
                is_it = facet.key not in rows.LASTING or row.what == entry.entry.title
                return (is_it and entry.entry.kind == facet.key) or self._is_titled(facet, entry)
            case "theme":
                of_theme = entry.entry.theme == facet.key or self._is_titled(facet, entry)
                return of_theme or _is_called(facet, entry.called)
            case "noun":
                return (
                    self._is_titled(facet, entry) if row.what == entry.entry.title else self._says(facet, row)
                )
            case "measure":
                return self.measures.takes(facet, row)
            case "amount":
                return self.measures.is_within(facet, row)
            case "counted":
                return row.figure is not None and self._has(facet, self._counted(row.figure))
            case "time" if not facet.months.isdisjoint(rows.months(row)):
                return True
            case "time" if facet.months and ON_DAYS & views.keys() and rows.months(row):
                typed = not facet.months.isdisjoint(rows.all_months(row.fact))
                return typed or self._has(facet, row.fact.text)  # its quote may say when something else is
            case "word" | "time":
                phrases = chain(entry.names, entry.called, fact.called)
                return not facet.terms.isdisjoint(fact.stated) or _is_called(facet, phrases)
            case _:
                return True

    @staticmethod
    def _is_there(facet: Facet, told: _Told, heading: Heading) -> bool:
        """Whether it happens there, or at another place that is named, and *facet* is of who takes part."""
        row, _, fact = told
        others = [it for it in heading.facets if it.sort == "place" and it is not facet and not it.is_denied]
        beside = not all(it.names.isdisjoint(row.where) for it in others)
        return not facet.names.isdisjoint(row.where or row.who) or (
            beside and not facet.terms.isdisjoint(fact.stated)
        )

    def _is_titled(self, facet: Facet, entry: IndexedEntry) -> bool:
        return not facet.terms.isdisjoint(entry.names[0])

    def _says(self, facet: Facet, row: Item) -> bool:
        """Whether the name of a row has a word of *facet*."""
        return self._has(facet, row.what)

    def _counted(self, figure: Figure) -> str:
        """What *figure* counts: its unit, unless that measures, as "%" does."""
        measures = self._index.values.sorts(f"1 {figure.unit}")
        return figure.of if measures or not figure.unit else figure.unit

    def _has(self, facet: Facet, text: str) -> bool:
        """Whether *text* has a word of *facet*."""
        ids = map(self._index.vocabulary.id, fold(text).split())
        return any(not facet.terms.isdisjoint(self._index.concepts.alike(it)) for it in ids if it is not None)


def _unit(row: Item) -> str:
    """The unit of a row's figure, as written and as typed."""
    return f"{row.value or ''} {row.figure.unit if row.figure else ''}"


def _newer(row: Item) -> Iterator[Place]:
    """The facts that have taken the place of that of *row*, or of its figure."""
    yield from row.fact.newer
    for number, places in row.fact.newer_figures.items():
        if row.fact.figures[number] is row.figure:
            yield from places


def _is_called(facet: Facet, phrases: Iterable[Phrase]) -> bool:
    return not all(map(facet.terms.isdisjoint, phrases))
