"""App Home and shortcuts: browsing by theme, and looking a message up."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.models.blocks import ActionsBlock, Block
from slack_sdk.models.views import View
from slack_sdk.web.async_client import AsyncWebClient

from knowledge.model import Entry

from ..answering.reply import NoAnswer, Reply
from ..answering.respond import EXAMPLES, Responder
from ..answering.wording import clipped
from .blocks import Built, bold, button, context, draw, option, rich, section, select
from .bot import Bot
from .mentions import about
from .modals import search_view
from .payloads import ButtonValue, HomeOpened, Message, Shortcut
from .posting import respond

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
    async def opened(body: dict[str, Any], client: AsyncWebClient) -> None:
        seen = HomeOpened.model_validate(body["event"])

        async def publish() -> None:
            await client.views_publish(user_id=seen.user, view=home_view(bot.responder))

        if seen.tab == "home":
            await bot.once.run([f"event:{body.get('event_id', seen.user)}"], publish)

    @app.shortcut(ASK)
    async def ask(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        shortcut = Shortcut.model_validate(body)

        async def open_search() -> None:
            await client.views_open(trigger_id=shortcut.trigger_id, view=search_view())

        await bot.once.run([shortcut.key], open_search, shared=False)
        await ack()

    @app.shortcut(LOOK_UP)
    async def look_up(
        ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, context: AsyncBoltContext
    ) -> None:
        shortcut = Shortcut.model_validate(body)

        async def say() -> None:
            started = time.perf_counter()
            reply = _looked_up(bot.responder, shortcut.message)
            drawing = draw(reply, "ephemeral", proofs=bot.edition.proofs)
            # Only where there is a thread already: in another, what one person alone sees does not show.
            thread = shortcut.message.thread_ts if shortcut.message else None
            await respond(
                client,
                shortcut.response_url,
                response_type="ephemeral",
                replace_original=False,
                text=drawing.text,
                blocks=drawing.blocks,
                **({"thread_ts": thread} if thread else {}),
            )
            bot.answered("shortcut", reply, started, request=shortcut.key, workspace=context.team_id)

        await bot.once.run([shortcut.key], say, shared=False)
        await ack()


def _looked_up(responder: Responder, message: Message | None) -> Reply:
    """What the article says of what *message* names, or that it does not."""
    text = message.question() if message else ""
    if not text:
        return responder.reply("")
    return about(responder, text) if responder.topics(text) else NoAnswer(text, "unknown_topic")


def home_view(responder: Responder) -> View:
    """What this is, search, every topic by its theme, and questions to try."""
    source = responder.knowledge.sources[0]
    blocks: list[Block] = [
        rich(
            section(
                bold("Facts about the Organization of Turkic States, each with the quote that proves it.")
            )
        ),
        context(f"From one interview: {source.speaker} · {source.published}"),
        ActionsBlock(elements=[button("Search Topics", "open_search", ButtonValue(), style="primary")]),
        rich(section(bold("Themes"))),
    ]
    selects = list(_themes(responder.knowledge.entries))
    starts = range(0, len(selects), MOST_IN_ROW)
    blocks += (ActionsBlock(elements=selects[start : start + MOST_IN_ROW]) for start in starts)
    blocks.append(rich(section(bold("Questions to try"))))
    examples = enumerate(EXAMPLES)
    asks = [button(example, f"ask:{number}", ButtonValue(query=example)) for number, example in examples]
    blocks.append(ActionsBlock(elements=asks))
    return View(type="home", blocks=blocks)


def _themes(entries: Sequence[Entry]) -> Iterator[Built]:
    """A select of the topics of each theme, called by the theme and their number."""
    by_theme: dict[str, list[Entry]] = {}
    for entry in entries:
        by_theme.setdefault(entry.theme, []).append(entry)
    for theme, topics in sorted(by_theme.items()):
        for start in range(0, len(topics), MOST_IN_SELECT):
            some = topics[start : start + MOST_IN_SELECT]
            label = clipped(f"{title(theme)} ({len(some)})", MOST_PLACEHOLDER)
            yield from select(label, f"topic:{theme}:{start}", [option(it.id, it.title) for it in some])


def title(theme: str) -> str:
    """The name of a theme, in words.

    >>> title("youth-and-sport"), title("middle-corridor")
    ('Youth and Sport', 'Middle Corridor')
    """
    return " ".join(word if word in SMALL_WORDS else word.capitalize() for word in theme.split("-"))
