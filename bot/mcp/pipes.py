"""Standard input and output: what was asked is answered also when the input ends right behind it."""

from __future__ import annotations

import anyio
from mcp.server import MCPServer
from mcp.server.stdio import stdio_server
from mcp.shared.message import SessionMessage
from mcp_types import JSONRPCError, JSONRPCRequest, JSONRPCResponse, RequestId

FINISH_WITHIN = 1.0
"""Seconds after the end of the input for what is still to be answered; what was called off never is."""

Read = SessionMessage | Exception


async def answer(server: MCPServer) -> None:
    """Answer what comes on standard input until it ends."""
    # `MCPServer.run` gives up what is under way when the input ends: of piped questions all but the first.
    # So the end is passed on to it only when all of them are answered.
    inner = server._lowlevel_server
    waiting = _Waiting()
    to_server, asked = anyio.create_memory_object_stream[Read]()
    said, from_server = anyio.create_memory_object_stream[SessionMessage]()

    async with stdio_server() as (pipe_in, pipe_out), anyio.create_task_group() as passing_on:

        async def hear() -> None:
            async with pipe_in, to_server:
                async for item in pipe_in:
                    waiting.asked(item)
                    await to_server.send(item)
                await waiting.end()

        async def say() -> None:
            async with from_server, pipe_out:
                async for item in from_server:
                    await pipe_out.send(item)
                    waiting.said(item)

        passing_on.start_soon(hear)
        passing_on.start_soon(say)
        async with said:
            await inner.run(asked, said, inner.create_initialization_options())


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
