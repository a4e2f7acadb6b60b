"""How the rows of an entry are made, by what is to be listed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from itertools import chain, islice

from knowledge.fold import fold
from knowledge.language import Listings, View
from knowledge.model import Entry

from ..finding.index import Index
from ..recent import Recent
from ..reply import Item
from . import rows
from .facets import HAPPENING, Heading, Sort

Make = Callable[[Entry], Iterable[Item]]

COUNTED: Mapping[View, str | None] = {"figures": None, "percentages": "share", "money": "money"}
"""Views that list figures, and the sort of value that each of them is."""

TOPICAL: frozenset[Sort] = frozenset(("kind", "theme", "noun"))
"""Sorts that list topics, and not what is said of something."""

MOST_KEPT = 4_096
"""Entries of which the figures are kept."""


class Making:
    """What makes rows of all that an entry tells, as a listing wants them."""

    def __init__(self, index: Index, listings: Listings) -> None:
        """*listings* are the words for things that can be listed."""
        self._index = index
        self._deadlines = frozenset(map(fold, listings.views.get("deadlines", ())))
        self._figures = Recent[str, list[Item]](MOST_KEPT)
        """The figures of entries: each is looked for in its quote, as it is written there."""

    def of(self, views: Collection[View], heading: Heading) -> Make:
        """What makes the rows of *views*, or of *heading* where it has none."""
        untyped = not self._index.has_occasions
        if untyped and "upcoming" in views:
            return self._planned
        if untyped and not HAPPENING.isdisjoint(views):
            return self._dated
        if "timeline" in views:
            return timed
        if not HAPPENING.isdisjoint(views):
            return happening
        if not COUNTED.keys().isdisjoint(views):
            return self._counted
        if "contacts" in views:
            return self._contacts
        if "deadlines" in views:
            return self._due
        if "forbidden" in views:
            return self._forbidden
        if "votes" in views:
            return self._voted
        if "proposers" in views:
            return proposing
        if "proposals" in views:
            return proposed
        if heading.is_all:
            return said
        if any(facet.is_of(TOPICAL) for facet in heading.facets) or "topics" in views:
            return topics
        return said

    def _dated(self, entry: Entry) -> Iterable[Item]:
        """What has a date, typed or read, where curators seldom type what happens."""
        found = self._index.of(entry).facts
        facts = [
            it
            for it in found
            if it.fact.occasion
            or any(when.date or when.every for when in it.fact.dates)
            or "which month" in it.reads
        ]
        return [row for it in facts for row in rows.each_time(rows.dated(entry, it.fact))]

    def _planned(self, entry: Entry) -> Iterable[Item]:
        """What has a date, and every other plan."""
        dated = list(self._dated(entry))
        told = {id(row.fact) for row in dated}
        return [*dated, *(row for row in rows.plans(entry) if id(row.fact) not in told)]

    def _counted(self, entry: Entry) -> Iterable[Item]:
        kept = self._figures.get(entry.id)
        if kept is None:
            kept = self._figures[entry.id] = [
                row
                for fact in entry.facts
                for row in chain(
                    rows.figures(entry, fact), rows.read_figures(entry, fact, self._index.values)
                )
            ]
        return kept

    def _contacts(self, entry: Entry) -> Iterable[Item]:
        return [row for fact in entry.told for row in rows.contacts(entry, fact, self._index.values)]

    def _due(self, entry: Entry) -> Iterable[Item]:
        """What is to be done by some day, and what has a day in a topic that is called so."""
        called = fold(entry.title) in self._deadlines
        sets = self._index.values.sets_deadline
        due = (it for it in entry.told if sets(it.quote) or rows.has_limit(it) or (called and it.dates))
        return [rows.dated(entry, fact) for fact in due]

    def _forbidden(self, entry: Entry) -> Iterable[Item]:
        """What may not be done."""
        forbids = self._index.values.forbids
        return [replace(rows.said(entry, it), what=it.text) for it in entry.told if forbids(it.quote)]

    def _voted(self, entry: Entry) -> Iterable[Item]:
        """How votes went, and what was decided."""
        votes = self._index.values.tells_of_vote
        return [replace(rows.said(entry, it), what=it.text) for it in entry.told if votes(it.quote)]


def happening(entry: Entry) -> Iterable[Item]:
    """What an entry tells that happens."""
    return [row for fact in entry.facts if (row := rows.occasion(entry, fact))]


def timed(entry: Entry) -> Iterable[Item]:
    """What happens, and what comes every year, month or week by a rule."""
    rules = [fact for fact in entry.facts if not fact.occasion and any(it.recurs for it in fact.dates)]
    return [*happening(entry), *(row for fact in rules for row in rows.each_time(rows.said(entry, fact)))]


def proposing(entry: Entry) -> list[Item]:
    """Who proposes what, by what an entry tells."""
    return [row for fact in entry.facts for row in rows.proposals(entry, fact)]


def proposed(entry: Entry) -> Iterable[Item]:
    """The same; where nobody is named, what an entry tells as proposed."""
    unnamed = (rows.said(entry, fact) for fact in entry.facts if rows.is_proposed_by_nobody(fact))
    return proposing(entry) or islice(unnamed, 1)


def topics(entry: Entry) -> Iterable[Item]:
    """An entry as a row, unless its lead is something that happens; and what happens in it."""
    events = list(happening(entry))
    return events if entry.facts[0].occasion else [rows.topic(entry), *events]


def said(entry: Entry) -> Iterable[Item]:
    """All that an entry tells, a row a fact."""
    return [rows.said(entry, fact) for fact in entry.facts]
