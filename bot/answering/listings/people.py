"""Rows of people and bodies whom sources name and nobody has made a topic of."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain, takewhile

from knowledge.fold import fold, words
from knowledge.model import Entry, Fact, Kind, Role
from knowledge.naming import TITLE
from knowledge.values import Values

from ..finding.index import Index
from ..finding.indexed import IndexedEntry
from ..reply import Item
from ..words.concepts import Concepts
from ..words.everyday import is_everyday

NAMED_KINDS: tuple[Kind, ...] = ("person", "organisation")
"""Kinds of what has a name of its own, and is listed though nobody has made a topic of it."""

FULL_NAME = range(2, 4)
"""How many words the name of a person has: "Mrs Helena Varga"."""

_SMALL = re.compile(r"\b[a-zß-ÿ][\w'’-]+")
"""A word that is no name."""


class Named:
    """Everybody and every body that sources name: all of them are searched, once."""

    def __init__(self, index: Index, kinds: Mapping[Kind, Collection[str]]) -> None:
        """*kinds* are the words for things of each kind: a text's own companies are organisations."""
        self._index = index
        self._persons, self._bodies = (
            frozenset(it for it, words in kinds.items() if not set(kinds.get(kind, ())).isdisjoint(words))
            for kind in NAMED_KINDS
        )

    def of(self, kind: str) -> list[Item]:
        """A row for everybody, or one for each fact on a body, where *kind* is of either."""
        if kind in self._persons:
            return self._people
        return others(self._acting[1], self._people) if kind in self._bodies else []

    def beside(self, kind: str, found: Iterable[Item], listed: Sequence[Item]) -> list[Item]:
        """One of the rows *found* for each name that is not *listed*."""
        return others(found, listed) if kind in self._persons else unlisted(each(found), listed)

    @cached_property
    def _people(self) -> list[Item]:
        """Everybody known by name, by an office or by what they do."""
        found: list[Item] = []
        known_by_name = known(self._index.entries, self._index.concepts)
        told = (known_by_name, named(self._told, self._index.values), self._acting[0])
        groups = [[it for it in persons if not self._is_body(it.what)] for persons in told]
        full = {_last(it.what): it for it in chain(*groups[::-1]) if not _is_short(it.what)}
        for persons in groups:
            in_full = (full.get(_last(it.what), it) if _is_short(it.what) else it for it in persons)
            found += others(each(in_full), found)
        return found

    def _is_body(self, name: str) -> bool:
        """Whether a curator says that *name* is of no person: in the language data, or by a topic's kind."""
        known = self._index.concepts.named(name)
        if known is not None:
            return not self._index.concepts.is_person(known)
        return fold(name) in self._titled

    @cached_property
    def _titled(self) -> frozenset[str]:
        entries = (it.entry for it in self._index.entries)
        return frozenset(fold(entry.name) for entry in entries if entry.kind == "organisation")

    @cached_property
    def _acting(self) -> tuple[list[Item], list[Item]]:
        return acting(self._told, self._index.concepts, self._index.values)

    @property
    def _told(self) -> list[tuple[Entry, Fact]]:
        return [(it.entry, fact) for it in self._index.entries for fact in it.entry.told]


def named(told: Sequence[tuple[Entry, Fact]], values: Values) -> list[Item]:
    """A row for everybody whom a quote names behind an office or title, or as the one to ask.

    Of several names of one person, "Dr Orme" and "Felicity Orme", it has the longest. Nobody is found who
    is named without either: no language data tell a name of a person from that of a street.
    """
    nouns = frozenset(chain.from_iterable(_SMALL.findall(fact.quote) for _, fact in told))
    found: dict[str, Item] = {}
    for entry, fact in told:
        # "Ask Alder Pensions": a company often ends in an English word, and somebody's name seldom.
        asked = (it for it in values.naming.addressed(fact.quote) if not is_everyday(_last(it)))
        # "Designed by Studio Okonjo", "owned by Brewery Tistedal".
        doing = (it for it in values.naming.doing(fact.quote) if not any(map(is_everyday, words(it))))
        leading = (it for it in values.naming.leading(fact.quote) if not _is_company(it))
        for name in chain(values.naming.people(fact.quote), leading, asked, doing):
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


def acting(
    told: Sequence[tuple[Entry, Fact]], concepts: Concepts, values: Values
) -> tuple[list[Item], list[Item]]:
    """Rows for everybody, and for every body, that a curator types to do something or to be in office.

    Somebody's last name is no English word, and a company often ends in one: "Marek Dolan", "Vestra Energy".
    What a quote calls an operator or supplier is one, whatever its name: "the grid operator, Nordvel Netz".
    What is written small has no name, nor have "Heads of State".
    """
    offices = frozenset(map(fold, values.persons))
    nouns = frozenset(chain.from_iterable(_SMALL.findall(fact.quote) for _, fact in told))
    persons: list[Item] = []
    bodies = [Item(name, entry, fact) for entry, fact in told for name in values.naming.companies(fact.quote)]
    companies = frozenset(it.what for it in bodies)
    for entry, fact in told:
        for name in fact.actors:
            held = any(word.removesuffix("s") in offices for word in words(name))
            if name[0].isupper() and not held and name not in concepts.cities | concepts.countries:
                is_somebody = name not in companies and _is_somebody(name, nouns)
                (persons if is_somebody else bodies).append(Item(name, entry, fact))
        for role in fact.roles:
            leads = role.does == "chairs" and _is_somebody(role.who, nouns)
            if leads or (_is_office(role, offices) and _is_named(role.who, nouns)):
                persons.append(Item(role.who, entry, fact))
    return persons, bodies


def _is_office(role: Role, offices: Collection[str]) -> bool:
    """Whether by *role* somebody is in one of the *offices*: "director for water"."""
    what = takewhile(lambda it: it not in _OF, words(role.what))
    return role.does == "is" and any(it in offices for it in what)


_OF = ("of", "for", "in")


def each(rows: Iterable[Item]) -> list[Item]:
    """One of *rows* for each name: the first whose quote has it."""
    found: dict[str, Item] = {}
    for row in sorted(rows, key=lambda it: it.what not in it.fact.quote):
        found.setdefault(row.what, row)
    return list(found.values())


def _is_somebody(name: str, nouns: Container[str]) -> bool:
    """Whether *name* looks like somebody's, where the text has these *nouns*."""
    return _is_named(name, nouns) and not is_everyday(_last(name))


def _is_named(name: str, nouns: Container[str]) -> bool:
    """Whether *name* has as many words as somebody's, the first none of *nouns*."""
    parts = name.split()
    return len(parts) in FULL_NAME and all(it[0].isupper() for it in parts) and fold(parts[0]) not in nouns


def _is_short(name: str) -> bool:
    """Whether *name* is somebody's last name alone: "Ms Valle"."""
    return " " not in _TITLE.sub("", name)


_TITLE = re.compile(rf"^{TITLE}")


def _is_company(name: str) -> bool:
    """Whether *name* begins as none of English and ends in a word of it, as "Brabant Ventures" does."""
    parts = words(name)
    return is_everyday(parts[-1]) and not is_everyday(parts[0])


def others(rows: Iterable[Item], persons: Iterable[Item]) -> list[Item]:
    """Those of *rows* that are of none of *persons*, by their last names."""
    had = {_last(row.what) for row in persons}
    return [row for row in rows if _last(row.what) not in had]


def unlisted(bodies: Iterable[Item], rows: Iterable[Item]) -> list[Item]:
    """Those of *bodies* that none of *rows* is called, be it with more words: "OTS" in its full name."""
    titles = [set(words(row.what)) for row in rows]
    return [body for body in bodies if not any(title.issuperset(words(body.what)) for title in titles)]


def _last(name: str) -> str:
    return words(name)[-1]
