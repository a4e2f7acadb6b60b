"""What goes wrong while a bot serves: it is killed, its database restarts, its knowledge is spoilt."""

from __future__ import annotations

import asyncio
import random
import signal
import time
from collections import Counter
from collections.abc import Awaitable, Callable

from tests.conftest import BRIDGE

from .house import House
from .outcome import Kill

MOST_STARTS = 20
"""Attempts to start a replica that was killed."""

Trouble = Callable[[], Awaitable[None]]


class Troubles:
    """Whoever makes trouble; *counted* says how often which came."""

    def __init__(self, house: House, draw: random.Random, spared_from: float) -> None:
        self.counted: Counter[str] = Counter()
        self.kills: list[Kill] = []
        self._house = house
        self._draw = draw
        self._spared_from = spared_from
        """From when on the first replica is not killed, by `time.monotonic`: its memory is looked at."""

    async def make(self, until: float) -> None:
        """One trouble after the other *until* then: each comes once before one comes again."""
        troubles: list[Trouble] = [self._kill, self._restart_database, self._reload_well, self._reload_badly]
        if self._house.transport == "socket":
            troubles += [self._drop_sockets, self._renew_sockets]
        waiting: list[Trouble] = [self._kill]  # first: however short the run is, something is killed in it
        while (left := until - time.monotonic()) > 0:
            await asyncio.sleep(min(left, self._draw.uniform(1, 4)))
            waiting = waiting or self._draw.sample(troubles, len(troubles))
            if time.monotonic() < until:
                await waiting.pop()()

    async def _kill(self) -> None:
        self.counted["kill"] += 1
        replicas = self._house.replicas
        killed = self._draw.choice(replicas if time.monotonic() < self._spared_from else replicas[1:])
        self.kills.append(Kill(killed.token, time.time()))
        killed.is_ready = False
        for _ in range(MOST_STARTS):
            try:
                await killed.bot.restart(signal.SIGKILL)
                break
            except AssertionError:
                # It ends with a line, and a platform starts it again.
                self.counted["start without a database"] += 1
        killed.is_ready = killed.bot.running

    async def _restart_database(self) -> None:
        self.counted["database restart"] += 1
        postgres = self._house.postgres
        await asyncio.to_thread(postgres.stop, crash=self._draw.random() < 0.5)
        await asyncio.sleep(self._draw.uniform(0, 2))
        await asyncio.to_thread(postgres.start)

    async def _drop_sockets(self) -> None:
        self.counted["sockets dropped"] += 1
        await self._house.slack.drop()

    async def _renew_sockets(self) -> None:
        self.counted["sockets renewed"] += 1
        await self._house.slack.refresh()

    async def _reload_well(self) -> None:
        self.counted["reload"] += 1
        await self._reload(BRIDGE)

    async def _reload_badly(self) -> None:
        self.counted["faulty reload"] += 1
        await self._reload(BRIDGE.replace("is nearly 900", "is 900", 1))

    async def _reload(self, bridge: str) -> None:
        self._house.write_knowledge(bridge)
        for replica in self._house.replicas:
            if replica.bot.running:
                replica.bot.signal(signal.SIGHUP)
        await asyncio.sleep(0.5)
        self._house.write_knowledge(BRIDGE)  # whoever is killed next must start
