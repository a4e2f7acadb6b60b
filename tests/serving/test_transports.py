"""Starting, stopping and staying connected, over HTTP and over sockets."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import sysconfig
import time
from urllib.parse import urlencode

import pytest

from tests.conftest import ROOT, run_ots
from tests.slack_server import BotProcess, SlackServer
from tests.slack_server.fixtures import said_to

pytestmark = pytest.mark.slow  # many runs of the command, or waiting

TOKENS = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "0123456789", "SLACK_APP_TOKEN": "xapp-1"}


@pytest.mark.parametrize(
    ("without", "arguments", "expected"),
    [
        (
            "SLACK_BOT_TOKEN",
            ("--http",),
            "SLACK_BOT_TOKEN is not set: copy it from your app's settings, OAuth & Permissions, into .env",
        ),
        (
            "SLACK_SIGNING_SECRET",
            ("--http",),
            "SLACK_SIGNING_SECRET is not set: copy it from your app's settings, Basic Information, App Credentials, into .env",
        ),
        (
            "SLACK_APP_TOKEN",
            ("--socket",),
            "SLACK_APP_TOKEN is not set: copy it from your app's settings, Basic Information, App-Level Tokens (scope connections:write), into .env",
        ),
    ],
)
def test_a_missing_variable_is_named(without: str, arguments: tuple[str, ...], expected: str) -> None:
    env = {name: value for name, value in TOKENS.items() if name != without}
    done = run_ots("serve", *arguments, env=env)
    assert (done.exit_code, done.err) == (2, f"ots: {expected}\n")


@pytest.mark.parametrize(
    ("variable", "value", "expected"),
    [
        ("SLACK_BOT_TOKEN", "secret-of-another-kind", "SLACK_BOT_TOKEN is not a bot token (xoxb-…)"),
        ("PORT", "many", "PORT is 'many': it must be a number from 0 to 65535"),
        ("OTS_COMMAND", "ots", "OTS_COMMAND is 'ots': it must be / and up to 31 small letters"),
        ("OTS_LOG_LEVEL", "LOUD", "OTS_LOG_LEVEL is 'LOUD': use one of DEBUG, INFO, WARNING, ERROR"),
        ("SLACK_API_URL", "slack.com", "SLACK_API_URL is 'slack.com': it must be a URL"),
        ("WEB_CONCURRENCY", "0", "WEB_CONCURRENCY is '0': it must be a number from 1 to 64"),
    ],
)
def test_a_malformed_variable_is_named_and_no_secret_is_shown(
    variable: str, value: str, expected: str
) -> None:
    done = run_ots("serve", "--http", env={**TOKENS, variable: value})
    assert done.exit_code == 2
    assert done.err.startswith(f"ots: {expected}")
    assert len(done.err.splitlines()) == 1
    assert "secret-of-another-kind" not in done.err


@pytest.mark.parametrize("transport", ["http", "socket"])
async def test_a_refused_bot_token_ends_in_one_line(own_slack: SlackServer, transport: str) -> None:
    bot = BotProcess.start(own_slack, transport, env={"SLACK_BOT_TOKEN": "xoxb-wrong"}, wait=False)  # type: ignore[arg-type]
    async with bot:
        assert await bot.ended() == 1
        last = bot.output.splitlines()[-1]
        assert last == (
            "ots: Slack refused SLACK_BOT_TOKEN (invalid_auth): copy it anew from your app's OAuth & Permissions page"
        )
        assert "xoxb-wrong" not in bot.output
        assert "Traceback" not in bot.output


async def test_an_app_token_that_may_not_connect_ends_in_one_line(own_slack: SlackServer) -> None:
    own_slack.fail("apps.connections.open", error="missing_scope")
    async with BotProcess.start(own_slack, "socket", wait=False) as bot:
        assert await bot.ended() == 1
        last = bot.output.splitlines()[-1]
        assert last.startswith("ots: Slack refused SLACK_APP_TOKEN (missing_scope)")
        assert "connections:write" in last


async def test_a_refused_app_token_ends_in_one_line(own_slack: SlackServer) -> None:
    bot = BotProcess.start(own_slack, "socket", env={"SLACK_APP_TOKEN": "xapp-wrong"}, wait=False)
    async with bot:
        assert await bot.ended() == 1
        assert bot.output.splitlines()[-1].startswith("ots: Slack refused SLACK_APP_TOKEN (invalid_auth)")
        assert "xapp-wrong" not in bot.output


async def test_a_port_in_use_is_named(own_slack: SlackServer) -> None:
    async with BotProcess.start(own_slack) as first:
        second = BotProcess.start(own_slack, env={"PORT": str(first.port)}, wait=False)
        async with second:
            assert await second.ended() == 1
            assert f"ots: cannot listen on 127.0.0.1:{first.port}" in second.output


@pytest.mark.slow
async def test_the_bot_waits_for_a_slack_that_cannot_be_reached_yet(own_slack: SlackServer) -> None:
    own_slack.fail("auth.test", error="team_added_to_org")  # which takes a while
    own_slack.fail("auth.test", status=503, times=7)
    async with BotProcess.start(own_slack, wait=False) as bot:
        await own_slack.wait_for(lambda: "trying again" in bot.output)
        assert (await bot.get("/healthz")).status == 200
        starting = await bot.get("/readyz")
        assert (starting.status, starting.body) == (503, "Slack has not been reached\n")
        assert (await bot.receive(own_slack.mention("corridor"))).status == 503
        while (await bot.get("/readyz")).status != 200:  # noqa: ASYNC110 - asking is all one can do
            await asyncio.sleep(0.1)
        await said_to(bot, own_slack.mention("corridor"))


async def test_what_comes_while_the_bot_starts_waits_for_it(own_slack: SlackServer) -> None:
    own_slack.fail("auth.test", status=200, delay=1)
    async with BotProcess.start(own_slack, wait=False) as bot:
        await own_slack.wait_for(lambda: "listening on" in bot.output)
        assert (await bot.get("/readyz")).status == 503
        assert (await bot.receive(own_slack.mention("corridor"))).status == 200


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"payload=%7B", 400),
        (b"\xff\xfe", 400),
        (b"", 400),
        (b"[]", 400),
        (b"[" * 100_000, 400),
        (b"x" * 1_000_001, 413),
    ],
)
async def test_what_is_no_request_of_slack_s_is_refused(
    own_bot_over_http: BotProcess, body: bytes, status: int
) -> None:
    bot = own_bot_over_http
    received = await bot.post_raw(body, {"Content-Type": "application/json", **bot.signed(body)})
    assert received.status == status
    form = {"Content-Type": "application/x-www-form-urlencoded", **bot.signed(body)}
    assert (await bot.post_raw(body, form)).status in (status, 400, 404)


async def test_a_wrong_missing_or_old_signature_is_refused(own_bot_over_http: BotProcess) -> None:
    bot, body = own_bot_over_http, b"command=%2Fots&text=corridor&user_id=U1&team_id=T1"
    right = bot.signed(body)
    for headers in (
        {},
        bot.signed(b"another body"),
        bot.signed(body, at=time.time() - 301),
        bot.signed(body, at=time.time() + 330),  # so far ahead that it is none when its turn comes
        bot.signed(body, secret="another-secret"),  # noqa: S106
        {**right, "X-Slack-Signature": "v0="},
        {**right, "X-Slack-Signature": "v0=ñ"},
        {**right, "X-Slack-Request-Timestamp": "9" * 5_000},
        {**right, "X-Slack-Request-Timestamp": "soon"},
    ):
        form = {"Content-Type": "application/x-www-form-urlencoded", **headers}
        assert (await bot.post_raw(body, form)).status == 401


async def test_only_posts_to_the_one_url_are_taken(own_bot_over_http: BotProcess) -> None:
    assert (await own_bot_over_http.get("/slack/events")).status == 405
    assert (await own_bot_over_http.get("/")).status == 404
    assert (await own_bot_over_http.post_raw(b"text=corridor", path="/slack/commands")).status == 404


@pytest.mark.parametrize("page", ["0", "1"])
async def test_what_slack_signed_is_taken_wherever_its_settings_send_it(
    own_slack: SlackServer, page: str
) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    async with BotProcess.start(own_slack, env={"OTS_PAGE": page}) as bot:
        for path in ("/slack/events/", "//slack/events", "/slack/commands", "/", "/events?from=slack"):
            body = urlencode(own_slack.command("zangazur corridor").body).encode()
            received = await bot.post_raw(body, form | bot.signed(body), path=path)
            assert received.text.startswith("Zangazur Corridor (TRIPP)")
            forged = form | bot.signed(body, secret="another")  # noqa: S106
            assert (await bot.post_raw(body, forged, path=path)).status == 401
        assert (await bot.get("/healthz")).status == 200


async def test_a_body_is_read_whatever_its_type_is_called(own_bot_over_http: BotProcess) -> None:
    bot, slack = own_bot_over_http, own_bot_over_http.slack
    for kind in ("text/plain", "application/vnd.api+json", "application/json", "application/octet-stream"):
        command = urlencode(slack.command("zangazur corridor").body).encode()
        for body in (command, json.dumps(slack.mention("zangazur corridor").body).encode()):
            assert (await bot.post_raw(body, {"Content-Type": kind, **bot.signed(body)})).status == 200


async def test_the_url_is_verified_when_slack_asks(own_bot_over_http: BotProcess) -> None:
    slack = own_bot_over_http.slack
    received = await own_bot_over_http.receive(slack.url_verification("a-challenge"))
    assert received.json == {"challenge": "a-challenge"}


@pytest.fixture(scope="module")
async def own_bot_over_http(slack: SlackServer):  # type: ignore[no-untyped-def]
    async with BotProcess.start(slack) as bot:
        yield bot


@pytest.mark.parametrize("transport", ["http", "socket"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_the_bot_stops_when_told_to(
    own_slack: SlackServer, transport: str, number: signal.Signals
) -> None:
    async with BotProcess.start(own_slack, transport) as bot:  # type: ignore[arg-type]
        started = time.monotonic()
        assert await bot.stop(number) == 0
        assert time.monotonic() - started < 10
        assert "Traceback" not in bot.output


@pytest.mark.parametrize("transport", ["http", "socket"])
async def test_what_is_under_way_is_finished_before_the_end(own_slack: SlackServer, transport: str) -> None:
    own_slack.fail("chat.postMessage", status=200, delay=1.5, times=20)
    async with BotProcess.start(own_slack, transport) as bot:  # type: ignore[arg-type]
        mentions = [own_slack.mention("corridor") for _ in range(20)]
        deliveries = [asyncio.create_task(bot.receive(mention)) for mention in mentions]
        await own_slack.wait_for(
            lambda: sum(call.method == "chat.postMessage" for call in own_slack.calls) == 20
        )
        assert await bot.stop() == 0
        assert len(own_slack.answers) == 20
        assert {(await delivery).status for delivery in deliveries} == {200}


async def test_readiness_is_withdrawn_before_the_end(own_slack: SlackServer) -> None:
    async with BotProcess.start(own_slack) as bot:
        os.kill(bot.pid, signal.SIGTERM)
        await asyncio.sleep(0.3)
        drained = await bot.get("/readyz")
        assert (drained.status, drained.body) == (503, "stopping\n")
        assert (await bot.receive(own_slack.command("corridor"))).status == 200
        assert await bot.ended() == 0


@pytest.mark.slow
async def test_a_renewed_connection_loses_no_envelope(own_slack: SlackServer) -> None:
    async with BotProcess.start(own_slack, "socket") as bot:
        deliveries = []
        for number in range(30):
            deliveries.append(asyncio.create_task(bot.receive(own_slack.mention("corridor"))))
            if number in (5, 15):
                await own_slack.refresh()
            await asyncio.sleep(0.02)
        assert {(await delivery).status for delivery in deliveries} == {200}
        assert len(own_slack.answers) == 30
        assert own_slack.connections == 1


async def test_a_warning_is_heeded_while_the_old_connection_is_still_read(own_slack: SlackServer) -> None:
    async with BotProcess.start(own_slack, "socket") as bot:
        await own_slack.disconnect("warning")
        await own_slack.wait_for(lambda: own_slack.opened == 2)
        for _ in range(4):
            await said_to(bot, own_slack.mention("corridor"))


async def test_a_dropped_connection_is_opened_anew(own_slack: SlackServer) -> None:
    async with BotProcess.start(own_slack, "socket") as bot:
        await own_slack.drop()
        await said_to(bot, own_slack.mention("corridor"))
        assert own_slack.opened == 2


@pytest.mark.slow
async def test_connecting_goes_on_while_slack_refuses(own_slack: SlackServer) -> None:
    async with BotProcess.start(own_slack, "socket") as bot:
        own_slack.fail("apps.connections.open", status=500, times=3)
        own_slack.fail("apps.connections.open", error="internal_error")
        await own_slack.drop()
        await said_to(bot, own_slack.mention("corridor"))
        assert "Traceback" not in bot.output


async def test_an_envelope_whose_connection_is_lost_is_answered_once(own_slack: SlackServer) -> None:
    own_slack.fail("chat.postMessage", status=200, delay=1)
    async with BotProcess.start(own_slack, "socket") as bot:
        delivery = asyncio.create_task(bot.receive(own_slack.mention("corridor")))
        await asyncio.sleep(0.3)
        await own_slack.drop()
        assert (await delivery).status == 200
        assert len(own_slack.answers) == 1


@pytest.mark.parametrize("process", ["web", "worker"])
async def test_the_procfile_starts_the_bot(own_slack: SlackServer, process: str) -> None:
    transport = "http" if process == "web" else "socket"
    probe = BotProcess.start(own_slack, transport, wait=False)  # type: ignore[arg-type]
    honcho = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "honcho", "start", "-f", str(ROOT / "Procfile"), "-d", str(ROOT), process),
        # The README's commands call into the environment without activating it; a platform has `ots` on its path.
        env={
            **probe.environment(),
            "PATH": os.pathsep.join((sysconfig.get_path("scripts"), os.environ["PATH"])),
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        await own_slack.wait_for(
            lambda: (
                any(call.method == "auth.test" for call in own_slack.calls)
                and (process == "web" or own_slack.connections)
            ),
            within=20,
        )
    finally:
        os.killpg(honcho.pid, signal.SIGTERM)
        output, _ = await honcho.communicate()
    expected = b"listening on http://" if process == "web" else b"connected to Slack by socket"
    assert expected in output
