"""Two replicas on one PostgreSQL, each behind a network of its own that cannot be relied on."""

from __future__ import annotations

import asyncio
import random
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit, urlunsplit

import asyncpg  # type: ignore[import-untyped]

from tests.benchmarks.slack import resident
from tests.conftest import BRIDGE, PEACE, SOURCES, TALK
from tests.slack_server import BotProcess, SlackServer
from tests.slack_server.workspace import Installation
from tests.store.postgres import Postgres

from .proxy import ShakyProxy

Transport = Literal["http", "socket"]

REPLICAS = 2


@dataclass
class Replica:
    """A bot, the token by which its posts are told from the other's, and its way to the database."""

    bot: BotProcess
    token: str
    proxy: ShakyProxy
    is_ready: bool = True
    """Whether a load balancer that asks `/readyz` sends anything here."""

    @property
    def memory(self) -> float:
        """Megabytes that it holds."""
        return resident(self.bot.pid)

    @property
    def files(self) -> int:
        """How many files and connections it has open."""
        return len(list(Path(f"/proc/{self.bot.pid}/fd").iterdir()))


@dataclass
class House:
    """All that runs, but Slack."""

    slack: SlackServer
    postgres: Postgres
    replicas: list[Replica]
    transport: Transport
    _url: str
    _knowledge: Path

    @classmethod
    @asynccontextmanager
    async def started(
        cls, slack: SlackServer, postgres: Postgres, transport: Transport, draw: random.Random
    ) -> AsyncIterator[House]:
        """While everything runs; the networks are calm at first."""
        async with AsyncExitStack() as stack:
            knowledge = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ots-chaos-")))
            url = await asyncio.to_thread(postgres.create_database)
            house = cls(slack, postgres, [], transport, url, knowledge)
            house.write_knowledge(BRIDGE)
            for number in range(REPLICAS):
                token = f"xoxb-{number}-CHAOSTOKEN"
                slack.tokens[token] = Installation(slack.team)
                proxy = ShakyProxy(postgres.port, random.Random(draw.random()))  # noqa: S311 - not for secrets
                await stack.enter_async_context(proxy)
                env = {
                    "DATABASE_URL": _through(url, proxy.port),
                    "OTS_KNOWLEDGE": str(knowledge),
                    "SLACK_BOT_TOKEN": token,
                }
                bot = await stack.enter_async_context(
                    BotProcess.start(slack, transport, env=env, forked=False)
                )
                house.replicas.append(Replica(bot, token, proxy))
            yield house

    def be_calm(self, calm: bool) -> None:
        """Let the networks let everything through, or not."""
        for replica in self.replicas:
            replica.proxy.is_calm = calm

    def write_knowledge(self, bridge: str) -> None:
        """Lay out the knowledge, with *bridge* as one of its two entries."""
        for name, text in (
            ("seeds/talk.txt", TALK),
            ("sources.yaml", SOURCES),
            ("entries/peace.yaml", PEACE),
            ("entries/bridge.yaml", bridge),
        ):
            place = self._knowledge / name
            place.parent.mkdir(exist_ok=True)
            # Whole or not at all: half of a file may be knowledge without a fault, and with less in it.
            begun = place.with_name(f".{place.name}")
            begun.write_text(text, encoding="utf-8")
            begun.replace(place)

    async def kept(self) -> int:
        """How many events the database keeps until they are answered."""
        connection = await asyncpg.connect(self._url)
        try:
            return int(await connection.fetchval("SELECT count(*) FROM ots_pending"))
        finally:
            await connection.close()

    def said_of(self, event: str) -> list[str]:
        """What the replicas wrote about *event*."""
        return [line for it in self.replicas for line in it.bot.output.splitlines() if event in line]


def _through(url: str, port: int) -> str:
    """The address of the database by way of another port."""
    at = urlsplit(url)
    return urlunsplit(at._replace(netloc=at.netloc.rpartition(":")[0] + f":{port}"))
