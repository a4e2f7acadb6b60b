"""Slack over HTTP: one URL for every request, and two that tell how the process is."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections.abc import Iterable
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
from starlette.routing import Route

from ..delivery.client import describe
from ..slack.paths import EVENTS_PATH
from .health import Health

MOST_BODY = 1_000_000
"""Bytes of a request's body; Slack's own are far smaller."""

BODY_WITHIN = 5.0
"""Seconds in which the whole body must have come."""

TIMESTAMP = re.compile(r"[0-9]{1,12}")
SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")

log = logging.getLogger(__name__)


class RequestError(Exception):
    """A request that is answered with *status* and goes no further."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


class SlackRequests:
    """Takes requests that Slack signed, and hands them to the app."""

    app: AsyncApp | None = None
    """None until the bot is ready to answer."""

    def __init__(self, signing_secret: str) -> None:
        self._verifier = SignatureVerifier(signing_secret)

    async def take(self, request: Request) -> Response:
        """Answer one request, with 4xx where it is none of Slack's."""
        try:
            body = await _body(request)
            self._verify(request.headers, body)
            payload = _read(request.headers.get("content-type", ""), body)
            if self.app is None:
                raise RequestError(503, "starting")  # Slack delivers the event again
            # As what comes by socket: verified and read already. Of a form that has the word "payload"
            # anywhere, Bolt itself reads nothing.
            answer = await self.app.async_dispatch(AsyncBoltRequest(body=payload, mode="socket_mode"))
        except RequestError as bad:
            # A body that did not come in time would come yet, in the place of the next request.
            headers = {"Connection": "close"} if bad.status == 408 else None
            return PlainTextResponse(str(bad), bad.status, headers)
        except Exception as error:
            # Bolt reads payloads of Slack's own shape; one of another shape is the sender's fault.
            log.error("a signed request could not be read: %s", describe(error))
            log.debug("the error in full", exc_info=error)
            return PlainTextResponse("the body is no request of Slack's", 400)
        return to_starlette_response(answer)

    def _verify(self, headers: Headers, body: str) -> None:
        timestamp = headers.get("x-slack-request-timestamp", "")
        signature = headers.get("x-slack-signature", "")
        # The verifier expects values of the right form, and raises on others.
        formed = TIMESTAMP.fullmatch(timestamp) and SIGNATURE.fullmatch(signature)
        if not (formed and self._verifier.is_valid(body, timestamp, signature)):
            raise RequestError(401, "the signature is missing, wrong or old")


async def _body(request: Request) -> str:
    """The body, if it comes in time, is not too large and is text."""
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
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise RequestError(400, "the body is not UTF-8") from None


def _read(content_type: str, body: str) -> dict[str, Any]:
    """What a body says, whichever of Slack's three ways it is written in."""
    try:
        if content_type.startswith("application/json"):
            payload = json.loads(body)
        else:
            form = dict(parse_qsl(body, keep_blank_values=True))
            payload = json.loads(form["payload"]) if "payload" in form else form
    except (ValueError, RecursionError):
        raise RequestError(400, "the body cannot be read") from None
    if not isinstance(payload, dict) or not payload:
        raise RequestError(400, "the body is no request of Slack's")
    return payload


def asgi(requests: SlackRequests, health: Health, pages: Iterable[Route] = ()) -> Starlette:
    """The web application, with *pages* of its own."""

    async def healthz(_: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def readyz(_: Request) -> Response:
        problem = health.problem()
        return PlainTextResponse(f"{problem}\n" if problem else "ready\n", 503 if problem else 200)

    return Starlette(
        routes=[
            Route(EVENTS_PATH, requests.take, methods=["POST"]),
            Route("/healthz", healthz),
            Route("/readyz", readyz),
            *pages,
        ]
    )
