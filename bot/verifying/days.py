"""Days that are told with one month: "12 to 14 September 2026", "September 12, 13 and 14"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from knowledge.fold import fold

from .notations import Date, numeric_days

_UNTIL = r"(?:\s*[–—-]\s*|\s+(?:to|until|till|through|bis|au|al)\s+)(?:(?:the|zum|dem)\s+)?"
UNTIL = re.compile(_UNTIL, re.IGNORECASE)
"""What stands between the first and the last day of several."""
_AND = r"(?:\s*(?:,|&|,?\s(?:and|or|und|oder|et|y))\s*)(?:(?:the|dem)\s+)?"
_DAY = r"\d{1,2}(?:st|nd|rd|th|\.)?(?![\d/:])"
_NUMBER = re.compile(r"\d{1,2}(?:st|nd|rd|th)?")
_OPENS = re.compile(
    r"(?:\b(?:from|between|on|of|for|dates?|vom|von|zwischen|am|du|del|le|les)|[:(]|^)\s*(?:(?:the|dem)\s+)?$",
    re.IGNORECASE,
)
"""What tells of numbers with "and" between them that they are days: "on 12 and 14 May", not "sold 12 and"."""
_BETWEEN = re.compile(r"\b(?:between|zwischen|entre)\s+(?:(?:the|dem)\s+)?$", re.IGNORECASE)


_OF_SPAN = re.compile(rf"(?<![\d.,:/-])(?P<day>\d{{1,2}})\.{_UNTIL}$", re.IGNORECASE)
"""The first day before the last in numbers alone: "*12.*–14.9.2026"."""


class Day(NamedTuple):
    """One of several days, and where it stands."""

    start: int
    end: int
    date: Date | None
    """None where it can't be told whether it is a day."""
    goes_on: bool = False
    """Whether it is the first of all days until the next."""
    ends: bool = False
    """Whether it is the first or the last of such."""
    between: bool = False
    """Whether that is only between when something is."""


class Days:
    """The days that share a month, as a text tells them."""

    def __init__(self, months: Mapping[str, int], names: Iterable[str], weekdays: Iterable[str]) -> None:
        self._months = months
        month = rf"(?P<month>(?i:{_either(names)}))"
        weekday = rf"(?:\b(?i:{_either(weekdays)})\b\.?,?\s+)?"
        rest = rf"{weekday}(?<![\d.,:/-]){_DAY}(?:(?:{_UNTIL}|{_AND}){weekday}{_DAY})+"
        year = r"(?:,?\s+(?P<year>\d{4})\b)?"
        self._patterns = (
            re.compile(rf"(?P<days>{rest})\s+(?:of\s+)?{month}\b\.?{year}"),
            re.compile(rf"\b{month}\.?\s+(?P<days>{rest}){year}(?!\s*%)"),
        )

    def read(self, text: str) -> Iterator[Day]:
        """Every day of *text* that shares its month; of numbers that may be no days the place alone."""
        for pattern in self._patterns:
            for match in pattern.finditer(text):
                yield from self._days(match)
        for match, last in numeric_days(text):
            first = _OF_SPAN.search(text[: match.start()])
            if first and last and last[2] and 1 <= int(first["day"]) < last[2]:
                yield Day(*first.span("day"), (*last[:2], int(first["day"])), goes_on=True, ends=True)

    def _days(self, match: re.Match[str]) -> Iterator[Day]:
        text, at = match.string, match.start("days")
        numbers = list(_NUMBER.finditer(match["days"]))
        days = [int(it[0].rstrip("stndrh")) for it in numbers]
        if sorted(set(days)) != days or not 1 <= days[0] <= days[-1] <= 31:
            return
        year, month = match["year"], self._months.get(fold(match["month"]))
        first = match.start("month") < at
        sure = first or bool(_OPENS.search(text[: match.start()]))
        between = bool(_BETWEEN.search(text[: match.start()]))
        goes_on = [
            bool(UNTIL.match(match["days"][one.end() :].lstrip("."))) or between for one in numbers[:-1]
        ]
        goes_on.append(False)
        for place, (day, number) in enumerate(zip(days, numbers, strict=True)):
            ends = goes_on[place] or (place > 0 and goes_on[place - 1])
            is_last = place == len(days) - 1
            start = match.start() if first and place == 0 else at + number.start()
            end = match.end() if is_last else at + number.end()
            date = (int(year) if year else None, month, day) if sure or ends or is_last else None
            yield Day(start, end, date, goes_on[place], ends, between)


def _either(names: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True)) or "(?!)"
