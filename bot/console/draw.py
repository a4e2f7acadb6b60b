"""Replies as a terminal shows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

from knowledge.model import Entry, Fact, Source

from ..answering import wording
from ..answering.reply import Answer, Choices, Help, Item, Listing, NoAnswer, Reply

WIDEST = 100
"""Columns used at most: longer lines are hard to read."""

RULE = "  │ "
"""Stands before each line of a quote."""


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


def draw(reply: Reply, console: Console | None = None) -> None:
    """Draw *reply* on *console* (default: standard output)."""
    show(rendered(reply), console)


def show(drawing: RenderableType, console: Console | None = None) -> None:
    """Print *drawing*, no wider than `WIDEST`."""
    console = console or Console(highlight=False)
    console.print(drawing, width=min(console.width, WIDEST))


def rendered(reply: Reply) -> RenderableType:
    """*reply* as something rich can print at any width."""
    match reply:
        case Answer():
            return Group(*_answer(reply))
        case Choices():
            return Group(Text(wording.headline(reply), style="bold"), *_numbered_choices(reply))
        case Listing():
            return Group(Text(wording.headline(reply), style="bold"), "", *_items(reply.items))
        case NoAnswer():
            return Group(wording.headline(reply), *_numbered(wording.NEARBY, reply.suggestions))
        case Help():
            return Group(
                wording.headline(reply), *(Text(f"  {example}", style="cyan") for example in reply.examples)
            )
        case _:
            assert_never(reply)


def proofs(facts: Iterable[Fact]) -> Iterator[RenderableType]:
    """Each fact with its quote set apart below it."""
    for fact in facts:
        yield Text(fact.text)
        yield from _proof(fact)


def marked(source: Source, fact: Fact) -> RenderableType:
    """The paragraph of *fact* with its quote marked, and whose words it is."""
    place = source.paragraph(fact.span.paragraph)
    text = Text(source.text[place.start : place.end])
    text.stylize("bold reverse", fact.span.start - place.start, fact.span.end - place.start)
    return SetApart(Group(text, Text(wording.attribution(fact), style="dim")))


def _answer(reply: Answer) -> Iterator[RenderableType]:
    lead, *others = reply.facts[: wording.SHOWN]
    yield Text.assemble((reply.entry.title, "bold"), ("  " + reply.entry.kind, "dim"))
    yield Text(lead.text, style="bold green")
    yield from _proof(lead)
    yield from proofs(others)
    left = len(reply.facts) - wording.SHOWN
    if left > 0:
        yield Text(f"{wording.more(left)}: type more", style="dim")
    yield from _numbered("Related:", reply.related)


def _proof(fact: Fact) -> Iterator[RenderableType]:
    yield SetApart(
        Group(Text(f"“{fact.quote}”", style="italic"), Text(wording.attribution(fact), style="dim"))
    )
    yield ""


def _numbered(heading: str, entries: Sequence[Entry]) -> Iterator[RenderableType]:
    """Topics with the numbers that open them."""
    if entries:
        line = Text(heading, style="dim")
        for number, entry in enumerate(entries, 1):
            line.append(f" {number} ", style="bold cyan").append(entry.title, style="not dim")
        yield line


def _numbered_choices(reply: Choices) -> Iterator[RenderableType]:
    table = Table.grid(padding=(0, 1))
    for number, choice in enumerate(reply.choices, 1):
        about = Text.assemble((choice.entry.title, "bold"), f"\n{choice.facts[0].text}")
        table.add_row(Text(str(number), style="bold cyan"), about)
    yield table


def _items(items: Iterable[Item]) -> Iterator[RenderableType]:
    for item in items:
        yield Text.assemble(item.fact.text, ("  " + item.entry.title, "dim"))
        yield from _proof(item.fact)
