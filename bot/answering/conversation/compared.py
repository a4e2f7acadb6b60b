"""What the fact that was just told says of the year before, too: "£46, up from £42 in 2023"."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

from knowledge.fold import fold, is_number, words
from knowledge.model import Fact
from knowledge.questions import Questions
from knowledge.tells import is_year

from ..reply import Answer
from ..words.query import Query
from ..years import YEAR, YearsBefore
from .parts import Parts
from .turn import Turn

AMOUNTS = frozenset(("how many", "how much"))
"""What may be asked of the year before, where a fact compares."""

FEWEST_COMPARED = 2
"""Numbers of a fact that compares one year with another."""

MOST_COMPARED = 2
"""Years that such a fact names."""

MOST_APART = 2
"""Years from the one that is compared with to when that is written."""


class Compared:
    """Tells the last fact again, where it compares what it counts with the year that is asked of."""

    def __init__(self, parts: Parts, questions: Questions) -> None:
        self._knowledge, self._interpreter, self._decider = parts.knowledge, parts.interpreter, parts.decider
        self._years_before = tuple(f" {' '.join(words(it))} " for it in questions.year_before)
        self._of_years = frozenset(chain.from_iterable(map(words, questions.year_before)))
        self._before = YearsBefore(questions)
        self._steps_back = frozenset(map(fold, questions.step_back))

    def reply(self, text: str, turn: Turn) -> Answer | None:
        """The last fact again, where *text* asks what it was the year before, and it says so; else None."""
        entry = turn.topic(self._knowledge)
        query = self._interpreter.read(text)
        if entry is None or turn.said != "answer" or not self._asks_of_year_before(query):
            return None
        told = turn.told(entry)
        year = self._before.within(told.text) or _compared_with(told)
        before = {it.text for it in self._interpreter.read(turn.query).words if is_year(it.text)}
        if year is None or not before <= {str(int(year) + 1)}:
            return None
        facts = (told, *(fact for fact in entry.told if fact is not told))
        # The year before that is another.
        return replace(self._decider.told(text, entry, facts, chosen=True), read_as=f"{turn.query} {year}")

    def _asks_of_year_before(self, query: Query) -> bool:
        telling = {word.text for word in query.words if word.telling}
        said = any(it in f" {query.folded} " for it in self._years_before)
        return said and query.asks.keys() <= AMOUNTS and telling <= self._of_years | self._steps_back


def _compared_with(fact: Fact) -> str | None:
    """The year with which *fact* compares what it counts: of two, the earlier; of one, if it was over."""
    years = sorted(set(YEAR.findall(fact.text)))
    numbers = [word for word in words(fact.text) if is_number(word) and word not in years]
    if len(numbers) < FEWEST_COMPARED or not 0 < len(years) <= MOST_COMPARED:
        return None
    earlier, later = years[0], years[1] if len(years) > 1 else fact.published_on[:4]
    # What is published in 2026 may count 2025, and compares it with 2024.
    apart = int(later) - int(earlier)
    return earlier if apart == 1 or (len(years) == 1 and apart == MOST_APART) else None
