"""How numbers, units and days are written: in digits, in words, in the languages whose words are known."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from itertools import chain

from knowledge.fold import fold
from knowledge.language import Language
from knowledge.patterns import folded_names
from knowledge.values import Values

_PLAIN: dict[str, tuple[str, int | Decimal]] = {
    "usd": ("usd", 1), "dollar": ("usd", 1), "dollars": ("usd", 1), "eur": ("eur", 1), "euro": ("eur", 1),
    "euros": ("eur", 1), "percent": ("percent", 1), "percentage": ("percent", 1), "pct": ("percent", 1),
    **dict.fromkeys(("km", "kms", "kilometer", "kilometers", "kilometre", "kilometres"), ("metre", 1000)),
    **dict.fromkeys(("metre", "metres", "meter", "meters"), ("metre", 1)),
    **dict.fromkeys(("feet", "ft"), ("metre", Decimal("0.3048"))),
    **dict.fromkeys(("mile", "miles"), ("metre", Decimal("1609.344"))),
    **dict.fromkeys(("km2", "sqkm"), ("square metre", 10**6)),
    **dict.fromkeys(("gw", "gigawatt", "gigawatts"), ("watt", 10**9)),
    **dict.fromkeys(("mw", "megawatt", "megawatts"), ("watt", 10**6)),
    "kw": ("watt", 1000), "tw": ("watt", 10**12),
    **dict.fromkeys(("hectare", "hectares", "ha"), ("square metre", 10**4)),
    **dict.fromkeys(("minute", "minutes", "min", "mins"), ("minute", 1)),
    **dict.fromkeys(("hour", "hours", "h", "hr", "hrs"), ("minute", 60)),
    **dict.fromkeys(("day", "days"), ("minute", 1440)),
    **dict.fromkeys(("week", "weeks"), ("minute", 7 * 1440)),
    **dict.fromkeys(("month", "months"), ("month", 1)), **dict.fromkeys(("year", "years"), ("month", 12)),
    **dict.fromkeys(("ton", "tons", "tonne", "tonnes"), ("ton", 1)),
    "kt": ("ton", 1000), "mt": ("ton", 10**6),
    **dict.fromkeys(("kph", "kmh"), ("metre an hour", 1000)), "mph": ("metre an hour", Decimal("1609.344")),
    **dict.fromkeys(("people", "inhabitants", "persons", "residents", "citizens"), ("people", 1)),
    **dict.fromkeys(("times", "fold"), ("times", 1)), "u": ("u", 1),
}  # fmt: skip
UNITS: Mapping[str, tuple[str, Decimal]] = {word: (unit, Decimal(by)) for word, (unit, by) in _PLAIN.items()}
"""Folded words for units, and how many of the plainest of its sort one is."""

ALIKE = {
    "length": (("kilomet", "km"), ("met", "metre")),
    "money": (("dol", "usd"), ("euro", "eur"), ("avro", "eur")),
}
"""How the words of other languages for a unit begin, folded, and the unit of `UNITS` that they are."""

SHORTEST = 3
"""Letters of a word of another language for a unit: "an" and "il" are much else."""

SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
LONG = 5
"""Letters from which a word of another language may have an ending."""
MOST_ENDING = 3
"""Letters of such an ending: "milyon*luk*", and no "million*aires*"."""

_ONES = "two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_BELOW_HUNDRED = rf"(?:{_TENS})(?:[-\s](?:one|{_ONES}))?|{_TEENS}|{_ONES}"
IN_WORDS = rf"(?:a|one|{_ONES})\shundred(?:\s(?:and\s)?(?:one|{_BELOW_HUNDRED}))?|{_BELOW_HUNDRED}"
"""A number below 1,000 in English words, as a pattern: "one hundred and twenty-one"."""

_NUMERIC_DAY = re.compile(r"(?<![\d./])(?<!\d-)(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?![\d/-])")

Date = tuple[int | None, int | None, int | None]
"""Year, month and day, as far as they are known."""


def numeric_days(text: str) -> Iterator[tuple[re.Match[str], Date | None]]:
    """The days of *text* that are written in numbers alone, each with its year, month and day.

    >>> [day for _, day in numeric_days("10/15/2025, 15.10.2025, 15-10-2025 or 03/04/2025")]
    [(2025, 10, 15), (2025, 10, 15), (2025, 10, 15), None]

    None where it can't be told which is the month: with dots the day stands first, with others either may.
    """
    for match in _NUMERIC_DAY.finditer(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if match[2] == "." or first == second or first > 12:
            day: Date | None = (year, second, first)
        else:
            day = (year, first, second) if second > 12 else None
        yield match, day


class Notations:
    """The words for units and scales of all languages."""

    def __init__(self, language: Language) -> None:
        self._inflected: dict[str, tuple[str, Decimal]] = {}
        for word, unit in _units(language.values):
            if word not in UNITS:
                self._inflected.setdefault(word, unit)
        self._units = {**self._inflected, **UNITS}
        shorter = {fold(it) for it in chain.from_iterable(language.values.periods.values())}
        self._scales = {
            fold(word): Decimal(SCALES[scale])
            for numerals in language.numerals.values()
            for scale, spelt in numerals.scales.items()
            for word in spelt
            if fold(word) not in shorter and SCALES.get(fold(word)) in (None, SCALES[scale])
        }
        spelt = {
            word for it in language.numerals.values() for word in chain.from_iterable(it.scales.values())
        }
        known = sorted((it for it in spelt if fold(it) in self._scales), key=len, reverse=True)
        self.scales = "|".join(
            rf"{re.escape(it)}\w{{0,{MOST_ENDING if len(it) >= LONG else 0}}}" for it in known
        )
        """Words for scales beside the English ones, as a pattern."""

    def unit(self, word: str) -> tuple[str, Decimal] | None:
        """The unit of a folded *word*, and how many of the plainest it is; None where it is no such word."""
        return self._units.get(word) or self._inflected.get(_known(word, self._inflected))

    def scale(self, word: str) -> Decimal | None:
        """How many one of a folded *word* for a scale is; None where it is no such word."""
        return self._scales.get(_known(word, self._scales))


def _known(word: str, known: Collection[str]) -> str:
    """*word*, or the longer one of *known* that it is with an ending."""
    if word in known:
        return word
    stems = (it for it in known if len(it) >= LONG and word.startswith(it))
    return next((it for it in stems if len(word) - len(it) <= MOST_ENDING), word)


def _units(values: Values) -> Iterator[tuple[str, tuple[str, Decimal]]]:
    for word in values.units.get("share", ()):
        yield fold(word), UNITS["percent"]
    for period, spelt in values.periods.items():
        for word in spelt if period in UNITS else ():
            if len(word) >= SHORTEST:
                yield fold(word), UNITS[period]
    for group in values.spellings:
        spellings = list(folded_names(it for it in group if len(it) >= SHORTEST or not it.islower()))
        same = next((UNITS[it] for it in spellings if it in UNITS), (fold(group[0]), Decimal(1)))
        yield from ((it, same) for it in spellings)
    for sort, alike in ALIKE.items():
        for word in map(fold, values.units.get(sort, ())):
            unit = next((unit for begins, unit in alike if word.startswith(begins)), None)
            if unit:
                yield word, UNITS[unit]
