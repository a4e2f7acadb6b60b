"""Topics, occasions, host cities, figures and proposals, below the headings of their pages.

The catalogue decides the rows; all but topics are told only where there are some.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from anyascii import anyascii

from knowledge.fold import fold, numbers
from knowledge.language import View
from knowledge.links import CALENDAR

from ..answering.reply import Item
from ..answering.respond import Responder
from ..answering.wording import time_of
from .chart import Bar, TimelineItem, bars, line
from .links import Links
from .markup import link, listed, small
from .table import Cell, table

_DIGITS = re.compile(r"\d+")

VIEWS: tuple[View, ...] = ("timeline", "cities", "figures", "proposals")
"""The pages of which a source may tell nothing."""


def rows_on(page: View, responder: Responder) -> list[Item]:
    """The rows of one of `VIEWS`; what has no time has no place on the timeline."""
    return [it for it in responder.listed(page) if it.date or it.recurs or page != "timeline"]


def topics(responder: Responder, links: Links) -> str:
    """Every topic, with its kind and the fact that it leads with."""
    entries = sorted(responder.knowledge.entries, key=lambda it: _alphabetical(it.title))
    made = (
        [
            Cell(link(links.topic(it), it.title), it.title),
            Cell.of(it.kind),
            Cell.of(it.theme.replace("-", " ")),
            Cell.of(str(len(it.facts))),
            Cell.of(it.facts[0].text),
        ]
        for it in entries
    )
    return table("All topics", ["Topic", "Kind", "Theme", "Facts", "First of all"], made)


def _alphabetical(title: str) -> str:
    """What *title* is sorted by: as it is read, and numbers by how large they are, as the script sorts.

    >>> sorted(["Über", "11th Summit", "Third Forum", "5th Meeting", "Union"], key=_alphabetical)
    ['5th Meeting', '11th Summit', 'Third Forum', 'Über', 'Union']
    """
    return _DIGITS.sub(lambda number: number.group().zfill(8), anyascii(title).casefold())


def timeline(responder: Responder, links: Links) -> str:
    """What happens when: in a table, and on a line what has a year."""
    items = rows_on("timeline", responder)
    drawn = [
        TimelineItem(number, it.date, it.until, it.status in ("planned", "proposed"))
        for number, it in enumerate(items, 1)
        if it.date
    ]
    made = (
        [Cell.of(str(number)), _what(it, links), _when(it), Cell.of(", ".join(it.where)), Cell.of(it.status)]
        for number, it in enumerate(items, 1)
    )
    heads = ["No.", "What", "When", "Where", "Status"]
    told = table("What happens when", heads, made, leads=1)
    if not drawn:
        return told
    return (
        f"{line('Timeline', drawn)}"
        '<p class="key"><span class="past"></span> past <span class="plan"></span> planned or proposed '
        "on the day of the source</p>"
        f'{told}<p class="ways">{link(links.file(CALENDAR), "Calendar file")}</p>'
    )


def cities(responder: Responder, links: Links) -> str:
    """What is held, or happens, where."""
    made = (
        [Cell.of(", ".join(it.where)), _what(it, links), _when(it), Cell.of(it.status)]
        for it in rows_on("cities", responder)
    )
    return table("What happens where", ["City", "What", "When", "Status"], made, leads=1)


def proposals(responder: Responder, links: Links) -> str:
    """Who proposed what."""
    made = (
        [Cell.of(", ".join(it.who)), _what(it, links), _when(it), Cell.of(it.status)]
        for it in rows_on("proposals", responder)
    )
    return table("Who proposed what", ["Who", "What", "When", "Status"], made, leads=1)


def figures(responder: Responder, links: Links) -> str:
    """Every figure; those of one unit as bars beside each other."""
    items = rows_on("figures", responder)
    units: dict[str, tuple[str, list[Bar]]] = {}
    for it in items:
        if it.figure:
            _, drawn = units.setdefault(fold(it.figure.unit), (it.figure.unit, []))
            as_of = f" {small(told)}" if (told := time_of(it)) else ""  # else two of one name look alike
            drawn.append(Bar(f"{_what(it, links).shown}{as_of}", it.figure.value, it.value or ""))
    charts = "".join(
        bars(unit, sorted(drawn, key=lambda bar: -bar.size))
        for unit, drawn in units.values()
        if unit and len(drawn) > 1
    )
    made = (
        [_what(it, links), _amount(it), Cell.of(it.figure.unit if it.figure else ""), _when(it)]
        for it in items
    )
    return (
        f'<div class="charts">{charts}</div>'
        f"{table('Every figure', ['What', 'How much', 'Unit', 'As of'], made)}"
    )


def key_points(responder: Responder, links: Links) -> str:
    """What sums up the sources, each point a link to its proof."""
    points = listed([_what(it, links).shown for it in responder.listed("summary")])
    heading = '<h2 id="points">Key points</h2>'
    return f'<section aria-labelledby="points">{heading}{points}</section>' if points else ""


def rows_of(items: Iterable[Item], links: Links) -> Iterator[Sequence[Cell]]:
    """Any rows as they are listed in answer to a question."""
    for it in items:
        yield [
            _what(it, links),
            _amount(it),
            Cell.of(", ".join(it.who)),
            Cell.of(", ".join(it.where)),
            _when(it),
            Cell.of(it.status),
        ]


def _what(item: Item, links: Links) -> Cell:
    return Cell(link(links.fact(item.entry, item.fact), item.what), item.what)


def _when(item: Item) -> Cell:
    told = time_of(item)
    return Cell(f'<span class="date">{escape(told)}</span>' if told else "", item.date or told)


def _amount(item: Item) -> Cell:
    """How much a row says, sorted by the number that it is in full: "$2.1 trillion" behind "$7 billion"."""
    figure = item.figure
    said = f"{figure.value} {figure.unit.partition(' ')[0]}" if figure else item.value or ""
    number = max(numbers(said), key=float, default="")
    return Cell.of(item.value, f"-{number}" if figure and figure.value < 0 else number)
