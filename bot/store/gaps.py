"""What curators learn from questions: what was asked and not answered, and what nobody asks for."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from pydantic import SecretStr

from knowledge.model import Entry

from ..answering.respond import Responder
from ..answering.shortcomings import SHORTCOMINGS
from .address import default_url
from .database import Database
from .grouping import QuestionGroup
from .leads import Lead, lead, lead_on
from .questions import Gaps, QuestionLog


@dataclass(frozen=True)
class Report:
    """What was kept, beside the knowledge it was asked of."""

    gaps: Gaps
    never_asked: tuple[Entry, ...]
    responder: Responder
    small_words: Collection[str]
    """The words, folded, that only ask or chat."""

    @classmethod
    def of(cls, gaps: Gaps, responder: Responder, small_words: Collection[str]) -> Report:
        never = tuple(entry for entry in responder.knowledge.entries if entry.id not in gaps.entries)
        return cls(gaps, never, responder, small_words)

    def lead(self, group: QuestionGroup) -> Lead | None:
        """What to write for *group*; none where nothing in it can be read."""
        if not group.example:
            return None
        if group.outcome == "unhelpful":
            return lead_on(group.example, group.entry, complaint(group), self.responder)
        return lead(group.example, self.responder, self.small_words)

    @property
    def sections(self) -> Mapping[str, Sequence[QuestionGroup]]:
        """Groups of questions by what came of them."""
        return {
            "Not answered": self.gaps.unanswered,
            "Could mean several topics": self.gaps.ambiguous,
            "Answered, but it did not help": self.gaps.unhelpful,
        }


def complaint(group: QuestionGroup) -> str:
    """What readers found wrong, the most said first: "did not help: Wrong fact (2), Outdated (1)"."""
    said = sorted(group.shortcomings.items(), key=lambda it: -it[1])
    found = ", ".join(f"{SHORTCOMINGS[name]} ({count})" for name, count in said)
    return f"did not help: {found}" if found else "did not help"


def report(responder: Responder, small_words: Collection[str], url: str | None) -> Report:
    """What was asked of *responder*, from the database at *url* or the one in the state directory.

    *small_words* are those, folded, that only ask or chat.
    Raises `ConfigError` where *url* cannot be used, `DatabaseError` where the database cannot.
    """
    address = SecretStr(url) if url else default_url()

    async def read() -> Gaps:
        async with await Database.open(address) as database:
            return await QuestionLog(database).gaps()

    return Report.of(asyncio.run(read()), responder, small_words)
