"""Failures that a test plans: what Slack's own troubles look like from outside."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from dataclasses import dataclass
from typing import Literal

from aiohttp import web

Drop = Literal["before", "after"]


@dataclass(frozen=True)
class Failure:
    """How one call is to go wrong; see `SlackServer.fail`."""

    status: int
    error: str | None
    retry_after: int | None
    """Whole seconds, as Slack counts."""
    drop: Drop | None
    delay: float
    page: str | None = None
    """What another server says in Slack's place."""
    is_half: bool = False
    """Whether the connection ends in the middle of the answer."""
    raw: bytes | None = None
    """What is sent in place of an answer, byte for byte, before the connection ends."""

    @property
    def prevents(self) -> bool:
        """Whether the call is refused without being done."""
        return (
            self.drop == "before" or self.raw is not None or (self.drop is None and self.refusal is not None)
        )

    @property
    def refusal(self) -> web.Response | None:
        """The answer in place of the right one; None where the call is only slow or its answer lost."""
        if self.drop == "after":
            return None
        if self.retry_after is not None:
            body = {"ok": False, "error": "ratelimited"}
            return web.json_response(body, status=429, headers={"Retry-After": str(self.retry_after)})
        if self.error is not None:
            return web.json_response({"ok": False, "error": self.error})
        if self.page is not None:
            return web.Response(status=self.status, text=self.page, content_type="text/html")
        if self.status == 200:
            return None
        return web.Response(status=self.status, text="<html><body>upstream trouble</body></html>")


class Failures:
    """The failures planned for each method, used up in order."""

    def __init__(self) -> None:
        self._planned: dict[str, deque[Failure]] = defaultdict(deque)

    def add(self, method: str, failure: Failure, times: int) -> None:
        self._planned[method].extend([failure] * times)

    def clear(self, method: str) -> None:
        """Forget what was planned for *method*."""
        self._planned[method].clear()

    def take(self, method: str) -> Failure | None:
        """The failure of this call of *method*."""
        planned = self._planned[method]
        return planned.popleft() if planned else None


async def answer(request: web.Request, failure: Failure | None, right: web.Response | None) -> web.Response:
    """Answer with what *failure* makes of the *right* answer (None where the call was not done)."""
    if failure is None:
        assert right is not None
        return right
    await asyncio.sleep(failure.delay)
    if failure.raw is not None and request.transport is not None:
        request.transport.write(failure.raw)
        request.transport.close()
        return web.Response()  # nobody reads it
    if failure.drop is not None:
        drop(request)
        return web.Response()
    given = failure.refusal or right
    assert given is not None
    if failure.is_half:
        return await _half(request, given)
    return given


async def _half(request: web.Request, whole: web.Response) -> web.Response:
    """Send the first half of an answer that promises to be whole, and end."""
    body = whole.body if isinstance(whole.body, bytes) else b""
    headers = {"Content-Type": "application/json", "Content-Length": str(len(body))}
    begun = web.StreamResponse(status=whole.status, headers=headers)
    await begun.prepare(request)
    await begun.write(body[: len(body) // 2])
    drop(request)
    return web.Response()


def drop(request: web.Request) -> None:
    """Close the connection of *request* without a word."""
    if request.transport is not None:
        request.transport.abort()
