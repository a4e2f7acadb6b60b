"""How long a connection may take to say what it wants, and how much: the web server itself sets no bound."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_WITHIN = 10.0
"""Seconds in which the head of a request must have come."""

MOST_HEAD = 65_536
"""Bytes of it; Slack's own have a few hundred."""


class BoundedProtocol(HttpToolsProtocol):
    """Closes connections on which no whole head comes in time; for bodies see `http`."""

    _overdue: asyncio.TimerHandle | None = None
    _came = 0
    """Bytes that came of a head which is not whole yet."""

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._await_head()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._overdue is not None:
            self._came += len(data)
            if self._came > MOST_HEAD:
                self.transport.close()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        if self._overdue is None:  # a further request on the connection
            self._await_head()

    def on_headers_complete(self) -> None:
        self._stop_waiting()
        super().on_headers_complete()

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
