"""Replies as a terminal shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

from knowledge.model import Entry, Fact
from knowledge.source import Source

from ..answering import wording
from ..answering.reply import Answer, Choices, Help, Item, Listing, NoAnswer, Reply

WIDEST = 100
"""Columns used at most: longer lines are hard to read."""

RULE = "  │ "
"""Stands before each line of a quote."""


SHORTEST = 30
"""Columns that a row has at least before whose words it is."""


class SetApart:
    """Something behind a rule down its left side."""

    def __init__(self, inner: RenderableType) -> None:
        self._inner = inner

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        rule = Segment(RULE, Style(color="cyan"))
        for line in console.render_lines(self._inner, options.update_width(options.max_width - len(RULE))):
            yield rule
            yield from line
            yield Segment.line()


class Rows:
    """Rows of a listing under their headings, numbered from *first*, each on one line at any width."""

    def __init__(self, items: Sequence[Item], *, first: int = 1, last: int | None = None) -> None:
        self._items = items
        self._first = first
        self._several = wording.several_sources(item.fact for item in items)
        self._room = len(str(last or first + len(items) - 1))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        number = self._first
        width = options.max_width - self._room - 2
        for heading, items in wording.groups(self._items):
            if heading:
                yield Text(heading, style="bold", no_wrap=True, overflow="ellipsis")
            for item in items:
                by = wording.from_source(item) if self._several else ""
                room = _fitting(item, width)
                what, after = wording.row(
                    item, grouped=True, most=min(room, max(room - cell_len(by), SHORTEST))
                )
                line = Text(f"{number:>{self._room}}", style="bold cyan")
                line.append(f"  {what}", style="not bold default").append(
                    after + by, style="not bold default dim"
                )
                line.no_wrap, line.overflow = True, "ellipsis"
                yield line
                number += 1


class Hanging:
    """A text that stands *by* columns in, and two more where it goes on."""

    def __init__(self, text: Text, *, by: int) -> None:
        self._text = text
        self._by = by

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        before = self._by
        for line in self._text.wrap(console, max(options.max_width - self._by - 2, 1)):
            yield Text(" " * before).append_text(line)
            before = self._by + 2


class Numbered:
    """Topics with the numbers that open them, as many on a line as fit."""

    def __init__(self, before: str, entries: Sequence[tuple[int, Entry]]) -> None:
        self._before = before
        self._topics = [Text.assemble((f"{it}", "bold cyan"), f" {entry.title}") for it, entry in entries]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        by, width = cell_len(self._before) + 1, options.max_width
        if any(by + it.cell_len > width for it in self._topics):
            yield Text(self._before, style="dim")
            yield from (Hanging(it, by=2) for it in _side_by_side(self._topics, width - 2))
            return
        before = self._before
        for line in _side_by_side(self._topics, width - by):
            yield Text.assemble((before, "dim"), " ", line)
            before = " " * (by - 1)


def _side_by_side(topics: Sequence[Text], width: int) -> Iterator[Text]:
    """*topics* in lines of *width*, none of them in two but where it is wider."""
    line = Text()
    for topic in topics:
        if line and line.cell_len + 2 + topic.cell_len > width:
            yield line
            line = Text()
        line.append("  " if line else "").append_text(topic)
    yield line


def _fitting(item: Item, width: int) -> int:
    """Characters of a row that fit *width* columns: those of some scripts take two."""
    what, after = wording.row(item, grouped=True)
    return width - (cell_len(what + after) - len(what + after))


def draw(reply: Reply, console: Console | None = None) -> None:
    """Draw *reply* on *console* (default: standard output)."""
    show(rendered(reply), console)


def show(drawing: RenderableType, console: Console | None = None) -> None:
    """Print *drawing*, no wider than `WIDEST`."""
    console = console or Console(highlight=False)
    console.print(drawing, width=min(console.width, WIDEST))


def height(drawing: RenderableType, console: Console) -> int:
    """The lines that *drawing* takes on *console* as `show` prints it."""
    return len(console.render_lines(drawing, console.options.update_width(min(console.width, WIDEST))))


def rendered(reply: Reply) -> RenderableType:
    """*reply* as something rich can print at any width."""
    match reply:
        case Answer():
            return Group(*_answer(reply))
        case Choices():
            return Group(*_choices(reply))
        case Listing():
            return Group(heading(reply), Rows(reply.items), said_by(reply.items))
        case NoAnswer():
            return Group(*_no_answer(reply))
        case Help():
            return Group(
                wording.headline(reply),
                *(Hanging(Text(example, style="cyan"), by=2) for example in reply.examples),
            )
        case _:
            assert_never(reply)


def heading(reply: Reply) -> RenderableType:
    """The line that says what is listed."""
    return Text(wording.headline(reply), style="bold")


def said_by(items: Sequence[Item]) -> RenderableType:
    """Whose words prove *items*."""
    facts = [item.fact for item in items]
    # Rows of several sources each say their own.
    return (
        Text(wording.said_by_all(facts), style="dim") if facts and not wording.several_sources(facts) else ""
    )


def marked(source: Source, fact: Fact) -> RenderableType:
    """The paragraph of *fact* with its quote marked, and whose words it is."""
    place = source.paragraph(fact.span.paragraph)
    text = Text(source.text[place.start : place.end])
    text.stylize("bold reverse", fact.span.start - place.start, fact.span.end - place.start)
    return SetApart(Group(text, Text(wording.attribution(fact), style="dim")))


def _answer(reply: Answer) -> Iterator[RenderableType]:
    yield Text.assemble(reply.entry.title, ("  " + reply.entry.kind, "dim"))
    yield from _proofs(reply.facts, style="bold green")
    if told := wording.course(reply.course):
        yield Text(told)
    left = len(reply.more)
    if left > 0 or reply.also or reply.related:
        yield ""
    if left > 0:
        yield Text(f"{wording.more(left)}: type more", style="dim")
    for before, entries in wording.others(reply):
        # Where it was picked from several, the numbers are theirs still.
        named = Text.assemble((before, "dim"), " ", ", ".join(entry.title for _, entry in entries))
        yield named if reply.picked_from else Numbered(before, entries)


def _proofs(facts: Sequence[Fact], *, style: str = "") -> Iterator[RenderableType]:
    """Each fact with its quote set apart below it; the first one in *style*."""
    for number, (fact, by) in enumerate(zip(facts, wording.attributions(facts), strict=True)):
        if number:
            yield ""
        yield Text(fact.text, style="" if number else style)
        yield SetApart(Group(_quote(fact), Text(by, style="dim")))


def _quote(fact: Fact) -> Text:
    """The quote in italics; what is understood before it is none of it, and upright."""
    before = f"[{fact.understood}] " if fact.understood else ""
    return Text.assemble("“", before, (fact.quote, "italic"), "”")


def _choices(reply: Choices) -> Iterator[RenderableType]:
    yield heading(reply)
    facts = [choice.facts[0] for choice in reply.choices]
    table = Table.grid(padding=(0, 2, 0, 0))
    for number, (choice, by) in enumerate(zip(reply.choices, wording.attributions(facts), strict=True), 1):
        fact = choice.facts[0]
        about = Group(
            Text(choice.entry.title, style="bold"),
            Text(fact.text),
            SetApart(Group(_quote(fact), Text(by, style="dim"))),
        )
        table.add_row(Text(str(number), style="bold cyan"), about)
    yield table


def _no_answer(reply: NoAnswer) -> Iterator[RenderableType]:
    yield Text(wording.headline(reply), style="bold" if reply.facts else "")
    if reply.facts:
        yield wording.it_says(reply)
        yield from _proofs(reply.facts[:1])
    before, entries = wording.suggested(reply)
    if entries:
        yield from ("",) if reply.facts else ()
        yield Numbered(before, entries)
    if on := wording.way_on(reply):
        yield Text(on, style="dim")
