"""What people asked and the knowledge could not tell: kept for its curators, without saying who asked."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from sqlalchemy import Table, delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.fold import fold

from ..answering.shortcomings import SHORTCOMINGS, Complaint
from .database import Database
from .grouping import KeptQuestion, Outcome, QuestionGroup, grouped
from .tables import COMPLAINTS, ENTRIES, QUESTION_LENGTH, QUESTIONS, now, upsert

UNANSWERED: tuple[Outcome, ...] = ("unknown_topic", "not_stated")
ABOUT_ITS_ENTRY: tuple[Outcome, ...] = ("answered", "not_stated")
"""Outcomes by which an entry was asked for. An unhelpful answer was counted when it was given."""

MOST_GROUPED = 2_000
"""Questions that are compared with each other, the most asked first."""

MOST_COMPLAINTS = 10_000
"""Complaints that are read, the newest first."""

READ_WITHIN = 10.0
"""Seconds that curators wait: longer than people who ask."""

FORGET_WITHIN = 60.0
DAY = 24 * 60 * 60.0

Row = TypeVar("Row", bound=tuple[str, ...])

_q, _c, _e = QUESTIONS.c, COMPLAINTS.c, ENTRIES.c


@dataclass(frozen=True)
class AskedQuestion:
    """A question and what came of it. Of one that was answered, only its entry is counted."""

    text: str
    outcome: Outcome
    entry: str | None = None
    workspace: str | None = None


@dataclass(frozen=True)
class Gaps:
    """What the knowledge lacks. Groups come with the most asked first."""

    unanswered: tuple[QuestionGroup, ...]
    ambiguous: tuple[QuestionGroup, ...]
    unhelpful: tuple[QuestionGroup, ...]
    """A group has one entry: similar questions with different answers stay apart."""
    entries: Mapping[str, int]
    """How often entries were asked for, by id; those never asked for are missing."""


class QuestionLog:
    """The questions that are kept. Every call raises `DatabaseError` where the database is away."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, *told: AskedQuestion | Complaint) -> None:
        """Count what was *told*, all or none. No user and no channel is kept, and of a question what `fold`
        leaves; of a complaint, the note as it was written.
        """
        asked = [it for it in told if isinstance(it, AskedQuestion)]
        entries = Counter((it.entry,) for it in asked if it.entry and it.outcome in ABOUT_ITS_ENTRY)
        questions = Counter(
            (_kept(it.text), it.outcome, it.entry or "", it.workspace or "")
            for it in asked
            if it.outcome != "answered"
        )
        complaints = Counter(
            (_kept(it.question), it.entry or "", it.workspace or "", it.shortcoming, it.note or "")
            for it in told
            if isinstance(it, Complaint)
        )

        async def work(connection: AsyncConnection) -> None:
            await _count(connection, QUESTIONS, questions)
            await _count(connection, COMPLAINTS, complaints)
            await _count(connection, ENTRIES, entries)

        if questions or complaints or entries:
            await self._database.run(work)

    async def forget(self, days: float) -> int:
        """Delete what was not asked for *days*; how many questions that were."""

        async def work(connection: AsyncConnection) -> int:
            oldest = now() - days * DAY
            await connection.execute(delete(ENTRIES).where(_e.last_seen <= oldest))
            await connection.execute(delete(COMPLAINTS).where(_c.last_seen <= oldest))
            return (await connection.execute(delete(QUESTIONS).where(_q.last_seen <= oldest))).rowcount

        return await self._database.run(work, within=FORGET_WITHIN)

    async def gaps(self) -> Gaps:
        """Everything kept, of all workspaces, grouped for reading."""

        async def work(connection: AsyncConnection) -> _KeptRows:
            counts = await connection.execute(select(_e.entry, _e["count"].label("asked")).order_by(_e.entry))
            return _KeptRows(
                await _asked(connection, *UNANSWERED),
                await _asked(connection, "ambiguous"),
                await _asked(connection, "unhelpful"),
                await _complaints(connection),
                {row.entry: int(row.asked) for row in counts},
            )

        read = await self._database.run(work, within=READ_WITHIN)
        # With the connection let go, and beside the loop: it takes a second for as many as are read.
        return await asyncio.to_thread(read.grouped)


class _KeptRows(NamedTuple):
    unanswered: list[KeptQuestion]
    ambiguous: list[KeptQuestion]
    unhelpful: list[KeptQuestion]
    complaints: list[_KeptComplaint]
    entries: dict[str, int]

    def grouped(self) -> Gaps:
        return Gaps(
            unanswered=grouped(self.unanswered),
            ambiguous=grouped(self.ambiguous),
            unhelpful=tuple(map(self._with_complaints, grouped(self.unhelpful, by_entry=True))),
            entries=MappingProxyType(self.entries),
        )

    def _with_complaints(self, group: QuestionGroup) -> QuestionGroup:
        told = [it for it in self.complaints if it.entry == group.entry and it.question in group.questions]
        counts = {
            name: sum(it.times for it in told if it.shortcoming == name and not it.note)
            for name in SHORTCOMINGS
        }
        notes = tuple(dict.fromkeys(it.note for it in told if it.note))
        return replace(group, shortcomings={it: n for it, n in counts.items() if n}, notes=notes)


class _KeptComplaint(NamedTuple):
    question: str
    entry: str | None
    shortcoming: str
    note: str
    times: int


def _kept(question: str) -> str:
    return fold(question)[:QUESTION_LENGTH]


async def _count(connection: AsyncConnection, table: Table, seen: Mapping[Row, int]) -> None:
    """Add how often each row was *seen*, which has the columns of the key of *table*."""
    first = {"first_seen": now()} if "first_seen" in table.c else {}
    # In an order that all replicas share, so that none waits for another in a circle.
    for row, times in sorted(seen.items()):
        key = dict(zip(table.primary_key.columns.keys(), row, strict=True))
        await connection.execute(
            upsert(connection, table)
            .values(**key, count=times, last_seen=now(), **first)
            .on_conflict_do_update(
                index_elements=list(table.primary_key),
                set_={"count": table.c["count"] + times, "last_seen": now()},
            )
        )


async def _complaints(connection: AsyncConnection) -> list[_KeptComplaint]:
    """Every complaint, over all workspaces, the newest first."""
    found = await connection.execute(
        select(_c.question, _c.entry, _c.shortcoming, _c.note, _c["count"])
        .order_by(_c.last_seen.desc(), _c.question, _c.shortcoming, _c.note)
        .limit(MOST_COMPLAINTS)
    )
    return [
        _KeptComplaint(question, entry or None, shortcoming, note, int(count))
        for question, entry, shortcoming, note, count in found
    ]


async def _asked(connection: AsyncConnection, *outcomes: Outcome) -> list[KeptQuestion]:
    """What came to one of *outcomes*, over all workspaces, the most asked first."""
    total = func.sum(_q["count"])
    found = await connection.execute(
        select(_q.question, _q.outcome, _q.entry, total, func.min(_q.first_seen), func.max(_q.last_seen))
        .where(_q.outcome.in_(outcomes))
        .group_by(_q.question, _q.outcome, _q.entry)
        .order_by(total.desc(), _q.question, _q.outcome, _q.entry)
        .limit(MOST_GROUPED)
    )
    # PostgreSQL adds whole numbers up to decimal ones.
    return [
        KeptQuestion(question, outcome, entry, int(asked), *seen)
        for question, outcome, entry, asked, *seen in found
    ]
