"""Names that only a curator knows, and that a small word tells apart: "Great Orsay", "Little Orsay"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from knowledge.fold import fold, words
from knowledge.language import Language
from knowledge.model import Entry

from ..words.roles import Roles


def with_own_names(language: Language, entries: Iterable[Entry], roles: Roles) -> Language:
    """*language* with the names of *entries* that have a small word: places that are typed, and alike titles.

    A word that elsewhere only chats would be left out of them, and "Little Orsay" be any Orsay.
    """
    entries = tuple(entries)
    places = {it for it in _places(entries) if _has_small_word(it, roles)}
    titles = {it for it in _alike(entries, roles) if _has_small_word(it, roles)} - places
    if not (places or titles):
        return language
    names = language.names
    named = (names.countries, names.cities, names.bodies, names.people)
    known = {fold(it) for of in named for name, others in of.items() for it in (name, *others)}
    cities, bodies = (
        {**of, **{it: () for it in sorted(own) if fold(it) not in known}}
        for of, own in ((names.cities, places), (names.bodies, titles))
    )
    return replace(language, names=replace(names, cities=cities, bodies=bodies))


def _places(entries: Iterable[Entry]) -> Iterator[str]:
    for fact in chain.from_iterable(entry.facts for entry in entries):
        yield from fact.places
        if fact.occasion and fact.occasion.city:
            yield fact.occasion.city


def _alike(entries: Iterable[Entry], roles: Roles) -> Iterator[str]:
    """The titles that are those of another entry too without the words that only chat."""
    alike = defaultdict(list)
    for entry in entries:
        alike[tuple(it for it in words(entry.title) if not roles.chats(it))].append(entry.title)
    return chain.from_iterable(titles for titles in alike.values() if len(titles) > 1)


def _has_small_word(name: str, roles: Roles) -> bool:
    """Whether all words of a *name* are written large, and one only chats beside one that tells."""
    chats = [all(map(roles.chats, words(it))) for it in name.split()]
    return all(it[0].isupper() for it in name.split()) and any(chats) and not all(chats)
