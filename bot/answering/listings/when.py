"""Whether a row is of the time that a list is narrowed to."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ..finding.indexed import IndexedEntry, IndexedFact
from ..reply import Item
from . import rows
from .facets import Facet


def is_to_come(row: Item, *, maybe: bool = False) -> bool:
    """Whether a row is planned or proposed, as it is typed or, for want of that, as its quote says.

    A day without a year *may be* one to come; what is every Monday is no event.
    """
    once = not row.date and not (row.recurs and row.recurs.every)
    untold = (row.status is None and row.fact.is_plan) or (maybe and once)
    return row.status in ("planned", "proposed") or untold


def in_years(row: Item, fact: IndexedFact, years: Collection[Facet], *, happening: bool) -> bool:
    """Whether a row is of one of *years*: by its own time, or else by its quote."""
    if row.date:
        last = (row.until or row.date)[:4]
        lasting = map(str, range(int(row.date[:4]), int(last) + 1))
        return any(year.has(it) for it in lasting for year in years)
    if happening and row.recurs:
        return any(year.has(it) for it in filter(None, [rows.year_of_day(row)]) for year in years)
    if row.value and not fact.years and (row.fact.older or row.fact.newer):
        return any(year.has(row.fact.published_on[:4]) for year in years)
    return not happening and row.value is None and any(year.has(it) for it in fact.years for year in years)


def are_typed(entries: Iterable[IndexedEntry]) -> bool:
    """Whether most facts that name a month, or have a date, have one that is typed."""
    facts = [fact for entry in entries for fact in entry.facts[: len(entry.entry.facts)]]
    typed = [it.fact.occasion or any(when.date or when.every for when in it.fact.dates) for it in facts]
    read = sum(
        1 for it, is_typed in zip(facts, typed, strict=True) if not is_typed and "which month" in it.reads
    )
    return sum(map(bool, typed)) > read
