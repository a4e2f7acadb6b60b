"""A database that is there, behind a line that is slow, or loses a connection: no event suffers from it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from urllib.parse import urlsplit, urlunsplit

import pytest

from tests.slack_server import BotProcess, SlackServer
from tests.slack_server.between import Relay
from tests.store.postgres import Postgres

UNANSWERED = 1.9
"""Seconds after which an acknowledgement says that the event is taken, and not yet that it is answered."""


class Line(Relay):
    """The way to a PostgreSQL: *delay* seconds long, and cut once where something says *cut_at*."""

    delay = 0.0
    cut_at: bytes | None = None

    def __init__(self, postgres: Postgres) -> None:
        super().__init__(postgres.port)
        self._postgres = postgres

    def to_new_database(self) -> str:
        """The address of one, by this way."""
        at = urlsplit(self._postgres.create_database())
        return urlunsplit(at._replace(netloc=at.netloc.replace(f":{self._postgres.port}", f":{self.port}")))

    async def _carry(self, piece: bytes, into: asyncio.StreamWriter) -> None:  # noqa: ARG002 - as is due
        if self.cut_at is not None and self.cut_at in piece:
            self.cut_at = None
            raise EOFError
        await asyncio.sleep(self.delay)


@pytest.fixture
async def line(postgres: Postgres) -> AsyncIterator[Line]:
    async with Line(postgres) as line:
        yield line


@pytest.fixture
async def bot(own_slack: SlackServer, line: Line) -> AsyncIterator[BotProcess]:
    """A bot whose database is at the other end of *line*."""
    async with BotProcess.start(own_slack, env={"DATABASE_URL": line.to_new_database()}) as bot:
        yield bot


async def test_one_lost_connection_of_several_is_no_outage(
    own_slack: SlackServer, line: Line, bot: BotProcess
) -> None:
    """What is answered late can be kept meanwhile, so it is acknowledged."""
    line.cut_at = b"INSERT INTO ots_claims"
    await asyncio.gather(*(bot.receive(own_slack.mention("corridor")) for _ in range(8)))
    assert "the connection was lost" in bot.output
    own_slack.fail("chat.postMessage", status=200, delay=2.5)
    received = await bot.receive(own_slack.mention("corridor"))
    assert (received.status, received.seconds > UNANSWERED) == (200, True)


async def test_no_answer_waits_until_the_database_knows_of_all_others(
    own_slack: SlackServer, line: Line, bot: BotProcess
) -> None:
    line.delay = 0.005
    received = await asyncio.gather(*(bot.receive(own_slack.mention("corridor")) for _ in range(10)))
    assert {it.status for it in received} == {200}
    assert max(it.seconds for it in received) < UNANSWERED
