"""It runs where people run it: other addresses, behind proxies, in containers, beside others' files."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.conftest import ROOT
from tests.serving.test_operations import metrics
from tests.slack_server import BotProcess, SlackServer
from tests.slack_server.fixtures import said_to
from tests.slack_server.proxy import NAME, Proxy

pytestmark = pytest.mark.slow

REACHED = {
    "::": ["[::1]", "127.0.0.1"],
    "[::]": ["[::1]", "127.0.0.1"],
    "::1": ["[::1]"],
    "[::1]": ["[::1]"],
    "::ffff:127.0.0.1": ["127.0.0.1"],
    "::ffff:0.0.0.0": ["127.0.0.1"],
    "[0:0:0:0:0:FFFF:7F00:1]": ["127.0.0.1"],
    "localhost": ["127.0.0.1"],
    "0.0.0.0": ["127.0.0.1"],  # noqa: S104
    "127.0.0.1": ["127.0.0.1"],
}
"""Where a bot is reached, by what HOST says."""


async def status(url: str) -> int:
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        return response.status


@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.parametrize("host", REACHED)
async def test_every_way_to_write_an_address_is_listened_to(
    own_slack: SlackServer, host: str, workers: str
) -> None:
    env = {"HOST": host, "WEB_CONCURRENCY": workers}
    async with BotProcess.start(own_slack, env=env, wait=False) as bot:
        await own_slack.wait_for(lambda: bot.output.count("listening on") >= int(workers))
        for name in REACHED[host]:
            assert await status(f"http://{name}:{bot.port}/healthz") == 200
        assert probe(bot.environment()) == 0
        assert await bot.stop() == 0


def probe(environment: Mapping[str, str]) -> int:
    """What the container's check says, in the environment of the bot."""
    command = [sys.executable, "-m", "bot.serving.probe"]
    return subprocess.run(command, env=dict(environment), cwd=ROOT, check=False).returncode  # noqa: S603


async def test_an_address_that_is_not_here_is_named(own_slack: SlackServer) -> None:
    for host, shown in (
        ("192.0.2.1", "192.0.2.1:"),
        ("2001:db8::1", "[2001:db8::1]:"),
        ("no.such.invalid", "no.such.invalid:"),
    ):
        async with BotProcess.start(own_slack, env={"HOST": host}, wait=False) as bot:
            assert await bot.ended() == 1
            assert f"ots: cannot listen on {shown}{bot.port} (" in bot.output
            assert "in use" not in bot.output


@pytest.mark.parametrize("transport", ["http", "socket"])
async def test_a_container_s_check_tells_whether_the_bot_lives(
    own_slack: SlackServer, transport: Any
) -> None:
    (check,) = (
        line for line in (ROOT / "Dockerfile").read_text().splitlines() if line.startswith("HEALTHCHECK")
    )
    assert '"-m", "bot.serving.probe"' in check
    async with BotProcess.start(own_slack, transport) as bot:
        assert probe(bot.environment()) == 0
        assert (await bot.get("/readyz")).status == 200
        await bot.stop()
        assert probe(bot.environment()) == 1


async def test_a_socket_that_is_lost_is_not_ready_and_lives(own_slack: SlackServer) -> None:
    async with BotProcess.start(own_slack, "socket") as bot:
        own_slack.fail("apps.connections.open", status=503, times=99)
        await own_slack.drop()
        while (await bot.get("/readyz")).status == 200:  # noqa: ASYNC110 - asking is all one can do
            await asyncio.sleep(0.05)
        assert (await bot.get("/healthz")).status == 200
        own_slack.mend("apps.connections.open")
        while (await bot.get("/readyz")).status != 200:  # noqa: ASYNC110
            await asyncio.sleep(0.05)


async def test_a_socket_needs_no_port(own_slack: SlackServer) -> None:
    async with BotProcess.start(own_slack, "socket", env={"PORT": None}) as bot:
        assert "listening" not in bot.output
        await said_to(bot, own_slack.mention("corridor"))


@pytest.mark.parametrize("spelling", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
@pytest.mark.parametrize("transport", ["http", "socket"])
async def test_slack_is_reached_through_a_proxy(
    own_slack: SlackServer, transport: Any, spelling: str
) -> None:
    own_slack.base_url = own_slack.base_url.replace("127.0.0.1", NAME)
    async with Proxy() as proxy, BotProcess.start(own_slack, transport, env={spelling: proxy.url}) as bot:
        answer = await said_to(bot, own_slack.mention("zangazur corridor"))
        await bot.receive(own_slack.click(answer, "more"))
        await own_slack.wait_for(lambda: own_slack.responses)
        # Only the proxy knows the name, and whoever has come to it by one way may use that again.
        assert proxy.seen
        assert all(NAME in target for target in proxy.seen)
        assert bool(own_slack.opened) == (transport == "socket")


DIRECT = {
    "an address": "127.0.0.1",
    "all": "*",
    "the second of two": "example.org, 127.0.0.1",
    "a network": "10.0.0.0/8,127.0.0.0/8",
    "a network by one of its addresses": "fd00::/8 127.1.2.3/8",
    "an address with its port": "127.0.0.1:{port}",
}


@pytest.mark.parametrize("bypass", DIRECT.values(), ids=DIRECT)
@pytest.mark.parametrize("transport", ["http", "socket"])
async def test_hosts_that_need_no_proxy_are_reached_without(
    own_slack: SlackServer, transport: Any, bypass: str
) -> None:
    async with Proxy() as proxy:
        port = own_slack.base_url.rpartition(":")[2]
        env = {"HTTP_PROXY": proxy.url, "HTTPS_PROXY": proxy.url, "NO_PROXY": bypass.format(port=port)}
        async with BotProcess.start(own_slack, transport, env=env) as bot:
            answer = await said_to(bot, own_slack.mention("zangazur corridor"))
            await bot.receive(own_slack.click(answer, "more"))
            await own_slack.wait_for(lambda: own_slack.responses)
        assert proxy.seen == []


@pytest.mark.parametrize("other", ["10.0.0.0/8,fd00::/8", "127.0.0.1:9", "0.0.1"])
@pytest.mark.parametrize("transport", ["http", "socket"])
async def test_all_other_hosts_are_reached_through_the_proxy(
    own_slack: SlackServer, transport: Any, other: str
) -> None:
    async with Proxy() as proxy:
        env = {"HTTP_PROXY": proxy.url, "NO_PROXY": other}
        async with BotProcess.start(own_slack, transport, env=env) as bot:
            answer = await said_to(bot, own_slack.mention("zangazur corridor"))
            await bot.receive(own_slack.click(answer, "more"))
            await own_slack.wait_for(lambda: own_slack.responses)
        assert proxy.seen


@pytest.mark.parametrize("bypass", [".test", "Slack.Test", "test:{port}"])
@pytest.mark.parametrize("transport", ["http", "socket"])
async def test_a_name_and_all_below_it_may_need_no_proxy(
    own_slack: SlackServer, transport: Any, bypass: str
) -> None:
    port = own_slack.base_url.rpartition(":")[2]
    own_slack.base_url = own_slack.base_url.replace("127.0.0.1", NAME)
    async with Proxy() as proxy:
        env = {"HTTP_PROXY": proxy.url, "NO_PROXY": bypass.format(port=port)}
        async with BotProcess.start(own_slack, transport, env=env, wait=False) as bot:
            # Nobody but the proxy knows the name.
            await own_slack.wait_for(lambda: "Slack cannot be reached" in bot.output)
        assert proxy.seen == []


async def test_the_socket_may_need_no_proxy_where_the_web_api_does(own_slack: SlackServer) -> None:
    api = own_slack.api_url.replace("127.0.0.1", NAME)
    async with Proxy() as proxy:
        env = {"HTTP_PROXY": proxy.url, "NO_PROXY": "127.0.0.0/8", "SLACK_API_URL": api}
        async with BotProcess.start(own_slack, "socket", env=env) as bot:
            answer = await said_to(bot, own_slack.mention("zangazur corridor"))
            await bot.receive(own_slack.click(answer, "more"))
            await own_slack.wait_for(lambda: own_slack.responses)
        assert proxy.seen
        assert all(f"{NAME}:" in target and "/api/" in target for target in proxy.seen)


async def test_a_proxy_that_is_away_is_waited_for(own_slack: SlackServer, port: int) -> None:
    env = {"HTTP_PROXY": f"http://user:secret-of-the-proxy@127.0.0.1:{port}", "OTS_LOG_LEVEL": "DEBUG"}
    async with BotProcess.start(own_slack, env=env, wait=False) as bot:
        await own_slack.wait_for(lambda: "Slack cannot be reached" in bot.output)
        assert await bot.stop() == 0
        assert "secret-of-the-proxy" not in bot.output


@pytest.mark.parametrize("name", ["PROMETHEUS_MULTIPROC_DIR", "prometheus_multiproc_dir"])
@pytest.mark.parametrize("counts", [False, True])
@pytest.mark.parametrize("workers", ["1", "2"])
async def test_what_others_count_is_neither_read_nor_deleted(
    own_slack: SlackServer, tmp_path: Path, name: str, counts: bool, workers: str, port: int
) -> None:
    for other in ("ots.db", "counter_17.db", "notes.txt"):
        (tmp_path / other).write_bytes(b"another's")
    env = {name: str(tmp_path), "WEB_CONCURRENCY": workers, "OTS_METRICS_PORT": str(port) if counts else None}
    async with BotProcess.start(own_slack, env=env) as bot:
        await bot.receive(own_slack.command("corridor"))
        if counts:
            await own_slack.wait_for(lambda: bot.running)
            assert (await metrics(port))['ots_requests_total{outcome="answer",surface="command"}'] == 1
        assert await bot.stop() == 0
        assert "Traceback" not in bot.output
    assert files(tmp_path) == dict.fromkeys(("ots.db", "counter_17.db", "notes.txt"), b"another's")


def files(directory: Path) -> dict[str, bytes]:
    return {it.name: it.read_bytes() for it in directory.iterdir()}


async def test_a_directory_that_is_named_and_missing_is_no_matter(
    own_slack: SlackServer, tmp_path: Path, port: int
) -> None:
    env = {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path / "missing"), "OTS_METRICS_PORT": str(port)}
    async with BotProcess.start(own_slack, env=env) as bot:
        assert await bot.stop() == 0
        assert "Traceback" not in bot.output


async def test_slack_may_look_at_the_certificate(own_slack: SlackServer) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    async with BotProcess.start(own_slack) as bot:
        assert (await bot.post_raw(b"ssl_check=1&token=abc", form)).status == 200
        assert (await bot.get("/slack/events?ssl_check=1&token=abc")).status == 200
        signed = b"ssl_check=1&token=abc"
        assert (await bot.post_raw(signed, form | bot.signed(signed))).status == 200
        assert (await bot.get("/slack/events")).status == 405
        # Whoever says so cannot have a question answered.
        for body in (
            b"ssl_check=1&command=%2Fots&text=corridor",
            b"ssl_check=0&token=abc",
            b"text=ssl_check%3D1",
        ):
            assert (await bot.post_raw(body, form)).status == 401


async def test_an_idle_connection_is_kept_for_as_long_as_is_said(own_slack: SlackServer) -> None:
    # As a file gives it that Windows wrote, and a composition of what is not set.
    env = {"OTS_KEEP_ALIVE": "1\r", "OTS_LOG_LEVEL": " info ", "WEB_CONCURRENCY": "", "DATABASE_URL": " "}
    async with BotProcess.start(own_slack, env=env) as bot:
        assert await lasts(bot.port, 3)
    async with BotProcess.start(own_slack) as bot:
        assert not await lasts(bot.port, 3)


async def lasts(port: int, seconds: float) -> bool:
    """Whether an idle connection is closed within *seconds*."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        await reader.readuntil(b"ok\n")
        return await asyncio.wait_for(reader.read(1), seconds) == b""
    except TimeoutError:
        return False
    finally:
        writer.close()


WINDOWS = """\
import asyncio, os, signal, sys

for name in ("SIGHUP", "SIGCHLD", "SIGALRM", "SIGUSR1", "SIGQUIT", "pthread_sigmask", "sigwait", "alarm"):
    delattr(signal, name)
del os.fork, os.waitpid

def refuse(self, *_):
    raise NotImplementedError

asyncio.unix_events._UnixSelectorEventLoop.add_signal_handler = refuse
"""
"""What Python lacks there, as far as serving goes."""


@pytest.mark.parametrize("transport", ["http", "socket"])
async def test_it_serves_where_there_are_no_signals_of_unix(
    own_slack: SlackServer, tmp_path: Path, transport: Any
) -> None:
    (tmp_path / "sitecustomize.py").write_text(WINDOWS)
    env = {"PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT)))}
    async with BotProcess.start(own_slack, transport, env=env) as bot:
        await said_to(bot, own_slack.mention("corridor"))
        assert await bot.stop() == 0
        assert "Traceback" not in bot.output


async def test_several_processes_need_unix_and_say_so(own_slack: SlackServer, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(WINDOWS)
    env = {"PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT))), "WEB_CONCURRENCY": "2"}
    async with BotProcess.start(own_slack, env=env, wait=False) as bot:
        assert await bot.ended() == 2
        assert bot.output.splitlines()[-1].startswith(
            "ots: WEB_CONCURRENCY is more than 1: several processes need"
        )
