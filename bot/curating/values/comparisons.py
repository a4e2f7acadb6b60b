"""Finds what a quote only compares with: the 41 and the year of "27 warnings, against 41 in 2024"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from knowledge.fold import MONEY
from knowledge.language import Language
from knowledge.numerals import SCALES
from knowledge.patterns import either
from knowledge.units import Units

from .dates import dated, numbered
from .elided import FAR
from .numbers import AMOUNT, plain
from .numeric import TO

MOST_BEFORE = 2
"""Amounts before a date that are looked at."""


class Compared(NamedTuple):
    """A year that something is compared with, and the amount of it if it is said."""

    start: int
    end: int
    """Where the date starts and ends."""
    date: str
    """In ISO, as precise as it is written."""
    amount: int | None = None
    """Where the amount of then starts."""
    base: int | None = None
    """Where the amount starts that it is compared with, and that tells its unit and what it is of."""


def comparisons(quote: str, language: Language) -> list[Compared]:
    """All that *quote* compares with, in order.

    Behind some words only an amount is compared: "after 41 in 2024". Of one that no other amount of *quote*
    is like, nothing is told.
    """
    values = language.values
    units, months = values.measures, numbered(values.months)
    words = values.comparisons
    alone, amounts = either(words.get("date", ())), either(words.get("amount", ()))
    behind_amount = re.compile(rf"\b(?:{amounts}|{alone})\s+(?:{_SMALL}\s+)*$", re.IGNORECASE)
    behind_date = re.compile(rf"\b(?:{alone})\s+(?:{_WHEN}\s+)?$", re.IGNORECASE)
    found = []
    numbers = list(_numbers(quote, months))
    for start, end, precise in dated(quote, months, units):
        before = quote[:start]
        if behind_date.search(before) or _MOST_SINCE.search(before):
            found.append(Compared(start, end, precise[0]))
            continue
        if then := next((it for it in numbers if _WAS.fullmatch(quote[end : it.start()])), None):
            base = _base(then, numbers, quote, units, ends=_ENDS_SENTENCE)
            if base is not None:
                found.append(Compared(start, end, precise[0], then.start("number"), base.start("number")))
                continue
        # "After 19,000 to seven in 2024": the first of two.
        for amount in [it for it in numbers if it.end("number") <= start][: -MOST_BEFORE - 1 : -1]:
            between = quote[amount.end("number") : start]
            if _BETWEEN.fullmatch(between) and behind_amount.search(quote[: amount.start()]):
                base = _base(amount, numbers, quote, units)
                if base is not None:
                    place = amount.start("number"), base.start("number")
                    found.append(Compared(start, end, precise[0], *place))
                break
    return found or _of_the_year_before(
        quote, numbers, [it for _, _, it in dated(quote, months, units)], units
    )


def _of_the_year_before(
    quote: str, numbers: list[re.Match[str]], dates: Sequence[Sequence[str]], units: Units
) -> list[Compared]:
    """What *quote* compares with "the year before" the one year that it says."""
    years = {it[0][:4] for it in dates}
    for amount in numbers if len(years) == 1 else ():
        if (then := _YEAR_BEFORE.match(quote, amount.end("number"))) and (
            base := _base(amount, numbers, quote, units)
        ):
            date = str(int(min(years)) - 1)
            places = amount.start("number"), base.start("number")
            return [Compared(then.start("then"), then.end(), date, *places)]
    return []


def _numbers(quote: str, months: dict[str, int]) -> Iterator[re.Match[str]]:
    """The amounts of *quote*, without the numbers of dates: both of "9 to 11 June 2025"."""
    taken = [
        (first.start() if (first := _FIRST_DAY.search(quote[:start])) else start, end)
        for start, end, _ in dated(quote, months)
    ]
    for match in AMOUNT.finditer(quote):
        if not any(start < match.end("number") and match.start("number") < end for start, end in taken):
            yield match


def _base(
    amount: re.Match[str],
    numbers: list[re.Match[str]],
    quote: str,
    units: Units,
    ends: re.Pattern[str] | None = None,
) -> re.Match[str] | None:
    """The amount that *amount* is compared with: the nearest before it, or behind "to", that is like it."""
    place = numbers.index(amount)
    before = [
        it for it in reversed(numbers[:place]) if not (ends or _ENDS).search(quote[it.end() : amount.start()])
    ]
    behind = [it for it in numbers[place + 1 :] if _TO.search(quote[: it.start()])][:1]
    own = _unit(amount, units)
    size = float(plain(amount["number"]) or 0)
    for it in (*before, *behind):
        other = float(plain(it["number"]) or 0)
        near = size <= FAR * other and other <= FAR * size
        if near and (not own or units.of(own) & units.of(_unit(it, units))):
            return it
    return None


def _unit(amount: re.Match[str], units: Units) -> str:
    """The unit of an *amount*, in the words that stand there; empty where it is none that is known."""
    if amount["sign"]:
        return amount["sign"].strip()
    after = re.findall(r"[%‰€$]|[^\W\d_][\w'’-]*", amount["after"])
    after = after[1:] if after and after[0].lower() in SCALES else after
    return " ".join(after[: units.length(after)])


_SMALL = r"(?:the|about|around|nearly|almost|only|just|some|over|rund|etwa|knapp|fast|nur)"
_WHEN = r"(?:in|for|of|at|on|by|the end of|early|late|im Jahr|im Jahre|im|Ende|Anfang)"
_BETWEEN = re.compile(
    rf"(?:\s?[%‰€$])?(?:[-\s][^\W\d_][\w'’-]*){{0,5}}?(?:\s+{_WHEN})?\s+",
    re.IGNORECASE,
)
"""What may stand between an amount and its date: no number, and no end of a clause."""
_ENDS = re.compile(r"[.!?;:]\s")
_ENDS_SENTENCE = re.compile(r"[.!?]\s")
_WAS = re.compile(
    rf",?\s+(?:(?:it|they|that|there|the \w+)\s+(?:was|were|had been)|waren? es)\s+(?:{_SMALL}\s+)?",
    re.IGNORECASE,
)
"""What stands between a date and what was then: "in 2024 *it was* 87.5"."""
_MOST_SINCE = re.compile(
    r"\b(?:most|least|best|worst|first|\w{2,}est(?:e[nrs]?)?)(?: [^\W\d_]+){0,2}"
    rf" (?:since|seit) (?:{_WHEN}\s+)?$"
)
"""What a year is only named behind as the last in which more or less was: "the *most since* 2016"."""

_YEAR_BEFORE = re.compile(
    r"(?:\s?[%‰€$])?(?:[-\s][^\W\d_][\w'’-]*){0,3}?\s+(?:in )?"
    r"(?P<then>(?:the|a) year (?:before|earlier)|the previous year)\b"
)
_FIRST_DAY = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th|\.)?\s*(?:{TO}|and|und)\s*(?:the\s+)?$", re.IGNORECASE)
_TO = re.compile(rf"\b(?:to|auf)\s+(?:[{MONEY}]\s?)?$", re.IGNORECASE)
