"""Whether a text says from when something is so, or until when."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from knowledge.fold import fold, is_number, words
from knowledge.questions import Questions
from knowledge.tells import is_year
from knowledge.values import Values

START = "start"
END = "end"
"""The sorts of value that the two are: "from 1 January", "until May"."""


class Bounded:
    """Reads by the words that a language has before a first and a last day."""

    def __init__(self, questions: Questions, values: Values) -> None:
        told = [it.told for it in questions.prepositions if it.needed and it.before == "date"]
        since = set(questions.since)
        self._before = {
            START: frozenset(map(fold, chain(*(it for it in told if not since.isdisjoint(it))))),
            END: frozenset(map(fold, chain(*(it for it in told if since.isdisjoint(it))))),
        }
        self._months_in = values.months_in

    def sorts(self, text: str) -> Iterator[str]:
        """`START` and `END`, each where *text* has such a word right before a day, month or year."""
        found = words(text)
        dated = {at for at in range(1, len(found)) if self._is_date(found[at : at + 2])}
        for sort, before in self._before.items():
            if any(found[at - 1] in before for at in dated):
                yield sort

    def _is_date(self, found: list[str]) -> bool:
        first, *behind = found
        if is_year(first) or self._months_in(first):
            return True
        return is_number(first) and bool(behind) and bool(self._months_in(behind[0]))
