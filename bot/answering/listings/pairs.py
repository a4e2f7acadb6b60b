"""Who does what, a row each: "who *hosts what* in 2026", "which countries proposed *something*"."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.fold import fold
from knowledge.language import Listings, View

from ..finding.asked import Asked
from ..finding.meaning import Meaning
from ..words.query import Query
from .facets import Facet, Heading, Sort
from .openings import Openings

PAIRS: Mapping[str, tuple[View, ...]] = {
    "proposals": ("proposers",),
    "events": ("events", "countries"),
    "upcoming": ("upcoming", "countries"),
}
"""What lists who and what by a verb that lists either: "who *hosts* what"."""

NARROWING: frozenset[Sort] = frozenset(("year", "time", "place", "theme"))
"""Sorts of what is left of the question then."""


class Pairs:
    """Tells by the words for whatever somebody does."""

    def __init__(self, openings: Openings, listings: Listings) -> None:
        self._openings = openings
        self._pairs = [f" {fold(it)} " for it in listings.pairs]
        self._whatever = frozenset(map(fold, listings.whatever))

    def asked(self, asked: Asked) -> bool:
        """Whether both are asked for: "which countries host *anything*", "which countries *host events*"."""
        query = asked.query
        several = bool(query.several and query.asks)
        whatever = several and any(word.text in self._whatever for word in query.words)
        return whatever or query.has(self._pairs) or (several and self._does_its_own(asked))

    def _does_its_own(self, asked: Asked) -> bool:
        """Whether what is done is no more than the verb says: somebody "hosts events"."""
        opened = [facet for it in asked.telling for facet in self._openings.opened(it)]
        verbs, things = ({it.key for it in opened if it.is_verb is verb} for verb in (True, False))
        own = not (verbs & things).isdisjoint(PAIRS)
        return own and all(self._is_beside(asked.query, it) for it in asked.telling)

    def _is_beside(self, query: Query, meaning: Meaning) -> bool:
        """Whether a word opens a list, or only says where or when."""
        facet = self._openings.of(query, meaning) or self._openings.time(meaning)
        return any(self._openings.opened(meaning)) or (facet is not None and facet.sort in NARROWING)

    def heading(self, query: Query, found: Mapping[int, Facet]) -> Heading | None:
        """The heading of who does what where, when and of what theme; None where one of them is named."""
        does = next((it.key for it in found.values() if it.is_verb and it.key in PAIRS), None)
        if not query.pairs or does is None:
            return None
        others = [facet for place, facet in sorted(found.items()) if facet.sort in NARROWING]
        proposed = does == "proposals" and any(facet.is_named for facet in others)
        if proposed or any(facet.sort == "name" for facet in found.values()):
            return None
        cities = any(facet.sort == "view" and facet.key == "cities" for facet in found.values())
        views = [("cities" if cities and it == "countries" else it) for it in PAIRS[does]]
        facets = (*(self._openings.view(it) for it in views), *others)
        return Heading(tuple(dict.fromkeys(facets)), is_asked=True)
