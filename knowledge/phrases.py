"""Phrases that tell something although each word of them only chats: "given up", "made in"."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from .fold import fold, words
from .questions import Questions

SHORTEST = 4
"""Letters of a word that may tell beside another: "given", and not "is"."""


class Phrases:
    """Which phrases tell by what their words do in *questions*."""

    def __init__(self, questions: Questions) -> None:
        asking = (*questions.which, *questions.listing, *chain(*questions.asks.values()))
        self._said = frozenset(map(fold, (*asking, *questions.chatter)))
        self._asking = frozenset(map(fold, asking))
        self._empty = frozenset(map(fold, (*questions.pronouns, *questions.closed)))
        self._chats = frozenset(map(fold, questions.chatter))

    def tells(self, phrase: str) -> bool:
        """Whether *phrase*, of which every word only chats, tells as a whole: no word of it asks or stands
        for another, and it is no phrase that chats itself, such as "one more thing"."""
        found = words(phrase)
        return (
            len(found) > 1
            and " ".join(found) not in self._said
            and self._chats.issuperset(found)
            and self._asking.isdisjoint(found)
            and any(len(word) >= SHORTEST and word not in self._empty for word in found)
        )

    def among(self, names: Iterable[str]) -> tuple[str, ...]:
        """Those of *names*, folded, that tell so."""
        return tuple(fold(name) for name in names if self.tells(name))
