"""The last answer is found where it stands: in threads of any length, among messages of any shape."""

from __future__ import annotations

import copy
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from bot.slack.mentions import UNREAD
from tests.slack_server import BotProcess, Post, SlackServer, messages
from tests.slack_server.fixtures import said_to, words
from tests.slack_server.methods import METHODS
from tests.slack_server.records import Json
from tests.slack_server.workspace import Workspace

MINUTE, DAY = 60.0, 86_400.0


@pytest.fixture(scope="module")
async def limited() -> AsyncIterator[BotProcess]:
    """A bot that is sold outside Slack's own directory: 15 messages come at once."""
    async with SlackServer() as slack, BotProcess.start(slack) as bot:
        slack.most_in_page = 15
        await said_to(bot, slack.mention("zangazur corridor"))
        await said_to(bot, slack.mention("middle corridor"))
        yield bot


def thread(slack: SlackServer, answers: dict[int, int], length: int, apart: float) -> Post:
    """A thread of *length* messages, so many seconds *apart*; *answers* by their places: which of the first two."""
    began = slack.now() - apart * (length + 1)
    root = slack.add(Post("C1", f"{began:.6f}", "What about it?", "U1"))
    given = slack.answers[:2]
    for number in range(1, length + 1):
        ts = f"{began + apart * number:.6f}"
        if number in answers:
            post = copy.deepcopy(given[answers[number]])
            post.ts, post.thread_ts = ts, root.ts
        else:
            post = Post("C1", ts, f"message {number}", "U2", thread_ts=root.ts)
        slack.add(post)
    return root


@pytest.mark.parametrize("apart", [0.001, 20.0, MINUTE, DAY])
@pytest.mark.parametrize(
    ("answers", "length"),
    [
        ({7: 0, 22: 1}, 30),  # the middle of the second page
        ({1: 0, 2: 1}, 40),  # long ago
        ({14: 0, 15: 1}, 15),
        ({5: 0, 300: 1}, 300),  # at the very end
        ({150: 0, 151: 1}, 300),
    ],
)
async def test_the_last_answer_is_found_wherever_it_stands(
    limited: BotProcess, answers: dict[int, int], length: int, apart: float
) -> None:
    slack = limited.slack
    root = thread(slack, answers, length, apart)
    before = len(slack.calls)
    post = await said_to(limited, slack.mention("how long is it?", thread_ts=root.ts))
    assert "Middle Corridor" in post.text
    assert "43- kilometer" not in post.text
    reads = [call for call in slack.calls[before:] if call.method == "conversations.replies"]
    # From the newest end: what matters is how much was said since, not how much before.
    assert len(reads) <= (12 if length - max(answers) < 40 else 30)


async def test_what_was_answered_lately_takes_one_call(limited: BotProcess) -> None:
    slack = limited.slack
    root = thread(slack, {20: 0, 38: 1}, 40, 10 * MINUTE)
    before = len(slack.calls)
    post = await said_to(limited, slack.mention("how long is it?", thread_ts=root.ts))
    assert "Middle Corridor" in post.text
    assert [call.method for call in slack.calls[before:]].count("conversations.replies") == 1


ODD: dict[str, dict[str, Any]] = {
    "no text": {"odd": {"text": None}},
    "text of another type": {"odd": {"text": 7, "user": ["U1"], "bot_id": False}},
    "no blocks": {"odd": {"blocks": None}},
    "blocks of another type": {"odd": {"blocks": "none"}},
    "no elements": {"odd": {"blocks": [{"type": "actions", "elements": None}, None, "x", []]}},
    "elements of another type": {"odd": {"blocks": [{"type": "actions", "elements": ["x", None, 5]}]}},
    "a button without a value": {
        "odd": {"blocks": [{"type": "actions", "elements": [{"action_id": "another", "value": None}]}]}
    },
    "metadata of another type": {"odd": {"metadata": "none"}},
    "an empty payload": {"odd": {"metadata": {"event_type": "ots_answer", "event_payload": None}}},
    "half an emoji": {"odd": {"text": "corridor \ud83d"}},
    "no time": {"lacks": ("ts",)},
    "a time of another type": {"odd": {"ts": 5}},
    "nothing at all": {"lacks": ("ts", "text", "user", "type", "team", "blocks", "thread_ts")},
}


@pytest.mark.parametrize("shape", ODD.values(), ids=ODD)
async def test_an_odd_message_is_passed_over_by_itself(limited: BotProcess, shape: dict[str, Any]) -> None:
    slack = limited.slack
    root = thread(slack, {1: 0, 3: 1}, 4, 0.001)
    odd = slack.say("odd", thread_ts=root.ts)
    odd.odd, odd.lacks = shape.get("odd", {}), shape.get("lacks", ())
    post = await said_to(limited, slack.mention("how long is it?", thread_ts=root.ts))
    assert "Middle Corridor" in post.text


def of_another(slack: SlackServer, root: Post, **odd: Any) -> None:
    """Another app writes in the thread of *root*: what stands there last."""
    post = slack.say("An answer of another bot", user="U9", thread_ts=root.ts)
    post.bot_id, post.odd = "B9", odd


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"entry": "not-of-this-text", "said": "answer"},
        {"entry": "zangazur-corridor", "said": "answer", "query": "corridor"},
        {"entry": None, "said": "poem", "options": 7},
    ],
    ids=["nothing", "a topic of another text", "a topic of this text", "what no version says"],
)
async def test_what_another_app_says_as_we_would_is_not_ours(limited: BotProcess, said: Json) -> None:
    slack = limited.slack
    for odd in (
        {"metadata": {"event_type": "ots_answer", "event_payload": said}},
        {
            "blocks": [
                {
                    "type": "actions",
                    "elements": [{"action_id": "context", "value": json.dumps({"e": said.get("entry")})}],
                }
            ]
        },
    ):
        root = thread(slack, {1: 0, 3: 1}, 4, 0.001)
        of_another(slack, root, **odd)
        post = await said_to(limited, slack.mention("how long is it?", thread_ts=root.ts))
        assert "Middle Corridor" in post.text


@pytest.mark.parametrize("edited", [False, True])
@pytest.mark.parametrize("app", [{}, {"app_id": "A9"}, {"bot_profile": {"id": "B9", "app_id": "A9"}}])
async def test_a_message_to_two_bots_is_answered_by_each(
    limited: BotProcess, app: Json, *, edited: bool
) -> None:
    slack = limited.slack
    asked = slack.mention("corridor", edited=edited)
    assert asked.post
    told = {"event": asked.body["event_id"], "asked": asked.ts}
    of_another(slack, asked.post, metadata={"event_type": "ots_answer", "event_payload": told}, **app)
    before = len(slack.answers)
    assert (await limited.receive(asked, retry=1)).status == 200
    assert len(slack.answers) == before + 1


async def test_what_we_wrote_as_another_bot_of_the_app_is_ours(limited: BotProcess) -> None:
    slack = limited.slack
    root = thread(slack, {1: 0, 3: 1}, 4, 0.001)
    last = slack.posts[-2]
    last.bot_id, last.user, last.odd = "B8", None, {"bot_profile": {"id": "B8", "app_id": slack.app_id}}
    post = await said_to(limited, slack.mention("how long is it?", thread_ts=root.ts))
    assert "Middle Corridor" in post.text


@pytest.mark.parametrize(
    "text", ["corridor \ud83d", "\ude00 corridor", "corridor \ud83d\ude00 \ud83d", "corridor \ud83d\ud83d"]
)
async def test_half_an_emoji_in_a_question_is_no_reason_for_silence(limited: BotProcess, text: str) -> None:
    post = await said_to(limited, limited.slack.mention(text))
    assert "Corridor" in post.text


async def test_the_parent_of_a_long_thread_takes_one_call(limited: BotProcess) -> None:
    slack = limited.slack
    root = thread(slack, {}, 40, 0.001)
    root.text = "Did you read about the Green Energy Bridge?"
    before = len(slack.calls)
    post = await said_to(limited, slack.mention("?", thread_ts=root.ts))
    assert "Green Energy" in post.text
    assert [call.method for call in slack.calls[before:]].count("conversations.replies") == 1


@pytest.mark.parametrize("length", [3, 15, 40, 100])
async def test_a_post_whose_answer_was_lost_is_recognised_in_a_long_thread(
    limited: BotProcess, length: int
) -> None:
    slack = limited.slack
    root = thread(slack, {}, length, 0.001)
    mention = slack.mention("corridor", thread_ts=root.ts)
    for _ in range(20 if length == 100 else 0):
        slack.say("and then", thread_ts=root.ts)  # while the post is under way
    before = len(slack.answers)
    slack.fail("chat.postMessage", drop="after")
    assert (await limited.receive(mention)).status == 200
    await slack.wait_for(lambda: f"request={mention.body['event_id']}" in limited.output)
    assert len(slack.answers) == before + 1


def leads_to_itself(workspace: Workspace, arguments: Json, token: str) -> Json:
    """A page after which there is always another."""
    page = messages.replies(workspace, {**arguments, "cursor": None}, token)
    return {**page, "has_more": True, "response_metadata": {"next_cursor": "the same"}}


def says_nothing(*_: object) -> Json:
    return {"messages": [], "has_more": True, "response_metadata": {"next_cursor": "the same"}}


def is_newest_first(workspace: Workspace, arguments: Json, token: str) -> Json:
    page = messages.replies(workspace, arguments, token)
    return {**page, "messages": page["messages"][::-1]}


@pytest.mark.parametrize("replies", [leads_to_itself, says_nothing, is_newest_first])
async def test_pages_that_do_not_end_are_not_read_for_ever(
    limited: BotProcess, monkeypatch: pytest.MonkeyPatch, replies: Any
) -> None:
    slack = limited.slack
    root = thread(slack, {3: 0, 4: 1}, 6, 1.0)
    method = replace(METHODS["conversations.replies"], do=replies)
    monkeypatch.setitem(METHODS, "conversations.replies", method)
    before = len(slack.calls)
    slack.fail("chat.postMessage", status=500)
    post = await said_to(limited, slack.mention("how long is it?", thread_ts=root.ts))
    assert "Middle Corridor" in post.text or UNREAD in post.text
    assert [it.method for it in slack.calls[before:]].count("conversations.replies") <= 70


async def test_a_restarted_bot_finds_what_a_direct_question_follows(own_slack: SlackServer) -> None:
    own_slack.most_in_page = 15
    async with BotProcess.start(own_slack) as bot:
        await said_to(bot, own_slack.direct("middle corridor"))
        await said_to(bot, own_slack.direct("zangazur corridor"))
        await bot.restart()
        post = await said_to(bot, own_slack.direct("how long is it?"))
        assert "43- kilometer" in words(post.blocks[:1])
