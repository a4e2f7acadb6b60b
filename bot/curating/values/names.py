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
from .measured import SMALL

SHORTEST_NAME = 3
"""Letters of a name that is looked for: "us" in "for us" is no country."""


def places_in(quote: str, language: Language, *, english: bool) -> tuple[list[str], list[str]]:
    """The known places that stand in *quote*, and those that stand there only as part of a longer name.

    In English no adjectives and languages: "lessons in French" are not of France. Nobody who is called
    Sofia Lindqvist is in Sofia, and Central America is not the America that is a country.
    """
    places = (language.names.cities, language.names.countries)
    found = list(names_in(quote, places, english=english))
    if not english or not found:
        return found, []  # elsewhere a capital may be that of any noun
    known = _known(language)
    apart = _CAPITALISED.sub(lambda run: _whole_place(run, quote, known), quote)
    if apart == quote:
        return found, []
    sure = list(names_in(apart, places, english=english))
    unsure = _CAPITALISED.sub(
        lambda run: run.group() if fold(run.group()) not in known.others else "-", quote
    )
    return sure, [it for it in names_in(unsure, places, english=english) if it not in sure and it in quote]


def _whole_place(run: re.Match[str], quote: str, known: _Known) -> str:
    """A *run* of words in capitals as it stands, unless it is a name that is longer than that of a place."""
    said = run.group().split(" ")
    if _BEGINS.search(quote[: run.start()]) and said[0].lower() in SMALL:
        del said[0]  # "In Leipzig"
    said = [it for it in said if fold(it) not in known.times]  # "Leipzig on Monday", "in May Leipzig"
    return run.group() if len(said) < 2 or fold(" ".join(said)) in known.places else "-"


def names_in(quote: str, of: Sequence[Mapping[str, Words]], *, english: bool = False) -> Iterator[str]:
    """The names of the world that stand in *quote* with a capital letter, the usual one of each.

    In English no adjectives and languages.
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


_BEGINS = re.compile(r"(?:^|[.!?:;][\"'”’)\]]*\s)\W*$")
_CAPITALISED = re.compile(r"(?<![\w-])[^\W\d_a-z][\w-]*(?: [^\W\d_a-z][\w-]*)+")
"""Words in capitals, one beside another."""

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
    places: frozenset[str]
    others: frozenset[str]
    """Those of bodies and people."""


def _known(language: Language) -> _Known:
    named = language.names
    places, others = (
        frozenset(fold(it) for names in of for name, more in names.items() for it in (name, *more))
        for of in ((named.countries, named.cities), (named.bodies, named.people))
    )
    times = frozenset(map(fold, chain.from_iterable((*language.values.months, *language.values.days))))
    return _Known(times | places | others, times, places, others)


_NAME = r"[^\W\d_a-z][^\W\d_A-Z][\w’'-]*(?: [^\W\d_a-z][^\W\d_A-Z][\w’'-]*)*"
_LISTED = r"(?=\s*[.;:)!?]|$|,(?! (?:the|an?|who|our|its|their|my)\b)| (?:and|or)\b)"
"""What follows a name of a list, and none of somebody: "in Cork, *Ada Finch leads* it"."""

_WHERE = re.compile(
    rf"\b(?:(?:[Ii]n|[Aa]t|[Nn]ear) (?P<names>{_NAME}(?:(?: and | or |, and ){_NAME}|, {_NAME}{_LISTED})*)"
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
