"""Links to the page that somebody pastes: below the message stands the fact with its quote."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from ..answering.reply import Answer
from ..delivery.client import hasty, heard
from ..delivery.once import Delivery, acknowledgement
from ..faces.served import Served
from .blocks import draw
from .bot import Bot
from .parts import Built
from .payloads import LinkShared

MOST_LINKS = 5
"""Links of one message that are opened out: more would bury it."""

SAYING = ("rich_text", "context")
"""Blocks that say something. What is below another's message has no buttons."""


def register(app: AsyncApp, bot: Bot, site: str | None) -> None:
    """Open out links to *site*; without one Slack tells of none."""
    if site is None:
        return

    async def unfurl(request: AsyncBoltRequest, client: AsyncWebClient) -> BoltResponse:
        shared = LinkShared.model_validate(request.body["event"])
        found = {it: blocks for it in shared.addresses if (blocks := opened_out(bot.served, site, it))}
        if not found:
            return acknowledgement(done=True)

        async def show() -> None:
            calls = hasty(client)
            unfurls = {it: {"blocks": found[it]} for it in list(found)[:MOST_LINKS]}
            await heard(calls.chat_unfurl(**shared.place, unfurls=unfurls))

        delivery = Delivery.of(request)
        keys = [f"event:{delivery.event}"]
        return acknowledgement(done=await bot.once.run(keys, show, delivery))

    app.event("link_shared")(unfurl)


def _named(path: str, place: str) -> str:
    """The topic or fact at *path*: ``gdp/2-1-trillion-usd``; or the one at that *place* of a source.

    The latter is what stands in the address bar of whoever clicked on a passage.
    """
    if path.startswith("/f/"):
        return unquote(path.removeprefix("/f/")).strip("/")
    return unquote(place) if path in ("", "/") or path.startswith("/sources/") else ""


def opened_out(served: Served, site: str, address: str) -> list[Built]:
    """The fact or topic that *address* leads to, as blocks; none where it leads elsewhere."""
    try:
        home, there = urlsplit(site), urlsplit(address)
    except ValueError:
        return []  # no address at all, and no reason to leave out those beside it
    if there.netloc.lower() != home.netloc.lower() or not there.path.startswith(home.path):
        return []
    name, _, slug = _named(there.path.removeprefix(home.path), there.fragment).partition("/")
    found = served.proofs.fact(name, slug) if slug else None
    entry = found.entry if found else served.responder.knowledge.by_id.get(name)
    if entry is None or (slug and found is None):
        return []
    fact = found.fact if found else None
    reply = served.responder.topic(entry.id, entry.told.index(fact) if fact else 0)
    if not isinstance(reply, Answer):
        return []
    if fact is not None:
        reply = Answer(reply.query, entry, (fact,), reply.score)
    drawn = draw(reply, "modal", proofs=served.proofs)
    return [block for block in drawn.blocks if block["type"] in SAYING]
