"""How `ots mcp` starts, is refused, and ends: nothing but the protocol on standard output."""

from __future__ import annotations

import json
import signal
import subprocess
from pathlib import Path

import aiohttp
import pytest

from tests.conftest import ROOT, Ots, run_ots
from tests.mcp.running import COMMAND, TOKEN, ask, by_http, environment, listening

pytestmark = pytest.mark.slow  # many runs of the command, or waiting

FIRST = (
    {
        "id": 1,
        "method": "initialize",
        "params": {
            "protocolVersion": "2025-06-18",
            "capabilities": {},
            "clientInfo": {"name": "tests", "version": "0"},
        },
    },
    {"method": "notifications/initialized"},
)


def lines(*messages: object) -> str:
    """*messages*, a line each: strings as they are, others as what JSON-RPC makes of them."""
    written = (it if isinstance(it, str) else json.dumps({"jsonrpc": "2.0", **it}) for it in messages)  # type: ignore[dict-item]
    return "".join(f"{line}\n" for line in written)


@pytest.fixture
def ots() -> Ots:
    """The command as it starts by itself, with what is installed there."""
    return run_ots


def test_garbage_harms_nothing_and_what_was_asked_before_the_end_is_answered(ots: Ots) -> None:
    asked = [
        {"id": it, "method": "tools/call", "params": {"name": "ask", "arguments": {"question": "corridor"}}}
        for it in range(3, 30)
    ]
    ran = ots("mcp", stdin=lines(*FIRST, "{garbage", "[]", "", {"id": 2, "method": "no/such"}, *asked))
    said = {it["id"]: it for it in map(json.loads, ran.out.splitlines())}
    assert said.keys() == set(range(1, 30))
    assert said[1]["result"]["serverInfo"]["name"] == "ots"
    assert said[2]["error"]["message"] == "Method not found"
    assert said[29]["result"]["structuredContent"]["entry"] == "middle-corridor"
    assert (ran.exit_code, ran.err) == (0, "")


def test_sigterm_ends_it_quietly() -> None:
    process = subprocess.Popen(  # noqa: S603 - our own command
        [*COMMAND, "mcp"],
        env=environment(),
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin
    assert process.stdout
    process.stdin.write(lines(*FIRST).encode())
    process.stdin.flush()
    assert process.stdout.readline()
    process.send_signal(signal.SIGTERM)
    assert process.communicate(timeout=15) == (b"", b"")
    assert process.returncode == 0


def test_without_a_token_it_does_not_listen(ots: Ots) -> None:
    ran = ots("mcp", "--http", env={"OTS_MCP_TOKEN": " "})
    assert ran.exit_code == 2
    assert ran.lines == [
        "ots: OTS_MCP_TOKEN is not set: choose a long secret, and give it to those who may ask"
    ]


def test_a_token_in_quotes_is_refused(ots: Ots) -> None:
    ran = ots("mcp", "--http", env={"OTS_MCP_TOKEN": '"abcdefgh"'})
    assert ran.exit_code == 2
    assert ran.lines == [
        "ots: OTS_MCP_TOKEN stands in quotes, which are taken for a part of it (as docker's --env-file does): "
        "write it without"
    ]


def test_without_the_package_it_says_what_to_install(ots: Ots, tmp_path: Path) -> None:
    (tmp_path / "mcp").mkdir()
    (tmp_path / "mcp" / "__init__.py").write_text("")  # an older one, or another of that name
    ran = ots("mcp", env={"PYTHONPATH": f"{tmp_path}:{ROOT}"})
    assert ran.exit_code == 2
    assert ran.lines == ["ots: the package mcp, 2.3 or later, is not installed: pip install 'ots-bot[mcp]'"]


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_over_http_who_has_the_token_is_answered(mode: str) -> None:
    with listening() as url:
        assert url.endswith("/mcp")
        async with by_http(url, TOKEN, mode) as client:
            reply = await ask(client, "how long is the zangazur corridor")
    assert reply["statement"].startswith("The Zangazur Corridor (TRIPP) is to be a 43 km transit link")


async def test_over_http_others_are_refused() -> None:
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    known = {"Authorization": f"Bearer {TOKEN}", "Accept": "application/json, text/event-stream"}
    with listening(OTS_URL="https://ots.example.org") as url:
        async with aiohttp.ClientSession() as session:

            async def status(headers: dict[str, str], body: object = call) -> int:
                async with session.post(url, headers=headers, json=body) as response:
                    return response.status

            assert await status({}) == 401
            assert await status({"Authorization": "Bearer "}) == 401
            assert await status({"Authorization": f"Bearer {TOKEN}x"}) == 401
            assert await status({"Authorization": f"Basic {TOKEN}"}) == 401
            assert await status(known) == 200
            assert await status({**known, "Host": "ots.example.org"}) == 200
            assert await status({**known, "Host": "evil.example"}) == 421
            assert await status({**known, "Origin": "https://evil.example"}) == 403
            assert await status(known, {**call, "params": {"x": "y" * 70_000}}) == 413


async def test_over_http_nobody_holds_a_stream_open_that_says_nothing() -> None:
    known = {"Authorization": f"Bearer {TOKEN}", "Accept": "text/event-stream"}
    with listening() as url:
        async with aiohttp.ClientSession() as session, session.get(url, headers=known) as response:
            assert (response.status, response.headers["Allow"]) == (405, "POST")
