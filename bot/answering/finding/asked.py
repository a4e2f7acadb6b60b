"""What a question asks: its words by all that they may stand for, and what an answer must have and tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from knowledge.model import Question

from ..words.concepts import Term
from ..words.everyday import is_everyday
from ..words.query import Query, Side, Word
from . import numbers
from .attributes import attributes, likened, sides, value_noun
from .demands import Demand, Lack, Wanted
from .index import Index
from .indexed import IndexedFact
from .meaning import Meaning

WHENS: frozenset[Question] = frozenset(("when", "which year", "which month", "which day"))

BY_ROLE: frozenset[Question] = frozenset(("who", "which country"))
"""Questions whose verb says what is to be told of whom: "who *takes part*", "which are *members*"."""

JOINING = frozenset(("member", "membership", "belong", "belongs", "join", "joined"))
"""Words that ask whether somebody is a member; "members" are rather those of whom something is asked."""

HELPERS: tuple[Question, ...] = ("who", "where")
"""Questions that a telephone number answers, or an e-mail address, where somebody is looked for."""

COUNTED = 3
"""Words after "how many" among which what is to be counted stands: "how many local *holidays*"."""

SPARED = 0.8
"""Part of the weight of one of the commonest words that a fact without it is not short of.

What is left is what a word counts that seldom decides. Where such words are taken for one, and count no more
where a fact says them, nine questions of other texts lose their answer and fifteen win one; so, none and 13.
"""

NO_FACT_NEEDED: frozenset[Question] = frozenset(("how", "why"))
"""Questions that a fact need not be marked for: any fact may tell how or why."""


class Sense(NamedTuple):
    """What was typed that a word of an entry may be."""

    likeness: float
    """How likely it is, up to 1."""
    meaning: int
    """The number of the meaning, among all of the query, that it is likeliest."""
    terms: tuple[Term, ...]
    """The terms typed that it says."""
    covers: Mapping[int, float]
    """Which words of the query it accounts for, and how far.

    None by a detail: the cost is not a price because both are asked for alike.
    """

    def also(self, other: Sense) -> Sense:
        """What was typed where a word may be either."""
        best = other if (other.likeness, -other.meaning) > (self.likeness, -self.meaning) else self
        covers = dict(self.covers)
        for place, likeness in other.covers.items():
            if covers.get(place, 0.0) < likeness:
                covers[place] = likeness
        return Sense(best.likeness, best.meaning, (*self.terms, *other.terms), covers)


class Asked:
    """A query with what its words may mean, made ready to be compared with many entries."""

    def __init__(self, query: Query, meanings: Sequence[Meaning], index: Index) -> None:
        self._index = index
        self.query = query
        self.meanings = meanings
        self.telling = [meaning for meaning in meanings if meaning.weight]
        self.weight = sum(meaning.weight for meaning in self.telling) or 1.0
        """Of all telling words together."""
        self.counted = [(it.places[0], it.weight, it.tells) for it in self.telling]
        """The place of each telling word, what it counts, and how well it tells facts apart."""
        self.spared = {it.places[0]: SPARED * it.weight for it in self.telling if self._is_spared(it)}
        """The places of the commonest words, and the weight by which a fact without them is not short."""
        typed = _senses(meanings, index)
        self.terms = frozenset(typed)
        """What was typed, as the words and concepts that it stands for, as far as an entry says them."""
        self.senses = _with_spoken(typed, index)
        """The same, by every word and concept that an entry may say it with."""
        self.said = frozenset(self.senses)
        self.relations, self.relation_at = index.cues.relations(query)
        """What somebody is asked to do or be, and the places of the words that say so."""
        self.demands = self._demands()
        """What an answer must have by name."""
        named = (it.meaning for it in self.demands)
        self.likened = likened(query, named, index.cues.copulas, index.cues.auxiliaries)
        """The places of a name of which it is asked what it is like itself: "how big is *Hungary*"."""
        details = [it.meaning.places[-1] for it in self.demands if it.lack.sort == "detail"]
        cues = index.cues
        groups = attributes(
            query, self.telling, details, cues.articles, cues.of, cues.rules, cues.before_verbs
        )
        self.attributes = [it for it in groups if it]
        """Words of which an answer must say one each: what of something is asked for, and of what."""
        self.value_noun = value_noun(query, self.telling, index.cues.nouns, index.cues.of)
        """The noun that asks for a value, if one does."""
        self.numbers = numbers.wanted(query, meanings, index, asks_when=not WHENS.isdisjoint(query.asks))
        """The numbers that an answer must have."""
        self.units = [
            (it, units) for it in self.numbers if (units := numbers.units_of(it, query, index.values))
        ]
        """Those that are in a unit, with every spelling of it: "is it 43 *miles* long?"."""
        self.in_a_row = [it for it in self.numbers if numbers.is_in_a_row(it, query, index)]
        """Those that say which one of a row it is: "the *12th* summit"."""
        self.of_case = [it for it in self.numbers if numbers.is_of_case(it, query, index)]
        """The numbers for which a rule may have others: "I'm *30*, can I still apply?"."""
        self.turning = [(place, word) for place, word in enumerate(query.words) if word.turn]
        """The words that want what is still to come, or what came before or after."""
        self.turned_from = self._turned_from()
        """What an answer must not be of."""
        self.contrasted = self._contrasted()
        """Words, and others which they are not: "solar" is not wind."""
        asks = [(ask, place) for ask, place in query.asks.items() if ask not in NO_FACT_NEEDED]
        self.wanted = [Wanted(ask, self._counted(ask, place)) for ask, place in asks]
        """What an answer must tell."""
        self._things_counted = [it.counted for it in self.wanted if it.counted]
        self.passing = self._passing()
        """The words for whom it is asked whether, who or when something passes from or to."""
        self.needs_no_fact = NO_FACT_NEEDED.intersection(query.asks)
        """What is asked that any fact may tell, and some tell better."""
        self.wants_role = bool(self.relations) and self._wants_role()
        """Whether it is asked who does or is that."""
        self.wants_host = bool(self.relations) and self._wants_host()
        """Whether it is asked who hosts something, which a place does too."""
        may = self._behind("who")
        self.wants_rule = may is not None and may.text in index.cues.rules
        """Whether it is asked who may do something: "who *can* join?"."""
        self.wants_help = self._wants_help()
        """Whether it is asked whom who asks is to turn to: "who do *I* call?", "where can *we* complain?"."""
        self.of_rule = not index.cues.rules.isdisjoint(word.text for word in query.words)
        """Whether it is asked what one may do: "how many slots *can* I book?"."""
        self.done_at = None if self.relations else query.done_at
        """The place of what it is asked who does: "who *insures* the building?"."""
        self.of_plans = not index.cues.plans.isdisjoint(word.text for word in query.words)
        """Whether it is asked of what is still to come: "when *will* it open?"."""
        degree = self._behind("how")
        self.of_degree = degree is not None and degree.telling
        """Whether it is asked how much so something is: "how *fast*"."""
        self.has_values = bool(self.value_noun or self.of_case or details)
        """Whether a fact may tell by a value, or in another form, what it has no word for."""
        said = f" {query.folded} "
        self.of_deadline = any(map(said.__contains__, index.cues.due))
        """Whether it is asked by when something is to be done: "how *early* must I apply?"."""
        self.of_start = any(map(said.__contains__, index.cues.starting))
        """Whether it is asked since when something is so: "when did she *become* director?"."""
        self.of_sort = index.cues.of_sort(query)
        """The words that ask for a value of some sort, which no other tells.

        "*How much money* is it?", and "*how far* is it", told by no length of a contract.
        """
        self.is_demanding = self._is_demanding()
        """Whether a fact can lack anything that is asked for."""
        self._parts: dict[tuple[Term, ...], float] = {}

    def _is_demanding(self) -> bool:
        return bool(
            self.demands
            or self.value_noun
            or self.contrasted
            or self.query.superlative
            or self.query.comparative
            or self.attributes
            or self.numbers
            or self.wanted
            or self.wants_role
            or self.turning
            or self.turned_from
            or self.passing
            or self.of_sort
        )

    @cached_property
    def sides(self) -> list[list[Meaning]]:
        """What is compared by "or", as the words for each: "is *this* or *that* cheaper"; else nothing."""
        return sides(self.query, self.telling, self._index.cues.either)

    @cached_property
    def of_deed(self) -> bool:
        """Whether it is asked why something was done: "why *did* they go?", "why was it *dropped*?"."""
        cues, said = self._index.cues, f" {self.query.folded} "
        done = any(word.telling and word.text.endswith("ed") for word in self.query.words)
        return any(it in said for it in cues.reasons) or (
            done and any(it in said for it in cues.reasons_done)
        )

    @cached_property
    def named(self) -> list[Meaning]:
        """The words that are a name of the world: of a place, a body, a person."""
        return [it for it in self.meanings if any(map(self._index.concepts.is_name, it.must))]

    def noun_behind(self, ask: Question) -> Meaning | None:
        """The noun right behind the words that *ask*: "how much *compensation*"; None where there is none."""
        place = self.query.asks.get(ask)
        found = (it for it in self.telling if it.places[0] == place and not self.query.words[place].vague)
        return next(found, None)

    @cached_property
    def agents(self) -> list[Meaning]:
        """The names right before what is done: "what did *Hungary* propose?"; none of "did it?"."""
        return [] if self.query.closed else [it for it in self.named if it.places[-1] + 1 in self.relation_at]

    @cached_property
    def name(self) -> str | None:
        """All that is asked about, where it may be somebody's name: "who is *Priyanka Rowe*"."""
        telling = [word for word in self.query.words if word.telling]
        is_name = len(telling) > 1 and set(self.query.asks) == {"who"} and not any(it.vague for it in telling)
        return " ".join(word.text for word in telling) if is_name else None

    @cached_property
    def beside_numbers(self) -> frozenset[Term]:
        """The word behind each number, which may be what it counts, by all that it may stand for."""
        behind = {place + 1 for it in self.numbers for place in it.places}
        return frozenset(chain.from_iterable(it.terms for it in self.telling if it.places[0] in behind))

    def part(self, words: tuple[Term, ...]) -> float:
        """The share of the query that *words* of an entry were typed with, by weight, as far as they fit.

        A word that is typed alone and as part of a phrase is said once.
        """
        part = self._parts.get(words)
        if part is None:
            said: dict[int, float] = {}
            for word in words:
                likeness, meaning, _, _ = self.senses[word]
                if said.get(meaning, 0.0) < likeness:
                    said[meaning] = likeness
            mass = 0.0
            for meaning, likeness in said.items():
                mass += self.meanings[meaning].mass * likeness
            part = self._parts[words] = min(mass / self.weight, 1.0)
        return part

    def _demands(self) -> list[Demand]:
        names = sorted((it for it in self.meanings if it.must), key=lambda it: -len(it.places))
        return [it for it in map(self._demand, names) if not self._is_beside_the_point(it)]

    def _demand(self, meaning: Meaning) -> Demand:
        index = self._index
        lack = _named_lack(meaning, index)
        persons = [term for term in meaning.must if index.concepts.is_person(term)]
        owner = all(self.query.words[place].owner for place in meaning.places) or _owns(meaning.text, index)
        told_by = index.cues.told_by.get(lack.text) if lack.sort == "detail" else None
        return Demand(meaning, lack, told_by, persons, owner)

    def _is_beside_the_point(self, demand: Demand) -> bool:
        """Whether a detail that tells when is not asked for, as nobody asks when, nor who did it."""
        of_when = demand.lack.sort == "detail" and demand.lack.text in self._index.cues.of_when
        if not of_when:
            return False
        if self.query.done_at in demand.meaning.places:
            return bool(self.relations)  # then a role tells who did it
        last = demand.meaning.places[-1]
        asks_year = any(it.text in self._index.cues.times for it in self.query.words[last : last + 2])
        return WHENS.isdisjoint(self.query.asks) and not asks_year

    def _counted(self, ask: Question, place: int) -> frozenset[Term] | None:
        """What is to be counted, by the words behind a "how many" that is followed by *place*.

        Nothing is named in "how many can one person hold" and "how many more than last year".
        """
        if ask != "how many":
            return None
        words, uncounted = self.query.words, self._index.cues.uncounted
        behind = range(place, min(place + COUNTED, len(words)))
        end = next((at for at in behind if words[at].text in uncounted), place + COUNTED)
        after = [
            it
            for it in self.telling
            if place <= it.places[0] < end
            and (it.terms or not words[it.places[0]].vague)
            and not any(map(self._is_of_money, it.must))  # "combien coûte" counts nothing
        ]
        return frozenset(chain.from_iterable(it.terms for it in after)) if after else None

    def _is_of_money(self, term: Term) -> bool:
        detail = self._index.concepts.detail(term)
        return detail is not None and self._index.cues.told_by.get(detail) == "money"

    def _turned_from(self) -> list[Meaning]:
        words = self.query.words
        turned = [it for it in self.telling if words[it.places[0]].turned_from]
        return [it for it in turned if it.must or not is_everyday(it.text)]

    def _passing(self) -> list[tuple[Side, Meaning]]:
        if not self.wanted and not self.query.closed:
            return []  # "what do people expect *from Azerbaijan*?"
        sides = ((self.query.words[it.places[0]].side, it) for it in self.telling)
        return [(side, it) for side, it in sides if side]

    def _contrasted(self) -> list[tuple[Meaning, frozenset[Term]]]:
        contrasts, number = self._index.cues.contrasts, self._index.vocabulary.id
        return [
            (it, group.difference(it.terms))
            for it in self.telling
            for group in contrasts.get(number(it.text), ())
        ]

    def _wants_role(self) -> bool:
        if any(it.ask in BY_ROLE for it in self.wanted):
            return True
        if "belongs to" not in self.relations:
            return False
        query = self.query
        joining = any(query.words[place].text in JOINING for place in self.relation_at)
        beside = [it.places[0] for it in self.telling if it.places[0] not in self.relation_at]
        of_all = bool(beside) and all(query.words[place].subject for place in beside)  # "union members"
        return (query.closed and joining) or (not self.wanted and (query.listing or of_all))

    def _wants_host(self) -> bool:
        hosting = any(self.query.words[place].text in self._index.cues.hosting for place in self.relation_at)
        return hosting and bool(self.wanted) and all(it.ask in BY_ROLE for it in self.wanted)

    def _wants_help(self) -> bool:
        cues, words = self._index.cues, self.query.words
        places = [self.query.asks[it] for it in HELPERS if it in self.query.asks]
        return any(
            words[place].text in cues.auxiliaries and words[place + 1].text in cues.selves
            for place in places
            if place + 1 < len(words)
        )

    def is_counted_by(self, fact: IndexedFact) -> bool:
        """Whether a typed figure of *fact* counts what "how many" asks to have counted."""
        return not all(map(fact.counts.isdisjoint, self._things_counted))

    def says_when(self, meaning: Meaning) -> bool:
        """Whether a word only says when what stands behind it is: "*after* a crash"."""
        place = meaning.places[-1] + 1
        return any(word.behind for word in self.query.words[place : place + 1])

    def _is_spared(self, meaning: Meaning) -> bool:
        """Whether a word says too little to be missed: it names no time, number or topic."""
        if meaning.text not in self._index.common:
            return False
        names = bool(meaning.must) or any(self.query.words[it].names_here for it in meaning.places)
        firm = names or meaning.is_number or self._index.values.is_time(meaning.text)
        return not (firm or self.says_when(meaning))

    def _behind(self, ask: Question) -> Word | None:
        """The word behind a question word."""
        place = self.query.asks.get(ask)
        return self.query.words[place] if place is not None and place < len(self.query.words) else None


def _senses(meanings: Iterable[Meaning], index: Index) -> dict[Term, Sense]:
    """What was typed, by the terms that it may stand for and an entry says."""
    typed: dict[Term, Sense] = {}
    postings, detail = index.postings, index.concepts.detail
    for number, meaning in enumerate(meanings):
        for term, likeness in meaning.terms.items():
            if term in postings:
                covers = {} if detail(term) else dict.fromkeys(meaning.places, likeness)
                sense = Sense(likeness, number, (term,), covers)
                typed[term] = typed[term].also(sense) if term in typed else sense
    return typed


def _with_spoken(typed: Mapping[Term, Sense], index: Index) -> Mapping[Term, Sense]:
    """What was *typed*, by the words too that say its concepts."""
    senses = dict(typed)
    for term, sense in typed.items():
        for word in index.spoken.get(term, ()):
            senses[word] = senses[word].also(sense) if word in senses else sense
    return senses


def _owns(word: str, index: Index) -> bool:
    """Whether a word is a name of the world with the s of what has something: "kazakhstans share"."""
    if not word.endswith("s") or index.vocabulary.id(word) is not None:
        return False
    name = index.vocabulary.id(word[:-1])
    owns = name is not None and any(map(index.concepts.is_name, index.concepts.of(name)))
    return owns and not is_everyday(word)  # "europeans" own nothing


def _named_lack(meaning: Meaning, index: Index) -> Lack:
    """What is lacking where a name or detail is, in words."""
    for term in sorted(meaning.must):
        detail = index.concepts.detail(term)
        if detail:
            return Lack("detail", detail)
    return Lack("name", index.concepts.title(min(meaning.must)))
