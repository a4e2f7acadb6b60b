"""What stands between two ends on loopback: started and stopped with everything that goes through it."""

from __future__ import annotations

import asyncio
from types import TracebackType
from typing import Self


class Between:
    """A server on a free port, for ``async with``; `_pass_on` says what becomes of a connection."""

    port: int

    def __init__(self) -> None:
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
        try:
            await self._pass_on(reader, writer)
        except (OSError, EOFError, asyncio.CancelledError):
            pass  # either side went, or was made to
        finally:
            writer.close()
            self._open.discard(task)

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        raise NotImplementedError


class Relay(Between):
    """Stands before a port of loopback; `_carry` says what becomes of each piece of what is said."""

    def __init__(self, onward: int) -> None:
        super().__init__()
        self._onward = onward

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        onward, back = await asyncio.open_connection("127.0.0.1", self._onward)
        try:
            await asyncio.gather(self._pour(reader, back), self._pour(onward, writer))
        finally:
            for end in (writer, back):
                end.transport.abort()

    async def _pour(self, source: asyncio.StreamReader, into: asyncio.StreamWriter) -> None:
        while piece := await source.read(65_536):
            await self._carry(piece, into)
            into.write(piece)
            await into.drain()
        raise EOFError

    async def _carry(self, piece: bytes, into: asyncio.StreamWriter) -> None:
        """Let time pass before *piece* goes on; raises EOFError where the connection is lost instead."""
        raise NotImplementedError
