"""Words that are not about any one source: names of the world, synonyms, question words, hedges.

They help to understand what people ask. No fact is ever taken from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Literal, TypeGuard, get_args

from .checked import CLOSED
from .fold import CURRENCIES, fold
from .model import ENGLISH, Kind, Line, Slug
from .numerals import Numerals
from .questions import Questions, Words
from .values import Values

_NUMBER_AHEAD = rf"(?= (?:(?:{'|'.join(CURRENCIES.values())}) )?\d)"


@cache
def _spelt(hedge: str) -> tuple[str, re.Pattern[str]]:
    """A spelling of a hedge in folded text: ``über #`` stands before a number, ``*ecek`` is an ending.

    The letters that are there in any case come first: they are found much faster.
    """
    letters = fold(hedge)
    before = r"\b\w+" if hedge.startswith("*") else r"\b"
    return letters, re.compile(
        before + re.escape(letters) + (_NUMBER_AHEAD if hedge.endswith("#") else r"\b")
    )


PLAIN = Numerals()
"""How English writes numbers."""

# Plain dataclasses, which pydantic checks like its models and which import much faster.

SOURCE = "<source>"
"""In a phrase, each word for the text."""
View = Literal[
    "events", "timeline", "upcoming", "past", "cities", "countries", "places", "figures", "percentages",
    "money", "contacts", "deadlines", "forbidden", "votes", "proposals", "proposers", "summary", "topics",
]  # fmt: skip
VIEWS: tuple[View, ...] = get_args(View)
"""Ways to cut through all facts, whatever their entries."""


def is_view(name: str) -> TypeGuard[View]:
    """Whether a view is called so."""
    return name in VIEWS


@dataclass(frozen=True)
class Hedge:
    """A word that weakens a claim, and the words that keep it weak in another wording."""

    __pydantic_config__ = CLOSED
    quote: Words
    """Spellings in a source: ``[nearly, almost]``."""
    text: Words
    """What the text of a fact must have at least one of; in another language, as well its spellings there."""
    others: Mapping[str, Words] = field(default_factory=dict)
    """Spellings in sources of other languages, by their codes: ``{de: [knapp, fast]}``."""
    plan: bool = False
    """Whether a quote that says so speaks of what is still to come."""
    measured: Mapping[str, Words] = field(default_factory=dict)
    """By language, where a plan is only held against what has happened: ``{en: [than planned]}``."""

    @property
    def is_open(self) -> bool:
        """Whether it says that something is only planned, proposed, expected or talked about."""
        return self.plan or not _OPEN.isdisjoint(self.text)

    def spellings(self, language: str) -> Words:
        """How sources in *language* say it."""
        return self.quote if language == ENGLISH else self.others.get(language, ())

    def is_kept(self, text: str, language: str) -> bool:
        """Whether the *text* of a fact keeps it: in English or, from such a source, in its language."""
        folded = f" {fold(text)} "
        return any(f" {fold(word)} " in folded for word in self.text) or (
            language != ENGLISH and any(_spelt(it)[1].search(folded) for it in self.spellings(language))
        )


# The month is no hedge: it has its capital inside of a sentence, or before a number.
_MAY = re.compile(r"(?:(?<=\w )|(?<=[,;:–-] ))May\b|\bMay(?=,? \d)")
_OPEN = frozenset(("proposed", "expected", "intended", "agreed", "talks", "aspires", "invited"))


@dataclass(frozen=True)
class Names:
    """Places, bodies and people that may be asked about, whether or not a source speaks of them."""

    __pydantic_config__ = CLOSED
    countries: Mapping[Line, Words] = field(default_factory=dict)
    """Usual English name, and its other names and adjectives in any language."""
    cities: Mapping[Line, Words] = field(default_factory=dict)
    """Cities, regions and seas: as written, those with other names; as read, those within a country too."""
    within: Mapping[Line, Words] = field(default_factory=dict)
    """Countries, and the cities that lie in them: "events in Kyrgyzstan" are those of its cities too.

    The first is the capital.
    """
    bodies: Mapping[Line, Words] = field(default_factory=dict)
    """Organisations, companies, treaties and routes."""
    people: Mapping[Line, Words] = field(default_factory=dict)

    def __post_init__(self) -> None:
        inside = {city: () for cities in self.within.values() for city in cities}
        object.__setattr__(self, "cities", inside | dict(self.cities))

    @property
    def capitals(self) -> Iterator[Words]:
        """Each country with its capital, which people say for it: "Paris has agreed"."""
        for country, cities in self.within.items():
            for capital in cities[:1]:
                yield (country, capital)

    def country_of(self, city: str) -> str | None:
        """The country that *city* lies in, where that is known."""
        return next((country for country, cities in self.within.items() if city in cities), None)


@dataclass(frozen=True)
class Group:
    """Names that people ask for together."""

    __pydantic_config__ = CLOSED
    words: Words
    names: Words


@dataclass(frozen=True)
class Listings:
    """What people call the things that can be listed."""

    __pydantic_config__ = CLOSED
    kinds: Mapping[Kind, Words] = field(default_factory=dict)
    themes: Mapping[Slug, Words] = field(default_factory=dict)
    """By the name of the entry file."""
    views: Mapping[View, Words] = field(default_factory=dict)
    verbs: Mapping[View | Kind, Words] = field(default_factory=dict)
    """Verbs that want what a view or kind lists: "what *happened* in 2025", "what was *signed*"."""
    groups: Mapping[Line, Group] = field(default_factory=dict)
    measures: Mapping[Line, Group] = field(default_factory=dict)
    """What is measured, "distances", and in which units."""
    over: Words = ()
    """What stands before the least of the figures that are to be listed: ``more than``."""
    under: Words = ()
    """What stands before the most: ``less than``."""
    mentions: Words = ()
    """Words that want what is only mentioned too: ``mentions``."""
    everything: Words = ()
    """Words that want all that is said of something, and not only what is called so."""
    whatever: Words = ()
    """Words for whatever somebody does: "which countries suggested *something*"."""
    pairs: Words = ()
    """Words that ask at once who and what: ``kim ne``."""
    paying: Words = ()
    """Words that ask who pays for something: ``financed``."""
    per: Words = ()
    """Words before a kind of which each thing is asked about, besides those of `each`: "beds *by* ward"."""
    undone: Words = ()
    """Words that deny that something has been done: "which agreements are *not yet* signed"."""
    each: Words = ()
    """Words before things of a kind of each of which a question is asked: "on the *different* plans"."""
    together: Words = ()
    """Words by which several names are wanted together: ``between``."""
    until: Words = ()
    """Words between the first and the last of several years: "from 2024 *to* 2026"."""
    excluding: Mapping[Line, Words] = field(default_factory=dict)
    """Words that deny what stands behind them (``before``, or ``apart`` of a place or time) or before."""
    statements: Words = ()
    """Words that want all of somebody, whatever else is asked: "Aliyev's proposals and *statements*"."""
    columns: Mapping[Line, Words] = field(default_factory=dict)
    """What every row shows, as it is ``named`` ``behind`` something: "with city"."""
    idle: Mapping[Line, Words] = field(default_factory=dict)
    """By kind or view, words that narrow no list of it: an agreement is ``signed``; of a ``noun`` too."""


@dataclass(frozen=True)
class Manners:
    """What people say that is no question about the source. Each phrase is the whole of what is said."""

    __pydantic_config__ = CLOSED
    greeting: Words = ()
    thanks: Words = ()
    praise: Words = ()
    """Thanks as well, where it is all that is said."""
    beside: Words = ()
    """Stands before or behind a question and is no part of it: ``FYI``."""
    farewell: Words = ()
    identity: Words = ()
    """Asks who the bot is."""
    help: Words = ()
    """Asks what it can do and how."""
    test: Words = ()
    """Tries whether anybody is there."""
    reaction: Words = ()
    """Says how a reply was taken: ``no``, ``cool``."""
    summary: Words = ()
    """Asks what the source says on the whole."""
    texts: tuple[Words, ...] = ()
    """What texts are called, a group a sort: ``[interview, röportaj]``. The last group is of any text.

    Once the text is known, one group alone: what it is called.
    """
    sources: Words = ()
    """Asks which sources there are."""
    more: Words = ()
    """Asks for more of what was said last."""
    proof: Words = ()
    """Asks for the quote behind what was said last."""
    correction: Words = ()
    """Stands before what was meant: ``no, I meant``."""
    joining: Words = ()
    """Stands before what is asked in the same way: ``and``, ``what about``."""
    joining_behind: Words = ()
    """Stands behind it: Turkish ``ise``."""
    picking: Words = ()
    """Stands before what picks one of what was offered: ``what is`` the second one, ``number`` 3."""
    confirming: Words = ()
    """Stands after what is to be confirmed: ``right``, ``isn't it``."""
    ordinals: tuple[Words, ...] = ()
    """Words for the first, the second and so on, to pick one of what was offered; at the end, the last."""


@dataclass(frozen=True)
class Languages:
    """Which languages questions are read in."""

    __pydantic_config__ = CLOSED
    read: Words = ()
    unread: Mapping[Line, Words] = field(default_factory=dict)
    """Small words of languages that are not, by which a question in one is known."""
    sources: Mapping[Line, Words] = field(default_factory=dict)
    """Small words of those that a source may be in, by their codes: by them a text is known that comes in."""


@dataclass(frozen=True)
class Language:
    """All of it, as one value."""

    names: Names = Names()
    synonyms: tuple[Words, ...] = ()
    """Words of about the same meaning, in any language; the first is the usual English one."""
    questions: Questions = field(default_factory=Questions)
    listings: Listings = Listings()
    manners: Manners = Manners()
    languages: Languages = Languages()
    values: Values = field(default_factory=Values)
    numerals: Mapping[str, Numerals] = field(default_factory=dict)
    """How numbers are written in sources that are not in English, by language."""
    endings: tuple[Words, ...] = ()
    """Endings under which a word is still the same word, a list for each family, English first."""
    hedges: tuple[Hedge, ...] = ()

    def hedged(self, text: str, language: str) -> Iterator[tuple[Hedge, str, str]]:
        """The hedges of *text*, from a source in *language*: each with its spelling, and as it stands there.

        What is written in words is read as digits before, for which see `numerals_of`.
        """
        if language not in self._spelt_hedges:
            self._spelt_hedges[language] = tuple(
                (*_spelt(it), hedge, it) for hedge in self.hedges for it in hedge.spellings(language)
            )
        folded = fold(_MAY.sub("", text) if language == ENGLISH else text)
        for letters, pattern, hedge, spelling in self._spelt_hedges[language]:
            if letters in folded and (found := pattern.search(folded)):
                yield hedge, spelling, found.group()

    @cached_property
    def _spelt_hedges(self) -> dict[str, tuple[tuple[str, re.Pattern[str], Hedge, str], ...]]:
        return {}

    def numerals_of(self, language: str) -> Numerals:
        """How a source in *language* writes numbers; as English does where that is not known."""
        return self.numerals.get(language, PLAIN)
