"""Windows: a quote in its paragraph, and search."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.models.blocks import (
    ActionsBlock,
    ExternalDataSelectElement,
    RichTextElementParts,
    SectionBlock,
)
from slack_sdk.models.views import View

from knowledge.about import About
from knowledge.model import Entry, Fact

from ..answering import wording
from ..answering.reply import Answer, Reply
from ..answering.respond import Responder
from ..answering.wording import clipped
from ..delivery.client import heard
from ..faces.proofs import NOWHERE, Proofs
from .blocks import draw, source_links, way_back
from .bot import Bot
from .click import Click
from .interactions import ButtonValue, Typed
from .parts import Built, button, context, fitting, option, paragraph, plain, rich, section

MOST_TITLE = 24
MOST_OPTIONS = 100
MOST_PLACEHOLDER = 150
SEARCH = "search"
"""Callback id of the search window, and action id of its select."""


def register(app: AsyncApp, bot: Bot) -> None:
    """Answer what windows ask for while they are open; their buttons are among `buttons.ACTIONS`."""

    @app.options(SEARCH)
    async def suggest(ack: AsyncAck, payload: dict[str, Any]) -> None:
        found = bot.responder.suggest(Typed.model_validate(payload).value)
        await ack(options=fitting(option(entry.id, entry.title) for entry in found)[:MOST_OPTIONS])


async def open_context(click: Click, reply: Answer) -> None:
    """Open the paragraph of the fact that *reply* leads with, its quote marked."""
    fact = reply.facts[0]
    view = context_view(click.responder, reply.entry, fact, fact.span.paragraph, click.proofs)
    await click.open(view)


async def show_paragraph(click: Click) -> None:
    """Go to another paragraph in the window that `open_context` opened."""
    entry = click.responder.knowledge.by_id.get(click.value.entry or "")
    if entry is None:
        await show(click, None)
        return
    # The button names the fact by the beginning of its text: places among the facts change.
    fact = next((fact for fact in entry.told if fact.text.startswith(click.value.query)), entry.facts[0])
    await _update(click, context_view(click.responder, entry, fact, click.value.place, click.proofs))


async def open_search(click: Click) -> None:
    """Open the search window."""
    await click.open(search_view(click.responder))


async def show_chosen(click: Click) -> None:
    """Show what was chosen in the search window."""
    await show(click, click.reply())


async def show(click: Click, reply: Reply | None) -> None:
    """Show *reply* in the window where a click was made; from the Home tab, in a new one."""
    back = way_back(click.used.action)
    view = (
        search_view(
            click.responder,
            reply,
            page=click.value.page,
            more=click.action == "more",
            back=back,
            proofs=click.proofs,
        )
        if reply
        else _gone_view(click.responder)
    )
    if click.used.view is not None and click.used.view.type == "modal":
        await _update(click, view)
    else:
        await click.open(view)


async def _update(click: Click, view: View) -> None:
    if click.used.view is not None:
        await heard(click.client.views_update(view_id=click.used.view.id, view=view))


def context_view(
    responder: Responder, entry: Entry, fact: Fact, number: int, proofs: Proofs = NOWHERE
) -> View:
    """Paragraph *number* of the source of *fact*; the quote marked where it stands there."""
    source = responder.knowledge.source_by_id[fact.span.source]
    last = len(source.paragraphs)
    number = min(max(number, 1), last)
    place = source.paragraph(number)
    text = source.text[place.start : place.end]
    at = fact.span.start - place.start, fact.span.end - place.start
    parts: list[str | RichTextElementParts.Text] = [text]
    if number == fact.span.paragraph:
        parts = [text[: at[0]], _marked(text[at[0] : at[1]]), text[at[1] :]]
    steps = [
        button(label, f"paragraph:{to}", ButtonValue(entry=entry.id, query=fact.text, place=to))
        for label, to in (("Show Previous", number - 1), ("Show Next", number + 1))
        if 1 <= to <= last
    ]
    blocks: list[Any] = [
        rich(section(*parts)),
        context(f"{source.voice(number)} · {source.published} · paragraph {number} of {last}"),
    ]
    ways = [*(step.to_dict() for step in steps), *source_links(entry, fact, proofs)]
    if ways:
        blocks.append({"type": ActionsBlock.type, "elements": ways})
    return View(
        type="modal", title=plain(clipped(entry.title, MOST_TITLE)), close=plain("Close"), blocks=blocks
    )


def search_view(
    responder: Responder,
    reply: Reply | None = None,
    *,
    page: int = 0,
    more: bool = False,
    back: Sequence[Built] = (),
    proofs: Proofs = NOWHERE,
) -> View:
    """The search window, with the answer to what was chosen last."""
    placeholder = clipped(f"Type a topic, such as {responder.topic_example}", MOST_PLACEHOLDER)
    select = ExternalDataSelectElement(action_id=SEARCH, placeholder=plain(placeholder), min_query_length=0)
    # In an input block the select would need a button to submit: it is answered as soon as one is chosen.
    blocks: list[Any] = [SectionBlock(text=plain("Topic"), accessory=select, block_id="topic")]
    if reply is None:
        blocks.append(context(wording.proven(responder.about)))
    else:
        blocks += (*draw(reply, "modal", page=page, more=more, proofs=proofs).blocks, *back)
    title = plain(ask_label(responder.about))
    return View(type="modal", callback_id=SEARCH, title=title, close=plain("Close"), blocks=blocks)


def ask_label(about: About) -> str:
    """What the search window and the shortcut that opens it are called."""
    return about.labelled("Ask", "Ask a question")


def _gone_view(responder: Responder) -> View:
    title = plain(ask_label(responder.about))
    return View(type="modal", title=title, close=plain("Close"), blocks=[paragraph(wording.gone())])


def _marked(text: str) -> RichTextElementParts.Text:
    return RichTextElementParts.Text(text=text, style={"bold": True, "code": False})
