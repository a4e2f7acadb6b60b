"""A minute of 64 people at once, over HTTP, with two processes: errors, p99 and memory."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from tests.slack_server import BotProcess, SlackServer

from .slack import different, load, resident

CONNECTIONS = 64
SECONDS = 60.0
PART = 5_000
REPEATED = 9
"""Of ten questions, those that were asked before: people ask about the same few topics."""


def measure() -> None:
    """Print the table: a line for each part of the minute."""
    asyncio.run(_measure())


async def _measure() -> None:
    async with (
        SlackServer() as slack,
        BotProcess.start(slack, env={"WEB_CONCURRENCY": "2", "OTS_LOG_LEVEL": "WARNING"}) as bot,
    ):
        children = Path(f"/proc/{bot.pid}/task/{bot.pid}/children").read_text().split()  # noqa: ASYNC240
        print("| seconds | requests/s | p99 ms | memory of the processes, MB |")
        print("| ---: | ---: | ---: | --- |")
        texts, started = different(1_000_000), time.monotonic()
        while time.monotonic() - started < SECONDS:
            asked = ["corridor" if n % 10 < REPEATED else next(texts) for n in range(PART)]
            run = await load(bot.port, asked, CONNECTIONS)
            sizes = " ".join(f"{resident(int(pid)):.0f}" for pid in children)
            print(
                f"| {time.monotonic() - started:.0f} | {run.rate:,.0f} | {run.p99:.1f} | {sizes} |",
                flush=True,
            )
