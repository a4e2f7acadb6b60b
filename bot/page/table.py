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
    """A table whose *leads*-th column names each row; a column in which nothing stands is left out."""
    listed = list(rows)
    told = [place for place in range(len(heads)) if any(row[place].shown for row in listed)]
    head = "".join(f'<th scope="col">{escape(heads[it])}</th>' for it in told)
    body = "".join(f"<tr>{''.join(_cells(row, told, leads))}</tr>\n" for row in listed)
    return (
        '<div class="wide" role="region" tabindex="0" aria-label="Table: '
        f'{escape(caption)}"><table class="sorts"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>\n{body}</tbody></table></div>"
    )


def _cells(row: Sequence[Cell], told: Iterable[int], leads: int) -> Iterable[str]:
    for place in told:
        cell = row[place]
        key = "" if cell.key is None else f' data-key="{escape(cell.key)}"'
        if place == leads:
            yield f'<th scope="row"{key}>{cell.shown}</th>'
        else:
            yield f"<td{key}>{cell.shown}</td>"
