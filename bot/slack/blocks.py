"""Replies as Slack draws them, inside every limit of Block Kit by construction.

Quotes and facts stand in `rich_text`, where nothing in them is taken for markup; `text` beside the
blocks says it all in full, for notifications and screen readers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, assert_never

from slack_sdk.models.blocks import (
    ActionsBlock,
    ButtonElement,
    ContextActionsBlock,
    ContextBlock,
    FeedbackButtonsElement,
    Option,
    PlainTextObject,
    RichTextBlock,
    RichTextElementParts,
    RichTextQuoteElement,
    RichTextSectionElement,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.blocks.basic_components import FeedbackButtonObject

from knowledge.model import Fact

from ..answering import wording
from ..answering.reply import Answer, Choices, Help, Listing, NoAnswer, Reply
from ..answering.turn import Turn
from .payloads import ButtonValue, escaped

Surface = Literal["ephemeral", "message", "modal"]
"""Where a reply is drawn: what is known to render, and which buttons make sense, differ."""

Built = dict[str, Any]
"""A block or element as it is sent. It may be part of several messages: nobody changes it."""

MOST_TEXT = 3_800
"""Characters of a message's `text`: from about 4,000 Slack may refuse it."""

MOST_SHOWN = 480
"""Characters of facts and quotes in one answer: some twelve lines of a phone, the buttons still in sight."""

PAGE = 5
"""Items of a listing shown at once."""

MOST_KEPT = 4_096
"""Built parts kept of each sort."""

MOST_BUTTON = 75
MOST_OPTION = 75
MOST_CONTEXT = 2_000

EVENT_TYPE = "ots_answer"
"""Marks the bot's answers, so that a follow-up finds the entry again, whoever posted it and when."""

Text = RichTextElementParts.Text


@dataclass(frozen=True)
class Drawing:
    """A message as it is sent: the blocks, the same in words, and what a follow-up needs."""

    text: str
    blocks: list[Built]
    metadata: dict[str, Any] | None = None

    def body(self) -> dict[str, Any]:
        """The drawing as the arguments of a message."""
        body: dict[str, Any] = {"text": self.text, "blocks": self.blocks}
        if self.metadata:
            body["metadata"] = self.metadata
        return body


def draw(reply: Reply, surface: Surface, *, page: int = 0, more: bool = False) -> Drawing:
    """*reply* for *surface*: *page* of a listing, or with *more* all facts of an answer."""
    text = clipped(escaped(wording.plain(reply, page=page, size=PAGE)), MOST_TEXT)
    return Drawing(text, list(_blocks(reply, surface, page, more=more)), _metadata(reply))


def clipped(text: str, most: int) -> str:
    """*text* cut at a word, with an ellipsis, where it is longer than *most*."""
    if len(text) <= most:
        return text
    return f"{text[: most - 1].rsplit(' ', 1)[0]}…"


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


def context(text: str) -> ContextBlock:
    """Small print."""
    return ContextBlock(elements=[PlainTextObject(text=clipped(text, MOST_CONTEXT), emoji=False)])


def mention_line(text: str) -> dict[str, Any]:
    """Small print with a mention in it, the one place where markup is wanted."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text, "verbatim": True}]}


def button(label: str, action: str, value: ButtonValue, *, style: str | None = None) -> ButtonElement:
    """A button that carries all it needs."""
    text = PlainTextObject(text=clipped(label, MOST_BUTTON), emoji=False)
    return ButtonElement(text=text, action_id=action, value=value.written(), style=style)


def option(entry: str, title: str) -> Option:
    """A topic in a select, by the id and title of its entry."""
    text = PlainTextObject(text=clipped(title, MOST_OPTION), emoji=False)
    return Option(text=text, value=ButtonValue(entry=entry).written())


def _blocks(reply: Reply, surface: Surface, page: int, *, more: bool) -> Iterator[Built]:
    match reply:
        case Answer():
            yield from _answer(reply, surface, more=more)
        case Choices():
            yield from _choices(reply)
        case Listing():
            yield from _listing(reply, page)
        case NoAnswer():
            yield from _no_answer(reply)
        case Help():
            yield from _help(reply)
        case _:
            assert_never(reply)


def _answer(reply: Answer, surface: Surface, *, more: bool) -> Iterator[Built]:
    lead, *others = reply.facts
    yield _stated(lead.text, lead.quote, title=reply.entry.title, kind=reply.entry.kind)
    yield _small(wording.attribution(lead))
    shown = list(others if more else _fitting(lead, others))[: MOST_FACTS - 1]
    for fact in shown:
        yield _stated(fact.text, fact.quote)
        yield _small(wording.attribution(fact))
    controls = list(_answer_controls(reply, surface, len(others) - len(shown)))
    if controls:
        yield _row(controls)
    if surface == "message":
        yield _feedback(reply)


MOST_FACTS = 20
"""Facts of one answer that are drawn at most: a message has room for 50 blocks."""


def _fitting(lead: Fact, others: Sequence[Fact]) -> Iterator[Fact]:
    """As many further facts as fit beside the lead, up to three."""
    room = MOST_SHOWN - len(lead.text) - len(lead.quote)
    for fact in others[: wording.SHOWN - 1]:
        room -= len(fact.text) + len(fact.quote)
        if room < 0:
            break
        yield fact


def _answer_controls(reply: Answer, surface: Surface, left: int) -> Iterator[Built]:
    value = ButtonValue(entry=reply.entry.id, query=reply.query)
    if surface == "ephemeral":
        yield _button("Share with Channel", "share", value, style="primary")
    if surface != "modal":
        yield _button("Read in Context", "context", value)
    if left > 0:
        yield _button(f"Show {wording.more(left).title()}", "more", value)
    if reply.related:
        yield _related(tuple((entry.id, entry.title) for entry in reply.related))


def _feedback(reply: Answer) -> Built:
    def labelled(text: str, verdict: str) -> FeedbackButtonObject:
        value = ButtonValue(entry=reply.entry.id, query=f"{verdict}:{reply.query}").written()
        return FeedbackButtonObject(
            text=text, value=value, accessibility_label=f"{text}: was this answer helpful?"
        )

    buttons = FeedbackButtonsElement(
        action_id="feedback",
        positive_button=labelled("Helpful", "yes"),
        negative_button=labelled("Not helpful", "no"),
    )
    return ContextActionsBlock(elements=[buttons]).to_dict()


def _choices(reply: Choices) -> Iterator[Built]:
    yield rich(section(bold(wording.headline(reply)))).to_dict()
    for number, choice in enumerate(reply.choices):
        yield _stated(choice.facts[0].text, choice.facts[0].quote, title=choice.entry.title)
        value = ButtonValue(entry=choice.entry.id, query=reply.query)
        yield _row([_button(f"Choose {choice.entry.title}", f"choose:{number}", value)])


def _listing(reply: Listing, page: int) -> Iterator[Built]:
    pages = -(-len(reply.items) // PAGE)
    page = min(max(page, 0), pages - 1)
    yield rich(section(bold(wording.headline(reply)))).to_dict()
    for item in reply.items[page * PAGE : (page + 1) * PAGE]:
        yield _stated(item.fact.text, item.fact.quote)
        yield _small(f"{item.entry.title} · {wording.attribution(item.fact)}")
    if pages > 1:
        yield _row(_pager(reply, page, pages))
        yield _small(f"Page {page + 1} of {pages}")


def _pager(reply: Listing, page: int, pages: int) -> Iterator[Built]:
    if page > 0:
        yield _button("Show Previous", "page:previous", ButtonValue(query=reply.query, page=page - 1))
    if page < pages - 1:
        yield _button("Show Next", "page:next", ButtonValue(query=reply.query, page=page + 1))


def _no_answer(reply: NoAnswer) -> Iterator[Built]:
    yield paragraph(clipped(wording.headline(reply), MOST_CONTEXT)).to_dict()
    if reply.suggestions:
        yield _small(wording.nearby(reply.suggestions))
        yield _row(
            _button(f"Open {entry.title}", f"topic:{number}", ButtonValue(entry=entry.id))
            for number, entry in enumerate(reply.suggestions)
        )


def _help(reply: Help) -> Iterator[Built]:
    yield paragraph(wording.headline(reply)).to_dict()
    for number, example in enumerate(reply.examples):
        yield SectionBlock(
            text=PlainTextObject(text=example, emoji=False),
            accessory=button("Ask This", f"ask:{number}", ButtonValue(query=example)),
        ).to_dict()


# The SDK's models take 0.1 ms a block to become JSON: what many replies have in common is built once.


@lru_cache(maxsize=MOST_KEPT)
def _stated(text: str, quoted: str, *, title: str = "", kind: str = "") -> Built:
    """A fact and its quote; with a title, the lead."""
    if title:
        said = section(bold(title), f"  {kind}\n", bold(text)) if kind else section(bold(title), f"\n{text}")
    else:
        said = section(text)
    return rich(said, RichTextQuoteElement(elements=[Text(text=quoted)])).to_dict()


@lru_cache(maxsize=MOST_KEPT)
def _small(text: str) -> Built:
    return context(text).to_dict()


@lru_cache(maxsize=MOST_KEPT)
def _related(entries: tuple[tuple[str, str], ...]) -> Built:
    return StaticSelectElement(
        action_id="topic",
        placeholder=PlainTextObject(text="Related topics", emoji=False),
        options=[option(entry, title) for entry, title in entries],
    ).to_dict()


def _button(label: str, action: str, value: ButtonValue, *, style: str | None = None) -> Built:
    return {**_labelled(label, action, style), "value": value.written()}


@lru_cache(maxsize=MOST_KEPT)
def _labelled(label: str, action: str, style: str | None) -> Built:
    return button(label, action, ButtonValue(), style=style).to_dict()


def _row(controls: Iterable[Built]) -> Built:
    return {"type": ActionsBlock.type, "elements": list(controls)}


def _metadata(reply: Reply) -> dict[str, Any] | None:
    """What a follow-up in the thread needs."""
    return {"event_type": EVENT_TYPE, "event_payload": Turn.of(reply).as_data()}
