"""A question as it is understood: its words, what each counts for, and what kinds of answer it wants."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from knowledge.fold import is_number
from knowledge.model import Question

Side = Literal["from", "to"]

PLURAL = re.compile(r"[a-z]{3,}[^s]s")
"""What a folded English word for several looks like."""


class Word(NamedTuple):
    """A word of a query and what it counts for."""

    text: str
    telling: bool
    """False for words that only ask or chat; they may still be part of a name ("Union *of* ...")."""
    vague: bool = False
    """True for words that seldom decide what is meant."""
    sort_asked: bool = False
    """True for the sort of thing that is asked for: "what *share*". It tells facts apart, not topics."""
    names_here: bool = False
    """True for a vague word that names one of few entries: "leave" in a handbook."""
    subject: bool = False
    """True for a word that only names what the whole source is about: every fact is of it."""
    owner: bool = False
    """True for what has "'s", or does so much of something: that which is asked for is its own."""
    behind: Literal["before", "after", "since"] | None = None
    """The word of time that stands before it."""
    side: Side | None = None
    """Whether something passes from it or to it: "handed over *to Kyrgyzstan*"."""
    turn: Literal["coming", "relative", "following"] | None = None
    """Whether it wants what is still to come, turns to what came before or after, or asks who follows."""
    unfinished: bool = False
    """True for a last word that may still be being typed."""
    parted: bool = False
    """True behind a comma or slash, which stands for "and": "climate / environment"."""

    ordinal: bool = False
    """True for a number that is written as a place in a row: "the *12th* summit"."""

    @property
    def is_number(self) -> bool:
        return is_number(self.text)

    @property
    def turned_from(self) -> bool:
        """Whether what is told of it is not what is asked for: "before Omuraliyev"."""
        return self.behind in ("before", "after")


@dataclass(frozen=True)
class Query:
    """A question as it is understood."""

    text: str
    folded: str
    """All words, as `knowledge.fold` writes them."""
    words: tuple[Word, ...]
    asks: Mapping[Question, int]
    """What is asked for, each with the place of the word that follows: "how many *points*"."""
    asked_at: tuple[tuple[Question, tuple[int, ...]], ...] = ()
    """What is asked for, each with the places of the words that ask it."""
    several: bool = False
    """True where "which" or "what" stands before a plural: several things are wanted."""
    listing: bool = False
    """True where words such as "all" or "list" begin or end the query: everything is wanted."""
    which: bool = False
    """True where "which" or "what" asks for things of a sort."""
    closed: bool = False
    """True where a yes or no is asked for."""
    hours: bool = False
    """True where the times of something are asked for, as "library *hours*" does."""
    pairs: bool = False
    """True where who and what are both asked for: "which leader proposed *what*"."""
    superlative: str | None = None
    """The word by which it is asked which one of all it is: "which country trades *most*"."""
    comparative: str | None = None
    """The word by which it is asked whether one is more so than another: "is it *cheaper* than by sea"."""
    either: bool = False
    """True where one of several numbers is enough: "the 11th or the 12th"."""

    done_at: int | None = None
    """The place of what it is asked who does, behind the question word: "who will *insure* it"."""

    def has(self, phrases: Iterable[str]) -> bool:
        """Whether it says one of *phrases*, which are folded and stand between spaces."""
        return any(map(f" {self.folded} ".__contains__, phrases))

    @property
    def telling(self) -> tuple[str, ...]:
        return tuple([word.text for word in self.words if word.telling])
