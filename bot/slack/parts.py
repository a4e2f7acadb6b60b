"""The parts that messages and windows are made of, each inside the limits of Block Kit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    ButtonElement,
    ContextBlock,
    PlainTextObject,
    RichTextBlock,
    RichTextElementParts,
    RichTextQuoteElement,
    RichTextSectionElement,
    StaticSelectElement,
)

from ..answering.wording import clipped
from .interactions import ButtonValue

Built = dict[str, Any]
"""A block or element as it is sent. It may be part of several messages: nobody changes it."""

MOST_KEPT = 4_096
"""Built parts kept of each sort."""

MOST_BUTTON = 75
MOST_OPTION = 75
MOST_VALUE = 150
MOST_ID = 255
MOST_CONTEXT = 2_000

Text = RichTextElementParts.Text


def paragraph(text: str) -> RichTextBlock:
    """One line of plain words."""
    return rich(section(text))


def rich(*elements: RichTextSectionElement | RichTextQuoteElement) -> RichTextBlock:
    return RichTextBlock(elements=list(elements))


def section(*parts: str | Text) -> RichTextSectionElement:
    """A run of text; nothing in it is markup."""
    return RichTextSectionElement(
        elements=[Text(text=it) if isinstance(it, str) else it for it in parts if it]
    )


def bold(text: str) -> Text:
    return Text(text=text, style={"bold": True})


def plain(text: str) -> PlainTextObject:
    """What a label says; nothing in it is markup or an emoji."""
    return PlainTextObject(text=text, emoji=False)


def _built(text: str) -> Built:
    """The same, as it is sent."""
    return {"type": PlainTextObject.type, "text": text, "emoji": False}


def context(text: str) -> ContextBlock:
    """Small print."""
    return ContextBlock(elements=[plain(clipped(text, MOST_CONTEXT))])


def mention_line(text: str) -> dict[str, Any]:
    """Small print with a mention in it, the one place where markup is wanted."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text, "verbatim": True}]}


def button(label: str, action: str, value: ButtonValue, *, style: str | None = None) -> ButtonElement:
    """A button that carries all it needs."""
    return ButtonElement(
        text=plain(clipped(label, MOST_BUTTON)), action_id=action, value=value.written(), style=style
    )


def option(entry: str, title: str, *, fact: int | None = None, place: int = 0) -> Built:
    """A topic in a select, by the id and title of its entry."""
    value = ButtonValue(entry=entry, fact=fact, place=place).written()
    return {"text": _built(clipped(title, MOST_OPTION)), "value": value}


# The SDK's models take 0.1 ms a block to become JSON: what many replies have in common is built once.


@lru_cache(maxsize=MOST_KEPT)
def stated(
    text: str,
    quoted: str,
    understood: str | None,
    *,
    title: str = "",
    heading: str = "",
    link: str | None = None,
) -> Built:
    """A fact and its quote, which leads to its *link*.

    Below a *title* the fact is what stands out, below a *heading* that does.
    """
    if title:
        said = section(f"{title}\n", bold(text))
    else:
        said = section(bold(heading), f"\n{text}") if heading else section(text)
    italic = {"italic": True}
    quote: list[Text | RichTextElementParts.Link] = [
        RichTextElementParts.Link(url=link, text=quoted, style=italic)
        if link
        else Text(text=quoted, style=italic)
    ]
    if understood:
        quote.insert(0, Text(text=f"[{understood}] "))
    return rich(said, RichTextQuoteElement(elements=quote)).to_dict()


@lru_cache(maxsize=MOST_KEPT)
def line(text: str, *, strong: bool = False) -> Built:
    """One line of words as it is sent."""
    return {"type": RichTextBlock.type, "elements": [run(text, strong=strong)]}


def run(text: str, *, strong: bool = False) -> Built:
    """A run of text as it is sent; nothing in it is markup."""
    node: Built = {"type": "text", "text": text}
    return {"type": "rich_text_section", "elements": [node | {"style": {"bold": True}} if strong else node]}


@lru_cache(maxsize=MOST_KEPT)
def numbered(rows: tuple[str, ...], before: int) -> Built:
    """*rows* numbered on from *before*, inside of rich text."""
    listed: Built = {"type": "rich_text_list", "style": "ordered", "elements": list(map(run, rows))}
    return listed | {"offset": before} if before else listed


@lru_cache(maxsize=MOST_KEPT)
def small(text: str) -> Built:
    """Small print as it is sent."""
    return {"type": ContextBlock.type, "elements": [_built(clipped(text, MOST_CONTEXT))]}


def fitting(options: Iterable[Built]) -> list[Built]:
    """Those *options* that a select can hold: for one that it cannot, Slack takes none of them."""
    return [one for one in options if len(one["value"]) <= MOST_VALUE]


def select(placeholder: str, action: str, options: Iterable[Built]) -> Iterator[Built]:
    """A select of those *options* that it can hold; none where there are none."""
    if fit := fitting(options):
        kind = StaticSelectElement.type
        yield {"type": kind, "action_id": action, "placeholder": _built(placeholder), "options": fit}


def control(label: str, action: str, value: ButtonValue, *, style: str | None = None) -> Built:
    """A `button` as it is sent."""
    return {**_labelled(label, action, style), "value": value.written()}


@lru_cache(maxsize=MOST_KEPT)
def _labelled(label: str, action: str, style: str | None) -> Built:
    return button(label, action, ButtonValue(), style=style).to_dict()


def row(controls: Iterable[Built]) -> Iterator[Built]:
    """A row of *controls*, where there are any."""
    elements = list(controls)
    if elements:
        yield {"type": ActionsBlock.type, "elements": elements}
