"""Whose turn it is to answer an event: among replicas, by claims in a database.

While the database is away, answering goes on: that an event might be answered twice is better than that
nobody answers it.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import AsyncIterator, Sequence
from typing import TYPE_CHECKING

from .away import MaybeAway

if TYPE_CHECKING:
    from ..store.claims import Claims  # takes the extra for databases, which most do not have

LOOKED_AT_EVERY = 0.25
"""Seconds between looks at an event that another replica is answering."""

RENEWED_EVERY = 4.0
"""Seconds between renewals of a claim while an answer is under way; it lapses after 15."""

MOST_OWED = 10_000
"""Answered events, kept at most, that the database is told of when it is back."""


class Turns:
    """Whose turn it is to answer an event. Alone, always ours."""

    async def take(self, keys: Sequence[str]) -> bool:  # noqa: ARG002 - what the database needs
        """Whether to answer the event; False where it is answered already. Waits while another is at it."""
        return True

    def waits(self, keys: Sequence[str]) -> bool:  # noqa: ARG002
        """Whether another replica is at the event, as far as is known."""
        return False

    @contextlib.asynccontextmanager
    async def held(self, keys: Sequence[str]) -> AsyncIterator[None]:  # noqa: ARG002
        """While an answer is under way."""
        yield

    async def settle(self, keys: Sequence[str]) -> None:
        """The event is answered."""

    async def give_up(self, keys: Sequence[str]) -> None:
        """Answering failed: another delivery may be answered."""


class SharedTurns(Turns):
    """Turns among replicas, by claims in a database."""

    def __init__(self, claims: Claims, database: MaybeAway) -> None:
        self._claims = claims
        self._database = database
        self._owed: deque[Sequence[str]] = deque(maxlen=MOST_OWED)
        self._elsewhere: set[str] = set()

    async def take(self, keys: Sequence[str]) -> bool:
        try:
            while (taken := await self._database.ask(self._claims.take(keys))) == "elsewhere":
                self._elsewhere.update(keys)
                await asyncio.sleep(LOOKED_AT_EVERY)
        finally:
            self._elsewhere.difference_update(keys)
        return taken != "answered"

    def waits(self, keys: Sequence[str]) -> bool:
        return not self._elsewhere.isdisjoint(keys)

    @contextlib.asynccontextmanager
    async def held(self, keys: Sequence[str]) -> AsyncIterator[None]:
        renewing = asyncio.create_task(self._renew(keys))
        try:
            yield
        finally:
            renewing.cancel()

    async def settle(self, keys: Sequence[str]) -> None:
        self._owed.append(keys)
        while self._owed:
            oldest = self._owed[0]
            if not await self._database.tell(self._claims.settle(oldest)):
                return  # told later, with the next one
            if self._owed and self._owed[0] is oldest:
                self._owed.popleft()

    async def give_up(self, keys: Sequence[str]) -> None:
        await self._database.ask(self._claims.give_up(keys))

    async def _renew(self, keys: Sequence[str]) -> None:
        while True:
            await asyncio.sleep(RENEWED_EVERY)
            await self._database.ask(self._claims.renew(keys))
