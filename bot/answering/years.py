"""Years that are told from another: "next year" from the day of the source, "the year before" from 2025."""

from __future__ import annotations

import re
from collections.abc import Iterable

from knowledge.questions import Questions
from knowledge.source import Source
from knowledge.tells import IN_FOUR

YEAR = re.compile(rf"(?<![\d.,]){IN_FOUR}\b(?![.,]\d)")
"""A year in a text, and no number of that size: 2,024 is none."""


SHORTEST_TELLING = 4
"""Letters of a word that stands in few others: "year"."""


class YearsBefore:
    """Says in numbers which year is "the year before" one that a text names."""

    def __init__(self, questions: Questions) -> None:
        longest_first = sorted(questions.year_before, key=len, reverse=True)
        either = "|".join(map(re.escape, longest_first)) or "(?!)"
        self._compared = re.compile(
            rf"({YEAR.pattern})(?:(?!{YEAR.pattern}).)*?\b(?:{either})\b", re.IGNORECASE | re.DOTALL
        )

    def within(self, text: str) -> str | None:
        """The year before the one named in *text*: 2024 of "118 in 2025, against 91 the year before"."""
        found = self._compared.search(text)
        return str(int(found.group(1)) - 1) if found else None


class Years:
    """Says in numbers which year is meant, from the year in which the newest source was written."""

    def __init__(self, questions: Questions, sources: Iterable[Source]) -> None:
        self._now = max((int(it.date[:4]) for it in sources), default=0)
        said = {0: questions.year_now, 1: questions.year_after, -1: questions.year_before}
        self._steps = {phrase.lower(): step for step, phrases in said.items() for phrase in phrases}
        longest_first = sorted(self._steps, key=len, reverse=True)
        self._telling = frozenset(map(_telling, self._steps))
        """A part of each phrase: where none of them stands, the pattern takes long to find that out."""
        self._phrase = re.compile(
            rf"\b(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})\b", re.IGNORECASE
        )

    def in_numbers(self, text: str) -> str | None:
        """*text* with "next year" as a number; None where it says no such thing."""
        if not any(map(text.lower().__contains__, self._telling)):
            return None
        numbered, count = self._phrase.subn(self._year, text)
        return numbered if count else None

    def _year(self, found: re.Match[str]) -> str:
        return str(self._now + self._steps[found.group().lower()])


def _telling(phrase: str) -> str:
    """The longest word of *phrase*, which stands in few others; all of it where that is short."""
    longest = max(reversed(phrase.split()), key=len)
    return longest if len(longest) >= SHORTEST_TELLING else phrase
