"""The state of an installation under way: given out once, taken back once, soon void."""

from __future__ import annotations

import logging
import time

from slack_sdk.oauth.state_store.sqlalchemy import AsyncSQLAlchemyOAuthStateStore
from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncConnection

from .database import Database
from .tables import STATES, stored_time

STATE_LIVES = 10 * 60
"""Seconds between the link being opened and Slack sending the person back."""

log = logging.getLogger(__name__)


class States(AsyncSQLAlchemyOAuthStateStore):
    """The OAuth state store for Bolt. Its calls raise `DatabaseError` where the database is away."""

    def __init__(self, database: Database, *, lives: int = STATE_LIVES) -> None:
        super().__init__(lives, database.engine, log)
        self._database = database

    async def async_issue(self, *args: object, **kwargs: object) -> str:
        """A new state; those that are void are deleted on the way."""

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(delete(STATES).where(STATES.c.expire_at <= stored_time(time.time())))

        await self._database.run(work)
        return await self._database.bounded(super().async_issue(*args, **kwargs))

    async def async_consume(self, state: str) -> bool:
        """Whether *state* was given out and is neither used nor void; from now on it is used.

        The SDK's own looks first and deletes then: two replicas that do so at once both find it.
        """

        async def work(connection: AsyncConnection) -> bool:
            taken = delete(STATES).where(STATES.c.state == state).returning(STATES.c.expire_at)
            return any(ends > stored_time(time.time()) for ends in (await connection.scalars(taken)).all())

        return await self._database.run(work)
