"""Events answered once, whichever replica they are delivered to, and though the one that has them dies."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal
from uuid import uuid4

from sqlalchemy import BindParameter, ColumnElement, bindparam, delete, exists, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from .database import Database
from .expiring import SWEPT_AT_ONCE, Expiring
from .tables import CLAIMS, PENDING, now, upsert

CLAIM_LIVES = 15.0
"""Seconds after which a claim that is not renewed counts no more: its replica is taken for dead.

Longer than an answer takes with its calls tried again, shorter than the minute after which Slack delivers
an event for the second time again.
"""

REMEMBERED = 25 * 60 * 60.0
"""Seconds that an answered event is remembered: Slack delivers late ones for up to a day."""

PENDING_LIVES = 10 * 60.0
"""Seconds after which an event that was acknowledged is answered no more: nobody waits for it by then."""

MOST_PENDING = 10_000
"""Events that are kept; beyond, the oldest go first."""

MOST_OF_EVENT = 100_000
"""Characters of an event that is kept: Slack takes 40,000 of a message."""

ORPHANS_AT_ONCE = 20

Taken = Literal["mine", "answered", "elsewhere"]
"""What came of taking an event: to be answered here, answered before, or claimed by another replica."""

log = logging.getLogger(__name__)

_c, _p = CLAIMS.c, PENDING.c


class Claims:
    """The claims of one replica. An event goes by several keys: one that is taken takes them all.

    An event that has to be acknowledged before it is answered is kept, since Slack will not deliver it again:
    should the claim on it lapse, it is an orphan, for any replica to take.

    Every call raises `DatabaseError` where the database is away.
    """

    def __init__(
        self,
        database: Database,
        *,
        lives: float = CLAIM_LIVES,
        remembered: float = REMEMBERED,
        pending: float = PENDING_LIVES,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._lives = lives
        self._remembered = remembered
        self._pending = pending
        self._rows = Expiring(database, CLAIMS, clock=clock)
        self._kept = Expiring(database, PENDING, most=MOST_PENDING, clock=clock)
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
                if (await connection.execute(claim.returning(_c.key))).first() is None:
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
        key: str | BindParameter[str],
        *,
        answered: bool,
        lives: float,
        where: ColumnElement[bool] | None = None,
    ) -> postgresql.Insert | sqlite.Insert:
        """Makes the row of *key* ours, where it exists only if *where* holds.

        A row a statement: SQLAlchemy keeps that compiled, which it does not with several.
        """
        row = {"holder": self._holder, "answered": answered, "until": now() + lives}
        return (
            upsert(connection, CLAIMS)
            .values(key=key, **row)
            .on_conflict_do_update(index_elements=[_c.key], set_=row, where=where)
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

    async def keep(self, keys: Sequence[str], event: dict[str, Any]) -> bool:
        """Keep *event* until it is answered; False where it is too large for that.

        Where it was taken without a claim, while the database was away, it is claimed now: what is kept
        unclaimed is an orphan.
        """
        text = json.dumps(event, ensure_ascii=False, separators=(",", ":"))
        if len(text) > MOST_OF_EVENT:
            return False

        async def work(connection: AsyncConnection) -> None:
            for key in _sorted(keys):
                await connection.execute(
                    self._claim(connection, key, answered=False, lives=self._lives, where=_c.until <= now())
                )
            await connection.execute(
                upsert(connection, PENDING)
                .values(key=keys[0], event=text, until=now() + self._pending)
                .on_conflict_do_nothing()  # it ages from when it was first kept
            )

        await self._database.run(work)
        return True

    async def orphans(self) -> list[dict[str, Any]]:
        """Some of the events that are kept and that no living replica is at.

        What is answered, and was kept a moment too late to go with that, goes on the way. So does what
        nobody came to answer in time, which the log names: nobody else would know.
        """
        claim = select(_c.key).where(_c.key == _p.key, _c.until > now())

        async def work(connection: AsyncConnection) -> tuple[list[dict[str, Any]], Sequence[str]]:
            done = select(_p.key).where(exists(claim.where(_c.answered))).limit(SWEPT_AT_ONCE)
            await connection.execute(
                delete(PENDING).where(_p.key.in_(done.with_for_update(skip_locked=True)))
            )
            old = select(_p.key).where(_p.until <= now()).limit(SWEPT_AT_ONCE)
            going = delete(PENDING).where(_p.key.in_(old.with_for_update(skip_locked=True)))
            late = (await connection.scalars(going.returning(_p.key))).all()
            # In no order: those that cannot be answered do not keep others back.
            left = select(_p.event).where(_p.until > now(), ~exists(claim))
            some = left.order_by(func.random()).limit(ORPHANS_AT_ONCE)
            return [json.loads(text) for text in await connection.scalars(some)], late

        found, late = await self._database.run(work)
        for key in late:
            log.error("%s was acknowledged, and is given up: nobody came to answer it in time", key)
        await self._kept.sweep_now_and_then()
        return found

    async def settle(self, *events: Sequence[str]) -> None:
        """Remember that *events* are answered, also where that was without a claim; keep them no more.

        Of each its keys. However many they are, it takes about as long as one.
        """
        named = [{"named": key} for key in _sorted(key for keys in events for key in keys)]

        async def work(connection: AsyncConnection) -> None:
            claim = self._claim(connection, bindparam("named"), answered=True, lives=self._remembered)
            await connection.execute(claim, named)
            await connection.execute(delete(PENDING).where(_p.key.in_([keys[0] for keys in events])))

        await self._database.run(work)
        await self._rows.sweep_now_and_then()

    async def give_up(self, keys: Sequence[str], *, again: bool = True) -> None:
        """Answering the event failed: let a further delivery be answered, or *again* what is kept of it."""

        async def work(connection: AsyncConnection) -> None:
            for key in _sorted(keys):
                await connection.execute(
                    delete(CLAIMS).where(_c.key == key, _c.holder == self._holder, _c.answered.is_(False))
                )
            if not again:
                await connection.execute(delete(PENDING).where(_p.key == keys[0]))

        await self._database.run(work)

    async def sweep(self) -> int:
        """Delete a batch of rows that count no more; how many it were."""
        return await self._rows.sweep()


def _sorted(keys: Iterable[str]) -> list[str]:
    """*keys* in the order in which everybody locks them: then nobody waits in a circle."""
    return sorted(set(keys))
