"""Where what is listed happens or stands, by what a curator types."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from knowledge.fold import words
from knowledge.model import KINDS, Entry

from ..reply import Item
from ..words.concepts import Concepts

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
        elif row.fact.occasion or _stands(row.entry, row):
            for place in row.fact.places:
                yield replace(row, where=tuple(filter(None, (place, self._country_of.get(place)))))

    def country(self, row: Item) -> str | None:
        """The country of *row*, or of whoever does it."""
        names = (*row.where, *row.who, *row.fact.places)
        return next((it for it in names if it in self._countries), None)


def _stands(entry: Entry, row: Item) -> bool:
    """Whether *entry* is somewhere: of a curator's own kinds, those that are called so or count nothing."""
    if entry.kind in KINDS:
        return entry.kind in STANDING
    named = set(words(entry.title))
    return row.value is None or any(named.issuperset(words(place)) for place in row.fact.places)
