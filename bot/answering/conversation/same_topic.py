"""What is asked of the topic of the last reply: pronouns, and questions that name no topic of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from knowledge.language import Questions
from knowledge.model import Entry

from ..asked import WHENS
from ..decide import CERTAIN, FOLLOWED, NAMED, POSSIBLE, WHOLE_NAME
from ..match import Hit
from ..meaning import Meaning
from ..query import Query
from ..reply import Answer, NoAnswer, Reply
from .editions import Editions
from .leading import Leading
from .leaning import OWN_TOPIC, Leaning
from .nearby import AS_LIKELY, Nearby, likeliest
from .no_topic import NoTopic
from .parts import Parts
from .pronouns import Pronouns
from .turn import Turn


class SameTopic:
    """Answers of the last topic what a question leaves to it; what names another one is left to others."""

    def __init__(
        self,
        parts: Parts,
        leaning: Leaning,
        pronouns: Pronouns,
        questions: Questions,
        ask: Callable[[str], Reply],
        lists: Callable[[Query, Sequence[Meaning]], bool],
    ) -> None:
        self._knowledge, self._index, self._interpreter, self._matcher, self._decider = parts
        self._leaning = leaning
        self._pronouns = pronouns
        self._nearby = Nearby(self._index, self._matcher)
        self._leading = Leading(self._index, questions)
        self._no_topic = NoTopic(parts, leaning, self._leading, self._nearby, pronouns)
        self._editions = Editions(parts, questions)
        self._ask = ask
        self._lists = lists

    def reply(self, text: str, turn: Turn, *, leans: bool = False) -> Reply | None:
        """What the last topic says to a question without a topic of its own; None where it has one.

        A question that *leans* on the last one, by "and" or "of", has none if it says nothing more.
        """
        entry = turn.topic(self._knowledge)
        if entry is None:
            return None
        query = self._interpreter.read(text)
        meanings = self._interpreter.meanings(query)
        hit = self._matcher.look_at(self._index.number(entry.id), query, meanings)
        hit = self._leading.of_name(self._leading.of_text(query, self._leading.of_saying(hit)))
        hit = self._leading.of_agent(query, self._leading.of_sought(query, hit))
        if self._lists(query, meanings):
            return None
        last = turn.told(entry)
        meant = self._pronouns.of_its_place(query, last) or self._pronouns.office(query, entry, last)
        if meant is not None:
            return meant
        pronoun = self._leaning.refers_back(query) or self._leaning.points_at(query, hit)
        refers = pronoun or self._leaning.opens_small(query) or any(it.turn for it in query.words)
        stepped = self._editions.step(query, hit, last)
        if stepped is not None:
            return replace(self._no_topic.said(query, stepped), read_as=turn.query)
        if not any(word.telling and not word.vague for word in query.words):
            # "What should I bring?" has but small words, and what was told has them.
            small = not query.asks and not refers and not hit.name_places and not leans
            if small and hit.cover < POSSIBLE:
                return None
            return self._no_topic.reply(query, meanings, hit, turn)
        hits = self._matcher.find(query, meanings)
        best = hits[0] if hits else hit
        if best.entry.entry.id != entry.id and self._is_named(query, best, hit, meanings, pronoun=pronoun):
            return None
        told = self._tells(query, hit, meanings) and (pronoun or best.name < OWN_TOPIC)
        least = POSSIBLE if query.asks else FOLLOWED
        if not told and (hit.cover < least or hit.lacks):
            beside = self._no_topic.beside(query, meanings, entry, turn) if refers else None
            if beside is not None:
                return beside
        # "And how much with Hungary?" asks nothing of Hungary alone.
        only_named = leans and bool(query.asks) and all(it.must for it in meanings if it.weight)
        if not told and hit.cover < least:
            if self._names_nothing(query, meanings, best):
                return self._decider.not_stated(query, hit, [hit])
            found = self._of_another(text, query, hits, entry) or self._of_them(text, query, best, hit)
            # "And solar?" goes on with the last question, which no topic answers that only mentions it.
            elsewhere = found or self._ask(text) if leans and self._goes_on(query, turn) else None
            if isinstance(elsewhere, Answer) and not self._nearby.is_about(query, elsewhere, hits):
                return self._decider.not_stated(query, hit, [hit])
            if found is not None or not (refers or only_named):
                return found
            return self._decider.not_stated(query, hit, [hit])
        # Of several that may be meant by "the celebration" it is the one that was spoken of.
        another = _is_whole(best, pronoun=pronoun) or hit.score < best.score - AS_LIKELY
        if hit.lacks and not pronoun and another and not only_named:
            elsewhere = self._ask(text)
            if isinstance(elsewhere, Answer):
                return elsewhere
        elsewhere = None if told else self._of_them(text, query, best, hit)
        if elsewhere is not None:
            return elsewhere
        led = self._leading.of_pronoun(query, hit, last) if pronoun else hit
        return self._no_topic.said(query, self._leading.of_exact(query, self._leading.of_sort(query, led)))

    def _is_named(
        self, query: Query, other: Hit, hit: Hit, meanings: Sequence[Meaning], *, pronoun: bool
    ) -> bool:
        """Whether a question names the *other* topic, which the last one of *hit* does not account for."""
        same = (
            not _is_whole(other, pronoun=pronoun)
            and not hit.lacks
            and all(map(hit.accounts_for, other.name_places))
        )
        same = same or (pronoun and self._tells(query, hit, meanings))
        # "What does it cost" is asked of it, though a topic is called "Costs".
        # Nor is "who chaired it" of the chairmanship.
        _, said = self._index.relations(query)
        named = (place for place in other.name_places if place not in said)
        own = not pronoun or any(not self._is_detail(place, meanings) for place in named)
        return other.name >= OWN_TOPIC and not same and own

    def _goes_on(self, query: Query, turn: Turn) -> bool:
        """Whether *query* asks nothing itself, and the last question asked more than for its topic."""
        before = self._interpreter.read(turn.query)
        asked = before.asks or before.which or self._index.entry_called(" ".join(before.telling)) is None
        return turn.said == "answer" and bool(asked) and not (query.asks or query.which)

    def _names_nothing(self, query: Query, meanings: Sequence[Meaning], best: Hit) -> bool:
        """Whether a question has one word of its own, which anything may have: "what was the budget?"."""
        strong = [at for at, it in enumerate(query.words) if it.telling and not it.vague]
        asks = "who" not in query.asks and bool(query.asks or query.which)
        of_anything = all(self._is_detail(at, meanings) for at in strong) or self._index.relations(query)[0]
        return asks and len(strong) == 1 and best.name < NAMED and bool(of_anything)

    def _of_another(self, text: str, query: Query, hits: Sequence[Hit], entry: Entry) -> Reply | None:
        """What another topic says where the last one has too little of the question; None for neither."""
        best = hits[0] if hits else None
        if best is not None and best.typed_name >= WHOLE_NAME:
            elsewhere = self._ask(text)
            return elsewhere if isinstance(elsewhere, Answer) else None
        likely = likeliest(hits, entry)
        return self._no_topic.said(query, likely) if likely is not None and likely is not best else None

    def _of_them(self, text: str, query: Query, best: Hit, hit: Hit) -> Answer | None:
        """What another topic says of "them", who may be anybody whom the source speaks of."""
        more = any(best.accounts_for(at) and not hit.accounts_for(at) for at in range(len(query.words)))
        clear = best.cover >= CERTAIN and best.name >= NAMED and not best.lacks and (more or hit.lacks)
        if not (clear and self._leaning.is_of_people(query)):
            return None
        elsewhere = self._ask(text)
        return elsewhere if isinstance(elsewhere, Answer) else None

    def _is_detail(self, place: int, meanings: Sequence[Meaning]) -> bool:
        """Whether the word at *place* names an attribute that each topic may have."""
        return bool(self._details(place, meanings))

    def _details(self, place: int, meanings: Sequence[Meaning]) -> list[str]:
        """The attributes that the word at *place* may name."""
        found = (it for it in meanings if place in it.places)
        return list(filter(None, (self._index.concepts.detail(term) for it in found for term in it.must)))

    def _tells(self, query: Query, hit: Hit, meanings: Sequence[Meaning]) -> bool:
        """Whether a value of the topic tells a detail that is asked for, whatever it is called there.

        Who signed it is not told by what tells when.
        """
        telling = [it.places[0] for it in meanings if it.weight]
        asks_when = query.closed or not WHENS.isdisjoint(query.asks)  # "is it finished?"
        beside = frozenset() if asks_when else self._index.of_when
        details = [place for place in telling if not beside.issuperset(self._details(place, meanings))]
        others = (place for place in telling if place not in details)
        return bool(details) and not hit.lacks and all(map(hit.accounts_for, others))

    def missed(self, query: Query, meanings: list[Meaning], turn: Turn) -> NoAnswer | None:
        """That the last topic does not say it, where a question names no other one."""
        named = any(self._index.concepts.is_name(term) for it in meanings for term in it.must)
        return None if named or not (query.asks or query.which) else self.not_said(query, meanings, turn)

    def not_said(self, query: Query, meanings: list[Meaning], turn: Turn) -> NoAnswer | None:
        """That the last topic does not say it; None where there is none."""
        entry = turn.topic(self._knowledge)
        if entry is None:
            return None
        hit = self._matcher.look_at(self._index.number(entry.id), query, meanings)
        return self._decider.not_stated(query, hit, [hit])


def _is_whole(hit: Hit, *, pronoun: bool) -> bool:
    """Whether a question has the whole name of a topic.

    "Where does the power come from" is no question about what is called the centre of power.
    """
    return hit.typed_name >= WHOLE_NAME and not pronoun
