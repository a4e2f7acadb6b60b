"""Whatever is sent to the request URL: never a 5xx, never a crash, never an echo that Slack would obey.

A thousand requests here; ``pytest tests/serving/test_hostile.py --hypothesis-profile hostile`` sends 50,000.
"""

from __future__ import annotations

import asyncio
import copy
import json
import os
import resource
from collections.abc import AsyncIterator, Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.slack_server import BotProcess, Payload, SlackServer, ViewCall
from tests.slack_server.fixtures import said_to

MENTION_OF_ALL = "<!channel>"
KINDS = (
    *("command", "mention", "follow-up", "direct", "home", "messages", "pane", "link", "step", "click"),
    *("feedback", "select", "suggestion", "note", "shortcut", "look up", "check"),
)
SIZES = {"gate": 1_000 if os.environ.get("CI") else 400, "explore": 5_000, "hostile": 50_000}

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.text(max_size=40)
    | st.just(MENTION_OF_ALL),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
HEADERS = st.dictionaries(
    st.sampled_from(
        ["Content-Type", "X-Slack-Retry-Num", "X-Slack-Bolt-Lazy-Only", "X-Slack-Signature", "Cookie"]
    ),
    st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60).map(str.strip),
    max_size=3,
)


ENVIRONMENT = {"OTS_LOG_LEVEL": "WARNING", "OTS_URL": "https://ots.example.org"}


@pytest.fixture(scope="session")
async def target() -> AsyncIterator[BotProcess]:
    async with SlackServer() as slack, BotProcess.start(slack, env=ENVIRONMENT) as bot:
        yield bot


def changed(draw: st.DrawFn, value: Any) -> Any:
    """*value* with some part of it left out or replaced."""
    if isinstance(value, dict) and value and draw(st.integers(0, 4)):
        key = draw(st.sampled_from(sorted(value)))
        rest = {name: part for name, part in value.items() if name != key}
        return rest if draw(st.integers(0, 3)) == 0 else {**rest, key: changed(draw, value[key])}
    if isinstance(value, list) and value and draw(st.booleans()):
        return [changed(draw, value[0]), *value[1:]]
    return draw(JSON)


@st.composite
def bodies(draw: st.DrawFn) -> tuple[str, Any]:
    """How a body is written, and what it is made from: nonsense, or a payload of Slack's with a part changed."""
    form = draw(st.sampled_from(["raw", "form", "payload", "json"]))
    if form == "raw":
        return form, draw(st.binary(max_size=200))
    kind = draw(st.sampled_from(KINDS))
    return form, (kind, draw(st.text(max_size=60) | st.just(MENTION_OF_ALL)))


Kinds = dict[str, Callable[[str], Payload]]


@pytest.fixture(scope="session")
async def kinds(target: BotProcess) -> Kinds:
    """Whatever people do that comes with a text, as Slack tells of it."""
    slack = target.slack
    answer = await said_to(target, slack.mention("zangazur corridor"))
    await target.receive(slack.shortcut())
    search = slack.views[-1]
    note = ViewCall("views.open", {"type": "modal", "callback_id": "note", "submit": "Send"}, "V1")
    return {
        "command": slack.command,
        "mention": slack.mention,
        "follow-up": lambda text: slack.mention(text, thread_ts=answer.thread_ts),
        "direct": slack.direct,
        "home": lambda _: slack.home_opened(),
        "messages": lambda _: slack.home_opened(tab="messages"),
        "pane": lambda _: slack.pane_opened(),
        "link": lambda text: slack.link_shared(f"https://ots.example.org/f/{text}"),
        "step": lambda text: slack.step({"question": text}),
        "click": lambda _: slack.click(copy.deepcopy(answer), "context"),
        "feedback": lambda _: slack.feedback(copy.deepcopy(answer), positive=False),
        "select": lambda text: slack.choose_option(search, "search", {"value": text}),
        "suggestion": lambda text: slack.suggest(search, "search", text),
        "note": lambda text: slack.submit_view(note, {"note": {"note": {"value": text}}}),
        "shortcut": lambda _: slack.shortcut(),
        "look up": lambda text: slack.message_shortcut(slack.say(text)),
        "check": lambda text: slack.message_shortcut(slack.say(text), "check_against_source"),
    }


@settings(
    max_examples=SIZES.get(settings.get_current_profile_name(), 1_000),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(case=bodies(), headers=HEADERS, signed=st.integers(0, 5), data=st.data())
async def test_nothing_that_is_sent_breaks_the_bot(
    target: BotProcess,
    kinds: Kinds,
    case: tuple[str, Any],
    headers: dict[str, str],
    signed: int,
    data: st.DataObject,
) -> None:
    form, made = case
    if form == "raw":
        body = made
    else:
        kind, text = made
        value = changed(lambda strategy: data.draw(strategy), kinds[kind](text).body)  # type: ignore[arg-type]
        written = json.dumps(value)
        body = (
            written.encode(errors="surrogatepass")
            if form == "json"
            else urlencode(
                {"payload": written}
                if form == "payload"
                else {str(k): str(v) for k, v in value.items()}
                if isinstance(value, dict)
                else {},
                errors="surrogatepass",
            ).encode()
        )
    types = {"json": "application/json"}
    sent = {"Content-Type": types.get(form, "application/x-www-form-urlencoded"), **headers}
    if signed:
        sent |= target.signed(body)
    received = await target.post_raw(body, sent)
    assert received.status < 500, received.body
    if not signed:
        assert received.status in (400, 401)
    assert MENTION_OF_ALL not in received.body
    assert "<script" not in received.body
    assert target.running


async def test_the_bot_is_well_afterwards(target: BotProcess) -> None:
    received = await target.receive(target.slack.command("corridor"))
    assert received.status == 200
    assert "Traceback" not in target.output
    assert (await target.get("/readyz")).status == 200


WAITING = {
    "nothing": b"",
    "half a head": b"POST /slack/events HTTP/1.1\r\nHost: bot\r\n",
    "half a body": b"POST /slack/events HTTP/1.1\r\nHost: bot\r\nContent-Length: 99\r\n\r\nx",
    "half a second head": b"GET /healthz HTTP/1.1\r\nHost: bot\r\n\r\nGET /hea",
}


@pytest.mark.alone
async def test_clients_that_keep_the_bot_waiting_are_let_go(target: BotProcess) -> None:
    connections = [
        (sent, *await asyncio.open_connection("127.0.0.1", target.port))
        for sent in WAITING
        for _ in range(50)
    ]
    for sent, _, writer in connections:
        writer.write(WAITING[sent])
    try:
        received = await target.receive(target.slack.command("corridor"))
        assert received.status == 200
        assert received.seconds < 1
        closed = {asyncio.create_task(reader.read()): sent for sent, reader, _ in connections}
        done, kept = await asyncio.wait(closed, timeout=13)
        assert {closed[it] for it in kept} == set()
        await asyncio.gather(*done)
    finally:
        for _, _, writer in connections:
            writer.close()


ANOTHER_PROTOCOL = b"""Connection: Upgrade, HTTP2-Settings
Upgrade: h2c
HTTP2-Settings: AAMAAABkAAQAAP__
""".replace(b"\n", b"\r\n")


@pytest.mark.parametrize("in_pieces", [False, True])
@pytest.mark.parametrize("framed", ["by length", "in chunks"])
async def test_a_request_that_offers_another_protocol_is_answered_in_the_one_it_came_by(
    target: BotProcess, framed: str, *, in_pieces: bool
) -> None:
    """As those of Java's own client, and of proxies that use it."""
    body = urlencode(target.slack.command("corridor").body).encode()
    signed = "".join(f"{name}: {value}\r\n" for name, value in target.signed(body).items()).encode()
    head = b"POST /slack/events HTTP/1.1\r\nHost: bot\r\n" + signed + ANOTHER_PROTOCOL
    if framed == "in chunks":
        request = head + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
    else:
        request = head + b"Content-Length: %d\r\n\r\n%b" % (len(body), body)
    reader, writer = await asyncio.open_connection("127.0.0.1", target.port)
    for _ in range(2):  # the connection goes on
        size = 7 if in_pieces else len(request)
        for start in range(0, len(request), size):
            writer.write(request[start : start + size])
            await writer.drain()
        answer = await reader.readuntil(b"\r\n\r\n")
        assert answer.startswith(b"HTTP/1.1 200 OK")
        length = int(answer.partition(b"content-length: ")[2].split()[0])
        assert b"Middle Corridor" in await reader.readexactly(length)
    writer.close()


@pytest.mark.alone
@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux lets others set limits")
async def test_more_connections_than_it_may_have_do_not_fill_the_log(target: BotProcess) -> None:
    before = len(target.output)
    limits = resource.prlimit(target.pid, resource.RLIMIT_NOFILE)
    resource.prlimit(target.pid, resource.RLIMIT_NOFILE, (40, limits[1]))
    try:
        connections = [await asyncio.open_connection("127.0.0.1", target.port) for _ in range(100)]
        await target.slack.wait_for(lambda: "Too many open files" in target.output)
        await asyncio.sleep(1.5)  # it is tried again each second
        for _, writer in connections:
            writer.close()
    finally:
        resource.prlimit(target.pid, resource.RLIMIT_NOFILE, limits)
    received = await target.receive(target.slack.command("corridor"))
    assert received.status == 200
    (told,) = target.output[before:].splitlines()
    assert told.endswith("no further connection can be taken (Too many open files)")


FIRST = b"POST /slack/events HTTP/1.1\r\nHost: bot\r\nContent-Length: 50000\r\n\r\n" + b"a" * 50_000


@pytest.mark.parametrize("before", [b"", FIRST], ids=["alone", "behind another request"])
async def test_how_long_a_head_may_be_is_the_same_wherever_it_stands(
    target: BotProcess, before: bytes
) -> None:
    for size, status in ((60_000, b"200 OK"), (100_000, b"400 Bad Request")):
        reader, writer = await asyncio.open_connection("127.0.0.1", target.port)
        head = b"GET /healthz HTTP/1.1\r\nConnection: close\r\nHost: bot\r\nX-A: %b\r\n\r\n" % (b"a" * size)
        writer.write(before + head[:30_000])
        await asyncio.sleep(0.05)
        writer.write(head[30_000:])
        assert (await reader.read()).rpartition(b"HTTP/1.1 ")[2].startswith(status)
        writer.close()


@pytest.mark.parametrize(
    "sent",
    [(b"GET /", b"a" * 60_000), (b"GET / HTTP/1.1\r\n", b"X-A: %s\r\n" % (b"a" * 60_000)), (b"GET / HTTP/1.1\r\nX-", b"a" * 60_000)],
    ids=["an address", "headers", "a header's name"],
)  # fmt: skip
@pytest.mark.slow
async def test_a_head_that_does_not_end_is_not_read_on(target: BotProcess, sent: tuple[bytes, bytes]) -> None:
    begun, more = sent
    _, writer = await asyncio.open_connection("127.0.0.1", target.port)
    writer.write(begun)

    async def go_on() -> None:
        for _ in range(1_000):
            writer.write(more)
            await writer.drain()
            await asyncio.sleep(0.001)

    with pytest.raises(ConnectionError):
        await go_on()
    writer.close()
    assert (await target.get("/healthz")).status == 200
