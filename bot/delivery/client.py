"""The client of Slack's Web API: how long a call may take, and which calls are tried again."""

from __future__ import annotations

import asyncio
import logging
import random
import re
from collections.abc import Awaitable, Mapping
from typing import TypeVar

import aiohttp
from pydantic import SecretStr
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState
from slack_sdk.web.async_client import AsyncWebClient

from knowledge.errors import OtsError

from .metrics import ErrorCounter, Metrics
from .proxies import Proxies

CALL_TIMEOUT = 10
"""Seconds that one call may take."""

ORNAMENT_WITHIN = 2.0
"""Seconds that a call may take which an answer can do without."""

MOST_ANSWERED = 10_000_000
"""Bytes of an answer, unpacked: Slack's longest have some hundred thousand."""

LONGEST_WAIT = 120
"""Seconds of Retry-After that are waited for. Slack says up to 60; what is told to wait longer fails."""

NOT_REPEATED = "/chat.postMessage"
"""The call that is not simply made again: a message may stand there although no answer came.

`posting.post` looks first.
"""


PASSING = frozenset(
    (
        "fatal_error",
        "internal_error",
        "rate_limited",
        "ratelimited",
        "request_timeout",
        "service_unavailable",
        # while a workspace or a channel moves into an organisation
        "external_channel_migrating",
        "org_login_required",
        "team_added_to_org",
    )
)
"""Errors of the Web API that are about Slack's own state: the same call may work a little later."""

log = logging.getLogger(__name__)

Found = TypeVar("Found")


class AuthError(OtsError):
    """Slack does not accept a token."""


class NoAnswerError(OtsError):
    """What came back is no answer of Slack's: another server's page, or none of what Slack says."""


UNHEARD = (SlackApiError, NoAnswerError, aiohttp.ClientError, TimeoutError, OSError)
"""How a call fails: refused, answered by another, or not answered at all."""


class _Bounded(aiohttp.ClientResponse):
    """An answer that is given up where it does not end: a little that was packed may be very much."""

    async def read(self) -> bytes:
        if self._body is None:
            found = bytearray()
            async for chunk in self.content.iter_any():
                found += chunk
                if len(found) > MOST_ANSWERED:
                    self.close()
                    raise aiohttp.ClientPayloadError(f"more than {MOST_ANSWERED:,} bytes")
            self._body = bytes(found)
        return await super().read()


def session() -> aiohttp.ClientSession:
    """Connections to Slack. What is given to the SDK bounds its calls: its own timeouts are for its own."""
    timeout = aiohttp.ClientTimeout(total=CALL_TIMEOUT)
    return aiohttp.ClientSession(timeout=timeout, response_class=_Bounded)


async def heard(call: Awaitable[Found]) -> Found:
    """What Slack answers to *call*, or what *call* makes of it. Raises one of `UNHEARD`.

    Over a page where JSON should be, or JSON of another shape, the SDK stumbles.
    """
    try:
        found = await call
        if isinstance(getattr(found, "data", None), bytes):
            raise TypeError("a file")  # what the SDK takes an answer of that type for
        return found
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise NoAnswerError("what came back is no answer of Slack's") from error


async def ornament(call: Awaitable[Found], what: str) -> Found | None:
    """What Slack answers to a *call* that an answer can do without; None where it refuses, or takes long."""
    try:
        async with asyncio.timeout(ORNAMENT_WITHIN):
            return await heard(call)
    except UNHEARD as error:
        log.warning("%s: left out (%s)", what, describe(error))
        return None


def hasty(client: AsyncWebClient) -> AsyncWebClient:
    """*client* for calls that are not worth waiting for: no call is made again, whatever Slack says."""
    return AsyncWebClient(
        token=client.token,
        base_url=client.base_url,
        timeout=client.timeout,
        proxy=client.proxy,
        session=client.session,
        team_id=client.default_params.get("team_id"),
        retry_handlers=[it for it in client.retry_handlers if isinstance(it, ErrorCounter)],
    )


def slack_said(error: SlackApiError) -> str:
    """Slack's own word for what is wrong; the HTTP status where a server before it answered."""
    data = getattr(error.response, "data", error.response)
    if isinstance(data, dict) and "ok" in data and isinstance(data.get("error"), str):
        return str(data["error"])
    status = getattr(error.response, "status_code", None) or getattr(error.response, "status", "unknown")
    return f"http_{status}"


def is_slack_s(error: SlackApiError) -> bool:
    """Whether Slack refused, and not a server before it: a proxy, or whoever sells the network."""
    return not slack_said(error).startswith("http_")


def may_pass(error: BaseException) -> bool:
    """Whether the same call may work a little later."""
    if isinstance(error, SlackApiError):
        return not is_slack_s(error) or slack_said(error) in PASSING
    return isinstance(error, (NoAnswerError, aiohttp.ClientError, TimeoutError, OSError))


def describe(error: BaseException) -> str:
    """*error* in one line that names no token: Slack's or our own words for it where there are some."""
    if isinstance(error, OtsError):
        return str(error)
    name = type(error).__name__
    return f"{name}: {slack_said(error)}{_needed(error)}" if isinstance(error, SlackApiError) else name


def _needed(error: SlackApiError) -> str:
    """The scope without which Slack refuses, where it says which."""
    data = getattr(error.response, "data", error.response)
    needed = data.get("needed") if isinstance(data, dict) else None
    named = isinstance(needed, str) and re.fullmatch(r"[\w:.,-]{1,100}", needed, re.ASCII)
    return f" (it needs the scope {needed})" if named else ""


class _Repeatable(AsyncRetryHandler):
    """Before a handler of the SDK: leaves out the call that is not simply made again."""

    async def _can_retry_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        return not request.url.endswith(NOT_REPEATED) and await super()._can_retry_async(
            state=state, request=request, response=response, error=error
        )


class _AfterConnectionErrors(_Repeatable, AsyncConnectionErrorRetryHandler):
    pass


class _AfterServerErrors(_Repeatable, AsyncServerErrorRetryHandler):
    pass


class _AfterRateLimits(AsyncRateLimitErrorRetryHandler):
    """Waits as long as Slack says, where that is a number, and one that can be waited for."""

    async def _can_retry_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        limited = await super()._can_retry_async(state=state, request=request, response=response, error=error)
        return limited and response is not None and _retry_after(response.headers) <= LONGEST_WAIT

    async def prepare_for_next_attempt_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,  # noqa: ARG002 - how the SDK calls it
        response: HttpResponse | None = None,
        error: Exception | None = None,  # noqa: ARG002
    ) -> None:
        state.next_attempt_requested = True
        # Not all who wait come back at the same moment.
        await asyncio.sleep((_retry_after(response.headers) if response else 1) + random.random())  # noqa: S311
        state.increment_current_attempt()


def _retry_after(headers: Mapping[str, object], otherwise: float = 1.0) -> float:
    """Seconds to wait, as *headers* say; *otherwise* where they say nothing that can be read."""
    said = next((value for name, value in headers.items() if name.lower() == "retry-after"), None)
    said = said[0] if isinstance(said, list) and said else said
    return float(said) if isinstance(said, str) and re.fullmatch(r"\d+(\.\d+)?", said) else otherwise


def told_to_wait(error: BaseException) -> float:
    """Seconds that Slack says to wait after *error*; 0 where it says nothing of that."""
    answer = error.response if isinstance(error, SlackApiError) else error  # a socket that was not opened
    headers = getattr(answer, "headers", None)
    return 0.0 if headers is None else _retry_after(headers, 0.0)


def wait_after(error: BaseException) -> float:
    """The same, as far as it can be waited for."""
    return min(told_to_wait(error), LONGEST_WAIT)


def retry_handlers() -> list[AsyncRetryHandler]:
    """Honour Retry-After, and try again after server errors and dropped connections."""
    return [
        _AfterRateLimits(max_retry_count=4),
        _AfterConnectionErrors(max_retry_count=2),
        _AfterServerErrors(max_retry_count=2),
    ]


def web_client(
    api_url: str, session: aiohttp.ClientSession, metrics: Metrics, proxies: Proxies
) -> AsyncWebClient:
    """A client without a token of its own: each call is made with that of its workspace."""
    client = AsyncWebClient(
        base_url=api_url,
        timeout=CALL_TIMEOUT,
        session=session,
        retry_handlers=[ErrorCounter(metrics), *retry_handlers()],
    )
    # By itself it would take a proxy for hosts that need none as well.
    client.proxy = proxies.of(api_url)
    return client


async def reach(client: AsyncWebClient) -> bool:
    """Whether Slack answers at all: True, or one of `UNHEARD` is raised."""
    await heard(client.api_test())
    return True


async def who_we_are(client: AsyncWebClient, bot_token: SecretStr | None) -> AuthorizeResult:
    """Ask Slack whom *bot_token* belongs to. Raises `AuthError` where it is refused."""
    try:
        return await heard(_owner(client, bot_token.get_secret_value() if bot_token else ""))
    except SlackApiError as error:
        if may_pass(error):
            raise
        raise AuthError(
            f"Slack refused SLACK_BOT_TOKEN ({slack_said(error)}): copy it anew from your app's "
            "OAuth & Permissions page"
        ) from None


async def _owner(client: AsyncWebClient, token: str) -> AuthorizeResult:
    found = await client.auth_test(token=token)
    return AuthorizeResult(
        enterprise_id=found.get("enterprise_id"),
        team_id=found.get("team_id"),
        bot_id=found.get("bot_id"),
        bot_user_id=found.get("user_id"),
        bot_token=token,
        bot_scopes=_scopes(found.headers),
    )


def _scopes(headers: Mapping[str, object]) -> list[str] | None:
    """What the token may do, as Slack says beside each answer; None where it does not."""
    said = next((value for name, value in headers.items() if name.lower() == "x-oauth-scopes"), None)
    return [scope.strip() for scope in said.split(",")] if isinstance(said, str) else None
