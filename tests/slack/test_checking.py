"""*Check against the source*: what a message states, compared for whoever asks, and in sight as it is in words."""

from __future__ import annotations

from html import unescape

import pytest

from tests.shipped import knowledge
from tests.slack_server import BotProcess, Post, ResponsePost, SlackServer
from tests.slack_server.fixtures import quotes, words


async def checked(bot: BotProcess, slack: SlackServer, message: Post) -> ResponsePost:
    """What somebody is told who checks *message*: the first time, it may come after the acknowledgement."""
    before = len(slack.responses)
    await bot.receive(slack.message_shortcut(message, "check_against_source"))
    await slack.wait_for(lambda: len(slack.responses) > before)
    return slack.responses[-1]


async def test_a_message_is_checked_against_the_source_for_who_asks(
    bot: BotProcess, slack: SlackServer
) -> None:
    message = slack.say(
        "COP29 was in Baku in 2024, and it rained. The Zangazur Corridor is 34 km long, <@U2>!\nSee you."
    )
    said = await checked(bot, slack, message)
    assert said.ephemeral
    assert said.thread_ts is None
    assert said.text.splitlines()[:3] == [
        "The Zangazur Corridor is 34 km long, !",
        "✗ 34 km: differs",
        "The Zangazur Corridor (TRIPP) is to be a 43 km transit link between mainland Azerbaijan and the Nakhchivan region.",
    ]
    assert "✓ 2024: agrees" in said.text
    assert any("43- kilometer transit link" in quote for quote in quotes(said.blocks))


async def test_each_line_of_a_message_is_checked_by_itself(bot: BotProcess, slack: SlackServer) -> None:
    written = "• *Zangazur Corridor*: _34 km_ long\n• *Gabala Declaration*: 121 points"
    said = await checked(bot, slack, slack.say(written))
    first, second = (
        said.text.index(it) for it in ("• Zangazur Corridor: 34 km", "• Gabala Declaration: 121")
    )
    assert first < said.text.index("✗ 34 km: differs") < second < said.text.index("✓ 121: agrees")


async def test_a_message_in_a_thread_is_checked_there(bot: BotProcess, slack: SlackServer) -> None:
    root = slack.say("What do we know?")
    message = slack.say("TRIPP is a 43km link.", thread_ts=root.ts)
    said = await checked(bot, slack, message)
    assert said.thread_ts == root.ts
    assert "✓ 43km: agrees" in said.text


@pytest.mark.parametrize("written", ["Shall we have lunch at noon?", "<@U2>", "x" * 3_000, "43. " * 900])
async def test_a_message_that_states_nothing_of_the_source_is_told_so(
    bot: BotProcess, slack: SlackServer, written: str
) -> None:
    said = await checked(bot, slack, slack.say(written))
    assert said.text.startswith("Nothing here can be compared")


async def test_a_long_message_is_checked_within_the_limits_of_a_message(
    bot: BotProcess, slack: SlackServer
) -> None:
    text = " ".join(f"The Zangazur Corridor is {number} km long." for number in range(50, 120))
    said = await checked(bot, slack, slack.say(text))
    assert said.text.count("differs") == 8
    assert "62 more of its sentences" in said.text


LONGEST = sorted(
    (fact for entry in knowledge().entries for fact in entry.facts if fact.figures),
    key=lambda it: -len(it.text + it.quote),
)
TITLES = " ".join(entry.title for entry in knowledge().entries)


@pytest.mark.parametrize(
    "written",
    [
        " ".join(fact.text for fact in LONGEST),
        "The Zangazur Corridor is 43 km long and " * 900,
        f"The Zangazur Corridor is {' and '.join(f'{it} km' for it in range(50, 900))} long.",
        f"{TITLES} {TITLES}",
    ],
    ids=["long quotes", "one value again and again", "many values", "many names"],
)
async def test_whatever_is_checked_its_text_says_all_that_is_shown(
    bot: BotProcess, slack: SlackServer, written: str
) -> None:
    said = await checked(bot, slack, slack.say(written))
    assert len(said.blocks) > 1
    text = unescape(said.text)
    shown = [line.strip() for line in words(said.blocks).splitlines() if line.strip()]
    assert [it for it in shown if text.count(it) < shown.count(it)] == []
