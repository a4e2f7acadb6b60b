"""Mattermost over HTTP: one URL for its slash commands."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from ..delivery.metrics import Metrics
from ..mattermost.command import PATH, Commands
from .http import body_of
from .refusals import Refusals, RequestError

MOST_BODY = 262_144
"""Bytes of a form: the longest message that can be typed, each of its characters escaped."""

MOST_FIELDS = 64


class MattermostRequests:
    """Takes forms that bring the token, and answers them."""

    def __init__(self, commands: Commands, metrics: Metrics) -> None:
        self._commands = commands
        self._refusals = Refusals(metrics)

    def routes(self) -> list[Route]:
        # Of every method, or the page behind it would say what is wrong with it.
        return [Route(PATH, self.take, methods=["POST", "GET", "PUT", "DELETE", "PATCH", "OPTIONS"])]

    async def take(self, request: Request) -> Response:
        """Answer one request, with 4xx where it is none of Mattermost's."""
        if request.method != "POST":
            why = "set the command's request method to POST: with GET its token would stand in logs\n"
            return PlainTextResponse(why, 405, {"Allow": "POST"})
        try:
            fields = _fields(await body_of(request, MOST_BODY))
            if not self._commands.are_from_mattermost(fields):
                raise RequestError(
                    401,
                    "token",
                    "the token is missing or wrong",
                    "it has no token of Mattermost's that is known here. If the command is yours, copy its "
                    "token into MATTERMOST_TOKEN, from Integrations, Slash Commands",
                )
        except RequestError as bad:
            self._refusals.heard(bad)
            headers = {"Connection": "close"} if bad.status == 408 else None
            return PlainTextResponse(str(bad), bad.status, headers)
        return JSONResponse(self._commands.answer(fields))


def _fields(body: str) -> dict[str, str]:
    try:
        return dict(parse_qsl(body, keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError:
        raise RequestError(400, "unreadable", "the body cannot be read") from None
