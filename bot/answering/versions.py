"""Which of several facts is true when: the newest is the answer; where sources differ, all are said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from knowledge.base import Knowledge
from knowledge.dates import MONTHS
from knowledge.fold import words
from knowledge.model import Entry, Fact, Figure, Place
from knowledge.tells import IN_FOUR

from .listings.written import written
from .reply import Version

_ASKED = re.compile(rf"\b(?:({'|'.join(MONTHS)}) )?({IN_FOUR})\b", re.IGNORECASE)
_MONTH_NUMBERS = {month.lower(): number for number, month in enumerate(MONTHS, 1)}


class Versions:
    """Puts facts in the order of their time, as far as they tell of one thing."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def ordered(self, facts: Sequence[Fact], entry: Entry, text: str) -> tuple[Fact, ...]:
        """*facts*, led by what is true when *text* asks, else by the newest.

        What it has taken the place of comes next, or what other sources say of the same.
        """
        if not facts or not (facts[0].figures or facts[0].newer or facts[0].older):
            return tuple(facts)
        asked = _asked(facts[0], text)
        lead = self._true_at(self._line(facts[0], asked), text)
        others = [it for it in self._line(lead, asked) if it is not lead]
        if not others:
            said = sorted((lead, *self._differing(lead, entry, asked)), key=self._date, reverse=True)
            lead, *others = (self._true_at(said, text), *said) if len(said) > 1 else (lead,)
        first = [lead, *(it for it in others if it is not lead)]
        return (*first, *(it for it in facts if not any(it is one for one in first)))

    def course(self, facts: Sequence[Fact], entry: Entry, text: str) -> tuple[Version, ...]:
        """What the lead's figure was before or is in other sources, newest first; none where it is alone."""
        if not facts or not facts[0].figures:
            return ()
        asked = _asked(facts[0], text)
        line = self._line(facts[0], asked)
        told = line if len(line) > 1 else [facts[0], *self._differing(facts[0], entry, asked)]
        if len(told) == 1:
            return ()
        for figure in asked:
            found = [version for fact in told if (version := self._version(fact, figure))]
            if len({it.value for it in found}) > 1:
                return tuple(sorted(found, key=lambda it: it.date, reverse=True))
        return ()

    def are_linked(self, one: Fact, other: Fact) -> bool:
        """Whether one of two facts has taken the place of the other, or both give one figure differently."""
        figures = one.figures
        return any(it is other for it in self._line(one, figures)) or _differ(one.figures, one, other)

    def _line(self, fact: Fact, asked: Sequence[Figure]) -> list[Fact]:
        """A fact with all that have taken its place and all whose place it has taken, the newest first.

        Where another has taken the place of one of its figures alone, if that is one of those *asked* for.
        """
        if not (fact.newer or fact.older or fact.newer_figures or fact.older_figures):
            return [fact]
        numbers = [it for it, own in enumerate(fact.figures) if any(own.is_of_the_same(one) for one in asked)]
        newer = chain(fact.newer, *(fact.newer_figures.get(it, ()) for it in numbers))
        older = chain(fact.older, *(fact.older_figures.get(it, ()) for it in numbers))
        return [*map(self._at, dict.fromkeys(newer)), fact, *map(self._at, dict.fromkeys(older))]

    def _at(self, place: Place) -> Fact:
        return self._knowledge.by_id[place[0]].facts[place[1]]

    def _differing(self, fact: Fact, entry: Entry, asked: Sequence[Figure]) -> Iterator[Fact]:
        """The facts of *entry* still in place that give one of the figures *asked* for differently."""
        return (it for it in entry.facts if it is not fact and not it.newer and _differ(asked, fact, it))

    def _true_at(self, line: Sequence[Fact], text: str) -> Fact:
        """Which of the facts, the newest first, was true when *text* asks for; else the newest."""
        if len(line) == 1:
            return line[0]
        asked = _ASKED.findall(text)
        if len({year for _, year in asked}) != 1:
            return line[0]
        month, year = asked[-1]
        when = f"{year}-{_MONTH_NUMBERS[month.lower()]:02}" if month else year
        return next((it for it in line if self._date(it)[: len(when)] <= when), line[-1])

    def _date(self, fact: Fact, figure: Figure | None = None) -> str:
        """Since when a fact is true, in ISO: as it says, or of the day of its source."""
        told = [it.as_of for it in ((figure,) if figure else fact.figures) if it.as_of]
        told += [when.dated for when in fact.dates if when.dated]
        return next(iter(told), fact.published_on)

    def _version(self, fact: Fact, asked: Figure) -> Version | None:
        for number, figure in enumerate(fact.figures):
            if figure.is_of_the_same(asked):
                passed = bool(fact.newer) or number in fact.newer_figures
                return Version(fact, written(figure, fact), self._date(fact, figure), passed=passed)
        return None


def _asked(fact: Fact, text: str) -> tuple[Figure, ...]:
    """The figures of *fact* that *text* asks for by most words of what they measure.

    By none all are asked for, but where the fact tells of something that happened: then that is.
    """
    said = set(map(_root, words(text)))
    shared = [len(said & set(map(_root, words(f"{it.whose or ''} {it.of}")))) for it in fact.figures]
    if fact.occasion and not any(shared):
        return ()
    return tuple(it for it, many in zip(fact.figures, shared, strict=True) if many == max(shared))


def _root(word: str) -> str:
    return word.removesuffix("s")


def _differ(asked: Sequence[Figure], one: Fact, other: Fact) -> bool:
    """Whether two sources, or one at two times, give one of the figures *asked* for differently."""
    return any(
        _is_same(mine, theirs)
        and mine.value != theirs.value
        and (
            one.span.source != other.span.source
            or bool(mine.as_of and theirs.as_of and mine.as_of != theirs.as_of)
        )
        for mine in asked
        for theirs in other.figures
    )


def _is_same(one: Figure, other: Figure) -> bool:
    """Whether two figures measure one thing in one unit, whatever their values."""
    return one.is_of_the_same(other) and one.unit == other.unit
