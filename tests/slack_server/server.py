"""The stand-in for Slack: a server on a free port of loopback."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from aiohttp import web

from .api import Api
from .failures import Drop, Failure
from .interactions import Interactions
from .link import CONNECTED_WITHIN, Link, Reason
from .records import Acknowledgement, Json, Payload
from .response_urls import ResponseUrls

POLL = 0.05
"""Seconds after which a condition is looked at again, where nothing has happened here meanwhile."""


SILENCE = 600.0
"""Seconds without an answer."""


class SlackServer(Interactions):
    """A workspace with one app in it, for ``async with SlackServer() as slack``.

    What people do is made by its methods (`mention`, `click` …) and delivered by `BotProcess.receive`
    or `send`; what the bot does stands in `posts`, `responses`, `views` and `calls`.
    """

    def __init__(self) -> None:
        super().__init__()
        self._link = Link(self)
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=10_000_000)
        urls = ResponseUrls(self)
        app.router.add_route("*", "/api/{method}", Api(self).take)
        app.router.add_post("/{kind:actions|commands}/{team}/{id}/{secret}", urls.take)
        app.router.add_get("/link", self._link.take)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.base_url = f"http://{host}:{port}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._link.cut()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def api_url(self) -> str:
        """What SLACK_API_URL is to be."""
        return f"{self.base_url}/api/"

    def new_socket_url(self) -> str:
        """An address for one connection, as apps.connections.open gives it."""
        return self._link.new_url()

    def fail(
        self,
        method: str,
        *,
        status: int = 500,
        error: str | None = None,
        retry_after: int | None = None,
        times: int = 1,
        drop: Drop | None = None,
        delay: float = 0.0,
        page: str | None = None,
        half: bool = False,
        raw: bytes | None = None,
    ) -> None:
        """Let the next *times* calls of *method* ("response_url" for response URLs, "link" for sockets) go wrong.

        With *retry_after* 429, with *error* 200 and ``"ok": false``, else *status* (200: it is done
        and answered well, only after *delay* seconds). *drop* closes the connection instead:
        "before" anything is done, or "after" it is done, without an answer. With *page* another server
        answers with HTML; with *half* the answer breaks off in the middle; *raw* is sent byte for byte.
        """
        self.failures.add(method, Failure(status, error, retry_after, drop, delay, page, half, raw), times)

    def mend(self, method: str) -> None:
        """Let *method* go well from now on."""
        self.failures.clear(method)

    def be_silent(self, method: str, *, times: int = 100) -> None:
        """Take the next *times* calls of *method*, and say nothing for longer than anybody waits."""
        self.fail(method, status=200, delay=SILENCE, times=times)

    async def wait_for(self, predicate: Callable[[], object], within: float = 10.0) -> None:
        """Return when *predicate* is true; AssertionError with the calls so far if it is not *within* s."""
        deadline = time.monotonic() + within
        while not predicate():
            left = deadline - time.monotonic()
            if left <= 0:
                calls = [(call.method, call.status, call.error) for call in self.calls]
                raise AssertionError(f"not so within {within} s; calls so far: {calls}")
            await self.until_changed(min(left, POLL))

    @property
    def connections(self) -> int:
        """How many sockets are open now."""
        return len(self._link.open)

    @property
    def opened(self) -> int:
        """How many sockets were ever opened."""
        return self._link.opened

    @property
    def acknowledged(self) -> list[str]:
        """The ids of all envelopes that were acknowledged, in order: one for each acknowledgement."""
        return self._link.acknowledged

    async def send(self, payload: Payload, *, before: int = 0) -> Acknowledgement:
        """Deliver *payload* over some open connection, waiting for one if need be.

        An event that is not acknowledged in 3 s, and anything whose connection is lost, is delivered
        again (in a new envelope), up to three times; *before* says how often it was already. Raises
        `NotAcknowledgedError`, an AssertionError.
        """
        return await self._link.send(payload, before)

    async def disconnect(self, reason: Reason = "refresh_requested") -> None:
        """Tell the bot on every connection that it will end, and unless it is a "warning", end it."""
        await self._link.disconnect(reason)

    async def refresh(self) -> None:
        """Renew the connections as Slack does every few hours; returns when the bot is connected anew."""
        opened = self.opened
        await self.disconnect("refresh_requested")
        await self.wait_for(lambda: self.opened > opened and self.connections, CONNECTED_WITHIN)

    def greet(self, *greetings: Json | None) -> None:
        """Tell the next connections one of *greetings* each instead of hello: a goodbye, or with None nothing."""
        self._link.greetings.extend(greetings)

    async def tell(self, message: str) -> None:
        """Send *message* over every socket, whatever it is."""
        await self._link.tell(message)

    async def drop(self) -> None:
        """End every connection without a word, as when a network fails."""
        self._link.cut()
        await self.wait_for(lambda: not any(it.leaving for it in self._link.open))
