"""One process that serves, from its start to its end: over HTTP, or on a socket."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import aiohttp
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient
from starlette.routing import Route

from ..delivery.client import UNHEARD, describe, reach, session, wait_after, web_client, who_we_are
from ..delivery.settings import Settings
from ..slack.app import Authorize, build
from ..slack.bot import Bot
from ..slack.manifest import SCOPES, SCOPES_OF_PAGE
from .health import Health
from .http import SlackRequests, asgi
from .listening import heed_exhaustion, server, shown
from .orphans import answer_orphans
from .reload import Origin, Reloader
from .shared import shared
from .signals import heed
from .socket import Socket
from .tasks import begin

if TYPE_CHECKING:
    from ..store.database import Database
    from .install import Installs
    from .workspaces import Workspaces

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


class Process:
    """One process that serves. Without a *supervisor* it is the only one."""

    def __init__(
        self,
        settings: Settings,
        origin: Origin,
        bot: Bot,
        listening: Sequence[socket.socket],
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
        """Serve until told to stop. Raises `OtsError` where it cannot, or Slack refuses a token."""
        reloader = Reloader(self._bot, self._origin.load)
        heed(self._stop.set, lambda: self._start(reloader.reload()))
        heed_exhaustion(asyncio.get_running_loop())
        if self._origin.watched:
            self._start(reloader.watch(self._origin.directory, self._stop))
        if self._supervisor is not None:
            self._start(self._stop_when_orphaned(self._supervisor))
        log.info("serving %s", self._bot.served)
        async with session() as connections, shared(self._settings, self._bot) as database:
            client = web_client(
                self._settings.api_url, connections, self._bot.metrics, self._settings.proxies
            )
            if not self._settings.slack:
                await self._serve_others()
            elif self._settings.transport == "http":
                await self._serve_http(client, database)
            else:
                await self._serve_socket(client, connections)
        log.info("stopped")

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        begin(work, self._tasks)

    async def _stop_when_orphaned(self, supervisor: int) -> None:
        while os.getppid() == supervisor:  # noqa: ASYNC110 - nothing tells that a parent died
            await asyncio.sleep(PARENT_CHECKED)
        self._stop.set()

    async def _serve_http(self, client: AsyncWebClient, database: Database | None) -> None:
        secret = self._settings.signing_secret
        requests = SlackRequests(secret.get_secret_value() if secret else "", self._bot.metrics)
        installs = _installs(self._settings, self._bot, database, client)
        async with self._listens(requests, installs.routes() if installs else ()) as close:
            app = await self._app(client, installs.workspaces if installs else None)
            if app is not None:
                requests.begin(app)
                self._health.slack_reachable = True
                await self._until_stopped(app)
                await asyncio.sleep(DRAIN)
                exchanges = [installs.workspaces.finish()] if installs else []
                await self._finish(close(), self._bot.once.finish(), *exchanges)

    async def _serve_others(self) -> None:
        """Serve without Slack."""
        async with self._listens(None) as close:
            self._health.slack_reachable = True  # nobody waits for it
            await self._stop.wait()
            self._health.stopping = True
            await asyncio.sleep(DRAIN)
            await self._finish(close())

    async def _serve_socket(self, client: AsyncWebClient, connections: aiohttp.ClientSession) -> None:
        async with self._listens(None):
            app, token = await self._app(client, None), self._settings.app_token
            if app is None or token is None:
                return
            connection = Socket(app, token, client, connections, self._settings.proxies, self._health)
            try:
                if await self._insist(connection.open) is None:
                    return
                log.info("connected to Slack by socket")
                await self._until_stopped(app)
                await self._finish(connection.stop_receiving(), self._bot.once.finish())
            finally:
                await connection.close()

    async def _until_stopped(self, app: AsyncApp) -> None:
        """Answer what others left until told to stop."""
        answering = asyncio.create_task(answer_orphans(app, self._bot.once.turns))
        await self._stop.wait()
        answering.cancel()
        self._health.stopping = True

    @contextlib.asynccontextmanager
    async def _listens(
        self, requests: SlackRequests | None, pages: Iterable[Route] = ()
    ) -> AsyncIterator[Callable[[], Awaitable[None]]]:
        """Answer on the sockets that are listened to, if there are any; gives what closes them.

        A server that ends by itself stops all.
        """
        if not self._listening:
            yield lambda: asyncio.sleep(0)
            return
        serving = server(
            asgi(requests, self._health, (*pages, *self._mattermost(), *self._site())),
            self._settings.keep_alive,
        )
        running = asyncio.create_task(serving.serve(sockets=list(self._listening)))
        running.add_done_callback(lambda _: self._stop.set())
        for listening in self._listening:
            log.info("listening on http://%s", shown(*listening.getsockname()[:2]))

        async def close() -> None:
            serving.should_exit = True
            await asyncio.shield(running)

        try:
            yield close
        finally:
            await close()

    def _site(self) -> Iterable[Route]:
        """The page and the interface for programs, where they are wanted; all else is routed before."""
        if not self._settings.page:
            return ()
        from ..page.web import Web

        public, rate = self._settings.url, self._settings.api_rate
        web = Web(lambda: self._bot.served, self._bot.answered, public=public, per_minute=rate)
        web.warm_up()
        return web.routes()

    def _mattermost(self) -> Iterable[Route]:
        """Where Mattermost sends its commands, if it does."""
        tokens = self._settings.mattermost_tokens
        if not tokens:
            return ()
        from ..mattermost.command import Commands
        from .mattermost import MattermostRequests

        commands = Commands(tokens, lambda: self._bot.served, self._bot.answered, name=self._settings.command)
        return MattermostRequests(commands, self._bot.metrics).routes()

    async def _app(self, client: AsyncWebClient, workspaces: Workspaces | None) -> AsyncApp | None:
        """The app, once Slack was reached; None where told to stop first."""
        if workspaces is None:
            us = await self._insist(lambda: who_we_are(client, self._settings.bot_token))
            if us is None:
                return None
            self._tell_lacking(us.bot_scopes)
            return build(self._settings, self._bot, client, _always(us))
        if not await self._insist(lambda: reach(client)):
            return None

        async def authorize(
            context: AsyncBoltContext, enterprise_id: str | None, team_id: str | None
        ) -> AuthorizeResult | None:
            # Bolt looks at the names of a function's arguments, and takes a method's self for one.
            return await workspaces.authorize(context, enterprise_id, team_id)

        app = build(self._settings, self._bot, client, authorize)
        workspaces.register(app)
        return app

    def _tell_lacking(self, granted: Sequence[str] | None) -> None:
        """Say which scopes the token lacks: for want of one Slack sends no mentions, and says nothing."""
        needed = (*SCOPES, *(SCOPES_OF_PAGE if self._settings.url else ()))
        lacking = [] if granted is None else [it for it in needed if it not in granted]
        if lacking:
            told = ", ".join(lacking)
            log.warning("SLACK_BOT_TOKEN lacks %s: add it in your app's settings, and install it anew", told)

    async def _insist(self, attempt: Callable[[], Awaitable[Found]]) -> Found | None:
        """What *attempt* gives, however long Slack takes to be reached; None where told to stop first."""
        pause = 0.5
        while not self._stop.is_set():
            try:
                return await self._unless_stopped(attempt())
            except UNHEARD as error:
                log.warning("Slack cannot be reached (%s), trying again", describe(error))
                await self._unless_stopped(asyncio.sleep(max(pause, wait_after(error))))
                pause = min(pause * 2, LONGEST_PAUSE)
        return None

    async def _unless_stopped(self, work: Awaitable[Found]) -> Found | None:
        """What *work* gives; None, and it is given up, where told to stop first."""
        working = asyncio.ensure_future(work)
        stopped = asyncio.ensure_future(self._stop.wait())
        try:
            await asyncio.wait((working, stopped), return_when=asyncio.FIRST_COMPLETED)
            return working.result() if working.done() else None
        finally:
            working.cancel()
            stopped.cancel()

    async def _finish(self, *under_way: Awaitable[None]) -> None:
        """Let answers that are under way be posted."""
        try:
            async with asyncio.timeout(FINISH_WITHIN):
                for work in under_way:
                    await work
        except TimeoutError:
            if lost := self._bot.once.promised:
                log.warning("stopped with answers under way, and %d lost: DATABASE_URL would keep them", lost)
            else:
                log.warning("stopped with answers under way: their events will be delivered again")


def _installs(
    settings: Settings, bot: Bot, database: Database | None, client: AsyncWebClient
) -> Installs | None:
    """Where workspaces install the app; None where it serves one."""
    if settings.oauth is None or database is None:
        return None
    from .install import Installs

    return Installs(settings.oauth, database, client, bot, command=settings.command)


def _always(us: AuthorizeResult) -> Authorize:
    async def authorize(**_: object) -> AuthorizeResult:
        return us

    return authorize
