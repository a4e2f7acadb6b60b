"""Names of several words that a curator types, and the language data does not know: "Port Ambry"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from itertools import chain, combinations

from knowledge.fold import words
from knowledge.model import Fact

from ..finding.index import Index
from ..words.query import Query
from .facets import Facet


class FullNames:
    """The places, bodies and people that facts type, by their words."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def unite(self, query: Query, found: dict[int, Facet]) -> None:
        """Call the words of one name by the whole name, so that a heading has it once."""
        said = sorted(place for place, facet in found.items() if facet.sort == "word")
        texts = [word.text for word in query.words]
        for first, last in sorted(combinations(said, 2), key=lambda it: it[0] - it[1]):  # the longest first
            name = self._named.get(tuple(texts[first : last + 1]))
            named = [place for place in said if first <= place <= last and found[place].title != name]
            if name and len(named) > 1 and all(found[it].title == found[it].key.capitalize() for it in named):
                found |= {place: replace(found[place], title=name) for place in named}

    @cached_property
    def _named(self) -> Mapping[tuple[str, ...], str]:
        """Each name that is typed with several words, as it is written, by its folded words."""
        facts = chain.from_iterable(entry.entry.facts for entry in self._index.entries)
        names = chain.from_iterable(map(_typed, facts))
        return {tuple(folded): name for name in names if len(folded := words(name)) > 1}


def _typed(fact: Fact) -> Iterator[str]:
    """The names that *fact* types."""
    yield from chain(fact.places, fact.actors, (role.who for role in fact.roles))
    yield from (figure.whose for figure in fact.figures if figure.whose)
    if fact.occasion and fact.occasion.city:
        yield fact.occasion.city
