"""Runs the bot until it is told to stop: over HTTP, or on a socket that Slack is called on."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
from collections.abc import Iterator

import aiohttp
import uvicorn
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from knowledge.errors import OtsError

from ..respond import Responder
from .app import build
from .bot import Bot
from .client import web_client, who_we_are
from .health import Health
from .http import asgi
from .once import describe
from .settings import SECRETS, Settings
from .socket import Socket

FINISH_WITHIN = 8.0
"""Seconds that what is under way gets to finish after the signal to stop."""

SLOWEST_RETRY = 30.0
"""Seconds between attempts to reach Slack at most."""

log = logging.getLogger("ots")


def run(settings: Settings, responder: Responder) -> int:
    """Serve until SIGTERM or SIGINT; the exit code. Raises `AuthError` where Slack refuses the token."""
    logging.basicConfig(
        level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s %(message)s", force=True
    )
    for noisy in ("slack_bolt", "slack_sdk", "aiohttp", "uvicorn"):
        # At their lower levels they write whole payloads and tokens.
        logging.getLogger(noisy).setLevel(max(logging.WARNING, logging.getLogger().level))
    for name in SECRETS:
        # Bolt would read them by itself and warn that it was given a client as well.
        os.environ.pop(name, None)
    asyncio.run(_serve(settings, responder))
    return 0


async def _serve(settings: Settings, responder: Responder) -> None:
    health = Health(knowledge_loaded=True)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with aiohttp.ClientSession() as session:
        client = web_client(settings.api_url, session)
        us = await _reach_slack(client, settings, stop)
        if us is None:
            return
        health.slack_reachable = True
        bot = Bot(responder)
        app = build(settings, bot, client, us)
        if settings.transport == "socket":
            socket = Socket(app, settings, client)
            await socket.open()
            log.info("connected to Slack by socket as %s", us.bot_user_id)
            await stop.wait()
            health.stopping = True
            await socket.stop_receiving()
            await _finish(bot)
            await socket.close()
        else:
            secret = settings.signing_secret.get_secret_value() if settings.signing_secret else ""
            await _serve_http(asgi(app, secret, health), settings, health, stop)
            await _finish(bot)
    log.info("stopped")


async def _reach_slack(
    client: AsyncWebClient, settings: Settings, stop: asyncio.Event
) -> AuthorizeResult | None:
    """Whom the token belongs to, however long Slack takes to be reached; None where told to stop first."""
    pause = 0.5
    while not stop.is_set():
        try:
            return await who_we_are(client, settings.bot_token.get_secret_value())
        except OtsError:
            raise
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            log.warning("Slack cannot be reached (%s), trying again", describe(error))
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)
            pause = min(pause * 2, SLOWEST_RETRY)
    return None


async def _finish(bot: Bot) -> None:
    """Let answers that are under way be posted."""
    try:
        async with asyncio.timeout(FINISH_WITHIN):
            await bot.once.finish()
    except TimeoutError:
        log.warning("stopped with answers under way: Slack will deliver their events again")


class _Server(uvicorn.Server):
    """A server whose signals are ours: it ends with 0 when told to stop, not by the signal."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def _serve_http(app: object, settings: Settings, health: Health, stop: asyncio.Event) -> None:
    config = uvicorn.Config(
        app,  # type: ignore[arg-type]
        host=settings.host,
        port=settings.port,
        access_log=False,
        log_config=None,
        lifespan="off",
        http="httptools",
        timeout_keep_alive=30,
        timeout_graceful_shutdown=int(FINISH_WITHIN),
        server_header=False,
    )
    server = _Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started and not serving.done():  # noqa: ASYNC110 - an attribute tells, no event
        await asyncio.sleep(0.01)
    if serving.done():
        raise OtsError(f"cannot listen on {settings.host}:{settings.port}: is something else running there?")
    port = server.servers[0].sockets[0].getsockname()[1]
    log.info("listening on http://%s:%s", settings.host, port)
    await asyncio.wait([serving, asyncio.create_task(stop.wait())], return_when=asyncio.FIRST_COMPLETED)
    health.stopping = True
    server.should_exit = True
    await serving
