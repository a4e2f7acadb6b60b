"""A database that may be away: asked where it is there, and left alone for a while where it is not."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from knowledge.errors import OtsError

AWAY = 3.0
"""Seconds for which a database that failed is not asked again, unless a call that is under way is heard:
each attempt may take 2, and people wait."""

log = logging.getLogger("ots.turns")

Found = TypeVar("Found")


class MaybeAway:
    """Asks one database, for all who can do without it for a moment."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._until = clock()
        self._is_away = False
        self.failures = 0
        """How often so far it was not heard."""

    async def ask(self, call: Coroutine[Any, Any, Found]) -> Found | None:
        """What the database says; None while it is away."""
        if self._clock() < self._until:
            call.close()
            self.failures += 1
            return None
        try:
            found = await call
        except OtsError as error:
            self.failures += 1
            self._until = self._clock() + AWAY
            # Once, however long it is away: it is asked every few seconds, also where nothing happens.
            level = logging.DEBUG if self._is_away else logging.WARNING
            log.log(level, "%s; events are answered without asking other replicas until it is back", error)
            self._is_away = True
            return None
        # Whatever failed before: one lost connection of several is no outage.
        self._until = self._clock()
        if self._is_away:
            self._is_away = False
            log.info("the database is back")
        return found

    async def tell(self, call: Coroutine[Any, Any, object]) -> bool:
        """Whether the database heard what it was told."""

        async def heard() -> bool:
            await call
            return True

        told = await self.ask(heard()) is not None
        call.close()  # where it was not even begun
        return told
