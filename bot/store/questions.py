"""What people asked and the knowledge could not tell: kept for its curators, without saying who asked."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.fold import fold

from .database import Database
from .grouping import Group, Kept, Outcome, grouped
from .tables import ENTRIES, QUESTION_LENGTH, QUESTIONS, now, upsert

UNANSWERED: tuple[Outcome, ...] = ("unknown_topic", "not_stated")
ABOUT_ITS_ENTRY: tuple[Outcome, ...] = ("answered", "not_stated")
"""Outcomes by which an entry was asked for. An unhelpful answer was counted when it was given."""

MOST_GROUPED = 2_000
"""Questions that are compared with each other, the most asked first."""

READ_WITHIN = 10.0
"""Seconds that curators wait: longer than people who ask."""

FORGET_WITHIN = 60.0
DAY = 24 * 60 * 60.0

_q, _e = QUESTIONS.c, ENTRIES.c


@dataclass(frozen=True)
class Asked:
    """A question and what came of it. Of one that was answered, only its entry is counted."""

    text: str
    outcome: Outcome
    entry: str | None = None
    workspace: str | None = None


@dataclass(frozen=True)
class Gaps:
    """What the knowledge lacks. Groups come with the most asked first."""

    unanswered: tuple[Group, ...]
    ambiguous: tuple[Group, ...]
    unhelpful: tuple[Group, ...]
    """A group has one entry: similar questions with different answers stay apart."""
    entries: Mapping[str, int]
    """How often entries were asked for, by id; those never asked for are missing."""


class Questions:
    """The questions that are kept. Every call raises `DatabaseError` where the database is away."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, *asked: Asked) -> None:
        """Count *asked*, all or none. No user and no channel is kept, and of a text what `fold` leaves."""
        entries = Counter(it.entry for it in asked if it.entry and it.outcome in ABOUT_ITS_ENTRY)
        questions = Counter(
            (fold(it.text)[:QUESTION_LENGTH], it.outcome, it.entry or "", it.workspace or "")
            for it in asked
            if it.outcome != "answered"
        )

        async def work(connection: AsyncConnection) -> None:
            # In an order that all replicas share, so that none waits for another in a circle.
            for (question, outcome, entry, workspace), count in sorted(questions.items()):
                await connection.execute(
                    upsert(connection, QUESTIONS)
                    .values(
                        question=question,
                        outcome=outcome,
                        entry=entry,
                        workspace=workspace,
                        count=count,
                        first_seen=now(),
                        last_seen=now(),
                    )
                    .on_conflict_do_update(
                        index_elements=list(QUESTIONS.primary_key),
                        set_={"count": _q["count"] + count, "last_seen": now()},
                    )
                )
            for asked_for, count in sorted(entries.items()):
                await connection.execute(
                    upsert(connection, ENTRIES)
                    .values(entry=asked_for, count=count, last_seen=now())
                    .on_conflict_do_update(
                        index_elements=[_e.entry],
                        set_={"count": _e["count"] + count, "last_seen": now()},
                    )
                )

        if questions or entries:
            await self._database.run(work)

    async def forget(self, days: float) -> int:
        """Delete what was not asked for *days*; how many questions that were."""

        async def work(connection: AsyncConnection) -> int:
            oldest = now() - days * DAY
            await connection.execute(delete(ENTRIES).where(_e.last_seen <= oldest))
            return (await connection.execute(delete(QUESTIONS).where(_q.last_seen <= oldest))).rowcount

        return await self._database.run(work, within=FORGET_WITHIN)

    async def gaps(self) -> Gaps:
        """Everything kept, of all workspaces, grouped for reading."""

        async def work(connection: AsyncConnection) -> _Read:
            counts = await connection.execute(select(_e.entry, _e["count"].label("asked")).order_by(_e.entry))
            return _Read(
                await _asked(connection, *UNANSWERED),
                await _asked(connection, "ambiguous"),
                await _asked(connection, "unhelpful"),
                {row.entry: int(row.asked) for row in counts},
            )

        read = await self._database.run(work, within=READ_WITHIN)
        # With the connection let go, and beside the loop: it takes a second for as many as are read.
        return await asyncio.to_thread(read.grouped)


class _Read(NamedTuple):
    unanswered: list[Kept]
    ambiguous: list[Kept]
    unhelpful: list[Kept]
    entries: dict[str, int]

    def grouped(self) -> Gaps:
        return Gaps(
            unanswered=grouped(self.unanswered),
            ambiguous=grouped(self.ambiguous),
            unhelpful=grouped(self.unhelpful, by_entry=True),
            entries=MappingProxyType(self.entries),
        )


async def _asked(connection: AsyncConnection, *outcomes: Outcome) -> list[Kept]:
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
        Kept(question, outcome, entry, int(asked), *seen) for question, outcome, entry, asked, *seen in found
    ]
