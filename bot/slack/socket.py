"""Slack on a socket: the connection is kept, renewed and closed without losing an envelope."""

from __future__ import annotations

import asyncio
import logging
import time

import aiohttp
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from .once import describe
from .settings import Settings

PING_EVERY = 5
"""Seconds between pings; a connection that misses four of them is given up."""

log = logging.getLogger(__name__)


class Socket:
    """The connection to Slack and the requests that came over it and are being answered."""

    def __init__(self, app: AsyncApp, settings: Settings, client: AsyncWebClient) -> None:
        self._app = app
        self._under_way: set[asyncio.Task[None]] = set()
        self._receiving = True
        self._client = SocketModeClient(
            app_token=settings.app_token.get_secret_value() if settings.app_token else "",
            logger=logging.getLogger("slack_sdk.socket_mode"),
            web_client=client,
            ping_interval=PING_EVERY,
        )
        self._client.socket_mode_request_listeners.append(self._take)

    async def open(self) -> None:
        """Connect; the client keeps the connection from then on."""
        await self._client.connect()  # type: ignore[no-untyped-call]

    async def stop_receiving(self) -> None:
        """Take no further requests, and finish those that are being answered."""
        self._receiving = False
        if self._under_way:
            await asyncio.wait(self._under_way)

    async def close(self) -> None:
        """Close the connection."""
        await self._client.close()  # type: ignore[no-untyped-call]

    async def _take(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        if not self._receiving:
            return  # not acknowledged: Slack sends it to another connection, or again
        task = asyncio.create_task(self._answer(client, request))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _answer(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        started = time.time()
        response = await run_async_bolt_app(self._app, request)
        try:
            await send_async_response(client, request, response, started)
        except (aiohttp.ClientError, ConnectionError, RuntimeError) as error:
            log.warning("envelope %s was not acknowledged: %s", request.envelope_id, describe(error))
