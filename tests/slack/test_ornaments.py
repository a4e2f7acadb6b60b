"""What an answer can do without never keeps it back: status, prompts, and what was said before."""

from __future__ import annotations

import copy
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.slack.mentions import FROM_MEMORY, UNREAD
from tests.slack_server import BotProcess, Post, SlackServer
from tests.slack_server.fixtures import said_to, words

TROUBLE: dict[str, dict[str, Any]] = {
    "refused": {"error": "missing_scope"},
    "refused for the thread": {"error": "invalid_thread_ts"},
    "limited for a minute": {"retry_after": 60},
    "broken": {"status": 500},
    "silent": {"status": 200, "delay": 30.0},
    "a proxy's page": {"status": 200, "page": "<html>Please log in</html>"},
    "another page": {"status": 407, "page": "<html>Proxy authentication required</html>"},
    "half an answer": {"status": 200, "half": True},
    "dropped": {"drop": "before"},
}
"""How a call may go wrong."""

trouble = pytest.mark.parametrize("fault", TROUBLE.values(), ids=TROUBLE)

SOON = 3.5
"""Seconds: two for what is given up, and some for a busy machine."""


@pytest.fixture(scope="module")
async def agent() -> AsyncIterator[BotProcess]:
    """A bot whose workspace these tests alone spoil."""
    async with SlackServer() as slack, BotProcess.start(slack) as bot:
        yield bot


async def answered(bot: BotProcess, payload: Any) -> tuple[Post, float]:
    """The answer to *payload*, and after how long it came."""
    started = time.monotonic()
    post = await said_to(bot, payload)
    return post, time.monotonic() - started


@trouble
async def test_a_status_that_cannot_be_shown_is_left_out(agent: BotProcess, fault: dict[str, Any]) -> None:
    agent.slack.fail("assistant.threads.setStatus", **fault)
    post, took = await answered(agent, agent.slack.direct("zangazur corridor"))
    assert "43- kilometer" in post.text
    assert took < SOON


@trouble
async def test_a_thread_that_cannot_be_read_is_done_without(agent: BotProcess, fault: dict[str, Any]) -> None:
    slack = agent.slack
    root = slack.say("The Zangazur Corridor is in the news.")
    slack.fail("conversations.replies", times=3, **fault)  # a dropped one is asked again by itself
    post, took = await answered(agent, slack.mention("how long is it?", thread_ts=root.ts))
    slack.mend("conversations.replies")
    assert took < SOON
    assert "I know of nothing said before it" in post.text  # which is not that nothing was
    assert UNREAD in post.text
    assert UNREAD in words(post.blocks)


@trouble
async def test_a_parent_that_cannot_be_read_is_done_without(agent: BotProcess, fault: dict[str, Any]) -> None:
    slack = agent.slack
    root = slack.say("Did you read about the Zangazur Corridor?")
    slack.fail("conversations.replies", times=3, **fault)
    post, took = await answered(agent, slack.mention("", thread_ts=root.ts))
    slack.mend("conversations.replies")
    assert took < SOON
    assert UNREAD in post.text


@trouble
async def test_prompts_that_cannot_be_shown_are_left_out(agent: BotProcess, fault: dict[str, Any]) -> None:
    agent.slack.fail("assistant.threads.setSuggestedPrompts", **fault)
    received = await agent.receive(agent.slack.home_opened(tab="messages"))
    assert received.status == 200
    assert received.seconds < 3


async def test_blocks_that_slack_does_not_take_are_left_out_and_the_words_say_all(agent: BotProcess) -> None:
    """As where it does not know a newer sort of them yet."""
    slack = agent.slack
    slack.fail("chat.postMessage", error="invalid_blocks")
    post = await said_to(agent, slack.mention("how long is the zangazur corridor"))
    assert post.blocks == []
    assert "43- kilometer" in post.text
    whole = await said_to(agent, slack.mention("how long is the zangazur corridor"))
    for status, body in (
        (b"400 Bad Request", b"invalid_blocks"),
        (b"200 OK", b'{"ok":false,"error":"invalid_blocks"}'),
    ):
        head = b"HTTP/1.1 %b\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % (status, len(body))
        slack.fail("response_url", raw=head + body)
        before = len(slack.responses)
        await agent.receive(slack.choose_option(copy.deepcopy(whole), "topic", "Middle Corridor"))
        await slack.wait_for(lambda before=before: len(slack.responses) > before)  # type: ignore[misc]
        assert slack.responses[-1].text.startswith("Middle Corridor · ")
        assert slack.responses[-1].blocks == []


async def test_metadata_that_slack_does_not_take_is_left_out(agent: BotProcess) -> None:
    for refusal in ("metadata_too_large", "invalid_metadata_schema"):
        agent.slack.fail("chat.postMessage", error=refusal)
        post = await said_to(agent, agent.slack.mention("how long is the zangazur corridor"))
        assert post.blocks
        assert post.metadata is None


async def test_where_no_thread_can_be_the_answer_stands_beside_the_question(agent: BotProcess) -> None:
    """As below a message of Slack's own, and in channels for announcements."""
    for refusal in ("cannot_reply_to_message", "restricted_action_non_threadable_channel"):
        agent.slack.fail("chat.postMessage", error=refusal)
        post = await said_to(agent, agent.slack.mention("how long is the zangazur corridor"))
        assert post.thread_ts is None
        assert "43- kilometer" in post.text


async def test_a_question_with_a_topic_of_its_own_says_nothing_of_what_could_not_be_read(
    agent: BotProcess,
) -> None:
    slack = agent.slack
    root = slack.say("Lunch?")
    slack.fail("conversations.replies", retry_after=60)
    post = await said_to(agent, slack.mention("zangazur corridor", thread_ts=root.ts))
    assert UNREAD not in post.text
    slack.mend("conversations.replies")


async def test_a_follow_up_needs_no_call_where_the_bot_answered_before(agent: BotProcess) -> None:
    slack = agent.slack
    mention = slack.mention("zangazur corridor")
    await said_to(agent, mention)
    reads = reads_of(slack)
    slack.fail("conversations.replies", retry_after=60)
    post, took = await answered(agent, slack.mention("how long is it?", thread_ts=mention.ts))
    assert "43- kilometer" in words(post.blocks[:1])
    assert FROM_MEMORY not in post.text
    assert took < 1
    assert reads_of(slack) == reads
    slack.mend("conversations.replies")


async def test_replicas_know_from_their_database_what_was_said_and_need_no_thread(
    own_slack: SlackServer, tmp_path: Any
) -> None:
    env = {"DATABASE_URL": f"sqlite:///{tmp_path}/ots.db"}
    async with BotProcess.start(own_slack, env=env) as one, BotProcess.start(own_slack, env=env) as other:
        mention = own_slack.mention("zangazur corridor")
        await said_to(one, mention)
        await said_to(other, own_slack.mention("common turkic alphabet", thread_ts=mention.ts))
        post = await said_to(one, own_slack.mention("who proposed it?", thread_ts=mention.ts))
        assert "Erdogan" in words(post.blocks[:2])
        own_slack.fail("conversations.replies", retry_after=60)
        post = await said_to(one, own_slack.mention("who proposed it?", thread_ts=mention.ts))
        assert "Erdogan" in words(post.blocks[:2])
        assert FROM_MEMORY not in post.text


def reads_of(slack: SlackServer) -> int:
    return sum(call.method.startswith("conversations.") for call in slack.calls)
