"""Words of a language that say what an answer must be, as terms of a vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from knowledge.bounds import Bounds
from knowledge.fold import fold, words
from knowledge.language import Language, Listings
from knowledge.model import ENGLISH, Does
from knowledge.questions import ValueSort

from .concepts import Term
from .query import Query
from .vocabulary import Vocabulary


class OfSort(NamedTuple):
    """What asks for a value that no other sort tells, as the first of its words says it."""

    words: str
    sort: ValueSort


class Cues:
    """The words by which it is asked and told who does what, which one of all it is, what is to come."""

    def __init__(self, language: Language, vocabulary: Vocabulary) -> None:
        questions = language.questions
        self._vocabulary = vocabulary
        self.of_when = frozenset(questions.of_when)
        """Details that are asked for only where it is asked when."""
        whens = (questions.asks.get(it, ()) for it in ("which year", "which month", "which day"))
        self.times = frozenset(it[-1] for it in map(words, chain(*whens)) if len(it) > 1)
        """Nouns that ask when behind such a detail: the founding *year*."""
        self.told_by = questions.told_by
        """Which sort of value tells a detail."""
        self.nouns: dict[str, set[str]] = {}
        """The sorts of value that a noun asks for behind what it is of."""
        for sort, nouns in questions.nouns.items():
            for noun in map(fold, nouns):
                self.nouns.setdefault(noun, set()).add(sort)
        self.contrasts: dict[Term | None, list[frozenset[Term]]] = {}
        """For a word, those of which each is not the other."""
        for group in map(self._ids, questions.contrasts):
            for number in group:
                self.contrasts.setdefault(number, []).append(group)
        self.followers = self._ids(questions.followers)
        """Words that tell who follows."""
        most = questions.superlatives
        self.superlatives = frozenset(map(fold, chain(most.anywhere, most.at_the_end, most.told_by)))
        """Words that say which one of all something is."""
        self.comparing = tuple(f" {fold(it)} " for it in questions.comparatives.told_by)
        """Words that tell of a comparison, between spaces."""
        self.compared: dict[str, set[str]] = {}
        """The sorts of value that a word compares."""
        for of, said in questions.comparatives.of.items():
            for word in map(fold, said):
                self.compared.setdefault(word, set()).add(of)
        plans = [hedge for hedge in language.hedges if hedge.plan]
        planned = (hedge.spellings(it) for hedge in plans for it in (ENGLISH, *hedge.others))
        self.plans = frozenset(map(fold, chain.from_iterable(planned)))
        """Words that speak of what is still to come."""
        self.rules = frozenset(map(fold, questions.rules))
        """Words of a rule, which says who may do something."""
        self.hosting = frozenset(map(fold, questions.hosting))
        """Words for what a place does too, where it is asked who does."""
        self.auxiliaries = frozenset(map(fold, questions.closed))
        """Words that may stand between a question word and who does something."""
        self.copulas = frozenset(map(fold, questions.copulas))
        """Words between what something is like and what is so."""
        self.selves = frozenset(map(fold, questions.selves))
        """Words for who asks."""
        self.mine = frozenset(map(fold, questions.mine))
        """Words by which who asks tells of their own case."""
        self.bounds = Bounds(language.values.bounds)
        """What tells for which numbers a rule is."""
        self.years = frozenset(map(fold, language.values.periods.get("year", ())))
        """Words for a year."""
        self.articles = frozenset(map(fold, questions.articles))
        self.either = frozenset(map(fold, questions.either))
        """What stands between two of which it is asked which one it is."""
        self.of = frozenset(map(fold, questions.of))
        """What stands between what is asked for and that which it is of."""
        self.third_person = frozenset(map(fold, questions.third_person))
        """What takes the s of a verb."""
        self.particles = frozenset(map(fold, questions.particles))
        """Words that make another verb of the one before them."""
        self.half_particles = frozenset(map(fold, questions.half_particles))
        """Words that do so only where the two are known as one."""
        self.before_verbs = frozenset(map(fold, questions.before_verbs))
        """Words that stand before a verb."""
        since = [
            it for it in questions.prepositions if it.needed and not set(questions.since).isdisjoint(it.told)
        ]
        """Questions for when something began."""
        self.starting = tuple(
            f" {fold(it)} " for it in chain(*(it.asked for it in since), questions.becoming)
        )
        """Phrases that ask since when something is so, between spaces."""
        self.starts = frozenset(map(fold, chain(*(it.told for it in since), questions.becoming)))
        """Words that tell that something began."""
        self.due = tuple(f" {fold(it)} " for it in questions.due)
        """Phrases that ask by when something is to be done, between spaces."""
        self.reasons = tuple(f" {fold(it)} " for it in questions.reasons)
        """Phrases that ask why somebody did something, between spaces."""
        self.reasons_done = tuple(f" {fold(it)} " for it in questions.reasons_done)
        """Those that do so before what was done to something."""
        self._sorts = {
            f" {fold(it)} ": OfSort(said[0], sort) for sort, said in questions.sorts.items() for it in said
        }
        """Phrases that only a value of a sort answers, between spaces."""
        self.uncounted = frozenset(map(fold, chain(questions.closed, questions.uncounted)))
        """Words right behind which "how many" names nothing that is counted: "how many *can* sleep there"."""
        self._relation_of: dict[str, tuple[Does, ...]] = {}
        for does, phrases in questions.relations.items():
            for word in map(fold, phrases):
                self._relation_of[word] = (*self._relation_of.get(word, ()), does)

    def of_sort(self, query: Query) -> OfSort | None:
        """What of *query* asks for a value of some sort, if anything does: "*how much money* is it?"."""
        said = f" {query.folded} "
        return next((asked for it, asked in self._sorts.items() if it in said), None)

    def relations(self, query: Query) -> tuple[frozenset[Does], tuple[int, ...]]:
        """What the words of *query* say that somebody does or is, and the places of these words."""
        found = [
            (place, does)
            for place, word in enumerate(query.words)
            for does in self._relation_of.get(word.text, ())
        ]
        return frozenset(does for _, does in found), tuple(place for place, _ in found)

    def _ids(self, phrases: Iterable[str]) -> frozenset[Term]:
        found = (self._vocabulary.id(fold(it)) for it in phrases)
        return frozenset(it for it in found if it is not None)


def looked_up(language: Language) -> Iterator[str]:
    """What is looked up as one though no entry is called so: what opens listings, and says who does what."""
    yield from _openings(language.listings)
    yield from chain.from_iterable(language.questions.relations.values())


def _openings(listings: Listings) -> Iterator[str]:
    """The words that open listings."""
    groups = (group.words for group in listings.groups.values())
    return chain(
        *listings.kinds.values(),
        *listings.themes.values(),
        *listings.views.values(),
        *listings.verbs.values(),
        *groups,
    )
