"""What is said to a question that only asks, or has but words that seldom decide: "where?", "who helped?"."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

from knowledge.fold import words
from knowledge.model import Entry, Fact

from ..decide import CERTAIN, NAMED, POSSIBLE, WHOLE_NAME
from ..finding.asked import NO_FACT_NEEDED, Asked
from ..finding.deeds import IN_OTHER_WORDS
from ..finding.demands import Lack
from ..finding.match import Hit
from ..reply import Answer, NoAnswer, Reply
from ..words.query import Query
from ..words.roles import QUESTIONS
from .leading import Leading
from .leaning import Leaning
from .nearby import Nearby, likeliest
from .parts import Parts
from .pronouns import Pronouns
from .turn import Turn

SORTS = frozenset(chain.from_iterable(map(words, QUESTIONS)))
"""Words for a sort of thing, which anything may be of: "more than the *country* needs"."""


class NoTopic:
    """Answers of the last topic, or of what stands beside it, what names nothing itself."""

    def __init__(
        self, parts: Parts, leaning: Leaning, leading: Leading, nearby: Nearby, pronouns: Pronouns
    ) -> None:
        _, _, self._interpreter, self._matcher, self._decider = parts
        self._leaning = leaning
        self._leading = leading
        self._nearby = nearby
        self._pronouns = pronouns

    def reply(self, hit: Hit, turn: Turn) -> Reply:
        """What is said to a question that only asks, or has but words that seldom decide: "where?".

        *hit* is what the last topic has of it.
        """
        asked, entry = hit.asked, hit.entry
        query = asked.query
        telling = [word for word in query.words if word.telling]
        bare = all(word.sort_asked for word in telling)
        said = hit.cover >= POSSIBLE and not bare
        told, before = turn.told(entry), self._interpreter.read(turn.query)
        whom = self._pronouns.named(entry, told) if "who" in before.asks else ()
        led = hit if said else self._leading.of_bare(hit, told, whom)
        led = self._leading.of_exact(self._leading.of_sort(led))
        led = self._leading.of_amount(led, of_it=self._leaning.refers_back(query))
        led = self._leading.of_those(before, led)
        lacking = led.lacks or not (bare or said)
        # Whether "it" is so is nothing that another topic tells.
        of_it = self._leading.is_of_it(query) or (query.closed and self._leaning.refers_back(query))
        beside = self.beside(asked, entry, turn) if lacking and not of_it else None
        own = any(it.telling and hit.accounts_for(at) for at, it in enumerate(query.words))
        if beside is None and lacking and not own and not self._is_of_it(query):
            beside = self._named_alone(asked, entry, told)
        if not (led.lacks or (of_it and not query.closed)) and self._asks_of_nothing(led):
            led = replace(led, facts=(led.lead._replace(lacks=(Lack("question", "that"),)), *led.facts[1:]))
        reply = self._pronouns.what_it_is(query, entry) or beside
        reply = reply or self._decider.said(led, chosen=self._leading.chosen(told, before))
        # "is that every year?" leaves the question as it was.
        as_it_was = turn.query if query.closed or not (telling or query.asks) else ""
        kept = as_it_was or self._leaning.resolved(query, turn.query, entry.name)
        return _read_as(reply, reply.read_as or kept) if isinstance(reply, Answer | NoAnswer) else reply

    def beside(self, asked: Asked, entry: Entry, turn: Turn) -> Reply | None:
        """What is told beside the last topic: near the last fact, or of whom or what a pronoun stands for."""
        query = asked.query
        of_it = self._leaning.refers_back(query)
        near = self._nearby.hit(asked, entry, turn.told(entry), of_it=of_it)
        if near is not None:
            return self._decider.answer(near)
        return self._pronouns.elsewhere(query, entry, turn)

    def _asks_of_nothing(self, led: Hit) -> bool:
        """Whether who, what or if so is asked in words that what is told has none of.

        "Which ports?", "did the others agree?".
        """
        query = led.query
        # "Which ports are on it?" ends like a question for the purpose, and asks for none.
        which = query.which and (not query.asks or (query.several and query.asks.keys() == {"why"}))
        asks = which or query.closed or "who" in query.asks
        said = [at for at, it in enumerate(query.words) if it.telling and not self._leaning.is_of_time(it)]
        if query.closed:
            said = [at for at in said if query.words[at].text not in SORTS]
        if led.asked.relations and led.asked.relations <= IN_OTHER_WORDS:
            said = [at for at in said if at not in led.asked.relation_at]
        demanded = {place for demand in led.asked.demands for place in demand.meaning.places}
        return asks and bool(said) and demanded.isdisjoint(said) and not any(map(led.accounts_for, said))

    def _is_of_it(self, query: Query) -> bool:
        """Whether *query* can only be asked of the last topic: "when was it decided?", "why so early?"."""
        if self._leading.seeks(query) or not NO_FACT_NEEDED.isdisjoint(query.asks):
            return True
        # "How much of it is within the union?" is told of what is within it.
        of_part = "how much" in query.asks
        return self._leaning.refers_back(query) and not (of_part or self._leaning.is_of_people(query))

    def _named_alone(self, asked: Asked, entry: Entry, told: Fact) -> Answer | None:
        """What the only topic answers that accounts for the words of a question, where *entry* has none.

        It must be named, or be near to what was *told*: somebody "came" in many a fact.
        """
        query = asked.query
        hits = [it for it in self._matcher.find(asked) if it.cover >= CERTAIN and not it.lacks]
        if "how many" in query.asks:  # whoever has members too is named in full, or it is not theirs
            hits = [it for it in hits if it.typed_name >= WHOLE_NAME]
        likely = likeliest(hits, entry)
        if likely is None or (len(hits) > 1 and likely.entry.id not in entry.related):
            return None
        other = likely.entry
        near = likely.name >= NAMED or other.id in entry.related or self._nearby.is_near(other, told)
        return self._decider.answer(likely) if near else None


def _read_as(reply: Answer | NoAnswer, read_as: str) -> Answer | NoAnswer:
    return replace(reply, read_as=read_as)
