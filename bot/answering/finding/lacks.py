"""What a fact lacks of what a question asks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from itertools import chain

from knowledge.fold import fold, words
from knowledge.tells import is_year

from ..times import is_over
from ..words.concepts import Term
from ..words.query import Word
from . import numbers
from .account import COVERED, Named
from .asked import HELPERS, WHENS, Asked
from .attributes import ValueNoun
from .comparing import compares, picks
from .deeds import IN_OTHER_WORDS, Deeds
from .demands import Demand, Lack, Wanted
from .forms import is_said
from .handovers import Handover
from .index import PLAIN, Index
from .indexed import IndexedEntry, IndexedFact, told_by
from .meaning import Meaning
from .texts import NAMES

SURELY_COVERED = 0.84
"""Likeness from which another word for a name or detail stands for it: Budapest for Hungary."""

AGENTS = frozenset(("person", "organisation"))
"""Kinds of entry that are somebody."""

OF_QUANTITY = frozenset(("how many", "how long"))
"""Questions for a quantity, which is of one thing, whatever else stands beside it."""

AGED = frozenset(("event", "organisation"))
"""Kinds of entry whose date tells how old they are."""

BY_NOTATION = frozenset(("phone", "email"))
"""Sorts of value that are asked for by how they are written, and not by what they are for."""

LITTLE_NAMED = 0.3
"""How much of the name of an entry leaves open that it is who is asked for."""


class Lacks:
    """What the facts of one entry lack of what is asked."""

    def __init__(
        self, asked: Asked, entry: IndexedEntry, named: Named, index: Index, *, is_topic: bool
    ) -> None:
        self._asked = asked
        self._entry = entry
        self._index = index
        self._is_person = entry.entry.kind == "person"
        self._named = named.words
        named_little = named.typed < LITTLE_NAMED and not is_topic
        self._is_answer = entry.entry.kind in AGENTS and named_little
        """Whether it is a person or body that the query does not name: it may be who is asked for."""
        self._has_age = entry.entry.kind in AGED and (is_topic or not named_little)
        """Whether the query is about what a date tells the age of."""
        self._deeds = Deeds(asked, index)

    @cached_property
    def _is_named_so(self) -> bool:
        """Whether what asks "who" begins a name that was typed: "*who* action plan years"."""
        query, vocabulary = self._asked.query, self._index.vocabulary
        behind = query.asks.get("who", len(query.words))
        run = [vocabulary.id(word.text) for word in query.words[behind - 1 : behind + 1]]
        return len(run) == 2 and all(it in self._named for it in run)

    @cached_property
    def _has_place(self) -> bool:
        """Whether a curator has typed a place on some fact of it: then none is told by what is only read."""
        return any("where" in it.answers for it in self._entry.facts)

    @cached_property
    def _has_length(self) -> bool:
        return any("length" in it.sorts for it in self._entry.facts)

    @cached_property
    def _handovers(self) -> tuple[Handover, ...]:
        """What passes from one to another, as any fact of the entry says."""
        return tuple(chain.from_iterable(it.handovers for it in self._entry.facts))

    @cached_property
    def _called(self) -> tuple[str, ...]:
        """What the entry is called, as it is written."""
        entry = self._entry.entry
        return (entry.title, *chain.from_iterable(entry.aliases.values()), *entry.keywords)

    @cached_property
    def _names(self) -> frozenset[Term]:
        """The terms of the entry's names."""
        return frozenset(self._index.terms(self._entry.names))

    def of(
        self, fact: IndexedFact, there: Collection[Term], covered: Sequence[float], told: set[int]
    ) -> Iterator[Lack]:
        """What is asked for by name, number or question word, and is not in *fact*.

        Of the terms that were typed it has those that are *there*, and accounts for each word as far as it is
        *covered*. The places of the words that say what is lacking are added to *told*.
        """
        asked = self._asked
        had: set[int] = set()  # of an "email address" the address is not asked for again
        for demand in asked.demands:
            places = demand.meaning.places
            if self._has_value(fact, demand) or not self._is_absent(demand, fact, there, covered, told):
                had.update(places)
            elif not had.issuperset(places):
                told.update(places)
                yield demand.lack
        for group in asked.attributes:
            said = [it.places[0] for it in group]
            if told.isdisjoint(said) and all(covered[place] < COVERED for place in said):
                told.update(said)
                yield Lack("word", " ".join(it.text for it in group))
        for place, word in asked.turning:
            if place not in told and not self._turns(fact, word, covered[place]):
                told.add(place)
                yield Lack("word", word.text)
        for meaning in asked.agents:
            if self._deeds.is_done_by_others(fact, meaning):
                told.update(meaning.places)
                yield Lack("name", meaning.text.capitalize())
        absent = [it for it in asked.numbers if not self._says_number(it, fact, there)]
        if absent and numbers.has_one(fact):
            absent = [it for it in absent if it not in asked.of_case]
        if absent and (not asked.query.either or len(absent) == len(asked.numbers)):
            for number in absent:
                if self._has_its_unit(number, fact):
                    told.update(number.places)
                    yield Lack("number", number.text)
                else:  # it is told all the same what the number is of
                    yield Lack("number", numbers.amount(number, asked.query, self._index.values))
        for side, meaning in asked.passing:
            if any(handover.denies(side, meaning.terms) for handover in self._handovers):
                told.update(meaning.places)
                yield Lack("word", f"{side} {meaning.text.capitalize()}")
        if fact.is_open and self._says_all(covered):
            return  # that it is not decided answers whoever asks for it
        for meaning in asked.turned_from:
            if not self._tells_what_turns(fact, meaning):
                told.update(meaning.places)
                yield Lack("word", f"anything but {meaning.text.capitalize()}")
        for meaning, others in asked.contrasted:
            place = meaning.places[0]
            other = not (fact.stated.isdisjoint(others) and self._names.isdisjoint(others))
            if other and covered[place] < COVERED and place not in told:
                told.add(place)
                yield Lack("name", meaning.text)
        superlative, comparative = asked.query.superlative, asked.query.comparative
        if superlative and not picks(fact, superlative, self._called, self._index):
            told.update(at for at, word in enumerate(asked.query.words) if word.text == superlative)
            yield Lack("word", superlative)
        if comparative and not compares(fact, comparative, asked.sides, self._index):
            yield Lack("question", "how the two compare")
        # Of a library are not the hours of what takes place there.
        if asked.query.hours and (
            "hours" not in fact.sorts or asked.terms.isdisjoint(self._names | fact.begins)
        ):
            yield Lack("question", "when")
            return
        # Where the share of one year is told, the value of another is told all the same.
        of_year = any(is_year(it.text) for it in asked.numbers)
        facts = self._entry.facts if of_year else (fact,)
        if asked.of_sort and not any(asked.of_sort.sort in it.sorts for it in facts):
            yield Lack("question", asked.of_sort.words)
            return
        if asked.wants_host and "where" in fact.answers:
            return  # a city or country hosts as well as somebody does
        if asked.wants_rule and not self._index.cues.rules.isdisjoint(words(told_by(fact.fact))):
            return  # whoever may is told with what they may
        role = asked.wants_role and self._index.has_roles and not self._tells_role(fact, covered)
        if role or (asked.wanted and not self._answers(fact, covered)):
            yield Lack(
                "question", asked.wanted[0].ask if asked.wanted else "that" if asked.query.closed else "who"
            )

    def told_by_value(self, fact: IndexedFact, covered: Sequence[float]) -> Iterator[int]:
        """The places of the words for a detail that *fact* tells by its value: "*frequency* of backups".

        So are the numbers of the case of who asks by those of a rule.
        """
        valued = (it for it in self._asked.demands if self._is_told_otherwise(fact, it))
        of_case = self._asked.of_case if numbers.has_one(fact) else ()
        yield from chain.from_iterable(it.places for it in chain((it.meaning for it in valued), of_case))
        noun = self._asked.value_noun
        if noun and self._has_noun(fact, noun, covered):
            yield noun.place

    def _is_told_otherwise(self, fact: IndexedFact, demand: Demand) -> bool:
        """Whether *fact* tells a detail by a value of nothing else, or in another form of the word."""
        if demand.lack.sort != "detail":
            return False
        by_value = demand.told_by in PLAIN or (demand.told_by == "length" and not self._has_length)
        if demand.told_by is not None:
            return by_value and self._has_value(fact, demand)
        return is_said(demand.meaning, fact.fact, self._asked, self._index)

    def _has_noun(self, fact: IndexedFact, noun: ValueNoun, covered: Sequence[float]) -> bool:
        """Whether *fact* has the value that *noun* asks for, and says all else that is asked."""
        rest = (it.places[0] for it in self._asked.telling if noun.place not in it.places)
        return not fact.sorts.isdisjoint(noun.sorts) and all(covered[it] >= COVERED for it in rest)

    def _says_all(self, covered: Sequence[float]) -> bool:
        """Whether all words that tell are *covered*, but for those that seldom decide."""
        words = self._asked.query.words
        places = (it.places[0] for it in self._asked.telling)
        return all(covered[it] >= COVERED for it in places if not words[it].vague or words[it].names_here)

    def _has_value(self, fact: IndexedFact, demand: Demand) -> bool:
        """Whether *fact* has a value of the sort that tells what is demanded, whatever it is called.

        How old an event or body is, its date tells.
        """
        if demand.told_by == "length" and not self._has_length:
            return any(when.lasts for when in fact.fact.dates)  # the trial is as long as it lasts
        return demand.told_by in fact.sorts or (
            demand.told_by == "age" and self._has_age and "date" in fact.sorts
        )

    def _answers(self, fact: IndexedFact, covered: Sequence[float]) -> bool:
        return any(self._tells(fact, it) for it in self._asked.wanted) or self._deeds.is_done(fact, covered)

    def _is_absent(
        self,
        demand: Demand,
        fact: IndexedFact,
        there: Collection[Term],
        covered: Sequence[float],
        told: set[int],
    ) -> bool:
        """Whether *fact* is of another person or owner than is named, or has not what is named."""
        meaning, lack, _, persons, is_owner = demand
        if persons and fact.stated.isdisjoint(persons) and not self._is_person:
            return True
        if is_owner and fact.owners and meaning.terms.keys().isdisjoint(fact.owners | self._names):
            return True
        if meaning.places == self._asked.likened and not self._is_called(meaning.text):
            return True  # what Hungary gives does not say how big it is
        if demand.told_by in BY_NOTATION and meaning.text.split()[-1] == words(lack.text)[-1]:
            return True  # "by phone" says no "phone *number*"
        if fact.fact.figures and demand.told_by is None and self._asks_so(meaning):
            return not self._measures(fact, meaning)
        if not meaning.must.isdisjoint(there):
            return self._is_beside(demand, fact)
        if lack.sort == "detail" and is_said(meaning, fact.fact, self._asked, self._index):
            return False
        said = lack.sort == "name" and min([covered[place] for place in meaning.places]) >= SURELY_COVERED
        if said and not self._is_of_another_city(fact, meaning):
            return False
        # "be signed" says it all: not "signed" again.
        return not told.issuperset(meaning.places)

    def _asks_so(self, meaning: Meaning) -> bool:
        """Whether the words for a detail may ask for any amount: "*how high*"."""
        asking = (places for ask, places in self._asked.query.asked_at if ask == "how much")
        return not all(map(set(meaning.places).isdisjoint, asking))

    def _measures(self, fact: IndexedFact, meaning: Meaning) -> bool:
        """Whether a typed figure of *fact* is of that detail, or of what is asked about itself.

        The levy is as high as it is told to be, and the wall not as high as it cost or is long.
        """
        index, detail = self._index, self._index.concepts.detail
        for figure in fact.fact.figures:
            ids = map(index.vocabulary.id, words(figure.of))
            of = set(index.terms([tuple(it for it in ids if it is not None)]))
            itself = not any(map(detail, of)) and not of.isdisjoint(self._asked.terms)
            if itself or not of.isdisjoint(meaning.must):
                return True
        return False

    def _says_number(self, number: Meaning, fact: IndexedFact, there: Collection[Term]) -> bool:
        """Whether *fact* has a number of the query, in its unit and as a place in a row if it is that."""
        if not (numbers.is_said(number, fact, there) and self._has_its_unit(number, fact)):
            return False
        if number not in self._asked.in_a_row:
            return True
        query, entry = self._asked.query, self._entry.entry
        return numbers.says_which(number, query, fact, entry, self._index, self._asked.terms)

    def _has_its_unit(self, number: Meaning, fact: IndexedFact) -> bool:
        """Whether *fact* does not have the number in another unit than it is asked in."""
        units = (it for of, it in self._asked.units if of is number)
        return all(numbers.is_in_its_unit(number, it, fact, self._index.values) for it in units)

    def _is_called(self, name: str) -> bool:
        """Whether the entry is what is called *name*."""
        number = self._index.entry_called(name)
        return number is not None and self._index.entries[number] is self._entry

    def _is_beside(self, demand: Demand, fact: IndexedFact) -> bool:
        """Whether a quantity is asked of what only the rest of the quote names: it is compared with that.

        What takes 15 days in "… than the Northern Corridor, and takes 15 days" is not the Northern Corridor.
        """
        counts = any(it.ask in OF_QUANTITY for it in self._asked.wanted)
        terms = demand.meaning.terms
        if not counts or demand.lack.sort != "name" or not self._names.isdisjoint(terms):
            return False
        said = " ".join(map(fold, (fact.fact.text, *fact.fact.places, *fact.fact.actors)))
        return not any(
            f" {fold(it)}" in f" {said}" for it in (demand.meaning.text, *map(self._index.text, terms))
        )

    def _is_of_another_city(self, fact: IndexedFact, meaning: Meaning) -> bool:
        """Whether a city is named, and *fact* is of another one: both may lie in the country that is said."""
        concepts = self._index.concepts
        if any(self._asked.query.words[place].turned_from for place in meaning.places):
            return False  # what comes after Ghent is of another one
        named = any(concepts.title(term) in concepts.towns for term in meaning.must)
        return named and not concepts.towns.isdisjoint(fact.fact.places)

    def _tells_what_turns(self, fact: IndexedFact, meaning: Meaning) -> bool:
        """Whether *fact* may say who came before or after what *meaning* names.

        It does if that passed from one to the other, or in so many words: "After Romania".
        """
        place = meaning.places[0]
        turn, named = self._asked.query.words[place].behind, meaning.terms
        in_words = " ".join(word.text for word in self._asked.query.words[place - 1 : place + 1])
        if in_words in fold(fact.fact.text) or any(it.tells(turn, named) for it in fact.handovers):
            return True
        return self._names.isdisjoint(named) and not any(it.names(named) for it in self._handovers)

    def _turns(self, fact: IndexedFact, word: Word, covered: float) -> bool:
        """Whether a fact is of the time that "next" or "before" asks for, or says the word.

        "Who gets it next?" asks who follows, and not who has plans.
        """
        if word.turn == "following":
            return covered >= SURELY_COVERED or not fact.stated.isdisjoint(self._index.cues.followers)
        return covered >= COVERED or (word.turn == "coming" and fact.fact.is_plan)

    def _tells_role(self, fact: IndexedFact, covered: Sequence[float]) -> bool:
        """Whether *fact* tells who does or is what is asked, by a typed role or in so many words."""
        relations = self._asked.relations
        if any(role.does in relations for role in fact.fact.roles):
            return True
        # "member states" is said of everything: who they are tells what counts and names them.
        if "belongs to" in relations:
            counted = not fact.counted.isdisjoint(self._index.does["belongs to"])
            return counted and len(fact.fact.actors) > 1 and not self._asked.query.closed
        said = any(covered[place] >= COVERED for place in self._asked.relation_at)
        # That a topic is a proposal does not tell who proposed it.
        if said and relations == {"proposed"}:
            said = not fact.stated.isdisjoint(self._index.does["proposed"])
        return said or any(
            not fact.stated.isdisjoint(self._index.does[does]) for does in relations & IN_OTHER_WORDS
        )

    def _says_name(self, fact: IndexedFact) -> bool:
        """Whether somebody of the name that is all of the question stands in *fact*: it tells who that is."""
        name = self._asked.name
        return name is not None and any(fold(it) == name for it in NAMES.findall(fact.fact.text))

    def _tells(self, fact: IndexedFact, wanted: Wanted) -> bool:
        """Whether *fact* answers such a question; "how many" only if it counts what follows."""
        ask, counted = wanted
        if self._asked.of_plans and ask in WHENS and is_over(fact.fact, told_by(fact.fact)):
            return False
        if ask in WHENS and self._is_of_other_time(fact):
            return False
        if ask == "who" and self._deeds.is_done_otherwise(fact):
            return False
        if ask == "who" and (self._is_answer or self._is_named_so or self._says_name(fact)):
            return True
        if self._asked.wants_help and ask in HELPERS and "contact" in fact.sorts:
            return True
        if ask == "how much" and self._counts_things(fact):
            return False
        soon = self._asked.of_deadline and "how long" in fact.tells  # "how soon" of what takes 15 days
        if ask not in fact.answers and (ask not in fact.reads or (ask == "where" and self._has_place)):
            return ask == "when" and soon
        if counted is None or not counted.isdisjoint(fact.counted):
            return True
        # "No household may book more than two" of the slots that one can book.
        rules = self._index.cues.rules
        limited = self._asked.of_rule and not rules.isdisjoint(words(told_by(fact.fact)))
        return limited and not counted.isdisjoint(fact.stated)

    def _is_of_other_time(self, fact: IndexedFact) -> bool:
        """Whether it is asked since when somebody is what they are, and *fact* tells of nothing that began.

        A report of what they said has a date too.
        """
        starts = self._is_person and self._asked.of_start
        return starts and self._index.cues.starts.isdisjoint(words(told_by(fact.fact)))

    def _counts_things(self, fact: IndexedFact) -> bool:
        """Whether it is asked how much of something there is, and *fact* only counts other things."""
        noun = self._asked.noun_behind("how much")
        if noun is None or "how many" not in fact.reads:
            return False
        return not fact.sorts and noun.terms.keys().isdisjoint(fact.counted)
