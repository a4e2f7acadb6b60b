"""The Bolt app: every part of the face registered once."""

from __future__ import annotations

import logging
from typing import Any

import aiohttp
from pydantic import ValidationError
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from knowledge.errors import OtsError

from . import assistant, buttons, commands, home, mentions, modals
from .bot import Bot
from .once import describe
from .settings import Settings

CALL_TIMEOUT = 10
"""Seconds that one call of the Web API may take."""

log = logging.getLogger(__name__)


class AuthError(OtsError):
    """Slack does not accept a token."""


def web_client(settings: Settings, session: aiohttp.ClientSession | None = None) -> AsyncWebClient:
    """A client that honours Retry-After, and tries again after server errors and dropped connections."""
    return AsyncWebClient(
        token=settings.bot_token.get_secret_value(),
        base_url=settings.api_url,
        timeout=CALL_TIMEOUT,
        session=session,
        retry_handlers=[
            AsyncConnectionErrorRetryHandler(max_retry_count=2),
            AsyncRateLimitErrorRetryHandler(max_retry_count=4),
            AsyncServerErrorRetryHandler(max_retry_count=2),
        ],
    )


async def who_we_are(client: AsyncWebClient, settings: Settings) -> AuthorizeResult:
    """Ask Slack whom the bot token belongs to. Raises `AuthError` where it is refused."""
    try:
        found = await client.auth_test()
    except SlackApiError as error:
        said = str(error.response.get("error", "unknown error"))
        raise AuthError(
            f"Slack refused SLACK_BOT_TOKEN ({said}): copy it anew from your app's OAuth & Permissions page"
        ) from None
    return AuthorizeResult(
        enterprise_id=found.get("enterprise_id"),
        team_id=found.get("team_id"),
        bot_id=found.get("bot_id"),
        bot_user_id=found.get("user_id"),
        bot_token=settings.bot_token.get_secret_value(),
    )


def build(settings: Settings, bot: Bot, client: AsyncWebClient, us: AuthorizeResult) -> AsyncApp:
    """The app for one workspace, with every listener. Requests are verified before they come here."""

    async def authorize(**_: Any) -> AuthorizeResult:
        return us

    app = AsyncApp(
        client=client,
        authorize=authorize,
        # Listeners run before the acknowledgement, which holds the answer; slow calls are not waited for.
        process_before_response=True,
        request_verification_enabled=False,
        logger=logging.getLogger("slack_bolt"),
    )
    # Bolt tries listeners in the order they come: the command is asked most.
    commands.register(app, bot, settings.command)
    app.use(assistant.assistant(bot))
    mentions.register(app, bot)
    buttons.register(app, bot)
    modals.register(app, bot)
    home.register(app, bot)

    @app.error
    async def failed(error: Exception, body: dict[str, Any]) -> BoltResponse:
        # The outermost door: what is wrong with a payload is Slack's to know, the rest is ours to log.
        if isinstance(error, ValidationError):
            return BoltResponse(status=400, body="")
        log.error("request of type %s failed: %s", body.get("type", "unknown"), describe(error))
        log.debug("the error in full", exc_info=error)
        return BoltResponse(status=200, body="")

    return app
