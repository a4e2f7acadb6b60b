"""What came before or after the last thing told, in a row of its own: "and the one before?"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain

from knowledge.fold import fold, is_number, words
from knowledge.model import Entry, Fact
from knowledge.questions import Questions

from ..decide import NAMED
from ..finding.asked import NO_FACT_NEEDED
from ..finding.demands import Lack
from ..finding.match import FactHit, Hit
from ..words.query import Query
from .parts import Parts

MOST_EDITIONS = 1_000
"""Numbers from here on are years, or count something."""

_ORDINAL = re.compile(r"\b\d{1,3}(?:st|nd|rd|th)\b(?=\s+\w)")


class Editions:
    """Steps from one date of a topic to the next, and from the 12th summit to the 11th."""

    def __init__(self, parts: Parts, questions: Questions) -> None:
        self._interpreter, self._matcher = parts.interpreter, parts.matcher
        self._steps: Mapping[int, frozenset[str]] = {
            -1: frozenset(map(fold, questions.step_back)),
            1: frozenset(map(fold, questions.step_on)),
        }
        """The words that ask for what came before (-1) or after (1)."""
        self._ones = frozenset(map(fold, questions.ones))
        self._latest = frozenset(map(fold, questions.latest))
        years = (*questions.year_before, *questions.year_after)
        self._steps_of_years = frozenset(chain.from_iterable(map(words, years)))
        """The words of "the year before", which says of what the step is."""

    def step(self, hit: Hit, told: Fact) -> Hit | None:
        """*hit*, or that of the next topic of its row, with what came before or after what was *told*.

        None where something else is asked, or nothing says in which row what was told is; lacking where
        what came before or after is not told, or not what is asked of it.
        """
        way = self._way(hit.query)
        if not way:
            return None
        here = _date(told)
        beyond = [
            (date, it) for it in hit.facts if here and (date := _date(it.fact)) and _order(date, here) == way
        ]
        if beyond:
            _, nearest = (min if way > 0 else max)(beyond, key=lambda it: it[0])
            return self._answering(hit, nearest)
        ours = next(it for it in hit.facts if it.fact is told)
        if ours.indexed.handovers and not hit.query.asks:
            return _first(ours, hit)  # what passed from one to the other tells who had it before
        numbers = list(_numbers(hit.entry, told))
        other = next(filter(None, (self._numbered(it, way, hit) for it in numbers)), None)
        if other is not None:
            # It was looked for by its name, and is asked what the follow-up asks.
            return self._answering(replace(other, asked=hit.asked), other.lead)
        one = any(word.text in self._ones for word in hit.query.words)
        if not (here or numbers or one) or self._asks_who(hit.query):
            return None
        if self._steps[way].isdisjoint(words(told.text)):  # "before that she was a teacher" tells it
            ours = ours._replace(lacks=(Lack("word", hit.query.text.strip(" ?")),))
        return _first(ours, hit)

    def _way(self, query: Query) -> int:
        """Whether what came before (-1) or after (1) is asked of, "where was the last one?"; 0 for else."""
        texts = [word.text for word in query.words]
        telling = {word.text for word in query.words if word.telling}
        one = any(word in self._ones for word in texts)
        ways = [way for way, steps in self._steps.items() if (telling or set(texts)) & steps]
        latest = one and not self._latest.isdisjoint(texts)
        ways = ways or ([-1] if latest else [])
        asks = (query.asks or query.which) and not self._asks_who(query)
        if len(ways) != 1 or (asks and not one):
            return 0
        (way,) = ways
        return 0 if telling - self._steps[way] - self._latest - self._steps_of_years else way

    def _asks_who(self, query: Query) -> bool:
        """Whether it is asked who it was before or after: that is told with it, or of another time."""
        return query.asks.keys() == {"who"}

    def _answering(self, hit: Hit, fact: FactHit) -> Hit:
        """*hit* led by *fact*, lacking what is asked for and not told there."""
        tells = fact.indexed.tells
        lacks = tuple(Lack("question", ask) for ask in hit.query.asks if ask not in (*NO_FACT_NEEDED, *tells))
        return _first(fact._replace(lacks=lacks[:1]), hit)

    def _numbered(self, name: str, way: int, hit: Hit) -> Hit | None:
        """The topic that is called as *name*, but for the number, which is the next."""
        number, *rest = words(name)
        asked = self._interpreter.asked(" ".join((str(int(number) + way), *rest)))
        found = (it for it in self._matcher.find(asked) if it.entry is not hit.entry)
        return next((it for it in found if it.name >= NAMED and not it.lacks), None)


def _numbers(entry: Entry, told: Fact) -> Iterator[str]:
    """What is numbered in the name of *entry* and in what was *told*, from the number on: "12 ots summit"."""
    name = words(entry.name)
    for place, word in enumerate(name[:-1]):
        if is_number(word) and float(word) < MOST_EDITIONS:
            yield " ".join(name[place : place + 3])
    for found in _ORDINAL.finditer(told.text):
        yield " ".join(words(told.text[found.start() :])[:3])


def _first(fact: FactHit, hit: Hit) -> Hit:
    """*hit* with *fact* of it first."""
    return replace(hit, facts=(fact, *(it for it in hit.facts if it.fact is not fact.fact)))


def _date(fact: Fact) -> str | None:
    """The day, month or year that *fact* is of, in ISO."""
    if fact.occasion and fact.occasion.date:
        return fact.occasion.date
    return next((when.dated for when in fact.dates if when.dated), None)


def _order(date: str, other: str) -> int:
    """Whether *date* is before (-1) or after (1) the *other*, as far as both are told; else 0."""
    size = min(len(date), len(other))
    return (date[:size] > other[:size]) - (date[:size] < other[:size])
