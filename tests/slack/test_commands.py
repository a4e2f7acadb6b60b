"""The slash command: answered in the acknowledgement, seen by whoever typed it."""

from __future__ import annotations

import pytest

from bot.answering.reply import Listing
from bot.answering.respond import Responder
from tests.slack_server import BotProcess, Received, ResponsePost, SlackServer
from tests.slack_server.fixtures import quotes, words

LENGTH = (
    "[the Zangazur Corridor:] By establishing a 43- kilometer transit link between mainland Azerbaijan and the "
    "Nakhchivan region, this route will create a direct land connection across the South Caucasus"
)


async def test_a_command_is_answered_in_the_acknowledgement_and_calls_nobody(
    bot: BotProcess, slack: SlackServer
) -> None:
    calls = len(slack.calls)
    received = await bot.receive(slack.command("how long is the zangazur corridor"))
    assert received.json is not None
    assert received.json["response_type"] == "ephemeral"
    assert quotes(received.blocks)[0] == LENGTH
    assert len(slack.calls) == calls


async def test_the_text_says_fact_quote_and_source_in_full(bot: BotProcess, slack: SlackServer) -> None:
    received = await bot.receive(slack.command("how long is the zangazur corridor"))
    assert received.text.splitlines()[:4] == [
        "Zangazur Corridor (TRIPP) · project",
        "The Zangazur Corridor (TRIPP) is to be a 43 km transit link between mainland Azerbaijan and the Nakhchivan region.",
        f"“{LENGTH}”",
        "Kubanychbek Omuraliyev · Trend, 27 October 2025 · paragraph 28 · a plan at that date",
    ]


@pytest.mark.parametrize(
    "share", ["share", "Share:", "*share*", "share -", "`share`", "share\n", "/ots share"]
)
async def test_sharing_answers_for_the_whole_channel(bot: BotProcess, slack: SlackServer, share: str) -> None:
    received = await bot.receive(slack.command(f"{share} how long is the zangazur corridor"))
    assert received.json is not None
    assert received.json["response_type"] == "in_channel"
    assert quotes(received.blocks)[0] == LENGTH
    assert "Share with Channel" not in slack.buttons(received)


@pytest.mark.parametrize("kind", ["event", "project", "agreement", "document", "organisation", "person"])
async def test_every_list_that_there_is_can_be_shared(bot: BotProcess, slack: SlackServer, kind: str) -> None:
    alone = await bot.receive(slack.command(f"list {kind}"))
    shared = await bot.receive(slack.command(f"share list {kind}"))
    assert shared.json is not None
    assert shared.json["response_type"] == "in_channel"
    assert shared.text == alone.text


@pytest.mark.parametrize("text", ["share how do i bake bread", "share xylophone"])
async def test_what_is_no_answer_is_not_shared(bot: BotProcess, slack: SlackServer, text: str) -> None:
    received = await bot.receive(slack.command(text))
    assert received.json is not None
    assert received.json["response_type"] == "ephemeral"
    assert received.text.endswith("\nNot shared with the channel: only an answer or a listing is.")
    assert "Not shared with the channel" in words(received.blocks)


@pytest.mark.parametrize("text", ["share of trade", "share of intra-OTS trade"])
async def test_a_word_that_is_part_of_the_question_is_no_subcommand(
    bot: BotProcess, slack: SlackServer, text: str
) -> None:
    received = await bot.receive(slack.command(text))
    assert received.json is not None
    assert received.json["response_type"] == "ephemeral"
    assert "7%" in received.text


@pytest.mark.parametrize("text", ["", "  ", "help", "-h", "-?", "--help", "/ots", "/ots  /ots help"])
async def test_help_gives_five_questions_that_have_an_answer(
    bot: BotProcess, slack: SlackServer, text: str
) -> None:
    received = await bot.receive(slack.command(text))
    examples = [
        "corridor",
        "how long is the zangazur corridor?",
        "who proposed the common alphabet?",
        "host cities",
        "events in 2026",
    ]
    assert slack.buttons(received) == examples
    assert received.text.splitlines() == [
        "Ask about the Organization of Turkic States. A quote from one interview proves every answer.",
        *(f"• {example}" for example in examples),
        "In place of a question you can type:",
        "• share QUESTION — the answer, for everybody in the channel",
        "• list, list events — every topic, or those of one sort",
        "• timeline, timeline 2026 — what happens when",
        "• places, figures — what happens where, and every number",
    ]


@pytest.mark.parametrize(
    "text", ["list event", "list", "timeline 2026", "timeline", "places", "figures", "agreements"]
)
async def test_listings_come_in_pages_with_every_row_once(
    bot: BotProcess, slack: SlackServer, responder: Responder, text: str
) -> None:
    listing = responder.reply(text)
    assert isinstance(listing, Listing)
    received = await bot.receive(slack.command(text))
    page: Received | ResponsePost = received
    seen = page.text.splitlines()
    while "Show Next" in slack.buttons(page):
        await bot.receive(slack.click(page, "Show Next"))
        page = slack.responses[-1]
        seen += page.text.splitlines()
    numbers = [
        int(number) for number, dot, _ in (line.partition(". ") for line in seen) if dot and number.isdigit()
    ]
    assert numbers == list(range(1, len(listing.items) + 1))


async def test_a_page_back_shows_the_page_before(bot: BotProcess, slack: SlackServer) -> None:
    first = await bot.receive(slack.command("figures"))
    await bot.receive(slack.click(first, "Show Next"))
    second = slack.responses[-1]
    await bot.receive(slack.click(second, "Show Previous"))
    assert words(slack.responses[-1].blocks) == words(first.blocks)


async def test_each_no_says_which_it_is(bot: BotProcess, slack: SlackServer) -> None:
    async def said(text: str) -> str:
        received = await bot.receive(slack.command(text))
        return words(received.blocks)

    assert "does not state the cost" in await said("how much will the zangazur corridor cost")
    assert "does not speak of that" in await said("how do i bake bread")
    assert "I cannot read that" in await said("?!")
    for code in ("#{7*7}", "<%= 7*7 %>", "{% if 7 %}", "$(cat 2026)"):
        assert "it is code" in await said(code)
    for asked in ("1+1", "7 * 7 = ?", "(3 + 4) * 2"):
        assert "it is a sum" in await said(asked)
    for left in ("undefined", "NaN", "[object Object]"):
        assert "what a program leaves" in await said(left)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 4_000,
        "🚀🚀🚀",
        "مرحبا بالعالم",
        "a\u202eb\u0000c\u0007",
        "\ud83d",
        "<!channel> <@U1> <https://evil.example|click> &amp; *bold* `code`",
        "]]>\"'\\",
    ],
)
async def test_nothing_that_is_typed_does_anything(bot: BotProcess, slack: SlackServer, text: str) -> None:
    received = await bot.receive(slack.command(text.encode("utf-8", "replace").decode()))
    assert received.status == 200
    assert "<!channel>" not in received.body
    assert "<@U1>" not in received.body
    assert "<https://evil.example" not in received.body


async def test_the_same_question_gets_the_same_bytes(bot: BotProcess, slack: SlackServer) -> None:
    one, other = [await bot.receive(slack.command("corridor")) for _ in range(2)]
    assert one.body == other.body


async def test_a_question_with_slack_s_own_words_in_it_arrives(bot: BotProcess, slack: SlackServer) -> None:
    received = await bot.receive(slack.command("what is the payload of the ots satellite"))
    assert received.status == 200
    assert received.text
