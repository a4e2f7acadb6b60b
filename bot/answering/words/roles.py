"""What words do in a question: they ask, list, only chat or seldom decide; all others tell."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import Literal, NamedTuple, TypeGuard, get_args

from knowledge.fold import fold, words
from knowledge.model import Question
from knowledge.questions import Questions
from knowledge.small_words import SmallWords

from .everyday import is_common, is_everyday, looks_english
from .vocabulary import Vocabulary

ENDINGS = ("s", "es", "d", "ed", "ing", "ly")
"""English endings under which a vague word is still known."""

SHORTEST_HEAD = 3
"""Letters of a word that chats and may be what a name is of: "book *van*", and not "sign *up*"."""

QUESTIONS: frozenset[str] = frozenset(get_args(Question))

Role = Question | Literal["listing", "which", "chatter", "vague", "compound"]

_CAPITALS = re.compile(r"\b[A-Z]{2,5}\b")

_MAY = re.compile(r"(?<=\S )May\b|(?<=\b(?:in|of|by) )may\b|(?<=\b(?:this|next|last) )may\b")

_COMPOUND = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")


class Piece(NamedTuple):
    """Neighbours in a question that do one thing together: "how many"."""

    role: Role | None
    """None for a word that is not known to do anything but tell."""
    start: int
    end: int

    @property
    def places(self) -> range:
        return range(self.start, self.end)


def is_question(role: Role | None) -> TypeGuard[Question]:
    """Whether what does *role* is a question word."""
    return role in QUESTIONS


def abbreviations(text: str) -> frozenset[str]:
    """The folded abbreviations of *text*: WHO is no question word, unless all is written large.

    Nor is "May" a verb where it stands as only a month does.
    """
    if text.isupper() and len(text.split()) > 1:
        return frozenset()
    found = _CAPITALS.findall(text)
    if "May" in text or "may" in text:
        found += _MAY.findall(text)
    return frozenset(map(str.lower, found))


def compounds(texts: Iterable[str]) -> Iterator[str]:
    """The words of *texts* that are joined by hyphens: "no-show"."""
    return chain.from_iterable(map(_COMPOUND.findall, texts))


class Roles:
    """The words that ask, list and chat, and those that seldom decide what is meant."""

    def __init__(self, questions: Questions, names: Iterable[str] = (), titles: Iterable[str] = ()) -> None:
        """*names* are what a text calls things: the words of a "no-show" tell then, and do not chat."""
        self._roles: dict[str, Role] = {}
        self._foreign: dict[str, Role] = {}
        """What words of other languages do that look like an English word: "дата" is no "data"."""
        self._longest: dict[str, int] = {}
        """Words of the longest phrase that begins with a word."""
        self._homographs = frozenset(map(fold, questions.homographs))
        self.contents = frozenset(map(fold, questions.contents))
        """What a source says of a topic, by its sort: "rules"."""
        for ask, phrases in questions.asks.items():
            self._learn(phrases, ask)
        self._learn(questions.listing, "listing")
        self._learn(questions.which, "which")
        self._learn((*questions.chatter, *questions.pronouns), "chatter")
        turning = (*questions.before, *questions.after, *questions.since)
        stepping = (it for it in (*questions.step_back, *questions.step_on) if len(words(it)) == 1)
        self._learn((*questions.vague, *turning, *stepping), "vague")
        named = tuple(names)
        for head in filter(None, map(self._head, titles)):
            self._roles.pop(head, None)
        joined = (it for it in map(fold, compounds(named)) if it and all(map(self.chats, it.split())))
        together = filter(SmallWords(questions).tell_together, named)
        self.compounds = (*joined, *map(fold, together))
        """What tells in *names* and has no word that does: joined by a hyphen, or together as "given up"."""
        self._learn(self.compounds, "compound")
        vague = [word for word, role in self._roles.items() if role == "vague"]
        stems = chain(vague, (word[:-1] for word in vague if word.endswith("e")))
        self._vague = frozenset(stem + ending for stem in stems for ending in ENDINGS)
        """The vague words with an ending: "uses", and "using"."""
        self._words = frozenset(word for phrase in self._roles for word in phrase.split())
        self.vocabulary = Vocabulary(sorted(self._words))
        """Every word that asks, lists, chats or seldom decides."""

    def _learn(self, phrases: Iterable[str], role: Role) -> None:
        for phrase in phrases:
            found = words(phrase)
            known = self._foreign if looks_english(phrase) else self._roles
            known.setdefault(" ".join(found), role)
            self._longest[found[0]] = max(self._longest.get(found[0], 0), len(found))

    def _head(self, name: str) -> str | None:
        """The last word of an English *name* where it chats elsewhere, and tells here: "People *team*"."""
        *others, last = words(name) or [""]
        tells = others and name.isascii() and len(last) >= SHORTEST_HEAD and not all(map(self.chats, others))
        return last if tells and self.fills(last) and is_everyday(last) and not is_common(last) else None

    def of(self, word: str) -> Role | None:
        """What a folded word does by itself; None for one that is not known."""
        return self._roles.get(word)

    def knows(self, word: str) -> bool:
        """Whether a folded word is spelt as one that asks, lists, chats or seldom decides."""
        return word in self._words or word in self._vague

    def chats(self, word: str) -> bool:
        """Whether a folded word only asks, lists or chats."""
        return self._roles.get(word, "vague") != "vague"

    def asks_nothing(self, word: str) -> bool:
        """Whether a folded word only lists or chats."""
        return self.chats(word) and self._roles[word] not in QUESTIONS

    def fills(self, word: str) -> bool:
        """Whether a folded word only chats, and asks and lists nothing."""
        return self._roles.get(word) == "chatter"

    def telling(self, found: Sequence[str], short: Collection[str] = ()) -> list[str]:
        """Those of the folded words *found* of a text that tell, and those that are *short* for a name."""
        of_english = () if self._is_foreign(found) else self._homographs
        return [word for word in found if word in short or word in of_english or not self.chats(word)]

    def pieces(
        self, found: Sequence[str], short: Collection[str], *, is_foreign: bool = False
    ) -> list[Piece]:
        """The folded words *found*, in order, by what they do; those that are *short* for a name tell.

        In a text that *is foreign* a word may be of another language, and only look English; in any other
        it is English where it may be.
        """
        pieces = []
        is_foreign = is_foreign or self._is_foreign(found)
        start = 0
        while start < len(found):
            role, length = (None, 1) if found[start] in short else self._at(found, start)
            if length == 1:
                if is_foreign:
                    role = self._foreign.get(found[start], role)
                elif found[start] in self._homographs:
                    role = None
            pieces.append(Piece(role, start, start + length))
            start += length
        return pieces

    def _is_foreign(self, found: Sequence[str]) -> bool:
        """Whether beside a word that English has too stands one that only another language has."""
        return not self._homographs.isdisjoint(found) and any(
            word in self._words and word not in self._homographs and not is_everyday(word) for word in found
        )

    def _at(self, found: Sequence[str], start: int) -> tuple[Role | None, int]:
        """What the longest known phrase at *start* does, and how many words it has."""
        for length in range(min(self._longest.get(found[start], 0), len(found) - start), 0, -1):
            role = self._roles.get(" ".join(found[start : start + length]))
            if role:
                return role, length
        return ("vague" if found[start] in self._vague else None), 1
