"""What people ask, kept for curators: what was not answered, and which entries were asked for."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.errors import OtsError

from ..answering.reply import Answer, Choices, NoAnswer, Reply
from ..answering.shortcomings import Complaint

if TYPE_CHECKING:
    from ..store.questions import AskedQuestion, QuestionLog

WRITTEN_EVERY = 5.0
"""Seconds between writings to the database."""

FORGOTTEN_EVERY = 6 * 60 * 60.0
"""Seconds between deletions of what is too old."""

MOST_WAITING = 10_000
"""Questions that wait to be written, at most: the oldest go first while the database is away."""

MOST_NOTE = 300
"""Characters of what somebody writes about an answer that did not help."""

log = logging.getLogger("ots.asking")


class Asking:
    """What people ask, for curators. Keeps nothing: for where there is no database, or it is not wanted."""

    keeps = False
    """Whether anything is kept."""

    def answered(self, reply: Reply, workspace: str | None) -> None:
        """A question got *reply*."""

    def unhelpful(self, question: str, entry: str | None, workspace: str | None) -> None:
        """A reader says that the answer did not help."""

    def fell_short(self, complaint: Complaint) -> None:
        """The same reader says why."""

    async def write(self, *, give_up: bool = False) -> None:
        """Write what was gathered; what cannot be written waits, unless to *give_up*."""

    async def keep_writing(self) -> None:
        """Write now and then, until cancelled."""


class KeptAsking(Asking):
    """Keeps questions with no answer, several, or one that did not help; of others, the entry alone."""

    keeps = True

    def __init__(self, questions: QuestionLog, days: int) -> None:
        self._questions = questions
        self._days = days
        self._waiting: deque[AskedQuestion | Complaint] = deque(maxlen=MOST_WAITING)

    def answered(self, reply: Reply, workspace: str | None) -> None:
        from ..store.questions import AskedQuestion

        match reply:
            case Answer():
                asked = AskedQuestion(reply.query, "answered", reply.entry.id, workspace)
            case NoAnswer(reason="not_stated"):
                asked = AskedQuestion(
                    reply.query, "not_stated", reply.topic.id if reply.topic else None, workspace
                )
            case NoAnswer(reason="unknown_topic"):
                asked = AskedQuestion(reply.query, "unknown_topic", None, workspace)
            case Choices():
                asked = AskedQuestion(reply.query, "ambiguous", None, workspace)
            case _:
                return
        self._waiting.append(asked)

    def unhelpful(self, question: str, entry: str | None, workspace: str | None) -> None:
        from ..store.questions import AskedQuestion

        self._waiting.append(AskedQuestion(question, "unhelpful", entry, workspace))

    def fell_short(self, complaint: Complaint) -> None:
        note = complaint.note
        if note is not None:
            # It is read in a terminal, to which other characters are commands.
            note = " ".join("".join(it if it.isprintable() else " " for it in note).split())[:MOST_NOTE]
        if note != "":
            self._waiting.append(replace(complaint, note=note))

    async def write(self, *, give_up: bool = False) -> None:
        if not self._waiting:
            return
        asked = list(self._waiting)
        self._waiting.clear()
        try:
            await self._questions.keep(*asked)
        except OtsError as error:
            log.warning("%s; %d questions %s", error, len(asked), "are lost" if give_up else "wait")
            if not give_up:
                self._wait_again(asked)
        except asyncio.CancelledError:
            self._wait_again(asked)
            raise

    def _wait_again(self, asked: list[AskedQuestion | Complaint]) -> None:
        room = MOST_WAITING - len(self._waiting)
        self._waiting.extendleft(reversed(asked[-room:] if room else []))

    async def keep_writing(self) -> None:
        forgotten = float("-inf")
        while True:
            if time.monotonic() - forgotten > FORGOTTEN_EVERY:
                try:
                    await self._questions.forget(self._days)
                    forgotten = time.monotonic()
                except OtsError as error:
                    log.warning("%s; old questions are deleted later", error)
            await asyncio.sleep(WRITTEN_EVERY)
            await self.write()
