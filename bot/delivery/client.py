"""The client of Slack's Web API: how long a call may take, and which calls are tried again."""

from __future__ import annotations

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

CALL_TIMEOUT = 10
"""Seconds that one call may take."""

NOT_REPEATED = "/chat.postMessage"
"""The call that is not simply made again: a message may stand there although no answer came.

`posting.post` looks first.
"""


PASSING = frozenset(
    ("internal_error", "fatal_error", "service_unavailable", "request_timeout", "ratelimited")
)
"""Errors of the Web API that are about its own state: the same call may work a little later."""


class AuthError(OtsError):
    """Slack does not accept a token."""


def slack_said(error: SlackApiError) -> str:
    """Slack's own word for what is wrong; the HTTP status where a server before it answered."""
    data = getattr(error.response, "data", error.response)
    if isinstance(data, dict) and "error" in data:
        return str(data["error"])
    return f"http_{getattr(error.response, 'status_code', 'unknown')}"


def may_pass(error: BaseException) -> bool:
    """Whether the same call may work a little later."""
    if isinstance(error, SlackApiError):
        said = slack_said(error)
        return said in PASSING or said.startswith("http_5")
    return isinstance(error, (aiohttp.ClientError, TimeoutError, OSError))


def describe(error: BaseException) -> str:
    """*error* in one line that names no token: Slack's or our own words for it where there are some."""
    if isinstance(error, OtsError):
        return str(error)
    name = type(error).__name__
    return f"{name}: {slack_said(error)}" if isinstance(error, SlackApiError) else name


class _AfterConnectionErrors(AsyncConnectionErrorRetryHandler):
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


class _AfterServerErrors(AsyncServerErrorRetryHandler):
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


def retry_handlers() -> list[AsyncRetryHandler]:
    """Honour Retry-After, and try again after server errors and dropped connections."""
    return [
        AsyncRateLimitErrorRetryHandler(max_retry_count=4),
        _AfterConnectionErrors(max_retry_count=2),
        _AfterServerErrors(max_retry_count=2),
    ]


def web_client(api_url: str, session: aiohttp.ClientSession, metrics: Metrics) -> AsyncWebClient:
    """A client without a token of its own: each call is made with that of its workspace."""
    return AsyncWebClient(
        base_url=api_url,
        timeout=CALL_TIMEOUT,
        session=session,
        retry_handlers=[ErrorCounter(metrics), *retry_handlers()],
    )


async def reach(client: AsyncWebClient) -> bool:
    """Whether Slack answers at all; True, or what `AsyncWebClient` raises."""
    await client.api_test()
    return True


async def who_we_are(client: AsyncWebClient, bot_token: SecretStr | None) -> AuthorizeResult:
    """Ask Slack whom *bot_token* belongs to. Raises `AuthError` where it is refused."""
    token = bot_token.get_secret_value() if bot_token else ""
    try:
        found = await client.auth_test(token=token)
    except SlackApiError as error:
        said = slack_said(error)
        if may_pass(error):
            raise
        raise AuthError(
            f"Slack refused SLACK_BOT_TOKEN ({said}): copy it anew from your app's OAuth & Permissions page"
        ) from None
    return AuthorizeResult(
        enterprise_id=found.get("enterprise_id"),
        team_id=found.get("team_id"),
        bot_id=found.get("bot_id"),
        bot_user_id=found.get("user_id"),
        bot_token=token,
    )
