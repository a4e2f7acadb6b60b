"""Reads a question in the light of the last reply: picks, "more", "and 2027?", "no, I meant …", pronouns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain

from knowledge.base import Knowledge
from knowledge.fold import fold, is_number
from knowledge.language import Questions
from knowledge.model import Entry

from .asked import NO_FACT_NEEDED, WHENS
from .concepts import Term
from .decide import FOLLOWED, POSSIBLE, WHOLE_NAME, WITHIN_REACH, Decider
from .index import Index
from .manners import Etiquette
from .match import Hit, Matcher
from .meaning import Interpreter, Meaning
from .query import Query
from .reply import Answer, Choices, Help, Listing, NoAnswer, Reply
from .turn import Turn

OWN_TOPIC = 0.8
"""How well a question in a conversation must be another entry's name to be about that one."""

MOST_OFFERED = 99
"""Options that a pick may be of, where nobody knows what was offered."""

MOST_JOINED = 4
"""Telling words after "and" or "what about" up to which the rest of the question is the last one's."""


class Follower:
    """Understands what leans on the last reply; what stands alone is left to others."""

    def __init__(
        self,
        knowledge: Knowledge,
        index: Index,
        interpreter: Interpreter,
        matcher: Matcher,
        decider: Decider,
        etiquette: Etiquette,
        questions: Questions,
        ask: Callable[[str], Reply],
        lists: Callable[[Query, Sequence[Meaning]], bool],
    ) -> None:
        self._knowledge = knowledge
        self._index = index
        self._interpreter = interpreter
        self._matcher = matcher
        self._decider = decider
        self._etiquette = etiquette
        self._pronouns = frozenset(map(fold, questions.pronouns))
        self._existential = frozenset(map(fold, questions.existential))
        self._determiners = frozenset(map(fold, questions.determiners))
        self._possessives = frozenset(map(fold, questions.possessives))
        self._somebody = frozenset(map(fold, questions.somebody))
        self._years = dict.fromkeys(map(fold, questions.year_after), 1) | dict.fromkeys(
            map(fold, questions.year_before), -1
        )
        self._ask = ask
        self._lists = lists

    def reply(self, text: str, turn: Turn) -> Reply | None:
        """The reply to what leans on *turn*; None where *text* stands alone."""
        picked = self._etiquette.picked(text, len(turn.options))
        # What is related to an answer has numbers too, but "the second" of it may be another thing.
        if picked is not None and (turn.said != "answer" or turn.offers or any(map(str.isdigit, text))):
            return self._opened(text, turn, picked)
        match self._etiquette.said(text):
            case "more":
                return self._more(text, turn)
            case "proof":
                return self._proof(text, turn)
            case _:
                pass
        meant = self._etiquette.corrected(text)
        if meant is not None:
            return self._in_its_place(text, meant, turn) or self._ask_as(text, meant)
        joined = self._etiquette.joined(text)
        if joined is None and (self._leans(text) or self._is_another_name(text, turn)):
            joined = text
        joined = self._year(joined, turn) or joined
        if joined is not None and not self.refers_back(self._interpreter.read(joined)):
            found = self._in_its_place(text, joined, turn)
            if found is not None:
                return found
        return self._about_the_same(joined or text, turn, leans=joined is not None)

    def takes_words(self, text: str, turn: Turn) -> bool:
        """Whether *text* takes the words of the last question too, and not only what was said to it."""
        if (
            self._etiquette.picked(text, len(turn.options)) is not None
            or self._etiquette.said(text) == "more"
        ):
            return turn.said == "listing"  # of which "more" is all, and "and 2026?" another
        other = self._etiquette.corrected(text) or self._etiquette.joined(text)
        other = other or (text if self._leans(text) else None)
        query = self._interpreter.read(other or "")
        return self._takes_a_place(query) and not self.refers_back(query)

    def asks_back(self, text: str) -> bool:
        """Whether *text* asks something of what was spoken of before, whatever else it says."""
        query = self._interpreter.read(text)
        return bool(query.asks or query.which) and (
            self.refers_back(query) or self._etiquette.joined(text) is not None
        )

    def refers_back(self, query: Query) -> bool:
        """Whether *query* has a word for what was spoken of before."""
        texts = [word.text for word in query.words]
        for place, word in enumerate(query.words):
            if word.text not in self._pronouns:
                continue
            pairs = (" ".join(texts[max(place - 1, 0) : place + 1]), " ".join(texts[place : place + 2]))
            follows = next(iter(query.words[place + 1 :]), None)
            # "this interview" points ahead, "its capacity" only where what has it is named before.
            ahead = word.text not in self._possessives or any(it.telling for it in query.words[:place])
            points_ahead = word.text in self._determiners and ahead and follows and follows.telling
            if not points_ahead and self._existential.isdisjoint(pairs):  # "were there"
                return True
        return False

    def names_nothing(self, query: Query, meanings: Sequence[Meaning], decided: Reply) -> bool:
        """Whether *query* has no topic without what was said before; *decided* is the reply if it has one."""
        if self._etiquette.picked(query.text, MOST_OFFERED) is not None and not query.words[0].text.isdigit():
            return True
        telling = [word for word in query.words if word.telling]
        if telling and all(self._etiquette.counts(word.text) and word.vague for word in telling):
            return True
        if any(meaning.must for meaning in meanings):
            return False
        if self._etiquette.joined(query.text) and all(word.vague for word in query.words if word.telling):
            return not any(word.is_number for word in query.words)
        strong = [
            word
            for word in telling
            if not word.vague or word.names_here or (word.sort_asked and query.several)
        ]
        if len(strong) > 1 or ((strong or len(telling) > 1) and not self.refers_back(query)):
            return False
        best, *others = self._matcher.find(query, list(meanings)) or (None,)
        if best is None or best.name >= OWN_TOPIC:
            return best is None
        beside = any(word.turned_from for word in query.words)  # "after that"
        alone = all(best.score - other.score > WITHIN_REACH for other in others)
        return not (strong and alone and not beside and isinstance(decided, Answer))

    # What was offered

    def _opened(self, text: str, turn: Turn, place: int) -> Reply | None:
        option = turn.options[place]
        entry = self._knowledge.by_id.get(option.entry)
        if entry is None:
            return None
        lead = entry.told[min(option.fact, len(entry.told) - 1)]
        facts = (lead, *(fact for fact in entry.told if fact is not lead))
        # After a row of a listing "and 2026?" still means the listing.
        read_as = turn.query if turn.said == "listing" and turn.query else entry.title
        picked_from = tuple((it.entry, it.fact) for it in turn.options)
        return replace(
            self._decider.told(text, entry, facts, chosen=True), read_as=read_as, picked_from=picked_from
        )

    def _more(self, text: str, turn: Turn) -> Reply | None:
        entry = self._entry(turn)
        if entry is None:
            return self._ask(turn.query) if turn.said == "listing" and turn.query else None
        left = [fact for place, fact in enumerate(entry.told) if place not in turn.shown]
        # Where all is told, what was not the lead is told again: a colleague would not say "no".
        told = self._decider.told(text, entry, left or (*entry.told[1:], entry.told[0]), chosen=True)
        shown = {*turn.shown, *(entry.told.index(fact) for fact in told.facts)}
        more = tuple(fact for place, fact in enumerate(entry.told) if place not in shown)
        return replace(
            told, more=tuple(it for it in told.more if it in more), read_as=turn.query or entry.title
        )

    def _proof(self, text: str, turn: Turn) -> Reply | None:
        entry = self._entry(turn)
        if entry is None:
            option = turn.options[0] if turn.options else None
            entry = self._knowledge.by_id.get(option.entry) if option else None
            if entry is None or option is None:
                return None
            turn = replace(turn, fact=option.fact)
        lead = entry.told[min(turn.fact, len(entry.told) - 1)]
        others = tuple(fact for fact in entry.told if fact is not lead)
        return Answer(text, entry, (lead,), 100.0, more=others, read_as=turn.query or entry.title)

    # What is asked in the same way, of something else

    def _leans(self, text: str) -> bool:
        """Whether *text* is only a name or number after a small word: "in 2027?", "of Kazakhstan?"."""
        query = self._interpreter.read(text)
        telling = [word for word in query.words if word.telling]
        small = bool(query.words) and not query.words[0].telling and not query.asks and not query.listing
        return small and len(telling) == 1 and len(query.words) <= MOST_JOINED

    def _year(self, joined: str | None, turn: Turn) -> str | None:
        """The year that is meant by "the year after" the one of the last question."""
        step = self._years.get(fold(joined or ""))
        years = [word.text for word in self._interpreter.read(turn.query).words if word.text.isdigit()]
        return str(int(years[-1]) + step) if step and years else None

    def _is_another_name(self, text: str, turn: Turn) -> bool:
        """Whether *text* is only a name, where the last question asked something of another one."""
        query = self._interpreter.read(text)
        telling = [word for word in query.words if word.telling]
        if len(telling) != len(query.words) or not turn.query or self._sort(query) == "number":
            return False
        before = self._interpreter.read(turn.query)
        places = self._places(before, "name", turn)
        says_more = any(word.telling and place not in places for place, word in enumerate(before.words))
        return bool(places) and says_more and self._is_somebody(query)

    def _in_its_place(self, text: str, other: str, turn: Turn) -> Reply | None:
        """The last question with *other* in place of what is of the same sort there."""
        query = self._interpreter.read(other)
        if not self._takes_a_place(query) or not turn.query:
            return None
        before = self._interpreter.read(turn.query)
        another = self._is_somebody(query) and self._places(before, "name", turn)
        sort = "name" if another else self._sort(query)
        places = self._places(before, sort, turn)
        if sort == "topic":
            own = [place for place, word in enumerate(before.words) if word.telling or word.sort_asked]
            if not places or (set(own) <= set(range(min(places), max(places) + 1)) and not before.asks):
                return None
        written = [word.text for word in before.words]
        if places:
            start, end = min(places), max(places) + 1
            asked = " ".join((*written[:start], *(word.text for word in query.words), *written[end:]))
        else:
            asked = " ".join((*written, *(word.text for word in query.words)))
        found = self._about_the_same(asked, turn) if sort != "topic" else None
        found = found or self._ask(asked)
        if isinstance(found, Help) or (sort == "topic" and not isinstance(found, Answer | Listing)):
            return None
        if isinstance(found, Choices):
            return None
        if isinstance(found, Listing) and len(found.items) == 1:
            row = found.items[0]  # of the listing before, this one alone is asked for
            facts = (row.fact, *(fact for fact in row.entry.told if fact is not row.fact))
            found = self._decider.told(text, row.entry, facts, chosen=True)
        return replace(found, query=text, read_as=asked)

    def _takes_a_place(self, query: Query) -> bool:
        """Whether *query* only names something, so that the rest of the question is the last one's."""
        telling = [word for word in query.words if word.telling]
        return not query.asks and 0 < len(telling) <= MOST_JOINED

    def _sort(self, query: Query) -> str:
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

    def _places(self, before: Query, sort: str, turn: Turn) -> list[int]:
        """Where the last question has a thing of that sort."""
        if sort == "number":
            numbers = [place for place, word in enumerate(before.words) if is_number(word.text)]
            return numbers[-1:]
        meanings = self._interpreter.meanings(before)
        if sort == "name":
            named = [it for it in meanings if any(self._index.concepts.is_name(term) for term in it.must)]
            longest = max(named, key=lambda it: len(it.places), default=None)
            return list(longest.places) if longest else []
        entry = self._entry(turn)
        if entry is None:
            return []
        own = set(chain.from_iterable(self._index.entries[self._index.number(entry.id)].names))
        return [place for it in meanings if it.weight and not own.isdisjoint(it.terms) for place in it.places]

    # What is asked of the same topic

    def _about_the_same(self, text: str, turn: Turn, *, leans: bool = False) -> Reply | None:
        """What the last topic says to a question without a topic of its own; None where it has one.

        A question that *leans* on the last one, by "and" or "of", has none if it says nothing more.
        """
        entry = self._entry(turn)
        if entry is None:
            return None
        query = self._interpreter.read(text)
        meanings = self._interpreter.meanings(query)
        hit = self._matcher.look_at(self._index.number(entry.id), query, meanings)
        if self._lists(query, meanings):
            return None
        pronoun = self.refers_back(query) or self._points_at(query, hit)
        refers = pronoun or self._opens_small(query) or any(it.turn for it in query.words)
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
        entry = self._entry(turn)
        named = any(self._index.concepts.is_name(term) for it in meanings for term in it.must)
        if entry is None or named or not (query.asks or query.which):
            return None
        hit = self._matcher.look_at(self._index.number(entry.id), query, meanings)
        return self._decider.not_stated(query, hit, [hit])

    def _points_at(self, query: Query, hit: Hit) -> bool:
        """Whether *query* points at something that the last topic has: "those meetings"."""
        pairs = enumerate(zip(query.words, query.words[1:], strict=False), 1)
        return any(
            word.text in self._determiners - self._possessives and noun.telling and hit.accounts_for(place)
            for place, (word, noun) in pairs
        )

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

    def _opens_small(self, query: Query) -> bool:
        """Whether a question begins with a small word before what it asks: "in which bodies?"."""
        return (
            bool(query.asked_at or query.several)
            and len(query.words) <= MOST_JOINED
            and not any(0 in places for _, places in query.asked_at)
        )

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

    def _ask_as(self, text: str, meant: str) -> Reply:
        found = self._ask(meant)
        if isinstance(found, Help | Choices):
            return replace(found, query=text)
        return replace(found, query=text, read_as=meant)

    def _entry(self, turn: Turn) -> Entry | None:
        return self._knowledge.by_id.get(turn.entry) if turn.entry else None
