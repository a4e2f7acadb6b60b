"""The pages on which a workspace installs the app: begun from a link, ended by Slack."""

from __future__ import annotations

import html
import logging
from collections.abc import Awaitable, Callable
from urllib.parse import quote

from slack_bolt.oauth.async_callback_options import AsyncCallbackOptions, AsyncFailureArgs, AsyncSuccessArgs
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from ..delivery.client import UNHEARD, describe, heard
from ..delivery.service import Service
from ..delivery.settings import OAuth
from ..slack.manifest import SCOPES
from ..slack.paths import INSTALL_PATH, REDIRECT_PATH
from ..store.claims import Claims
from ..store.database import Database
from ..store.errors import DatabaseError
from ..store.installations import Installations
from ..store.states import STATE_LIVES, States
from .workspaces import Exchanging, Workspaces

LONGEST_QUERY = 2_000
"""Characters of the query string of these pages: Slack's are some hundred."""

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

log = logging.getLogger("ots.install")


class Installs:
    """Installs the app: the pages on which that begins and ends."""

    def __init__(
        self,
        oauth: OAuth,
        database: Database,
        client: AsyncWebClient,
        service: Service,
        *,
        command: str | None,
    ) -> None:
        client = Exchanging(client)
        found = Installations(database, oauth.client_id)
        self.workspaces = Workspaces(oauth, found, Claims(database), client)
        self._service = service
        self._command = command
        quiet = logging.getLogger("slack_bolt.oauth")
        quiet.setLevel(logging.CRITICAL)  # it logs codes, with which tokens are got
        self._flow = AsyncOAuthFlow(
            client=client,
            logger=quiet,
            settings=AsyncOAuthSettings(
                client_id=oauth.client_id,
                client_secret=oauth.client_secret.get_secret_value(),
                scopes=list(SCOPES),
                user_scopes=[],
                install_path=INSTALL_PATH,
                redirect_uri_path=REDIRECT_PATH,
                install_page_rendering_enabled=False,
                authorization_url=f"{client.base_url.removesuffix('api/')}oauth/v2/authorize",
                installation_store=found,
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
