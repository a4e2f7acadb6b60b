"""Payloads of every shape: what can be answered is, what nothing here is for is taken, the rest is told of."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.slack_server import BotProcess, Payload, SlackServer, ViewCall
from tests.slack_server.fixtures import said_to

MOST_IN_MESSAGE = 40_000
"""Characters of a message, as apps write them."""

Make = Callable[[SlackServer], Payload]


def changed(payload: Payload, path: str, value: Any) -> Payload:
    """*payload* with *value* where *path* leads, as in ``event.channel``."""
    body = copy.deepcopy(payload.body)
    *before, last = path.split(".")
    place = body
    for name in before:
        place = place[name]
    place[last] = value
    return replace(payload, body=body)


def event(slack: SlackServer, kind: str) -> Payload:
    """Something happens in Slack that the bot need not know of."""
    return changed(slack.mention("corridor"), "event", {"type": kind, "user": "U1", "event_ts": "1.000001"})


@pytest.mark.parametrize(
    "make",
    [
        lambda slack: event(slack, "reaction_added"),  # subscribed to by hand
        lambda slack: event(slack, "app_uninstalled"),
        lambda slack: event(slack, "team_access_revoked"),
        lambda slack: event(slack, "something_new"),
        lambda _: Payload("events_api", {"type": "app_rate_limited", "team_id": "T1", "api_app_id": "A1"}),
    ],
    ids=["reaction_added", "app_uninstalled", "team_access_revoked", "something_new", "app_rate_limited"],
)
async def test_an_event_that_nothing_is_for_is_taken_and_not_sent_again(
    bot: BotProcess, slack: SlackServer, make: Make
) -> None:
    before = len(bot.output)
    received = await bot.receive(make(slack))
    assert received.status == 200
    assert received.seconds < 1
    assert "WARNING" not in bot.output[before:]


async def test_a_shortcut_that_is_not_here_any_more_is_refused_in_one_line(own_slack: SlackServer) -> None:
    async with BotProcess.start(own_slack) as bot:
        assert (await bot.receive(own_slack.shortcut("of_an_older_version"))).status == 404
        await own_slack.wait_for(lambda: "type shortcut is for nothing that is here\n" in bot.output)
        assert bot.output.count("WARNING") == 1
        assert "Suggestion" not in bot.output
        forged = changed(own_slack.shortcut(), "type", "x\n2026-11-28 ERROR ots \x1b[2J")
        assert (await bot.receive(forged)).status == 404
        await own_slack.wait_for(lambda: "type x\n    2026-11-28 ERROR ots \\x1b[2J is for" in bot.output)


@pytest.mark.parametrize("path", ["trigger_id", "container", "container.is_ephemeral", "view", "team"])
async def test_a_click_without_what_is_not_needed_is_answered(
    bot: BotProcess, slack: SlackServer, path: str
) -> None:
    before = len(slack.responses)
    for _ in range(2):
        answer = await said_to(bot, slack.mention("zangazur corridor"))
        click = slack.choose_option(answer, "topic", first_option(answer.blocks))
        assert (await bot.receive(changed(click, path, None))).status == 200
    await slack.wait_for(lambda: len(slack.responses) == before + 2)
    assert all(it.replace_original for it in slack.responses[before:])


def first_option(blocks: list[dict[str, Any]]) -> Any:
    """The first option that is drawn."""
    return next(it["options"][0] for block in blocks for it in block.get("elements", ()) if "options" in it)


@pytest.mark.parametrize(("path", "value"), [("event.channel", None), ("event.tab", None), ("team_id", None)])
async def test_the_home_tab_is_shown_without_what_is_not_needed(
    bot: BotProcess, slack: SlackServer, path: str, value: Any
) -> None:
    before = len(slack.views)
    assert (await bot.receive(changed(slack.home_opened(), path, value))).status == 200
    await slack.wait_for(lambda: len(slack.views) > before)


async def test_the_home_tab_is_shown_at_a_further_delivery_where_it_could_not_be(
    own_slack: SlackServer,
) -> None:
    own_slack.fail("views.publish", status=200, page="<html>Log in</html>", times=1)
    async with BotProcess.start(own_slack) as bot:
        opened = own_slack.home_opened()
        assert (await bot.receive(opened)).status == 503
        assert (await bot.receive(opened, retry=1)).status == 200
        assert [it.method for it in own_slack.views] == ["views.publish"]


async def test_what_cannot_be_read_is_told_by_its_fields_alone(own_slack: SlackServer) -> None:
    async with BotProcess.start(own_slack) as bot:
        mention = changed(own_slack.mention("corridor"), "event.ts", {"not": "to be shown"})
        assert (await bot.receive(mention)).status == 400
        told = "request of type event_callback could not be read: ts\n"
        await own_slack.wait_for(lambda: told in bot.output)
        assert "to be shown" not in bot.output


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("event", [], "event"),
        ("event", "x", "event"),
        ("event", None, "event"),
        ("authorizations", ["x"], "authorizations.0"),
    ],
)
async def test_what_bolt_itself_cannot_read_is_told_by_its_field(
    bot: BotProcess, slack: SlackServer, path: str, value: Any, told: str
) -> None:
    before = len(bot.output)
    received = await bot.receive(changed(slack.mention("corridor"), path, value))
    assert received.status != 200
    await slack.wait_for(lambda: f"could not be read: {told}\n" in bot.output[before:])


async def test_ids_of_another_type_are_not_sent_back_to_slack(own_slack: SlackServer) -> None:
    async with BotProcess.start(own_slack) as bot:
        for whose in ({"team_id": [None]}, {"team_id": {"id": "T1"}}, {"team_id": "T1", "enterprise_id": 7}):
            step = changed(own_slack.step({"question": "corridor"}), "authorizations", [whose])
            assert (await bot.receive(step)).status == 400
        assert set(own_slack.steps.values()) == {None}


async def test_a_button_of_an_older_version_shows_what_it_is_about(
    bot: BotProcess, slack: SlackServer
) -> None:
    click = slack.click(await said_to(bot, slack.mention("zangazur corridor")), "Read in Context")
    before = len(slack.responses)
    await bot.receive(changed(click, "actions", [click.body["actions"][0] | {"action_id": "of_old"}]))
    await slack.wait_for(lambda: len(slack.responses) > before)
    assert slack.responses[-1].text.startswith("Zangazur Corridor (TRIPP) · ")


async def test_a_message_is_looked_up_without_what_is_not_needed(bot: BotProcess, slack: SlackServer) -> None:
    before = len(slack.responses)
    for path in ("message.ts", "message.thread_ts", "message_ts", "channel", "trigger_id", "trigger_id"):
        look = slack.message_shortcut(slack.say("TURKSOY at work"))
        assert (await bot.receive(changed(look, path, None))).status == 200
    await slack.wait_for(lambda: len(slack.responses) == before + 6)
    assert all(it.text.startswith("TURKSOY · ") for it in slack.responses[before:])


@pytest.mark.parametrize("thread", ["", "0", "here", 1.5])
async def test_a_thread_that_cannot_be_is_none(bot: BotProcess, slack: SlackServer, thread: Any) -> None:
    mention = slack.mention("corridor")
    assert (await said_to(bot, changed(mention, "event.thread_ts", thread))).thread_ts == mention.ts


FEED = "The Green Energy Bridge and the ski cup"

ELSEWHERE: dict[str, dict[str, Any]] = {
    "an attachment": {"blocks": [], "attachments": [None, {"id": 1, "title": "News", "text": FEED}]},
    "a field": {
        "blocks": None,
        "attachments": [{"fields": [{"title": "News", "value": FEED, "short": False}]}],
    },
    "a section": {"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": FEED}}]},
    "rich text": {
        "blocks": [
            {
                "type": "rich_text",
                "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": FEED}]}],
            }
        ]
    },
    "what is shown in an attachment's place": {"blocks": [], "attachments": [{"id": 1, "fallback": FEED}]},
    "a table": {"blocks": [{"type": "table", "rows": [[{"type": "raw_text", "text": FEED}]]}]},
    "a card": {"blocks": [{"type": "card", "body": {"type": "mrkdwn", "text": FEED}}]},
    "a picture": {"blocks": [{"type": "image", "image_url": "https://example.org/1", "alt_text": FEED}]},
    "the blocks of an attachment": {
        "blocks": [],
        "attachments": [{"fallback": "[no preview]", "blocks": [{"type": "markdown", "text": FEED}]}],
    },
    "what is forwarded": {
        "blocks": [],
        "attachments": [{"message_blocks": [{"message": {"blocks": [{"type": "markdown", "text": FEED}]}}]}],
    },
    "the name of a file": {"blocks": [], "files": [None, {"mode": "tombstone"}, {"title": FEED}]},
    "a piece of text": {"blocks": [], "files": [{"title": "Untitled", "mode": "snippet", "preview": FEED}]},
}
"""Where other apps write, beside a text that is empty."""


@pytest.mark.parametrize("shape", ELSEWHERE.values(), ids=ELSEWHERE)
async def test_what_another_app_wrote_without_a_text_is_read_all_the_same(
    bot: BotProcess, slack: SlackServer, shape: dict[str, Any]
) -> None:
    news = slack.say("")
    news.odd = shape
    assert "Which of these do you mean?" in (await said_to(bot, slack.mention("", thread_ts=news.ts))).text
    before = len(slack.responses)
    await bot.receive(slack.message_shortcut(news))
    await slack.wait_for(lambda: len(slack.responses) > before)
    assert "Which of these do you mean?" in slack.responses[-1].text


async def test_what_is_there_to_be_clicked_on_says_nothing(bot: BotProcess, slack: SlackServer) -> None:
    news = slack.say("")
    button = {"type": "button", "action_id": "read", "text": {"type": "plain_text", "text": FEED}}
    news.odd = {"blocks": [{"type": "actions", "elements": [button]}]}
    await bot.receive(slack.message_shortcut(news))
    assert slack.responses[-1].text.startswith("I cannot read that: it is empty")


@pytest.mark.parametrize("mark", ["<a:", "<tel:", "<#C1|", "<!date^1|", "<@"])
async def test_marks_that_do_not_end_hold_up_nobody(bot: BotProcess, slack: SlackServer, mark: str) -> None:
    message = slack.say(mark * (MOST_IN_MESSAGE // len(mark)))
    received = await bot.receive(slack.message_shortcut(message))
    assert received.status == 200
    assert received.seconds < 1


OPENED: dict[str, tuple[Make, Callable[[SlackServer], int]]] = {
    "home": (lambda slack: slack.home_opened(), lambda slack: len(slack.views)),
    "messages": (
        lambda slack: slack.home_opened(tab="messages"),
        lambda slack: sum(it.method == "assistant.threads.setSuggestedPrompts" for it in slack.calls),
    ),
    "mention": (lambda slack: slack.mention("corridor"), lambda slack: len(slack.answers)),
}


@pytest.mark.parametrize(("make", "done"), OPENED.values(), ids=OPENED)
async def test_events_without_an_id_are_told_apart(
    bot: BotProcess, slack: SlackServer, make: Make, done: Callable[[SlackServer], int]
) -> None:
    before = done(slack)
    for _ in range(3):
        assert (await bot.receive(changed(make(slack), "event_id", None))).status == 200
    await slack.wait_for(lambda: done(slack) == before + 3)


FILLED_IN: dict[str, Any] = {
    "nothing": {},
    "null": None,
    "no fields": {"values": None},
    "nothing ticked": {"values": {"agreed": {"agreed": {"type": "checkboxes", "selected_options": None}}}},
    "another element": {"values": {"x": {"y": {"type": "datepicker", "selected_date": None, "value": 7}}}},
}


@pytest.mark.parametrize("state", FILLED_IN.values(), ids=FILLED_IN)
async def test_a_window_is_taken_whatever_is_filled_in(
    bot: BotProcess, slack: SlackServer, state: Any
) -> None:
    submit = {"type": "plain_text", "text": "Send"}
    window = ViewCall("views.open", {"type": "modal", "callback_id": "note", "submit": submit}, "V1")
    received = await bot.receive(changed(slack.submit_view(window), "view.state", state))
    assert (received.status, received.json) == (200, None)
