"""Replies as a terminal shows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from knowledge.model import Entry, Fact, Source

from .. import wording
from ..reply import Answer, Choices, Help, Item, Listing, NoAnswer, Reply

WIDEST = 100
"""Columns used at most: longer lines are hard to read."""

MARGIN = 2


def draw(reply: Reply, console: Console | None = None, *, shown: int = wording.SHOWN) -> None:
    """Draw *reply* on *console* (default: standard output), with at most *shown* facts of an answer."""
    console = console or Console(highlight=False)
    console.print(rendered(reply, shown=shown), width=min(console.width, WIDEST), soft_wrap=False)


def rendered(reply: Reply, *, shown: int) -> RenderableType:
    """*reply* as something rich can print at any width."""
    match reply:
        case Answer():
            return Group(*_answer(reply, shown))
        case Choices():
            return Group(Text(wording.headline(reply), style="bold"), "", *_numbered_choices(reply))
        case Listing():
            return Group(Text(wording.headline(reply), style="bold"), *_items(reply.items))
        case NoAnswer():
            nearby = wording.nearby(reply.suggestions)
            return Group(wording.headline(reply), *([nearby] if nearby else []))
        case Help():
            return Group(wording.headline(reply), *_help(reply))
        case _:
            assert_never(reply)


def marked(source: Source, fact: Fact) -> RenderableType:
    """The paragraph of *fact* with its quote marked, and whose words it is."""
    place = source.paragraph(fact.span.paragraph)
    text = Text(source.text[place.start : place.end])
    text.stylize("bold reverse", fact.span.start - place.start, fact.span.end - place.start)
    return Group(_set_apart(text), Padding(Text(wording.attribution(fact), style="dim"), (0, 0, 0, MARGIN)))


def _answer(reply: Answer, shown: int) -> Iterator[RenderableType]:
    lead, *others = reply.facts[:shown]
    yield Text.assemble((reply.entry.title, "bold"), "  ", (reply.entry.kind, "dim"))
    yield Text(lead.text, style="bold green")
    yield _quote(lead)
    for fact in others:
        yield Text(fact.text)
        yield _quote(fact)
    if left := len(reply.facts) - shown:
        if left > 0:
            yield Text(wording.more(left), style="dim")
    if reply.related:
        yield _related(reply.related)


def _quote(fact: Fact) -> RenderableType:
    said = Text(f"“{fact.quote}”", style="italic")
    by = Text(wording.attribution(fact), style="dim")
    return Padding(_set_apart(Group(said, by)), (0, 0, 1, 0))


def _set_apart(inner: RenderableType) -> RenderableType:
    """*inner* behind a rule down its left side."""
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(style="cyan", width=1)
    table.add_column(overflow="fold")
    from rich.bar import Bar  # noqa: F401

    table.add_row("│", inner)
    return Padding(table, (0, 0, 0, MARGIN))


def _related(entries: Sequence[Entry]) -> RenderableType:
    line = Text("Related: ", style="dim")
    for number, entry in enumerate(entries, 1):
        line.append(f"{number} ", style="bold cyan").append(entry.title)
        line.append("   " if number < len(entries) else "")
    return line


def _numbered_choices(reply: Choices) -> Iterator[RenderableType]:
    table = Table.grid(padding=(0, 1))
    for number, choice in enumerate(reply.choices, 1):
        about = Text.assemble((choice.entry.title, "bold"), f"\n{choice.facts[0].text}")
        table.add_row(Text(str(number), style="bold cyan"), about)
    yield table


def _items(items: Iterable[Item]) -> Iterator[RenderableType]:
    for item in items:
        yield ""
        yield Text.assemble((item.fact.text, ""), ("  " + item.entry.title, "dim"))
        yield _quote(item.fact)


def _help(reply: Help) -> Iterator[RenderableType]:
    for example in reply.examples:
        yield Text(f"  {example}", style="cyan")
