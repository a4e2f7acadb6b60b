"""What Slack does not do on a click, or does not say that it did: whoever clicked is told, and need not wonder."""

from __future__ import annotations

from typing import Any

import pytest

from bot.slack.click import NOT_OPENED, NOT_SHARED
from tests.slack_server import BotProcess, SlackServer
from tests.slack_server.fixtures import said_to


@pytest.mark.parametrize("error", ["expired_trigger_id", "exchanged_trigger_id", "view_too_large"])
@pytest.mark.parametrize("thread", [False, True])
async def test_who_clicked_is_told_that_a_window_could_not_be_opened(
    own_slack: SlackServer, error: str, thread: bool
) -> None:
    async with BotProcess.start(own_slack) as bot:
        mention = own_slack.mention("zangazur corridor")
        answer = await said_to(bot, mention) if thread else await bot.receive(own_slack.command("corridor"))
        own_slack.fail("views.open", error=error)
        assert (await bot.receive(own_slack.click(answer, "Read in Context"))).status == 200
        told = own_slack.responses[-1]
        assert told.text == NOT_OPENED
        assert (told.ephemeral, told.thread_ts) == (True, mention.ts if thread else None)
        assert not told.replace_original
        await bot.receive(own_slack.click(answer, "Read in Context"))
        assert own_slack.views[-1].method == "views.open"


async def test_a_window_is_not_waited_for_longer_than_its_trigger_lasts(
    bot: BotProcess, slack: SlackServer
) -> None:
    answer = await said_to(bot, slack.mention("zangazur corridor"))
    click = slack.click(answer, "Read in Context")
    slack.pass_time(4)
    assert (await bot.receive(click)).status == 200
    await slack.wait_for(lambda: slack.responses and slack.responses[-1].text == NOT_OPENED)


async def test_a_window_that_opened_is_not_said_to_be_missing(own_slack: SlackServer) -> None:
    async with BotProcess.start(own_slack) as bot:
        answer = await said_to(bot, own_slack.mention("zangazur corridor"))
        own_slack.fail("views.open", drop="after")
        await bot.receive(own_slack.click(answer, "Read in Context"))
        assert [it.method for it in own_slack.views] == ["views.open"]
        assert [it.text for it in own_slack.responses] == [NOT_OPENED]  # "if there is none"


REFUSED = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
WORD = b'{"ok":false,"error":"restricted_action"}'

UNSHARED: dict[str, dict[str, Any]] = {
    "refused": {"raw": REFUSED % (len(WORD), WORD)},
    "refused in a word": {"raw": REFUSED % (17, b"action_prohibited")},
    "broken": {"status": 500},
    "its answer lost": {"drop": "after"},
}


@pytest.mark.parametrize("fault", UNSHARED.values(), ids=UNSHARED)
async def test_who_shared_is_told_where_slack_does_not_say_that_it_did(
    own_slack: SlackServer, fault: dict[str, Any]
) -> None:
    async with BotProcess.start(own_slack) as bot:
        answer = await bot.receive(own_slack.command("zangazur corridor"))
        own_slack.fail("response_url", **fault)
        await bot.receive(own_slack.click(answer, "Share with Channel"))
        await own_slack.wait_for(lambda: own_slack.responses and own_slack.responses[-1].text == NOT_SHARED)
        assert own_slack.responses[-1].ephemeral
        assert not any(it.delete_original for it in own_slack.responses)
        assert bot.output.count("ERROR") == 1


async def test_what_was_shared_is_not_shared_again_though_the_private_answer_stays(
    own_slack: SlackServer,
) -> None:
    async with BotProcess.start(own_slack) as bot:
        answer = await bot.receive(own_slack.command("zangazur corridor"))
        own_slack.fail("response_url", status=200)  # that for the channel goes well
        gone = b"HTTP/1.1 404 Not Found\r\nContent-Length: 8\r\n\r\nused_url"
        own_slack.fail("response_url", raw=gone)
        for _ in range(2):
            assert (await bot.receive(own_slack.click(answer, "Share with Channel"))).status == 200
        assert len(own_slack.posts) == 1
        assert "is not taken away from who shared it: a response URL answered used_url, 404\n" in bot.output
