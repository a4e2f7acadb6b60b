"""Socket mode: connections that the bot opens, and envelopes sent over them until acknowledged."""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
import time
import uuid
from collections import deque
from dataclasses import dataclass, field
from typing import Any, Literal

from aiohttp import WSMsgType, web

from .failures import drop
from .records import Acknowledgement, Json, Payload
from .workspace import Workspace

ACKNOWLEDGED_WITHIN = 3.0
"""Seconds for which Slack waits before it delivers again."""

MOST_DELIVERIES = 4
MOST_CONNECTIONS = 10
CONNECTED_WITHIN = 10.0
"""Seconds for which a delivery waits for a connection."""

CLOSED_AFTER = 1.0
"""Seconds between telling the bot that a connection ends and closing it; Slack gives about ten."""

Reason = Literal["warning", "refresh_requested", "link_disabled", "too_many_websockets"]
Acknowledged = tuple[str, Json | None]


class NotAcknowledgedError(AssertionError):
    """The bot did not acknowledge an envelope."""


@dataclass(eq=False)
class Connection:
    """One open socket."""

    request: web.Request
    socket: web.WebSocketResponse
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    leaving: bool = False
    """Whether it was told to go: nothing is sent over it any more."""


class Link:
    """All connections of the app."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._tickets: set[str] = set()
        self._waiting: dict[str, asyncio.Future[Acknowledged]] = {}
        self._turn = 0
        self.open: list[Connection] = []
        self.opened = 0
        self.acknowledged: list[str] = []
        self.greetings: deque[Json | None] = deque()
        """What the next connections are told instead of hello; None for nothing at all."""

    def new_url(self) -> str:
        """The address for one further connection."""
        ticket = secrets.token_hex(8)
        self._tickets.add(ticket)
        self._workspace.given_out.add(ticket)
        base = self._workspace.base_url.replace("http://", "ws://")
        return f"{base}/link?ticket={ticket}&app_id={self._workspace.app_id}"

    async def take(self, request: web.Request) -> web.StreamResponse:
        """Hold one connection until it ends."""
        failure = self._workspace.failures.take("link")
        if failure is not None:
            self._workspace.changed()
            await asyncio.sleep(failure.delay)
            if failure.drop is not None:
                drop(request)
            refusal = failure.refusal
            if refusal is not None:
                return refusal
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=403, text="invalid ticket")
        self._tickets.remove(ticket)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        connection = Connection(request, socket)
        if len(self.open) >= MOST_CONNECTIONS:
            await self._tell(connection, "too_many_websockets")
            await socket.close()
            return socket
        self.opened += 1
        if self.greetings:
            return await self._hold(socket, self.greetings.popleft())
        self.open.append(connection)
        await socket.send_json(self._hello())
        self._workspace.changed()
        try:
            async for message in socket:
                if message.type == WSMsgType.TEXT:
                    self._take_acknowledgement(str(message.data))
        finally:
            connection.ended.set()
            self.open.remove(connection)
            self._workspace.changed()
        return socket

    async def _hold(self, socket: web.WebSocketResponse, greeting: Json | None) -> web.StreamResponse:
        """Say *greeting* and end; where there is none, only answer pings."""
        self._workspace.changed()
        if greeting is not None:
            await socket.send_json(greeting)
            await socket.close()
        async for _ in socket:
            pass
        return socket

    async def tell(self, message: str) -> None:
        """Send *message* over every connection, whatever it is."""
        for connection in self.open:
            await connection.socket.send_str(message)

    async def send(self, payload: Payload, before: int) -> Acknowledgement:
        """Deliver *payload* until it is acknowledged; see `SlackServer.send`."""
        started = time.monotonic()
        waiting: asyncio.Future[Acknowledged] = asyncio.get_running_loop().create_future()
        reason = ""
        reasons: list[str] = []
        for attempt in range(MOST_DELIVERIES):
            connection = await self._next_connection()
            envelope = _envelope(payload, before + attempt, reason)
            self._waiting[envelope["envelope_id"]] = waiting
            lost = not await self._deliver(connection, envelope, waiting)
            if waiting.done():
                number, answer = waiting.result()
                took = time.monotonic() - started
                return Acknowledgement(number, answer, took, payload, attempt + 1)
            reason = "connection_failed" if lost else "timeout"
            reasons.append(reason)
            if payload.kind != "events_api" and not lost:
                break  # only events are sent again: a person sees that nothing came
        tried = ", ".join(reasons)
        raise NotAcknowledgedError(
            f"operation_timeout: {payload.kind} was not acknowledged in time ({tried})"
        )

    async def disconnect(self, reason: Reason) -> None:
        """Tell every connection that it ends; all but a warning also ends it, a little later."""
        told = list(self.open)
        for connection in told:
            connection.leaving = reason != "warning"
            await self._tell(connection, reason)
        if reason == "warning":
            return
        for connection in told:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(connection.ended.wait(), CLOSED_AFTER)
            await connection.socket.close()

    def cut(self) -> None:
        """End every connection without a word."""
        for connection in self.open:
            connection.leaving = True
            drop(connection.request)

    async def _tell(self, connection: Connection, reason: Reason) -> None:
        message = {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-1"}}
        with contextlib.suppress(ConnectionError):
            await connection.socket.send_json(message)

    async def _next_connection(self) -> Connection:
        """Some connection: each in its turn."""
        deadline = time.monotonic() + CONNECTED_WITHIN
        while True:
            able = [it for it in self.open if not it.leaving and not it.socket.closed]
            if able:
                self._turn += 1
                return able[self._turn % len(able)]
            left = deadline - time.monotonic()
            if left <= 0:
                raise NotAcknowledgedError(f"no connection was open for {CONNECTED_WITHIN:.0f} s")
            await self._workspace.until_changed(left)

    async def _deliver(
        self, connection: Connection, envelope: Json, waiting: asyncio.Future[Acknowledged]
    ) -> bool:
        """Send *envelope* and wait; whether the connection still stood in the end."""
        try:
            await connection.socket.send_json(envelope)
        except ConnectionError:
            return False
        ended: asyncio.Future[Any] = asyncio.create_task(connection.ended.wait())
        either: list[asyncio.Future[Any]] = [waiting, ended]
        await asyncio.wait(either, timeout=ACKNOWLEDGED_WITHIN, return_when=asyncio.FIRST_COMPLETED)
        ended.cancel()
        return not connection.ended.is_set()

    def _take_acknowledgement(self, text: str) -> None:
        try:
            said = json.loads(text)
            number = said["envelope_id"]
        except (ValueError, TypeError, KeyError):
            return
        self.acknowledged.append(number)
        waiting = self._waiting.get(number)
        if waiting is not None and not waiting.done():
            waiting.set_result((number, said.get("payload")))
        self._workspace.changed()

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.open),
            "debug_info": {
                "host": "applink-1",
                "build_number": 1,
                "approximate_connection_time": 18_060,
            },
            "connection_info": {"app_id": self._workspace.app_id},
        }


def _envelope(payload: Payload, attempt: int, reason: str) -> Json:
    envelope: Json = {
        "envelope_id": str(uuid.uuid4()),
        "type": payload.kind,
        "accepts_response_payload": payload.kind != "events_api",
        "payload": payload.body,
    }
    if payload.kind == "events_api" or attempt:
        envelope |= {"retry_attempt": attempt, "retry_reason": reason}
    return envelope
