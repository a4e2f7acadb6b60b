"""No state lasts for ever: each has a bound that is in force, and ends when the bot is told to stop."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest

from tests.slack_server import BotProcess, SlackServer
from tests.slack_server.fixtures import said_to

pytestmark = pytest.mark.slow

ENDED_WITHIN = 10.0
"""Seconds from the signal to the end."""

GIVEN_UP_WITHIN = 14.0
"""Seconds after which a call that gets no answer has failed: ten, and some for a busy machine."""


@dataclass(frozen=True)
class State:
    """Something that a bot may be stuck in at its start."""

    name: str
    transport: Literal["http", "socket"]
    spoil: Callable[[SlackServer], None]
    method: str
    """What it waits for."""


STATES = [
    State("silent token check", "http", lambda it: it.be_silent("auth.test"), "auth.test"),
    State("silent token check", "socket", lambda it: it.be_silent("auth.test"), "auth.test"),
    State(
        "silent address",
        "socket",
        lambda it: it.be_silent("apps.connections.open"),
        "apps.connections.open",
    ),
    State("no greeting", "socket", lambda it: it.greet(*[None] * 9), "apps.connections.open"),
    State("silent handshake", "socket", lambda it: it.be_silent("link"), "apps.connections.open"),
    State("limited", "http", lambda it: it.fail("auth.test", retry_after=60, times=9), "auth.test"),
    State(
        "limited address",
        "socket",
        lambda it: it.fail("apps.connections.open", retry_after=60, times=9),
        "apps.connections.open",
    ),
    State("refusing", "socket", lambda it: it.fail("auth.test", status=503, times=99), "auth.test"),
    State(
        "a portal's page",
        "http",
        lambda it: it.fail("auth.test", status=200, page="<html>Log in</html>", times=99),
        "auth.test",
    ),
]


@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.parametrize("state", STATES, ids=lambda it: f"{it.transport}, {it.name}")
async def test_a_bot_that_cannot_start_stops_when_told_to(
    own_slack: SlackServer, state: State, workers: str
) -> None:
    state.spoil(own_slack)
    env = {"WEB_CONCURRENCY": workers}
    async with BotProcess.start(own_slack, state.transport, env=env, wait=False) as bot:
        await own_slack.wait_for(
            lambda: sum(call.method == state.method for call in own_slack.calls) >= int(workers), within=20
        )
        await asyncio.sleep(0.3)
        assert await stopped(bot) == 0


async def stopped(bot: BotProcess) -> int:
    """Tell *bot* to stop: the exit code, which comes in time."""
    told = time.monotonic()
    bot.signal(signal.SIGTERM)
    code = await bot.ended(within=ENDED_WITHIN + 5)
    assert time.monotonic() - told < ENDED_WITHIN
    assert "Traceback" not in bot.output
    return code


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 200, "delay": 60.0},
        {"retry_after": 60},
        {"drop": "before", "delay": 60.0},
    ],
    ids=["silent", "limited", "slow to drop"],
)
@pytest.mark.parametrize(
    ("transport", "kept", "told"),
    [
        ("http", "", "and 1 lost: DATABASE_URL would keep them"),
        ("http", "ots.db", "their events will be delivered again"),
        ("socket", "", "and 1 lost: DATABASE_URL would keep them"),
    ],
)
async def test_a_bot_with_answers_under_way_stops_when_told_to(
    own_slack: SlackServer, tmp_path: Path, transport: Any, kept: str, told: str, fault: dict[str, Any]
) -> None:
    own_slack.fail("chat.postMessage", times=9, **fault)
    env = {"DATABASE_URL": f"sqlite:///{tmp_path / kept}"} if kept else {}
    async with BotProcess.start(own_slack, transport, env=env) as bot:
        assert (await bot.receive(own_slack.mention("corridor"))).status == 200
        assert await stopped(bot) == 0
        assert told in bot.output


@pytest.mark.parametrize("method", ["apps.connections.open", "link"])
async def test_a_bot_that_cannot_connect_anew_stops_when_told_to(own_slack: SlackServer, method: str) -> None:
    async with BotProcess.start(own_slack, "socket") as bot:
        own_slack.be_silent(method)
        await own_slack.drop()
        await asyncio.sleep(0.5)
        assert await stopped(bot) == 0


async def test_a_bot_whose_windows_do_not_open_stops_when_told_to(own_slack: SlackServer) -> None:
    own_slack.be_silent("views.open")
    own_slack.be_silent("views.publish")
    async with BotProcess.start(own_slack) as bot:
        assert (await bot.receive(own_slack.shortcut())).seconds < 3
        assert (await bot.receive(own_slack.home_opened())).seconds < 3
        assert await stopped(bot) == 0


@pytest.mark.parametrize(
    ("transport", "method"), [("http", "auth.test"), ("socket", "apps.connections.open"), ("socket", "link")]
)
async def test_silence_at_the_start_is_given_up_and_tried_again(
    own_slack: SlackServer, transport: Any, method: str
) -> None:
    own_slack.be_silent(method, times=1)
    async with BotProcess.start(own_slack, transport, wait=False) as bot:
        await own_slack.wait_for(lambda: "trying again" in bot.output, within=GIVEN_UP_WITHIN + 5)
        await own_slack.wait_for(
            lambda: "connected to Slack" in bot.output or transport == "http", within=GIVEN_UP_WITHIN
        )
        await said_to(bot, own_slack.mention("corridor")) if transport == "socket" else None
        assert await bot.stop() == 0


async def test_a_post_that_gets_no_answer_is_given_up_looked_for_and_not_made_again(
    own_slack: SlackServer,
) -> None:
    own_slack.be_silent("chat.postMessage", times=1)
    async with BotProcess.start(own_slack) as bot:
        assert (await bot.receive(own_slack.mention("corridor"))).seconds < 3
        await own_slack.wait_for(lambda: "answered surface=mention" in bot.output, within=GIVEN_UP_WITHIN)
        assert len(own_slack.answers) == 1


async def test_a_response_url_that_gets_no_answer_is_given_up(own_slack: SlackServer) -> None:
    async with BotProcess.start(own_slack) as bot:
        answer = await bot.receive(own_slack.command("zangazur corridor"))
        own_slack.be_silent("response_url", times=9)
        assert (await bot.receive(own_slack.click(answer, "more"))).seconds < 3
        await own_slack.wait_for(
            lambda: "was not answered: TimeoutError" in bot.output, within=GIVEN_UP_WITHIN
        )


async def test_retry_after_that_is_no_number_or_too_long_is_no_reason_to_wait_for_ever(
    own_slack: SlackServer,
) -> None:
    own_slack.fail("chat.postMessage", retry_after=86_400)
    async with BotProcess.start(own_slack) as bot:
        mention = own_slack.mention("corridor")
        assert (await bot.receive(mention)).status == 503  # it is delivered again, later than we would try
        await own_slack.wait_for(lambda: "was not answered: SlackApiError: ratelimited" in bot.output)
        assert [it.method for it in own_slack.calls].count("chat.postMessage") == 1
        await said_to(bot, mention)
        own_slack.fail("chat.postMessage", retry_after=-5)
        await said_to(bot, own_slack.mention("corridor"))


async def test_a_connection_without_a_greeting_is_given_up(own_slack: SlackServer) -> None:
    own_slack.greet(None)
    async with BotProcess.start(own_slack, "socket") as bot:
        assert "Slack cannot be reached (TimeoutError)" in bot.output
        await said_to(bot, own_slack.mention("corridor"))
        own_slack.greet(None)
        await own_slack.drop()
        await own_slack.wait_for(lambda: "cannot connect to Slack (TimeoutError)" in bot.output, within=15)
        await said_to(bot, own_slack.mention("zangazur corridor"))


@pytest.mark.parametrize("reason", ["too_many_websockets", "link_disabled", "refresh_requested", None])
async def test_connections_that_end_at_once_are_opened_ever_less_often(
    own_slack: SlackServer, reason: str | None
) -> None:
    async with BotProcess.start(own_slack, "socket") as bot:
        opened = own_slack.opened
        own_slack.greet(*[{"type": "disconnect", "reason": reason}] * 99)
        await own_slack.drop()
        await asyncio.sleep(5)
        assert own_slack.opened - opened <= 6
        assert await stopped(bot) == 0


async def test_a_bot_that_loads_its_knowledge_ends_as_one_that_serves(
    own_slack: SlackServer, tmp_path: Path
) -> None:
    """The first process of a container is not even ended by a signal that it does not heed."""
    # Nothing is kept there that could be loaded at once, and the warning comes before.
    env = {"WEB_CONCURRENCY": "2", "XDG_CACHE_HOME": str(tmp_path)}
    async with BotProcess.start(own_slack, env=env, wait=False) as bot:
        await own_slack.wait_for(lambda: "without DATABASE_URL" in bot.output, within=20)
        assert await stopped(bot) == 0
        assert len(bot.output.splitlines()) == 1


async def test_a_new_connection_is_asked_for_no_sooner_than_slack_says(own_slack: SlackServer) -> None:
    async with BotProcess.start(own_slack, "socket") as bot:
        own_slack.fail("apps.connections.open", retry_after=13)
        before = len(own_slack.calls)
        await own_slack.drop()
        await own_slack.wait_for(lambda: own_slack.connections, within=20)
        first, second = own_slack.calls[before:]
        assert second.at - first.at >= 13
        await said_to(bot, own_slack.mention("corridor"))


@pytest.mark.parametrize("workers", ["1", "2"])
async def test_a_log_that_nobody_reads_holds_up_nobody(own_slack: SlackServer, workers: str) -> None:
    env = {"OTS_LOG_LEVEL": "DEBUG", "WEB_CONCURRENCY": workers}
    async with BotProcess.start(own_slack, env=env) as bot:
        bot.stop_reading()
        for number in range(400):
            received = await bot.receive(own_slack.command(f"{number} {'corridor ' * 100}"))
            assert received.status == 200
        bot.signal(signal.SIGTERM)
        await own_slack.wait_for(lambda: not Path(f"/proc/{bot.pid}").exists(), within=ENDED_WITHIN)
        assert await bot.ended() == 0
