"""The last question, asked of something else: "and 2027?", "no, I meant the green corridor"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, takewhile
from typing import Literal

from knowledge.base import Knowledge
from knowledge.fold import fold, is_number, words
from knowledge.questions import Questions
from knowledge.tells import is_year

from ..finding.index import Index
from ..finding.interpret import Interpreter
from ..words.concepts import Term
from ..words.query import Query
from .leaning import MOST_JOINED, is_cyrillic
from .turn import Turn

Sort = Literal["number", "name", "topic"]
"""What a few words name: a number, a name of the world, or a topic."""


@dataclass(frozen=True, slots=True)
class Carried:
    """The last question with something else in its place."""

    asked: str
    sort: Sort
    """What was put there."""
    kept: tuple[int, ...]
    """The places of the words that stay."""


class Carrying:
    """Puts what is said now in the place of what is of the same sort in the last question."""

    def __init__(
        self, knowledge: Knowledge, index: Index, interpreter: Interpreter, questions: Questions
    ) -> None:
        self._knowledge = knowledge
        self._index = index
        self._interpreter = interpreter
        self._years = dict.fromkeys(map(fold, questions.year_after), 1) | dict.fromkeys(
            map(fold, questions.year_before), -1
        )
        told = chain.from_iterable(it.told for it in questions.prepositions)
        # A French "à" is folded like the article.
        self._prepositions = frozenset(fold(it) for it in told if len(fold(it)) > 1 or is_cyrillic(it))
        self._year_now = frozenset(map(fold, questions.year_now))

    def carried(self, other: str, turn: Turn, *, text: str = "") -> Carried | None:
        """The last question with *other* in place of what is of its sort there; None where it has none.

        So is what stands there behind the word that stands before *other* in *text*: "and *in* Ghent?".
        """
        query = self._interpreter.read(other)
        if not self.takes_a_place(query) or not turn.query:
            return None
        before = self._interpreter.read(turn.query)
        another = self._is_somebody(query) and self._places(before, "name", turn)
        sort: Sort = "name" if another else self._sort(query)
        slot = self._slot(before, query, text)
        places = slot or self._places(before, sort, turn)
        if sort == "topic":
            own = {place for place, word in enumerate(before.words) if word.telling or word.sort_asked}
            # "How many beds?" names no topic, and is asked of the next one as it stands.
            if not own - set(places) and not (places and before.asks):
                return None
        written = [word.text for word in before.words]
        said = [word.text for word in query.words if word.telling or sort != "number"]  # "*now* 2025"
        start, end = (min(places), max(places) + 1) if places else (len(written), len(written))
        asked = (*written[:start], *said, *written[end:])
        kept = (*range(start), *range(start + len(said), len(asked)))
        return Carried(" ".join(asked), sort, kept)

    def _slot(self, before: Query, query: Query, text: str) -> list[int]:
        """Where the last question has words behind the small word that *text* has before those of *query*.

        A year takes no place of a name there, nor a name that of a year: "events *in* 2026 *in* Ankara".
        """
        said = self._interpreter.read(text).words[: -len(query.words)]
        small = said[-1].text if said else ""
        if small not in self._prepositions:
            return []
        number = self._sort(query) == "number"
        for start in (at + 1 for at, word in enumerate(before.words) if word.text == small):
            behind = list(takewhile(lambda word: word.telling, before.words[start:]))
            if behind and number == all(is_number(word.text) for word in behind):
                return [start + step for step, _ in enumerate(behind)]
        return []

    def shortened(self, other: str, turn: Turn) -> Iterator[Carried]:
        """The same of what the last question names alone, and of what it asks that somebody does.

        Only where a name is put in place of one: after "against which threats?" of what one country
        proposed, "and Hungary?" may ask what another proposed.
        """
        before = self._interpreter.read(turn.query)
        asking = {place for _, asked in before.asked_at for place in asked}
        telling = [at for at, word in enumerate(before.words) if word.telling and at not in asking]
        named = self._places(before, "name", turn)
        _, done = self._index.cues.relations(before)
        does = [at for at in telling if at in named or at in done]
        for kept in (telling, does) if before.asks or before.which else ():
            if len(kept) < 2 or len(kept) == len(named):
                continue
            carried = self.carried(other, replace(turn, query=" ".join(before.words[at].text for at in kept)))
            if carried is not None and carried.sort == "name":
                yield carried

    def year(self, joined: str | None, turn: Turn) -> str | None:
        """The year that is meant by "the year after" the one of the last question."""
        said = fold(joined or "")
        step = self._years.get(said)
        years = [word.text for word in self._interpreter.read(turn.query).words if word.text.isdigit()]
        return str(int(years[-1]) + step) if step and years else None

    def this_year(self, text: str, turn: Turn) -> str | None:
        """*text* with the year of the last topic's source in place of "this year"; None without it."""
        entry = turn.topic(self._knowledge)
        written = f" {' '.join(words(text))} "
        phrase = max((it for it in self._year_now if f" {it} " in written), key=len, default=None)
        year = turn.told(entry).published_on[:4] if entry else ""
        return written.replace(f" {phrase} ", f" {year} ", 1).strip() if phrase and year else None

    def is_another(self, text: str, turn: Turn) -> bool:
        """Whether *text* is only a name or year, where the last question asked something of another one."""
        query = self._interpreter.read(text)
        telling = [word for word in query.words if word.telling]
        if not telling or len(telling) != len(query.words) or not turn.query:
            return False
        before = self._interpreter.read(turn.query)
        if self._sort(query) == "number":
            entry = turn.topic(self._knowledge)
            told = words(turn.told(entry).text) if entry and turn.said == "answer" else ()
            years = (is_year(word) for word in (*(it.text for it in before.words), *told))
            return len(telling) == 1 and is_year(telling[0].text) and any(years)
        places = self._places(before, "name", turn)
        says_more = any(word.telling and place not in places for place, word in enumerate(before.words))
        return bool(places) and says_more and self._is_somebody(query)

    def takes_a_place(self, query: Query) -> bool:
        """Whether *query* only names something, so that the rest of the question is the last one's."""
        telling = [word for word in query.words if word.telling]
        whole = query.asks or query.closed or query.which  # "and what does Hungary give?"
        return not whole and 0 < len(telling) <= MOST_JOINED

    def _sort(self, query: Query) -> Sort:
        """What sort of thing a few words name: a number, a name of the world, or a topic."""
        telling = [word.text for word in query.words if word.telling]
        if all(is_number(word) for word in telling):
            return "number"
        called = self._index.entry_called(" ".join(telling)) is not None
        return "name" if self._named(query, self._index.concepts.is_name) and not called else "topic"

    def _is_somebody(self, query: Query) -> bool:
        """Whether *query* is a place or person and nothing else."""
        concepts = self._index.concepts
        return self._named(query, lambda term: concepts.is_place(term) or concepts.is_person(term))

    def _named(self, query: Query, is_name: Callable[[Term], bool]) -> bool:
        """Whether *query* is names of the world and nothing else."""
        meanings = self._interpreter.meanings(query)
        named = [it for it in meanings if any(map(is_name, it.must))]
        accounted = set(chain.from_iterable(it.places for it in named))
        telling = [place for place, word in enumerate(query.words) if word.telling]
        return bool(named) and accounted.issuperset(telling)

    def _places(self, before: Query, sort: Sort, turn: Turn) -> list[int]:
        """Where the last question has a thing of that sort."""
        if sort == "number":
            numbers = [place for place, word in enumerate(before.words) if is_number(word.text)]
            return numbers[-1:]
        meanings = self._interpreter.meanings(before)
        if sort == "name":
            named = [it for it in meanings if any(self._index.concepts.is_name(term) for term in it.must)]
            longest = max(named, key=lambda it: len(it.places), default=None)
            return list(longest.places) if longest else []
        entry = turn.topic(self._knowledge)
        if entry is None:
            return []
        own = set(chain.from_iterable(self._index.of(entry).names))
        return [place for it in meanings if it.weight and not own.isdisjoint(it.terms) for place in it.places]
