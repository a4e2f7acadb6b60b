"""Standard input and output: what was asked is answered also when the input ends right behind it."""

from __future__ import annotations

import contextvars
from types import TracebackType
from typing import Self

import anyio
from mcp.server import MCPServer
from mcp.server.stdio import stdio_server
from mcp.shared._stream_protocols import ReadStream, WriteStream
from mcp.shared.message import SessionMessage
from mcp_types import JSONRPCError, JSONRPCRequest, JSONRPCResponse, RequestId

FINISH_WITHIN = 1.0
"""Seconds after the end of the input for what is still to be answered; what was called off never is."""

Read = SessionMessage | Exception


async def answer(server: MCPServer) -> None:
    """Answer what comes on standard input until it ends."""
    # `MCPServer.run` gives up what is under way when the input ends: of piped questions all but the first.
    inner = server._lowlevel_server
    async with stdio_server() as (asked, said):
        waiting = _Waiting()
        await inner.run(_Asked(asked, waiting), _Said(said, waiting), inner.create_initialization_options())


class _Waiting:
    """The requests that have no answer yet."""

    def __init__(self) -> None:
        self._open: set[RequestId] = set()
        self._none_left = anyio.Event()

    def asked(self, item: Read) -> None:
        if isinstance(item, SessionMessage) and isinstance(item.message, JSONRPCRequest):
            self._open.add(item.message.id)

    def said(self, item: SessionMessage) -> None:
        if isinstance(item.message, JSONRPCResponse | JSONRPCError) and item.message.id is not None:
            self._open.discard(item.message.id)
            if not self._open:
                self._none_left.set()

    async def end(self) -> None:
        if self._open:
            self._none_left = anyio.Event()
            with anyio.move_on_after(FINISH_WITHIN):
                await self._none_left.wait()


class _Asked:
    """The messages that come; their end only when all of them are answered."""

    def __init__(self, inner: ReadStream[Read], waiting: _Waiting) -> None:
        self._inner = inner
        self._waiting = waiting

    @property
    def last_context(self) -> contextvars.Context | None:
        return getattr(self._inner, "last_context", None)

    async def receive(self) -> Read:
        try:
            item = await self._inner.receive()
        except anyio.EndOfStream:
            await self._waiting.end()
            raise
        self._waiting.asked(item)
        return item

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Read:
        try:
            return await self.receive()
        except anyio.EndOfStream:
            raise StopAsyncIteration from None

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()


class _Said:
    """The messages that go."""

    def __init__(self, inner: WriteStream[SessionMessage], waiting: _Waiting) -> None:
        self._inner = inner
        self._waiting = waiting

    async def send(self, item: SessionMessage, /) -> None:
        await self._inner.send(item)
        self._waiting.said(item)

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()
