"""Mentions, threads, direct messages and the agent pane: one conversation, wherever it is held."""

from __future__ import annotations

import pytest

from tests.slack_server import BotProcess, Payload, SlackServer
from tests.slack_server.fixtures import quotes, said_to, words


async def test_a_mention_is_answered_in_its_thread(bot: BotProcess, slack: SlackServer) -> None:
    mention = slack.mention("how long is the zangazur corridor")
    answer = await said_to(bot, mention)
    assert answer.thread_ts == mention.ts
    assert "43- kilometer" in quotes(answer.blocks)[0]
    assert "43- kilometer" in answer.text
    call = next(call for call in reversed(slack.calls) if call.method == "chat.postMessage")
    assert str(call.arguments["unfurl_links"]).lower() in ("false", "0")
    assert str(call.arguments["unfurl_media"]).lower() in ("false", "0")


async def test_a_mention_inside_a_thread_is_answered_there(bot: BotProcess, slack: SlackServer) -> None:
    root = slack.say("What shall we write about?")
    answer = await said_to(bot, slack.mention("orkhun exchange", thread_ts=root.ts))
    assert answer.thread_ts == root.ts


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        ("zangazur corridor", "and how long is it?", "43- kilometer"),
        ("common turkic alphabet", "who proposed it?", "Erdogan"),
        ("turkic investment fund", "how much?", "million"),
    ],
)
async def test_a_follow_up_is_read_against_the_last_answer(
    bot: BotProcess, slack: SlackServer, first: str, then: str, expected: str
) -> None:
    mention = slack.mention(first)
    opening = await said_to(bot, mention)
    answer = await said_to(bot, slack.mention(then, thread_ts=mention.ts))
    assert answer.metadata is not None
    assert opening.metadata is not None
    assert answer.metadata["event_payload"]["entry"] == opening.metadata["event_payload"]["entry"]
    assert expected in words(answer.blocks[:2])


async def test_a_number_beyond_the_rows_leaves_the_listing_what_was_said_last(
    bot: BotProcess, slack: SlackServer
) -> None:
    mention = slack.mention("host cities")
    await said_to(bot, mention)
    beyond = await said_to(bot, slack.mention("99", thread_ts=mention.ts))
    assert "rows: type the number of one" in beyond.text
    opened = await said_to(bot, slack.mention("2", thread_ts=mention.ts))
    assert quotes(opened.blocks)


async def test_a_follow_up_that_the_article_does_not_answer_is_not_answered(
    bot: BotProcess, slack: SlackServer
) -> None:
    mention = slack.mention("zangazur corridor")
    await said_to(bot, mention)
    answer = await said_to(bot, slack.mention("and what does it cost?", thread_ts=mention.ts))
    assert "does not state the cost" in answer.text


async def test_a_question_with_a_topic_of_its_own_reads_nobody_s_thread(
    bot: BotProcess, slack: SlackServer
) -> None:
    mention = slack.mention("zangazur corridor")
    await said_to(bot, mention)
    reads = sum(call.method == "conversations.replies" for call in slack.calls)
    answer = await said_to(bot, slack.mention("what is the turkic investment fund", thread_ts=mention.ts))
    assert "Turkic Investment Fund" in answer.text
    assert sum(call.method == "conversations.replies" for call in slack.calls) == reads


async def test_a_bare_mention_answers_about_what_the_thread_began_with(
    bot: BotProcess, slack: SlackServer
) -> None:
    root = slack.say("Did you read about the Green Energy Bridge and the ski cup?")
    answer = await said_to(bot, slack.mention("", thread_ts=root.ts))
    assert "Which of these do you mean?" in answer.text
    assert "Ski" in answer.text


async def test_a_bare_mention_outside_a_thread_gets_help(bot: BotProcess, slack: SlackServer) -> None:
    answer = await said_to(bot, slack.mention(""))
    assert "corridor" in answer.text


async def test_a_direct_message_is_answered_in_its_thread(bot: BotProcess, slack: SlackServer) -> None:
    asked = slack.direct("zangazur corridor")
    answer = await said_to(bot, asked)
    assert (answer.channel, answer.thread_ts) == ("D1", asked.ts)
    below = await said_to(bot, slack.direct("how long is it", thread_ts=asked.ts))
    assert below.thread_ts == asked.ts
    assert "43- kilometer" in words(below.blocks[:1])
    beside = await said_to(bot, slack.direct("how long is it"))
    assert "43- kilometer" in words(beside.blocks[:1])


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("corridor", "the shortest and safest route connecting"),
        ("share corridor", "the shortest and safest route connecting"),
        ("", "Ask about the"),
    ],
)
async def test_the_command_typed_where_slack_has_none_is_answered_like_it(
    bot: BotProcess, slack: SlackServer, typed: str, says: str
) -> None:
    for asked in (slack.mention(f"/ots {typed}"), slack.direct(f"/ots {typed}")):
        assert says in (await said_to(bot, asked)).text


async def test_the_pane_greets_and_answers_in_its_own_thread(bot: BotProcess, slack: SlackServer) -> None:
    opened = slack.pane_opened()
    greeting = await said_to(bot, opened)
    assert greeting.thread_ts == opened.thread
    prompts = next(
        call for call in reversed(slack.calls) if call.method == "assistant.threads.setSuggestedPrompts"
    )
    assert "corridor" in str(prompts.arguments)
    answer = await said_to(bot, slack.pane_message("zangazur corridor", opened))
    assert answer.thread_ts == opened.thread
    assert any(call.method == "assistant.threads.setStatus" for call in slack.calls)
    later = await said_to(bot, slack.pane_message("how long is it?", opened))
    assert "43- kilometer" in words(later.blocks[:1])


def as_a_bot(payload: Payload) -> Payload:
    """As an app writes in somebody's name."""
    payload.body["event"]["bot_profile"] = {"id": "B2", "name": "another"}
    return payload


async def test_bots_edits_and_deletions_are_not_answered(bot: BotProcess, slack: SlackServer) -> None:
    before = slack.direct("corridor")
    await said_to(bot, before)
    posts = len(slack.answers)
    for payload in (
        slack.bot_message("corridor"),
        slack.bot_message("corridor", bot_id=slack.bot_id),
        slack.edited(before, "corridor?"),
        slack.deleted(before),
        as_a_bot(slack.direct("corridor")),
        as_a_bot(slack.mention("corridor")),
    ):
        assert (await bot.receive(payload)).status == 200
    assert len(slack.answers) == posts


async def test_the_messages_tab_opens_with_prompts_and_without_a_word(
    bot: BotProcess, slack: SlackServer
) -> None:
    posts, calls = len(slack.answers), len(slack.calls)
    assert (await bot.receive(slack.home_opened(tab="messages"))).status == 200
    await slack.wait_for(lambda: len(slack.calls) > calls)
    (call,) = slack.calls[calls:]
    assert call.method == "assistant.threads.setSuggestedPrompts"
    assert call.arguments["channel_id"] == "D1"
    assert "thread_ts" not in call.arguments  # with one, Slack ignores the prompts of an agent
    assert "corridor" in str(call.arguments["prompts"])
    assert len(slack.answers) == posts


@pytest.mark.parametrize("deliveries", [2, 4])
async def test_the_pane_greets_once_however_often_it_is_told(
    bot: BotProcess, slack: SlackServer, deliveries: int
) -> None:
    opened = slack.pane_opened()
    posts = len(slack.answers)
    for retry in range(deliveries):
        assert (await bot.receive(opened, retry=retry or None)).status == 200
    assert len(slack.answers) == posts + 1


@pytest.mark.slow
async def test_a_greeting_that_is_slow_is_acknowledged_in_time_and_given_once(own_slack: SlackServer) -> None:
    own_slack.fail("chat.postMessage", status=200, delay=4)
    own_slack.fail("assistant.threads.setSuggestedPrompts", status=200, delay=4)
    async with BotProcess.start(own_slack) as bot:
        opened = own_slack.pane_opened()
        for retry in (None, 1):
            received = await bot.receive(opened, retry=retry)
            assert received.status == 200
            assert received.seconds < 3
        await own_slack.wait_for(lambda: own_slack.answers)
        assert len(own_slack.answers) == 1


async def test_a_greeting_whose_answer_was_lost_is_not_given_again(own_slack: SlackServer) -> None:
    own_slack.fail("chat.postMessage", drop="after")
    async with BotProcess.start(own_slack) as bot:
        assert (await bot.receive(own_slack.pane_opened())).status == 200
        assert await bot.stop() == 0
        assert len(own_slack.answers) == 1


async def test_what_stands_beside_the_pane_makes_no_call(bot: BotProcess, slack: SlackServer) -> None:
    opened = slack.pane_opened()
    await bot.receive(opened)
    opened.body["event"] |= {"type": "assistant_thread_context_changed"}
    opened.body["event_id"] = "EvMoved"
    calls = len(slack.calls)
    assert (await bot.receive(opened)).status == 200
    assert len(slack.calls) == calls


@pytest.mark.parametrize("text", ["?", "?!", "…", "👀", ":eyes:", "<@U0BOT> :+1::skin-tone-2: ?"])
async def test_marks_alone_are_a_bare_mention(bot: BotProcess, slack: SlackServer, text: str) -> None:
    root = slack.say("Did you read about the Green Energy Bridge?")
    answer = await said_to(bot, slack.mention(text, thread_ts=root.ts))
    assert "Green Energy" in answer.text


async def test_a_message_that_was_edited_is_not_answered_again_after_a_restart(
    own_slack: SlackServer,
) -> None:
    async with BotProcess.start(own_slack) as bot:
        mention = own_slack.mention("zangazur coridor")
        await said_to(bot, mention)
        await bot.restart()
        again = own_slack.mention("zangazur corridor", ts=mention.ts, edited=True)
        assert (await bot.receive(again)).status == 200
        assert len(own_slack.answers) == 1


async def test_a_mention_that_is_written_into_a_message_later_is_answered_once(
    bot: BotProcess, slack: SlackServer
) -> None:
    written = slack.say("how long is the zangazur corridor?")
    text = f"<@{slack.bot_user}> {written.text}"
    answer = await said_to(bot, slack.mention(text, ts=written.ts, edited=True))
    assert (answer.thread_ts, "43- kilometer" in answer.text) == (written.ts, True)
    below = slack.say("how short?", thread_ts=written.ts)
    # Other answers stand in this thread, before it and behind.
    await said_to(bot, slack.mention("common alphabet", thread_ts=written.ts))
    await said_to(bot, slack.mention("corridor", thread_ts=written.ts, ts=below.ts, edited=True))
    posts = len(slack.answers)
    for ts, thread in ((written.ts, None), (below.ts, written.ts)):
        await bot.receive(slack.mention("zangazur corridor", ts=ts, thread_ts=thread, edited=True))
    assert len(slack.answers) == posts


async def test_a_changed_message_is_left_alone_where_its_thread_cannot_be_read(
    bot: BotProcess, slack: SlackServer
) -> None:
    posts, written = len(slack.answers), slack.say("corridor?")
    slack.fail("conversations.replies", error="missing_scope")
    changed = slack.mention("corridor", ts=written.ts, edited=True)
    assert (await bot.receive(changed)).status == 200
    assert len(slack.answers) == posts


async def test_slackbot_is_not_answered(bot: BotProcess, slack: SlackServer) -> None:
    posts = len(slack.answers)
    for payload in (
        slack.mention("corridor", user="USLACKBOT"),
        slack.direct("corridor", user="USLACKBOT"),
        slack.mention("?", user="USLACKBOT"),
    ):
        assert (await bot.receive(payload)).status == 200
    assert len(slack.answers) == posts


async def test_what_people_write_is_not_markup_in_an_answer(bot: BotProcess, slack: SlackServer) -> None:
    answer = await said_to(bot, slack.mention("<!channel> <@U2> what about *Kazan* & <https://x.org|y>"))
    assert "<!channel>" not in str(answer.blocks) + answer.text
    assert "<@U2>" not in str(answer.blocks) + answer.text


@pytest.mark.slow
async def test_a_restart_forgets_nothing_that_a_follow_up_needs(own_slack: SlackServer) -> None:
    async with BotProcess.start(own_slack) as bot:
        mention = own_slack.mention("zangazur corridor")
        await said_to(bot, mention)
        await bot.restart()
        answer = await said_to(bot, own_slack.mention("and how long is it?", thread_ts=mention.ts))
        assert "43- kilometer" in words(answer.blocks[:1])


async def test_a_follow_up_under_a_shared_answer_is_about_it(bot: BotProcess, slack: SlackServer) -> None:
    private = await bot.receive(slack.command("zangazur corridor"))
    await bot.receive(slack.click(private, "Share with Channel"))
    shared = slack.responses[-2].post
    assert shared is not None
    answer = await said_to(bot, slack.mention("and how long is it?", thread_ts=shared.ts))
    assert "43- kilometer" in words(answer.blocks[:1])


async def test_a_follow_up_is_about_the_topic_that_replaced_the_answer(
    bot: BotProcess, slack: SlackServer
) -> None:
    mention = slack.mention("middle corridor")
    answer = await said_to(bot, mention)
    await bot.receive(slack.choose_option(answer, "topic", "Zangazur Corridor (TRIPP)"))
    later = await said_to(bot, slack.mention("how long is it?", thread_ts=mention.ts))
    assert "43- kilometer" in words(later.blocks[:1])


async def test_a_follow_up_is_answered_as_well_as_may_be_where_the_thread_cannot_be_read(
    own_slack: SlackServer,
) -> None:
    async with BotProcess.start(own_slack) as bot:
        mention = own_slack.mention("zangazur corridor")
        await said_to(bot, mention)
        own_slack.fail("conversations.replies", drop="before", times=9)
        answer = await said_to(bot, own_slack.mention("how long is it?", thread_ts=mention.ts))
        assert answer.text


async def test_a_question_longer_than_is_read_is_told_so_wherever_it_is_written(
    bot: BotProcess, slack: SlackServer
) -> None:
    for text in ("x" * 20_000, "corridor " * 3_000):
        for payload in (slack.mention(text), slack.direct(text)):
            assert (await said_to(bot, payload)).text.startswith("I cannot read that")


@pytest.mark.parametrize(
    "asked",
    [
        "how long is the zangazur corridor :eyes::skin-tone-2:",
        ":flag-az: how long is the zangazur corridor? :fire::100:",
        "how long is the zangazur corridor? <mailto:cc@example.org|cc@example.org>",
        "how long is the <!date^1761523200^{date_short}|zangazur corridor>🤔",
        "*how long* is the `zangazur corridor`, <@U2>? &gt; <#C1|general>",
        "<#C1|tourism> how long is the zangazur corridor",
        "“how long” is the <https://example.org/a?b=c&amp;d|zangazur corridor>",
        "how long is the <slack://channel?team=T1&amp;id=C1|zangazur corridor> <tel:+4930|+49 30>",
        "<ots://x> how long is the zangazur corridor",
        "FYI: how long is the zangazur corridor ty",
        "BTW, how long is the zangazur corridor &lt;3",
        "-h how long is the zangazur corridor? tysm!",
        "hi bot, how long is the zangazur corridor, thanks in advance ;)",
        "how long is the zangazur corridor спасибо",
        "OTS Bot, how long is the zangazur corridor",
        "hello @OTS Bot how long is the zangazur corridor",
    ],
)
async def test_what_adorns_a_question_does_not_change_its_answer(
    bot: BotProcess, slack: SlackServer, asked: str
) -> None:
    answer = await said_to(bot, slack.mention(asked))
    assert answer.text.startswith("Zangazur Corridor (TRIPP) · ")
    assert "43- kilometer" in quotes(answer.blocks)[0]


@pytest.mark.parametrize("subtype", ["me_message", "file_share", "thread_broadcast"])
async def test_what_a_person_writes_in_another_way_is_answered(
    bot: BotProcess, slack: SlackServer, subtype: str
) -> None:
    asked = slack.direct("zangazur corridor")
    asked.body["event"]["subtype"] = subtype
    assert "Zangazur Corridor (TRIPP)" in (await said_to(bot, asked)).text
