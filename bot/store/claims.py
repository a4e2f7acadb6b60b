"""Events answered once, whichever replica they are delivered to."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from typing import Literal
from uuid import uuid4

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import ReturningInsert

from .database import Database
from .expiring import Expiring
from .tables import CLAIMS, now, upsert

CLAIM_LIVES = 15.0
"""Seconds after which a claim that is not renewed counts no more: its replica is taken for dead.

Longer than an answer takes with its calls tried again, shorter than the minute after which Slack delivers
an event for the second time again.
"""

REMEMBERED = 25 * 60 * 60.0
"""Seconds that an answered event is remembered: Slack delivers late ones for up to a day."""

Taken = Literal["mine", "answered", "elsewhere"]
"""What came of taking an event: to be answered here, answered before, or claimed by another replica."""

_c = CLAIMS.c


class Claims:
    """The claims of one replica. An event goes by several keys: one that is taken takes them all.

    Every call raises `DatabaseError` where the database is away.
    """

    def __init__(
        self,
        database: Database,
        *,
        lives: float = CLAIM_LIVES,
        remembered: float = REMEMBERED,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._lives = lives
        self._remembered = remembered
        self._rows = Expiring(database, CLAIMS, clock=clock)
        self._holder = uuid4().hex

    async def take(self, keys: Sequence[str]) -> Taken:
        """Claim the event that goes by *keys* for this replica, or learn why not.

        All keys or none. To be asked once for an event in this process: what it holds itself already is
        "elsewhere" too.
        """

        async def work(connection: AsyncConnection) -> Taken:
            wanted = _sorted(keys)
            for key in wanted:
                claim = self._claim(
                    connection, key, answered=False, lives=self._lives, where=_c.until <= now()
                )
                if (await connection.execute(claim)).first() is None:
                    break
            else:
                return "mine"
            await connection.rollback()
            live = select(_c.answered).where(_c.key.in_(wanted), _c.until > now())
            return "answered" if any((await connection.scalars(live)).all()) else "elsewhere"

        return await self._database.run(work)

    def _claim(
        self,
        connection: AsyncConnection,
        key: str,
        *,
        answered: bool,
        lives: float,
        where: ColumnElement[bool] | None = None,
    ) -> ReturningInsert[tuple[str]]:
        """Makes the row of *key* ours, where it exists only if *where* holds; gives the key where it did.

        A row a statement: SQLAlchemy keeps that compiled, which it does not with several.
        """
        row = {"holder": self._holder, "answered": answered, "until": now() + lives}
        return (
            upsert(connection, CLAIMS)
            .values(key=key, **row)
            .on_conflict_do_update(index_elements=[_c.key], set_=row, where=where)
            .returning(_c.key)
        )

    async def renew(self, keys: Sequence[str]) -> bool:
        """Keep the claim for another while; False where it has passed to another replica meanwhile."""

        async def work(connection: AsyncConnection) -> bool:
            held = True
            for key in _sorted(keys):
                renewal = (
                    update(CLAIMS)
                    .where(_c.key == key, _c.holder == self._holder, _c.answered.is_(False))
                    .values(until=now() + self._lives)
                )
                held = (await connection.execute(renewal)).rowcount == 1 and held
            return held

        return await self._database.run(work)

    async def settle(self, keys: Sequence[str]) -> None:
        """Remember that the event is answered: also where it was answered without a claim."""

        async def work(connection: AsyncConnection) -> None:
            for key in _sorted(keys):
                await connection.execute(self._claim(connection, key, answered=True, lives=self._remembered))

        await self._database.run(work)
        await self._rows.sweep_now_and_then()

    async def give_up(self, keys: Sequence[str]) -> None:
        """Let another delivery of the event be answered: answering it failed."""

        async def work(connection: AsyncConnection) -> None:
            for key in _sorted(keys):
                await connection.execute(
                    delete(CLAIMS).where(_c.key == key, _c.holder == self._holder, _c.answered.is_(False))
                )

        await self._database.run(work)

    async def sweep(self) -> int:
        """Delete a batch of rows that count no more; how many it were."""
        return await self._rows.sweep()


def _sorted(keys: Iterable[str]) -> list[str]:
    """*keys* in the order in which everybody locks them: then nobody waits in a circle."""
    return sorted(set(keys))
