"""64 people at once, over HTTP, with two processes: a minute of it, and with the page and its interface read beside."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import statistics
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path

import aiohttp

from tests.slack_server import BotProcess, SlackServer

from .slack import Measured, different, load, resident

CONNECTIONS = 64
SECONDS = 60.0
PART = 5_000
REPEATED = 9
"""Of ten questions, those that were asked before: people ask about the same few topics."""

PARTS = 6
"""Parts of the run in which the page is read: the first of them meets a bot that has just started."""

TURNS = 3
"""Runs beside each other, of which the middle is told: the machine is never quite still."""

READERS = 8
"""Connections over which pages and answers are asked for, one after the other without a pause."""

READ = (
    *("/", "/topics", "/timeline", "/figures", "/timeline.ics", "/f/zangazur-corridor/43-km"),
    *("/ask?q=corridor", "/api/ask?q=how+long+is+the+zangazur+corridor", "/api/entries", "/api/sources"),
    *("/api/facts/zangazur-corridor", "/api/openapi.json", "/no/such/page"),
)

ENV = {"WEB_CONCURRENCY": "2", "OTS_LOG_LEVEL": "WARNING"}


def measure() -> None:
    """Print the tables: a line for each part."""
    asyncio.run(_minute())
    asyncio.run(_beside())


async def _minute() -> None:
    async with SlackServer() as slack, BotProcess.start(slack, env=ENV, forked=False) as bot:
        children = Path(f"/proc/{bot.pid}/task/{bot.pid}/children").read_text().split()  # noqa: ASYNC240
        print("| seconds | requests/s | p99 ms | memory of the processes, MB |")
        print("| ---: | ---: | ---: | --- |")
        texts, started = different(1_000_000), time.monotonic()
        while time.monotonic() - started < SECONDS:
            run = await load(bot.port, _part(texts), CONNECTIONS)
            sizes = " ".join(f"{resident(int(pid)):.0f}" for pid in children)
            print(
                f"| {time.monotonic() - started:.0f} | {run.rate:,.0f} | {run.p99:.1f} | {sizes} |",
                flush=True,
            )


async def _beside() -> None:
    """The same questions of a bot that serves the page: when nobody reads it, and when it is read."""
    runs: dict[bool, list[Sequence[Measured]]] = {False: [], True: []}
    for _ in range(TURNS):
        for is_read in (False, True):
            runs[is_read].append(await _parts(is_read=is_read))
    print("\n| part | p99 ms | p99 ms, the page read | times |\n| ---: | ---: | ---: | ---: |")
    for number in range(PARTS):
        alone, read = (statistics.median(run[number].p99 for run in runs[it]) for it in (False, True))
        print(f"| {number + 1} | {alone:.1f} | {read:.1f} | {read / alone:.2f} |")


async def _parts(*, is_read: bool) -> list[Measured]:
    env = {**ENV, "OTS_PAGE": "1", "OTS_API_RATE": "100000"}
    async with SlackServer() as slack, BotProcess.start(slack, env=env, forked=False) as bot:
        texts = different(1_000_000)
        async with _readers(bot.url) if is_read else contextlib.nullcontext():
            return [await load(bot.port, _part(texts), CONNECTIONS) for _ in range(PARTS)]


@contextlib.asynccontextmanager
async def _readers(url: str) -> AsyncIterator[None]:
    """Read the site at *url* all the while."""

    async def read(start: int) -> None:
        paths = itertools.cycle((*READ[start:], *READ[:start]))
        async with aiohttp.ClientSession(url) as session:
            for path in paths:
                async with session.get(path) as response:
                    await response.read()

    reading = [asyncio.create_task(read(it % len(READ))) for it in range(READERS)]
    try:
        yield
    finally:
        for it in reading:
            it.cancel()
        await asyncio.gather(*reading, return_exceptions=True)


def _part(texts: Iterator[str]) -> list[str]:
    return ["corridor" if n % 10 < REPEATED else next(texts) for n in range(PART)]
