"""A database that may be away: asked where it is there, and left alone for a while where it is not."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from knowledge.errors import OtsError

AWAY = 3.0
"""Seconds for which a database that failed is not asked again: each attempt may take 2, and people wait."""

log = logging.getLogger("ots.turns")

Found = TypeVar("Found")


class MaybeAway:
    """Asks one database, for all who can do without it for a moment."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._until = clock()
        self.failures = 0
        """How often so far it was not heard."""

    async def ask(self, call: Coroutine[Any, Any, Found]) -> Found | None:
        """What the database says; None while it is away."""
        if self._clock() < self._until:
            call.close()
            self.failures += 1
            return None
        try:
            return await call
        except OtsError as error:
            self.failures += 1
            self._until = self._clock() + AWAY
            log.warning("%s; events are answered without asking other replicas for %.0f s", error, AWAY)
            return None

    async def tell(self, call: Coroutine[Any, Any, object]) -> bool:
        """Whether the database heard what it was told."""

        async def heard() -> bool:
            await call
            return True

        told = await self.ask(heard()) is not None
        call.close()  # where it was not even begun
        return told
