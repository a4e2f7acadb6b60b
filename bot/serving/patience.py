"""What the web server does not see to: how long a connection may take, and other protocols offered on it."""

from __future__ import annotations

import asyncio
from typing import Any

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_WITHIN = 10.0
"""Seconds in which the head of a request must have come."""

MOST_HEAD = 65_536
"""Bytes of it; Slack's own have a few hundred."""


class _Parser(httptools.HttpRequestParser):
    """Reads a request that offers another protocol as if it did not: it is answered in the one it came by.

    The parser takes what follows such a head for that protocol. Java's own client offers HTTP/2 with each
    request, and its bodies would be lost.
    """

    def __init__(self, protocol: BoundedProtocol) -> None:
        super().__init__(protocol)
        self._protocol = protocol

    def offers_another(self) -> bool:
        """Whether what was read last is a head that will be read anew."""
        return self.should_upgrade() and self.get_method() != b"CONNECT"

    def feed_data(self, data: bytes) -> None:  # type: ignore[override]  # as the server calls it
        while True:
            try:
                return super().feed_data(data)
            except httptools.HttpParserUpgrade as offered:
                if not self.offers_another():
                    raise
                data = self._protocol.head_without_offer() + data[offered.args[0] :]


class BoundedProtocol(HttpToolsProtocol):
    """Closes connections on which no whole head comes in time; for bodies see `http`."""

    parser: _Parser
    _overdue: asyncio.TimerHandle | None = None
    _came = 0
    """Bytes that came of a head which is not whole yet."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.parser = _Parser(self)
        self.parser.set_dangerous_leniencies(lenient_data_after_close=True)  # as the server's own

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._await_head()

    def data_received(self, data: bytes) -> None:
        awaited = self._overdue
        super().data_received(data)
        # Of a head that begins in the middle of *data* it is not known how much has come.
        if awaited is not None and self._overdue is awaited:
            self._came += len(data)
            if self._came > MOST_HEAD:
                self.transport.close()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        if self._overdue is None:  # a further request on the connection
            self._await_head()

    def on_headers_complete(self) -> None:
        if len(self.url) + sum(len(name) + len(value) for name, value in self.headers) > MOST_HEAD:
            raise ValueError("the head is too long")  # answered with 400, as what is no HTTP
        if not self.parser.offers_another():
            self._stop_waiting()
            super().on_headers_complete()

    def on_message_complete(self) -> None:
        if not self.parser.offers_another():
            super().on_message_complete()

    def head_without_offer(self) -> bytes:
        """The head that was read last, as if it offered no other protocol."""
        version = self.parser.get_http_version().encode()
        first = b"%s %s HTTP/%s\r\n" % (self.parser.get_method(), self.url, version)
        kept = (b"%s: %s\r\n" % it for it in self.headers if it[0] != b"upgrade")
        return b"".join((first, *kept, b"\r\n"))

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def _await_head(self) -> None:
        self._came = 0
        self._overdue = self.loop.call_later(HEAD_WITHIN, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._overdue is not None:
            self._overdue.cancel()
            self._overdue = None
