"""A connection that cannot be relied on: it delays, drops what is said, cuts in the middle, and resets."""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from types import TracebackType
from typing import Self

ODDS = {"delay": 0.02, "silence": 0.0002, "cut": 0.0005, "reset": 0.0005}
"""How likely each trouble is, for each piece of what is said: an event takes some dozen.

Were they much likelier, the database would be away all of the time, which is another test."""

LONGEST_DELAY = 0.4
SILENCE = 3.0
"""Seconds."""


class ShakyProxy:
    """Stands before a port of loopback, for ``async with ShakyProxy(port, draw) as proxy``."""

    def __init__(self, port: int, draw: random.Random) -> None:
        self.troubles: list[tuple[float, str]] = []
        """What went wrong, and when."""
        self._onward = port
        self._draw = draw
        self.is_calm = True
        """Whether everything is let through, as it is at first."""
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._take, "127.0.0.1", 0)
        self.port = int(self._server.sockets[0].getsockname()[1])
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._open:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        back: asyncio.StreamWriter | None = None
        try:
            onward, back = await asyncio.open_connection("127.0.0.1", self._onward)
            await asyncio.gather(self._pour(reader, back), self._pour(onward, writer))
        except (OSError, EOFError, asyncio.CancelledError):
            pass  # either side went, or was made to
        finally:
            for end in (writer, back):
                if end is not None:
                    end.transport.abort()
            self._open.discard(task)

    async def _pour(self, source: asyncio.StreamReader, into: asyncio.StreamWriter) -> None:
        while piece := await source.read(65_536):
            trouble = self._trouble()
            if trouble:
                self.troubles.append((time.monotonic(), trouble))
            if trouble == "delay":
                await asyncio.sleep(self._draw.uniform(0, LONGEST_DELAY))
            elif trouble == "silence":
                await asyncio.sleep(SILENCE)
            elif trouble == "cut":
                into.write(piece[: len(piece) // 2])
                with contextlib.suppress(OSError):
                    await into.drain()
            if trouble in ("cut", "reset"):
                raise EOFError
            into.write(piece)
            await into.drain()
        raise EOFError

    def _trouble(self) -> str | None:
        if self.is_calm:
            return None
        found = self._draw.random()
        for trouble, odds in ODDS.items():
            if found < odds:
                return trouble
            found -= odds
        return None
