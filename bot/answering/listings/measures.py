"""Figures in a unit, or in any of a sort of unit: "gigawatts", "distances"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import chain
from typing import Literal

from knowledge.fold import fold, is_number, numbers, words
from knowledge.language import Listings
from knowledge.model import Entry
from knowledge.values import Values

from ..finding.meaning import Meaning
from ..reply import Item
from ..words.query import Query
from . import rows
from .facets import Facet

UNMEASURED = frozenset(("time", "part"))
"""Sorts of units that are rather asked about than listed: "days", "half"."""


class Measures:
    """What units and words for what they measure ask to have listed."""

    def __init__(self, values: Values, listings: Listings) -> None:
        """*listings* has the words for what is measured: "distances"."""
        self._values = values
        self._said = {
            "".join(words(said)): frozenset(chain.from_iterable(map(values.measures.of, measured.names)))
            for measured in listings.measures.values()
            for said in measured.words
        }
        self._limits: dict[Literal["after", "before"], tuple[str, ...]] = {
            "after": tuple(f" {fold(it)}" for it in listings.over),
            "before": tuple(f" {fold(it)}" for it in listings.under),
        }
        self._units = frozenset(map(fold, chain.from_iterable(values.units.values())))
        self._money = frozenset(map(fold, values.units.get("money", ())))
        self._none = frozenset(fold(unit) for sort in UNMEASURED for unit in values.units.get(sort, ()))

    def sort(self, meaning: Meaning) -> Facet | None:
        """The facet of what *meaning* says that is measured: "distances"."""
        units = self._said.get(meaning.text)
        return _facet(meaning, units) if units else None

    def unit(self, meaning: Meaning) -> Facet | None:
        """The facet of the unit that *meaning* is: "GW"."""
        units = self._values.measures.at(meaning.text.split())
        if not units or not self._none.isdisjoint(units):
            return None
        made = (unit for unit in self._units if unit.rpartition(" ")[2] in units)  # "square kilometres"
        return _facet(meaning, units.union(made))

    def limit(self, query: Query, meaning: Meaning) -> Facet | None:
        """The facet of figures above or below the number that *meaning* is: "over 10 million"."""
        if not is_number(meaning.text):
            return None
        before = f" {' '.join(word.text for word in query.words[: meaning.places[0]])}"
        for bound, said in self._limits.items():
            if before.endswith(said):
                return Facet(
                    "amount", meaning.text, f"{said[0].strip()} {Decimal(meaning.text):,}", bound=bound
                )
        return None

    @staticmethod
    def is_within(facet: Facet, row: Item) -> bool:
        """Whether a number of *row* is above, or below, that of *facet*."""
        limit = Decimal(facet.key)
        found = map(Decimal, numbers(row.value or ""))
        return any(it >= limit if facet.bound == "after" else it <= limit for it in found)

    def takes(self, facet: Facet, row: Item) -> bool:
        """Whether the value of *row* is in a unit of *facet*, as typed, or else as written."""
        typed = self._values.measures.of(row.figure.unit) if row.figure else frozenset()
        units = typed or self._values.measures.of(row.value or "")
        return not facet.names.isdisjoint(units)

    def read(self, entry: Entry, facet: Facet) -> Iterator[Item]:
        """What quotes say in a unit of *facet* and nobody has typed, a row a value."""
        if not self._money.isdisjoint(facet.names):
            return  # sums are read wherever figures are listed
        for fact in entry.facts:
            units = (self._values.measures.of(figure.unit) for figure in fact.figures)
            if any(not facet.names.isdisjoint(it) for it in units):
                continue
            for value in self._values.measures.said(fact.quote, facet.names):
                yield rows.plain(entry, fact, entry.title, value)


def _facet(meaning: Meaning, units: Iterable[str]) -> Facet:
    return Facet("measure", meaning.text, meaning.text.capitalize(), names=frozenset(units))
