"""Whether a text says a date or a length of time, in any of the languages that the language data know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from .dates import ORDINALS, OTHER, has_year, weekday_of
from .fold import fold, is_number, numbers, words
from .numerals import SCALES
from .patterns import folded_names
from .values import Values

SHORT_WORD = 3
"""Letters of words that may stand between a day and its month: "5. *und* 6. September", "10 *of* May"."""

SHORTEST_NAME = 3
"""Letters from which a month or weekday may have an ending: "mayda", "samstags"."""

LAST_DAY = 31
_NO_ORDINALS: tuple[frozenset[str], ...] = (frozenset(),) * len(ORDINALS)


class Times:
    """Reads times. Every text is one whose numbers stand in digits: see `Numerals.plain`."""

    def __init__(
        self, values: Values, endings: Iterable[str], ordinals: Sequence[Sequence[str]] = ()
    ) -> None:
        """*ordinals* are the words for the first, the second and so on, and in the end for the last."""
        by_place = [frozenset(map(fold, row)) for row in ordinals]
        self._ordinals = (*by_place[: len(ORDINALS) - 1], by_place[-1]) if by_place else _NO_ORDINALS
        self._months = _by_name(values.months)
        self._month_heads = frozenset(name[:SHORTEST_NAME] for name in self._months)
        self._weekdays = _by_name(values.days)
        self._units = _by_name(values.periods.values())
        self._every = {often: tuple(map(fold, phrases)) for often, phrases in values.every.items()}
        self._joints = frozenset(map(fold, values.joints))
        self._endings = frozenset(map(fold, endings))

    def names_the_same(self, name: str, text: str) -> bool:
        """Whether *name* is a month or weekday, and *text* says it in whichever language."""
        month, weekday = self._months.get(fold(name)), self._weekdays.get(fold(name))
        if month is not None and self.says_date(text, f"--{month:02}"):
            return True
        return weekday is not None and any(self._is(self._weekdays, word, weekday) for word in words(text))

    def says_date(self, text: str, date: str) -> bool:
        """Whether *text* says month and day of an ISO date, as far as it has them, and not its year."""
        if date.startswith("---"):
            return str(int(date[3:])) in numbers(text)
        month, day = (*(int(it) for it in date.removeprefix("--").split("-")[has_year(date) :]), 0, 0)[:2]
        if not month:
            return True
        if any(it[0] == month and day in (0, it[1]) for it in _in_figures(text)):
            return True
        if any(it.month == month and day in (it.first, it.last) for it in days_of_months(text, self._months)):
            return True
        found = words(text)
        heads = self._month_heads
        likely = [(place, word) for place, word in enumerate(found) if word[:SHORTEST_NAME] in heads]
        places = [place for place, word in likely if self._is(self._months, word, month)]
        return any(not day or day in self._days_beside(found, place) for place in places)

    def says_day_of_month(self, text: str, day: int) -> bool:
        """Whether a clause of *text* says a day and names no month: "the 26th", "bis zum 20."."""
        ordinal = re.compile(
            rf"(?<![\d.,])0?{day}(?:st|nd|rd|th\b|\.(?=\s+[^\W\d_])|-?(?:го|е)\b)", re.IGNORECASE
        )
        return any(
            ordinal.search(clause)
            and not any(it[0].isupper() and fold(it) in self._months for it in _WORD.findall(clause))
            for clause in re.split(r"[;:()!?]|\.\s+(?=[A-Z])", text)
        )

    def says_every(self, text: str, every: str) -> bool:
        """Whether *text* says that something comes every day, month, Monday, or every so many minutes."""
        which, _, unit = every.rpartition(" ")
        if which == OTHER:
            return self._says_other(text, unit)
        if weekday_of(every):
            return self.names_the_same(unit, text) and (not which or self._says_which(text, which, unit))
        if every[0].isdigit():
            return self.says_count(text, every)
        said = f" {fold(text)} "
        return any(
            f" {phrase} " in said for phrase in (*self._every.get(every, ()), *self._every.get("any", ()))
        )

    def _says_which(self, text: str, which: str, weekday: str) -> bool:
        """Whether *text* says "the last Wednesday" or "every second Wednesday of the month".

        "Every second Wednesday" alone is every other one.
        """
        number = self._weekdays[fold(weekday)]
        found = words(text)
        wanted = self._ordinals[ORDINALS.index(which)] | {fold(which)}
        every = {word for phrase in self._every.get("any", ()) for word in phrase.split()}
        said = f" {' '.join(found)} "
        if which in (ORDINALS[0], ORDINALS[-1]) or any(f" {it} " in said for it in self._every["month"]):
            every = set()
        return any(
            self._is(self._weekdays, word, number)
            and found[place - 1] in wanted
            and (place < 2 or found[place - 2] not in every)
            for place, word in enumerate(found)
            if place
        )

    def _says_other(self, text: str, unit: str) -> bool:
        """Whether *text* says "every other Thursday", "every second week" or "every two weeks"."""
        if fold(unit) in self._weekdays:
            named = self.names_the_same(unit, text)
        else:
            named = self.says_count(text, f"{OTHER} {unit}")
        said = words(text)
        return named and not {OTHER, "2", "alternate"}.isdisjoint(said)

    def says_count(self, text: str, count: str) -> bool:
        """Whether *text* says a length of time such as "30 days", in whichever words."""
        unit = fold(count.rpartition(" ")[2])
        number = self._units.get(unit)
        said = words(text)
        if is_number(unit):  # "1 second"
            return f" {fold(count)} " in f" {' '.join(said)} "
        known = number is not None and any(self._is(self._units, word, number) for word in said)
        counted = numbers(count) | ({"1"} if fold(count).partition(" ")[0] == "one" else set())
        return (known or unit in said) and counted <= counts(text)

    def _days_beside(self, found: Sequence[str], month: int) -> Iterator[int]:
        """The days that stand before or after the month at that place: 5 and 6 of "5. und 6. Mai"."""
        for step in (found[:month][::-1], found[month + 1 :]):
            for word in step:
                if is_number(word) and word.isdigit() and int(word) <= LAST_DAY:
                    yield int(word)
                elif is_number(word) or (len(word) > SHORT_WORD and word not in self._joints):
                    break

    def _is(self, known: Mapping[str, int], word: str, number: int) -> bool:
        """Whether *word* is a name of that *number*, perhaps with an ending."""
        if word in known:
            return known[word] == number
        stems = (word[:size] for size in range(len(word) - 1, SHORTEST_NAME - 1, -1))
        return any(known.get(stem) == number and word[len(stem) :] in self._endings for stem in stems)


def counts(text: str) -> frozenset[str]:
    """The numbers of *text*, folded, with 1 where it says "one", which may count nothing, and with halves.

    "Once" and "twice" are so many times.

    So are both ends of a range whose scale is said once.

    >>> sorted(counts("one volunteering day in 12 months")), sorted(counts("two and a half hours"))
    (['1', '12'], ['2', '2.5'])
    >>> sorted(counts("between 3 and 4 million"))
    ['3', '3000000', '4000000']
    >>> sorted(counts("twice a day, and once on Tuesdays"))
    ['1', '2']
    """
    found = words(text)
    one = frozenset(_UNREAD[it] for it in _UNREAD.keys() & set(found))
    ends = (numbers(f"{end[1]} {end[2]}") for end in _FIRST_END.finditer(text))
    halves = frozenset(_halves(found)) if "half" in found else frozenset[str]()
    return numbers(text).union(one, halves, *ends)


_UNREAD = {"one": "1", "once": "1", "twice": "2"}
"""Words for numbers that may be no number elsewhere."""

_FIRST_END = re.compile(
    rf"(?<![\w.,])(\d[\d.,]*)(?:\s+(?:and|to|or)\s+|\s?[-–]\s?)\D?\d[\d.,]*\s+({'|'.join(SCALES)})\b"
)
"""The first end of a range, and the scale that stands behind the last: "between *3* and 4 *million*"."""


def _halves(found: Sequence[str]) -> Iterator[str]:
    """The 2.5 of "two and a half hours", and of "two hours and a half"."""
    for at in range(1, len(found) - 2):
        if found[at : at + 3] == ["and", "a", "half"]:
            for word in (found[at - 1], found[max(at - 2, 0)]):
                if is_number(word) or word == "one":
                    yield f"{1 if word == 'one' else word}.5"
                    break


class DaysOfMonth(NamedTuple):
    """The same days of one of several months, and where its name stands."""

    start: int
    end: int
    first: int
    last: int
    month: int


def days_of_months(text: str, months: Mapping[str, int]) -> Iterator[DaysOfMonth]:
    """The days that *text* says once for several months: "1 to 10 January, April and July".

    *months* are known by their folded names. None for the first of the months, beside which they stand.
    """
    for row in _DAYS_OF_MONTHS.finditer(text):
        first, last = int(row["first"]), int(row["last"])
        if fold(row["month"]) not in months or not first < last <= LAST_DAY:
            continue
        for name in _WORD.finditer(text, row.end("month"), row.end()):
            if month := months.get(fold(name.group())):
                yield DaysOfMonth(*name.span(), first, last, month)
            elif fold(name.group()) not in _AND:
                break


_AND = frozenset(("and", "und", "ve", "və", "i", "и"))
_DAYS_OF_MONTHS = re.compile(
    r"(?<![\d.,:/-])(?P<first>\d{1,2})(?:st|nd|rd|th|\.)?\s*(?:to|until|till|bis|–|-)\s*(?P<last>\d{1,2})"
    r"(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(?P<month>[^\W\d_]{3,})"
    r"(?:(?:,\s+|,?\s+(?:and|und|ve|və|и)\s+)[^\W\d_]{3,})+(?!\s+\d)"
)

_WORD = re.compile(r"[^\W\d_]+")
_IN_FIGURES = re.compile(
    r"\b(\d{1,2})([-./])(\d{1,2})(?:[-./](?:\d{4}|\d\d)\b|\.(?!\d))|\b\d{4}-(\d\d)-(\d\d)\b"
)


def _in_figures(text: str) -> Iterator[tuple[int, int]]:
    """Month and day of the dates in figures: "14.05.2025", "14.05.", "2025-05-14"; "5/14/2025" either way."""
    for match in _IN_FIGURES.finditer(text):
        first, by, second, month, day = match.groups()
        if month:
            yield int(month), int(day)
        else:
            yield int(second), int(first)
            if by == "/":
                yield int(first), int(second)


def _by_name(rows: Iterable[Iterable[str]]) -> dict[str, int]:
    """The single words of *rows*, folded, with the number of their row, the first of two."""
    named = chain.from_iterable(
        ((name, number) for name in folded_names(row)) for number, row in enumerate(rows, 1)
    )
    found: dict[str, int] = {}
    for name, number in named:
        found.setdefault(name, number)
    return found
