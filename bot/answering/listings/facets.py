"""What a list may be of: the facets that narrow it, and the heading that they make."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from knowledge.fold import fold
from knowledge.language import View
from knowledge.model import Question

from ..words.concepts import Term

Sort = Literal[
    "year",
    "time",
    "place",
    "name",
    "kind",
    "theme",
    "view",
    "noun",
    "word",
    "counted",
    "measure",
    "amount",
    "either",
]

NAMED: frozenset[Sort] = frozenset(("place", "name"))
"""Sorts of what has a name of its own."""

WHERE_OR_WHEN: frozenset[Sort] = frozenset(("place", "year", "time"))
"""Sorts of what narrows a kind, and tells of no sort of thing: "projects *in 2026*" are projects."""

PROPOSED: frozenset[View] = frozenset(("proposals", "proposers"))
"""Views of what somebody proposes: of a country are those that it makes, wherever that is to be."""

HAPPENING: frozenset[View] = frozenset(("events", "timeline", "upcoming", "past", "cities"))
"""Views that list what happens."""

PLAIN_VIEWS: frozenset[str] = frozenset(("events", "timeline", "figures", "percentages", "proposals"))
"""Views whose name is hardly a word of anything else, as "money" and "cities" are."""

TELLS: Mapping[str, Question] = {
    "person": "who",
    "contacts": "who",
    "timeline": "when",
    "proposals": "which country",
}
"""What the rows of a list tell anyway: "who are the people named here?" lists them."""

TOLD_IN: Mapping[Question, View] = {
    "when": "timeline",
    "where": "places",
    "which city": "cities",
    "which country": "countries",
    "how many": "figures",
    "how much": "money",
}
"""What a question word asks to have listed, where it asks of nothing: "how much money is mentioned?"."""

LOOSE_KINDS = frozenset(("initiative", "project", "theme", "figure"))
"""Kinds that people use for anything: beside another facet, "projects" narrows nothing."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a listing: the year 2026, the city of Baku, summits."""

    sort: Sort
    key: str
    title: str
    terms: frozenset[Term] = frozenset()
    """Words and concepts, of which what is listed says one."""
    is_verb: bool = False
    """Whether a verb asks for it: "what *happened*". What it finds alone is an answer, and no list of one."""
    names: frozenset[str] = frozenset()
    """A place and the places in it; the members of a group that is asked for by its own name; units."""
    bound: Literal["before", "after", "since"] | None = None
    """Which years are meant beside the one that is named."""
    last: str | None = None
    """The last of several years, of which *key* is the first."""
    months: frozenset[int] = frozenset()
    """The months that are meant by a word of time, from 1."""
    is_denied: bool = False
    """Whether what is listed has nothing of it: "*outside* Azerbaijan"."""
    parts: tuple[Facet, ...] = ()
    """The facets of which one is enough: "security and defence"."""

    @property
    def opens(self) -> bool:
        """Whether the facet alone shows that a listing is wanted, whatever else is said."""
        if self.is_denied:
            return False
        return self.sort in ("kind", "view", "measure") or any(part.opens for part in self.parts)

    def is_of(self, sorts: Collection[Sort]) -> bool:
        """Whether it, or one of its parts, is of one of *sorts*."""
        return self.sort in sorts or any(part.sort in sorts for part in self.parts)

    def has(self, year: str) -> bool:
        """Whether *year* is asked for."""
        if self.is_denied:
            return not replace(self, is_denied=False).has(year)
        if self.last:
            return self.key <= year <= self.last
        match self.bound:
            case "before":
                return year < self.key
            case "after":
                return year > self.key
            case "since":
                return year >= self.key
            case _:
                return year == self.key

    def is_called(self, word: str) -> bool:
        """Whether a folded word is the name of a view that is asked for nothing else: "events"."""
        return self.sort == "view" and self.key in PLAIN_VIEWS and fold(self.title) == word

    @property
    def is_loose(self) -> bool:
        """Whether it is of kinds alone that people use for anything."""
        return all(it.sort == "kind" and it.key in LOOSE_KINDS for it in self.parts or (self,))

    @property
    def is_named(self) -> bool:
        """Whether it is a place, body or person by its name."""
        return self.sort in NAMED


class Heading(NamedTuple):
    """What a listing is of."""

    facets: tuple[Facet, ...]
    is_asked: bool
    """Whether a listing is all that is asked for: "events in 2026". A sentence may rather want an answer."""
    mentions: bool = False
    """Whether what is only mentioned is wanted too: "all mentions of Armenia"."""
    is_narrow: bool = False
    """Whether it is told by so much that an answer to all of it is rather meant: "admission prices"."""
    is_done: bool = False
    """Whether a verb says that it has been done, so that nothing still to come is wanted: "signed"."""
    is_open: bool = False
    """Whether it is denied that it has been done, so that only what is still to come is: "not signed yet"."""
    is_all: bool = False
    """Whether all that is said is wanted, and not only things: "everything on energy"."""
    is_of_several: bool = False
    """Whether several are asked for by their plural, so that they are rather listed than one of them told."""

    @property
    def title(self) -> str:
        return " · ".join(dict.fromkeys(facet.title for facet in self.facets))

    @property
    def denies(self) -> bool:
        """Whether something is wanted of which something else is denied: "events outside Azerbaijan"."""
        return any(facet.is_denied for facet in self.facets)

    @property
    def wants_rows(self) -> bool:
        """Whether things are asked for in the plural: then one is a list as well."""
        return any(facet.opens and not facet.is_verb for facet in self.facets)


def of_one_time(facets: tuple[Facet, ...]) -> tuple[Facet, ...]:
    """*facets* without events of all times beside those to come: "events that will take place".

    "What happened or will happen" is of all times.
    """
    views = {facet.key: facet for facet in facets if facet.sort == "view"}
    if not views.keys() >= {"events", "upcoming"}:
        return facets
    less = views["upcoming"] if views["events"].is_verb and views["upcoming"].is_verb else views["events"]
    return tuple(facet for facet in facets if facet.key != less.key or facet.sort != "view")


def of_things(facets: tuple[Facet, ...]) -> tuple[tuple[Facet, ...], Facet | None]:
    """*facets* without the view of a time, where others say what things are listed, and that view.

    "Upcoming *projects*" are projects that are still to come, and no events; "proposals *so far*" are all.
    """
    time = next((it for it in facets if it.sort == "view" and it.key in ("upcoming", "past")), None)
    others = tuple(it for it in facets if it is not time)
    if time and any(it.sort == "kind" and it.key not in ("event", "theme") for it in others):
        return others, time
    proposed = any(it.sort == "view" and it.key in ("proposals", "proposers") for it in others)
    return (others, None) if time and proposed else (facets, None)


def is_narrow(facets: Sequence[Facet]) -> bool:
    """Whether a word narrows a list, or anything one of sums of money, but for a limit: it is of several."""
    if any(facet.sort == "amount" for facet in facets):
        return False
    money = any(facet.sort == "view" and facet.key == "money" for facet in facets)
    return len(facets) > 1 and (money or any(facet.sort == "word" for facet in facets))
