"""What is asked of the topic of the last reply: pronouns, and questions that name no topic of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from knowledge.model import Entry
from knowledge.questions import Questions

from ..decide import CERTAIN, FOLLOWED, NAMED, POSSIBLE, WHOLE_NAME
from ..finding.asked import WHENS, Asked
from ..finding.deeds import IN_OTHER_WORDS
from ..finding.match import Hit
from ..reply import Answer, NoAnswer, Reply
from ..words.query import Query
from ..words.reader import WEAK
from .editions import Editions
from .leading import Leading
from .leaning import OWN_TOPIC, Leaning
from .nearby import AS_LIKELY, Nearby, likeliest
from .no_topic import NoTopic
from .parts import Parts
from .pronouns import Pronouns
from .turn import Turn

ALL_OF_IT = 0.95
"""Share of a question's words that another topic accounts for, and the last one does not: it is of that."""


@dataclass(frozen=True, slots=True)
class _Put:
    """A question with words of its own, as it is put to the last topic."""

    asked: Asked
    turn: Turn
    entry: Entry
    """The last topic."""
    hit: Hit
    """What it has of the question."""
    hits: Sequence[Hit]
    """What any topic has of it, the best first."""
    leans: bool
    """Whether it follows the last one by "and" or "of"."""
    pronoun: bool
    """Whether a word of it stands for what was spoken of before."""
    refers: bool
    """Whether it is asked of that by such a word, or by how it begins."""

    @property
    def query(self) -> Query:
        return self.asked.query

    @property
    def best(self) -> Hit:
        return self.hits[0] if self.hits else self.hit

    @property
    def is_only_named(self) -> bool:
        """Whether it asks something of names alone: "and how much with Hungary?"."""
        named = all(it.must for it in self.asked.telling)
        return self.leans and bool(self.query.asks) and named

    def is_whole(self, hit: Hit) -> bool:
        """Whether it has the whole name of a topic.

        "Where does the power come from" is no question about what is called the centre of power.
        """
        return hit.typed_name >= WHOLE_NAME and not self.pronoun


class SameTopic:
    """Answers of the last topic what a question leaves to it; what names another one is left to others."""

    def __init__(
        self,
        parts: Parts,
        leaning: Leaning,
        pronouns: Pronouns,
        questions: Questions,
        ask: Callable[[str], Reply],
        lists: Callable[[Asked], bool],
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
        asked = self._interpreter.asked(text)
        query = asked.query
        if self._lists(asked):
            return None
        last = turn.told(entry)
        meant = self._pronouns.of_its_place(query, last) or self._pronouns.there(query, last)
        meant = meant or self._pronouns.office(query, entry, last)
        if meant is not None:
            return meant
        hit = self._hit(asked, entry)
        of_somebody = self._leaning.people(query) and not (query.closed or "who" in query.asks)
        if of_somebody and entry.kind != "person":  # of whom all of its facts are
            hit = self._leading.of_person(hit, last, self._pronouns.named(entry, last))
        stepped = self._editions.step(hit, last)
        if stepped is not None:
            return replace(self._decider.said(stepped), read_as=turn.query)
        pronoun = self._leaning.refers_back(query) or self._leaning.points_at(hit)
        refers = pronoun or self._leaning.opens_small(query) or any(it.turn for it in query.words)
        if not any(word.telling and not word.vague for word in query.words):
            # "What should I bring?" has but small words, and what was told has them.
            small = not query.asks and not refers and not hit.name_places and not leans
            if small and hit.cover < POSSIBLE:
                return None
            return self._no_topic.reply(hit, turn)
        hits = self._matcher.find(asked)
        return self._of_topics(_Put(asked, turn, entry, hit, hits, leans, pronoun, refers))

    def _hit(self, asked: Asked, entry: Entry) -> Hit:
        """What *entry* has of a question, led by the fact that says it, of whom or what it is asked."""
        hit = self._matcher.look_at(entry, asked)
        hit = self._leading.of_text(hit)
        return self._leading.of_agent(self._leading.of_sought(hit))

    def _of_topics(self, put: _Put) -> Reply | None:
        """The reply to what has words of its own: by the last topic, or by another that has more of them."""
        hit, best = put.hit, put.best
        if best.entry is not hit.entry and self._is_named(put):
            return None
        told = self._tells(put) and (put.pronoun or best.name < OWN_TOPIC)
        # "Planned or flying?" is answered by which of the two is said, and so is "the 11th or 12th?".
        asks = put.query.asks or put.query.which
        of_two = put.query.either and (not asks or len(put.asked.numbers) > 1)
        one_of_two = of_two and hit.lead.own > 0
        known = told or one_of_two or hit.cover >= (POSSIBLE if put.query.asks else FOLLOWED)
        # Whether "it" is so is nothing that another topic tells: "did he sign it too?"
        anything = any(word.text in WEAK for word in put.query.words)
        of_any = anything and self._leaning.people(put.query)  # "did he propose anything?"
        of_it = put.query.closed and put.pronoun and not of_any
        if put.refers and not (of_it or told) and (hit.lacks or not known):
            beside = self._no_topic.beside(put.asked, put.entry, put.turn)
            if beside is not None:
                return beside
        if not known:
            return self._of_little_known(put)
        elsewhere = self._better_elsewhere(put, told=told)
        return elsewhere if elsewhere is not None else self._of_the_last(put)

    def _of_little_known(self, put: _Put) -> Reply | None:
        """The reply where the last topic has little of a question: by another, or that it does not say."""
        if self._names_nothing(put) or self._is_only_done(put):
            return self._lacking(put)
        found = self._of_another(put) or self._of_them(put) or self._of_what_is_named(put)
        # "And solar?" goes on with the last question, which no topic answers that only mentions it.
        elsewhere = found or self._ask(put.query.text) if put.leans and self._goes_on(put) else None
        if isinstance(elsewhere, Answer) and not self._nearby.is_about(put.query, elsewhere, put.hits):
            return self._lacking(put)
        if found is not None or not (put.refers or put.is_only_named):
            return found
        return self._lacking(put)

    def _better_elsewhere(self, put: _Put, *, told: bool) -> Answer | None:
        """What another topic answers where the last one lacks something, or leaves out what that one has.

        Unless the last one *told* what is asked.
        """
        hit, best = put.hit, put.best
        # Of several that may be meant by "the celebration" it is the one that was spoken of.
        another = put.is_whole(best) or hit.score < best.score - AS_LIKELY
        all_of_it = not (told or best.lacks) and best.cover >= ALL_OF_IT and hit.cover < CERTAIN
        if another and (hit.lacks or all_of_it) and not (put.pronoun or put.is_only_named):
            elsewhere = self._answered(put)
            if elsewhere is not None:
                return elsewhere
        return None if told else self._of_them(put)

    def _of_the_last(self, put: _Put) -> Reply:
        """What the last topic says, what was just told first where a pronoun may stand for it."""
        hit, told = put.hit, put.turn.told(put.entry)
        chosen = self._leading.chosen(told, self._interpreter.read(put.turn.query))
        led = self._leading.of_pronoun(hit, told) if put.pronoun or chosen else hit
        if put.leans:
            led = self._leading.of_question(led, self._interpreter.read(put.turn.query), told)
        return self._decider.said(self._leading.of_exact(self._leading.of_sort(led)), chosen=chosen)

    def _lacking(self, put: _Put) -> NoAnswer:
        """That the last topic does not say it."""
        return self._decider.not_stated(put.hit)

    def _answered(self, put: _Put) -> Answer | None:
        """The answer to the question as if nothing had been said before."""
        found = self._ask(put.query.text)
        return found if isinstance(found, Answer) else None

    def _is_named(self, put: _Put) -> bool:
        """Whether a question names another topic, for which the last one does not account."""
        other, hit = put.best, put.hit
        same = not (put.is_whole(other) or hit.lacks) and all(map(hit.accounts_for, other.name_places))
        same = same or (put.pronoun and self._tells(put))
        # "What does it cost" is asked of it, though a topic is called "Costs".
        # Nor is "who chaired it" of the chairmanship.
        named = (place for place in other.name_places if place not in put.asked.relation_at)
        own = not put.pronoun or any(not self._details(place, put.asked) for place in named)
        whole = put.is_whole(other) and len(other.name_places) > 1 and not other.lacks
        return (other.name >= OWN_TOPIC or whole) and not same and own

    def _goes_on(self, put: _Put) -> bool:
        """Whether a question asks nothing itself, and the last one asked more than for its topic."""
        before = self._interpreter.read(put.turn.query)
        asked = before.asks or before.which or self._index.entry_called(" ".join(before.telling)) is None
        return put.turn.said == "answer" and bool(asked) and not (put.query.asks or put.query.which)

    def _names_nothing(self, put: _Put) -> bool:
        """Whether a question has one word of its own, which anything may have: "what was the budget?"."""
        query = put.query
        strong = [at for at, it in enumerate(query.words) if it.telling and not it.vague]
        alone = len(query.words) == 1  # "budget?"
        asks = "who" not in query.asks and bool(query.asks or query.which or query.closed or alone)
        details = all(self._details(at, put.asked) for at in strong)
        of_anything = details or put.asked.relations
        return asks and len(strong) == 1 and put.best.name < NAMED and bool(of_anything)

    def _is_only_done(self, put: _Put) -> bool:
        """Whether who did something is all that is asked, which anybody may do elsewhere: "who pays?"."""
        query, best = put.query, put.best
        strong = [at for at, it in enumerate(query.words) if it.telling and not it.vague]
        near = self._nearby.is_near(best.entry, put.turn.told(put.entry))
        return strong == [query.asks.get("who")] and best.typed_name < NAMED and not near

    def _of_another(self, put: _Put) -> Reply | None:
        """What another topic says where the last one has too little of the question; None for neither."""
        if put.hits and put.best.typed_name >= WHOLE_NAME:
            return self._answered(put)
        likely = likeliest(put.hits, put.entry)
        return self._decider.said(likely) if likely and likely is not put.best else None

    def _of_what_is_named(self, put: _Put) -> Answer | None:
        """What a topic answers that has all that a question names: "which bridge carries trams?"."""
        best = put.best
        naming = [at for at, it in enumerate(put.query.words) if it.telling and not it.vague]
        naming = [at for at in naming if not self._details(at, put.asked)]
        clear = len(naming) > 1 and best.cover >= CERTAIN and not best.lacks and not put.pronoun
        return self._answered(put) if clear and all(map(best.accounts_for, naming)) else None

    def _of_them(self, put: _Put) -> Answer | None:
        """What another topic says of "them", who may be anybody whom the source speaks of."""
        hit, best = put.hit, put.best
        places = range(len(put.query.words))
        more = any(best.accounts_for(at) and not hit.accounts_for(at) for at in places)
        clear = best.cover >= CERTAIN and best.name >= NAMED and not best.lacks and (more or hit.lacks)
        return self._answered(put) if clear and self._leaning.is_of_people(put.query) else None

    def _details(self, place: int, asked: Asked) -> list[str]:
        """The attributes that the word at *place* may name, which each topic may have."""
        found = (it for it in asked.meanings if place in it.places)
        return list(filter(None, (self._index.concepts.detail(term) for it in found for term in it.must)))

    def _tells(self, put: _Put) -> bool:
        """Whether a value of the topic tells a detail that is asked for, whatever it is called there.

        Who signed it is not told by what tells when.
        """
        query, hit = put.query, put.hit
        telling = [it.places[0] for it in put.asked.telling]
        asks_when = query.closed or not WHENS.isdisjoint(query.asks)  # "is it finished?"
        beside = frozenset() if asks_when else self._index.cues.of_when
        details = [place for place in telling if not beside.issuperset(self._details(place, put.asked))]
        details += self._told_otherwise(put)
        others = (place for place in telling if place not in details)
        return bool(details) and not hit.lacks and all(map(hit.accounts_for, others))

    def _told_otherwise(self, put: _Put) -> list[int]:
        """The places of words for what somebody does that the topic says otherwise: who "runs" leads."""
        stated, asked = put.hit.lead.indexed.stated, put.asked
        does = (self._index.does[it] for it in asked.relations & IN_OTHER_WORDS)
        told = any(not stated.isdisjoint(it) for it in does)
        return list(asked.relation_at) if told else []

    def missed(self, asked: Asked, turn: Turn) -> NoAnswer | None:
        """That the last topic does not say it, where a question names no other one."""
        asks = asked.query.asks or asked.query.which
        return self.not_said(asked, turn) if asks and not asked.named else None

    def not_said(self, asked: Asked, turn: Turn) -> NoAnswer | None:
        """That the last topic does not say it; None where there is none."""
        entry = turn.topic(self._knowledge)
        if entry is None:
            return None
        hit = self._matcher.look_at(entry, asked)
        return self._decider.not_stated(hit)
