"""Events as Slack delivers them: to any replica, again where one is not acknowledged, and now and then anyway."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter

import aiohttp

from .house import House
from .outcome import Delivery, Event

AT_ONCE = 8
"""Events on their way at the same time."""

MOST_WAITING = 30
"""Events that are to be delivered again: with more, nobody asks anything new, or all would come at once later."""

ACKNOWLEDGED_WITHIN = 3.0
PAUSES = (0.0, 60.0, 300.0)
"""Seconds before Slack delivers an event for the second, third and fourth time."""

TOLD_TWICE = 0.05
"""Share of events that are delivered again although they were acknowledged: networks do that."""

FOLLOW_UPS, DIRECT = 0.3, 0.2
"""Shares of the events that are asked in the thread of an earlier one, and to the bot alone."""

FAULTS = (
    {"drop": "before"},
    {"drop": "after"},
    {"status": 500},
    {"status": 503},
    {"error": "internal_error"},
    {"retry_after": 1},
    {"status": 200, "delay": 2.5},
    {"status": 500, "delay": 4},
    {"status": 200, "page": "<html>upstream trouble</html>"},
)
"""What Slack itself does wrong when something is posted. What is slow is acknowledged before it is answered."""

FAULTY = 0.08
"""Share of posts that go wrong."""


class Deliveries:
    """Slack's side. In a short run it is in a hurry: *scale* says by how much its pauses are shorter."""

    def __init__(self, house: House, draw: random.Random, scale: float) -> None:
        self.events: list[Event] = []
        self.counted: Counter[str] = Counter()
        """What went wrong with posts."""
        self._house = house
        self._draw = draw
        self._scale = scale
        self._waiting: list[asyncio.Task[None]] = []

    async def make(self, until: float) -> None:
        """Deliver events *until* then, so many at a time; returns when the last was delivered again."""
        await asyncio.gather(*(self._make_some(until) for _ in range(AT_ONCE)))
        await asyncio.gather(*self._waiting)

    async def _make_some(self, until: float) -> None:
        while time.monotonic() < until:
            if sum(not it.done() for it in self._waiting) >= MOST_WAITING:
                await asyncio.sleep(0.5)
                continue
            if self._draw.random() < FAULTY:
                fault = self._draw.choice(FAULTS)
                self._house.slack.fail("chat.postMessage", **fault)
                self.counted[f"post: {next(iter(fault))}"] += 1
            event = self._event()
            self.events.append(event)
            if not await self._deliver(event):
                self._waiting.append(asyncio.create_task(self._deliver_again(event)))
            elif self._draw.random() < TOLD_TWICE:
                await self._deliver(event)
            await asyncio.sleep(self._draw.uniform(0, 0.2))

    def _event(self) -> Event:
        kind, slack = self._draw.random(), self._house.slack
        if kind < FOLLOW_UPS and (answered := [it for it in slack.answers if it.channel == "C1"]):
            thread = self._draw.choice(answered[-20:]).thread_ts
            return Event(slack.mention("and who proposed it?", thread_ts=thread), follows=True)
        if kind < FOLLOW_UPS + DIRECT:
            return Event(slack.direct("how long is the bridge"))
        return Event(slack.mention("how long is the bridge"))

    async def _deliver_again(self, event: Event) -> None:
        """By Slack's rules; those of a socket `SlackServer.send` has."""
        for pause in PAUSES if self._house.transport == "http" else ():
            await asyncio.sleep(max(pause * self._scale, 0.2))
            if await self._deliver(event):
                return

    async def _deliver(self, event: Event) -> bool:
        replicas = self._house.replicas
        replica = self._draw.choice([it for it in replicas if it.is_ready] or replicas)
        bot = replica.bot
        delivery = Delivery(time.time(), "any" if bot.transport == "socket" else replica.token)
        event.deliveries.append(delivery)
        try:
            async with asyncio.timeout(None if bot.transport == "socket" else ACKNOWLEDGED_WITHIN):
                received = await bot.receive(event.payload, retry=len(event.deliveries) - 1 or None)
        except TimeoutError:
            delivery.came_to = f"nothing said within {ACKNOWLEDGED_WITHIN:.0f} s"
        except (aiohttp.ClientError, OSError) as error:
            delivery.came_to = f"not reached ({type(error).__name__})"
        else:
            delivery.acknowledged = received.status == 200
            delivery.took = received.seconds
            delivery.came_to = f"said {received.status}" if received.status else received.text
        return delivery.acknowledged
