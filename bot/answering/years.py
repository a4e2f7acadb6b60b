"""Years that are told from the day of the source: "this year", "next year"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from knowledge.questions import Questions
from knowledge.source import Source


class Years:
    """Says in numbers which year is meant, from the year in which the newest source was written."""

    def __init__(self, questions: Questions, sources: Iterable[Source]) -> None:
        self._now = max((int(it.date[:4]) for it in sources), default=0)
        said = {0: questions.year_now, 1: questions.year_after, -1: questions.year_before}
        self._steps = {phrase.lower(): step for step, phrases in said.items() for phrase in phrases}
        longest_first = sorted(self._steps, key=len, reverse=True)
        self._phrase = re.compile(
            rf"\b(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})\b", re.IGNORECASE
        )

    def in_numbers(self, text: str) -> str | None:
        """*text* with "next year" as a number; None where it says no such thing."""
        numbered, count = self._phrase.subn(self._year, text)
        return numbered if count else None

    def _year(self, found: re.Match[str]) -> str:
        return str(self._now + self._steps[found.group().lower()])
