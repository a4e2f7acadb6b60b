"""What can be exported as rows, each thing once: the rows of the listings, with what they are made of."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.base import Knowledge
from knowledge.model import Figure

from ..answering.listings import rows
from ..answering.reply import Item


def occasions(knowledge: Knowledge) -> list[Item]:
    """What happens, in the order of time; what has no date comes last."""
    found = (rows.occasion(entry, fact) for entry in knowledge.entries for fact in entry.facts)
    return sorted(rows.once(filter(None, found), by_passage=False), key=rows.by_date)


def figures(knowledge: Knowledge) -> Iterator[tuple[Item, Figure]]:
    """What is counted or measured, in the order of the source, each with the number it is."""
    found = {
        id(row): (row, figure)
        for entry in knowledge.entries
        for fact in entry.facts
        for row, figure in zip(rows.figures(entry, fact), fact.figures, strict=True)
    }
    kept = rows.once((row for row, _ in found.values()), by_passage=False)
    yield from (found[id(row)] for row in sorted(kept, key=lambda row: row.fact.span.start))
