"""What of a message is its question: beside quotes of others, on lines of its own, in lists."""

from __future__ import annotations

import pytest

from tests.slack_server import BotProcess, SlackServer
from tests.slack_server.fixtures import said_to

QUOTE = "&gt; The Zangazur Corridor is 43 km long."
OWN = "who proposed the common alphabet?"


@pytest.mark.parametrize(
    ("written", "answered"),
    [
        (f"{QUOTE}\n{OWN}", "Common Turkic Alphabet · "),
        (f"{OWN}\n{QUOTE}\n{QUOTE}", "Common Turkic Alphabet · "),
        (f"{OWN}\n&gt;&gt;&gt;The Zangazur Corridor\nis long", "Common Turkic Alphabet · "),
        (f"&gt; {'and so on ' * 200}\n{OWN}", "Common Turkic Alphabet · "),
        (f"{QUOTE}\nthanks!", "You are welcome. "),
        # What says nothing by itself is about the quote.
        (f"{QUOTE}\nis that so?", "Zangazur Corridor (TRIPP) · "),
        (f"{QUOTE}\nhello, can you help?", "Zangazur Corridor (TRIPP) · "),
        (f"{QUOTE}\n:thinking_face:", "Zangazur Corridor (TRIPP) · "),
    ],
)
async def test_what_somebody_quotes_is_no_part_of_what_they_ask(
    bot: BotProcess, slack: SlackServer, written: str, answered: str
) -> None:
    thread = slack.say("Did you read this?").ts
    for mention in (
        slack.mention(f"<@{slack.bot_user}>\n{written}"),
        slack.mention(f"{written}\n<@{slack.bot_user}>", thread_ts=thread),
    ):
        assert (await said_to(bot, mention)).text.startswith(answered)


async def test_what_follows_a_quote_of_the_answer_is_about_the_answer(
    bot: BotProcess, slack: SlackServer
) -> None:
    asked = slack.mention("turkic investment fund")
    await said_to(bot, asked)
    written = f"&gt; The Turkic Investment Fund has 600 million\n<@{slack.bot_user}> and who proposed it?"
    quoting = slack.mention(written, thread_ts=asked.ts)
    assert "President Ilham Aliyev initiated" in (await said_to(bot, quoting)).text


BOTH = (
    "Zangazur Corridor (TRIPP); Common Turkic Alphabet: 2\n1. The Zangazur Corridor (TRIPP) is to be a 43 km"
)


@pytest.mark.parametrize(
    ("written", "answered"),
    [
        ("how long is the zangazur corridor\nwho proposed the common alphabet", BOTH),
        ("how long is the zangazur corridor?\n\nwho proposed the common alphabet?", BOTH),
        ("• zangazur corridor\n• common turkic alphabet", BOTH),
        ("1. zangazur corridor\n2. common turkic alphabet", BOTH),
        ("how long is\nthe zangazur corridor?", "Zangazur Corridor (TRIPP) · "),
        ("Hi!\nhow long is the zangazur corridor\nthanks", "Zangazur Corridor (TRIPP) · "),
    ],
)
async def test_lines_that_each_ask_something_are_questions_of_their_own(
    bot: BotProcess, slack: SlackServer, written: str, answered: str
) -> None:
    for asked in (slack.mention(f"<@{slack.bot_user}>\n{written}"), slack.direct(written)):
        assert (await said_to(bot, asked)).text.startswith(answered)
    assert (await bot.receive(slack.command(written))).text.startswith(answered)


async def test_a_workflow_s_field_of_several_lines_is_read_so_too(
    bot: BotProcess, slack: SlackServer
) -> None:
    await bot.receive(slack.step({"question": "zangazur corridor\ncommon turkic alphabet"}))
    await slack.wait_for(lambda: list(slack.steps.values())[-1])
    outputs = list(slack.steps.values())[-1]
    assert isinstance(outputs, dict)
    assert (outputs["status"], outputs["fact"][: len(BOTH)]) == ("listing", BOTH)
