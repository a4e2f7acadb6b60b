"""Dates that only end what goes on: "a contract until the end of 2026"."""

from __future__ import annotations

import re
from functools import cache

from .dates import has_year
from .patterns import either
from .values import Values

MOST_BETWEEN = 4
"""Words between "until" and the year: "until *the end of March* 2026"."""


def only_ends(text: str, date: str, values: Values) -> bool:
    """Whether *text* says the year of *date* only as the end of what goes on: "open until 2026".

    Not where it only begins then: "not open until 2026".
    """
    return _is_all_behind(text, date, values.ends.get("until", ()), values.ends.get("not", ()))


def tells_end(text: str, date: str, values: Values) -> bool:
    """Whether *text* says that something ends in the year of *date*: "the lease ends in 2033"."""
    said = (*values.ends.get("until", ()), *values.ends.get("ending", ()))
    return _is_all_behind(text, date, said, ())


def _is_all_behind(text: str, date: str, said: tuple[str, ...], denied: tuple[str, ...]) -> bool:
    year = date[:4]
    if not has_year(date) or year not in text:
        return False

    def kept(found: re.Match[str]) -> str:
        before = text[: found.start()].replace("’", "'")
        return found.group() if _before(denied).search(before) else ""

    rest = _until(said).sub(kept, text)
    return year not in rest


@cache
def _until(said: tuple[str, ...]) -> re.Pattern[str]:
    between = rf"(?:[\w’']+\.?\s+){{0,{MOST_BETWEEN}}}?"
    return re.compile(rf"\b(?:{either(said)})\s+{between}\d{{4}}\b", re.IGNORECASE)


@cache
def _before(denied: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words *denied*, in the clause that ends there."""
    return re.compile(rf"(?<!\w)(?:\w+(?=n't))?(?:{either(denied)})\b[^.,;:]*$", re.IGNORECASE)
