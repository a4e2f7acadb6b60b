"""App Home and shortcuts: browsing by theme, and looking a message up."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.models.blocks import ActionsBlock, Block
from slack_sdk.models.views import View
from slack_sdk.web.async_client import AsyncWebClient

from knowledge.model import Entry

from ..answering import wording
from ..answering.reply import NoAnswer, Reply
from ..answering.respond import Responder
from ..answering.wording import clipped
from ..delivery.client import heard
from ..delivery.once import Delivery, acknowledgement
from .blocks import draw
from .bot import Bot
from .interactions import ButtonValue, Shortcut
from .mentions import about
from .modals import search_view
from .parts import Built, bold, button, context, option, rich, section, select
from .payloads import HomeOpened, Message, Ours, ourselves
from .posting import reply_to

ASK = "ask_ots"
LOOK_UP = "look_up_in_ots"
"""Callback ids of the global and the message shortcut, as in the manifest."""

MOST_IN_ROW = 25
MOST_IN_SELECT = 100
MOST_PLACEHOLDER = 150

SMALL_WORDS = frozenset(("and", "of", "the", "in", "for"))


def register(app: AsyncApp, bot: Bot) -> None:
    """Publish the Home tab and answer shortcuts."""

    @app.event("app_home_opened")
    async def opened(request: AsyncBoltRequest, client: AsyncWebClient) -> BoltResponse:
        seen = HomeOpened.model_validate(request.body["event"])

        async def publish() -> None:
            await heard(client.views_publish(user_id=seen.user, view=home_view(bot.responder)))

        if seen.tab != "home":
            return acknowledgement(done=True)
        delivery = Delivery.of(request)
        keys = [f"event:{delivery.event}"]
        return acknowledgement(done=await bot.once.run(keys, publish, delivery))

    @app.shortcut(ASK)
    async def ask(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        shortcut = Shortcut.model_validate(body)

        async def open_search() -> None:
            view = search_view(bot.responder)
            await heard(client.views_open(trigger_id=shortcut.trigger_id, view=view))

        await bot.once.run([shortcut.key], open_search)
        await ack()

    @app.shortcut(LOOK_UP)
    async def look_up(
        ack: AsyncAck, request: AsyncBoltRequest, client: AsyncWebClient, context: AsyncBoltContext
    ) -> None:
        shortcut = Shortcut.model_validate(request.body)

        async def say() -> None:
            started = time.perf_counter()
            reply = _looked_up(bot.responder, shortcut.message, ourselves(request))
            drawing = draw(reply, "ephemeral", proofs=bot.served.proofs)
            await reply_to(shortcut, drawing, client, bot.proxies)
            bot.answered("shortcut", reply, started, request=shortcut.key, workspace=context.team_id)

        await bot.once.run([shortcut.key], say)
        await ack()


def _looked_up(responder: Responder, message: Message | None, ours: Ours) -> Reply:
    """What the source says of what *message* names, or that it does not."""
    if message is None or not message.said():
        return responder.reply("")
    no = NoAnswer(message.said(), "unknown_topic", source=responder.about.text)
    return about(responder, message, ours) or no


def home_view(responder: Responder) -> View:
    """What this is, search, every topic by its theme, and questions to try."""
    blocks: list[Block] = [
        rich(section(bold(f"{wording.purpose(responder.about)}."))),
        context(wording.whence(responder.about, responder.knowledge.sources)),
        ActionsBlock(elements=[button("Search Topics", "open_search", ButtonValue(), style="primary")]),
        rich(section(bold("Themes"))),
    ]
    blocks += _rows(_themes(responder.knowledge.entries))
    own = list(_kinds(responder))
    if own:
        blocks += (rich(section(bold("Kinds"))), *_rows(own))
    blocks.append(rich(section(bold("Questions to try"))))
    examples = enumerate(responder.examples)
    asks = [button(example, f"ask:{number}", ButtonValue(query=example)) for number, example in examples]
    blocks += _rows(asks)
    return View(type="home", blocks=blocks)


def _rows(controls: Iterable[Any]) -> Iterator[ActionsBlock]:
    """*controls* in as many rows as they take."""
    elements = list(controls)
    for start in range(0, len(elements), MOST_IN_ROW):
        yield ActionsBlock(elements=elements[start : start + MOST_IN_ROW])


def _themes(entries: Sequence[Entry]) -> Iterator[Built]:
    """A select of the topics of each theme, called by the theme and their number."""
    by_theme: dict[str, list[Entry]] = {}
    for entry in entries:
        by_theme.setdefault(entry.theme, []).append(entry)
    for theme, topics in sorted(by_theme.items()):
        yield from _selects(title(theme), theme, topics)


def _kinds(responder: Responder) -> Iterator[Built]:
    """The same for each kind that is the curator's own."""
    for kind in responder.about.kinds:
        topics = [entry for entry in responder.knowledge.entries if entry.kind == kind.id]
        yield from _selects(title(kind.many.replace(" ", "-")), f"kind:{kind.id}", topics)


def _selects(name: str, key: str, topics: Sequence[Entry]) -> Iterator[Built]:
    for start in range(0, len(topics), MOST_IN_SELECT):
        some = topics[start : start + MOST_IN_SELECT]
        label = clipped(f"{name} ({len(some)})", MOST_PLACEHOLDER)
        yield from select(label, f"topic:{key}:{start}", [option(it.id, it.title) for it in some])


def title(theme: str) -> str:
    """The name of a theme, in words.

    >>> title("youth-and-sport"), title("middle-corridor")
    ('Youth and Sport', 'Middle Corridor')
    """
    return " ".join(word if word in SMALL_WORDS else word.capitalize() for word in theme.split("-"))
