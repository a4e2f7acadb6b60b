"""How names go on that a question begins: "green en" is the Green Energy Bridge."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection
from functools import cached_property
from itertools import takewhile

MOST_COMPLETED = 64
"""Names looked at that may go on as a question begins."""

MOST_LETTERS = 1_024
"""Letters of a name in which one of its words begins that a question may begin with."""


class Completions:
    """Folded *names*, to be found by what they or one of their words begin with; sorted when first asked."""

    def __init__(self, names: Collection[str]) -> None:
        self._names = names

    def of(self, folded: str) -> str | None:
        """*folded* with its last word finished, where names go on so.

        None where no name goes on after it, or it is no more than a word.
        """
        if " " not in folded:
            return None
        place = bisect_left(self._endings, folded, key=self._ending)
        found = map(self._ending, self._endings[place : place + MOST_COMPLETED])
        size = folded.count(" ") + 1
        going_on = list(takewhile(lambda name: name.startswith(folded), found))
        if not going_on:
            return None
        finished = Counter(" ".join(name.split()[:size]) for name in going_on)
        best = next(iter(finished.most_common(1)), None)
        return best[0] if best and best[0] != folded else None

    @cached_property
    def _endings(self) -> array[int]:
        """Every name from each of its words on, in order: the number of the name, and where in it that is."""
        found = {
            name[at:]: number * MOST_LETTERS + at
            for number, name in enumerate(self._names)
            for at in (0, *(it.end() for it in re.finditer(" ", name)))
            if " " in name[at:] and at < MOST_LETTERS
        }
        return array("Q", (found[ending] for ending in sorted(found)))

    def _ending(self, place: int) -> str:
        number, at = divmod(place, MOST_LETTERS)
        return self._in_order[number][at:]

    @cached_property
    def _in_order(self) -> tuple[str, ...]:
        return tuple(self._names)
