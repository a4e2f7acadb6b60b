"""For which numbers a text sets a rule: "under 18", "5 to 15", "groups of ten or more"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from .fold import words
from .patterns import either

NO_PHRASES: Sequence[str] = ()


class Bounds:
    """Reads bounds by what stands before a number, behind it, or between two."""

    def __init__(self, phrases: Mapping[str, Sequence[str]]) -> None:
        """*phrases* are ``below``, ``most``, ``above`` and ``least``, ``least_behind``, and ``between``."""
        below, most, above, least, behind, between = (
            either(" ".join(words(it)) for it in phrases.get(sort, NO_PHRASES))
            for sort in ("below", "most", "above", "least", "least_behind", "between")
        )
        self._range = re.compile(rf"\b(?P<first>\d+) (?:{between}) (?P<last>\d+)\b")
        before = rf"(?P<below>{below})|(?P<most>{most})|(?P<above>{above})|(?P<least>{least})"
        self._bound = re.compile(
            rf"\b(?:{before}) (?P<number>\d+)\b|\b(?P<behind>\d+) (?:\w+ )?(?:{behind})\b"
        )

    def admit(self, number: int, text: str) -> bool:
        """Whether *text* sets a bound within which *number* lies.

        >>> bounds = Bounds({"below": ["under"], "least": ["from"], "between": ["to"]})
        >>> [bounds.admit(16, it) for it in ("free under 18", "from 5 to 15", "14 days")]
        [True, False, False]
        """
        said = " ".join(words(text))
        ranges = self._range.finditer(said)
        return any(int(it["first"]) <= number <= int(it["last"]) for it in ranges) or any(
            _admits(it, number) for it in self._bound.finditer(self._range.sub(" ", said))
        )


def _admits(bound: re.Match[str], number: int) -> bool:
    if bound["behind"]:
        return number >= int(bound["behind"])
    set_at = int(bound["number"])
    if bound["below"]:
        return number < set_at
    if bound["most"]:
        return number <= set_at
    return number > set_at if bound["above"] else number >= set_at
