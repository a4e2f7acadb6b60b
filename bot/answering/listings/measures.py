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
from ..words.typed import as_typed
from . import rows
from .facets import Facet

Bound = Literal["after", "before"]

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
        self._limits: dict[Bound, tuple[str, ...]] = {
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

    def limits(self, query: Query, telling: Iterable[Meaning]) -> Iterator[tuple[int, Facet]]:
        """The facets of figures above or below a number of *telling*, "over $10 million", by their places.

        What the number is a sum of stands at a place of its own, and narrows by its unit too.
        """
        said = [word.text for word in query.words]
        for meaning in telling:
            place = meaning.places[0]
            before = place - 1 if place and said[place - 1] in self._money else place
            bound = self._bound(" ".join(said[:before])) if is_number(meaning.text) else None
            if bound:
                typed = as_typed(" ".join(said[before : place + 1]), query.text)
                title = f"{self._limits[bound][0].strip()} {typed}"
                units = self._values.measures.at(said[before:place])
                facet = Facet("amount", meaning.text, title, names=units, bound=bound)
                yield from ((at, facet) for at in range(before, place + 1))

    def _bound(self, before: str) -> Bound | None:
        """Whether figures above or below a number are asked for, by the words *before* it."""
        return next((bound for bound, said in self._limits.items() if f" {before}".endswith(said)), None)

    def is_within(self, facet: Facet, row: Item) -> bool:
        """Whether a number of *row* is above, or below, that of *facet*, in its unit if it has one."""
        if facet.names and not self.takes(facet, row):
            return False
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
