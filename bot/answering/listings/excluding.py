"""What a list is to be without: "events *outside* Azerbaijan", "summits *except* in Baku"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from knowledge.fold import fold
from knowledge.language import Listings

from ..words.phrases import Phrases
from ..words.query import Query, Word
from .facets import NAMED, Facet, Sort

APART: frozenset[Sort] = frozenset(("place", "name", "year", "time"))
"""Sorts of what something is in or not: "outside *Baku*". Of what is "without *power*" nobody may say so."""


class Excluding:
    """Tells by the language data which facets of a list are denied."""

    def __init__(self, listings: Listings) -> None:
        words = listings.excluding
        self._before = Phrases(words.get("before", ()))
        self._apart = Phrases(words.get("apart", ()))
        self._behind = Phrases(words.get("behind", ()))
        self._only = frozenset(map(fold, words.get("only", ())))

    def of(self, query: Query, found: Mapping[int, Facet]) -> tuple[dict[int, Facet], frozenset[int]]:
        """The facets *found*, with those that are denied as such, and the places of the words that deny.

        Only where another facet opens a list: "outside events" are events.
        """
        denied: dict[int, Facet] = {}
        said: set[int] = set()
        for at, place, anything in self._denials(query.words, found):
            facet = found[place]
            opened = any(it.opens and it != facet for it in found.values())
            if opened and not facet.is_verb and (anything or facet.is_of(APART)):
                said |= at
                denied[place] = facet
        every = {place: it for place, it in found.items() if it in denied.values()}
        return {**found, **{place: without(it) for place, it in every.items()}}, frozenset(said)

    def _denials(self, words: Sequence[Word], found: Collection[int]) -> Iterator[tuple[set[int], int, bool]]:
        """The places of each phrase that denies, that of what it does, and whether it may be anything."""
        texts = [word.text for word in words]
        for phrases, anything in ((self._before, True), (self._apart, False)):
            for at, end in phrases.within(texts):
                place = next((it for it in range(end, len(words)) if it in found), len(words))
                between = words[end:place]
                plain = not any(word.telling and not word.vague for word in between)
                if place < len(words) and plain and self._only.isdisjoint(word.text for word in between):
                    yield set(range(at, end)), place, anything
        for at, end in self._behind.within(texts):
            if at - 1 in found:
                yield set(range(at, end)), at - 1, True


def without(facet: Facet) -> Facet:
    """*facet* denied. What only some say is denied of what things are called: not all say what they are."""
    parts = tuple(replace(it, sort="noun") if it.sort == "word" else it for it in facet.parts)
    sort: Sort = "noun" if facet.sort == "word" else facet.sort
    title = facet.title if facet.is_of(NAMED) else facet.title.lower()
    return replace(facet, sort=sort, title=f"not {title}", parts=parts, is_denied=True)
