"""Rows of people whom sources name and nobody has made a topic of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from knowledge.fold import words
from knowledge.model import Entry, Fact
from knowledge.values import Values

from ..concepts import Concepts
from ..indexed import IndexedEntry
from ..reply import Item

_SMALL = re.compile(r"\b[a-zß-ÿ][\w'’-]+")
"""A word that is no name."""


def named(told: Sequence[tuple[Entry, Fact]], persons: Iterable[Item], values: Values) -> list[Item]:
    """A row for everybody whom a quote names behind an office or title, and who is none of *persons*.

    Of several names of one person, "Dr Orme" and "Felicity Orme", it has the longest. Nobody is found who
    is named without any office: no language data tell a name of a person from that of a street.
    """
    nouns = frozenset(chain.from_iterable(_SMALL.findall(fact.quote) for _, fact in told))
    known = {_last(row.what) for row in persons}
    found: dict[str, Item] = {}
    for entry, fact in told:
        for name in values.people(fact.quote):
            last = _last(name)
            if last in known or last in nouns:  # "the Secretary General"
                continue
            if last not in found or len(name) > len(found[last].what):
                found[last] = Item(name, entry, fact)
    return list(found.values())


def known(entries: Iterable[IndexedEntry], persons: Iterable[Item], concepts: Concepts) -> list[Item]:
    """A row for everybody whom a fact speaks of and the language data know, and who is none of *persons*."""
    had = {_last(row.what) for row in persons}
    found: dict[str, Item] = {}
    for entry in entries:
        for fact in entry.facts:
            for name in map(concepts.title, filter(concepts.is_person, fact.stated)):
                if _last(name) not in had:
                    found.setdefault(name, Item(name, entry.entry, fact.fact))
    return list(found.values())


def _last(name: str) -> str:
    return words(name)[-1]
