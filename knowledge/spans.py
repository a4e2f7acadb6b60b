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


class Spans:
    """Finds what lies between two of a cycle that a text joins: after the last comes the first."""

    def __init__(self, *cycles: Sequence[Sequence[str]]) -> None:
        """A cycle has all names of each month or weekday, the usual one first."""
        self._usual = [[names[0] for names in cycle] for cycle in cycles]
        self._places: dict[str, tuple[int, int]] = {}
        """The cycle and the place in it of each name, in full or by its first letters."""
        named = (
            (fold(name), (number, place))
            for number, cycle in enumerate(cycles)
            for place, names in enumerate(cycle)
            for name in names
        )
        for name, at in named:
            self._places.setdefault(name, at)
            self._places.setdefault(name[:SHORTEST], at)

    def between(self, text: str) -> Iterator[str]:
        """The usual names of what lies between two that *text* joins, those two left out.

        >>> days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        >>> spans = Spans([[day] for day in days])
        >>> list(spans.between("open Fri–Mon")), list(spans.between("on Monday and Friday"))
        (['Saturday', 'Sunday'], [])
        """
        for span in _SPAN.finditer(text):
            first, last = (self._places.get(fold(span[end])) for end in ("first", "last"))
            if first is None or last is None or first[0] != last[0] or _is_a_pair(text, span):
                continue
            usual = self._usual[first[0]]
            for step in range(1, (last[1] - first[1]) % len(usual)):
                yield usual[(first[1] + step) % len(usual)]


def _is_a_pair(text: str, span: re.Match[str]) -> bool:
    """Whether only the two are meant: "Monday and Friday", and not "between May and July"."""
    joined = _PAIR.search(text, span.end("first"), span.start("last"))
    return joined is not None and not _BETWEEN.search(text[: span.start()])
