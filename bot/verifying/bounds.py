"""How exact a number is said to be: "over 40", "fewer than 40", "2 million or more"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import chain
from typing import Protocol

from knowledge.language import Hedge
from knowledge.model import Qualifier

BEHIND = 40
"""Characters before a number among which it is said."""

MOST_WITHIN = 2
"""Times that a bound may lie off and still tell of the number: nobody says "over 1" of 121."""

_OF_NUMBERS: Mapping[str, Qualifier] = {
    "nearly": "nearly", "about": "about", "over": "over", "at least": "at least", "up to": "at most",
}  # fmt: skip
"""The hedges of the language data that are of numbers, by one of their words."""

_BESIDE: Mapping[Qualifier, str] = {
    "over": "exceed|exceeds|surpass|surpasses|surpassed|surpassing|tops|topped|topping|pass|passes|passing|"
    "passed the|north of|in excess of|upwards of|beyond|>",
    "at least": "no less than|no fewer than|not less than|not fewer than|a minimum of|nicht weniger als|≥",
    "under": "under|less than|fewer than|below|short of|weniger als|unter|menos de|moins de|менее|меньше|<",
    "at most": "no more than|not more than|a maximum of|nicht mehr als|≤",
    "about": "estimated at|~|≈",
}
"""What others write for it beside, and a source seldom does."""

_OR_MORE = re.compile(r"\s?(?:\+|plus\b|-odd\b|or more\b|oder mehr\b)")
_STRETCHES = ("square metre", "minute", "month")
"""Units of what something goes *over* without being more."""

_SIDES: Mapping[Qualifier, int] = {"over": 1, "at least": 1, "under": -1, "at most": -1, "nearly": -1}


class Bounded(Protocol):
    """A number that is said to be so exact."""

    @property
    def amount(self) -> Decimal: ...
    @property
    def qualifier(self) -> Qualifier: ...


class Bounds:
    """The words for it, of all languages."""

    def __init__(self, hedges: Iterable[Hedge]) -> None:
        self._said: dict[str, Qualifier] = {}
        for qualifier, phrases in _BESIDE.items():
            self._said |= dict.fromkeys(phrases.split("|"), qualifier)
        for hedge in hedges:
            in_english, *others = (
                [it.rstrip(" #").casefold() for it in spelt]
                for spelt in (hedge.quote, hedge.text, *hedge.others.values())
            )
            for qualifier in (_OF_NUMBERS[it] for it in in_english if it in _OF_NUMBERS):
                self._said |= dict.fromkeys(chain(in_english, *others), qualifier)
        longest = sorted(self._said, key=len, reverse=True)
        self._before = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest))})\s?$")

    def said(self, before: str, unit: str, after: str) -> Qualifier:
        """How exact a number of *unit* between *before* and *after* is said to be."""
        if _OR_MORE.match(after):
            return "at least"
        found = self._before.search(before[-BEHIND:].casefold())
        if found is None or (found[1] == "over" and unit in _STRETCHES):
            return "exact"
        return self._said[found[1]]


def is_contrary(said: Bounded, source: Bounded) -> bool:
    """Whether one is more and the other less than the same number."""
    return _SIDES.get(said.qualifier, 0) * _SIDES.get(source.qualifier, 0) < 0


def is_kept(said: Bounded, source: Bounded) -> bool:
    """Whether the same number is said to be as exact as the source has it: for "over 40", 40 is not.

    "Around" may be left out, as of all round numbers; and "no fewer than 109" is what is said of 109.
    """
    side = _SIDES.get(source.qualifier, 0)
    return _SIDES.get(said.qualifier, 0) == side or (not side and said.qualifier in ("at least", "at most"))


def is_within(said: Bounded, source: Bounded) -> bool:
    """Whether a bound of another number is true of the source's: "over 100" of 121.

    Where the source has a bound itself, another is not taken for it: "over 30" is not what "over 40" says.
    """
    side = _SIDES.get(said.qualifier, 0)
    if said.qualifier == "nearly" or side == _SIDES.get(source.qualifier, 0):
        return False
    low, high = sorted((said.amount, source.amount))
    return side * (source.amount - said.amount) > 0 and high <= MOST_WITHIN * low


def is_beyond(said: Bounded, source: Bounded) -> bool:
    """Whether the source's number lies on the wrong side of a bound: "under 40" of 43."""
    side = _SIDES.get(said.qualifier, 0)
    return side * (source.amount - said.amount) < 0 and side != _SIDES.get(source.qualifier, 0)
