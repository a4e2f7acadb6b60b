"""Rows of people whom sources name and nobody has made a topic of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from knowledge.fold import words
from knowledge.model import Entry, Fact
from knowledge.values import Values

from ..finding.indexed import IndexedEntry
from ..reply import Item
from ..words.concepts import Concepts

_SMALL = re.compile(r"\b[a-zß-ÿ][\w'’-]+")
"""A word that is no name."""


def named(told: Sequence[tuple[Entry, Fact]], values: Values) -> list[Item]:
    """A row for everybody whom a quote names behind an office or title.

    Of several names of one person, "Dr Orme" and "Felicity Orme", it has the longest. Nobody is found who
    is named without any office: no language data tell a name of a person from that of a street.
    """
    nouns = frozenset(chain.from_iterable(_SMALL.findall(fact.quote) for _, fact in told))
    found: dict[str, Item] = {}
    for entry, fact in told:
        for name in values.people(fact.quote):
            last = _last(name)
            if last in nouns:  # "the Secretary General"
                continue
            if last not in found or len(name) > len(found[last].what):
                found[last] = Item(name, entry, fact)
    return list(found.values())


def known(entries: Iterable[IndexedEntry], concepts: Concepts) -> list[Item]:
    """A row for everybody whom a fact speaks of and the language data know."""
    found: dict[str, Item] = {}
    for entry in entries:
        for fact in entry.facts:
            for name in map(concepts.title, filter(concepts.is_person, fact.stated)):
                found.setdefault(name, Item(name, entry.entry, fact.fact))
    return list(found.values())


def others(rows: Iterable[Item], persons: Iterable[Item]) -> list[Item]:
    """Those of *rows* that are of none of *persons*, by their last names."""
    had = {_last(row.what) for row in persons}
    return [row for row in rows if _last(row.what) not in had]


def _last(name: str) -> str:
    return words(name)[-1]
