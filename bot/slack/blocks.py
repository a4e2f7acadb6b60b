"""Replies as Slack draws them, inside every limit of Block Kit by construction.

Quotes and facts stand in `rich_text`, where nothing in them is taken for markup. `text` beside the
blocks, for notifications and screen readers, is read off them: it says what they show, no more and no less.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, assert_never

from slack_sdk.models.blocks import ContextActionsBlock, FeedbackButtonsElement
from slack_sdk.models.blocks.basic_components import FeedbackButtonObject

from knowledge.model import Entry, Fact

from ..answering import wording
from ..answering.conversation.turn import Turn
from ..answering.reply import MOST_FACTS, Answer, Choices, Help, Item, Listing, NoAnswer, Reply
from ..answering.respond import LONGEST_QUESTION
from ..answering.wording import clipped
from ..faces.proofs import NOWHERE, Proofs
from .interactions import Action, ButtonValue
from .markup import escaped
from .parts import (
    MOST_BUTTON,
    MOST_CONTEXT,
    MOST_ID,
    MOST_KEPT,
    Built,
    control,
    line,
    numbered,
    option,
    row,
    run,
    select,
    small,
    stated,
)
from .words import in_words

Surface = Literal["ephemeral", "message", "modal"]
"""Where a reply is drawn: what is known to render, and which buttons make sense, differ."""

MOST_TEXT = 3_800
"""Characters of a message's `text`: from about 4,000 Slack may refuse it."""

MOST_SHOWN = 480
"""Characters of facts and quotes in one answer: some twelve lines of a phone, the buttons still in sight."""

MOST_AT_ONCE = 3_600
"""The same once all facts are asked for, with whose words they are: so much of `MOST_TEXT` a title leaves."""

MOST_DRAWN = 16
"""Facts of one answer that are drawn at once: a message has room for 50 blocks, of which each takes two."""

PAGE = 10
"""Rows of a listing shown at once."""

MOST_ROW = 72
"""Characters of a row: with its number, what a select takes for an option, and a line on a screen."""

EVENT_TYPE = "ots_answer"
"""Marks the bot's replies, so that a follow-up finds what was said, whoever posted it and when."""

OPEN_SOURCE = "source"
"""Action id of the button that opens the page."""

CALENDAR_FILE = "calendar"
"""The same of the button that opens the calendar file."""

OPEN_ROW = "Open a row"
OTHER_TOPICS = "Related topics"


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
    start, end = _shown(reply, page if more else None) if isinstance(reply, Answer) else (0, 0)
    blocks = list(_blocks(reply, surface, page, slice(start, end), proofs))
    turn = Turn.of(reply, drawn=end)
    if len(turn.query) > LONGEST_QUESTION:
        turn = turn.without_words()  # it was not read, and Slack takes no metadata of that size
    metadata = {"event_type": EVENT_TYPE, "event_payload": turn.as_data()}
    return Drawing(clipped(escaped(in_words(blocks)), MOST_TEXT), blocks, metadata)


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


def _shown(reply: Answer, start: int | None) -> tuple[int, int]:
    """Where the facts begin and end that fit: the lead and up to three, or all that do from *start* on."""
    facts = reply.everything
    room, most = (MOST_SHOWN, len(reply.facts)) if start is None else (MOST_AT_ONCE, MOST_DRAWN)
    few = start is None
    start = start if start and 0 < start < len(facts) else 0
    end = start
    facts = facts[start:][:most]
    # What is small is hardly in sight, but as long as anything in `text`.
    beside = [0] * len(facts) if few else [len(f"\n“”\n\n{by}") for by in wording.attributions(facts)]
    for fact, more in zip(facts, beside, strict=True):
        room -= len(fact.text) + len(fact.shown_quote) + more
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
        yield small(by)
    if told := wording.course(reply.course):
        yield small(told)
    yield from row(_answer_controls(reply, surface, shown.stop, proofs))
    if reply.also:
        yield small(wording.ALSO)
        yield from row(_topics(reply.also))
    if surface == "message":
        yield _feedback(reply)


def _answer_controls(reply: Answer, surface: Surface, done: int, proofs: Proofs) -> Iterator[Built]:
    lead = reply.facts[0]
    place = reply.entry.told.index(lead) if lead in reply.entry.told else None
    value = ButtonValue(entry=reply.entry.id, query=reply.query, fact=place)
    if surface == "ephemeral":
        yield control("Share with Channel", "share", value, style="primary")
    if surface != "modal":
        yield control("Read in Context", "context", value)
    if surface == "message":
        # What everybody sees may be sent on: the link is for those who have no Slack.
        yield from source_links(reply.entry, lead, proofs)
    left = len(reply.everything) - done
    if left > 0:
        # All of them together, as far as they fit; then what is left.
        page = 0 if done <= MOST_FACTS else done
        yield control(f"Show {wording.more(left).title()}", "more", value.model_copy(update={"page": page}))
    if reply.related:
        yield from _related(tuple((entry.id, entry.title) for entry in reply.related))


def source_links(entry: Entry, fact: Fact, proofs: Proofs) -> Iterator[Built]:
    """A button that opens *fact* on the page, where there is one."""
    address = proofs.page(entry, fact)
    if address:
        yield control("Open Source", OPEN_SOURCE, ButtonValue(entry=entry.id)) | {"url": address}


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
    yield line(wording.headline(reply))
    said = wording.attributions([choice.facts[0] for choice in reply.choices])
    buttons = []
    for number, (choice, by) in enumerate(zip(reply.choices, said, strict=True), 1):
        fact = choice.facts[0]
        heading, link = f"{number}. {choice.entry.title}", proofs.publisher(fact)
        yield stated(fact.text, fact.quote, fact.understood, heading=heading, link=link)
        yield small(by)
        value = ButtonValue(entry=choice.entry.id, query=reply.query, fact=choice.entry.told.index(fact))
        spoken = clipped(f"Choose {choice.entry.title}", MOST_BUTTON)
        buttons.append(control(str(number), f"choose:{number}", value) | {"accessibility_label": spoken})
    yield from row(buttons)


def _listing(reply: Listing, page: int, proofs: Proofs) -> Iterator[Built]:
    last = max(0, (len(reply.items) - 1) // PAGE)
    page = min(max(page, 0), last)
    start = page * PAGE
    items = reply.items[start : start + PAGE]
    yield line(wording.headline(reply), strong=True)
    parts: list[Built] = []
    number = start
    several = wording.several_sources(item.fact for item in items)
    for heading, rows in wording.groups(items):
        if heading:
            parts.append(run(heading, strong=True))
        written = tuple(
            "".join(wording.row(item, grouped=True, most=MOST_ROW))
            + (wording.from_source(item) if several else "")
            for item in rows
        )
        parts.append(numbered(written, number))
        number += len(rows)
    if parts:
        yield {"type": "rich_text", "elements": parts}
    place = f"{start + 1}–{number} of {len(reply.items)}" if last else ""
    said = "" if several else wording.said_by_all(item.fact for item in items)
    if items and (place or said):
        yield small(" · ".join(filter(None, (place, said))))
    yield from row(
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
        yield control("Show Previous", "page:previous", ButtonValue(query=reply.query, page=page - 1))
    if page < last:
        yield control("Show Next", "page:next", ButtonValue(query=reply.query, page=page + 1))


def _calendar(reply: Listing, proofs: Proofs) -> Iterator[Built]:
    """A button that opens the calendar file, below what it has."""
    if proofs.calendar and reply.is_of_occasions:
        yield control("Get Calendar File", CALENDAR_FILE, ButtonValue()) | {"url": proofs.calendar}


def listing_of(action_id: str) -> ButtonValue | None:
    """What leads to the listing whose rows are opened by *action_id*; None where that opens none."""
    name, _, rest = action_id.partition(":")
    page, _, query = rest.partition(":")
    return ButtonValue(query=query, page=int(page)) if name == "row" and query and page.isdecimal() else None


def way_back(action: Action) -> list[Built]:
    """What leads from a row that was opened by *action* back to its listing; nothing from anything else."""
    listing = listing_of(action.action_id)
    return list(row([control("Back to List", "page:back", listing)])) if listing else []


def _no_answer(reply: NoAnswer, proofs: Proofs) -> Iterator[Built]:
    yield line(clipped(wording.headline(reply), MOST_CONTEXT), strong=bool(reply.facts))
    if reply.facts:
        fact = reply.facts[0]
        link = proofs.publisher(fact)
        yield stated(f"{wording.it_says(reply)}\n{fact.text}", fact.quote, fact.understood, link=link)
        yield small(wording.attribution(fact))
    before, topics = wording.suggested(reply)
    if topics:
        yield small(before)
        yield from row(_topics(entry for _, entry in topics))
    if wording.way_on(reply):
        yield from row([control("List All Topics", "ask:all", ButtonValue(query=wording.ALL_TOPICS))])


def _help(reply: Help, surface: Surface) -> Iterator[Built]:
    yield line(wording.headline(reply))
    yield from row(
        control(example, f"ask:{number}", ButtonValue(query=example))
        for number, example in enumerate(reply.examples)
    )
    if reply.manner == "help":
        # A slash command is answered to one person, who alone can share.
        typed = wording.commands(reply.about)
        typed = tuple(it for it in typed if surface == "ephemeral" or not it[0].startswith("share"))
        yield {"type": "rich_text", "elements": [run(wording.TYPE_INSTEAD), _commands(typed)]}


def _topics(entries: Iterable[Entry]) -> Iterator[Built]:
    for number, entry in enumerate(entries):
        yield control(entry.title, f"topic:{number}", ButtonValue(entry=entry.id))


@lru_cache(maxsize=MOST_KEPT)
def _commands(commands: tuple[tuple[str, str], ...]) -> Built:
    def item(typed: str, does: str) -> Built:
        code = {"type": "text", "text": typed, "style": {"code": True}}
        return {"type": "rich_text_section", "elements": [code, {"type": "text", "text": f" — {does}"}]}

    return {"type": "rich_text_list", "style": "bullet", "elements": [item(*it) for it in commands]}


@lru_cache(maxsize=MOST_KEPT)
def _related(topics: tuple[tuple[str, str], ...]) -> tuple[Built, ...]:
    return tuple(select(OTHER_TOPICS, "topic", [option(entry, title) for entry, title in topics]))
