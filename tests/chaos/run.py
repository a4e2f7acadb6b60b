"""One run: events are delivered by Slack's rules while things go wrong, and counted at the end."""

from __future__ import annotations

import asyncio
import random
import signal
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit, urlunsplit

import aiohttp

from tests.conftest import BRIDGE, PEACE, SOURCES, TALK
from tests.slack_server import BotProcess, Payload, SlackServer
from tests.store.postgres import Postgres

from .proxy import SILENCE, ShakyProxy

Transport = Literal["http", "socket"]

AT_ONCE = 8
"""Events on their way at the same time."""

ACKNOWLEDGED_WITHIN = 3.0
PAUSES = (0.0, 60.0, 300.0)
"""Seconds before Slack delivers an event for the second, third and fourth time."""

TOLD_TWICE = 0.05
"""Share of events that are delivered again although they were acknowledged: networks do that."""

SETTLED_WITHIN = 60.0
"""Seconds after the last delivery in which the last answer has come."""

FAULTS = (
    {"drop": "before"},
    {"drop": "after"},
    {"status": 500},
    {"status": 503},
    {"error": "internal_error"},
    {"retry_after": 1},
    {"status": 200, "delay": 2.5},
    {"status": 200, "page": "<html>upstream trouble</html>"},
)
"""What Slack itself does wrong when something is posted."""

FAULTY = 0.05
"""Share of posts that go wrong."""

MOST_STARTS = 20
"""Attempts to start a replica that was killed."""

MOST_MEMORY = 300.0
"""Megabytes of one replica: some 100 are its libraries and the knowledge."""

MOST_GROWTH = 25.0
"""Megabytes by which one that is not killed may grow, from the first third of its samples to the last."""

SAMPLED_EVERY = 2.0
SAMPLED_AFTER = 15.0
"""Seconds after its start in which a replica may take what memory it needs."""

MOST_FILES = 200
"""Open files and connections of one replica that is at rest."""


UNSURE_AFTER = SILENCE + 2 + 3
"""Seconds after a trouble of the database in which a replica may still answer without it: a call may take two
seconds once a silence has ended, and for three more the database is not asked again."""

UNANSWERED_AFTER = 1.9
"""Seconds from which an acknowledgement says nothing of the answer."""

KILLED_WITHIN = 15.0
"""Seconds after it in which the answer would have come."""

FOLLOW_UPS, DIRECT = 0.3, 0.2
"""Shares of the events that are asked in the thread of an earlier one, and to the bot alone."""

IN_CONTEXT = 0.9
"""Share of the follow-ups that have to be read in the light of their thread: the rest fell into an outage."""


@dataclass
class Event:
    """An event, and how it fared."""

    payload: Payload
    begun: float
    follows: bool = False
    deliveries: int = 0
    acknowledged: bool = False
    acknowledged_after: float = 0.0
    """Seconds that the delivery took which was acknowledged first."""
    by: BotProcess | None = None
    """Who acknowledged it."""
    ended: float = 0.0

    @property
    def id(self) -> str:
        return str(self.payload.body["event_id"])


@dataclass
class Outcome:
    """What there is to say in the end."""

    events: list[Event] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)
    """How often each was answered, by its id."""
    about: dict[str, str | None] = field(default_factory=dict)
    """The topic of each answer."""
    troubles: Counter[str] = field(default_factory=Counter)
    kills: list[tuple[float, BotProcess]] = field(default_factory=list)
    unsure: list[tuple[float, float]] = field(default_factory=list)
    """When a replica may have died in a post, or the database could not be asked."""
    memory: list[float] = field(default_factory=list)
    samples: list[float] = field(default_factory=list)
    """Memory over time of the replica that was spared in the second half."""
    files: list[int] = field(default_factory=list)

    @property
    def lost(self) -> list[str]:
        """Events that were acknowledged and never answered."""
        return [it.id for it in self.events if it.acknowledged and not self.answers[it.id]]

    @property
    def died_with(self) -> list[str]:
        """Of those, the ones that were acknowledged unanswered, as has to be, by a replica that was killed soon.

        After two seconds an event is acknowledged, for Slack waits for three: from then on it is known to
        that replica alone.
        """
        return [
            it.id
            for it in self.events
            if it.id in self.lost
            and it.acknowledged_after > UNANSWERED_AFTER
            and any(killed is it.by and it.begun < at < it.ended + KILLED_WITHIN for at, killed in self.kills)
        ]

    @property
    def doubled(self) -> list[Event]:
        """Events that were answered more than once."""
        return [it for it in self.events if self.answers[it.id] > 1]

    @property
    def unexcused(self) -> list[str]:
        """Of those, the ones beside which nothing was unsure."""
        return [
            it.id
            for it in self.doubled
            if not any(start <= it.ended and it.begun <= end for start, end in self.unsure)
        ]

    @property
    def followed(self) -> list[bool]:
        """Of each follow-up that was answered, whether it was read in the light of its thread."""
        return [self.about[it.id] == "bridge" for it in self.events if it.follows and it.id in self.about]

    @property
    def growth(self) -> float:
        """Megabytes by which the spared replica grew."""
        third = len(self.samples) // 3
        return max(self.samples[-third:]) - max(self.samples[:third]) if third else 0.0

    def __str__(self) -> str:
        taken = sum(it.acknowledged for it in self.events)
        lines = [
            f"{len(self.events)} events, {taken} acknowledged, {len(self.lost)} of them lost, "
            f"of which {self.died_with} died with the replica that had acknowledged them unanswered",
            f"answered once: {sum(times == 1 for times in self.answers.values())}, more often: "
            f"{len(self.doubled)} {[it.id for it in self.doubled]}, of which nothing excuses {len(self.unexcused)}",
            f"delivered {sum(it.deliveries for it in self.events)} times; went wrong: {dict(self.troubles)}",
            f"follow-ups {len(self.followed)}, of which {sum(self.followed)} read in the light of their thread",
            f"memory in MB {[round(it) for it in self.memory]}, open files {self.files}; in {len(self.samples)} "
            f"samples one grew by {self.growth:.1f} MB",
        ]
        return "\n".join(lines)


class Chaos:
    """Two replicas, what is before and behind them, and whoever makes trouble."""

    def __init__(self, slack: SlackServer, postgres: Postgres, seed: int, transport: Transport) -> None:
        self.outcome = Outcome()
        self._slack = slack
        self._postgres = postgres
        self._draw = random.Random(seed)  # noqa: S311 - not for secrets
        self._transport = transport
        self._knowledge = Path()
        self._proxies: list[ShakyProxy] = []
        self._spared_from = 0.0
        self.replicas: list[BotProcess] = []

    @asynccontextmanager
    async def started(self) -> AsyncIterator[None]:
        """While everything runs."""
        async with AsyncExitStack() as stack:
            self._knowledge = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ots-chaos-")))
            self._write_knowledge(BRIDGE)
            url = self._postgres.create_database()
            for _ in range(2):
                shaky = ShakyProxy(self._postgres.port, random.Random(self._draw.random()))  # noqa: S311
                self._proxies.append(await stack.enter_async_context(shaky))
                env = {"DATABASE_URL": _through(url, shaky.port), "OTS_KNOWLEDGE": str(self._knowledge)}
                bot = BotProcess.start(self._slack, self._transport, env=env)
                self.replicas.append(await stack.enter_async_context(bot))
            for proxy in self._proxies:
                proxy.is_calm = False
            yield

    async def run(self, seconds: float) -> None:
        """Deliver events and make trouble for so long, and wait until all is quiet again."""
        until = time.monotonic() + seconds
        scale = min(1.0, seconds / 600)  # in a short run, Slack is in a hurry
        self._spared_from = until - seconds / 2
        trouble = asyncio.create_task(self._make_trouble(until))
        sampling = asyncio.create_task(self._sample())
        await asyncio.gather(*(self._deliver_until(until, scale) for _ in range(AT_ONCE)))
        await trouble
        sampling.cancel()
        await self._settle()

    def _write_knowledge(self, bridge: str) -> None:
        for name, text in (
            ("seeds/talk.txt", TALK),
            ("sources.yaml", SOURCES),
            ("entries/peace.yaml", PEACE),
            ("entries/bridge.yaml", bridge),
        ):
            place = self._knowledge / name
            place.parent.mkdir(exist_ok=True)
            place.write_text(text, encoding="utf-8")

    async def _deliver_until(self, until: float, scale: float) -> None:
        while time.monotonic() < until:
            if self._draw.random() < FAULTY:
                fault = self._draw.choice(FAULTS)
                self._slack.fail("chat.postMessage", **fault)
                self._count(f"post: {next(iter(fault))}")
            event = self._event()
            self.outcome.events.append(event)
            await self._deliver(event, scale)
            if event.acknowledged and self._draw.random() < TOLD_TWICE:
                await self._deliver_once(event)
            event.ended = time.monotonic()
            await asyncio.sleep(self._draw.uniform(0, 0.2))

    def _event(self) -> Event:
        kind, slack = self._draw.random(), self._slack
        if kind < FOLLOW_UPS and (answered := [it for it in slack.answers if it.channel == "C1"]):
            thread = self._draw.choice(answered[-20:]).thread_ts
            return Event(slack.mention("and who proposed it?", thread_ts=thread), time.monotonic(), True)
        if kind < FOLLOW_UPS + DIRECT:
            return Event(slack.direct("how long is the bridge"), time.monotonic())
        return Event(slack.mention("how long is the bridge"), time.monotonic())

    async def _sample(self) -> None:
        """How much memory the replica holds that nobody kills any more."""
        await asyncio.sleep(max(0.0, self._spared_from - time.monotonic()) + SAMPLED_AFTER)
        while True:
            self.outcome.samples.append(_memory(self.replicas[0].pid))
            await asyncio.sleep(SAMPLED_EVERY)

    async def _deliver(self, event: Event, scale: float) -> None:
        """By Slack's rules; a socket's are those of `SlackServer.send`."""
        for pause in (None, *PAUSES) if self._transport == "http" else (None,):
            if pause is not None:
                await asyncio.sleep(max(pause * scale, 0.2))
            if await self._deliver_once(event):
                event.acknowledged = True
                return

    async def _deliver_once(self, event: Event) -> bool:
        event.deliveries += 1
        replica = self._draw.choice([it for it in self.replicas if it.running] or self.replicas)
        try:
            async with asyncio.timeout(None if self._transport == "socket" else ACKNOWLEDGED_WITHIN):
                received = await replica.receive(event.payload, retry=event.deliveries - 1 or None)
        except (aiohttp.ClientError, TimeoutError, OSError):
            return False
        if received.status == 200 and event.by is None:
            event.by, event.acknowledged_after = replica, received.seconds
        return received.status == 200

    async def _make_trouble(self, until: float) -> None:
        troubles: list[Callable[[], Awaitable[None]]] = [
            self._kill,
            self._restart_database,
            self._reload_well,
            self._reload_badly,
        ]
        if self._transport == "socket":
            troubles += [self._drop_sockets, self._renew_sockets]
        waiting: list[Callable[[], Awaitable[None]]] = []
        while (left := until - time.monotonic()) > 0:
            await asyncio.sleep(min(left, self._draw.uniform(1, 4)))
            if not waiting:  # each comes once before one comes again
                waiting = self._draw.sample(troubles, len(troubles))
            if time.monotonic() < until:
                await waiting.pop()()

    async def _kill(self) -> None:
        self._count("kill")
        started = time.monotonic()
        # In the second half one is spared, to see whether its memory stays as it is.
        killed = self._draw.choice(self.replicas if started < self._spared_from else self.replicas[1:])
        self.outcome.kills.append((started, killed))
        for _ in range(MOST_STARTS):
            try:
                await killed.restart(signal.SIGKILL)
                break
            except AssertionError:
                self._count("start without a database")  # it ends with a line, and a platform starts it again
        # What the killed one had claimed is answered by the other once the claim has lapsed.
        self.outcome.unsure.append((started, time.monotonic()))

    async def _restart_database(self) -> None:
        self._count("database restart")
        started = time.monotonic()
        await asyncio.to_thread(self._postgres.stop, crash=self._draw.random() < 0.5)
        await asyncio.sleep(self._draw.uniform(0, 2))
        await asyncio.to_thread(self._postgres.start)
        self.outcome.unsure.append((started, time.monotonic() + UNSURE_AFTER))

    async def _drop_sockets(self) -> None:
        self._count("sockets dropped")
        await self._slack.drop()

    async def _renew_sockets(self) -> None:
        self._count("sockets renewed")
        await self._slack.refresh()

    async def _reload_well(self) -> None:
        self._count("reload")
        await self._reload(BRIDGE)

    async def _reload_badly(self) -> None:
        self._count("faulty reload")
        await self._reload(BRIDGE.replace("is nearly 900", "is 900", 1))

    async def _reload(self, bridge: str) -> None:
        self._write_knowledge(bridge)
        for replica in self.replicas:
            if replica.running:
                replica.signal(signal.SIGHUP)
        await asyncio.sleep(0.5)
        self._write_knowledge(BRIDGE)  # whoever is killed next must start

    async def _settle(self) -> None:
        outcome = self.outcome
        for proxy in self._proxies:
            proxy.is_calm = True
        until = time.monotonic() + SETTLED_WITHIN
        while True:
            payloads = [(post.metadata or {}).get("event_payload", {}) for post in self._slack.answers]
            outcome.answers = Counter(str(it.get("event")) for it in payloads)
            outcome.about = {str(it.get("event")): it.get("entry") for it in payloads}
            if not outcome.lost or time.monotonic() > until:
                break
            await asyncio.sleep(0.5)
        for proxy in self._proxies:
            outcome.troubles.update(f"database: {what}" for _, what in proxy.troubles)
            outcome.unsure += [(at, at + UNSURE_AFTER) for at, what in proxy.troubles if what != "delay"]
        for replica in self.replicas:
            outcome.memory.append(_memory(replica.pid))
            outcome.files.append(_files(replica.pid))

    def _count(self, what: str) -> None:
        self.outcome.troubles[what] += 1


def _through(url: str, port: int) -> str:
    """The address of the database by way of another port."""
    at = urlsplit(url)
    return urlunsplit(at._replace(netloc=at.netloc.rpartition(":")[0] + f":{port}"))


def _memory(pid: int) -> float:
    """Megabytes that a process holds."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * 4_096 / 1_000_000


def _files(pid: int) -> int:
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))


async def run(postgres: Postgres, *, seed: int, seconds: float, transport: Transport) -> Outcome:
    """Run chaos of *seed* for so many *seconds*."""
    async with SlackServer() as slack:
        chaos = Chaos(slack, postgres, seed, transport)
        async with chaos.started():
            await chaos.run(seconds)
        return chaos.outcome


def faults(outcome: Outcome) -> list[str]:
    """What must not be."""
    found = []
    unexplained = [
        (it.id, f"{it.deliveries} deliveries, acknowledged after {it.acknowledged_after:.1f} s")
        for it in outcome.events
        if it.id in outcome.lost and it.id not in outcome.died_with
    ]
    if unexplained:
        found.append(f"acknowledged and never answered: {unexplained}")
    if outcome.unexcused:
        found.append(f"answered more than once for no reason: {outcome.unexcused}")
    if max(outcome.memory) > MOST_MEMORY:
        found.append(f"a replica holds {max(outcome.memory):.0f} MB")
    if max(outcome.files) > MOST_FILES:
        found.append(f"a replica has {max(outcome.files)} open files")
    if outcome.growth > MOST_GROWTH:
        found.append(f"a replica grew by {outcome.growth:.1f} MB")
    if sum(outcome.followed) < IN_CONTEXT * len(outcome.followed):
        found.append(f"follow-ups read without their thread: {outcome.followed.count(False)}")
    return found
