"""What amounts are measured in."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from .fold import fold, is_number, words
from .patterns import folded_names

MOST_WORDS = 3
"""Words of a unit: "kilometres an hour"."""

_WORD = re.compile(r"\d[\d.,]*\d|\d|[^\W\d_]+")


UNCLEAR = ("time", "money", "share", "part", "temperature")
"""Sorts of units that are other words too, in some language: "an" is a year, and a "degree" may be earned."""


_SHORT = re.compile(r"(?i:[bcdfghjklmnpqrstvwxz]+[23²³]?|[a-z]{2})")
"""A word that is short for a unit: it has no vowels, or two letters."""


def same_in_questions(
    units: Mapping[str, Iterable[str]], spellings: Iterable[Iterable[str]]
) -> Iterator[tuple[str, ...]]:
    """Those of *spellings* that have a short one which means the unit alone: "kWh", not "m", "min" or "lb".

    *units* are those of every sort, by the sort.
    """
    unclear = frozenset(fold(it) for sort in UNCLEAR for it in units.get(sort, ()))
    for group in spellings:
        clear = tuple(it for it in group if len(it) > 1)
        if any(map(_SHORT.fullmatch, clear)) and unclear.isdisjoint(map(fold, clear)):
            yield clear


class Units:
    """The units of the language data, with every spelling of each."""

    def __init__(self, units: Iterable[Iterable[str]], spellings: Iterable[Iterable[str]]) -> None:
        """*units* of every sort, and what is the same of them."""
        self._known = frozenset(folded_names(chain.from_iterable(units)))
        self._same: dict[str, frozenset[str]] = {}
        """Every spelling of a unit, by each of them."""
        for group in spellings:
            spelt = frozenset(folded_names(group))
            for unit in spelt:
                self._same[unit] = self._same.get(unit, frozenset()) | spelt
        self._begin = frozenset(unit.partition(" ")[0] for unit in chain(self._known, self._same))
        """The first words of units: most words of a text begin none."""

    def __contains__(self, unit: object) -> bool:
        """Whether *unit* is one, or is made with one: "megawatt-hours", "passenger-kilometres"."""
        if not isinstance(unit, str):
            return False
        folded = fold(unit)
        joined = "-" in unit and " " not in unit
        return self._is_known(folded) or (joined and self._is_known(folded.rpartition(" ")[2]))

    def length(self, said: Sequence[str]) -> int:
        """How many of the first words of *said* are a unit, the most that are; 0 where none is."""
        sizes = range(min(MOST_WORDS, len(said)), 0, -1)
        return next((size for size in sizes if " ".join(said[:size]) in self), 0)

    def of(self, unit: str) -> frozenset[str]:
        """Every spelling of *unit* without its scale, folded; none where it is no unit that is known."""
        said = words(unit)
        for at in range(len(said)):
            if size := self._length_folded(said[at:]):
                return self._spellings(" ".join(said[at : at + size]))
        return frozenset()

    def at(self, said: Sequence[str]) -> frozenset[str]:
        """Every spelling of the unit that the folded words *said* begin with."""
        size = self._length_folded(said)
        return self._spellings(" ".join(said[:size])) if size else frozenset()

    def said(self, text: str, units: Collection[str]) -> Iterator[str]:
        """The amounts of *text* in one of the folded *units*, as they are written: "several gigawatts"."""
        found = list(_WORD.finditer(text))
        said = [fold(it.group()) for it in found]
        end = 0
        for at in range(1, len(found)):
            size = self._length_folded(said[at : at + MOST_WORDS]) if at >= end else 0
            if size and not self._spellings(" ".join(said[at : at + size])).isdisjoint(units):
                end = at + size
                scaled = at > 1 and is_number(said[at - 2]) and not is_number(said[at - 1])
                first = at - 2 if scaled else at - 1
                yield " ".join(text[found[first].start() : found[end - 1].end()].split())

    def _length_folded(self, said: Sequence[str]) -> int:
        if not said or said[0].partition(" ")[0] not in self._begin:
            return 0
        sizes = range(min(MOST_WORDS, len(said)), 0, -1)
        return next((it for it in sizes if self._is_known(" ".join(said[:it]))), 0)

    def _is_known(self, folded: str) -> bool:
        return folded in self._known or folded in self._same

    def _spellings(self, folded: str) -> frozenset[str]:
        return self._same.get(folded, frozenset()) | {folded}
