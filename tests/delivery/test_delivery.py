"""Every event is answered, and once: whatever Slack delivers again, and whatever fails."""

from __future__ import annotations

import asyncio
import json
import re

import pytest

from tests.slack_server import BotProcess, SlackServer
from tests.slack_server.fixtures import said_to


async def test_an_event_delivered_again_is_answered_once(bot: BotProcess, slack: SlackServer) -> None:
    mention = slack.mention("corridor")
    await said_to(bot, mention)
    posts = len(slack.answers)
    assert (await bot.receive(mention, retry=1, reason="http_timeout")).status == 200
    assert (await bot.receive(mention, retry=2, reason="http_error")).status == 200
    assert len(slack.answers) == posts


async def test_a_retry_is_answered_where_the_first_delivery_never_came(own_slack: SlackServer) -> None:
    async with BotProcess.start(own_slack) as bot:
        assert (await bot.receive(own_slack.mention("corridor"), retry=1)).status == 200
        assert len(own_slack.answers) == 1


async def test_one_message_under_two_event_ids_is_answered_once(bot: BotProcess, slack: SlackServer) -> None:
    mention = slack.mention("corridor")
    await said_to(bot, mention)
    posts = len(slack.answers)
    again = slack.mention("corridor", ts=mention.ts, event_id="EvAnother")
    assert (await bot.receive(again)).status == 200
    assert len(slack.answers) == posts


async def test_deliveries_at_the_same_moment_are_answered_once(bot: BotProcess, slack: SlackServer) -> None:
    mention = slack.mention("corridor")
    posts = len(slack.answers)
    received = await asyncio.gather(*(bot.receive(mention) for _ in range(5)))
    assert {one.status for one in received} == {200}
    assert len(slack.answers) == posts + 1


async def test_a_click_delivered_again_is_done_once(bot: BotProcess, slack: SlackServer) -> None:
    answer = await bot.receive(slack.command("corridor"))
    click = slack.click(answer, "Share with Channel")
    await bot.receive(click)
    done = len(slack.responses)
    await bot.receive(click)
    assert len(slack.responses) == done


async def test_slack_is_asked_again_after_as_long_as_it_says(own_slack: SlackServer) -> None:
    body = b'{"ok": false, "error": "ratelimited"}'
    async with BotProcess.start(own_slack) as bot:
        for status, seconds in (("429 Too Many Requests", 1.5), ("200 OK", 1)):
            head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nRetry-After: {seconds}\r\n"
            own_slack.fail(
                "chat.postMessage", raw=f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body
            )
            await said_to(bot, own_slack.mention("corridor"))
            refused, done = [call for call in own_slack.calls if call.method == "chat.postMessage"][-2:]
            assert done.at - refused.at >= seconds


@pytest.mark.slow
@pytest.mark.parametrize("fault", [{"status": 500}, {"error": "internal_error"}, {"error": "rate_limited"}])
async def test_an_error_of_slack_s_is_tried_again(own_slack: SlackServer, fault: dict[str, object]) -> None:
    own_slack.fail("chat.postMessage", times=2, **fault)  # type: ignore[arg-type]
    async with BotProcess.start(own_slack) as bot:
        await said_to(bot, own_slack.mention("corridor"))
        await bot.stop()
        assert len(own_slack.answers) == 1


@pytest.mark.slow
@pytest.mark.parametrize("drop", ["before", "after"])
async def test_a_dropped_connection_leads_to_one_post_and_no_second(
    own_slack: SlackServer, drop: str
) -> None:
    own_slack.fail("chat.postMessage", drop=drop)  # type: ignore[arg-type]
    async with BotProcess.start(own_slack) as bot:
        for payload in (own_slack.mention("corridor"), own_slack.direct("corridor")):
            assert (await bot.receive(payload)).status == 200
        await own_slack.wait_for(lambda: len(own_slack.answers) == 2)
        assert await bot.stop() == 0  # whatever is still under way is finished first
        assert len(own_slack.answers) == 2


async def test_a_slow_answer_is_acknowledged_after_two_seconds_and_given_later(
    own_slack: SlackServer,
) -> None:
    own_slack.fail("chat.postMessage", status=200, delay=4)
    async with BotProcess.start(own_slack) as bot:
        received = await bot.receive(own_slack.mention("corridor"))
        assert received.status == 200
        assert 1.9 < received.seconds < 2.9
        assert "answered surface=mention" not in bot.output
        await own_slack.wait_for(lambda: "answered surface=mention" in bot.output)


async def test_a_slow_window_does_not_hold_the_acknowledgement(own_slack: SlackServer) -> None:
    own_slack.fail("views.open", status=200, delay=4)
    async with BotProcess.start(own_slack) as bot:
        received = await bot.receive(own_slack.shortcut())
        assert received.status == 200
        assert received.seconds < 2.9


async def test_a_post_that_fails_for_good_is_logged_and_the_next_is_answered(
    own_slack: SlackServer,
) -> None:
    own_slack.fail("chat.postMessage", error="channel_not_found")
    async with BotProcess.start(own_slack) as bot:
        assert (await bot.receive(own_slack.mention("corridor", event_id="EvFails"))).status == 200
        said = "event:EvFails was not answered: SlackApiError: channel_not_found"
        await own_slack.wait_for(lambda: said in bot.output)
        await said_to(bot, own_slack.mention("corridor"))


async def test_an_event_that_failed_is_answered_when_it_is_delivered_again(own_slack: SlackServer) -> None:
    own_slack.fail("chat.postMessage", error="not_in_channel")
    async with BotProcess.start(own_slack) as bot:
        mention = own_slack.mention("corridor")
        await bot.receive(mention)
        assert own_slack.answers == []
        await said_to(bot, mention)


async def test_a_response_url_that_fails_is_tried_again_where_that_is_safe(own_slack: SlackServer) -> None:
    async with BotProcess.start(own_slack) as bot:
        answer = await bot.receive(own_slack.command("zangazur corridor"))
        own_slack.fail("response_url", status=500)
        await bot.receive(own_slack.click(answer, "more"))
        await own_slack.wait_for(lambda: own_slack.responses)
        assert own_slack.responses[-1].replace_original


async def test_what_could_not_be_sent_at_all_is_sent_again(own_slack: SlackServer, port: int) -> None:
    taken: list[bytes] = []

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"Content-Length: (\d+)", head)
        assert length
        taken.append(await reader.readexactly(int(length[1])))
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")
        writer.close()

    async with BotProcess.start(own_slack) as bot:
        answer = await bot.receive(own_slack.command("zangazur corridor"))
        share = own_slack.click(answer, "share")
        share.body["response_url"] = f"http://127.0.0.1:{port}/actions/T1/1/1"
        delivered = asyncio.create_task(bot.receive(share))
        await asyncio.sleep(0.3)  # nobody listens
        async with await asyncio.start_server(take, "127.0.0.1", port):
            await own_slack.wait_for(lambda: len(taken) > 1)
            assert (await delivered).status == 200
    shared, removed = map(json.loads, taken)
    assert shared["response_type"] == "in_channel"
    assert removed["delete_original"]


async def test_no_token_is_written_anywhere(own_slack: SlackServer) -> None:
    for method in ("chat.postMessage", "views.publish", "conversations.replies"):
        own_slack.fail(method, error="invalid_auth", times=2)
    async with BotProcess.start(own_slack, env={"OTS_LOG_LEVEL": "DEBUG"}) as bot:
        await bot.receive(own_slack.mention("corridor"))
        await bot.receive(own_slack.home_opened())
        await bot.receive(own_slack.command("corridor"))
        await bot.stop()
        for secret in (own_slack.bot_token, own_slack.signing_secret):
            assert secret not in bot.output
    async with BotProcess.start(own_slack, transport="socket", env={"OTS_LOG_LEVEL": "DEBUG"}) as bot:
        await bot.receive(own_slack.mention("corridor"))
        await bot.stop()
        for secret in (own_slack.bot_token, own_slack.app_token):
            assert secret not in bot.output
