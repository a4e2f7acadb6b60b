"""The bot as a process of its own, and Slack's side of every delivery to it."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import hmac
import json
import os
import signal as signals
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Literal, Self
from urllib.parse import urlencode

import aiohttp

from tests import warm
from tests.ports import Port
from tests.secret import secrets, shown

from .link import NotAcknowledgedError
from .payloads import VERIFICATION
from .records import Payload, Received
from .server import SlackServer

ROOT = Path(__file__).parent.parent.parent
READY_WITHIN = 30.0
ANSWERED_WITHIN = 15.0
"""Seconds for which a delivery waits: longer than Slack does, so that a test can tell how late it was."""

Transport = Literal["http", "socket"]


class BotProcess:
    """The real ``ots serve``, for ``async with BotProcess.start(slack) as bot``."""

    def __init__(
        self,
        slack: SlackServer,
        transport: Transport,
        env: Mapping[str, str | None],
        args: Sequence[str],
        *,
        wait: bool,
        forked: bool,
    ) -> None:
        self.slack = slack
        self.transport = transport
        self.output = ""
        self._port = Port()
        self._env, self._args, self._wait = env, args, wait
        self._forked = forked and "PYTHONPATH" not in env
        self._home = tempfile.TemporaryDirectory(prefix="ots-bot-", ignore_cleanup_errors=True)
        self._process: asyncio.subprocess.Process | warm.Running | None = None
        self._reader: asyncio.Task[None] | None = None
        self._reading = asyncio.Event()
        self._session: aiohttp.ClientSession | None = None

    @classmethod
    def start(
        cls,
        slack: SlackServer,
        transport: Transport = "http",
        env: Mapping[str, str | None] | None = None,
        args: Sequence[str] = (),
        *,
        wait: bool = True,
        forked: bool = True,
    ) -> Self:
        """A bot before *slack*; *env* adds to its environment, or takes away what is None there.

        *args* follow ``serve``. Without *wait* it need not become ready.
        It is *forked* from a process that has imported it, but where what Python imports is another's.
        """
        return cls(slack, transport, env or {}, args, wait=wait, forked=forked)

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ANSWERED_WITHIN))
        try:
            await self._launch()
        except BaseException:
            await self._clean_up()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._clean_up()
        if isinstance(error, AssertionError):
            error.add_note(f"the bot wrote:\n{self.output}")
        if error is None:
            # Whatever a test is about, and at every level of logging.
            told = shown(self._secrets(), self.output)
            assert not told, f"the bot wrote secrets: {told}"

    def _secrets(self) -> set[str]:
        """All that must not be written anywhere, with what was given out meanwhile."""
        slack = self.slack
        ours = {slack.bot_token, slack.app_token, slack.signing_secret, slack.client_secret, VERIFICATION}
        return ours | slack.given_out | set(slack.tokens) | set(slack.refreshing) | set(secrets(self._env))

    @property
    def port(self) -> int:
        """Where it listens, now and after a restart."""
        return self._port.number

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """The id of the process."""
        assert self._process is not None
        return self._process.pid

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.returncode is None

    async def receive(
        self,
        payload: Payload,
        *,
        retry: int | None = None,
        reason: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Received:
        """Deliver *payload* as Slack would; AssertionError where Slack would refuse what comes back.

        *reason* and *headers* are for HTTP: over a socket, `SlackServer.send` delivers again by itself.
        """
        if self.transport == "socket":
            received = await self._receive_by_socket(payload, retry or 0)
        else:
            received = await self._receive_by_http(payload, retry, reason, headers or {})
        post = None
        if received.status == 200:
            post = self.slack.take_acknowledgement(payload, received.json)
        return Received(**{**vars(received), "request": payload, "post": post})

    async def post_raw(
        self, body: bytes, headers: Mapping[str, str] | None = None, *, path: str = "/slack/events"
    ) -> Received:
        """Send *body* to the request URL, or to *path*, as it is."""
        return await self._ask("POST", path, body, headers or {})

    async def get(self, path: str, headers: Mapping[str, str] | None = None) -> Received:
        """What the bot's web server says at *path*; redirections are not followed."""
        return await self._ask("GET", path, None, headers or {})

    def signed(self, body: bytes, *, at: float | None = None, secret: str | None = None) -> dict[str, str]:
        """The headers with which Slack signs *body*."""
        stamp = str(int(time.time() if at is None else at))
        key = (secret or self.slack.signing_secret).encode()
        signature = hmac.new(key, b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={signature}"}

    def signal(self, signal: signals.Signals) -> None:
        """Send *signal* to the process."""
        assert self._process is not None
        self._process.send_signal(signal)

    def stop_reading(self) -> None:
        """Let what the process writes pile up until `ended`, as where whoever collects logs is stuck."""
        self._reading.clear()

    async def stop(self, signal: signals.Signals = signals.SIGTERM, within: float = 20.0) -> int:
        """Send *signal*, wait for the end, and give the exit code."""
        if self.running:
            self.signal(signal)
        return await self.ended(within)

    async def ended(self, within: float = 20.0) -> int:
        """The exit code, once the process has ended; AssertionError if it has not *within* seconds."""
        assert self._process is not None
        self._reading.set()
        try:
            code = await asyncio.wait_for(self._process.wait(), within)
        except TimeoutError:
            raise AssertionError(f"the bot still runs after {within} s; it wrote:\n{self.output}") from None
        if self._reader is not None:
            # What is left to read is there by now, unless a worker outlives its parent and keeps the pipe.
            await asyncio.wait([self._reader], timeout=2)
        return code

    async def restart(self, signal: signals.Signals = signals.SIGTERM) -> None:
        """Stop and start again; `output` goes on."""
        await self.stop(signal)
        await self._launch()

    async def _launch(self) -> None:
        opened = self.slack.opened
        self._process = await (self._fork() if self._forked else self._begin())
        self._reading.set()
        self._reader = asyncio.create_task(self._read(self._process))
        deadline = time.monotonic() + READY_WITHIN
        while self._wait and not await self._is_ready(opened):
            if not self.running:
                await self.ended()
                raise AssertionError(f"the bot ended by itself:\n{self.output}")
            if time.monotonic() > deadline:
                raise AssertionError(f"the bot is not ready after {READY_WITHIN} s:\n{self.output}")
            await self.slack.until_changed(0.05)

    async def _fork(self) -> warm.Running:
        place, around = Path(self._home.name), self.environment()
        return await warm.start(("serve", *self._args), cwd=place, environment=around)

    async def _begin(self) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "bot", "serve", *self._args),
            cwd=self._home.name,
            env=self.environment(),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,  # so that its workers can be ended with it
        )

    async def _is_ready(self, opened: int) -> bool:
        if self.transport == "socket":
            return self.slack.opened > opened and self.slack.connections > 0
        try:
            return (await self.get("/readyz")).status == 200
        except aiohttp.ClientError:
            return False

    def environment(self) -> dict[str, str]:
        slack = self.slack
        known: dict[str, str | None] = {
            "PATH": os.environ["PATH"],
            "HOME": self._home.name,
            # Where knowledge that is ready to be asked is kept: made once for all of them.
            "XDG_CACHE_HOME": os.environ.get("XDG_CACHE_HOME"),
            "PYTHONPATH": str(ROOT),
            "PYTHONUNBUFFERED": "1",
            "SLACK_API_URL": slack.api_url,
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token if self.transport == "socket" else None,
            "SLACK_SIGNING_SECRET": slack.signing_secret if self.transport == "http" else None,
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
        }
        return {name: value for name, value in (known | dict(self._env)).items() if value is not None}

    async def _read(self, process: asyncio.subprocess.Process | warm.Running) -> None:
        assert process.stdout is not None
        while chunk := await process.stdout.read(65_536):
            self.output += chunk.decode(errors="replace")
            await self._reading.wait()

    async def _clean_up(self) -> None:
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signals.SIGKILL)
            await self.ended()
        if self._session is not None:
            await self._session.close()
        self._home.cleanup()
        self._port.give_back()

    async def _receive_by_socket(self, payload: Payload, before: int) -> Received:
        started = time.monotonic()
        try:
            said = await self.slack.send(payload, before=before)
        except NotAcknowledgedError as error:
            return Received(0, str(error), None, time.monotonic() - started)
        body = "" if said.payload is None else json.dumps(said.payload)
        return Received(200, body, said.payload, said.seconds)

    async def _receive_by_http(
        self, payload: Payload, retry: int | None, reason: str | None, headers: Mapping[str, str]
    ) -> Received:
        kind = "application/x-www-form-urlencoded"
        if payload.kind == "events_api":
            body, kind = json.dumps(payload.body).encode(), "application/json"
        elif payload.kind == "interactive":
            body = urlencode({"payload": json.dumps(payload.body)}).encode()
        else:
            body = urlencode(payload.body).encode()
        sent = {"Content-Type": kind, "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)"}
        if retry is not None:
            sent |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": reason or "http_timeout"}
        return await self.post_raw(body, {**sent, **self.signed(body), **headers})

    async def _ask(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Received:
        assert self._session is not None
        started = time.monotonic()
        asked = self._session.request(
            method, f"{self.url}{path}", data=body, headers=headers, allow_redirects=False
        )
        async with asked as response:
            text = await response.text()
        took = time.monotonic() - started
        try:
            read = json.loads(text)
        except ValueError:
            read = None
        named = {name.lower(): value for name, value in response.headers.items()}
        return Received(response.status, text, read if isinstance(read, dict) else None, took, named)
