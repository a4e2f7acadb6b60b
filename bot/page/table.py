"""Tables that read without a script and sort with one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple


class Cell(NamedTuple):
    """What a cell shows, as HTML, and what it is sorted by where that is not its text."""

    shown: str
    key: str | None = None

    @classmethod
    def of(cls, text: str | None, key: str | None = None) -> Cell:
        """A cell of plain text."""
        return cls(escape(text or ""), key)


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]], *, leads: int = 0) -> str:
    """A table whose *leads*-th column names each row."""
    head = "".join(f'<th scope="col">{escape(it)}</th>' for it in heads)
    body = "".join(f"<tr>{''.join(_cells(row, leads))}</tr>\n" for row in rows)
    return (
        '<div class="wide" role="region" tabindex="0" aria-label="Table: '
        f'{escape(caption)}"><table class="sorts"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>\n{body}</tbody></table></div>"
    )


def _cells(row: Sequence[Cell], leads: int) -> Iterable[str]:
    for place, cell in enumerate(row):
        key = "" if cell.key is None else f' data-key="{escape(cell.key)}"'
        if place == leads:
            yield f'<th scope="row"{key}>{cell.shown}</th>'
        else:
            yield f"<td{key}>{cell.shown}</td>"
