"""Months and weekdays that a text means and does not name: May, where it says "from April to September"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from .fold import fold
from .patterns import either

SHORTEST = 3
"""Letters from which a month or weekday is known by its beginning, in a span: "Mon–Fri"."""

_DAY = r"(?:\d{1,2}(?:st|nd|rd|th|\.)?\s+(?:of\s+)?)?"


class Spans:
    """Finds what lies between two of a cycle that a text joins: after the last comes the first."""

    def __init__(self, joining: Mapping[str, Iterable[str]], *cycles: Sequence[Sequence[str]]) -> None:
        """*joining* are the words of a span: see `Values.spans`.

        A cycle has all names of each month or weekday, the usual one first.
        """
        to, pair, before, inside = (either(joining.get(it, ())) for it in ("to", "and", "between", "inside"))
        self._span = re.compile(
            rf"(?P<first>[^\W\d_]{{3,}})\.?(?:\s+\d{{1,2}}(?:st|nd|rd|th)?)?\s*"
            rf"(?:\b(?:{to})\b|[–-]|\b(?:{pair})\b)\s*(?:(?:{inside})\s+)?{_DAY}"
            rf"(?P<last>[^\W\d_]{{3,}})",
            re.IGNORECASE,
        )
        self._pair = re.compile(rf"\b(?:{pair})\b", re.IGNORECASE)
        self._between = re.compile(rf"\b(?:{before})\s+(?:(?:{inside})\s+)?{_DAY}$", re.IGNORECASE)
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
        >>> spans = Spans({"to": ["to"], "and": ["and"]}, [[day] for day in days])
        >>> list(spans.between("open Fri–Mon")), list(spans.between("on Monday and Friday"))
        (['Saturday', 'Sunday'], [])
        """
        for span in self._span.finditer(text):
            first, last = (self._places.get(fold(span[end])) for end in ("first", "last"))
            if first is None or last is None or first[0] != last[0] or self._is_a_pair(text, span):
                continue
            usual = self._usual[first[0]]
            for step in range(1, (last[1] - first[1]) % len(usual)):
                yield usual[(first[1] + step) % len(usual)]

    def _is_a_pair(self, text: str, span: re.Match[str]) -> bool:
        """Whether only the two are meant: "Monday and Friday", and not "between May and July"."""
        joined = self._pair.search(text, span.end("first"), span.start("last"))
        return joined is not None and not self._between.search(text[: span.start()])
