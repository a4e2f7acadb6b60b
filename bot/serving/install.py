"""The app in many workspaces: installed from a link, each served with a token of its own."""

from __future__ import annotations

import asyncio
import html
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.oauth.async_callback_options import AsyncCallbackOptions, AsyncFailureArgs, AsyncSuccessArgs
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError, SlackTokenRotationError
from slack_sdk.oauth.installation_store.models.bot import Bot
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from ..delivery.client import UNHEARD, NoAnswerError, describe, heard, may_pass, slack_said
from ..delivery.once import acknowledgement
from ..delivery.service import Service
from ..delivery.settings import CREDENTIALS, OAuth
from ..slack.manifest import SCOPES
from ..slack.paths import INSTALL_PATH, REDIRECT_PATH
from ..store.claims import Claims
from ..store.database import Database
from ..store.errors import DatabaseError
from ..store.installations import Installations
from ..store.states import STATE_LIVES, States

LONGEST_QUERY = 2_000
"""Characters of the query string of these pages: Slack's are some hundred."""

ROTATED_BEFORE = 2 * 60 * 60
"""Seconds before its end in which a token is exchanged for a new one."""

ROTATED_WITHIN = 0.5
"""Seconds that a request waits for that: Slack waits for an answer, and the old token is still good."""

FAILURES = {
    "access_denied": "The installation was cancelled",
    "invalid_browser": "This browser did not begin the installation",
    "invalid_state": "The link was used before, or is older than ten minutes",
    "missing_code": "Slack sent no code",
    "invalid_code": "Slack did not accept the code",
}
"""What went wrong, by Slack's or Bolt's word for it."""

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

OURS_WRONG = ("bad_client_secret", "invalid_client_id")
"""What Slack says where it is not who installs that has to mend something."""

log = logging.getLogger("ots.install")


class _Exchanging(AsyncWebClient):
    """Exchanges codes and old tokens for new ones, and tells what Slack says against that.

    Bolt tells it together with the code, so that it is not heard, and takes another server's page for a word
    of Slack's: here it is a `NoAnswerError`.
    """

    def __init__(self, client: AsyncWebClient) -> None:
        super().__init__(
            base_url=client.base_url,
            timeout=client.timeout,
            session=client.session,
            retry_handlers=client.retry_handlers,
        )
        self.proxy = client.proxy

    async def api_call(self, api_method: str, **given: Any) -> AsyncSlackResponse:
        try:
            return await super().api_call(api_method, **given)
        except SlackApiError as error:
            said = slack_said(error)
            where = (
                f": copy SLACK_CLIENT_ID and SLACK_CLIENT_SECRET anew from your app's settings, {CREDENTIALS}"
            )
            log.warning("Slack gave no token (%s)%s", said, where if said in OURS_WRONG else "")
            if may_pass(error):
                raise NoAnswerError(f"{api_method} was not answered ({said})") from None
            raise


class Installs:
    """Installs the app, and finds the token of a workspace again."""

    def __init__(
        self,
        oauth: OAuth,
        database: Database,
        client: AsyncWebClient,
        service: Service,
        *,
        command: str | None,
    ) -> None:
        self._client_id, secret = oauth.client_id, oauth.client_secret.get_secret_value()
        self._found = Installations(database, oauth.client_id)
        self._claims = Claims(database)
        client = _Exchanging(client)
        self._rotator = AsyncTokenRotator(client_id=oauth.client_id, client_secret=secret, client=client)
        self._rotating: set[asyncio.Task[Bot]] = set()
        self._service = service
        self._command = command
        quiet = logging.getLogger("slack_bolt.oauth")
        quiet.setLevel(logging.CRITICAL)  # it logs codes, with which tokens are got
        self._flow = AsyncOAuthFlow(
            client=client,
            logger=quiet,
            settings=AsyncOAuthSettings(
                client_id=oauth.client_id,
                client_secret=secret,
                scopes=list(SCOPES),
                user_scopes=[],
                install_path=INSTALL_PATH,
                redirect_uri_path=REDIRECT_PATH,
                install_page_rendering_enabled=False,
                authorization_url=f"{client.base_url.removesuffix('api/')}oauth/v2/authorize",
                installation_store=self._found,
                state_store=States(database),
                state_expiration_seconds=STATE_LIVES,
                callback_options=AsyncCallbackOptions(self._installed, self._failed),
                logger=quiet,
            ),
        )

    def routes(self) -> list[Route]:
        """The pages to begin and to end an installation."""
        return [
            Route(INSTALL_PATH, self._page(self._flow.handle_installation)),
            Route(REDIRECT_PATH, self._page(self._flow.handle_callback)),
        ]

    async def authorize(
        self, context: AsyncBoltContext, enterprise_id: str | None, team_id: str | None
    ) -> AuthorizeResult | None:
        """Whose workspace a request comes from; None where the app is not installed.

        While the database is away, a workspace that is not in memory comes without a token: what is
        answered in the response itself needs none.
        """
        org_wide = bool(context.is_enterprise_install)
        try:
            bot = await self._bot(enterprise_id, team_id, org_wide=org_wide)
        except DatabaseError as error:
            log.warning("%s; a request is answered without a token", error)
            return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id)
        if bot is None:
            return None
        return AuthorizeResult(
            enterprise_id=bot.enterprise_id,
            team_id=team_id or bot.team_id,
            bot_id=bot.bot_id,
            bot_user_id=bot.bot_user_id,
            bot_token=bot.bot_token,
        )

    async def _bot(self, enterprise: str | None, team: str | None, *, org_wide: bool) -> Bot | None:
        async def find() -> Bot | None:
            return await self._found.async_find_bot(
                enterprise_id=enterprise, team_id=team, is_enterprise_install=org_wide
            )

        bot = await find()
        if bot is None or bot.bot_token_expires_at is None:
            return bot
        if bot.bot_token_expires_at - time.time() > ROTATED_BEFORE:
            return bot
        rotating = asyncio.create_task(self._rotated(bot, find))
        self._rotating.add(rotating)
        rotating.add_done_callback(self._rotating.discard)
        await asyncio.wait((rotating,), timeout=ROTATED_WITHIN)
        return rotating.result() if rotating.done() else bot

    async def _rotated(self, bot: Bot, find: Callable[[], Awaitable[Bot | None]]) -> Bot:
        """*bot* with a new token, or as it is. Never raises.

        A refresh token works once: of several replicas one rotates, the others go on with the old token.
        """
        keys = [f"rotate:{self._client_id}:{bot.enterprise_id}:{bot.team_id}"]
        try:
            if await self._claims.take(keys) != "mine":
                return bot
            try:
                bot = await find() or bot
                rotated = await heard(self._rotator.perform_bot_token_rotation(bot=bot))
                if rotated is None:
                    return bot
                await self._found.async_save_bot(rotated)
                log.info("the token of team %s was rotated", bot.team_id)
                return rotated
            finally:
                await self._claims.give_up(keys)
        except (SlackTokenRotationError, DatabaseError, *UNHEARD) as error:
            log.warning("the token of team %s was not rotated: %s", bot.team_id, describe(error))
            return bot

    def register(self, app: AsyncApp) -> None:
        """Forget workspaces that remove the app."""

        @app.event("app_uninstalled")
        async def uninstalled(body: dict[str, Any], context: AsyncBoltContext) -> BoltResponse:
            return await self._forget(body, context)

        @app.event("tokens_revoked")
        async def revoked(body: dict[str, Any], context: AsyncBoltContext) -> BoltResponse:
            if not body["event"].get("tokens", {}).get("bot"):
                return acknowledgement(done=True)  # users' tokens: none is kept
            return await self._forget(body, context)

    async def _forget(self, body: dict[str, Any], context: AsyncBoltContext) -> BoltResponse:
        when = body.get("event_time")
        try:
            await self._found.forget(
                enterprise_id=context.enterprise_id,
                team_id=None if context.is_enterprise_install else context.team_id,
                before=float(when) if isinstance(when, int | float) else None,
            )
        except DatabaseError as error:
            log.warning("%s; an installation is deleted when Slack tells of it again", error)
            return acknowledgement(done=False)
        log.info("removed from team %s", context.team_id)
        return acknowledgement(done=True)

    def _page(
        self, handle: Callable[[AsyncBoltRequest], Awaitable[BoltResponse]]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def page(request: Request) -> Response:
            if len(request.url.query) > LONGEST_QUERY:
                return HTMLResponse(self._document("That is no link of Slack's", _AGAIN), 414, HEADERS)
            asked = AsyncBoltRequest(
                body="", query=request.url.query, headers={"cookie": request.headers.get("cookie", "")}
            )
            try:
                answer = await heard(handle(asked))
            except (DatabaseError, *UNHEARD) as error:
                log.error("an installation failed: %s", describe(error))
                return HTMLResponse(
                    self._document("Something is out of reach just now", _AGAIN), 503, HEADERS
                )
            response = HTMLResponse(answer.body, answer.status, HEADERS)
            for name, values in answer.headers.items():
                if name.lower() in ("location", "set-cookie"):
                    for value in values:
                        response.headers.append(name, value)
            return response

        return page

    async def _installed(self, done: AsyncSuccessArgs) -> BoltResponse:
        made = done.installation
        where = made.enterprise_name if made.is_enterprise_install else made.team_name
        log.info("installed in team %s of organisation %s", made.team_id, made.enterprise_id)
        team = quote(made.team_id or made.enterprise_id or "", safe="")
        responder = self._service.responder
        command = self._command or responder.about.command
        asked = html.escape(f"{command} {responder.topic_example}")
        text = (
            f"<p>Type <code>{asked}</code> anywhere, or write to the bot.</p>"
            f'<p><a href="slack://open?team={team}">Open Slack</a></p>'
        )
        said = f"{responder.about.name} is installed in {where or 'Slack'}"
        return BoltResponse(status=200, body=self._document(said, text))

    async def _failed(self, failed: AsyncFailureArgs) -> BoltResponse:
        log.warning("an installation was not completed: %s", FAILURES.get(failed.reason, "another reason"))
        said = FAILURES.get(failed.reason, "Slack did not complete the installation")
        return BoltResponse(status=failed.suggested_status_code, body=self._document(said, _AGAIN))

    def _document(self, title: str, body: str) -> str:
        return _document(title, body, self._service.responder.about.colour)


_AGAIN = f'<p><a href="{INSTALL_PATH}">Begin again</a></p>'


def _document(title: str, body: str, colour: str) -> str:
    """A plain page. *title* is escaped here; *body* is ours, and *colour* was checked."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{html.escape(title)}</title>"
        "<style>:root{color-scheme:light dark}body{font:1.1rem/1.5 system-ui,sans-serif;max-width:34rem;"
        "margin:15vh auto;padding:0 1rem}"
        f"h1{{border-left:.4rem solid {colour};padding-left:1rem}}</style></head>"
        f"<body><h1>{html.escape(title)}</h1>{body}</body></html>"
    )
