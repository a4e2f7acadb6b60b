"""What people ask about a message of the bot's own: it is about what that shows, not each name that is in it."""

from __future__ import annotations

import pytest

from tests.slack_server import BotProcess, Post, SlackServer
from tests.slack_server.fixtures import said_to

SHOWN = (
    ("corridor", "Middle Corridor · project"),
    ("who proposed the common alphabet", "Common Turkic Alphabet · "),
    ("host cities", "Cities: 26 in 15 cities"),
    ("events in 2026", "Events · 2026: 4"),
)


async def shared(bot: BotProcess, text: str) -> Post:
    """The message that the bot puts up for the whole channel."""
    post = (await bot.receive(bot.slack.command(f"share {text}"))).post
    assert post is not None
    return post


@pytest.mark.parametrize(("asked", "heading"), SHOWN)
async def test_who_calls_the_bot_below_what_it_shared_sees_that(
    bot: BotProcess, slack: SlackServer, asked: str, heading: str
) -> None:
    post = await shared(bot, asked)
    for called in ("", "?"):
        answer = await said_to(bot, slack.mention(called, thread_ts=post.ts))
        assert answer.text.startswith(heading)


@pytest.mark.parametrize(("asked", "heading"), SHOWN)
async def test_what_is_looked_up_of_an_answer_is_its_topic(
    bot: BotProcess, slack: SlackServer, asked: str, heading: str
) -> None:
    answer = await said_to(bot, slack.mention(asked))
    assert (await looked_up(bot, answer)).startswith(heading)


async def test_choices_are_looked_up_as_choices(bot: BotProcess, slack: SlackServer, unclear: str) -> None:
    answer = await said_to(bot, slack.mention(unclear))
    assert (await looked_up(bot, answer)) == answer.text


async def test_another_app_s_message_is_about_what_it_names(bot: BotProcess) -> None:
    post = await shared(bot, "corridor")
    post.bot_id, post.user, post.odd = "B9", "U9", {"app_id": "A9"}
    post.text = "The Green Energy Bridge"  # above the same buttons
    assert "Green Energy" in (await looked_up(bot, post))


async def looked_up(bot: BotProcess, post: Post) -> str:
    """What the shortcut *Look up in OTS* says of *post*."""
    before = len(bot.slack.responses)
    assert (await bot.receive(bot.slack.message_shortcut(post))).status == 200
    await bot.slack.wait_for(lambda: len(bot.slack.responses) > before)
    return bot.slack.responses[-1].text
