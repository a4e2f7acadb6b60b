"""Names of places and of who does something in a quote: those that are known, and what may be another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from knowledge.fold import fold
from knowledge.language import Language
from knowledge.questions import Words

from ...answering.words.everyday import is_everyday

SHORTEST_NAME = 3
"""Letters of a name that is looked for: "us" in "for us" is no country."""


def names_in(quote: str, of: Sequence[Mapping[str, Words]], *, english: bool = False) -> Iterator[str]:
    """The names of the world that stand in *quote* with a capital letter, the usual one of each.

    In English no adjectives and languages: "lessons in French" are not of France.
    """
    spellings = sorted(
        {
            (place, name, it)
            for known in of
            for word in set(_WORD.findall(quote))
            for place, name, it in _by_first_word(known).get(word, ())
            if _is_named(it, quote) and not (english and it != name and _is_adjective(it))
        }
    )
    found: dict[str, str] = {}
    for _, name, spelling in spellings:
        found.setdefault(name, spelling)
    said = tuple(found.values())
    for name, spelling in found.items():
        # "South Caucasus" is not the Caucasus too.
        if not any(spelling != it and spelling in it for it in said):
            yield name


_WORD = re.compile(r"\w+")
_Spellings = dict[str, list[tuple[int, str, str]]]


def _by_first_word(names: Mapping[str, Words]) -> _Spellings:
    """Each spelling with its place and the usual name, by its first word."""
    # By identity: there are thousands, in mappings that are made once a run.
    if id(names) not in _indexed:
        if len(_indexed) > MOST_INDEXED:
            _indexed.clear()
        index: _Spellings = {}
        every = ((name, it) for name, others in names.items() for it in (name, *others))
        for place, (name, it) in enumerate(every):
            if first := _WORD.search(it):
                index.setdefault(first.group(), []).append((place, name, it))
        _indexed[id(names)] = (names, index)
    return _indexed[id(names)][1]


_indexed: dict[int, tuple[Mapping[str, Words], _Spellings]] = {}
MOST_INDEXED = 20
"""Mappings of names whose index is kept, with themselves, so that none other takes their place."""


def _is_adjective(name: str) -> bool:
    return bool(_ADJECTIVE.search(name))


_OTHERWISE = r"^(?:French|Dutch|German|Greek|Swiss|Czech|Thai|Iraqi|Turkmen|Briton)$"
_ADJECTIVE = re.compile(rf"(?:[iy]sh|ese|(?<!st)an|ani|eni|ari|aki|[bkgst]ek|yz|ic)$|{_OTHERWISE}")
"""How adjectives of countries end in English, and those that end otherwise."""

_LANGUAGE = re.compile(rf"(?:[iy]sh|ese)$|{_OTHERWISE}")
"""Those that no name of a place ends with."""


def _is_named(name: str, quote: str) -> bool:
    return (
        len(name) >= SHORTEST_NAME
        and name[0].isupper()
        and name in quote
        and bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", quote))
    )


def unknown_places(quote: str, language: Language) -> list[str]:
    """Names in *quote* that may be places that the language data do not know: "in *Cork* and Ghent"."""
    known = _known(language)
    found: list[str] = []
    for match in _WHERE.finditer(quote):
        if match["around"] and fold(match["around"]) in known.times:
            continue  # "the yard Norvik Marine in December"
        ends = (match["inside"],) if match["inside"] else (match["one"] or match["first"], match["other"])
        names = re.split(r",\s*|\s+(?:and|or)\s+", match["names"]) if match["names"] else ends
        if any(map(_LANGUAGE.search, names)):
            continue  # "in English and Velmoran"
        for name in names:
            is_title = name.startswith("The ")  # "in The Shoreline Review"
            if name[0].isupper() and not is_title and fold(name) not in known.names and name not in found:
                found.append(name)
    return found


def unknown_actors(quote: str, actors: Sequence[str], language: Language) -> list[str]:
    """Names in *quote* that may be of who does it, and that the language data do not know.

    They are what stands behind "by", and what is called as one of the *actors* is: two banks.
    """
    known = _known(language)
    sorts = {name.rpartition(" ")[2] for name in actors}
    names = [match["one"] or match["name"] for match in _BY.finditer(quote)]
    names += [it for it in _NAMES.findall(quote) if it.rpartition(" ")[2] in sorts and it not in actors]
    return [
        name
        for name in dict.fromkeys(_ADDRESS.sub("", it) for it in names)
        if fold(name) not in known.names
        and fold(name.split()[0]) not in known.times
        and (" " in name or not is_everyday(name.lower()))
    ]


class _Known(NamedTuple):
    """All names that the language data know, folded; those of months and weekdays by themselves too."""

    names: frozenset[str]
    times: frozenset[str]


def _known(language: Language) -> _Known:
    named = language.names
    others = (named.countries, named.cities, named.bodies, named.people)
    known = {fold(it) for names in others for name, more in names.items() for it in (name, *more)}
    times = frozenset(map(fold, chain.from_iterable((*language.values.months, *language.values.days))))
    return _Known(times | known, times)


_NAME = r"[^\W\d_a-z][^\W\d_A-Z][\w’'-]*(?: [^\W\d_a-z][^\W\d_A-Z][\w’'-]*)*"
_WHERE = re.compile(
    rf"\b(?:(?:[Ii]n|[Aa]t|[Nn]ear) (?P<names>{_NAME}(?:(?:, | and | or |, and ){_NAME})*)"
    rf"|(?:[Bb]etween (?P<one>{_NAME}) and|[Ff]rom (?P<first>{_NAME}) to) (?P<other>{_NAME}))"
    r"(?!\s*’s|'s|[\w-])"
    rf"|\b(?:is|are|was|were|to|from|via|through) (?P<inside>{_NAME})(?= in (?P<around>{_NAME}))"
)
"""Names behind "in": those of tools and departments as well, which only a curator can tell from places."""


_ADDRESS = re.compile(r"^(?:Dr|Mr|Mrs|Ms|Prof|Professor)\.? ")
_NAMES = re.compile(rf"(?<!\. ){_NAME}")
_BY = re.compile(
    rf"\bby (?:the (?P<one>{_NAME}(?: of (?:the )?{_NAME})?)"
    rf"|(?P<name>(?:(?:Dr|Mr|Mrs|Ms|Prof)\. )?{_NAME}))(?![\w-])"
)
"""Who does it, in the passive: "is led *by Dr. Henrik Berg*"."""
