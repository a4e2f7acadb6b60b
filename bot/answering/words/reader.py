"""Reads what a person typed for its words and for the kinds of answer that it wants."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import accumulate, chain, takewhile
from typing import Literal

from knowledge.fold import cardinals, fold, is_number, ordinals, words
from knowledge.model import Question
from knowledge.questions import Questions
from knowledge.tells import is_year

from .degrees import is_comparative, is_superlative
from .everyday import is_foreign
from .query import PLURAL, Query, Side, Word
from .roles import Piece, Roles, abbreviations, is_question

MAX_LENGTH = 4_000
"""Characters read of a query: Slack cuts a message there, and no question is longer."""

MAX_WORDS = 60
"""Words read of a query. More is a text, and a text names too much to be one question."""

WEAK = frozenset(("any", "anything"))
"""Words that list in "anything on Hungary", and do not in "do they agree on anything?"."""

MOST_TO_SORT = 2
"""Words from "which" to the sort of thing asked for: "which *OTS summits*"."""

BY_NAME = frozenset(("who", "which country"))
"""Questions for somebody, of whom "what" may be asked besides: "who proposed what"."""

OF_A_SORT = frozenset(("who", "where", "which city", "which country"))
"""Questions in whose words the sort of thing that is asked for may be named: "which *company*"."""

SORTS_NAMED = OF_A_SORT | {"which day"}
"""The same, and those whose sort is told of besides: "up to three *days* a week"."""

RELATIVE: frozenset[Question] = frozenset(("who", "where"))
"""Questions whose words tell which of several are meant: "cities *where* something was held"."""

HOW_MUCH: frozenset[Question] = frozenset(("how much", "how many"))
"""Questions by which two things may be compared: "how much cheaper is it than by sea"."""

_POSSESSED = re.compile(r"([\w-]+)[’']s\b")

_PARTS = re.compile(r"\s*[/,]\s+|(?<=[^\W\d]{3})/(?=[^\W\d]{3})")
"""What stands between several things, and in no number or unit: not that of "1,000" and "km/h"."""

Asking = tuple[Question, tuple[int, ...]]
"""What is asked for, and the places of the words that ask it."""

COUNTING: frozenset[Question] = frozenset(("how much", "how many"))
"""Questions that ask for an amount, which is of whom it is asked: "how much does *Hungary* pay?"."""


class Reader:
    """Reads queries by the *roles* of their words, and by the words that turn, close or compare them."""

    def __init__(self, roles: Roles, questions: Questions) -> None:
        self.roles = roles
        self._closings = frozenset(map(fold, questions.closings))
        self._closed = frozenset(map(fold, questions.closed))
        self._conjunctions = frozenset(map(fold, questions.conjunctions))
        self._indefinite = frozenset(map(fold, questions.indefinite))
        self._of = frozenset(map(fold, questions.of))
        self._either = frozenset(map(fold, questions.either))
        self._turns: dict[str, Literal["coming", "relative"]] = {
            **dict.fromkeys(map(fold, questions.relative), "relative"),
            **dict.fromkeys(map(fold, questions.coming), "coming"),
        }
        self._before: dict[str, Literal["before", "after", "since"]] = {
            **dict.fromkeys(map(fold, questions.since), "since"),
            **dict.fromkeys(map(fold, questions.after), "after"),
            **dict.fromkeys(map(fold, questions.before), "before"),
        }
        pairs = (phrase for it in questions.vague if len(phrase := words(it)) == 2)
        self._phrasal = tuple(verb for verb, small in pairs if small in self._before)
        """Verbs whose meaning a word for "before" or "after" changes: "who *looks after* it?"."""
        self._sides: dict[str, Side] = {
            **dict.fromkeys(map(fold, questions.origins), "from"),
            **dict.fromkeys(map(fold, questions.goals), "to"),
        }
        self._superlatives = tuple(map(fold, questions.superlatives.anywhere))
        self._other_superlatives = tuple(map(fold, questions.superlatives.otherwise))
        self._than = frozenset(map(fold, questions.comparatives.than))
        self._more = frozenset(
            map(fold, chain(questions.comparatives.more, questions.comparatives.of.get("money", ())))
        )
        self._last_superlatives = {fold(it): it.isascii() for it in questions.superlatives.at_the_end}
        self.of_a_place = {
            found[-1]: phrase
            for phrase in chain(questions.asks.get("which city", ()), questions.asks.get("which country", ()))
            if len(found := words(phrase)) > 1
        }
        """What asks for a place by its sort: "which city" by "city"."""
        self._hours = sorted((words(it) for it in questions.hours), key=len, reverse=True)
        self._end_hours = frozenset(phrase[-1] for phrase in self._hours)

    def read(self, text: str, mend: Callable[[str], str] = str) -> Query:
        """Read *text*, each word as *mend* spells it; no `Query.words` means that there is nothing to read.

        Never raises.
        """
        text = text[:MAX_LENGTH]
        short, in_a_row = abbreviations(text), ordinals(text)
        found = [word if word in short else mend(word) for word in words(text)[:MAX_WORDS]]
        pieces = self._asking_across(found, self.roles.pieces(found, short, is_foreign=is_foreign(text)))
        read = [
            word._replace(ordinal=True) if word.text in in_a_row else word
            for word in self._told_apart(found, pieces, cardinals(text))
        ]
        which, several = any(piece.role == "which" for piece in pieces), _wants_several(pieces, read)
        asked = list(self._asked(pieces, read))
        why = self._asks_why(found)
        hours = () if asked or why else self._hours_of(found)
        if hours and any(word.telling for place, word in enumerate(read) if place not in hours):
            asked.append(("when", hours))
            for place in hours:
                read[place] = read[place]._replace(telling=False)
        asks: dict[Question, int] = {}
        for ask, places in asked:
            asks.setdefault(ask, places[-1] + 1)
        if why:
            asks.setdefault("why", len(found))
        is_closed = bool(found) and found[0] in self._closed
        picks_one = which or not OF_A_SORT.isdisjoint(asks) or any(word.sort_asked for word in read)
        # "Is it cheaper than by sea?" compares, and so does "how much cheaper is it".
        # "Which is bigger, this or that?" does so too.
        either = not self._either.isdisjoint(found)
        compares = (is_closed or which) if not asked else asks.keys() <= (SORTS_NAMED if either else HOW_MUCH)
        return Query(
            text,
            " ".join(found),
            tuple(self._marked(text, read, asks)),
            asks,
            tuple(asked),
            several=several,
            listing=_wants_all(pieces, read, is_closed=is_closed),
            which=which,
            closed=is_closed and not asked,
            hours=bool(hours),
            pairs=which and _wants_pairs(pieces, read),
            superlative=self._superlative(text, found) if picks_one else None,
            comparative=self._comparative(found) if compares else None,
            either=either,
            done_at=self._done_at(asks, read),
        )

    def _asking_across(self, found: Sequence[str], pieces: Sequence[Piece]) -> list[Piece]:
        """The *pieces* of *found*, "which" read with the noun behind one word: "which *Spanish* city"."""
        read = list(pieces)
        for at, (which, between, noun) in enumerate(zip(pieces, pieces[1:], pieces[2:], strict=False)):
            if which.role == "which" and len(which.places) == 1 and between.role in (None, "vague"):
                asking = self.roles.of(f"{found[which.start]} {found[noun.start]}")
                if asking in OF_A_SORT and noun.role in (None, "vague"):
                    read[at] = Piece(asking, which.start, which.end)
                    read[at + 2] = noun._replace(role="vague")
        return read

    def _told_apart(
        self, found: Sequence[str], pieces: Sequence[Piece], counted: Collection[str]
    ) -> list[Word]:
        """The words *found*, those that tell apart from those that do not; *counted* are numbers in words."""
        read = []
        after_which = False
        for role, start, end in pieces:
            tells, several = role in (None, "vague", "compound"), end - start > 1
            may_name_sort = several and role in SORTS_NAMED
            # "Next year" is a time, and asks for nothing else that is to come.
            turns = not (is_question(role) or (several and role == "vague"))
            for word in found[start:end]:
                number = word in counted
                names_sort = may_name_sort and not self.roles.chats(word)
                telling = names_sort or tells
                behind_which = after_which and telling and not (number or is_number(word))
                sort_asked = names_sort or behind_which
                vague = role == "vague" or sort_asked or number
                turn = self._turns.get(word) if turns else None
                read.append(Word(word, telling, vague, sort_asked, turn=turn))
                after_which = role == "which" or (after_which and number)
        return read

    def _asked(self, pieces: Sequence[Piece], read: Sequence[Word]) -> Iterator[Asking]:
        """The pieces that ask, and do not join a sentence to the words before them."""
        for piece in pieces:
            role, start, end = piece
            if is_question(role) and not self._joins(piece, read):
                yield role, tuple(range(start, end))

    def _joins(self, piece: Piece, read: Sequence[Word]) -> bool:
        """Whether a question word joins: "stronger *when* they stand together", "kids *who* cannot swim"."""
        before = read[: piece.start]
        if piece.role in RELATIVE and before and piece.end < len(read):
            return before[-1].telling and before[-1].text.endswith("s")
        if piece.role == "how many" and before and before[-1].telling and not before[-1].vague:
            # The "*phone* number of" somebody counts nothing.
            return self.roles.of(read[piece.start].text) in (None, "vague")
        if piece.role == "how many" and read[piece.end - 1].text in self._of:
            return self._is_of_one(read[piece.end :])
        at_the_end = piece.end == len(read)  # "signed when?"
        joining = piece.role == "when" and read[piece.start].text in self._conjunctions
        return joining and not at_the_end and any(word.telling for word in before)

    def _is_of_one(self, behind: Sequence[Word]) -> bool:
        """Whether words *behind* "the number of" name one thing, which has a number: "*the absence line*"."""
        named = list(takewhile(lambda word: word.telling, behind[1:]))
        is_one = bool(behind) and self.roles.fills(behind[0].text) and bool(named)
        return is_one and not PLURAL.fullmatch(named[-1].text)

    def _asks_why(self, found: Sequence[str]) -> bool:
        """Whether *found*, but for chatter around it, asks what it is for: "ok, what is it for then"."""
        if self._closings.isdisjoint(found):
            return False
        start, end = 0, len(found)
        while start < end and self.roles.fills(found[start]):
            start += 1
        while start < end and self.roles.fills(found[end - 1]) and found[end - 1] not in self._closings:
            end -= 1
        return start < end and self.roles.of(found[start]) == "which" and found[end - 1] in self._closings

    def _hours_of(self, found: list[str]) -> tuple[int, ...]:
        """The places of the words that ask for the times of something: "library *hours*".

        Before it there are several: "*opening hours* of it"; the "hours of a course" are how long it takes.
        """
        if self._end_hours.isdisjoint(found):
            return ()
        for phrase in self._hours:
            for start in range(len(found) - len(phrase), -1, -1):
                end = start + len(phrase)
                before = len(phrase) > 1 and self.roles.fills(found[end]) if end < len(found) else True
                if found[start:end] == phrase and before:
                    return tuple(range(start, end))
        return ()

    def _marked(self, text: str, read: Sequence[Word], asks: Collection[Question]) -> list[Word]:
        """The words *read* of *text*, with what their neighbours and signs make of them."""
        owners, parted = _owners(text), _parted(text)
        of_amount = not COUNTING.isdisjoint(asks)
        marked = list(read)
        if read and read[-1].telling and text[-1].isalnum():
            marked[-1] = read[-1]._replace(unfinished=True)
        for place, word in enumerate(marked):
            # "after moving out" is of the move itself.
            before = read[place - 1].text if place else ""
            phrasal = place > 1 and read[place - 2].text.startswith(self._phrasal)
            behind = None if phrasal or word.text.endswith("ing") else self._before.get(before)
            side = self._sides.get(before)
            owner = word.text in owners or (of_amount and before in self._closed)
            if behind or side or owner or place in parted:
                marked[place] = word._replace(behind=behind, side=side, owner=owner, parted=place in parted)
        following = self._following(read) if "who" in asks else None
        if following is not None:
            marked[following] = marked[following]._replace(turn="following")
        return marked

    def _following(self, read: Sequence[Word]) -> int | None:
        """The place of the word that asks who follows: "who gets it *next*?", "who *after* them?"."""
        if read[-1].turn:
            return len(read) - 1
        last = max((place for place, word in enumerate(read) if word.telling), default=0)
        return last if self._before.get(read[last].text) == "after" else None

    def _superlative(self, text: str, found: Sequence[str]) -> str | None:
        """The word or words of *text*, which are *found* in it, that pick one of all."""
        said = f" {' '.join(found)} "
        if any(f" {it} " in said for it in self._other_superlatives):
            return None
        latin = text.rstrip().rpartition(" ")[2].isascii()  # "мост" is a bridge
        anywhere = (it for it in self._superlatives if f" {it} " in said)
        by_form = filter(is_superlative, found)
        at_the_end = (
            it
            for it, is_latin in self._last_superlatives.items()
            if said.endswith(f" {it} ") and latin >= is_latin
        )
        return next(chain(anywhere, by_form, at_the_end), None)

    def _comparative(self, found: Sequence[str]) -> str | None:
        """The word among *found* that asks whether one is more so than another.

        "More than 50", "more than a club" and "in 2025 than in 2024" are compared with what is said in them.
        """
        at = next((at for at, word in enumerate(found) if at and word in self._than), None)
        if at is not None:
            behind = found[at + 1] if at + 1 < len(found) else ""
            is_bound = behind in self._indefinite or (is_number(behind) and not is_year(behind))
            if is_bound or sum(map(is_number, found)) > 1:
                return None
            said = [word for word in found[:at] if word in self._more]
            near = said or [word for word in found[:at] if word.endswith("er")]
            return near[-1] if near else None
        if self._either.isdisjoint(found[1:]):
            return None
        at = next((at for at, word in enumerate(found) if word in self._more), None)
        if at is not None and not self._either.isdisjoint(found[at + 1 :]):
            return found[at]
        beside = {
            found[at + step]
            for at in range(1, len(found) - 1)
            if found[at] in self._either
            for step in (-1, 1)
        }
        return next((it for it in found if it not in beside and is_comparative(it)), None)

    def _done_at(self, asks: Mapping[Question, int], read: Sequence[Word]) -> int | None:
        """The place of what is asked who does: right behind the question word, but for "will" or "may"."""
        place = asks.get("who", len(read))
        if place + 1 < len(read) and not read[place].telling and read[place].text in self._closed:
            place += 1
        return place if place < len(read) and read[place].telling else None


def _wants_several(pieces: Sequence[Piece], read: Sequence[Word]) -> bool:
    """Whether "which" stands before a plural, or says "what kinds", though no plural follows."""
    if any(
        it.role in BY_NAME and len(it.places) > 1 and PLURAL.fullmatch(read[it.end - 1].text) for it in pieces
    ):
        return True  # "which companies"
    whiches = [piece for piece in pieces if piece.role == "which"]
    if not whiches:
        return False
    kinds = chain.from_iterable(read[it.start : it.end] for it in whiches if len(it.places) > 1)
    near = chain.from_iterable(read[it.end : it.end + MOST_TO_SORT] for it in whiches)
    sorts = (word for word in near if word.telling)
    return any(PLURAL.fullmatch(word.text) for word in chain(kinds, sorts))


def _wants_all(pieces: Sequence[Piece], read: Sequence[Word], *, is_closed: bool) -> bool:
    """Whether what lists begins or ends a query: "all events", "transport, all of it"."""
    listing = [piece for piece in pieces if piece.role == "listing"]
    if not listing or (is_closed and all(read[it.start].text in WEAK for it in listing)):
        return False  # "do they agree on anything?"
    before, behind = read[: listing[0].start], read[listing[-1].end :]
    return not (any(word.telling for word in before) and any(word.telling for word in behind))


def _wants_pairs(pieces: Sequence[Piece], read: Sequence[Word]) -> bool:
    """Whether something is told between the first word that asks and the last "which" or "what"."""
    asking = [piece for piece in pieces if piece.role == "which" or piece.role in BY_NAME]
    last = max((piece.start for piece in asking if piece.role == "which"), default=0)
    return any(word.telling for word in read[asking[0].start : last]) if last else False


def _owners(text: str) -> frozenset[str]:
    """The folded words of *text* that have something: "*Azerbaijan's* trade"."""
    if "'" not in text and "’" not in text:
        return frozenset()
    return frozenset(chain.from_iterable(map(words, _POSSESSED.findall(text))))


def _parted(text: str) -> frozenset[int]:
    """The places of the words of *text* that begin what stands behind a comma or slash."""
    if "," not in text and "/" not in text:
        return frozenset()
    starts = list(accumulate(len(words(part)) for part in _PARTS.split(text)))
    return frozenset(starts[:-1]) if starts[-1] == len(words(text)) else frozenset()
