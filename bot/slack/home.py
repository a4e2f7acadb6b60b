"""App Home and shortcuts: browsing by theme, and looking a message up."""

from __future__ import annotations

import time
from collections import Counter
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.models.blocks import ActionsBlock, Block, PlainTextObject, SectionBlock
from slack_sdk.models.views import View
from slack_sdk.web.async_client import AsyncWebClient

from ..answering.respond import EXAMPLES, Responder
from .blocks import bold, button, context, draw, rich, section
from .bot import Bot
from .mentions import about
from .modals import search_view
from .payloads import ButtonValue, HomeOpened, Shortcut
from .posting import respond

ASK = "ask_ots"
LOOK_UP = "look_up_in_ots"
"""Callback ids of the global and the message shortcut, as in the manifest."""

MOST_IN_ROW = 25


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
            reply = about(bot.responder, shortcut.message.question() if shortcut.message else "")
            drawing = draw(reply, "ephemeral")
            await respond(
                client,
                shortcut.response_url,
                response_type="ephemeral",
                replace_original=False,
                text=drawing.text,
                blocks=drawing.blocks,
            )
            bot.answered("shortcut", reply, started, request=shortcut.key, workspace=context.team_id)

        await bot.once.run([shortcut.key], say, shared=False)
        await ack()


def home_view(responder: Responder) -> View:
    """What this is, search, the themes with their counts, and questions to try."""
    source = responder.knowledge.sources[0]
    themes = Counter(entry.theme for entry in responder.knowledge.entries)
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
    listed = sorted(themes)
    for start in range(0, len(listed), MOST_IN_ROW):
        row = [
            button(f"{title(theme)} ({themes[theme]})", f"ask:{theme}", ButtonValue(query=f"list {theme}"))
            for theme in listed[start : start + MOST_IN_ROW]
        ]
        blocks.append(ActionsBlock(elements=row))
    blocks.append(rich(section(bold("Questions to try"))))
    blocks += (
        SectionBlock(
            text=PlainTextObject(text=example, emoji=False),
            accessory=button("Ask This", f"ask:{number}", ButtonValue(query=example)),
        )
        for number, example in enumerate(EXAMPLES)
    )
    return View(type="home", blocks=blocks)


def title(theme: str) -> str:
    """The name of a theme, in words."""
    return theme.replace("-", " ").capitalize()
