"""Windows that Slack does not open: whoever clicked is told, and need not wonder."""

from __future__ import annotations

import pytest

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
        assert told.text == "Slack did not let me open a window in time: click once more."
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
    await slack.wait_for(lambda: slack.responses and "click once more" in slack.responses[-1].text)
