"""What a face is to the promises: something that is asked, and what people then see."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import Any

Data = dict[str, Any]
"""A reply as `ots ask --json` prints it: what all faces are compared with."""

PLAN = "a plan at that date"


@dataclass(frozen=True)
class Said:
    """What a face said to a question, as whoever asked gets it."""

    text: str
    """All that can be read, without its markup."""
    quotes: list[str]
    """The quotes in their order, each with what is understood before it in brackets."""
    no: str | None
    """Why there is no answer, where there is none."""
    is_plan: bool
    """Whether something is marked as a plan."""
    acts: list[str] = field(default_factory=list)
    """What does more than be read: links to elsewhere, scripts, pictures, calls for people's attention."""

    @classmethod
    def read(cls, text: str, quotes: list[str], acts: list[str] | None = None) -> Said:
        """What was said in *text* that people read: the rest is in its words."""
        return cls(text, quotes, which_no(text), PLAN in text, acts or [])


class Face(ABC):
    """A face, held to the promises. One adapter is some twenty lines."""

    name: str
    most: int | None = None
    """Characters that one message holds, where there is a limit."""
    limits_rows = False
    """Whether it may leave rows of a listing out, and says how many."""
    quotes_rows = False
    """Whether a listing shows the quote of each row at once."""

    @abstractmethod
    async def ask(self, question: str) -> Said:
        """What is said to *question*, of whatever sort."""

    @abstractmethod
    async def rows(self, question: str) -> list[str]:
        """Every row of a listing, over as many pages as it takes."""

    @abstractmethod
    def log(self) -> str:
        """What was written to the log so far."""

    def quotes_of(self, reply: Data) -> list[str]:
        """The quotes that are to be shown of *reply*: of an answer the lead, and more as far as there is room."""
        return quotes_of(reply, with_rows=self.quotes_rows)


def quotes_of(reply: Data, *, with_rows: bool = False) -> list[str]:
    match reply["status"]:
        case "answer":
            return list(map(quoted, reply["facts"]))
        case "choices":
            return [quoted(choice["facts"][0]) for choice in reply["choices"]]
        case "listing":
            return list(map(quoted, reply["items"])) if with_rows else []
        case _:
            return list(map(quoted, reply["facts"][:1]))


def quoted(fact: Data) -> str:
    """The quote as it is shown.

    >>> quoted({"understood": "the bridge", "quote": "is long"})
    '[the bridge] is long'
    """
    quote = " ".join(fact["quote"].split())
    return f"[{fact['understood']}] {quote}" if fact["understood"] else quote


def which_no(text: str) -> str | None:
    """Which "no" the words of a reply are; None where they are none."""
    if "cannot read that" in text:
        return "unreadable"
    if re.search(r"\bspeaks? of .*, but (do|does|say|says) ", text):
        return "not_stated"
    return "unknown_topic" if re.search(r"\b(do|does) not speak of ", text) else None
