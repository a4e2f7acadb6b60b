"""What a person typed, read for its words and for the kind of answer it wants."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from knowledge.fold import fold, is_number, words
from knowledge.language import Language
from knowledge.model import Question

MAX_LENGTH = 4_000
"""Characters read of a query: Slack cuts a message there, and no question is longer."""

MAX_WORDS = 60
"""Words read of a query. More is a text, and a text names too much to be one question."""

LONGEST_PHRASE = 4


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a query and what it counts for."""

    text: str
    telling: bool
    """False for words that only ask or chat; they may still be part of a name ("United *of* ...")."""
    unfinished: bool = False
    """True for a last word that may still be being typed."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it is understood."""

    text: str
    words: tuple[Word, ...]
    asks: frozenset[Question] = frozenset()
    listing: bool = False

    @property
    def telling(self) -> tuple[str, ...]:
        return tuple(word.text for word in self.words if word.telling)

    @property
    def numbers(self) -> frozenset[str]:
        return frozenset(word.text for word in self.words if is_number(word.text))


@dataclass(frozen=True)
class Reader:
    """Reads queries with the help of `Language`."""

    language: Language
    _roles: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        roles: dict[str, str] = {}

        def learn(phrases: Iterable[str], role: str) -> None:
            for phrase in phrases:
                roles.setdefault(fold(phrase), role)

        for ask, phrases in self.language.questions.asks.items():
            learn(phrases, ask)
        learn(self.language.questions.listing, "listing")
        learn(self.language.questions.chatter, "chatter")
        object.__setattr__(self, "_roles", roles)

    def read(self, text: str) -> Query:
        """Read *text*; never raises. An empty `Query.words` means that there is nothing to read."""
        text = text[:MAX_LENGTH]
        found = words(text)[:MAX_WORDS]
        asks: set[Question] = set()
        listing = False
        read: list[Word] = []
        place = 0
        while place < len(found):
            for length in range(min(LONGEST_PHRASE, len(found) - place), 0, -1):
                role = self._roles.get(" ".join(found[place : place + length]))
                if role:
                    break
            else:
                role, length = None, 1
            if role == "listing":
                listing = True
            elif role and role != "chatter":
                asks.add(role)  # type: ignore[arg-type]
            read += (Word(word, telling=role is None) for word in found[place : place + length])
            place += length
        if read and read[-1].telling and text[-1:].isalnum():
            read[-1] = Word(read[-1].text, telling=True, unfinished=True)
        return Query(text, tuple(read), frozenset(asks), listing)
