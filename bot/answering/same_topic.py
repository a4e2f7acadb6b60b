"""What is asked of the topic of the last reply: pronouns, and questions that name no topic of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from knowledge.base import Knowledge
from knowledge.fold import fold
from knowledge.language import Questions
from knowledge.model import Entry

from .asked import NO_FACT_NEEDED, WHENS
from .decide import FOLLOWED, POSSIBLE, WHOLE_NAME, Decider
from .index import Index
from .leaning import OWN_TOPIC, Leaning
from .match import Hit, Matcher
from .meaning import Interpreter, Meaning
from .query import Query
from .reply import Answer, NoAnswer, Reply
from .turn import Turn


class SameTopic:
    """Answers of the last topic what a question leaves to it; what names another one is left to others."""

    def __init__(
        self,
        knowledge: Knowledge,
        index: Index,
        interpreter: Interpreter,
        matcher: Matcher,
        decider: Decider,
        leaning: Leaning,
        questions: Questions,
        ask: Callable[[str], Reply],
        lists: Callable[[Query, Sequence[Meaning]], bool],
    ) -> None:
        self._knowledge = knowledge
        self._index = index
        self._interpreter = interpreter
        self._matcher = matcher
        self._decider = decider
        self._leaning = leaning
        self._somebody = frozenset(map(fold, questions.somebody))
        self._ask = ask
        self._lists = lists

    def reply(self, text: str, turn: Turn, *, leans: bool = False) -> Reply | None:
        """What the last topic says to a question without a topic of its own; None where it has one.

        A question that *leans* on the last one, by "and" or "of", has none if it says nothing more.
        """
        entry = self.topic(turn)
        if entry is None:
            return None
        query = self._interpreter.read(text)
        meanings = self._interpreter.meanings(query)
        hit = self._matcher.look_at(self._index.number(entry.id), query, meanings)
        if self._lists(query, meanings):
            return None
        pronoun = self._leaning.refers_back(query) or self._leaning.points_at(query, hit)
        refers = pronoun or self._leaning.opens_small(query) or any(it.turn for it in query.words)
        if not any(word.telling and not word.vague for word in query.words):
            if not query.asks and not refers and not hit.name_places and not leans:
                return None
            bare = not any(word.telling and not word.sort_asked for word in query.words)
            found = self._said(query, self._led_by_the_last(query, hit, turn) if bare else hit)
            # "is that every year?" leaves the question as it was.
            as_it_was = bool(turn.query) and (query.closed or (bare and not query.asks))
            return replace(found, read_as=turn.query) if as_it_was else found
        best = next(iter(self._matcher.find(query, meanings)), hit)
        # "Where does the power come from" is no question about what is called the centre of power.
        whole = best.typed_name >= WHOLE_NAME and not pronoun
        same = not whole and not hit.lacks and all(map(hit.accounts_for, best.name_places))
        if best.name >= OWN_TOPIC and best.entry.entry.id != entry.id and not same:
            return None
        if hit.cover < (POSSIBLE if query.asks else FOLLOWED) or hit.lacks:
            told = self._of_somebody_in_it(text, entry, turn)
            if told is not None:
                return told
        if hit.cover < (POSSIBLE if query.asks else FOLLOWED):
            elsewhere = self._decider.decide(query, meanings) if best.typed_name >= WHOLE_NAME else None
            if isinstance(elsewhere, Answer):
                return elsewhere
            return self._decider.not_stated(query, hit, [hit]) if refers else None
        if hit.lacks and not pronoun:
            elsewhere = self._decider.decide(query, meanings)
            if isinstance(elsewhere, Answer):
                return elsewhere
        return self._said(query, hit)

    def missed(self, query: Query, meanings: list[Meaning], turn: Turn) -> NoAnswer | None:
        """That the last topic does not say it, where a question names no other one."""
        entry = self.topic(turn)
        named = any(self._index.concepts.is_name(term) for it in meanings for term in it.must)
        if entry is None or named or not (query.asks or query.which):
            return None
        hit = self._matcher.look_at(self._index.number(entry.id), query, meanings)
        return self._decider.not_stated(query, hit, [hit])

    def _of_somebody_in_it(self, text: str, entry: Entry, turn: Turn) -> Reply | None:
        """The answer to *text* with whoever does something in the last fact in place of a pronoun."""
        query = self._interpreter.read(text)
        fact = entry.told[min(turn.fact, len(entry.told) - 1)]
        written = [word.text for word in query.words]
        places = [place for place, word in enumerate(written) if word in self._somebody]
        for role in fact.roles if len(places) == 1 else ():
            asked = " ".join((*written[: places[0]], role.who, *written[places[0] + 1 :]))
            found = self._ask(asked)
            if isinstance(found, Answer) and found.entry is not entry:
                return replace(found, query=text, read_as=asked)
        return None

    def _said(self, query: Query, hit: Hit) -> Answer | NoAnswer:
        return self._decider.not_stated(query, hit, [hit]) if hit.lacks else self._decider.answer(query, hit)

    def _led_by_the_last(self, query: Query, hit: Hit, turn: Turn) -> Hit:
        """*hit* with the fact that led the last reply first, where that fact answers."""
        led = hit.entry.entry.told[min(turn.fact, len(hit.entry.entry.told) - 1)]
        if not NO_FACT_NEEDED.isdisjoint(query.asks):
            return hit  # another fact may tell why
        ours = [it for it in hit.facts if it.fact.fact is led]
        # The day of the first meeting is not that of the second, of which only the year is told.
        finer = query.asks.keys() <= WHENS and any("when" in it.fact.answers | it.fact.reads for it in ours)
        first = [it for it in ours if finer or len(it.lacks) <= len(hit.lacks)]
        return replace(hit, facts=(*first, *(it for it in hit.facts if it not in first)))

    def topic(self, turn: Turn) -> Entry | None:
        """The topic of the last reply; None where it had none, or it has gone meanwhile."""
        return self._knowledge.by_id.get(turn.entry) if turn.entry else None
