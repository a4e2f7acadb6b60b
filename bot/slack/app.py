"""The Bolt app: every part of the face registered once."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from pydantic import ValidationError
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from ..delivery.client import describe
from ..delivery.once import acknowledgement
from ..delivery.settings import Settings
from . import assistant, buttons, checking, commands, feedback, home, mentions, modals, step, unfurls
from .bot import Bot
from .payloads import Envelope, Sender, odd_fields

log = logging.getLogger(__name__)

Authorize = Callable[..., Awaitable[AuthorizeResult | None]]
"""Tells whose the workspace of a request is, and the token for it; None where it is not installed there."""


NOT_INSTALLED = "This workspace has not installed the bot, or removed it: ask whoever looks after your apps."


def build(settings: Settings, bot: Bot, client: AsyncWebClient, authorize: Authorize) -> AsyncApp:
    """The app with every listener. Requests are verified before they come here."""
    app = AsyncApp(
        client=client,
        authorize=authorize,  # type: ignore[arg-type]  # None is how Bolt is told of no installation
        # Listeners run before the acknowledgement, which holds the answer; slow calls are not waited for.
        process_before_response=True,
        raise_error_for_unhandled_request=True,
        request_verification_enabled=False,
        logger=logging.getLogger("slack_bolt"),
        user_facing_authorize_error_message=NOT_INSTALLED,
    )
    commands.register(app, bot)
    app.use(_TokenForEvents())
    # Bolt tries listeners in the order they come.
    assistant.register(app, bot)
    mentions.register(app, bot)
    buttons.register(app, bot)
    modals.register(app, bot)
    feedback.register(app, bot)
    home.register(app, bot)
    checking.register(app, bot)
    step.register(app, bot)
    unfurls.register(app, bot, settings.url)

    @app.error
    async def failed(error: Exception, body: dict[str, Any]) -> BoltResponse:
        # The outermost door: what is wrong with a payload is Slack's to know, the rest is ours to log.
        kind = body.get("type", "unknown")
        if isinstance(error, BoltUnhandledRequestError):
            if kind in NOT_WAITED_FOR:
                return acknowledgement(done=True)
            log.warning("request of type %.40s is for nothing that is here", kind)
            return BoltResponse(status=404, body="")
        odd = odd_fields(error) if isinstance(error, ValidationError) else Envelope.odd(body)
        if odd:
            log.warning("request of type %.40s could not be read: %s", kind, odd)
            return BoltResponse(status=400, body="")
        log.error("request of type %.40s failed: %s", kind, describe(error))
        log.debug("the error in full", exc_info=error)
        return BoltResponse(status=200, body="")

    return app


class _TokenForEvents(AsyncMiddleware):
    """Leaves to a further delivery what cannot be answered now: no token was found for it.

    A class, since for a function Bolt makes all its arguments ready: 7 % of a command's time.
    """

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,  # noqa: ARG002 - how Bolt calls it
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002 - Bolt's name for it
    ) -> BoltResponse | None:
        Sender.model_validate(req.context)  # Bolt puts the ids into every call, whatever they are
        event = req.body.get("event")
        if event and not req.context.bot_token and event.get("type") not in WITHOUT_TOKEN:
            return acknowledgement(done=False)
        await next()
        return None


WITHOUT_TOKEN = ("app_uninstalled", "tokens_revoked", "team_access_revoked")
"""Events that come when the tokens are void already."""

NOT_WAITED_FOR = ("event_callback", "app_rate_limited", "view_closed")
"""What nobody waits for in Slack: taken also where nothing listens, or Slack would deliver it again, and in
the end no event at all. Whoever clicks on what is not here any more is told so by Slack."""
