"""What facts say to pass from one to another: "from Kyrgyzstan to Azerbaijan"."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from knowledge.patterns import CAPITAL
from knowledge.questions import Questions

from ..words.concepts import Term
from ..words.query import Side

_NAMES = rf"((?:{CAPITAL}[\w’'-]*(?:,? and )?[, ]?)+)"
"""One name, or several: "Azerbaijan and Georgia"."""


class Handover(NamedTuple):
    """From whom something passes, and to whom."""

    origin: frozenset[Term]
    goal: frozenset[Term]

    def denies(self, side: Side, named: Collection[Term]) -> bool:
        """Whether it passes the other way than from or to what is *named*."""
        this, other = (self.origin, self.goal) if side == "from" else (self.goal, self.origin)
        return this.isdisjoint(named) and not other.isdisjoint(named)

    def tells(self, turn: str | None, named: Collection[Term]) -> bool:
        """Whether it says who came ``before`` or ``after`` what is *named*."""
        return not (self.goal if turn == "before" else self.origin).isdisjoint(named)

    def names(self, named: Collection[Term]) -> bool:
        """Whether it is from or to what is *named*."""
        return not (self.origin | self.goal).isdisjoint(named)


class Handovers:
    """Finds them in English sentences, between names that are written as names are."""

    def __init__(self, questions: Questions, terms: Callable[[str], frozenset[Term]]) -> None:
        """*terms* are what a name may be asked by."""
        origin, goal = ("|".join(map(re.escape, it)) for it in (questions.origins, questions.goals))
        self._between = (
            re.compile(rf"\b(?:{origin}) {_NAMES} (?:{goal}) {_NAMES}") if origin and goal else None
        )
        self._terms = terms

    def within(self, *said: str) -> Iterator[Handover]:
        """All that the texts *said* tell."""
        for text in said if self._between else ():
            for origin, goal in self._between.findall(text) if self._between else ():
                yield Handover(self._terms(origin), self._terms(goal))
