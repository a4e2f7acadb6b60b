"""What the bot said last, by conversation: for replicas that did not say it, and after a restart."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from ..answering.conversation.turn import Turn
from .database import Database
from .expiring import Expiring
from .tables import CONVERSATIONS, now, upsert

REMEMBERED = 7 * 24 * 60 * 60.0
"""Seconds that a conversation is remembered after its last answer: Slack has it for longer."""

MOST_REMEMBERED = 100_000
"""Conversations kept, of some 500 bytes each; those that were quiet for longest go first."""

_c = CONVERSATIONS.c


class Conversations:
    """The conversations that are kept, by a key each. Every call raises `DatabaseError` where it is away."""

    def __init__(
        self,
        database: Database,
        *,
        remembered: float = REMEMBERED,
        most: int = MOST_REMEMBERED,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._remembered = remembered
        self._rows = Expiring(database, CONVERSATIONS, most=most, clock=clock)

    async def keep(self, key: str, asked: int, turn: Turn) -> None:
        """From now on *turn* is the last of the conversation *key*: its topics and numbers, and no text.

        Unless the last there was asked later than *asked*, in microseconds since 1970.
        """
        row = {
            "asked": asked,
            "turn": json.dumps(turn.without_words().as_data(), separators=(",", ":")),
            "until": now() + self._remembered,
        }

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(
                upsert(connection, CONVERSATIONS)
                .values(key=key, **row)
                .on_conflict_do_update(index_elements=[_c.key], set_=row, where=_c.asked <= asked)
            )

        await self._database.run(work)
        await self._rows.sweep_now_and_then()

    async def last(self, key: str) -> tuple[int, Turn] | None:
        """The last turn of the conversation *key*, and when it was asked for; None where it is not known."""

        async def work(connection: AsyncConnection) -> tuple[int, Turn] | None:
            wanted = select(_c.turn, _c.asked).where(_c.key == key, _c.until > now())
            row = (await connection.execute(wanted)).first()
            turn = Turn.read(json.loads(row.turn)) if row else None
            return (row.asked, turn) if row and turn else None

        return await self._database.run(work)

    async def forget(self, key: str) -> None:
        """The last turn of *key* is not known any more: what stands in Slack may have changed."""

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(delete(CONVERSATIONS).where(_c.key == key))

        await self._database.run(work)

    async def sweep(self) -> int:
        """Delete a batch of conversations that are past, or too many; how many it were."""
        return await self._rows.sweep()
