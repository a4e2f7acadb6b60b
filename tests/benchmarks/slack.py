"""``/ots`` over HTTP beside a Bolt app that only acknowledges: requests per second, p99, and memory.

Bot and baseline take turns in one run. Each request is signed, and differs from the others in what
it asks where that is said; every reply must be a 200.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import statistics
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier

from tests.eval.score import FILES, questions
from tests.ports import Port
from tests.slack_server import BotProcess, SlackServer

CONNECTIONS = (1, 16, 64)
REQUESTS = 3_000
TURNS = 5
MEMORY_REQUESTS = 100_000
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Measured:
    """One run: requests per second, and the time in ms below which 99 of 100 replies came."""

    rate: float
    p99: float


@dataclass(frozen=True)
class Target:
    name: str
    port: int
    pid: int


def measure() -> None:
    """Print the tables."""
    asyncio.run(_measure())


async def _measure() -> None:
    async with (
        SlackServer() as slack,
        BotProcess.start(slack, transport="http", env={"OTS_LOG_LEVEL": "WARNING"}, forked=False) as bot,
        _bare("bare Bolt, before response", "--before-response") as bare,
        _bare("bare Bolt as it comes") as default,
    ):
        ours = Target("OTS Bot", bot.port, bot.pid)
        same = ["corridor"] * REQUESTS
        print("| connections | asked | OTS Bot /s | bare /s | ratio | OTS Bot p99 ms | bare p99 ms |")
        print("| ---: | --- | ---: | ---: | ---: | ---: | ---: |")
        fresh = different(REQUESTS * TURNS * len(CONNECTIONS))
        for connections in CONNECTIONS:
            await _row("corridor, again and again", connections, ours, bare, same.copy)
            await _row(
                "all different", connections, ours, bare, lambda: [next(fresh) for _ in range(REQUESTS)]
            )
        for connections in CONNECTIONS[:2]:
            # As it comes, Bolt is slow with few connections: fewer requests tell it.
            few = same[: 300 * connections]
            await _row("corridor, Bolt as it comes", connections, ours, default, few.copy)
        await _memory(ours)


async def _row(
    asked: str, connections: int, ours: Target, other: Target, texts: Callable[[], list[str]]
) -> None:
    runs: dict[str, list[Measured]] = {ours.name: [], other.name: []}
    for _ in range(TURNS):
        batch = texts()
        for target in (ours, other):
            runs[target.name].append(await load(target.port, batch, connections))
    mine, theirs = (_median(runs[target.name]) for target in (ours, other))
    print(
        f"| {connections} | {asked} | {mine.rate:,.0f} | {theirs.rate:,.0f} | {mine.rate / theirs.rate:.2f} "
        f"| {mine.p99:.1f} | {theirs.p99:.1f} |",
        flush=True,
    )


async def _memory(ours: Target) -> None:
    """How much the process grows over many requests, all different, after the first tenth warmed it up."""
    texts = different(MEMORY_REQUESTS)
    part = MEMORY_REQUESTS // 10
    sizes = []
    for _ in range(10):
        await load(ours.port, [next(texts) for _ in range(part)], 16)
        sizes.append(resident(ours.pid))
    print(f"\nmemory after every {part:,} requests, MB: " + " ".join(f"{size:.1f}" for size in sizes))


def _median(runs: Sequence[Measured]) -> Measured:
    return Measured(statistics.median(run.rate for run in runs), statistics.median(run.p99 for run in runs))


def resident(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


@contextlib.asynccontextmanager
async def _bare(name: str, *arguments: str) -> AsyncIterator[Target]:
    with Port() as port:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.benchmarks.bare", str(port.number), *arguments
        )
        try:
            await _listening(port.number)
            yield Target(name, port.number, process.pid)
        finally:
            process.kill()
            await process.wait()


async def _listening(port: int) -> None:
    for _ in range(200):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.05)
        else:
            writer.close()
            return
    raise RuntimeError(f"nothing listens on port {port}")


def different(count: int) -> Iterator[str]:
    """Questions that differ: all of the evaluation, then the same with a typo each, over and over."""
    known = [question.q for path in FILES.values() for question in questions(path)]
    draw, seen, given = random.Random(1), set(), 0  # noqa: S311 - not for secrets
    rounds = 0
    while given < count:
        for text in known:
            place = draw.randrange(len(text) or 1)
            asked = text if not rounds else text[:place] + draw.choice(LETTERS) + text[place:]
            if asked not in seen:
                seen.add(asked)
                given += 1
                yield asked
        rounds += 1


async def load(port: int, texts: Sequence[str], connections: int) -> Measured:
    """Ask *texts* over as many *connections* at once. Raises RuntimeError where one is not answered with 200."""
    requests = [_request(text) for text in texts]
    queue, times = iter(requests), []

    async def client() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for request in queue:
            started = time.perf_counter()
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
            await reader.readexactly(length)
            times.append(time.perf_counter() - started)
            if not head.startswith(b"HTTP/1.1 200"):
                raise RuntimeError(f"refused: {head[:80]!r}")
        writer.close()

    started = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(connections)))
    took = time.perf_counter() - started
    return Measured(len(times) / took, statistics.quantiles(times, n=100)[98] * 1_000)


def _request(text: str) -> bytes:
    """A slash command, signed now."""
    body = urlencode(
        {
            "command": "/ots",
            "text": text,
            "team_id": "T1",
            "channel_id": "C1",
            "user_id": "U1",
            "trigger_id": "1.1.1",
            "response_url": "http://127.0.0.1:9/none",
        }
    )
    stamp = str(int(time.time()))
    signature = SignatureVerifier(SlackServer.signing_secret).generate_signature(timestamp=stamp, body=body)
    return (
        "POST /slack/events HTTP/1.1\r\nHost: localhost\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\nX-Slack-Request-Timestamp: {stamp}\r\n"
        f"X-Slack-Signature: {signature}\r\n\r\n{body}"
    ).encode()
