"""How the languages of sources write numbers: 1.234,5, "zweiundzwanzig", "2,5 milyon"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, get_args

from .checked import CLOSED
from .fold import fold, is_number, is_scale, numbers
from .patterns import SPACES

Scale = Literal["thousand", "million", "billion", "trillion"]
SCALES: tuple[Scale, ...] = get_args(Scale)

MOST_LETTERS = 5
"""Letters of an ending of a scale: "milyon*luk*"."""

LONG = 5
"""Letters from which a scale may have such an ending; "bin" or "min" may not."""

SHORTEST_STEM = 4
"""Letters from which the word for a number may have an ending: what is shorter is too much else."""


@dataclass(frozen=True)
class Numerals:
    """How one language writes numbers. Without anything it is English, which `fold` reads."""

    __pydantic_config__ = CLOSED
    decimal: str = "."
    """What stands before the fraction."""
    groups: tuple[str, ...] = ()
    """What may part the thousands; a space is any space."""
    words: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """Cardinals and ordinals by what they count. 1 counts only before a scale: it is the article too."""
    scales: Mapping[Scale, tuple[str, ...]] = field(default_factory=dict)
    endings: tuple[str, ...] = ()
    """What the word for a number may end in."""
    joins: bool = False
    """Whether several of these words are written as one: "zweihundertfünfzig"."""
    joint: str | None = None
    """What may stand between them there: "zwei*und*zwanzig"."""

    def numbers(self, text: str) -> frozenset[str]:
        """The numbers of *text*, folded: the same for "61,4 Millionen" as for "61.4 million"."""
        return numbers(self.plain(text))

    def plain(self, text: str) -> str:
        """*text* with its numbers as English writes them in digits; the rest as it is.

        Never raises. What is ambiguous is read as this language has it: "1.234" is a thousand in German.
        """
        if not (self.groups or self.words or self.scales):
            return text
        return "".join(self._in_digits(_PIECE.findall(self.digits(text))))

    def digits(self, text: str) -> str:
        """*text* with the numbers that it has in digits as English writes them; words stay as they are."""
        if not self.groups:
            return text
        return self._digits.sub(self._in_english, _NUMERIC_DATE.sub(r"\1-\2-\3", text))

    def counts(self, word: str) -> bool:
        """Whether a folded *word* is a number or a scale, in this language or as `fold` reads it."""
        return is_number(word) or is_scale(word) or self.scale(word) is not None or bool(self.numbers(word))

    def scale(self, word: str) -> Scale | None:
        """The scale that *word* is in this language, as it stands in its list."""
        return next((it for it, names in self.scales.items() if fold(word) in map(fold, names)), None)

    def _in_english(self, match: re.Match[str]) -> str:
        whole, fraction = match["whole"], match["fraction"]
        digits = re.sub(r"\D", "", whole)
        return f"{digits}.{fraction}" if fraction else digits

    @cached_property
    def _digits(self) -> re.Pattern[str]:
        parting = "".join(re.escape(it) if not it.isspace() else SPACES for it in self.groups)
        grouped = rf"\d{{1,3}}(?P<by>[{parting}])\d{{3}}(?:(?P=by)\d{{3}})*(?!\d)|" if parting else ""
        return re.compile(
            rf"(?<![\d.,])(?P<whole>{grouped}\d+)(?:{re.escape(self.decimal)}(?P<fraction>\d+))?"
        )

    def _in_digits(self, pieces: list[str]) -> Iterator[str]:
        """The pieces of a text, words and what is between them, with words for numbers in digits."""
        run: list[int] = []
        gap = ""
        after_number = False
        for place, piece in enumerate(pieces):
            if not piece[0].isalpha():
                if run and piece.isspace():
                    gap = piece
                    continue
                yield from _told(run, gap)
                run, gap = [], ""
                yield piece
                if not piece.isspace():
                    # "Mio." and "тыс." have a dot before the space; a number may have one behind it.
                    after_number = piece.rstrip()[-1:].isdigit()
                continue
            word = fold(piece)
            counted = self._count(word)
            if counted == [1] and not self._scale(fold("".join(pieces[place + 2 : place + 3]))):
                counted = []
            scale = self._scale(word)
            if counted and (not run or _goes_on(run, counted)):
                run += counted
                gap = ""
            elif scale and (run or after_number):
                yield from _told(run, gap)
                yield scale
                run, gap = [], ""
            else:
                yield from _told(run, gap)
                run, gap = (counted, "") if counted else ([], "")
                if not counted:
                    yield piece
            after_number = False
        yield from _told(run, gap)

    def _scale(self, word: str) -> str | None:
        if word in self._scales:
            return self._scales[word]
        longer = (it for it in self._scales if len(it) >= LONG and word.startswith(it))
        return next((self._scales[it] for it in longer if len(word) - len(it) <= MOST_LETTERS), None)

    def _count(self, word: str) -> list[int]:
        """The numbers that a folded word is made of: 2 and 20 for "zweiundzwanzig"; none for other words."""
        value = self._value(word)
        if value is not None:
            return [value]
        return next(self._split(word), []) if self.joins else []

    def _split(self, word: str) -> Iterator[list[int]]:
        """Each way to take a folded word for two or more words for numbers."""
        for part, value in self._parts.items():
            if word.startswith(part):
                rest = word.removeprefix(part)
                for found in (rest, rest.removeprefix(self._joint)) if self._joint else (rest,):
                    last = self._value(found)
                    if last is not None:
                        yield [value, last]
                    elif found:
                        yield from ([value, *others] for others in self._split(found))

    def _value(self, word: str) -> int | None:
        if word in self._values:
            return self._values[word]
        stems = (it for it in self._values if len(it) >= SHORTEST_STEM and word.startswith(it))
        return next((self._values[it] for it in stems if word[len(it) :] in self._endings), None)

    @cached_property
    def _values(self) -> Mapping[str, int]:
        return {_bare(word): value for value, words in self.words.items() for word in words}

    @cached_property
    def _scales(self) -> Mapping[str, str]:
        return {_bare(word): scale for scale, words in self.scales.items() for word in words}

    @cached_property
    def _endings(self) -> frozenset[str]:
        return frozenset(map(_bare, self.endings))

    @cached_property
    def _joint(self) -> str:
        return _bare(self.joint or "")

    @cached_property
    def _parts(self) -> Mapping[str, int]:
        return {**self._values, **dict.fromkeys(map(_bare, self.scales.get("thousand", ())), 1000)}


_NUMERIC_DATE = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b")
_PIECE = re.compile(r"[^\W\d_]+|[\W\d_]+")


def _bare(word: str) -> str:
    return fold(word).replace(" ", "")


def _goes_on(run: list[int], more: list[int]) -> bool:
    """Whether *more* is part of the same number as *run*: "yirmi beş" is 25, "zwei drei" is two numbers."""
    last, following = run[-1], more[0]
    if following in (100, 1000):
        return last < following
    return following < (10 if 10 <= last < 100 and not last % 10 else last if last in (100, 1000) else 0)


def _told(run: list[int], gap: str) -> Iterator[str]:
    """A number of several words in digits, and the space behind it."""
    if run:
        total = current = 0
        for value in run:
            if value == 1000:
                total, current = total + (current or 1) * 1000, 0
            elif value == 100:
                current = (current or 1) * 100
            else:
                current += value
        yield f"{total + current}"
    if gap:
        yield gap
