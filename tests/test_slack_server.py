"""The stand-in for Slack, tried alone: by Slack's own client, by a bare socket, and with bad blocks."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from .ports import Port
from .slack_server import Payload, SlackServer
from .slack_server.limits import faults, metadata_error
from .slack_server.link import NotAcknowledgedError

Block = dict[str, Any]


def plain(text: str) -> Block:
    return {"type": "plain_text", "text": text}


def button(label: str = "Go", **more: Any) -> Block:
    return {"type": "button", "text": plain(label), "action_id": "go", "value": "v", **more}


def actions(*elements: Block) -> Block:
    return {"type": "actions", "elements": list(elements)}


def rich(*nodes: Block, kind: str = "rich_text_section") -> Block:
    return {"type": "rich_text", "elements": [{"type": kind, "elements": list(nodes)}]}


FEEDBACK: Block = {
    "type": "context_actions",
    "elements": [
        {
            "type": "feedback_buttons",
            "action_id": "feedback",
            "positive_button": {"text": plain("Helpful"), "value": "yes"},
            "negative_button": {"text": plain("Not helpful"), "value": "no"},
        }
    ],
}
SELECT: Block = {"type": "external_select", "action_id": "search", "placeholder": plain("Type")}
INPUT: Block = {"type": "input", "block_id": "topic", "label": plain("Topic"), "element": SELECT}
MODAL: Block = {"type": "modal", "title": plain("Ask"), "submit": plain("Done"), "blocks": [INPUT]}


@pytest.fixture
async def slack() -> AsyncIterator[SlackServer]:
    async with SlackServer() as server:
        yield server


@pytest.fixture
def client(slack: SlackServer) -> AsyncWebClient:
    return AsyncWebClient(token=slack.bot_token, base_url=slack.api_url, timeout=2, retry_handlers=[])


async def refused(client: AsyncWebClient, method: str, **arguments: Any) -> str:
    with pytest.raises(SlackApiError) as failed:
        await client.api_call(method, json=arguments)
    return str(failed.value.response["error"])


async def test_a_token_is_asked_for(slack: SlackServer, client: AsyncWebClient) -> None:
    assert (await client.auth_test())["user_id"] == slack.bot_user
    assert await refused(AsyncWebClient(base_url=slack.api_url), "auth.test") == "not_authed"
    assert await refused(AsyncWebClient("xoxb-no", base_url=slack.api_url), "auth.test") == "invalid_auth"
    assert await refused(client, "apps.connections.open") == "not_allowed_token_type"
    assert [(call.method, call.status, call.error) for call in slack.calls[:2]] == [
        ("auth.test", 200, None),
        ("auth.test", 200, "not_authed"),
    ]


async def test_what_cannot_be_done_is_refused_with_slacks_words(client: AsyncWebClient) -> None:
    assert await refused(client, "chat.postMessage", channel="C7", text="hi") == "channel_not_found"
    assert await refused(client, "chat.postMessage", channel="C9", text="hi") == "not_in_channel"
    assert await refused(client, "chat.postMessage", channel="C1") == "no_text"
    assert await refused(client, "chat.postMessage", channel="C1", text="x" * 4_001) == "msg_too_long"
    assert (
        await refused(client, "chat.postMessage", channel="C1", text="x", thread_ts="1.0")
        == "thread_not_found"
    )
    assert await refused(client, "chat.postMessage", text="x") == "invalid_arguments"
    assert await refused(client, "chat.update", channel="C1", ts="1.0", text="x") == "message_not_found"
    assert await refused(client, "chat.nothing") == "unknown_method"


async def test_a_thread_is_read_oldest_first_and_metadata_only_when_asked_for(
    slack: SlackServer, client: AsyncWebClient
) -> None:
    asked = slack.mention("corridor")
    metadata = {"event_type": "ots_answer", "event_payload": {"entry": "x"}}
    await client.chat_postMessage(channel="C1", thread_ts=asked.ts, text="an answer", metadata=metadata)
    slack.say("thanks", thread_ts=asked.ts)
    found = await client.conversations_replies(channel="C1", ts=asked.ts)
    assert [it["text"] for it in found["messages"]] == ["<@U0BOT> corridor", "an answer", "thanks"]
    assert "metadata" not in found["messages"][1]
    found = await client.conversations_replies(
        channel="C1", ts=asked.ts, latest=slack.posts[-1].ts, inclusive=False, include_all_metadata=True
    )
    assert [it.get("metadata") for it in found["messages"]] == [None, metadata]
    assert [post.text for post in slack.answers] == ["an answer"]
    newest = await client.conversations_history(channel="C1")
    assert [it["text"] for it in newest["messages"]] == ["<@U0BOT> corridor"]


async def test_messages_are_changed_and_deleted_by_whom_they_belong_to(
    slack: SlackServer, client: AsyncWebClient
) -> None:
    post = await client.chat_postMessage(channel="D1", text="one")
    await client.chat_update(channel="D1", ts=post["ts"], text="two")
    assert [(it.text, it.edited) for it in slack.posts] == [("two", True)]
    theirs = slack.say("mine", channel="D1")
    assert await refused(client, "chat.delete", channel="D1", ts=theirs.ts) == "cant_delete_message"
    await client.chat_delete(channel="D1", ts=post["ts"])
    assert slack.posts == [theirs]


async def test_calls_fail_as_planned_and_then_work_again(slack: SlackServer, client: AsyncWebClient) -> None:
    slack.fail("auth.test", retry_after=3)
    with pytest.raises(SlackApiError) as limited:
        await client.auth_test()
    assert (limited.value.response.status_code, limited.value.response.headers["Retry-After"]) == (429, "3")
    slack.fail("auth.test", times=2)
    for _ in range(2):
        with pytest.raises(SlackApiError) as failed:
            await client.auth_test()
        assert failed.value.response.status_code == 500
    slack.fail("auth.test", error="fatal_error")
    assert await refused(client, "auth.test") == "fatal_error"
    slack.fail("auth.test", status=200, delay=0.2)
    assert (await client.auth_test())["ok"]
    assert slack.calls[-1].status == 200


async def test_a_call_is_lost_before_or_after_it_was_done(slack: SlackServer, client: AsyncWebClient) -> None:
    slack.fail("chat.postMessage", drop="before")
    slack.fail("chat.postMessage", drop="after")
    for stands in (0, 1):
        with pytest.raises((aiohttp.ClientError, ConnectionError)):
            await client.chat_postMessage(channel="C1", text="hi")
        assert len(slack.answers) == stands
    assert [call.status for call in slack.calls] == [None, None]


GOOD = [
    rich({"type": "text", "text": "Bold", "style": {"bold": True}}),
    rich({"type": "text", "text": "a quote"}, kind="rich_text_quote"),
    {"type": "context", "elements": [plain("small")]},
    {"type": "section", "text": plain("words"), "accessory": button()},
    actions(button(style="primary"), button("More", action_id="more")),
    FEEDBACK,
]


async def test_good_blocks_are_taken(client: AsyncWebClient) -> None:
    assert (await client.chat_postMessage(channel="C1", text="x", blocks=GOOD))["ok"]
    assert faults([*GOOD[:5]], "ephemeral") == []
    assert faults([INPUT], "modal") == []


@pytest.mark.parametrize(
    ("blocks", "said"),
    [
        ([{"type": "divider"}] * 51, "no more than 50 items"),
        ([{"type": "nothing"}], "unsupported type: nothing"),
        ([{"type": "section"}], "must have text or fields"),
        ([{"type": "section", "text": plain("")}], "must be more than 0 characters"),
        ([{"type": "section", "text": plain("x" * 3_001)}], "must be less than 3001"),
        ([{"type": "section", "text": {**plain("x"), "verbatim": True}}], "additional property: verbatim"),
        ([{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}], "must be plain_text"),
        ([{"type": "divider", "block_id": "a"}] * 2, "block_id `a` already exists"),
        ([actions()], "no fewer than 1"),
        ([actions(*[button(action_id=f"{n}") for n in range(26)])], "no more than 25"),
        ([actions(button("x" * 76))], "must be less than 76"),
        ([actions(button(value="x" * 2_001))], "must be less than 2001"),
        ([actions(button(), button())], "action_id `go` already exists"),
        ([actions(button(style="primary")), actions(button(style="primary"))], "more than one primary"),
        ([actions(button(style="loud"))], "unsupported value: 'loud'"),
        ([actions(SELECT)], "unsupported element here: external_select"),
        ([rich({"type": "text", "text": ""})], "must be more than 0 characters"),
        ([rich()], "no fewer than 1"),
        ([rich({"type": "text", "text": "x", "style": {"big": True}})], "additional property: big"),
        ([rich({"type": "text", "text": "x"}, kind="rich_text_list")], "a list holds sections only"),
        ([rich({"type": "emoji", "name": "x"}, kind="rich_text_preformatted")], "text and links only"),
        ([{"type": "context", "elements": [button()]}], "unsupported element here: button"),
    ],
)
async def test_bad_blocks_are_refused(client: AsyncWebClient, blocks: list[Block], said: str) -> None:
    with pytest.raises(SlackApiError) as failed:
        await client.chat_postMessage(channel="C1", text="x", blocks=blocks)
    assert failed.value.response["error"] == "invalid_blocks"
    assert any(said in message for message in failed.value.response["response_metadata"]["messages"])


async def test_what_is_not_known_to_show_somewhere_is_a_fault_there() -> None:
    assert faults([FEEDBACK], "message") == []
    assert faults([FEEDBACK], "ephemeral")
    assert faults([FEEDBACK], "modal")
    assert faults([None, 1, {"type": []}, {"type": "actions", "elements": 1}], "home")
    assert metadata_error({"event_type": "x", "event_payload": {"a": "x" * 17_000}}) == "metadata_too_large"


async def test_a_trigger_opens_one_window(slack: SlackServer, client: AsyncWebClient) -> None:
    trigger = slack.shortcut().trigger_id
    opened = await client.views_open(trigger_id=trigger, view=MODAL)
    assert await refused(client, "views.open", trigger_id=trigger, view=MODAL) == "exchanged_trigger_id"
    trigger = slack.shortcut().trigger_id
    slack.pass_time(4)
    assert await refused(client, "views.open", trigger_id=trigger, view=MODAL) == "expired_trigger_id"
    bad = {**MODAL, "title": plain("x" * 25)}
    assert (
        await refused(client, "views.update", view_id=opened["view"]["id"], view=bad) == "invalid_arguments"
    )
    without = {name: value for name, value in MODAL.items() if name != "submit"}
    assert await refused(client, "views.update", view_id="V1", view=without) == "invalid_arguments"
    await client.views_update(view_id=opened["view"]["id"], view=MODAL)
    await client.views_publish(user_id="U1", view={"type": "home", "blocks": GOOD[:5]})
    assert [(it.method, it.user_id) for it in slack.views] == [
        ("views.open", None),
        ("views.update", None),
        ("views.publish", "U1"),
    ]


async def test_a_click_carries_the_value_that_was_drawn(slack: SlackServer, client: AsyncWebClient) -> None:
    await client.chat_postMessage(channel="C1", text="x", blocks=GOOD)
    click = slack.click(slack.answers[0], "More").body
    assert (click["actions"][0]["action_id"], click["actions"][0]["value"]) == ("more", "v")
    assert click["message"]["ts"] == click["container"]["message_ts"] == slack.answers[0].ts
    assert slack.feedback(slack.answers[0], positive=False).body["actions"][0]["value"] == "no"
    with pytest.raises(AssertionError, match="Not helpful"):
        slack.click(slack.answers[0], "Share")
    await client.views_open(trigger_id=slack.shortcut().trigger_id, view=MODAL)
    option = {"text": plain("Peace"), "value": "peace"}
    chosen = slack.choose_option(slack.views[0], "search", option).body
    assert chosen["view"]["state"]["values"]["topic"]["search"]["selected_option"] == option


async def post_to(url: str, **body: Any) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.post(url, json=body) as response:
        return response.status, await response.text()


async def test_a_response_url_works_five_times_in_half_an_hour(slack: SlackServer) -> None:
    url = slack.command("corridor").body["response_url"]
    assert await post_to(url, text="x", blocks=[actions()]) == (400, "invalid_blocks")
    for _ in range(5):
        assert await post_to(url, text="x", response_type="ephemeral") == (200, "ok")
    assert await post_to(url, text="x") == (404, "used_url")
    late = slack.command("corridor").body["response_url"]
    slack.pass_time(31 * 60)
    assert await post_to(late, text="x") == (404, "expired_url")
    assert (len(slack.responses), len(slack.refused), slack.posts) == (5, 3, [])


async def test_a_response_changes_or_deletes_what_was_clicked(
    slack: SlackServer, client: AsyncWebClient
) -> None:
    await client.chat_postMessage(channel="C1", text="old", blocks=GOOD)
    url = slack.click(slack.answers[0], "More").body["response_url"]
    await post_to(url, replace_original=True, text="new", blocks=GOOD[4:])
    assert [post.text for post in slack.posts] == ["new"]
    again = slack.click(slack.responses[0], "More").body
    await post_to(again["response_url"], delete_original=True)
    assert slack.posts == []


async def connect(slack: SlackServer, session: aiohttp.ClientSession) -> aiohttp.ClientWebSocketResponse:
    opened = await AsyncWebClient(base_url=slack.api_url).apps_connections_open(app_token=slack.app_token)
    socket = await session.ws_connect(opened["url"])
    assert (await socket.receive_json())["type"] == "hello"
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await session.ws_connect(opened["url"])  # a ticket works once
    return socket


async def test_an_envelope_is_delivered_until_it_is_acknowledged(slack: SlackServer) -> None:
    async with aiohttp.ClientSession() as session:
        socket = await connect(slack, session)
        sending = asyncio.create_task(slack.send(slack.mention("corridor")))
        first = await socket.receive_json()
        assert (first["type"], first["retry_attempt"], slack.connections) == ("events_api", 0, 1)
        await slack.drop()
        assert (slack.connections, slack.opened) == (0, 1)
        socket = await connect(slack, session)
        again = await socket.receive_json()
        assert again["payload"] == first["payload"]
        assert (again["retry_attempt"], again["retry_reason"]) == (1, "connection_failed")
        for _ in range(2):
            await socket.send_json({"envelope_id": again["envelope_id"], "payload": {"text": "hi"}})
        said = await sending
        assert (said.envelope_id, said.payload, said.deliveries) == (again["envelope_id"], {"text": "hi"}, 2)
        await slack.wait_for(lambda: len(slack.acknowledged) == 2)
        assert slack.acknowledged == [again["envelope_id"]] * 2


@pytest.mark.slow
async def test_a_command_that_is_not_acknowledged_times_out(slack: SlackServer) -> None:
    async with aiohttp.ClientSession() as session:
        silent = await connect(slack, session)
        with pytest.raises(NotAcknowledgedError, match="operation_timeout"):
            await slack.send(slack.command("corridor"))
        assert (await silent.receive_json())["type"] == "slash_commands"


async def test_connections_are_refreshed(slack: SlackServer) -> None:
    async with aiohttp.ClientSession() as session:
        old = await connect(slack, session)
        await slack.disconnect("warning")
        assert (await old.receive_json())["reason"] == "warning"
        refreshing = asyncio.create_task(slack.refresh())
        assert (await old.receive_json())["reason"] == "refresh_requested"
        new = await connect(slack, session)
        assert (await old.receive()).type == aiohttp.WSMsgType.CLOSE
        await refreshing
        assert (slack.connections, slack.opened, new.closed) == (1, 2, False)


async def test_a_code_installs_the_app_once_and_a_token_can_be_revoked(slack: SlackServer) -> None:
    client = AsyncWebClient(base_url=slack.api_url)
    secrets = {"client_id": slack.client_id, "client_secret": slack.client_secret}
    code = slack.code("T2")
    installed = await client.oauth_v2_access(code=code, **secrets)
    assert (installed["team"]["id"], installed["bot_user_id"]) == ("T2", slack.bot_user)
    with pytest.raises(SlackApiError, match="code_already_used"):
        await client.oauth_v2_access(code=code, **secrets)
    with pytest.raises(SlackApiError, match="bad_client_secret"):
        await client.oauth_v2_access(code=code, **{**secrets, "client_secret": "no"})
    token = installed["access_token"]
    assert (await client.auth_test(token=token))["team_id"] == "T2"
    await client.auth_revoke(token=token)
    with pytest.raises(SlackApiError, match="invalid_auth"):
        await client.auth_test(token=token)


async def test_payloads_name_their_workspace(slack: SlackServer) -> None:
    theirs = slack.mention("corridor").of_team("T2", enterprise="E1")
    assert theirs.body["authorizations"][0]["team_id"] == theirs.body["team_id"] == "T2"
    assert '"T1"' not in json.dumps(theirs.body)
    made: list[Payload] = [
        slack.command("x"),
        slack.home_opened(),
        slack.uninstalled(),
        slack.tokens_revoked(),
    ]
    opened = slack.pane_opened()
    made += [slack.pane_message("x", opened), slack.message_shortcut(slack.say("hi")), slack.bot_message("x")]
    direct = slack.direct("corridor")
    made += [slack.edited(direct, "peace"), slack.deleted(direct)]
    assert {it.kind for it in made} == {"slash_commands", "events_api", "interactive"}


async def test_waiting_in_vain_tells_what_was_called(slack: SlackServer, client: AsyncWebClient) -> None:
    await client.auth_test()
    with pytest.raises(AssertionError, match=r"auth\.test"):
        await slack.wait_for(lambda: slack.answers, within=0.1)


async def test_a_port_is_kept_for_whoever_is_told_of_it() -> None:
    with Port() as port:
        with pytest.raises(ConnectionRefusedError):
            await asyncio.open_connection("127.0.0.1", port.number)
        for _ in range(2):  # as where a bot is started again
            with socket.create_server(("127.0.0.1", port.number)):
                _, writer = await asyncio.open_connection("127.0.0.1", port.number)
                writer.close()
        others = [Port() for _ in range(100)]
        assert port.number not in {it.number for it in others}
        for other in others:
            other.give_back()
