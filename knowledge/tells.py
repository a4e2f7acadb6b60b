"""Which questions folded words answer by the numbers and times among them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from .fold import is_number
from .model import Question

NEAR = 3
"""Words before and behind a length of time among which one may make it tell when."""

YEARS = range(1800, 2201)
IN_FOUR = r"(?:(?:1[89]|2[01])\d\d|2200)"
"""The same in a text, as a pattern of its digits."""

DAYS = range(1, 32)

AMBIGUOUS = frozenset(("may", "mart", "mai", "mars", "mar", "jan", "sep", "dec", "nov"))
"""Folded names of months that are other words too."""


class Tells(NamedTuple):
    """The folded words that tell when, and those that numbers are counted in."""

    months: Collection[str]
    days: Collection[str]
    times: Collection[str]
    seasons: Collection[str]
    before_seasons: Collection[str]
    """Words behind which a season tells when."""
    again: Collection[str]
    """Words for how often something comes."""
    dating: Collection[str]
    """Words near a length of time that make it tell when: "*within* 15 days", "15 days *ahead*"."""
    units: Mapping[str, Collection[str]]
    """Units by the sort of value that they measure."""
    behind_years: Collection[str]
    """Units that count nothing behind a year."""

    def answers(self, found: Sequence[str]) -> Iterator[Question]:
        """The questions that the words *found* answer, some of them twice."""
        for place, word in enumerate(found):
            after = found[place + 1] if place + 1 < len(found) else ""
            before = found[place - 1] if place else ""
            if word in self.months:
                # "may" is a month where a number stands beside it, or nothing could be allowed.
                if word not in AMBIGUOUS or is_number(after) or is_number(before):
                    yield from ("when", "which month")
                if _is_day(after) or _is_day(before):
                    yield "which day"
            elif word in self.seasons and before not in self.before_seasons:
                continue  # "winter tourism"
            elif word in self.again and any(map(is_number, found[max(place - NEAR, 0) : place])):
                continue  # "15 million tons annually"
            elif word in self.days or word in self.times or word in self.seasons:
                yield "when"
                if word in self.days:
                    yield "which day"
            elif is_number(word) and (after in self.months or before in self.months) and _is_day(word):
                continue  # "11 October" counts nothing
            elif is_number(word) and after not in self.times:  # "11 am"
                yield from self._of_number(found, place)
            elif word in self.units.get("share", ()) or word in self.units.get("part", ()):
                yield "how much"

    def _of_number(self, found: Sequence[str], place: int) -> Iterator[Question]:
        after, next_but_one = (*found[place + 1 : place + 3], "", "")[:2]
        if is_year(found[place]) and self.may_be_year(after):
            yield from ("when", "which year")
            return
        is_unit = self._is_unit(after)
        yield from ("how many", "how much")
        time = self.units.get("time", ())
        qualified = len(after) > 1 and not (is_unit or is_number(after))
        # "Two working days", and not "the second Turkic week".
        if after in time or (qualified and next_but_one in time and next_but_one.endswith("s")):
            yield "how long"
            near = chain(found[max(place - NEAR, 0) : place], found[place + 2 :][:NEAR])
            if any(word in self.dating for word in near):
                yield "when"
        elif after in self.units.get("length", ()):
            yield "how long"

    def may_be_year(self, after: str) -> bool:
        """Whether a number of that size with the word *after* behind it is a year, and is not of a unit."""
        return not self._is_unit(after) or after in self.behind_years

    def _is_unit(self, word: str) -> bool:
        return any(word in units for units in self.units.values())


def is_year(word: str) -> bool:
    """Whether a folded word may be a year, and no other number of that size."""
    return word.isdigit() and len(word) == 4 and int(word) in YEARS


def _is_day(word: str) -> bool:
    return word.isdigit() and int(word) in DAYS
