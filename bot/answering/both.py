"""Two lists asked for at once: "money from Hungary and money for Orkhun"."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from knowledge.fold import words

from .listings import rows
from .reply import Answer, Item, Listing, Reply

_SIGNS = r"\s*[,;+&]\s*"


class Both:
    """Parts a question that says twice what it asks for, and lists what each half finds."""

    def __init__(
        self, joints: Collection[str], fills: Callable[[str], bool], reply: Callable[[str], Reply]
    ) -> None:
        """*fills* tells words that only chat: "the" opens nothing, however often it is said."""
        joined = "|".join(map(re.escape, joints)) or "(?!)"
        self._joint = re.compile(rf"(?:{_SIGNS})?\s(?:{joined})\s+|{_SIGNS}", re.IGNORECASE)
        self._fills = fills
        self._reply = reply

    def of(self, text: str) -> Listing | None:
        """What both halves of *text* find; None where it does not say its first word again behind an "and".

        Nor where one half finds nothing, or both find one thing.
        """
        halves = self._halves(text)
        found = [self._reply(half) for half in halves]
        if len(found) < 2 or not all(isinstance(it, Answer | Listing) for it in found):
            return None
        shown = [row for it in found for row in _rows(it)]
        kept = {id(row) for row in rows.once(shown, by_passage=True)}
        items = tuple(row for row in shown if id(row) in kept)
        if len(items) < len(found):
            return None
        return Listing(text, "; ".join(dict.fromkeys(map(_title, found))), items)

    def _halves(self, text: str) -> list[str]:
        for joint in self._joint.finditer(text):
            one, other = text[: joint.start()], text[joint.end() :]
            first, second = words(one), words(other)
            if first and second and first[0] == second[0] and not self._fills(first[0]):
                return [one, other]
        return []


def _rows(reply: Reply) -> tuple[Item, ...]:
    match reply:
        case Listing():
            return reply.items
        case Answer():
            return (rows.said(reply.entry, reply.facts[0]),)
        case _:
            return ()


def _title(reply: Reply) -> str:
    match reply:
        case Listing():
            return reply.title
        case Answer():
            return reply.entry.title
        case _:
            return ""
