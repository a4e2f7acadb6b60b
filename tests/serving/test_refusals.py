"""A refusal is heard: one line that says what it looks like, a count, and at the start the right exit code."""

from __future__ import annotations

import asyncio
import gzip
import json
import re
import socket
import time
from pathlib import Path
from typing import Any

import pytest

from bot.delivery.settings import Settings
from knowledge.errors import ConfigError
from tests.conftest import ROOT, KnowledgeDir, run_ots
from tests.serving.test_operations import metrics
from tests.serving.test_transports import TOKENS
from tests.slack_server import BotProcess, SlackServer
from tests.slack_server.fixtures import said_to

pytestmark = pytest.mark.slow

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
BODY = b"command=%2Fots&text=corridor&user_id=U1&team_id=T1"


def refusals(bot: BotProcess) -> list[str]:
    """The lines about refused requests, without their time."""
    return [
        line.partition("a request was refused: ")[2]
        for line in bot.output.splitlines()
        if "refused: " in line
    ]


async def test_each_kind_of_refusal_is_told_once_and_counted(own_slack: SlackServer, port: int) -> None:
    async with BotProcess.start(own_slack, env={"OTS_METRICS_PORT": str(port)}) as bot:
        for _ in range(5):
            now = time.time()
            for headers in (
                {},
                bot.signed(BODY, secret="another"),  # noqa: S106
                bot.signed(BODY, at=now - 400),
                bot.signed(BODY, at=now + 4_000),
            ):
                assert (await bot.post_raw(BODY, FORM | headers)).status == 401
            assert (
                await bot.post_raw(b"{", {"Content-Type": "application/json", **bot.signed(b"{")})
            ).status == 400
        await own_slack.wait_for(lambda: len(refusals(bot)) >= 4)
        said = refusals(bot)
        assert len(said) == 4
        unsigned, secret, clock, unreadable = said
        assert unsigned == "it has no signature of Slack's, so it came from somebody else"
        assert "SLACK_SIGNING_SECRET is another app's or old" in secret
        # A second may pass between signing and reading.
        assert re.match(r"it is signed well, and dated 40\d s behind the clock here", clock)
        assert unreadable == "the body cannot be read"
        counted = await metrics(port)
        for reason, times in {"unsigned": 5, "signature": 5, "clock": 10, "unreadable": 5}.items():
            assert counted[f'ots_refused_requests_total{{reason="{reason}"}}'] == times


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"a" * 500,  # https:// where http:// is meant
        b"GET / HTTP/1.1\r\nHost: bot\r\nContent-Length: -1\r\n\r\n",
        b"CONNECT slack.com:443 HTTP/1.1\r\nHost: slack.com:443\r\n\r\n",
    ],
    ids=["a handshake", "no HTTP", "what a proxy is asked"],
)
async def test_what_is_no_request_at_all_does_not_fill_the_log(own_slack: SlackServer, sent: bytes) -> None:
    async with BotProcess.start(own_slack) as bot:
        for _ in range(20):
            reader, writer = await asyncio.open_connection("127.0.0.1", bot.port)
            writer.write(sent)
            assert await reader.read(1_000)
            writer.close()
        await own_slack.wait_for(lambda: "WARNING" in bot.output)
        assert (await bot.receive(own_slack.command("corridor"))).status == 200
        assert bot.output.count("WARNING") == 1


@pytest.mark.parametrize("level", ["WARNING", "DEBUG"])
async def test_the_line_names_nothing_of_the_request(own_slack: SlackServer, level: str) -> None:
    async with BotProcess.start(own_slack, env={"OTS_LOG_LEVEL": level}) as bot:
        await bot.post_raw(BODY, FORM | bot.signed(BODY, secret="another"))  # noqa: S106
        await own_slack.wait_for(lambda: len(refusals(bot)) == 1)
        assert "corridor" not in bot.output


@pytest.mark.parametrize("quote", ['"', "'", "`"])
@pytest.mark.parametrize(
    "name",
    ["SLACK_SIGNING_SECRET", "SLACK_BOT_TOKEN", "PORT", "DATABASE_URL", "DATABASE_CA", "OTS_KNOWLEDGE"],
)
def test_a_value_in_quotes_is_refused_at_the_start(name: str, quote: str) -> None:
    value = TOKENS.get(name, "postgres://a:b@c/d")
    done = run_ots("serve", "--http", env={**TOKENS, name: f"{quote}{value}{quote}"})
    assert done.exit_code == 2
    assert name in done.err
    assert value not in done.err
    if name != "OTS_KNOWLEDGE":
        assert done.err.startswith(f"ots: {name} stands in quotes")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SLACK_SIGNING_SECRET", "xoxb-1-a-token"),
        ("SLACK_SIGNING_SECRET", "two words"),
        ("SLACK_SIGNING_SECRET", "short"),
        ("SLACK_BOT_TOKEN", 'xoxb-1-2"'),
        ("SLACK_BOT_TOKEN", "xapp-1-2"),
        ("HOST", "http://here"),
        ("HOST", "0.0.0.0:3000"),
        ("HOST", "a..host"),
        ("SLACK_API_URL", "https://[::1/api/"),
        ("OTS_KEEP_ALIVE", "0"),
        ("OTS_KEEP_ALIVE", "soon"),
        ("SLACK_BOT_TOKEN", "xoxb-1-ключ"),
        ("SLACK_API_URL", "https://slack.com:99999/api/"),
        ("SLACK_API_URL", "https://me:mine-alone@slack.com/api/"),
        ("OTS_URL", "https://me:mine@alone@ots.example.org"),
        ("OTS_URL", "https://ots.example.org:99999"),
        ("HTTPS_PROXY", "socks5://proxy:1080"),
        ("HTTPS_PROXY", "http://me:mine/alone@proxy:3128"),
        ("https_proxy", "me:mine#alone@proxy:3128"),
        ("ALL_PROXY", "proxy:99999"),
        ("ALL_PROXY", "a..proxy:3128"),
        # A secret that was put into the wrong variable is shown as little as in its own.
        ("PORT", "xoxb-1-2-mine"),
        ("OTS_COMMAND", "xapp-1-2-mine"),
    ],
)
def test_a_value_that_cannot_be_right_is_refused_at_the_start(name: str, value: str) -> None:
    done = run_ots("serve", "--http", env={**TOKENS, name: value})
    assert done.exit_code == 2
    assert done.err.startswith(f"ots: {name.upper()} is ")
    assert len(done.err.splitlines()) == 1


def test_a_token_in_the_place_of_the_other_is_called_what_it_is() -> None:
    swapped = {"SLACK_APP_TOKEN": TOKENS["SLACK_BOT_TOKEN"], "SLACK_BOT_TOKEN": TOKENS["SLACK_APP_TOKEN"]}
    with pytest.raises(
        ConfigError, match=r"SLACK_APP_TOKEN is not an app-level token \(xapp-…\), but a bot token"
    ):
        Settings.read(swapped)


SET = {
    **TOKENS,
    "PORT": "3001",
    "HOST": "::1",
    "WEB_CONCURRENCY": "2",
    "OTS_COMMAND": "/ask",
    "OTS_LOG_LEVEL": "debug",
    "OTS_URL": "https://ots.example.org",
    "SLACK_API_URL": "https://slack-gov.com/api/",
}


@pytest.mark.parametrize("without", [None, "SLACK_APP_TOKEN", "PORT"])
def test_space_around_a_value_is_no_part_of_it_and_space_alone_no_value(without: str | None) -> None:
    """As where a file of variables has the line ends of Windows."""
    given = {name: value for name, value in SET.items() if name != without}
    spaced = {name: f" {given.get(name, '')}\r" for name in SET}
    assert Settings.read(spaced) == Settings.read(given)


def raw(body: bytes, *more: str, status: str = "200 OK") -> bytes:
    """An answer as it stands on the wire."""
    kind = [] if any(it.startswith("Content-Type") for it in more) else ["Content-Type: application/json"]
    head = [f"HTTP/1.1 {status}", "Connection: close", f"Content-Length: {len(body)}", *kind, *more]
    return "\r\n".join((*head, "", "")).encode() + body


# Packed in haste, as each process of the tests packs it.
PACKED = gzip.compress(b'{"ok": true, "more": "%s"}' % (b"a" * 100_000_000), compresslevel=1)


async def test_what_the_token_may_not_do_is_told_at_the_start_and_where_slack_refuses(
    own_slack: SlackServer,
) -> None:
    """Slack says nothing of mentions that it does not send; and a scope counts once the app is installed anew."""
    own_slack.scopes.remove("app_mentions:read")
    async with BotProcess.start(own_slack) as bot:
        assert "SLACK_BOT_TOKEN lacks app_mentions:read: add it in your app's settings" in bot.output
        refusal = {"ok": False, "error": "missing_scope", "needed": "chat:write", "provided": "commands"}
        own_slack.fail("chat.postMessage", raw=raw(json.dumps(refusal).encode()))
        await bot.receive(own_slack.mention("corridor"))
        await own_slack.wait_for(lambda: "was not answered" in bot.output)
        assert bot.output.rstrip().endswith("SlackApiError: missing_scope (it needs the scope chat:write)")


async def test_a_token_that_may_do_all_is_not_spoken_of(own_slack: SlackServer) -> None:
    async with BotProcess.start(own_slack) as bot:
        assert "WARNING" not in bot.output


PAGES: list[dict[str, Any]] = [
    {"status": 200, "page": "<html>Welcome to the hotel</html>"},
    {"status": 403, "page": "<html>Blocked by policy</html>"},
    {"status": 407, "page": "<html>Proxy authentication required</html>"},
    {"status": 511, "page": "<html>Network authentication required</html>"},
    {"status": 200, "half": True},
    {"raw": raw(PACKED, "Content-Encoding: gzip")},
    {"raw": raw(b"[" * 200_000)},
    {"raw": raw(b'{"ok": true}', "Content-Type: application/gzip")},
    {"raw": raw(b'{"ok": false, "error": null}')},
    {"raw": raw(b'\xef\xbb\xbf{"ok": true}')},
    {"raw": raw(b"", "Location: http://[::1/", status="302 Found")},
]


# What reads an answer is the same for all: each page is tried once, and each way with several pages.
WAYS = [("http", "auth.test"), ("socket", "auth.test"), ("socket", "apps.connections.open")]
MET = [(*WAYS[number % len(WAYS)], page) for number, page in enumerate(PAGES)]


@pytest.mark.parametrize(("transport", "method", "page"), MET, ids=lambda it: str(it)[:60])
async def test_another_server_s_page_is_no_word_of_slack_s(
    own_slack: SlackServer, transport: Any, method: str, page: dict[str, Any]
) -> None:
    own_slack.fail(method, times=2, **page)
    async with BotProcess.start(own_slack, transport) as bot:
        assert "Slack cannot be reached" in bot.output
        await said_to(bot, own_slack.mention("corridor"))


@pytest.mark.parametrize("page", PAGES, ids=lambda it: str(it)[:60])
async def test_an_answer_that_met_another_server_s_page_is_posted_once(
    own_slack: SlackServer, page: dict[str, Any]
) -> None:
    own_slack.fail("chat.postMessage", times=2, **page)
    async with BotProcess.start(own_slack) as bot:
        assert (await bot.receive(own_slack.mention("corridor"))).status == 200
        await own_slack.wait_for(lambda: "answered surface=mention" in bot.output)
        assert len(own_slack.answers) == 1
        assert peak(bot) < 250


def peak(bot: BotProcess) -> int:
    """The most memory that *bot* had so far, in megabytes."""
    status = Path(f"/proc/{bot.pid}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) // 1_000


@pytest.mark.parametrize("page", PAGES[:6], ids=lambda it: str(it)[:60])
async def test_a_click_that_met_another_server_s_page_is_answered_all_the_same(
    own_slack: SlackServer, page: dict[str, Any]
) -> None:
    async with BotProcess.start(own_slack) as bot:
        answer = await bot.receive(own_slack.command("zangazur corridor"))
        own_slack.fail("response_url", **page)
        assert (await bot.receive(own_slack.click(answer, "more"))).seconds < 3
        await own_slack.wait_for(lambda: own_slack.responses)


WITHOUT_ADDRESS = [
    b'{"ok": true}',
    b'{"ok": true, "url": null}',
    b'{"ok": true, "url": "ws://[::1"}',
    b'{"ok": true, "url": 5}',
]


@pytest.mark.parametrize("body", WITHOUT_ADDRESS, ids=lambda it: it.decode())
async def test_a_socket_without_a_usable_address_is_asked_for_again(
    own_slack: SlackServer, body: bytes
) -> None:
    own_slack.fail("apps.connections.open", raw=raw(body))
    async with BotProcess.start(own_slack, "socket") as bot:
        own_slack.fail("apps.connections.open", raw=raw(body), times=2)
        await own_slack.drop()
        await said_to(bot, own_slack.mention("corridor"))
        assert "Traceback" not in bot.output


NONSENSE: list[object] = [
    {"envelope_id": "1", "type": "events_api"},
    {"envelope_id": "2", "type": "events_api", "payload": None},
    {"envelope_id": "3", "type": "events_api", "payload": [1]},
    {"envelope_id": ["4"], "type": "interactive", "payload": {"type": ["x"], "user": None}},
    {"envelope_id": "5", "type": "slash_commands", "payload": {"command": ["/ots"], "text": 5}},
    {"envelope_id": "6", "type": None, "payload": {"authorizations": 5, "event": {"type": "app_mention"}}},
    {
        "envelope_id": "7",
        "type": "events_api",
        "payload": {"event": {"type": "message", "channel_type": "im"}},
    },
    {"envelope_id": {}, "type": "hello", "payload": "x"},
    {"type": "never heard of"},
    [],
    None,
]


@pytest.mark.parametrize("level", ["INFO", "DEBUG"])
async def test_nonsense_on_a_socket_breaks_nothing(own_slack: SlackServer, level: str) -> None:
    async with BotProcess.start(own_slack, "socket", env={"OTS_LOG_LEVEL": level}) as bot:
        for message in (
            *map(json.dumps, NONSENSE),
            "{",
            "[" * 100_000,
            "\ufeff{}",
            '{"envelope_id": "\\ud83d"}',
        ):
            await own_slack.tell(message)
        await said_to(bot, own_slack.mention("corridor"))
        odd = {"retry_attempt": "no number", "retry_reason": {}}
        asked = own_slack.mention("corridor").body
        await own_slack.tell(json.dumps({"envelope_id": "8", "type": "events_api", "payload": asked, **odd}))
        await own_slack.wait_for(lambda: len(own_slack.answers) == 2)
        assert own_slack.opened == 1
        assert "never retrieved" not in bot.output
        assert "could not be read" in bot.output


@pytest.mark.parametrize("workers", ["1", "2"])
async def test_a_port_for_metrics_that_is_taken_ends_all(own_slack: SlackServer, workers: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        env = {"OTS_METRICS_PORT": str(port), "WEB_CONCURRENCY": workers}
        async with BotProcess.start(own_slack, env=env, wait=False) as bot:
            assert await bot.ended() == 2
            assert (
                bot.output.count(f"OTS_METRICS_PORT is {port}: cannot listen there (Address already in use)")
                == 1
            )
            assert "Traceback" not in bot.output


async def test_a_token_that_is_refused_ends_all_processes(own_slack: SlackServer) -> None:
    env = {"SLACK_BOT_TOKEN": "xoxb-wrong", "WEB_CONCURRENCY": "2"}
    async with BotProcess.start(own_slack, env=env, wait=False) as bot:
        assert await bot.ended() == 1
        assert "Slack refused SLACK_BOT_TOKEN (invalid_auth)" in bot.output


BROKEN = """\
import asyncio

def run(main):
    main.close()
    raise RuntimeError("an error that nobody foresaw")

asyncio.run = run
"""


async def test_processes_that_do_nothing_but_die_end_all_with_their_reason(
    own_slack: SlackServer, tmp_path: Path, knowledge_dir: KnowledgeDir
) -> None:
    (tmp_path / "sitecustomize.py").write_text(BROKEN)
    # Each that is started again reads the knowledge anew.
    env = {
        "WEB_CONCURRENCY": "2",
        "PYTHONPATH": f"{tmp_path}:{ROOT}",
        "OTS_KNOWLEDGE": str(knowledge_dir.path),
    }
    async with BotProcess.start(own_slack, env=env, wait=False) as bot:
        assert await bot.ended(within=240) == 70
        assert "RuntimeError: an error that nobody foresaw" in bot.output
        assert "ended with 70: all end" in bot.output
