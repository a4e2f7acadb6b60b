"""Slack over HTTP: one URL for every request, and two that tell how the process is."""

from __future__ import annotations

import asyncio
import hmac
import logging
import re
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any
from urllib.parse import parse_qsl

from slack_bolt.adapter.starlette.async_handler import to_starlette_response
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Match, Route
from starlette.types import Scope

from ..delivery.client import describe
from ..delivery.metrics import Metrics
from ..delivery.once import RETRY, TAKEN_WITHIN
from ..slack.paths import EVENTS_PATH
from ..slack.payloads import Envelope, decoded
from .health import Health
from .refusals import Refusals, RequestError

MOST_BODY = 1_000_000
"""Bytes of a request's body; Slack's own are far smaller."""

BODY_WITHIN = 5.0
"""Seconds in which the whole body must have come."""

TIMESTAMP = re.compile(r"[0-9]{1,12}")
SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")

MOST_DRIFT = 300
"""Seconds by which Slack's clock and ours may differ: what is older may have been recorded by another."""

log = logging.getLogger(__name__)


class SlackRequests:
    """Takes requests that Slack signed, and hands them to the app."""

    def __init__(self, signing_secret: str, metrics: Metrics) -> None:
        self._verifier = SignatureVerifier(signing_secret)
        self._refusals = Refusals(metrics)
        self._app: asyncio.Future[AsyncApp] = asyncio.get_running_loop().create_future()

    def begin(self, app: AsyncApp) -> None:
        """Let *app* answer from now on, also what has come meanwhile and waits."""
        self._app.set_result(app)

    async def take(self, request: Request) -> Response:
        """Answer one request, with 4xx where it is none of Slack's."""
        payload: dict[str, Any] = {}
        try:
            body = await body_of(request)
            if _is_ssl_check(request, body):
                return PlainTextResponse("ok\n")
            if request.method != "POST":
                return PlainTextResponse("Slack sends its requests here by POST\n", 405, {"Allow": "POST"})
            self._verify(request.headers, body)
            payload = _read(body)
            # As what comes by socket: verified and read already. Of a form that has the word "payload"
            # anywhere, Bolt itself reads nothing.
            retry: dict[str, str | Sequence[str]] = {RETRY: request.headers.get(RETRY, "0")}
            bolt = AsyncBoltRequest(body=payload, headers=retry, mode="socket_mode")
            async with asyncio.timeout(TAKEN_WITHIN):
                # Of several processes each takes requests as soon as one of them listens; and a command
                # that is turned away is not sent again.
                app = await asyncio.shield(self._app)
                answer = await app.async_dispatch(bolt)
        except RequestError as bad:
            return self._refuse(bad)
        except TimeoutError:
            if not self._app.done():
                return self._refuse(RequestError(503, "starting", "starting"))
            log.warning("a request was not taken within %.1f s: Slack will deliver it again", TAKEN_WITHIN)
            return PlainTextResponse("busy", 503)
        except Exception as error:
            # Bolt reads payloads of Slack's own shape; one of another shape is the sender's fault.
            log.error("a signed request could not be read: %s", Envelope.odd(payload) or describe(error))
            log.debug("the error in full", exc_info=error)
            return PlainTextResponse("the body is no request of Slack's", 400)
        return to_starlette_response(answer)

    def _refuse(self, bad: RequestError) -> Response:
        self._refusals.heard(bad)
        # A body that did not come in time would come yet, in the place of the next request.
        headers = {"Connection": "close"} if bad.status == 408 else None
        return PlainTextResponse(str(bad), bad.status, headers)

    def _verify(self, headers: Headers, body: str) -> None:
        timestamp = headers.get("x-slack-request-timestamp", "")
        signature = headers.get("x-slack-signature", "")
        refused = "the signature is missing, wrong or old"
        # The verifier expects values of the right form, and raises on others.
        if not (TIMESTAMP.fullmatch(timestamp) and SIGNATURE.fullmatch(signature)):
            raise RequestError(
                401, "unsigned", refused, "it has no signature of Slack's, so it came from somebody else"
            )
        expected = self._verifier.generate_signature(timestamp=timestamp, body=body) or ""
        if not hmac.compare_digest(expected, signature):
            raise RequestError(
                401,
                "signature",
                refused,
                "the signature is wrong. If it is Slack's, SLACK_SIGNING_SECRET is another app's or old: "
                "copy it anew from your app's settings, Basic Information, App Credentials",
            )
        drift = int(timestamp) - time.time()
        if abs(drift) > MOST_DRIFT:
            raise RequestError(
                401,
                "clock",
                refused,
                f"it is signed well, and dated {abs(drift):.0f} s {'ahead of' if drift > 0 else 'behind'} "
                "the clock here: set that, unless somebody sends what Slack sent before",
            )


def _is_ssl_check(request: Request, body: str) -> bool:
    """Whether Slack looks at the certificate, which it does without a signature and now and then by GET."""
    if request.method == "POST" and "ssl_check" in body:
        asked = dict(parse_qsl(body))
        return asked.get("ssl_check") == "1" and "command" not in asked and "payload" not in asked
    # All else that Slack sends has no query, for which an empty mapping would be made each time.
    return bool(request.scope["query_string"]) and request.query_params.get("ssl_check") == "1"


async def body_of(request: Request, most: int = MOST_BODY) -> str:
    """The body, if it comes in time, has no more than *most* bytes and is text. Raises `RequestError`."""
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_WITHIN):
            async for chunk in request.stream():
                body += chunk
                if len(body) > most:
                    raise RequestError(413, "size", f"the body is larger than {most:,} bytes")
    except TimeoutError:
        raise RequestError(408, "slow", f"the body did not come within {BODY_WITHIN:.0f} seconds") from None
    except ClientDisconnect:
        raise RequestError(400, "slow", "the connection was closed") from None
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise RequestError(400, "unreadable", "the body is not UTF-8") from None


def _read(body: str) -> dict[str, Any]:
    """What a body says, whichever of Slack's three ways it is written in, whatever its type is called."""
    try:
        if body.lstrip().startswith(("{", "[")):
            payload: object = decoded(body)
        else:
            form = dict(parse_qsl(body, keep_blank_values=True))
            payload = decoded(form["payload"]) if "payload" in form else form
    except (ValueError, RecursionError):
        raise RequestError(400, "unreadable", "the body cannot be read") from None
    if not isinstance(payload, dict) or not payload:
        raise RequestError(400, "unreadable", "the body is no request of Slack's")
    return payload


def asgi(requests: SlackRequests | None, health: Health, pages: Iterable[Route] = ()) -> Starlette:
    """The web application, with *pages* of its own; without *requests* it only tells how the process is."""

    async def healthz(_: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def readyz(_: Request) -> Response:
        problem = health.problem()
        return PlainTextResponse(f"{problem}\n" if problem else "ready\n", 503 if problem else 200)

    taken = []
    if requests is not None:
        taken = [Route(EVENTS_PATH, requests.take, methods=["POST", "GET"]), _Signed(requests.take)]
    return Starlette(
        routes=[
            *taken,
            Route("/healthz", healthz),
            Route("/readyz", readyz),
            *pages,
        ]
    )


class _Signed(Route):
    """What Slack signs, wherever it sends it.

    The address is written into Slack's settings by hand, often three times over: with a slash at its end, or
    shortened by a proxy, it would lead nowhere, and nobody would be told.
    """

    def __init__(self, take: Callable[[Request], Awaitable[Response]]) -> None:
        super().__init__("/{path:path}", take, methods=["POST"])

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        found, more = super().matches(scope)
        signed = found is Match.FULL and "x-slack-signature" in Headers(scope=scope)
        return (found, more) if signed else (Match.NONE, {})
