"""What is asked of a list as a whole: "proposals", then "how many?"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from knowledge.model import Question

from ..finding.asked import Asked
from ..reply import Item, Listing, NoAnswer, Reply
from .turn import Turn

TOLD_BY_ROWS: Mapping[Question, Callable[[Item], object]] = {
    "how many": lambda row: row,
    "when": lambda row: row.date or row.recurs,
    "where": lambda row: row.where,
}
"""What the rows of a list tell, with that of a row which does."""

OF_THE_LIST = "it names none of {title}, which were listed: open a row by its number, or name one"


class Relisted:
    """Lists again what was listed, where its rows tell what is asked."""

    def __init__(self, ask: Callable[[str], Reply]) -> None:
        """*ask* answers a question as if nothing had been said before."""
        self._ask = ask

    def reply(self, asked: Asked, turn: Turn) -> Reply | None:
        """The list of *turn* again, or a no that names it; None where none was listed or its words are lost.

        A question that names something is not of the list as a whole: whoever calls has seen to that.
        """
        listed = self._ask(turn.query) if turn.said == "listing" and turn.query else None
        if not isinstance(listed, Listing):
            return None
        text, asks = asked.query.text, asked.query.asks.keys()
        told = (TOLD_BY_ROWS[it] for it in asks if it in TOLD_BY_ROWS)
        if asks and asks <= TOLD_BY_ROWS.keys() and all(any(map(has, listed.items)) for has in told):
            return replace(listed, query=text, read_as=turn.query)
        return NoAnswer(text, "unreadable", problem=OF_THE_LIST.format(title=listed.title))
