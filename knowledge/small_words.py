"""Words that only ask, list or chat; together some tell all the same: "given up", "made in", "no-show"."""

from __future__ import annotations

import re
from itertools import chain

from .fold import fold, words
from .questions import Questions, Words

SHORTEST = 4
"""Letters of a word that may tell beside another: "given", and not "is"."""

_COMPOUND = re.compile(r"[^\W\d_]-[^\W\d_]")


class SmallWords:
    """The small words and phrases of *questions*."""

    def __init__(self, questions: Questions) -> None:
        self._asking = _folded(questions.which, questions.listing, *questions.asks.values())
        self._asks = {fold(it): asked for asked, said in questions.asks.items() for it in said}
        self._chatter = _folded(questions.chatter)
        self._empty = _folded(questions.pronouns, questions.closed)
        self.all = self._asking | self._chatter
        """Each of them, folded."""

    def are_all_of(self, phrase: str) -> bool:
        """Whether no word of *phrase* tells, nor they together."""
        known = self.all.issuperset(words(phrase))
        return known and not _COMPOUND.search(phrase) and not self.tell_together(phrase)

    def asks(self, phrase: str) -> str | None:
        """What *phrase* asks for in any question, as "venue" asks where; None where it is no such word."""
        return self._asks.get(fold(phrase))

    def tell_together(self, phrase: str) -> bool:
        """Whether *phrase*, of which every word only chats, tells as a whole: no word of it asks or stands
        for another, and it is no phrase that chats itself, such as "one more thing"."""
        found = words(phrase)
        return (
            len(found) > 1
            and " ".join(found) not in self.all
            and self._chatter.issuperset(found)
            and self._asking.isdisjoint(found)
            and any(len(word) >= SHORTEST and word not in self._empty for word in found)
        )


def _folded(*phrases: Words) -> frozenset[str]:
    return frozenset(map(fold, chain(*phrases)))
