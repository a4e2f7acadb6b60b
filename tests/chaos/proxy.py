"""A connection that cannot be relied on: it delays, drops what is said, cuts in the middle, and resets."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections import Counter

from tests.slack_server.between import Relay

ODDS = {"delay": 0.02, "silence": 0.0002, "cut": 0.0005, "reset": 0.0005}
"""How likely each trouble is, for each piece of what is said: an event takes some dozen.

Were they much likelier, the database would be away all of the time, which is another test."""

LONGEST_DELAY = 0.4
SILENCE = 3.0
"""Seconds."""


class ShakyProxy(Relay):
    """Stands before a port of loopback, for ``async with ShakyProxy(port, draw) as proxy``."""

    def __init__(self, port: int, draw: random.Random) -> None:
        super().__init__(port)
        self.troubles: Counter[str] = Counter()
        """How often what went wrong."""
        self._draw = draw
        self.is_calm = True
        """Whether everything is let through, as it is at first."""

    async def _carry(self, piece: bytes, into: asyncio.StreamWriter) -> None:
        trouble = self._trouble()
        if trouble:
            self.troubles[trouble] += 1
        if trouble == "delay":
            await asyncio.sleep(self._draw.uniform(0, LONGEST_DELAY))
        elif trouble == "silence":
            await asyncio.sleep(SILENCE)
        elif trouble == "cut":
            into.write(piece[: len(piece) // 2])
            with contextlib.suppress(OSError):
                await into.drain()
        if trouble in ("cut", "reset"):
            raise EOFError

    def _trouble(self) -> str | None:
        if self.is_calm:
            return None
        found = self._draw.random()
        for trouble, odds in ODDS.items():
            if found < odds:
                return trouble
            found -= odds
        return None
