"""Runs the bot until it is told to stop: over HTTP, or on a socket; in one process or several."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import os
import signal
import socket
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import aiohttp
import uvicorn
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from knowledge.errors import OtsError

from ..answering.respond import Responder
from ..delivery import metrics
from ..delivery.client import describe, reach, web_client, who_we_are
from ..delivery.settings import SECRETS, Settings
from ..slack.app import Authorize, build
from ..slack.bot import Bot
from .health import Health
from .http import SlackRequests, asgi
from .patience import BoundedProtocol
from .reload import Reloader, require_watching
from .shared import database_url, shared
from .socket import Socket
from .workers import supervise

if TYPE_CHECKING:
    from ..store.database import Database
    from .install import Installs

DRAIN = 1.0
"""Seconds after the signal to stop in which requests are still taken, while `/readyz` says to send none."""

FINISH_WITHIN = 7.0
"""Seconds that what is under way then gets to finish."""

LONGEST_PAUSE = 30.0
"""Seconds between attempts to reach Slack at most."""

PARENT_CHECKED = 2.0
"""Seconds between looks at whether the process that supervises this one still lives."""

log = logging.getLogger("ots")

Found = TypeVar("Found")


@dataclass(frozen=True)
class Origin:
    """Where the knowledge comes from, and whether its files are watched for changes."""

    directory: Path
    load: Callable[[], Responder]
    watched: bool = False


def run(settings: Settings, origin: Origin) -> int:
    """Serve until SIGTERM or SIGINT; the exit code. Raises `OtsError` where it cannot be started."""
    _configure_logging(settings)
    if origin.watched:
        require_watching()
    if settings.metrics_port:
        metrics.prepare(settings.workers)
    if database_url(settings) is None and settings.workers > 1:
        log.warning("several processes without DATABASE_URL: what Slack delivers twice may be answered twice")
    responder = origin.load()  # before there are several processes: they share its memory
    gc.freeze()
    gc.enable()
    listening = _bind(settings) if settings.transport == "http" else None
    try:
        if settings.workers == 1:
            if settings.metrics_port:
                metrics.listen(settings.host, settings.metrics_port)
            return _work(settings, origin, responder, listening)
        return _supervise(settings, origin, responder, listening)
    finally:
        metrics.clean_up()


def _supervise(
    settings: Settings, origin: Origin, responder: Responder, listening: socket.socket | None
) -> int:
    def work(again: bool) -> int:
        try:
            # What was loaded before may be out of date by now.
            serving = _loaded(origin) or responder if again else responder
            return _work(settings, origin, serving, listening, supervisor=supervisor)
        except OtsError as error:
            log.error("%s", error)
            return error.exit_code

    def show_metrics(_: bool) -> int:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        metrics.listen(settings.host, settings.metrics_port or 0)
        while os.getppid() == supervisor:
            time.sleep(PARENT_CHECKED)
        return 0

    supervisor = os.getpid()
    return supervise([work] * settings.workers + ([show_metrics] if settings.metrics_port else []))


def _loaded(origin: Origin) -> Responder | None:
    """The knowledge as it is now; None where it has faults."""
    try:
        return origin.load()
    except (OtsError, OSError) as error:
        log.error("the knowledge stays as it was at the start, because of its faults:\n%s", error)
        return None


def _work(
    settings: Settings,
    origin: Origin,
    responder: Responder,
    listening: socket.socket | None,
    *,
    supervisor: int | None = None,
) -> int:
    counted = metrics.Prometheus() if settings.metrics_port else metrics.Metrics()
    bot = Bot(responder, metrics=counted)
    asyncio.run(_Process(settings, origin, bot, listening, supervisor).run())
    return 0


def _configure_logging(settings: Settings) -> None:
    logging.basicConfig(
        level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s %(message)s", force=True
    )
    for noisy in ("slack_bolt", "slack_sdk", "aiohttp", "uvicorn", "watchfiles"):
        # At their lower levels they write whole payloads and tokens.
        logging.getLogger(noisy).setLevel(max(logging.WARNING, logging.getLogger().level))
    for name in SECRETS:
        # Bolt would read some of them by itself and warn that it was given a client as well.
        os.environ.pop(name, None)


def _bind(settings: Settings) -> socket.socket:
    try:
        listening = socket.create_server((settings.host, settings.port), backlog=2_048)
        # Connections inherit it; without it a reply's last part waits 40 ms for the first to be confirmed.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listening
    except OSError as error:
        raise OtsError(
            f"cannot listen on {settings.host}:{settings.port} ({error.strerror}): is it in use already?"
        ) from None


class _Process:
    """One process that serves, from its start to its end."""

    def __init__(
        self,
        settings: Settings,
        origin: Origin,
        bot: Bot,
        listening: socket.socket | None,
        supervisor: int | None,
    ) -> None:
        self._settings = settings
        self._origin = origin
        self._bot = bot
        self._listening = listening
        self._supervisor = supervisor
        self._stop = asyncio.Event()
        self._health = Health(knowledge_loaded=True)
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        self._heed_signals()
        log.info("serving %s", self._bot.edition)
        async with aiohttp.ClientSession() as session, shared(self._settings, self._bot) as database:
            client = web_client(self._settings.api_url, session, self._bot.metrics)
            if self._listening is None:
                await self._serve_socket(client, session)
            else:
                await self._serve_http(client, database, self._listening)
        log.info("stopped")

    def _heed_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stop.set)
        reloader = Reloader(self._bot, self._origin.load)
        loop.add_signal_handler(signal.SIGHUP, lambda: self._start(reloader.reload()))
        if self._origin.watched:
            self._start(reloader.watch(self._origin.directory, self._stop))
        if self._supervisor is not None:
            self._start(self._stop_when_orphaned(self._supervisor))

    def _start(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _stop_when_orphaned(self, supervisor: int) -> None:
        while os.getppid() == supervisor:  # noqa: ASYNC110 - nothing tells that a parent died
            await asyncio.sleep(PARENT_CHECKED)
        self._stop.set()

    async def _serve_http(
        self, client: AsyncWebClient, database: Database | None, listening: socket.socket
    ) -> None:
        settings = self._settings
        requests = SlackRequests(
            settings.signing_secret.get_secret_value() if settings.signing_secret else ""
        )
        installs = _installs(settings, database, client)
        server = _server(asgi(requests, self._health, installs.routes() if installs else ()))
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        log.info("listening on http://%s:%s", *listening.getsockname()[:2])
        try:
            app = await self._app(client, installs)
            if app is not None:
                requests.app = app
                self._health.slack_reachable = True
                await asyncio.wait(
                    [serving, asyncio.create_task(self._stop.wait())], return_when=asyncio.FIRST_COMPLETED
                )
                self._health.stopping = True
                await asyncio.sleep(DRAIN)
        finally:
            server.should_exit = True
            await serving
        await self._finish()

    async def _serve_socket(self, client: AsyncWebClient, session: aiohttp.ClientSession) -> None:
        app, token = await self._app(client, None), self._settings.app_token
        if app is None or token is None:
            return
        connection = Socket(app, token, client, session)
        if await self._insist(connection.open) is None:
            return
        log.info("connected to Slack by socket")
        await self._stop.wait()
        await connection.stop_receiving()
        await self._finish()
        await connection.close()

    async def _app(self, client: AsyncWebClient, installs: Installs | None) -> AsyncApp | None:
        """The app, once Slack was reached; None where told to stop first."""
        if installs is None:
            us = await self._insist(lambda: who_we_are(client, self._settings.bot_token))
            return None if us is None else build(self._settings, self._bot, client, _always(us))
        if not await self._insist(lambda: reach(client)):
            return None

        async def authorize(
            context: AsyncBoltContext, enterprise_id: str | None, team_id: str | None
        ) -> AuthorizeResult | None:
            # Bolt looks at the names of a function's arguments, and takes a method's self for one.
            return await installs.authorize(context, enterprise_id, team_id)

        app = build(self._settings, self._bot, client, authorize)
        installs.register(app)
        return app

    async def _insist(self, attempt: Callable[[], Awaitable[Found]]) -> Found | None:
        """What *attempt* gives, however long Slack takes to be reached; None where told to stop first."""
        pause = 0.5
        while not self._stop.is_set():
            try:
                return await attempt()
            except (SlackApiError, aiohttp.ClientError, OSError, TimeoutError) as error:
                log.warning("Slack cannot be reached (%s), trying again", describe(error))
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._stop.wait(), pause)
                pause = min(pause * 2, LONGEST_PAUSE)
        return None

    async def _finish(self) -> None:
        """Let answers that are under way be posted."""
        try:
            async with asyncio.timeout(FINISH_WITHIN):
                await self._bot.once.finish()
        except TimeoutError:
            log.warning("stopped with answers under way: Slack will deliver their events again")


def _installs(settings: Settings, database: Database | None, client: AsyncWebClient) -> Installs | None:
    """Where workspaces install the app; None where it serves one."""
    if settings.oauth is None or database is None:
        return None
    from .install import Installs

    return Installs(settings.oauth, database, client, command=settings.command)


def _always(us: AuthorizeResult) -> Authorize:
    async def authorize(**_: object) -> AuthorizeResult:
        return us

    return authorize


class _Server(uvicorn.Server):
    """A server whose signals are ours: it ends with 0 when told to stop, not by the signal."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _server(app: object) -> _Server:
    return _Server(
        uvicorn.Config(
            app,  # type: ignore[arg-type]
            access_log=False,
            log_config=None,
            lifespan="off",
            http=BoundedProtocol,
            timeout_keep_alive=30,
            timeout_graceful_shutdown=int(FINISH_WITHIN),
            server_header=False,
        )
    )
