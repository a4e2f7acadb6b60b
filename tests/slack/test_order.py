"""What people write quickly, and what Slack delivers late: each is read in the light of what was before it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.slack_server import BotProcess, Payload, SlackServer
from tests.slack_server.fixtures import said_to


@pytest.fixture(params=["in memory", "in a database"])
async def quick(
    own_slack: SlackServer, tmp_path: Path, request: pytest.FixtureRequest
) -> AsyncIterator[BotProcess]:
    """A bot that remembers what was said last, once for itself and once for replicas."""
    shared = request.param == "in a database"
    env = {"DATABASE_URL": f"sqlite:///{tmp_path}/ots.db"} if shared else {}
    async with BotProcess.start(own_slack, env=env) as bot:
        yield bot


async def answered(bot: BotProcess, number: int) -> None:
    """Return when *number* answers stand in Slack."""
    await bot.slack.wait_for(lambda: len(bot.slack.answers) >= number)


def asked(slack: SlackServer, where: str, text: str, first: Payload | None = None) -> Payload:
    """A question in a channel or to the bot alone, *first* or after that one."""
    if where == "a channel":
        return slack.mention(text, thread_ts=first.ts if first else None)
    return slack.direct(text, thread_ts=first.ts if first and where == "below" else None)


@pytest.mark.parametrize("where", ["a channel", "below", "beside"])
async def test_what_is_asked_before_the_answer_stands_is_about_it(quick: BotProcess, where: str) -> None:
    slack = quick.slack
    first = asked(slack, where, "zangazur corridor")
    slack.fail("chat.postMessage", retry_after=1)
    answering = asyncio.create_task(quick.receive(first))
    await slack.wait_for(lambda: any(it.method == "chat.postMessage" and it.error for it in slack.calls))
    assert (await quick.receive(asked(slack, where, "how long is it?", first))).status == 200
    assert (await answering).status == 200
    await answered(quick, 2)
    assert all("43 km" in it.text for it in slack.answers)


@pytest.mark.parametrize("restarted", [False, True])
@pytest.mark.parametrize("where", ["a channel", "below", "beside"])
@pytest.mark.parametrize("between", ["thanks!", "help"])
async def test_who_thanks_or_asks_for_help_in_between_goes_on_from_the_answer(
    quick: BotProcess, where: str, between: str, *, restarted: bool
) -> None:
    slack = quick.slack
    first = asked(slack, where, "zangazur corridor")
    await said_to(quick, first)
    await said_to(quick, asked(slack, where, between, first))
    if restarted:
        await quick.restart()
    assert "43 km" in (await said_to(quick, asked(slack, where, "how long is it?", first))).text


async def test_what_is_delivered_late_is_about_what_was_before_it(quick: BotProcess) -> None:
    slack = quick.slack
    first = slack.mention("zangazur corridor")
    await said_to(quick, first)
    late = slack.mention("how long is it?", thread_ts=first.ts)
    await said_to(quick, slack.mention("middle corridor", thread_ts=first.ts))
    assert "43 km" in (await said_to(quick, late)).text


async def test_what_is_answered_late_is_not_what_people_go_on_from(quick: BotProcess) -> None:
    slack = quick.slack
    first = slack.mention("turkic investment fund")
    await said_to(quick, first)
    late = slack.mention("common turkic alphabet", thread_ts=first.ts)
    await said_to(quick, slack.mention("zangazur corridor", thread_ts=first.ts))
    await said_to(quick, late)
    assert "43 km" in (await said_to(quick, slack.mention("how long is it?", thread_ts=first.ts))).text
