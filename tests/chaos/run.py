"""One run: events are delivered by Slack's rules while things go wrong, and counted at the end."""

from __future__ import annotations

import asyncio
import random
import time

from tests.slack_server import SlackServer
from tests.store.postgres import Postgres

from .deliveries import Deliveries
from .house import House, Replica, Transport
from .outcome import Outcome, about
from .trouble import Troubles

SETTLED_WITHIN = 60.0
"""Seconds after the last delivery in which the last answer has come."""

SAMPLED_EVERY = 2.0
SAMPLED_AFTER = 15.0
"""Seconds after its start in which a replica may take what memory it needs."""

IN_NO_HURRY = 600.0
"""Seconds of a run from which on Slack's pauses are as long as they are."""


async def run(postgres: Postgres, *, seed: int, seconds: float, transport: Transport) -> Outcome:
    """Run chaos of *seed* for so many *seconds*."""
    draw = random.Random(seed)  # noqa: S311 - not for secrets
    async with SlackServer() as slack, House.started(slack, postgres, transport, draw) as house:
        until = time.monotonic() + seconds
        # In the second half one is spared, to see whether its memory stays as it is.
        spared_from = until - seconds / 2
        troubles = Troubles(house, draw, spared_from)
        deliveries = Deliveries(house, draw, min(1.0, seconds / IN_NO_HURRY))
        outcome = Outcome(deliveries.events, kills=troubles.kills)
        house.be_calm(False)
        sampling = asyncio.create_task(_sample(house.replicas[0], spared_from, outcome.samples))
        await asyncio.gather(troubles.make(until), deliveries.make(until))
        sampling.cancel()
        house.be_calm(True)
        await _settle(house, outcome)
        outcome.troubles = troubles.counted + deliveries.counted
        for replica in house.replicas:
            for what, times in replica.proxy.troubles.items():
                outcome.troubles[f"database: {what}"] += times
        return outcome


async def _sample(replica: Replica, after: float, into: list[float]) -> None:
    """How much memory *replica* holds, which nobody kills *after* that time."""
    await asyncio.sleep(max(0.0, after - time.monotonic()) + SAMPLED_AFTER)
    while True:
        into.append(replica.memory)
        await asyncio.sleep(SAMPLED_EVERY)


async def _settle(house: House, outcome: Outcome) -> None:
    """Wait until all is answered and nothing kept, or for as long as that may take."""
    until = time.monotonic() + SETTLED_WITHIN
    by_id = {it.id: it for it in outcome.events}
    while True:
        for event in outcome.events:
            event.posts = []
        for post in house.slack.answers:
            by_id[str(about(post)["event"])].posts.append(post)
        outcome.left_in_database = await house.kept()
        if not (outcome.lost or outcome.given_up or outcome.left_in_database) or time.monotonic() > until:
            break
        await asyncio.sleep(0.5)
    outcome.said = {
        it.id: house.said_of(it.id) for it in (*outcome.lost, *outcome.given_up, *outcome.doubled)
    }
    outcome.memory = [it.memory for it in house.replicas]
    outcome.files = [it.files for it in house.replicas]
