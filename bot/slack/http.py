"""Slack over HTTP: one URL for every request, and two that tell how the process is."""

from __future__ import annotations

import asyncio
import json
import logging
from urllib.parse import parse_qs

from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from slack_bolt.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from .health import Health

PATH = "/slack/events"
MOST_BODY = 1_000_000
"""Bytes of a request's body; Slack's own are far smaller."""

BODY_WITHIN = 5.0
"""Seconds in which the whole body must have come."""

log = logging.getLogger(__name__)


class RequestError(Exception):
    """A request that is answered with *status* and goes no further."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


class SlackRequests:
    """Takes requests that Slack signed, and hands them to the app."""

    def __init__(self, app: AsyncApp, signing_secret: str) -> None:
        self._app = app
        self._verifier = SignatureVerifier(signing_secret)

    async def __call__(self, request: Request) -> Response:
        try:
            body = await _body(request)
            self._verify(request, body)
            _parsed(request.headers.get("content-type", ""), body)
        except RequestError as bad:
            return PlainTextResponse(str(bad), bad.status)
        answer = await self._app.async_dispatch(to_async_bolt_request(request, body))
        return to_starlette_response(answer)

    def _verify(self, request: Request, body: bytes) -> None:
        timestamp = request.headers.get("x-slack-request-timestamp", "")
        signature = request.headers.get("x-slack-signature", "")
        genuine = timestamp.isdecimal() and self._verifier.is_valid(body, timestamp, signature)
        if not genuine:
            raise RequestError(401, "the signature is missing, wrong or old")


async def _body(request: Request) -> bytes:
    """The body, if it comes in time and is not too large."""
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_WITHIN):
            async for chunk in request.stream():
                body += chunk
                if len(body) > MOST_BODY:
                    raise RequestError(413, f"the body is larger than {MOST_BODY:,} bytes")
    except TimeoutError:
        raise RequestError(408, f"the body did not come within {BODY_WITHIN:.0f} seconds") from None
    except ClientDisconnect:
        raise RequestError(400, "the connection was closed") from None
    return bytes(body)


def _parsed(content_type: str, body: bytes) -> None:
    """Make sure that Bolt will find what it looks for: it does not expect a body that is not Slack's."""
    try:
        text = body.decode("utf-8")
        if content_type.startswith("application/json"):
            payload = json.loads(text)
        else:
            form = parse_qs(text)
            payload = json.loads(form["payload"][0]) if "payload" in form else form
    except (ValueError, RecursionError):
        raise RequestError(400, "the body cannot be read") from None
    if not isinstance(payload, dict) or not payload:
        raise RequestError(400, "the body is no request of Slack's")


def asgi(app: AsyncApp, signing_secret: str, health: Health) -> Starlette:
    """The web application."""

    async def healthz(_: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def readyz(_: Request) -> Response:
        problem = health.problem()
        return PlainTextResponse(f"{problem}\n" if problem else "ready\n", 503 if problem else 200)

    return Starlette(
        routes=[
            Route(PATH, SlackRequests(app, signing_secret), methods=["POST"]),
            Route("/healthz", healthz),
            Route("/readyz", readyz),
        ]
    )
