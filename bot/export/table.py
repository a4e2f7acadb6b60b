"""Figures and occasions as one table: CSV (RFC 4180)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from knowledge.base import Knowledge

from ..answering.reply import Item
from ..answering.times import recurring
from .names import Names
from .rows import figures, occasions

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a cell must not begin with: a spreadsheet would compute it, whoever wrote it."""

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")

COLUMNS = (
    *(
        "sort",
        "what",
        "value",
        "number",
        "unit",
        "qualifier",
        "date",
        "until",
        "recurs",
        "city",
        "country",
        "who",
    ),
    *("status", "fact", "understood", "quote", "speaker", "published", "source", "start", "end", "paragraph"),
    *("entry", "title", "name"),
)


def table(knowledge: Knowledge, names: Names) -> str:
    """A row a figure, then a row an occasion, under the names of the columns; lines end in CR LF.

    A cell that a spreadsheet would take for a formula begins with an apostrophe; -5 is a number.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for cells in _rows(knowledge, names):
        writer.writerow({column: _safe(cell) for column, cell in cells.items()})
    return out.getvalue()


def _rows(knowledge: Knowledge, names: Names) -> Iterator[dict[str, str | int | None]]:
    for row in figures(knowledge):
        yield {"sort": "figure", **_cells(row, names)}
    for row in occasions(knowledge):
        held = row.fact.occasion
        where = {"city": held.city, "country": held.country} if held else {}
        yield {"sort": "occasion", **where, **_cells(row, names)}


def _cells(row: Item, names: Names) -> dict[str, str | int | None]:
    span, typed = row.fact.span, row.figure
    number = {"number": str(typed.value), "unit": typed.unit, "qualifier": typed.qualifier} if typed else {}
    return {
        "what": row.what,
        "value": row.value,
        **number,
        "date": row.date,
        "until": row.until,
        "recurs": recurring(row.recurs) if row.recurs else None,
        "who": "; ".join(row.who),
        "status": row.status,
        "fact": row.fact.text,
        "understood": row.fact.understood,
        "quote": row.fact.quote,
        "speaker": row.fact.said_by,
        "published": row.fact.published,
        "source": span.source,
        "start": span.start,
        "end": span.end,
        "paragraph": span.paragraph,
        "entry": row.entry.id,
        "title": row.entry.title,
        "name": names.fact(row.entry, row.fact),
    }


def _safe(cell: str | int | None) -> str:
    text = "" if cell is None else str(cell)
    computed = text.lstrip(" ").startswith(FORMULA) and not _NUMBER.fullmatch(text)
    return f"'{text}" if computed else text
