"""What is asked of the topic of the last reply: pronouns, and questions that name no topic of their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from knowledge.base import Knowledge
from knowledge.fold import fold, words
from knowledge.language import Questions
from knowledge.model import Entry, Fact

from .account import COVERED
from .carried import Carried
from .decide import CALLED_SO, CERTAIN, FOLLOWED, MOST_CHOICES, NAMED, POSSIBLE, WHOLE_NAME, Decider
from .index import Index
from .indexed import Phrase
from .leading import Leading
from .leaning import OWN_TOPIC, Leaning
from .match import Hit, Matcher
from .meaning import Interpreter, Meaning
from .nearby import Nearby
from .query import Query
from .reply import Answer, Choice, Choices, NoAnswer, Reply
from .turn import Turn

AS_LIKELY = 2.0
"""Points by which another topic may lead the one that was spoken of, and still not be meant."""


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
        self._another = frozenset(map(fold, questions.another))
        self._copulas = frozenset(map(fold, questions.copulas))
        self._nearby = Nearby(index, matcher)
        self._leading = Leading(index, questions)
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
        hit = self._leading.of_saying(self._matcher.look_at(self._index.number(entry.id), query, meanings))
        if self._lists(query, meanings):
            return None
        pronoun = self._leaning.refers_back(query) or self._leaning.points_at(query, hit)
        refers = pronoun or self._leaning.opens_small(query) or any(it.turn for it in query.words)
        stepped = self._leading.step(query, hit, self._told(turn, entry))
        if stepped is not None:
            return replace(self._said(query, stepped), read_as=turn.query)
        if not any(word.telling and not word.vague for word in query.words):
            # "Can I carry any over?" has but small words, and what was told has them.
            small = not query.asks and not refers and not hit.name_places and not leans
            if small and not (query.closed and hit.cover >= POSSIBLE):
                return None
            return self._of_no_topic(query, meanings, hit, turn)
        hits = self._matcher.find(query, meanings)
        best = hits[0] if hits else hit
        # "Where does the power come from" is no question about what is called the centre of power.
        whole = best.typed_name >= WHOLE_NAME and not pronoun
        same = not whole and not hit.lacks and all(map(hit.accounts_for, best.name_places))
        same = same or (pronoun and self._tells(hit, meanings))
        # "What does it cost" is asked of it, though a topic is called "Costs".
        own = not pronoun or any(not self._is_detail(place, meanings) for place in best.name_places)
        if best.name >= OWN_TOPIC and best.entry.entry.id != entry.id and not same and own:
            return None
        told = self._tells(hit, meanings) and (pronoun or best.name < OWN_TOPIC)
        least = POSSIBLE if query.asks else FOLLOWED
        if not told and (hit.cover < least or hit.lacks):
            beside = self._beside(query, meanings, entry, turn) if refers else None
            if beside is not None:
                return beside
        # "And how much with Hungary?" asks nothing of Hungary alone.
        only_named = leans and bool(query.asks) and all(it.must for it in meanings if it.weight)
        if not told and hit.cover < least:
            elsewhere = self._ask(text) if best.typed_name >= WHOLE_NAME else None
            if isinstance(elsewhere, Answer):
                return elsewhere
            likeliest = self._likeliest(hits, turn) if best.typed_name < WHOLE_NAME else None
            if likeliest is not None and likeliest is not best:
                return self._said(query, likeliest)
            return self._decider.not_stated(query, hit, [hit]) if refers or only_named else None
        # Of several that may be meant by "the celebration" it is the one that was spoken of.
        likely = whole or hit.score < best.score - AS_LIKELY
        if hit.lacks and not pronoun and likely and not only_named:
            elsewhere = self._ask(text)
            if isinstance(elsewhere, Answer):
                return elsewhere
        return self._said(
            query, self._leading.of_pronoun(query, hit, self._told(turn, entry)) if pronoun else hit
        )

    def narrowed(self, text: str, turn: Turn) -> Answer | None:
        """The last answer again, where its fact has what *text* adds to the question: "and about noise?"."""
        entry = self.topic(turn)
        added = self._interpreter.read(text)
        if added.words and added.words[0].telling and self.others_named(text, turn):
            return None
        if entry is None or turn.said != "answer" or added.asks or not turn.query:
            return None
        query, meanings = self._read(f"{turn.query} {text}")
        hit = self._matcher.look_at(self._index.number(entry.id), query, meanings)
        ours = next(it for it in hit.facts if it.fact.fact is self._told(turn, entry))
        # The text, as a quote may list much more.
        said = frozenset(words(ours.fact.fact.text))
        telling = [word.text for word in added.words if word.telling]
        named = any(self._index.concepts.is_name(term) for it in meanings for term in it.must)
        if named or ours.lacks or not telling or not said.issuperset(telling):
            return None
        others = (it for it in hit.facts if it is not ours)
        answer = self._decider.answer(query, replace(hit, facts=(ours, *others)))
        return replace(answer, query=text, read_as=turn.query)

    def another(self, text: str, turn: Turn) -> Answer | Choices | None:
        """What else than the last topic is called so: "the other summit"; None where nothing is."""
        entry = self.topic(turn)
        query = self._interpreter.read(text)
        rest = [word.text for word in query.words if word.text not in self._another]
        asks = query.asks or query.which or query.closed or query.listing
        if entry is None or asks or len(rest) == len(query.words):
            return None
        telling = [word.text for word in self._interpreter.read(" ".join(rest)).words if word.telling]
        query, meanings = self._read(" ".join(telling) or name(entry).split()[-1])
        hits = [it for it in self._matcher.find(query, meanings) if it.entry.entry is not entry]
        called = [it for it in hits if it.typed_name >= CALLED_SO and not it.lacks]
        clear = len(telling) > 1 and len(called) > 1 and called[0].score - called[1].score > AS_LIKELY
        if len(called) == 1 or clear:
            return self._decider.answer(query, called[0])
        choices = (Choice(it.entry.entry, it.facts_in_order, it.score) for it in called[:MOST_CHOICES])
        return Choices(text, tuple(choices)) if called else None

    def asked_of(self, named: str, query: Query, turn: Turn) -> Reply | None:
        """The reply to *query* about what is *named* just before: a topic, or what topics tell of."""
        hits = self._matcher.find(*self._read(named))
        best = self._likeliest(hits, turn)
        last = next((it for it in hits if it.entry.entry.id == turn.entry), None)
        if last is not None and last.cover >= CERTAIN and (best is None or best.name < WHOLE_NAME):
            best = last  # "and the Geneva one, when was that?" is asked of one of its facts
        if best is not None and (best is last or best.name >= NAMED):
            fact = best.entry.entry.told.index(best.facts[0].fact.fact)
            found = self.reply(query.text, Turn(named, "answer", best.entry.entry.id, fact))
            if isinstance(found, Answer):
                return found
        return self._asked_anew(query, self._leaning.pronouns(query)[0], named)

    def _likeliest(self, hits: Sequence[Hit], turn: Turn) -> Hit | None:
        """The best of *hits*; of several that are as likely, one that the last topic is related to."""
        entry = self.topic(turn)
        close = [it for it in hits if it.score >= hits[0].score - AS_LIKELY]
        related = [it for it in close if entry and it.entry.entry.id in (entry.id, *entry.related)]
        return next(iter(related or close), None)

    def _read(self, text: str) -> tuple[Query, list[Meaning]]:
        query = self._interpreter.read(text)
        return query, self._interpreter.meanings(query)

    def others_named(self, text: str, turn: Turn) -> list[Entry]:
        """The topics but the last one that *text* is a name of; none where it is what each may have."""
        query, meanings = self._read(text)
        if any(self._index.concepts.detail(term) for it in meanings for term in it.must):
            return []
        named = [it for it in self._matcher.find(query, meanings) if it.name >= NAMED]
        return [it.entry.entry for it in named] if named and named[0].entry.entry.id != turn.entry else []

    def swapped(self, found: Answer, carried: Carried, turn: Turn) -> Answer | NoAnswer:
        """*found*, where it accounts for what stays of the last question; else that the last topic lacks it.

        What Hungary gives is no answer to "and Hungary?" after "what did Turkmenistan become?".
        """
        entry = self.topic(turn)
        query, meanings = self._read(carried.asked)
        hit = self._matcher.look_at(self._index.number(found.entry.id), query, meanings)
        kept = [place for place in carried.kept if query.words[place].telling]
        if (
            entry is None
            or not kept
            or any(it.covered[place] >= COVERED for it in hit.facts for place in kept)
        ):
            return found
        last = self._matcher.look_at(self._index.number(entry.id), query, meanings)
        return self._decider.not_stated(query, last, [last])

    def _is_detail(self, place: int, meanings: Sequence[Meaning]) -> bool:
        """Whether the word at *place* names an attribute that each topic may have."""
        found = (it for it in meanings if place in it.places)
        return any(self._index.concepts.detail(term) for it in found for term in it.must)

    def _tells(self, hit: Hit, meanings: Sequence[Meaning]) -> bool:
        """Whether a value of the topic tells a detail that is asked for, whatever it is called there."""
        telling = [it.places[0] for it in meanings if it.weight]
        details = [place for place in telling if self._is_detail(place, meanings)]
        others = (place for place in telling if place not in details)
        return bool(details) and not hit.lacks and all(map(hit.accounts_for, others))

    def _beside(self, query: Query, meanings: list[Meaning], entry: Entry, turn: Turn) -> Reply | None:
        """What is told beside the last topic: near the last fact, or of whom or what a pronoun stands for."""
        near = self._nearby.hit(query, meanings, entry, self._told(turn, entry))
        if near is None and self._leaning.refers_back(query):
            near = self._nearby.elsewhere(query, self._matcher.find(query, meanings), entry)
        if near is not None:
            return self._decider.answer(query, near)
        return self._with_the_pronoun_resolved(query, entry, turn)

    def _of_no_topic(self, query: Query, meanings: list[Meaning], hit: Hit, turn: Turn) -> Reply:
        """What is said to a question that only asks, or has but words that seldom decide: "where?"."""
        entry = hit.entry.entry
        telling = [word for word in query.words if word.telling]
        bare = all(word.sort_asked for word in telling)
        said = hit.cover >= POSSIBLE and not bare
        led = hit if said else self._leading.of_bare(query, hit, self._told(turn, entry))
        beside = self._beside(query, meanings, entry, turn) if led.lacks or not (bare or said) else None
        reply = self._what_it_is(query, entry) or beside or self._said(query, led)
        # "is that every year?" leaves the question as it was.
        as_it_was = turn.query if query.closed or (bare and not query.asks) else ""
        kept = as_it_was or self._leaning.resolved(query, turn.query, name(entry))
        return _read_as(reply, reply.read_as or kept) if isinstance(reply, Answer | NoAnswer) else reply

    def missed(self, query: Query, meanings: list[Meaning], turn: Turn) -> NoAnswer | None:
        """That the last topic does not say it, where a question names no other one."""
        entry = self.topic(turn)
        named = any(self._index.concepts.is_name(term) for it in meanings for term in it.must)
        if entry is None or named or not (query.asks or query.which):
            return None
        hit = self._matcher.look_at(self._index.number(entry.id), query, meanings)
        return self._decider.not_stated(query, hit, [hit])

    def _with_the_pronoun_resolved(self, query: Query, entry: Entry, turn: Turn) -> Answer | None:
        """What another topic answers to *query* with whom or what its one pronoun may stand for in its place.

        That is somebody whom the last fact names, or the topic, of which the answer then must speak.
        """
        somebody = self._leaning.people(query)
        for who in self._people(entry, self._told(turn, entry)) if len(somebody) == 1 else ():
            found = self._asked_anew(query, somebody[0], who)
            if found is not None and found.entry is not entry:
                return found
        places = self._leaning.pronouns(query)
        found = self._asked_anew(query, places[0], name(entry)) if len(places) == 1 else None
        named = self._index.entries[self._index.number(entry.id)].names[0]
        other = found is not None and found.entry is not entry
        return found if found is not None and other and self._speaks_of(found, named) else None

    def _people(self, entry: Entry, told: Fact) -> Iterator[str]:
        """Whom "he" may stand for after the fact that was *told*."""
        if entry.kind == "person":
            yield name(entry)
        yield from (role.who for role in told.roles)
        lead = self._index.entries[self._index.number(entry.id)].facts[entry.told.index(told)]
        concepts = self._index.concepts
        yield from (concepts.title(term) for term in sorted(lead.stated) if concepts.is_person(term))

    def _what_it_is(self, query: Query, entry: Entry) -> Answer | None:
        """The answer to "what is it?", which only asks what the topic is."""
        places = self._leaning.pronouns(query)
        asking = {place for _, asked in query.asked_at for place in asked}
        said = {place for place, word in enumerate(query.words) if word.text in self._copulas}
        others = set(range(len(query.words))) - {*places, *asking, *said}
        which = query.asks.keys() == {"who"} or (query.which and not query.asks)
        if len(places) != 1 or query.closed or not which or len(others) > query.which:
            return None
        found = self._asked_anew(query, places[0], name(entry))
        return found if found is not None and found.entry is entry else None

    def _asked_anew(self, query: Query, place: int, meant: str) -> Answer | None:
        written = [word.text for word in query.words]
        asked = " ".join((*written[:place], meant, *written[place + 1 :]))
        found = self._ask(asked)
        return replace(found, query=query.text, read_as=asked) if isinstance(found, Answer) else None

    def _speaks_of(self, answer: Answer, named: Phrase) -> bool:
        """Whether the fact that leads *answer* says the whole of a name."""
        indexed = self._index.entries[self._index.number(answer.entry.id)]
        lead = next(it for it in indexed.facts if it.fact is answer.facts[0])
        return lead.stated.issuperset(named)

    def _said(self, query: Query, hit: Hit) -> Answer | NoAnswer:
        return self._decider.not_stated(query, hit, [hit]) if hit.lacks else self._decider.answer(query, hit)

    def _told(self, turn: Turn, entry: Entry) -> Fact:
        """The fact that led the last reply."""
        return entry.told[min(turn.fact, len(entry.told) - 1)]

    def topic(self, turn: Turn) -> Entry | None:
        """The topic of the last reply; None where it had none, or it has gone meanwhile."""
        return self._knowledge.by_id.get(turn.entry) if turn.entry else None


def name(entry: Entry) -> str:
    """What an entry is called in a question, without what its title adds in brackets."""
    return _IN_BRACKETS.sub("", entry.title)


def _read_as(reply: Answer | NoAnswer, read_as: str) -> Answer | NoAnswer:
    return replace(reply, read_as=read_as)


_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")
