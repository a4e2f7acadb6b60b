"""The way in over HTTP: a token, and the names under which the server may be called."""

from __future__ import annotations

import hmac
from collections.abc import Iterable

from mcp.server import MCPServer
from mcp.server.transport_security import TransportSecuritySettings
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

PATH = "/mcp"

ALLOWED = {"Allow": "POST"}

MOST_BODY = 65_536
"""Bytes of a request: many times the longest question."""

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - addresses to listen on, and no name to be called by


def app(server: MCPServer, token: str, names: Iterable[str]) -> ASGIApp:
    """*server* under `PATH`, for those with *token* who call it by loopback or one of *names*."""
    called = (*LOOPBACK, *(_in_url(name) for name in names if name not in EVERYWHERE))
    origins = [f"{scheme}://{name}" for scheme in ("http", "https") for name in called]
    inner = server.streamable_http_app(
        streamable_http_path=PATH,
        json_response=True,
        stateless_http=True,  # nothing is remembered from one call to the next
        max_request_body_size=MOST_BODY,
        transport_security=TransportSecuritySettings(
            allowed_hosts=_with_ports(called), allowed_origins=_with_ports(origins)
        ),
    )
    return Guarded(inner, token)


class Guarded:
    """Answers 401 to requests that do not bring the token; what was asked is not even read."""

    def __init__(self, inner: ASGIApp, token: str) -> None:
        self._inner = inner
        self._token = token.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self._is_known(scope):
            refused = PlainTextResponse(
                "OTS_MCP_TOKEN is missing or wrong: send it as Authorization: Bearer …\n",
                401,
                {"WWW-Authenticate": "Bearer"},
            )
            await refused(scope, receive, send)
            return
        if scope["type"] == "http" and scope["method"] == "GET" and scope["path"] == PATH:
            # A stream of what the server says of itself: it says nothing, and a stream would hold up its end.
            none = PlainTextResponse("nothing is sent here but answers: POST what is asked\n", 405, ALLOWED)
            await none(scope, receive, send)
            return
        await self._inner(scope, receive, send)

    def _is_known(self, scope: Scope) -> bool:
        given = [value for name, value in scope["headers"] if name == b"authorization"]
        scheme, _, token = (given[0] if len(given) == 1 else b"").partition(b" ")
        return hmac.compare_digest(token.strip(), self._token) and scheme.lower() == b"bearer"


def _in_url(name: str) -> str:
    return f"[{name}]" if ":" in name else name


def _with_ports(names: Iterable[str]) -> list[str]:
    return [spelt for name in names for spelt in (name, f"{name}:*")]
