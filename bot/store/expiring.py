"""Rows that count for a time, and go: looked for now and then, a batch at a time."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from sqlalchemy import Table, delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from .database import Database
from .errors import DatabaseError
from .tables import now

SWEPT_EVERY = 60.0
"""Seconds between looks for old rows, in each process."""

SWEPT_AT_ONCE, MOST_SWEEPS = 500, 20
"""Rows deleted in one transaction, and transactions of one look."""

log = logging.getLogger(__name__)


class Expiring:
    """A table whose rows count until its column ``until``, which it has beside ``key``."""

    def __init__(
        self,
        database: Database,
        table: Table,
        *,
        most: int | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._table = table
        self._most = most
        """Rows that are kept; those that end first go first."""
        self._clock = clock
        self._swept = clock()

    async def sweep(self) -> int:
        """Delete a batch of rows that count no more, or are too many; how many it were."""
        columns = self._table.c

        async def work(connection: AsyncConnection) -> int:
            # Rows that somebody else is at are left to the next sweep: it waits for nobody, so nobody
            # can come to wait for it in a circle.
            old = select(columns.key).where(columns.until <= now()).limit(SWEPT_AT_ONCE)
            if self._most is not None:
                rows = await connection.scalar(select(func.count()).select_from(self._table)) or 0
                if rows > self._most:
                    first = select(columns.key).order_by(columns.until)
                    old = first.limit(min(rows - self._most, SWEPT_AT_ONCE))
            going = delete(self._table).where(columns.key.in_(old.with_for_update(skip_locked=True)))
            return (await connection.execute(going)).rowcount

        return await self._database.run(work)

    async def sweep_now_and_then(self) -> None:
        """Sweep where that was not done lately. Never raises: old rows can wait."""
        if self._clock() - self._swept < SWEPT_EVERY:
            return
        self._swept = self._clock()
        try:
            for _ in range(MOST_SWEEPS):
                if await self.sweep() < SWEPT_AT_ONCE:
                    break
        except DatabaseError as error:
            log.debug("old rows were not deleted: %s", error)
