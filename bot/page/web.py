"""The site and the interface for programs over HTTP, beside what Slack asks."""

from __future__ import annotations

import asyncio
import gzip
import json
import logging
import re
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from knowledge.links import CALENDAR, source_path

from ..answering.recent import Recent
from ..answering.reply import Reply
from ..answering.respond import LONGEST_QUESTION
from ..faces.served import Heard, Served
from .answer import answer
from .api import Api, RefusedError, as_json
from .links import API, ASK, HOME
from .rate import Buckets
from .site import LISTINGS, STATIC, Moved, Site

MOST_PAGES = 4_096
"""Pages and answers of the interface that are kept; the questions that are asked are not among them."""

LONGEST_PATH = 512

SMALL = 1_024
"""Bytes below which nothing is gained by compressing."""

WARM = (HOME, *LISTINGS, CALENDAR, *(f"{API}/{it}" for it in ("entries", "sources", "openapi.json")))
"""What takes longest to make. All else of one version takes less than 1 ms each."""

MOST_WARM = 8
"""Sources whose pages are made beforehand: each takes some 50 ms."""

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""Nothing foreign is loaded, and nothing that stands in a page is run."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
    "Vary": "Accept-Encoding",
}

HTML, JSON = "text/html; charset=utf-8", "application/json"
ICS = "text/calendar; charset=utf-8"
MEDIA = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Body:
    """What is sent, ready to be sent again."""

    content: bytes
    media: str
    etag: str
    packed: bytes | None

    @classmethod
    def of(cls, text: str | bytes, media: str, version: str, *, pack: bool = True) -> Body:
        content = text.encode() if isinstance(text, str) else text
        # By the version of the knowledge; and by what is made of it, for that changes with the bot as well.
        etag = f'W/"{version}-{zlib.crc32(content):08x}"'
        packed = gzip.compress(content, mtime=0) if pack and len(content) >= SMALL else None
        return cls(content, media, etag, packed)


@dataclass
class Rendered:
    """What was made of one version of the knowledge so far."""

    served: Served
    site: Site
    api: Api
    bodies: Recent[str, Body | Moved] = field(default_factory=lambda: Recent(MOST_PAGES))


class Web:
    """An ASGI application. Every page is made once for each version of the knowledge, aside from the loop."""

    def __init__(
        self, current: Callable[[], Served], heard: Heard, *, public: str | None, per_minute: int
    ) -> None:
        self._current = current
        self._heard = heard
        self._public = public
        self._buckets = Buckets(per_minute)
        self._kept = self._begin(current())

    def warm_up(self) -> None:
        """Make what is asked for first and takes longest: at the start nobody waits for it.

        Later, a thread that makes it holds up the loop, and so whoever asks in Slack.
        """
        knowledge = self._kept.served.responder.knowledge
        sources = [source_path(it.id) for it in knowledge.sources[:MOST_WARM]]
        # What is made of one fact makes the shapes of all ready; and of one reply, those of every other.
        facts = [f"{API}/facts/{it.id}" for it in knowledge.entries[:1]]
        for path in (*WARM, *sources, *(f"{API}/{it}" for it in sources), *facts):
            made = self._make(self._kept, path, None)
            if made is not None:
                self._kept.bodies[path] = made
        as_json(self._kept.served.responder.reply("help"))

    def routes(self) -> list[Route]:
        """One route, to stand behind all others."""
        return [Route("/{path:path}", self)]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        path = request.url.path.removeprefix("/")
        is_api = path == API or path.startswith(f"{API}/")
        try:
            response = await self._respond(request, path, is_api=is_api)
        except RefusedError as refused:
            response = self._refusal(path, refused.status, str(refused), is_api=is_api)
        except Exception as error:
            log.error("a page could not be made: %s", type(error).__name__)
            log.debug("the error in full", exc_info=error)
            response = self._refusal(path, 500, "something went wrong here", is_api=is_api)
        await response(scope, receive, send)

    async def _respond(self, request: Request, path: str, *, is_api: bool) -> Response:
        if request.method not in ("GET", "HEAD"):
            response = self._refusal(path, 405, "only GET and HEAD are answered here", is_api=is_api)
            response.headers["Allow"] = "GET, HEAD"
            return response
        if len(path) > LONGEST_PATH:
            raise RefusedError(404, "there is nothing at this address")
        if (is_api or path == ASK) and (wait := self._buckets.wait(request.client and request.client.host)):
            why = f"asked too often: wait {wait} seconds"
            response = self._refusal(path, 429, why, is_api=is_api)
            response.headers["Retry-After"] = str(wait)
            return response
        kept = self._now()
        if path == ASK:
            return self._asked(kept, request)
        if path == f"{API}/{ASK}":
            made = kept.api.get([ASK], request.query_params.get("q"), None)
            return _answer(request, Body.of(made, JSON, kept.served.version, pack=False))
        kind = request.query_params.get("kind") if path == f"{API}/entries" else None
        key = path if kind is None else f"{path}?{kind}"
        found = kept.bodies.get(key)
        if found is None:
            found = await asyncio.to_thread(self._make, kept, path, kind)
            if found is None:
                raise RefusedError(404, "there is nothing at this address")
            kept.bodies[key] = found
        if isinstance(found, Moved):
            asked = f"?{request.url.query}" if request.url.query else ""
            return Response(status_code=308, headers={**HEADERS, "Location": found.path + asked})
        return _answer(request, found)

    def _now(self) -> Rendered:
        served = self._current()
        if self._kept.served is not served:
            self._kept = self._begin(served)
        return self._kept

    def _begin(self, served: Served) -> Rendered:
        version = served.version
        site = Site(served.responder, version=version, public=self._public)
        api = Api(served.responder, version=version, public=self._public, heard=self._heard)
        return Rendered(served, site, api)

    def _make(self, kept: Rendered, path: str, kind: str | None) -> Body | Moved | None:
        """What stands at *path*; None where there is nothing. Takes a while, so it is run in a thread."""
        version = kept.served.version
        parts = path.split("/")
        if parts[0] == API:
            return Body.of(kept.api.get(parts[1:], None, kind), JSON, version)
        if path == CALENDAR:
            return Body.of(kept.site.calendar(), ICS, version)
        asset = STATIC / path
        if len(parts) == 1 and asset.suffix in MEDIA and asset.is_file():
            return Body.of(asset.read_bytes(), MEDIA[asset.suffix], version)
        if path and parts[-1] in ("", "index.html") and all(parts[:-1]):
            # As in a folder. The last part before tells where the page is from here.
            above = parts[-2] if len(parts) > 1 else ""
            return Moved(f"../{quote(above)}" if above else "./")
        page = kept.site.page(path)
        if isinstance(page, Moved):
            return Moved("../" * path.count("/") + page.path)
        return None if page is None else Body.of(page, HTML, version)

    def _asked(self, kept: Rendered, request: Request) -> Response:
        """The page with the bot's answer."""
        text = request.query_params.get("q", "")
        if len(text) > LONGEST_QUESTION:
            raise RefusedError(414, f"the question is longer than {LONGEST_QUESTION:,} characters")
        started = time.perf_counter()
        reply: Reply = kept.served.responder.reply(text)
        self._heard("page", reply, started)
        links = kept.site.links(ASK)
        page = kept.site.frame(links).around(answer(reply, links), title=text or "Ask", asked=text)
        response = _answer(request, Body.of(page, HTML, kept.served.version, pack=False))
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    def _refusal(self, path: str, status: int, why: str, *, is_api: bool) -> Response:
        if is_api:
            return Response(json.dumps({"error": why}), status, HEADERS, media_type=JSON)
        site = self._kept.site
        if status == 404:
            return Response(site.missing(path), status, HEADERS, media_type=HTML)
        links = site.links(path)
        body = f"<h1>{escape(why[0].upper() + why[1:])}</h1>"
        return Response(site.frame(links).around(body, title=why), status, HEADERS, media_type=HTML)


def _answer(request: Request, body: Body) -> Response:
    """*body*, or only that it is still the same."""
    headers = {**HEADERS, "ETag": body.etag}
    if _has(request.headers.get("if-none-match", ""), body.etag):
        return Response(status_code=304, headers=headers)
    content = body.content
    if body.packed is not None and _takes_gzip(request.headers.get("accept-encoding", "")):
        content = body.packed
        headers["Content-Encoding"] = "gzip"
    return Response(content, headers={**headers, "Content-Type": body.media})


def _has(known: str, etag: str) -> bool:
    """Whether *etag* is among those that a browser knows; strong and weak are alike here."""
    wanted = etag.removeprefix("W/")
    return any(it.strip() in ("*", etag, wanted) for it in known.split(","))


def _takes_gzip(accepted: str) -> bool:
    """Whether whoever says so may be sent what is compressed.

    >>> _takes_gzip("br, gzip;q=0.8"), _takes_gzip("gzip; q=0, identity")
    (True, False)
    """
    named = (it.partition(";") for it in accepted.lower().replace(" ", "").split(","))
    return any(name == "gzip" and not re.fullmatch(r"q=0(\.0*)?", weight) for name, _, weight in named)
