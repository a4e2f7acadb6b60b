"""In which order the rows of a listing stand, and under which headings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from knowledge.fold import fold
from knowledge.language import View

from ..reply import Item
from ..times import often
from .facets import HAPPENING, Facet

UNDATED = "9999"
"""Sorts behind every date."""

EVERY_YEAR = "9998"
"""Stands before a date without a year, so that it sorts behind those with one."""


def ordered(
    found: Iterable[Item],
    views: Mapping[View, Facet],
    narrowing: Sequence[Facet],
    number: Callable[[str], int],
) -> list[Item]:
    """The rows as they happen, or as the source tells them.

    Places in several texts tell no order: what is said of one thing, by the *number* of its entry, stands
    together, newest first.
    """
    order = _order(views, narrowing)
    rows = list(found)
    if len({row.fact.span.source for row in rows}) > 1:
        rows.sort(key=lambda row: row.fact.published_on, reverse=True)
        rows.sort(key=lambda row: (order(row)[0], number(row.entry.id)))
    else:
        rows.sort(key=order)
    return rows


def _order(views: Mapping[View, Facet], narrowing: Sequence[Facet]) -> Callable[[Item], tuple[str, int]]:
    """By what rows are sorted."""
    timed = views and HAPPENING.isdisjoint(views) and "proposals" not in views and "proposers" not in views
    topics = not views and any(facet.sort in ("kind", "theme") for facet in narrowing)
    return (lambda row: ("", row.fact.span.start)) if timed or topics else by_date


def by_date(row: Item) -> tuple[str, int]:
    """Sorts rows as they happen, then those of every year, undated last, and as the source tells them."""
    again = (row.recurs.date or f"~{row.recurs.every}") if row.recurs and row.recurs.recurs else None
    return row.date or (EVERY_YEAR + again if again else UNDATED), row.fact.span.start


def grouped(found: Sequence[Item], views: Mapping[View, Facet]) -> Iterable[Item]:
    """The rows under headings, where the question groups them."""
    heading: Callable[[Item], str] | None = None
    if "cities" in views:
        heading = lambda row: row.where[0]  # noqa: E731
    elif "countries" in views or "places" in views:
        heading = lambda row: (row.where or row.fact.places or row.who)[-1]  # noqa: E731
    elif "proposers" in views:
        heading = lambda row: row.who[0]  # noqa: E731
    if heading is not None:
        groups: dict[str, list[Item]] = {}
        for row in found:
            groups.setdefault(heading(row), []).append(row)
        return [_under(name, row) for name in sorted(groups, key=fold) for row in groups[name]]
    if "timeline" in views:
        return [_under(row.date[:4] if row.date else _often(row), row) for row in found]
    return found


def _often(row: Item) -> str:
    """The heading of what comes again: "Every year"."""
    return often(row.recurs) if row.recurs else ""


def _under(group: str, row: Item) -> Item:
    return replace(row, group=group)
