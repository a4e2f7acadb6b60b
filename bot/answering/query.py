"""What a person typed, read for its words and for the kind of answer it wants."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Literal, NamedTuple, get_args

from knowledge.fold import cardinals, fold, is_number, words
from knowledge.language import Questions
from knowledge.model import Question

from .vocabulary import Vocabulary

MAX_LENGTH = 4_000
"""Characters read of a query: Slack cuts a message there, and no question is longer."""

MAX_WORDS = 60
"""Words read of a query. More is a text, and a text names too much to be one question."""

ENDINGS = ("s", "es", "d", "ed", "ing", "ly")
"""English endings under which a vague word is still known."""

WEAK = frozenset(("any", "anything"))
"""Words that list in "anything on Hungary", and do not in "do they agree on anything?"."""

MOST_BEFORE_SORT = 2
"""Words from "which" to the sort of thing asked for: "which *OTS summits*"."""

PLURAL = re.compile(r"[a-z]{3,}[^s]s")

_POSSESSED = re.compile(r"([\w-]+)[’']s\b")

_CAPITALS = re.compile(r"\b[A-Z]{2,5}\b")

QUESTIONS: frozenset[str] = frozenset(get_args(Question))

BY_NAME = frozenset(("who", "which country"))
"""Questions for somebody, of whom "what" may be asked besides: "who proposed what"."""

OF_A_SORT = frozenset(("who", "where", "which city", "which country"))
"""Questions in whose words the sort of thing that is asked for may be named: "which *company*"."""


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
    """True for what has "'s": that which is asked for is its own."""
    behind: Literal["before", "after", "since"] | None = None
    """The word of time that stands before it."""
    turn: Literal["coming", "relative", "following"] | None = None
    """Whether it wants what is still to come, turns to what came before or after, or asks who follows."""
    unfinished: bool = False
    """True for a last word that may still be being typed."""
    parted: bool = False
    """True behind a comma or slash, which stands for "and": "climate / environment"."""

    @property
    def is_number(self) -> bool:
        return is_number(self.text)

    @property
    def turned_from(self) -> bool:
        """Whether what is told of it is not what is asked for: "before Omuraliyev"."""
        return self.behind in ("before", "after")


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it is understood."""

    text: str
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
    either: bool = False
    """True where one of several numbers is enough: "the 11th or the 12th"."""

    done_at: int | None = None
    """The place of what it is asked who does, behind the question word: "who will *insure* it"."""

    @property
    def telling(self) -> tuple[str, ...]:
        return tuple(word.text for word in self.words if word.telling)

    @property
    def folded(self) -> str:
        """All words, as `knowledge.fold` writes them."""
        return " ".join(word.text for word in self.words)


def abbreviations(text: str) -> frozenset[str]:
    """The folded abbreviations of *text*: WHO is no question word, unless all is written large."""
    if text.isupper() and len(text.split()) > 1:
        return frozenset()
    return frozenset(found.lower() for found in _CAPITALS.findall(text))


_PARTS = re.compile(r"\s*[/,]\s+|(?<=[^\W\d]{3})/(?=[^\W\d]{3})")
"""What stands between several things, and in no number or unit: not that of "1,000" and "km/h"."""


def _parted(text: str) -> frozenset[int]:
    """The places of the words of *text* that begin what stands behind a comma or slash."""
    starts = list(accumulate(len(words(part)) for part in _PARTS.split(text)))
    return frozenset(starts[:-1]) if starts[-1] == len(words(text)) else frozenset()


_COMPOUND = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")


def compounds(texts: Iterable[str]) -> Iterator[str]:
    """The words of *texts* that are joined by hyphens: "no-show"."""
    return chain.from_iterable(map(_COMPOUND.findall, texts))


class Reader:
    """Reads queries by the words that ask, list and chat."""

    def __init__(self, questions: Questions, names: Iterable[str] = ()) -> None:
        """*names* are what a text calls things: the words of a "no-show" tell then, and do not chat."""
        self._roles: dict[str, str] = {}
        self._longest: dict[str, int] = {}
        """Words of the longest phrase that begins with a word."""
        self._closings = frozenset(map(fold, questions.closings))
        self._turns: dict[str, Literal["coming", "relative"]] = {
            **dict.fromkeys(map(fold, questions.relative), "relative"),
            **dict.fromkeys(map(fold, questions.coming), "coming"),
        }
        self._closed = frozenset(map(fold, questions.closed))
        self._conjunctions = frozenset(map(fold, questions.conjunctions))
        self._before: dict[str, Literal["before", "after", "since"]] = {
            **dict.fromkeys(map(fold, questions.since), "since"),
            **dict.fromkeys(map(fold, questions.after), "after"),
            **dict.fromkeys(map(fold, questions.before), "before"),
        }
        self._either = frozenset(map(fold, questions.either))
        self._superlatives = tuple(map(fold, questions.superlatives.anywhere))
        self._last_superlatives = {fold(it): it.isascii() for it in questions.superlatives.at_the_end}
        self._hours = sorted((words(it) for it in questions.hours), key=len, reverse=True)
        for ask, phrases in questions.asks.items():
            self._learn(phrases, ask)
        self._learn(questions.listing, "listing")
        self._learn(questions.which, "which")
        self._learn((*questions.chatter, *questions.pronouns), "chatter")
        self.contents = frozenset(map(fold, questions.contents))
        """What a source says of a topic, by its sort: "rules"."""
        self._learn((*questions.vague, *questions.before, *questions.after, *questions.since), "vague")
        self.compounds = tuple(
            it for it in map(fold, compounds(names)) if it and all(map(self.chats, it.split()))
        )
        """What is joined by a hyphen in *names* and has no word that tells."""
        self._learn(self.compounds, "compound")
        vague = [word for word, role in self._roles.items() if role == "vague"]
        stems = chain(vague, (word[:-1] for word in vague if word.endswith("e")))
        self._vague = frozenset(stem + ending for stem in stems for ending in ENDINGS)
        """The vague words with an ending: "uses", and "using"."""
        self._words = frozenset(word for phrase in self._roles for word in phrase.split())
        self.vocabulary = Vocabulary(sorted(self._words))
        """Every word that asks, lists, chats or seldom decides."""

    def _learn(self, phrases: Iterable[str], role: str) -> None:
        for phrase in phrases:
            found = words(phrase)
            self._roles.setdefault(" ".join(found), role)
            self._longest[found[0]] = max(self._longest.get(found[0], 0), len(found))

    def read(self, text: str, mend: Callable[[str], str] = str) -> Query:
        """Read *text*, each word as *mend* spells it; no `Query.words` means that there is nothing to read.

        Never raises.
        """
        text = text[:MAX_LENGTH]
        capitals = abbreviations(text)
        found = [word if word in capitals else mend(word) for word in words(text)[:MAX_WORDS]]
        counted = cardinals(text)
        asks: dict[Question, int] = {}
        asked_at: list[tuple[Question, tuple[int, ...]]] = []
        after_which = several = False
        listed = listing_is_told = False
        ends: int | None = None
        which_at: int | None = None
        asking: list[int] = []
        read: list[Word] = []
        while len(read) < len(found):
            place = len(read)
            role, length = (None, 1) if found[place] in capitals else self._role(found, place)
            for word in found[place : place + length]:
                sort_asked = role in OF_A_SORT and length > 1 and not self.chats(word)
                telling = role in (None, "vague", "compound") or sort_asked
                sort_asked = sort_asked or (
                    after_which and telling and word not in counted and not is_number(word)
                )
                vague = role == "vague" or sort_asked or word in counted
                sort_near = which_at is not None and len(read) - which_at <= MOST_BEFORE_SORT
                # "what kinds of leave": several, though no plural follows
                of_a_sort = (sort_near and telling) or (role == "which" and length > 1)
                several = several or (of_a_sort and PLURAL.fullmatch(word) is not None)
                which_at = len(read) if role == "which" else which_at
                asking += [len(read)] if role == "which" or role in BY_NAME else []
                after_which = role == "which" or (after_which and word in counted)
                turn = self._turns.get(word) if role not in QUESTIONS else None
                read.append(Word(word, telling, vague, sort_asked, turn=turn))
            at_the_end = place + length == len(found)
            joins = role == "when" and found[place] in self._conjunctions
            if joins and not at_the_end and any(word.telling for word in read[:place]):
                continue  # "stronger when they stand together", but "signed when?"
            if role == "who" and place and read[place - 1].telling and found[place - 1].endswith("s"):
                continue  # "kids who cannot swim"
            if role in QUESTIONS:
                asks.setdefault(role, place + length)  # type: ignore[arg-type]
                asked_at.append((role, tuple(range(place, place + length))))  # type: ignore[arg-type]
            if role == "listing":
                listed = listed or not any(word.telling for word in read)
                ends = len(read)
                listing_is_told = listing_is_told or found[place] not in WEAK
        if self._closes(found):
            asks.setdefault("why", len(found))
        times = 0 if asks else self._of_times(found)
        if any(word.telling for word in read[: len(found) - times]) and times:
            asks["when"] = len(found)
            asked_at.append(("when", tuple(range(len(found) - times, len(found)))))
            read[-times:] = (word._replace(telling=False) for word in read[-times:])
        # "All events", "transport, all of it"
        listing = listed or (ends is not None and not any(word.telling for word in read[ends:]))
        if read and read[-1].telling and text[-1].isalnum():
            read[-1] = read[-1]._replace(unfinished=True)
        if found and found[0] in self._closed and not listing_is_told:
            listing = False  # "do they agree on anything?"
        closed = bool(found) and found[0] in self._closed and not asked_at
        either = not self._either.isdisjoint(found)
        owners = frozenset(chain.from_iterable(words(it) for it in _POSSESSED.findall(text)))
        for place in _parted(text) & set(range(len(read))):
            read[place] = read[place]._replace(parted=True)
        for place, it in enumerate(read):
            # "after moving out" is of the move itself.
            behind = self._before.get(found[place - 1]) if place and not it.text.endswith("ing") else None
            if behind or it.text in owners:
                read[place] = it._replace(owner=it.text in owners, behind=behind)
        if "who" in asks and read:
            last = max((place for place, it in enumerate(read) if it.telling), default=0)
            if read[-1].turn or self._before.get(found[last]) == "after":
                last = len(read) - 1 if read[-1].turn else last
                read[last] = read[last]._replace(turn="following")  # "who gets it next?", "who after them?"
        which = which_at is not None
        picks = any(ask in OF_A_SORT for ask in asks) or any(it.sort_asked for it in read)
        pairs = any(word.telling for word in read[asking[0] : which_at]) if which_at and asking else False
        return Query(
            text,
            tuple(read),
            asks,
            tuple(asked_at),
            several,
            listing,
            which,
            closed,
            bool(times),
            pairs,
            self._superlative(text, found) if picks else None,
            either,
            self._done_at(asks, read),
        )

    def _done_at(self, asks: Mapping[Question, int], read: list[Word]) -> int | None:
        """The place of what is asked who does: right behind the question word, but for "will" or "may"."""
        place = asks.get("who", len(read))
        if place + 1 < len(read) and not read[place].telling and read[place].text in self._closed:
            place += 1
        return place if place < len(read) and read[place].telling else None

    def _closes(self, found: list[str]) -> bool:
        """Whether *found*, but for chatter around it, asks what it is for: "ok, what is it for then"."""
        start, end = 0, len(found)
        while start < end and self.fills(found[start]):
            start += 1
        while start < end and self.fills(found[end - 1]) and found[end - 1] not in self._closings:
            end -= 1
        return start < end and self._roles.get(found[start]) == "which" and found[end - 1] in self._closings

    def _superlative(self, text: str, found: list[str]) -> str | None:
        """The word or words of *text*, which are *found* in it, that pick one of all."""
        said = f" {' '.join(found)} "
        latin = text.rstrip().rpartition(" ")[2].isascii()  # "мост" is a bridge
        anywhere = (it for it in self._superlatives if f" {it} " in said)
        at_the_end = (
            it
            for it, is_latin in self._last_superlatives.items()
            if said.endswith(f" {it} ") and latin >= is_latin
        )
        return next(chain(anywhere, at_the_end), None)

    def _of_times(self, found: list[str]) -> int:
        """How many words at the end ask for the times of what stands before them: "library *hours*"."""
        return next((len(it) for it in self._hours if found[-len(it) :] == it), 0)

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

    def _role(self, found: list[str], place: int) -> tuple[str | None, int]:
        """What the longest known phrase at *place* does, and how many words it has."""
        for length in range(min(self._longest.get(found[place], 0), len(found) - place), 0, -1):
            role = self._roles.get(" ".join(found[place : place + length]))
            if role:
                return role, length
        return ("vague" if found[place] in self._vague else None), 1
