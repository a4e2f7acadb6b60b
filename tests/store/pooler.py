"""What stands between the bot and PostgreSQL: a pooler by transaction, and a door that speaks TLS. On loopback."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import NamedTuple

HEAD = 5
"""Bytes before what a message says: its kind, and its length with itself."""

SSL_REQUEST = 80877103


class Message(NamedTuple):
    kind: bytes
    raw: bytes


@dataclass(eq=False)
class Server:
    """A connection to the real server, whoever uses it now."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter


async def _message(reader: asyncio.StreamReader) -> Message:
    head = await reader.readexactly(HEAD)
    return Message(head[:1], head + await reader.readexactly(int.from_bytes(head[1:], "big") - 4))


async def _startup(reader: asyncio.StreamReader) -> bytes:
    """The first message, which has no kind; TLS is declined by whom it is read."""
    length = await reader.readexactly(4)
    return length + await reader.readexactly(int.from_bytes(length, "big") - 4)


class Pooler:
    """Gives each transaction the server connection that has rested longest, as PgBouncer may.

    A client logs in over a connection of its own, which joins the pool then; so no two transactions of a
    client find the same session, and what one leaves behind in it another client meets. To be used by one
    user of one database.
    """

    def __init__(self, port: int) -> None:
        self._server_port = port
        self._resting: asyncio.Queue[Server] = asyncio.Queue()
        self.transactions = 0

    @contextlib.asynccontextmanager
    async def listening(self) -> AsyncIterator[int]:
        """Take clients; the port."""
        listener = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        try:
            yield listener.sockets[0].getsockname()[1]
        finally:
            listener.close()
            while not self._resting.empty():
                self._resting.get_nowait().writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            await self._log_in(reader, writer)
            while True:
                message = await _message(reader)
                if message.kind == b"X":
                    break
                server = await self._resting.get()
                self.transactions += 1
                last = await self._transaction(message, reader, writer, server)
                self._resting.put_nowait(server)
                writer.write(last.raw)
        writer.close()

    async def _log_in(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        startup = await _startup(reader)
        if int.from_bytes(startup[4:8], "big") == SSL_REQUEST:
            writer.write(b"N")
            startup = await _startup(reader)
        server = Server(*await asyncio.open_connection("127.0.0.1", self._server_port))
        server.writer.write(startup)
        while (answer := await _message(server.reader)).kind != b"Z":
            writer.write(answer.raw)
            # A kind "R" asks for a word of the client, unless it says that all is well or told (0 and 12).
            if answer.kind == b"R" and int.from_bytes(answer.raw[5:9], "big") not in (0, 12):
                server.writer.write((await _message(reader)).raw)
        writer.write(answer.raw)
        self._resting.put_nowait(server)

    async def _transaction(
        self, first: Message, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, server: Server
    ) -> Message:
        """Carry messages both ways; the one by which the server says that no transaction is open."""
        server.writer.write(first.raw)
        asking = asyncio.create_task(_pass_on(reader, server.writer))
        answering = asyncio.create_task(_pass_on(server.reader, writer, until_idle=True))
        await asyncio.wait([asking, answering], return_when=asyncio.FIRST_COMPLETED)
        for under_way in (asking, answering):
            under_way.cancel()
        await asyncio.wait([asking, answering])
        if answering.cancelled():
            # The client left amid it: nobody else may be given what it used.
            server.writer.close()
            raise ConnectionResetError
        return answering.result()


async def _pass_on(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, until_idle: bool = False
) -> Message:
    """Write what is read, and with *until_idle* return the message that no transaction is open any more."""
    while True:
        message = await _message(reader)
        if until_idle and message.kind == b"Z" and message.raw[HEAD:] == b"I":
            return message
        writer.write(message.raw)


@contextlib.asynccontextmanager
async def tls_door(port: int, context: ssl.SSLContext) -> AsyncIterator[int]:
    """A door to the server at *port* that insists on TLS; the port of the door."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError, ssl.SSLError):
            assert int.from_bytes((await _startup(reader))[4:8], "big") == SSL_REQUEST
            writer.write(b"S")
            await writer.start_tls(context)
            inside, outside = await asyncio.open_connection("127.0.0.1", port)
            await asyncio.wait(
                [asyncio.ensure_future(it) for it in (_carry(reader, outside), _carry(inside, writer))],
                return_when=asyncio.FIRST_COMPLETED,
            )
            outside.close()
        writer.close()

    listener = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield listener.sockets[0].getsockname()[1]
    finally:
        listener.close()


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(ConnectionError, ssl.SSLError):
        while some := await reader.read(65_536):
            writer.write(some)
            await writer.drain()
