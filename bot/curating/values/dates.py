"""Finds the dates with a year that a text says."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping

from knowledge.fold import MONEY, fold
from knowledge.tells import DAYS, IN_FOUR

from .numeric import Dated, numeric


def dated(
    text: str, months: Mapping[str, int], units: Container[str] = (), *, day_first: bool = False
) -> Iterator[Dated]:
    """Every date of *text* with a year: where it starts and ends, and it in ISO, the most precise first.

    In numbers alone the day stands first with dots or where *day_first* is so; else 3/5/2026 tells its year.
    """
    in_numbers = list(numeric(text, day_first=day_first))
    taken = [(start, end) for start, end, _ in in_numbers]
    yield from sorted([*in_numbers, *_with_year(text, months, units, taken)])


def _with_year(
    text: str, months: Mapping[str, int], units: Container[str], taken: Iterable[tuple[int, int]]
) -> Iterator[Dated]:
    """The dates whose year stands by itself, where none is *taken*."""
    for match in _YEAR.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        if (match["after"] or "").strip() in units:
            continue  # "1900 metres"
        year, end = match.group()[:4], match.start() + 4
        before = _DAY_AND_MONTH.search(text[: match.start()])
        month = months.get(fold(before["month"])) if before else None
        if before is None or month is None:
            yield match.start(), end, [year]
            continue
        precise = [f"{year}-{month:02}", year]
        day = before["day"] or before["later"]
        if day and int(day) in DAYS:
            precise.insert(0, f"{year}-{month:02}-{int(day):02}")
        yield before.start(), end, precise


_YEAR = re.compile(rf"(?<![\d.,{MONEY}]){IN_FOUR}(?!\d|[.,]\d)(?P<after>\s[^\W\d_]+)?")
_DAY_AND_MONTH = re.compile(
    r"(?:\b(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?)?"
    r"\b(?P<month>[^\W\d_]{3,})\.?(?:\s+(?P<later>\d{1,2})(?:st|nd|rd|th)?)?,?\s+$"
)
"""What may stand before a year: "27 October", "October 27," or the month alone."""


def numbered(rows: Iterable[Iterable[str]]) -> dict[str, int]:
    """The names of each of *rows*, folded, with its number from 1."""
    return {fold(name): number for number, names in enumerate(rows, 1) for name in names}
