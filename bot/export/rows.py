"""What can be exported as rows, each thing once: the rows of the listings."""

from __future__ import annotations

from knowledge.base import Knowledge

from ..answering.listings import rows
from ..answering.listings.order import by_date
from ..answering.reply import Item
from ..answering.respond import Responder


def occasions(knowledge: Knowledge) -> list[Item]:
    """What happens, in the order of time; what has no date comes last."""
    found = (rows.occasion(entry, fact) for entry in knowledge.entries for fact in entry.facts)
    return sorted(rows.once(filter(None, found), by_passage=False), key=by_date)


def timeline(responder: Responder) -> list[Item]:
    """What happens, and whatever else the timeline dates where curators seldom type what happens."""
    dated = (row for row in responder.listed("timeline") if row.date or row.recurs)
    return sorted(rows.once([*occasions(responder.knowledge), *dated], by_passage=False), key=by_date)


def figures(knowledge: Knowledge) -> list[Item]:
    """What is counted or measured, in the order of the source."""
    found = (row for entry in knowledge.entries for fact in entry.facts for row in rows.figures(entry, fact))
    return sorted(rows.once(found, by_passage=False), key=lambda row: row.fact.span.start)
