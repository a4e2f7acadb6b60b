"""Replies as Slack draws them, inside every limit of Block Kit by construction.

Quotes and facts stand in `rich_text`, where nothing in them is taken for markup. `text` beside the
blocks, for notifications and screen readers, is read off them: it says what they show, no more and no less.
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
    PlainTextObject,
    RichTextBlock,
    RichTextElementParts,
    RichTextQuoteElement,
    RichTextSectionElement,
    StaticSelectElement,
)
from slack_sdk.models.blocks.basic_components import FeedbackButtonObject

from knowledge.model import Entry, Fact

from ..answering import wording
from ..answering.reply import Answer, Choices, Help, Item, Listing, NoAnswer, Reply
from ..answering.turn import Turn
from ..answering.wording import clipped
from .payloads import Action, ButtonValue, escaped
from .proofs import NOWHERE, Proofs

Surface = Literal["ephemeral", "message", "modal"]
"""Where a reply is drawn: what is known to render, and which buttons make sense, differ."""

Built = dict[str, Any]
"""A block or element as it is sent. It may be part of several messages: nobody changes it."""

MOST_TEXT = 3_800
"""Characters of a message's `text`: from about 4,000 Slack may refuse it."""

MOST_SHOWN = 480
"""Characters of facts and quotes in one answer: some twelve lines of a phone, the buttons still in sight."""

MOST_AT_ONCE = 3_600
"""The same once all facts are asked for, with whose words they are: so much of `MOST_TEXT` a title leaves."""

MOST_FACTS = 16
"""Facts of one answer that are drawn at once: a message has room for 50 blocks, of which each takes two."""

PAGE = 10
"""Rows of a listing shown at once."""

MOST_ROW = 72
"""Characters of a row: with its number, what a select takes for an option, and a line on a screen."""

MOST_KEPT = 4_096
"""Built parts kept of each sort."""

MOST_BUTTON = 75
MOST_OPTION = 75
MOST_VALUE = 150
MOST_ID = 255
MOST_CONTEXT = 2_000

EVENT_TYPE = "ots_answer"
"""Marks the bot's replies, so that a follow-up finds what was said, whoever posted it and when."""

OPEN_SOURCE = "source"
"""Action id of the button that opens the page."""

CALENDAR_FILE = "calendar"
"""The same of the button that opens the calendar file."""

OPEN_ROW = "Open a row"
OTHER_TOPICS = "Related topics"

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


def draw(
    reply: Reply, surface: Surface, *, page: int = 0, more: bool = False, proofs: Proofs = NOWHERE
) -> Drawing:
    """*reply* for *surface*: *page* of a listing, or with *more* an answer from its *page*-th fact on.

    Quotes and buttons lead to what *proofs* can link to.
    """
    start, end = _shown(reply.everything, page if more else None) if isinstance(reply, Answer) else (0, 0)
    blocks = list(_blocks(reply, surface, page, slice(start, end), proofs))
    turn = Turn.of(reply, drawn=end)
    metadata = {"event_type": EVENT_TYPE, "event_payload": turn.as_data()}
    return Drawing(clipped(escaped(in_words(blocks)), MOST_TEXT), blocks, metadata)


def in_words(blocks: Iterable[Built]) -> str:
    """What *blocks* say, line by line, for whoever does not see them."""
    return "\n".join(line for block in blocks for line in _words(block))


def _words(block: Built) -> Iterator[str]:
    match block["type"]:
        case "rich_text":
            for part in block["elements"]:
                yield from _part_in_words(part)
        case "context":
            yield from (element["text"] for element in block["elements"])
        case "section":
            yield block["text"]["text"]
        case "actions":
            # What people press to ask it or to go there is as much said as what they read.
            said = [it["text"]["text"] for it in block["elements"] if it["action_id"].startswith(TOLD)]
            yield from (f"• {label}" for label in said)
        case _:
            pass


TOLD = ("ask", "topic:")
"""Buttons whose labels say something that stands nowhere else."""


def _part_in_words(part: Built) -> Iterator[str]:
    match part["type"]:
        case "rich_text_quote":
            yield f"“{_run_in_words(part)}”"
        case "rich_text_list":
            for number, item in enumerate(part["elements"], part.get("offset", 0) + 1):
                mark = f"{number}." if part["style"] == "ordered" else "•"
                yield f"{mark} {_run_in_words(item)}"
        case _:
            yield _run_in_words(part)


def _run_in_words(part: Built) -> str:
    return "".join(node["text"] for node in part["elements"])


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


def option(entry: str, title: str, *, fact: int | None = None, place: int = 0) -> Built:
    """A topic in a select, by the id and title of its entry."""
    value = ButtonValue(entry=entry, fact=fact, place=place).written()
    return {"text": _plain(clipped(title, MOST_OPTION)), "value": value}


def _blocks(reply: Reply, surface: Surface, page: int, shown: slice, proofs: Proofs) -> Iterator[Built]:
    match reply:
        case Answer():
            yield from _answer(reply, surface, shown, proofs)
        case Choices():
            yield from _choices(reply, proofs)
        case Listing():
            yield from _listing(reply, page, proofs)
        case NoAnswer():
            yield from _no_answer(reply, proofs)
        case Help():
            yield from _help(reply, surface)
        case _:
            assert_never(reply)


def _shown(facts: Sequence[Fact], start: int | None) -> tuple[int, int]:
    """Where the facts begin and end that fit: the lead and up to three, or all that do from *start* on."""
    room, most = (MOST_SHOWN, wording.SHOWN) if start is None else (MOST_AT_ONCE, MOST_FACTS)
    few = start is None
    start = start if start and start < len(facts) else 0
    end = start
    for fact, by in zip(facts[start:][:most], wording.attributions(facts[start:][:most]), strict=True):
        # What is small is hardly in sight, but as long as anything in `text`.
        room -= len(fact.text) + len(fact.shown_quote) + (0 if few else len(by) + len("\n“”\n\n"))
        if room < 0 and end > start:
            break
        end += 1
    return start, end


def _answer(reply: Answer, surface: Surface, shown: slice, proofs: Proofs) -> Iterator[Built]:
    facts = reply.everything[shown]
    title = f"{reply.entry.title} · {reply.entry.kind}"
    for fact, by in zip(facts, wording.attributions(facts), strict=True):
        above = title if fact is facts[0] else ""
        yield stated(fact.text, fact.quote, fact.understood, title=above, link=proofs.publisher(fact))
        yield _small(by)
    if told := wording.course(reply.course):
        yield _small(told)
    yield from _row(_answer_controls(reply, surface, shown.stop, proofs))
    if reply.also:
        yield _small(wording.ALSO)
        yield from _row(_topics(reply.also))
    if surface == "message":
        yield _feedback(reply)


def _answer_controls(reply: Answer, surface: Surface, done: int, proofs: Proofs) -> Iterator[Built]:
    lead = reply.facts[0]
    place = reply.entry.told.index(lead) if lead in reply.entry.told else None
    value = ButtonValue(entry=reply.entry.id, query=reply.query, fact=place)
    if surface == "ephemeral":
        yield _button("Share with Channel", "share", value, style="primary")
    if surface != "modal":
        yield _button("Read in Context", "context", value)
    if surface == "message":
        # What everybody sees may be sent on: the link is for those who have no Slack.
        yield from source_links(reply.entry, lead, proofs)
    left = len(reply.everything) - done
    if left > 0:
        # All of them together, as far as they fit; then what is left.
        page = 0 if done <= wording.SHOWN else done
        yield _button(f"Show {wording.more(left).title()}", "more", value.model_copy(update={"page": page}))
    related = [it for it in reply.related if it not in reply.also]
    if related:
        yield from _related(tuple((entry.id, entry.title) for entry in related))


def source_links(entry: Entry, fact: Fact, proofs: Proofs) -> Iterator[Built]:
    """A button that opens *fact* on the page, where there is one."""
    address = proofs.page(entry, fact)
    if address:
        yield _button("Open Source", OPEN_SOURCE, ButtonValue(entry=entry.id)) | {"url": address}


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


def _choices(reply: Choices, proofs: Proofs) -> Iterator[Built]:
    yield _said(wording.headline(reply))
    said = wording.attributions([choice.facts[0] for choice in reply.choices])
    buttons = []
    for number, (choice, by) in enumerate(zip(reply.choices, said, strict=True), 1):
        fact = choice.facts[0]
        heading, link = f"{number}. {choice.entry.title}", proofs.publisher(fact)
        yield stated(fact.text, fact.quote, fact.understood, heading=heading, link=link)
        yield _small(by)
        value = ButtonValue(entry=choice.entry.id, query=reply.query, fact=choice.entry.told.index(fact))
        spoken = clipped(f"Choose {choice.entry.title}", MOST_BUTTON)
        buttons.append(_button(str(number), f"choose:{number}", value) | {"accessibility_label": spoken})
    yield from _row(buttons)


def _listing(reply: Listing, page: int, proofs: Proofs) -> Iterator[Built]:
    last = max(0, (len(reply.items) - 1) // PAGE)
    page = min(max(page, 0), last)
    start = page * PAGE
    items = reply.items[start : start + PAGE]
    yield _said(wording.headline(reply), strong=True)
    parts: list[Built] = []
    number = start
    several = wording.several_sources(item.fact for item in items)
    for heading, rows in wording.groups(items):
        if heading:
            parts.append(_run(heading, strong=True))
        written = tuple(
            "".join(wording.row(item, grouped=True, most=MOST_ROW))
            + (wording.from_source(item) if several else "")
            for item in rows
        )
        parts.append(_numbered(written, number))
        number += len(rows)
    if parts:
        yield {"type": "rich_text", "elements": parts}
    place = f"{start + 1}–{number} of {len(reply.items)}" if last else ""
    said = "" if several else wording.said_by_all(item.fact for item in items)
    if items and (place or said):
        yield _small(" · ".join(filter(None, (place, said))))
    yield from _row(
        [*_rows_to_open(reply, page, items), *_pager(reply, page, last), *_calendar(reply, proofs)]
    )


def _rows_to_open(reply: Listing, page: int, items: Sequence[Item]) -> Iterator[Built]:
    """A select of the rows. What it opens takes their place: its id says how to come back."""
    options = []
    for number, item in enumerate(items, page * PAGE + 1):
        title = f"{number}. {''.join(wording.row(item, most=MOST_ROW))}"
        fact = item.entry.told.index(item.fact) if item.fact in item.entry.told else 0
        options.append(option(item.entry.id, title, fact=fact, place=number))
    way_back = f"row:{page}:{reply.query}"
    if len(way_back) > MOST_ID or not way_back.isprintable():
        way_back = "row"
    yield from select(OPEN_ROW, way_back, options)


def _pager(reply: Listing, page: int, last: int) -> Iterator[Built]:
    if page > 0:
        yield _button("Show Previous", "page:previous", ButtonValue(query=reply.query, page=page - 1))
    if page < last:
        yield _button("Show Next", "page:next", ButtonValue(query=reply.query, page=page + 1))


def _calendar(reply: Listing, proofs: Proofs) -> Iterator[Built]:
    """A button that opens the calendar file, below what it has."""
    if proofs.calendar and reply.is_of_occasions:
        yield _button("Get Calendar File", CALENDAR_FILE, ButtonValue()) | {"url": proofs.calendar}


def way_back(action: Action) -> list[Built]:
    """What leads from a row that was opened by *action* back to its listing; nothing from anything else."""
    name, _, rest = action.action_id.partition(":")
    page, _, query = rest.partition(":")
    if name != "row" or not query or not page.isdecimal():
        return []
    return list(_row([_button("Back to List", "page:back", ButtonValue(query=query, page=int(page)))]))


def _no_answer(reply: NoAnswer, proofs: Proofs) -> Iterator[Built]:
    yield _said(clipped(wording.headline(reply), MOST_CONTEXT), strong=bool(reply.facts))
    if reply.facts:
        fact = reply.facts[0]
        link = proofs.publisher(fact)
        yield stated(f"{wording.it_says(reply)}\n{fact.text}", fact.quote, fact.understood, link=link)
        yield _small(wording.attribution(fact))
    before, topics = wording.suggested(reply)
    if topics:
        yield _small(before)
        yield from _row(_topics(entry for _, entry in topics))
    if wording.way_on(reply):
        yield from _row([_button("List All Topics", "ask:all", ButtonValue(query=wording.ALL_TOPICS))])


def _help(reply: Help, surface: Surface) -> Iterator[Built]:
    yield _said(wording.headline(reply))
    yield from _row(
        _button(example, f"ask:{number}", ButtonValue(query=example))
        for number, example in enumerate(reply.examples)
    )
    if reply.manner == "help":
        # A slash command is answered to one person, who alone can share.
        typed = wording.commands(reply.about)
        typed = tuple(it for it in typed if surface == "ephemeral" or not it[0].startswith("share"))
        yield {"type": "rich_text", "elements": [_run(wording.TYPE_INSTEAD), _commands(typed)]}


def _topics(entries: Iterable[Entry]) -> Iterator[Built]:
    for number, entry in enumerate(entries):
        yield _button(entry.title, f"topic:{number}", ButtonValue(entry=entry.id))


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
def _said(text: str, *, strong: bool = False) -> Built:
    """One line of words."""
    return rich(section(bold(text) if strong else text)).to_dict()


def _run(text: str, *, strong: bool = False) -> Built:
    node: Built = {"type": "text", "text": text}
    return {"type": "rich_text_section", "elements": [node | {"style": {"bold": True}} if strong else node]}


@lru_cache(maxsize=MOST_KEPT)
def _numbered(rows: tuple[str, ...], before: int) -> Built:
    """*rows* numbered on from *before*."""
    numbered: Built = {"type": "rich_text_list", "style": "ordered", "elements": list(map(_run, rows))}
    return numbered | {"offset": before} if before else numbered


@lru_cache(maxsize=MOST_KEPT)
def _commands(commands: tuple[tuple[str, str], ...]) -> Built:
    def line(typed: str, does: str) -> Built:
        code = {"type": "text", "text": typed, "style": {"code": True}}
        return {"type": "rich_text_section", "elements": [code, {"type": "text", "text": f" — {does}"}]}

    return {"type": "rich_text_list", "style": "bullet", "elements": [line(*it) for it in commands]}


@lru_cache(maxsize=MOST_KEPT)
def _small(text: str) -> Built:
    return context(text).to_dict()


@lru_cache(maxsize=MOST_KEPT)
def _related(topics: tuple[tuple[str, str], ...]) -> tuple[Built, ...]:
    return tuple(select(OTHER_TOPICS, "topic", [option(entry, title) for entry, title in topics]))


def select(placeholder: str, action: str, options: Sequence[Built]) -> Iterator[Built]:
    """A select of those *options* that a select can hold; none where there are none."""
    fit = [one for one in options if len(one["value"]) <= MOST_VALUE]
    if fit:
        kind = StaticSelectElement.type
        yield {"type": kind, "action_id": action, "placeholder": _plain(placeholder), "options": fit}


def _plain(text: str) -> Built:
    return {"type": PlainTextObject.type, "text": text, "emoji": False}


def _button(label: str, action: str, value: ButtonValue, *, style: str | None = None) -> Built:
    return {**_labelled(label, action, style), "value": value.written()}


@lru_cache(maxsize=MOST_KEPT)
def _labelled(label: str, action: str, style: str | None) -> Built:
    return button(label, action, ButtonValue(), style=style).to_dict()


def _row(controls: Iterable[Built]) -> Iterator[Built]:
    """A row of *controls*, where there are any."""
    elements = list(controls)
    if elements:
        yield {"type": ActionsBlock.type, "elements": elements}
