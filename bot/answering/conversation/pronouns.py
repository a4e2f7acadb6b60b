"""Whom or what a pronoun of a follow-up stands for, and the question with that in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

from knowledge.fold import fold, words
from knowledge.model import Entry, Fact
from knowledge.questions import Questions

from ..finding.indexed import Phrase
from ..finding.texts import NAMES
from ..reply import Answer, Listing, Reply
from ..words.query import Query
from .leaning import Leaning
from .parts import Parts
from .turn import Turn


class Pronouns:
    """Asks a question anew with a name in place of its pronoun."""

    def __init__(
        self, parts: Parts, leaning: Leaning, questions: Questions, ask: Callable[[str], Reply]
    ) -> None:
        self._index, self._interpreter, self._decider = parts.indexed, parts.interpreter, parts.decider
        self._values = parts.knowledge.language.values
        self._leaning = leaning
        self._copulas = frozenset(map(fold, questions.copulas))
        self._determiners = frozenset(map(fold, questions.determiners)) - frozenset(
            map(fold, questions.possessives)
        )
        self._possessives = frozenset(map(fold, questions.possessives))
        self._offices = frozenset(map(fold, questions.offices))
        self._who = next(iter(questions.asks.get("who", ())), "who")
        self._places = frozenset(map(fold, questions.places))
        self._there = frozenset(map(fold, questions.there))
        self._ask = ask

    def elsewhere(self, query: Query, entry: Entry, turn: Turn) -> Answer | None:
        """What another topic answers to *query* with whom or what its one pronoun may stand for in its place.

        That is somebody whom the last fact names, or the topic, or who acts in that fact: of these two the
        answer then must speak. So it must of somebody whom both the last fact and question name.
        """
        told = turn.told(entry)
        somebody = self._leaning.people(query)
        for who in self.people(entry, told) if len(somebody) == 1 else ():
            found = self.asked_anew(query, somebody[0], who)
            if found is not None and found.entry is not entry:
                return found
        for who in self._last_names(entry, turn) if len(somebody) == 1 else ():
            found = self.asked_anew(query, somebody[0], who)
            if found is not None and found.entry is not entry and who in found.facts[0].text:
                return found
        places = self._leaning.pronouns(query)
        if len(places) != 1:
            return None
        found = self.asked_anew(query, places[0], entry.name)
        named = self._index.of(entry).names[0]
        if found is not None and found.entry is not entry and self._speaks_of(found, named):
            return found
        return self._of_whoever_acts(query, places[0], entry, told)

    def _last_names(self, entry: Entry, turn: Turn) -> Iterator[str]:
        """By which name alone "she" may be spoken of elsewhere: a person's, or one that was asked for."""
        told = turn.told(entry)
        asked = frozenset(words(turn.query))
        named = (it.group() for it in NAMES.finditer(told.text) if asked.issuperset(words(it.group())))
        whole = (*((entry.name,) if entry.kind == "person" else ()), *named)
        yield from dict.fromkeys(name.split()[-1] for name in whole if len(name.split()) > 1)

    def _of_whoever_acts(self, query: Query, place: int, entry: Entry, told: Fact) -> Answer | None:
        """What another topic answers of who acts in the fact that was *told*: "what did it invite to?"."""
        if "who" in query.asks or all(word.vague for word in query.words if word.telling):
            return None
        for who in dict.fromkeys(acting(told)):
            found = self.asked_anew(query, place, who)
            if found is not None and found.entry is not entry and who in acting(found.facts[0]):
                return found
        return None

    def people(self, entry: Entry, told: Fact) -> Iterator[str]:
        """Whom "he" may stand for after the fact that was *told*."""
        if entry.kind == "person":
            yield entry.name
        yield from (role.who for role in told.roles)
        lead = self._index.of(entry).facts[entry.told.index(told)]
        concepts = self._index.concepts
        yield from (concepts.title(term) for term in sorted(lead.stated) if concepts.is_person(term))

    def named(self, entry: Entry, told: Fact) -> tuple[str, ...]:
        """Whom "he" may stand for, and whoever else is named where *told* begins or beside an office."""
        begins = NAMES.match(told.text)
        whom = (begins.group(),) if begins and begins.group() not in entry.name else ()
        naming = self._values.naming
        return (*self.people(entry, told), *naming.people(told.text), *naming.leading(told.text), *whom)

    def of_owner(self, query: Query, entry: Entry | None, turn: Turn) -> Answer | None:
        """What is told of something that a pronoun says whose it is: "no, I meant *its* trade with them".

        Whose it is, is somebody who acts in the last fact, or whom the last question names.
        """
        written = [word.text for word in query.words]
        at = next((place for place, word in enumerate(written) if word in self._possessives), None)
        if entry is None or at is None:
            return None
        others = {place for place in self._leaning.pronouns(query) if place != at}
        told = turn.told(entry)
        for who in dict.fromkeys(acting(told)):
            rest = (word for place, word in enumerate(written) if place > at and place not in others)
            found = self._ask(" ".join((*written[:at], who, *rest)))
            if isinstance(found, Answer) and who in f"{found.entry.title} {found.facts[0].text}":
                return replace(found, read_as=found.query)
        return None

    def office(self, query: Query, entry: Entry, told: Fact) -> Answer | None:
        """Who somebody is, where only their office is asked for: "what is his job?", "his job?"."""
        telling = [word.text for word in query.words if word.telling]
        office = bool(telling) and self._offices.issuperset(telling)
        which = query.which or not (query.asks or query.closed)
        if not (which and office and self._leaning.people(query)):
            return None
        asked = (f"{self._who} {name}" for name in self.people(entry, told))
        found = (self._ask(it) for it in asked)
        first = next((it for it in found if isinstance(it, Answer)), None)
        return replace(first, query=query.text, read_as=first.query) if first else None

    def of_its_place(self, query: Query, told: Fact) -> Reply | None:
        """The reply to what is asked of the place of the last fact: "what else is in that city?"."""
        written = [word.text for word in query.words]
        for place, (word, noun) in enumerate(pairwise(written)):
            if word in self._determiners and noun in self._places:
                return self._asked_at(query, range(place, place + 2), told)
        return None

    def there(self, query: Query, told: Fact) -> Reply | None:
        """What else was at the place of the last fact: "what was held *there*?"."""
        at = next((it for it in self._leaning.pronouns(query) if query.words[it].text in self._there), None)
        if at is None or not query.which:
            return None
        found = self._asked_at(query, range(at, at + 1), told)
        if not isinstance(found, Listing):
            return None
        others = [it for it in found.items if it.fact is not told]
        if not others:
            return None
        if len(others) > 1:
            return replace(found, items=tuple(others))
        row = others[0]
        return self._decider.told(query.text, row.entry, [row.fact], chosen=True)

    def _asked_at(self, query: Query, at: range, told: Fact) -> Answer | Listing | None:
        """The reply to *query* with a place of *told* for the words *at* which it is meant."""
        written = [word.text for word in query.words]
        for name in places_of(told):
            found = self._ask(" ".join((*written[: at.start], name, *written[at.stop :])))
            if isinstance(found, Answer | Listing):
                return replace(found, query=query.text, read_as=found.query)
        return None

    def what_it_is(self, query: Query, entry: Entry) -> Answer | None:
        """The answer to "what is it?", which only asks what the topic is."""
        places = self._leaning.pronouns(query)
        asking = {place for _, asked in query.asked_at for place in asked}
        said = {place for place, word in enumerate(query.words) if word.text in self._copulas}
        others = set(range(len(query.words))) - {*places, *asking, *said}
        which = query.asks.keys() == {"who"} or (query.which and not query.asks)
        if len(places) != 1 or query.closed or not which or len(others) > query.which:
            return None
        found = self.asked_anew(query, places[0], entry.name)
        return found if found is not None and found.entry is entry else None

    def asked_anew(self, query: Query, place: int, meant: str) -> Answer | None:
        """The answer to *query* with what is *meant* in place of the pronoun at *place*."""
        written = [word.text for word in query.words]
        asked = " ".join((*written[:place], meant, *written[place + 1 :]))
        found = self._ask(asked)
        return replace(found, query=query.text, read_as=asked) if isinstance(found, Answer) else None

    def _speaks_of(self, answer: Answer, named: Phrase) -> bool:
        """Whether the fact that leads *answer* says the whole of a name."""
        indexed = self._index.of(answer.entry)
        lead = next(it for it in indexed.facts if it.fact is answer.facts[0])
        return lead.stated.issuperset(named)


def acting(fact: Fact) -> tuple[str, ...]:
    """Who does something in *fact*, as far as its curator says."""
    return (*fact.actors, *(role.who for role in fact.roles))


def places_of(fact: Fact) -> tuple[str, ...]:
    """Where *fact* is, the city first."""
    held = fact.occasion
    found = (held.city, held.country) if held else ()
    return tuple(dict.fromkeys((*filter(None, found), *fact.places)))
