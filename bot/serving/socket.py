"""Slack on a socket: connections are kept, renewed and closed without losing an envelope.

The SDK's own client closes the old connection before it opens the next, acknowledges on another
connection than the envelope came by, and tries a spent URL again. Here the next one is opened first,
and the old one is read until Slack closes it.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Sequence
from typing import Any

import aiohttp
from pydantic import SecretStr
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from knowledge.errors import OtsError

from ..delivery.client import (
    UNHEARD,
    AuthError,
    NoAnswerError,
    describe,
    hasty,
    heard,
    slack_said,
    wait_after,
)
from ..delivery.once import RETRY, TAKEN_WITHIN
from ..delivery.proxies import Proxies
from ..slack.payloads import Envelope, decoded
from .health import Health
from .tasks import begin

CONNECTED_WITHIN = 10.0
"""Seconds that opening a connection may take: to be given an address, to be let in there and greeted."""

CLOSED_WITHIN = 1.0
"""Seconds that Slack gets to answer our goodbye."""

HEARTBEAT = 10.0
"""Seconds between pings; a connection that does not answer one in half that time is given up."""

RETIRED_FOR = 60.0
"""Seconds that a connection is still read after Slack asked to leave it."""

FIRST_PAUSE, LONGEST_PAUSE = 0.25, 30.0
"""Seconds between attempts to connect: each pause is twice the one before."""

LASTING = 2.0
"""Seconds after which Slack may send us to another connection without our waiting for that."""

REFUSALS = frozenset(
    (
        *("invalid_auth", "not_authed", "account_inactive", "not_allowed_token_type", "token_revoked"),
        "missing_scope",  # of such a token they are chosen when it is made
    )
)
"""Errors of apps.connections.open that no further attempt will mend."""

log = logging.getLogger("ots.socket")

Connection = aiohttp.ClientWebSocketResponse


class Socket:
    """The connection to Slack, and the envelopes that came over it and are being answered."""

    def __init__(
        self,
        app: AsyncApp,
        app_token: SecretStr,
        client: AsyncWebClient,
        session: aiohttp.ClientSession,
        proxies: Proxies,
        health: Health,
    ) -> None:
        self._app = app
        self._token = app_token
        self._client = client
        self._session = session
        self._proxies = proxies
        self._health = health
        self._connections: set[Connection] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._answering: set[asyncio.Task[None]] = set()
        self._stopping = False

    async def open(self) -> bool:
        """Connect, and stay connected from then on. Raises `AuthError` where the token is refused."""
        first = await self._connect()
        begin(self._stay_connected(first), self._tasks)
        return True

    async def stop_receiving(self) -> None:
        """Take no further envelopes, and finish those that are being answered."""
        self._stopping = True
        while self._answering:
            await asyncio.wait(self._answering)

    async def close(self) -> None:
        """Close every connection."""
        self._stopping = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(_close(it) for it in set(self._connections)), return_exceptions=True)

    async def _stay_connected(self, connection: Connection) -> None:
        now = asyncio.get_running_loop().time
        pause = 0.0
        while not self._stopping:
            since, leave = now(), asyncio.Event()
            reader = begin(self._read(connection, leave), self._tasks)
            leaving = asyncio.create_task(leave.wait())
            await asyncio.wait((reader, leaving), return_when=asyncio.FIRST_COMPLETED)
            leaving.cancel()
            if not self._stopping:
                # Connections that Slack ends as soon as they are there would be opened without a rest.
                short = now() - since < LASTING
                pause = min(2 * pause or FIRST_PAUSE, LONGEST_PAUSE) if short else 0.0
                await asyncio.sleep(pause)
                connection = await self._connect_again()
                log.info("connected to Slack anew")

    async def _connect(self) -> Connection:
        """A new connection; the URL that Slack gives for it works once."""
        async with asyncio.timeout(CONNECTED_WITHIN):
            connection = await self._let_in()
            try:
                await self._greeted(connection)
            except BaseException:
                self._close_soon(connection)
                raise
        self._connections.add(connection)
        self._health.slack_reachable = True
        return connection

    async def _let_in(self) -> Connection:
        try:
            url, proxy = await heard(self._address())
        except SlackApiError as error:
            said = slack_said(error)
            if said in REFUSALS:
                raise AuthError(
                    f"Slack refused SLACK_APP_TOKEN ({said}): copy it anew from your app's settings, "
                    "Basic Information, App-Level Tokens (scope connections:write)"
                ) from None
            raise
        return await self._session.ws_connect(url, heartbeat=HEARTBEAT, proxy=proxy)

    async def _address(self) -> tuple[str, str | None]:
        """Where to connect this time, and the proxy for that."""
        # Made again here: what Slack says of waiting is longer than this may take.
        given = await hasty(self._client).apps_connections_open(app_token=self._token.get_secret_value())
        url = str(given["url"])
        return url, self._proxies.of(url)

    async def _greeted(self, connection: Connection) -> None:
        """Wait for Slack's hello. Raises `NoAnswerError` where it sends us away instead."""
        first = await connection.receive()
        said = _decoded(first.data) if first.type is aiohttp.WSMsgType.TEXT else {}
        if not said or said.get("type") == "disconnect":
            raise NoAnswerError(
                f"Slack ended the connection at once: {said.get('reason', 'no reason given')}"
            )
        self._take(connection, said)

    async def _connect_again(self) -> Connection:
        pause = FIRST_PAUSE
        while True:
            try:
                return await self._connect()
            except (OtsError, *UNHEARD) as error:
                rest = max(pause, wait_after(error))
                log.warning("cannot connect to Slack (%s), trying again in %.1f s", describe(error), rest)
                await asyncio.sleep(rest)
                pause = min(2 * pause, LONGEST_PAUSE)

    async def _read(self, connection: Connection, leave: asyncio.Event) -> None:
        """Answer what comes over *connection* until it is closed; set *leave* when Slack wants that."""
        try:
            async for message in connection:
                if message.type is not aiohttp.WSMsgType.TEXT:
                    continue
                envelope = _decoded(message.data)
                if envelope.get("type") == "disconnect":
                    log.info("Slack asked to connect anew (%s)", envelope.get("reason"))
                    leave.set()
                    asyncio.get_running_loop().call_later(RETIRED_FOR, self._close_soon, connection)
                else:
                    self._take(connection, envelope)
        finally:
            self._connections.discard(connection)
            self._health.slack_reachable = bool(self._connections)
            await _close(connection)

    def _take(self, connection: Connection, envelope: dict[str, Any]) -> None:
        if envelope.get("envelope_id") and not self._stopping:
            begin(self._answer(connection, envelope), self._answering)

    def _close_soon(self, connection: Connection) -> None:
        begin(_close(connection), self._tasks)

    async def _answer(self, connection: Connection, envelope: dict[str, Any]) -> None:
        """Answer one envelope, and acknowledge it on the connection it came by."""
        try:
            payload = envelope.get("payload")
            if not isinstance(payload, dict):
                raise ValueError("the envelope lacks what each has")
            retry: dict[str, str | Sequence[str]] = {RETRY: str(envelope.get("retry_attempt") or 0)}
            async with asyncio.timeout(TAKEN_WITHIN):
                response = await self._app.async_dispatch(
                    AsyncBoltRequest(body=payload, headers=retry, mode="socket_mode")
                )
            if response.status == 200:
                await connection.send_json(
                    SocketModeResponse(str(envelope["envelope_id"]), _payload(response)).to_dict()
                )
        except (aiohttp.ClientError, ConnectionError, RuntimeError, TimeoutError) as error:
            # Slack delivers it again, over another connection.
            log.warning("envelope %s was not acknowledged: %s", envelope["envelope_id"], describe(error))
        except Exception as error:
            # As over HTTP: what is of another shape than Slack's is not acknowledged, and serving goes on.
            why = Envelope.odd(envelope.get("payload")) or describe(error)
            log.error("an envelope of type %s could not be read: %s", envelope.get("type"), why)
            log.debug("the error in full", exc_info=error)


async def _close(connection: Connection) -> None:
    """Say goodbye, and wait a moment only for its answer."""
    try:
        async with asyncio.timeout(CLOSED_WITHIN):
            await connection.close()
    except (TimeoutError, OSError, RuntimeError) as error:
        log.debug("a connection was left open (%s)", describe(error))


def _decoded(text: str) -> dict[str, Any]:
    """The message as an object; an empty one for what is none."""
    try:
        found = decoded(text)
    except (ValueError, RecursionError):
        found = None
    return found if isinstance(found, dict) else {}


def _payload(response: BoltResponse) -> dict[str, Any] | None:
    """What the acknowledgement carries: the answer to a command, or nothing."""
    if not response.body:
        return None
    content_type = response.headers.get("content-type", [""])[0]
    payload: dict[str, Any] = (
        json.loads(response.body) if content_type.startswith("application/json") else {"text": response.body}
    )
    return payload
