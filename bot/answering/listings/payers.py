"""Who pays for something, and how much of it, by what stands beside what is told of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from knowledge.fold import fold
from knowledge.model import Entry, Fact

from ..finding.index import Index
from ..finding.match import Hit
from ..words.query import Query

NAMED = 0.4
"""How much of an entry's name a question has that asks who pays for it."""


class Payers:
    """Finds who pays for what: it is seldom said in one sentence with what it is paid for."""

    def __init__(self, index: Index, paying: Iterable[str]) -> None:
        """*paying* are the words that ask for it: "paid", "financed"."""
        self._index = index
        self._paying = frozenset(map(fold, paying))

    def asked(self, query: Query) -> bool:
        """Whether *query* asks who pays, or how it is paid for."""
        pays = any(word.text in self._paying for word in query.words)
        return pays and not query.closed and not query.asks.keys().isdisjoint(("who", "how"))

    def of(self, hits: Iterable[Hit]) -> list[tuple[Entry, Fact]]:
        """What tells who pays for the first of *hits*, in its entry or its paragraphs.

        None where anything else is asked for: "how do I set up a trust *fund* for my *kids*".
        """
        best = next(iter(hits), None)
        if best is None or best.name < NAMED:
            return []
        named = {best.query.words[place].text for place in best.name_places} | self._paying
        if any(it.text not in named for it in best.asked.telling):
            return []
        near = {(it.span.source, it.span.paragraph) for it in best.entry.facts}
        return [
            (entry, fact)
            for entry, fact in self._gifts()
            if entry is best.entry or (fact.span.source, fact.span.paragraph) in near
        ]

    def _gifts(self) -> Iterator[tuple[Entry, Fact]]:
        for it in self._index.entries:
            yield from ((it.entry, fact) for fact in it.entry.facts if self._index.values.gives(fact.quote))
