"""Words of a question that narrow nothing of what it lists."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain

from knowledge.fold import fold
from knowledge.language import Listings

from ..words.query import Query, Word
from .facets import Facet
from .openings import ANY


class Beside:
    """Tells them by the language data."""

    def __init__(self, listings: Listings, idle: Mapping[str, Collection[str]]) -> None:
        """*idle* are the words that narrow nothing of a kind or view, by its key."""
        self._idle = idle
        self._mentions = [f" {fold(it)} " for it in listings.mentions]
        self._behind = frozenset(map(fold, listings.columns.get("behind", ())))
        self._columns = frozenset(map(fold, listings.columns.get("named", ())))

    def idle(self, facets: Iterable[Facet], query: Query) -> frozenset[str]:
        """The words that narrow nothing beside *facets*: "people named in the *report*"."""
        said = f" {query.folded} "
        mentioned = chain.from_iterable(it.split() for it in self._mentions if it in said)
        keys = [it.key for it in facets if it.opens]
        keys += ["noun"] if query.several and any(it.sort == "noun" for it in facets) else []
        idle = (self._idle.get(key, ()) for key in (*keys, ANY) if keys)
        return frozenset(chain(mentioned, chain.from_iterable(idle)))

    def columns(self, query: Query) -> frozenset[int]:
        """The places of words at the end for what every row shows: "the summits, with *city* and *year*"."""
        texts = [word.text for word in query.words]
        start = next((at + 1 for at in reversed(range(len(texts))) if texts[at] in self._behind), 0)
        named = {at for at in range(start, len(texts)) if texts[at] in self._columns}
        others = any(query.words[at].telling and at not in named for at in range(start, len(texts)))
        return frozenset() if start < 2 or others else frozenset(named)

    def says_mentions(self, query: Query) -> bool:
        """Whether what is only mentioned is asked for too: "all mentions of Armenia"."""
        return query.has(self._mentions)

    def before_mentions(self, query: Query) -> Sequence[Word]:
        """The words before those that say where it is told of: "*energy projects* named in the interview"."""
        said = frozenset(chain.from_iterable(it.split() for it in self._mentions))
        end = next((at for at, word in enumerate(query.words) if at and word.text in said), len(query.words))
        return query.words[:end]
