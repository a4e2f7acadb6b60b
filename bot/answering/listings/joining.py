"""What stands between the words of a list: "and", "to", "between"."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise, starmap

from knowledge.fold import fold
from knowledge.language import Listings

from ..finding.meaning import Meaning
from ..times import months_from
from ..words.query import Query
from .facets import NAMED, Facet


class Joining:
    """Whether facets are wanted together or one by one, by the words between them."""

    def __init__(self, listings: Listings, joints: Collection[str]) -> None:
        self.joints = joints
        self._together = frozenset(map(fold, listings.together))
        self._until = frozenset(map(fold, listings.until))

    def unite(self, query: Query, found: dict[int, Facet]) -> None:
        """Make one facet of two with "and" between them: "climate and green" wants either, two kinds too.

        Of two years or months with "to" between them it makes those that lie between.
        """
        for one, other in pairwise(sorted(found)):
            first, second = found[one], found[other]
            listed = any(it.opens or it.sort == "noun" for it in found.values())
            years = listed and first.sort == second.sort == "year"
            months = len(first.months) == len(second.months) == 1
            if (years or months) and self._is_span(query, one, other):
                lasting = months_from(min(first.months), min(second.months)) if months else first.months
                title = f"{first.title}–{second.title}"
                span = replace(first, title=title, last=second.key, months=lasting)
                found |= dict.fromkeys((one, other), span)
                continue
            joined = self.is_joined(query, one, other) and self._may_part(query, found, first, second)
            kinds = first.sort == second.sort == "kind"
            if (first.sort, first.key) != (second.sort, second.key) and (kinds or joined):
                parts = _of_all_times((*(first.parts or (first,)), *(second.parts or (second,))))
                first_title, *others = parts
                lower = (it.title if it.is_named else it.title.lower() for it in others)
                *titles, last = (first_title.title, *lower)
                title = f"{', '.join(titles)} and {last}"
                united = Facet("either", title, title, first.terms | second.terms, parts=parts)
                united = united if others else first_title
                found |= {place: united for place, facet in found.items() if facet in (first, second)}

    def _may_part(self, query: Query, found: Mapping[int, Facet], one: Facet, other: Facet) -> bool:
        """Whether one of two is enough: of names in what lists, but for "between Baku and Tashkent"."""
        if not (one.is_of(NAMED) or other.is_of(NAMED)):
            return True
        listed = any(facet.opens for facet in found.values()) or one.sort == other.sort == "place"
        return listed and self._together.isdisjoint(word.text for word in query.words)

    def is_joined(self, query: Query, one: int, other: int) -> bool:
        """Whether the word at a place follows another behind an "and" or what stands for it."""
        if other - one == 2 and query.words[one + 1].text in self.joints:
            return True
        return other - one == 1 and query.words[other].parted

    def said_apart(self, query: Query, meanings: Sequence[Meaning]) -> int:
        """How many things *meanings* say, where what is joined is one: "business, customs or technology"."""
        places = [meaning.places[0] for meaning in meanings]
        return len(places) - sum(starmap(partial(self.is_joined, query), pairwise(places)))

    def _is_span(self, query: Query, one: int, other: int) -> bool:
        """Whether the times at two places are the first and the last of several: "from 2024 to 2026"."""
        between = {word.text for word in query.words[one + 1 : other]}
        if len(between) == 1 and between <= set(self.joints):
            return not self._together.isdisjoint(word.text for word in query.words)
        written = re.compile(rf"{query.words[one].text}\s?[-–—]\s?{query.words[other].text}")
        return (len(between) == 1 and between <= self._until) or written.search(query.text) is not None

    def joins(self, query: Query, meaning: Meaning) -> bool:
        """Whether a word only joins those beside it: "wind *n* power", "trains *plus* trams"."""
        first, last = meaning.places[0], meaning.places[-1]
        return meaning.text in self.joints and first > 0 and last + 1 < len(query.words)


def _of_all_times(parts: tuple[Facet, ...]) -> tuple[Facet, ...]:
    """*parts* without events of some time beside those of all: "hosted or will host"."""
    events = any(it.key == "events" for it in parts)
    return tuple(it for it in parts if not (events and it.key in ("past", "upcoming")))
