"""Windows: a quote in its paragraph, and search."""

from __future__ import annotations

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ExternalDataSelectElement,
    InputBlock,
    Option,
    PlainTextObject,
    RichTextElementParts,
)
from slack_sdk.models.views import View
from slack_sdk.web.async_client import AsyncWebClient

from knowledge.model import Fact

from .. import wording
from ..reply import Reply
from .blocks import button, clipped, context, draw, paragraph, rich, section
from .bot import Bot
from .payloads import ButtonValue, Click

MOST_TITLE = 24
MOST_OPTION = 75
MOST_OPTIONS = 100
SEARCH = "search"
"""Callback id of the search window, and action id of its select."""


def register(app: AsyncApp, bot: Bot) -> None:
    """Listen to what happens in windows."""

    @app.action(re.compile(r"^paragraph:"))
    async def step(body: dict[str, Any], client: AsyncWebClient) -> None:
        click = Click.model_validate(body)
        value = click.clicked.read()
        fact = _fact(bot, value)
        if fact is not None and click.view_id:
            title = bot.responder.knowledge.by_id[value.entry or ""].title
            view = context_view(bot, fact, title, value.entry or "", value.place)
            await client.views_update(view_id=click.view_id, view=view)

    @app.options(SEARCH)
    async def suggest(ack: AsyncAck, payload: dict[str, Any]) -> None:
        found = bot.responder.suggest(str(payload.get("value", "")))
        await ack(
            options=[_option(entry.title, ButtonValue(entry=entry.id)) for entry in found[:MOST_OPTIONS]]
        )

    @app.action(SEARCH)
    async def chosen(body: dict[str, Any], client: AsyncWebClient) -> None:
        click = Click.model_validate(body)
        value = click.clicked.read()
        await show(client, click, bot.responder.topic(value.entry or ""))

    @app.view(SEARCH)
    async def submitted(ack: AsyncAck) -> None:
        await ack()  # the answer is shown as soon as it is chosen: there is nothing left to do


async def open_context(client: AsyncWebClient, click: Click, bot: Bot, fact: Fact, title: str) -> None:
    """Open the paragraph of *fact* with its quote marked."""
    entry = click.clicked.read().entry or ""
    view = context_view(bot, fact, title, entry, fact.span.paragraph)
    await client.views_open(trigger_id=click.trigger_id or "", view=view)


def context_view(bot: Bot, fact: Fact, title: str, entry: str, number: int) -> View:
    """Paragraph *number* of the source of *fact*; the quote marked where it stands there."""
    source = bot.responder.knowledge.source_by_id[fact.span.source]
    place = source.paragraph(number)
    text = source.text[place.start : place.end]
    at = fact.span.start - place.start, fact.span.end - place.start
    parts: list[str | RichTextElementParts.Text] = [text]
    if number == fact.span.paragraph:
        parts = [text[: at[0]], _marked(text[at[0] : at[1]]), text[at[1] :]]
    last = len(source.paragraphs)
    steps = [
        button(label, f"paragraph:{to}", ButtonValue(entry=entry, query=fact.text, place=to))
        for label, to in (("Show Previous", number - 1), ("Show Next", number + 1))
        if 1 <= to <= last
    ]
    blocks: list[Block] = [
        rich(section(*parts)),
        context(f"{source.voice(number)} · {source.published} · paragraph {number} of {last}"),
        ActionsBlock(elements=steps),
    ]
    return View(type="modal", title=_plain(clipped(title, MOST_TITLE)), close=_plain("Close"), blocks=blocks)


def search_view(reply: Reply | None = None, *, page: int = 0) -> View:
    """The search window, with the answer to what was chosen last."""
    select = ExternalDataSelectElement(
        action_id=SEARCH, placeholder=_plain("Type a topic, such as corridor"), min_query_length=0
    )
    blocks: list[Any] = [
        InputBlock(
            label=_plain("Topic"), element=select, dispatch_action=True, optional=True, block_id="topic"
        )
    ]
    if reply is None:
        blocks.append(context("Every answer is proven by a quote from one interview."))
    else:
        blocks += draw(reply, "modal", page=page).blocks
    return View(
        type="modal", callback_id=SEARCH, title=_plain("Ask OTS"), close=_plain("Close"), blocks=blocks
    )


async def show(client: AsyncWebClient, click: Click, reply: Reply | None, *, page: int = 0) -> None:
    """Show *reply* in the window where a click was made; from App Home, in a new one."""
    shown = reply or None
    view = search_view(shown, page=page) if shown else _gone_view()
    if click.container.type == "view" and click.view and click.view.get("type") == "modal":
        await client.views_update(view_id=click.view_id or "", view=view)
    else:
        await client.views_open(trigger_id=click.trigger_id or "", view=view)


def _gone_view() -> View:
    return View(
        type="modal", title=_plain("Ask OTS"), close=_plain("Close"), blocks=[paragraph(wording.gone())]
    )


def _fact(bot: Bot, value: ButtonValue) -> Fact | None:
    entry = bot.responder.knowledge.by_id.get(value.entry or "")
    if entry is None:
        return None
    return next((fact for fact in entry.facts if fact.text.startswith(value.query)), entry.facts[0])


def _marked(text: str) -> RichTextElementParts.Text:
    return RichTextElementParts.Text(text=text, style={"bold": True, "code": False})


def _option(text: str, value: ButtonValue) -> Option:
    return Option(text=_plain(clipped(text, MOST_OPTION)), value=value.written())


def _plain(text: str) -> PlainTextObject:
    return PlainTextObject(text=text, emoji=False)
