"""Months and weekdays that a text means and does not name: May, where it says "from April to September"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .fold import fold

SHORTEST = 3
"""Letters from which a month or weekday is known by its beginning, in a span: "Mon–Fri"."""

_DAY = r"(?:\d{1,2}(?:st|nd|rd|th|\.)?\s+(?:of\s+)?)?"
_SPAN = re.compile(
    rf"(?P<first>[^\W\d_]{{3,}})\.?(?:\s+\d{{1,2}}(?:st|nd|rd|th)?)?\s*"
    rf"(?:\b(?:to|until|till|through|bis)\b|[–-]|\band\b)\s*(?:the\s+end\s+of\s+|the\s+|in\s+)?{_DAY}"
    rf"(?P<last>[^\W\d_]{{3,}})",
    re.IGNORECASE,
)
_PAIR = re.compile(r"\band\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|zwischen)\s+(?:the\s+)?" + _DAY + r"$", re.IGNORECASE)


def between(text: str, *cycles: Sequence[Sequence[str]]) -> Iterator[str]:
    """The names of what lies between two of a cycle that *text* joins, those two left out.

    A cycle has all names of each month or weekday, the usual one first; after the last comes the first.

    >>> days = [["Monday"], ["Tuesday"], ["Wednesday"], ["Thursday"], ["Friday"], ["Saturday"], ["Sunday"]]
    >>> list(between("open Fri–Mon", days)), list(between("on Monday and Friday", days))
    (['Saturday', 'Sunday'], [])
    """
    for span in _SPAN.finditer(text):
        if _PAIR.search(text, span.end("first"), span.start("last")) and not _BETWEEN.search(
            text[: span.start()]
        ):
            continue
        for cycle in cycles:
            first, last = (_place(span[end], cycle) for end in ("first", "last"))
            if first is not None and last is not None:
                for step in range(1, (last - first) % len(cycle)):
                    yield cycle[(first + step) % len(cycle)][0]


def _place(name: str, cycle: Sequence[Sequence[str]]) -> int | None:
    """The place of what is called *name*, in full or by its first letters."""
    called = fold(name)
    for place, names in enumerate(cycle):
        if any(called in (folded := fold(it), folded[:SHORTEST]) for it in names):
            return place
    return None
