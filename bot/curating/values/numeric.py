"""Dates in numbers alone: 2026-05-03, 3.5.2026, 13/05/2026, and from one until another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from itertools import pairwise

from knowledge.fold import MONEY
from knowledge.tells import IN_FOUR

TO = r"to|until|till|through|bis|–|-"
"""What stands between the first and the last of a span."""

Dated = tuple[int, int, list[str]]
"""Where a date starts and ends, and it in ISO, the most precise first."""

_MONTHS = 12
_WHOLE = len(("day", "month", "year"))

_NUMERIC = re.compile(
    rf"(?<![\w.,/{MONEY}-])(?<!\bversion )(?<!\brelease )"
    rf"(?:(?P<year>{IN_FOUR})(?P<by>[-/.])(?P<month>\d\d)(?P=by)(?P<day>\d\d)"
    rf"|(?P<first>\d{{1,2}})(?P<sep>[./-])(?P<second>\d{{1,2}})(?P=sep)(?P<last>{IN_FOUR}))(?!\w|[./-]\w)",
    re.IGNORECASE,
)
_FIRST = re.compile(
    rf"(?<![\d.,:/-])(?P<day>\d{{1,2}})\.(?:(?P<month>\d{{1,2}})\.)?\s*(?:{TO})\s*$", re.IGNORECASE
)
"""The first day before the last: "*3.*–5.5.2026"."""


def numeric(text: str, *, day_first: bool) -> Iterator[Dated]:
    """The dates of *text* in numbers alone, of which no day is told where it may be a month.

    With dots the day stands first, and with others where *day_first* is so.
    """
    for match in _NUMERIC.finditer(text):
        if match["first"]:
            year, day, month = int(match["last"]), int(match["first"]), int(match["second"])
            told = match["sep"] == "." or day_first or day > _MONTHS or day == month
            if not told and month <= _MONTHS:
                yield *match.span(), [f"{year}"]
                continue
            day, month = (day, month) if told else (month, day)
        else:
            year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
        with suppress(ValueError):  # no such day
            iso = f"{date(year, month, day)}"
            yield *match.span(), [iso, iso[: len("2026-05")], f"{year}"]


def numeric_spans(text: str, dates: Sequence[Dated]) -> Iterator[tuple[int, int, str, str]]:
    """From one of *dates* until the next, or to one of them from a day before it: "3.–5.5.2026".

    Each with where it starts and ends, its first and its last day.
    """
    days = [(start, end, precise[0]) for start, end, precise in dates if len(precise) == _WHOLE]
    for (start, end, first), (other, last_end, last) in pairwise(days):
        if first < last and re.fullmatch(rf"\s*(?:{TO})\s*", text[end:other], re.IGNORECASE):
            yield start, last_end, first, last
    for start, end, last in days:
        begins = _FIRST.search(text[:start])
        if begins:
            first = f"{last[:4]}-{int(begins['month'] or last[5:7]):02}-{int(begins['day']):02}"
            yield begins.start(), end, first, last
