"""Where what is listed happens or stands, by what a curator types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from knowledge.model import KINDS, Entry, Fact

from ..reply import Item
from ..words.concepts import Concepts
from .facets import Facet
from .rows import said, topic

STANDING = frozenset(("project", "initiative", "place", "event"))
"""Built-in kinds of what is in the places that its facts type; somebody or a share is in none."""


class Places:
    """The places of rows, each known city with its country."""

    def __init__(self, concepts: Concepts) -> None:
        self._countries = concepts.country_names
        self._country_of = {
            city: country for country in concepts.country_names for city in concepts.inside(country)
        }

    def of(self, row: Item) -> Iterator[Item]:
        """*row* for each place where it happens or stands; none where its places are only spoken of.

        A town that the language data do not know is one as well: the curator says that it is.
        """
        if row.where:
            yield row
        elif row.fact.occasion or _stands(row.entry):
            yield from self._typed(row)

    def standing(self, entry: Entry, facets: Iterable[Facet]) -> Iterator[Item]:
        """*entry* as a topic, by the fact that types a place of *facets* for it, where its lead has none."""
        places = (it for it in facets if it.sort == "place" and not it.is_denied)
        names = frozenset(chain.from_iterable(it.names for it in places))
        if not (names and _stands(entry)):
            return
        typing = [it for it in entry.told if not names.isdisjoint(_where(it))]
        if typing and not typing[0].occasion and typing[0] is not topic(entry).fact:
            yield topic(entry, typing[0])

    def unlisted(self, told: Iterable[tuple[Entry, Fact]], listed: Iterable[Item]) -> Iterator[Item]:
        """A row for each place that some fact *told* types and that is in none of the rows *listed*."""
        had = set(chain.from_iterable(row.where for row in listed))
        for entry, fact in told:
            for row in self._typed(said(entry, fact)):
                if row.where[0] not in had:
                    had.update(row.where)
                    yield row

    def _typed(self, row: Item) -> Iterator[Item]:
        for place in row.fact.places:
            yield replace(row, where=tuple(filter(None, (place, self._country_of.get(place)))))

    def country(self, row: Item) -> str | None:
        """The country of *row*, or of whoever does it."""
        names = (*row.where, *row.who, *row.fact.places)
        return next((it for it in names if it in self._countries), None)


def _stands(entry: Entry) -> bool:
    """Whether *entry* is something that is in the places that its facts type."""
    return entry.kind in STANDING or entry.kind not in KINDS


def _where(fact: Fact) -> Iterator[str]:
    """The places that *fact* types, of what happens too."""
    yield from fact.places
    if fact.occasion:
        yield from filter(None, (fact.occasion.city, fact.occasion.country))
