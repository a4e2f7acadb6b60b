"""What words mean beyond their letters: names of the world, synonyms, details that may be asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import TypeVar

from knowledge.fold import fold, words
from knowledge.language import Language
from knowledge.units import same_in_questions

from .roles import Roles
from .vocabulary import Vocabulary

T = TypeVar("T")

Term = int
"""A word or a concept: words are numbered by the vocabulary, concepts after them."""

LONGEST_PHRASE = 4
"""Words of the longest phrase that is looked up as one."""

SAME_WORD = 0.85
"""Likeness from which two words are taken for forms of one."""


def runs(phrase: list[str], roles: Roles) -> Iterator[list[str]]:
    """A phrase of several words that is short enough to be looked up, with its small words and without."""
    if len(phrase) < 2:
        return
    telling = [word for word in phrase if not roles.chats(word)]
    for run in (phrase, telling) if len(telling) < len(phrase) else (phrase,):
        if 1 < len(run) <= LONGEST_PHRASE:
            yield run


class Concepts:
    """The concepts of a language, as terms that follow the words of a vocabulary.

    A concept is a group of words and phrases for one thing. A phrase is a word of the vocabulary
    too, written without spaces.
    """

    def __init__(self, language: Language) -> None:
        world = language.names
        self.cities, self.countries = _spellings(world.cities), _spellings(world.countries)
        self.country_names = frozenset(world.countries)
        self._within = world.within
        self.towns = frozenset(chain.from_iterable(world.within.values()))
        """The cities that are known to lie in a country, and not regions or seas."""
        groups: list[tuple[str, ...]] = [
            (name, *others)
            for named in (world.countries, world.cities, world.bodies, world.people)
            for name, others in named.items()
        ]
        self._names_end = len(groups)
        self._places_end = len(world.countries) + len(world.cities)
        self._bodies_end = self._places_end + len(world.bodies)
        groups.extend(world.capitals)
        groups.extend((*language.values.months, *language.values.days))
        groups.extend(language.synonyms)
        groups.extend(same_in_questions(language.values.units, language.values.spellings))
        self._details_start = len(groups)
        self._details = tuple(language.questions.details)
        groups.extend(language.questions.details.values())
        self._titles = [group[0] for group in groups]
        self._groups = [[words(phrase) for phrase in group] for group in groups]
        self._first = 0
        self._of_word: Mapping[int, frozenset[Term]] = {}
        self.by_stem: Mapping[int, tuple[Term, ...]] = {}
        """The concepts of each known word, whatever ending it has; words without one are left out."""

    def __len__(self) -> int:
        return len(self._titles)

    def phrases(self) -> Iterator[list[str]]:
        """Every word and phrase of every concept, as folded words."""
        return chain.from_iterable(self._groups)

    def number(self, vocabulary: Vocabulary, roles: Roles) -> None:
        """Give every concept its term after the words of *vocabulary*, which has all `phrases`."""
        self._first = len(vocabulary)
        self._by_name = {
            " ".join(group[0]): self._first + number
            for number, group in enumerate(self._groups[: self._names_end])
        }
        of_word: defaultdict[int, set[Term]] = defaultdict(set)
        for number, group in enumerate(self._groups):
            for phrase in group:
                for one in map("".join, runs(phrase, roles)) if len(phrase) > 1 else phrase:
                    word = vocabulary.id(one)
                    if word is not None:
                        of_word[word].add(self._first + number)
        self._of_word = _shared({word: frozenset(terms) for word, terms in of_word.items()})
        for word, terms in self._of_word.items():
            for other, likeness in vocabulary.inflected(vocabulary.word(word)).items():
                if likeness >= SAME_WORD:
                    # "direct" has a meaning of its own and is no form of "director", a detail.
                    own = other in self._of_word
                    of_word[other].update(term for term in terms if not (own and self._is_demanded(term)))
        self.by_stem = _shared({word: tuple(sorted(terms)) for word, terms in of_word.items()})
        self._groups = []  # only their numbers are needed from here on

    def of(self, word: int) -> frozenset[Term]:
        """The concepts that a known word stands for."""
        return self._of_word.get(word, frozenset())

    def alike(self, word: int) -> tuple[Term, ...]:
        """A known word, and the concepts that it stands for in any of its forms."""
        return (word, *self.by_stem.get(word, ()))

    def named(self, name: str) -> Term | None:
        """The term of a place, body or person by its usual English name."""
        return self._by_name.get(fold(name))

    def inside(self, country: str) -> tuple[str, ...]:
        """The cities that are known to lie in a country; empty for anything else."""
        return self._within.get(country, ())

    def is_name(self, term: Term) -> bool:
        """Whether a term is a place, body or person of the world."""
        return self._first <= term < self._first + self._names_end

    def is_person(self, term: Term) -> bool:
        """Whether a term is a person of the world."""
        return self._first + self._bodies_end <= term < self._first + self._names_end

    def _is_demanded(self, term: Term) -> bool:
        return self.is_name(term) or self.detail(term) is not None

    def is_place(self, term: Term) -> bool:
        """Whether a term is a country or city."""
        return self._first <= term < self._first + self._places_end

    def detail(self, term: Term) -> str | None:
        """The detail that a term asks for, in words that follow "it does not say"."""
        number = term - self._first - self._details_start
        return self._details[number] if number >= 0 else None

    def title(self, term: Term) -> str:
        """The usual English word for a concept."""
        return self._titles[term - self._first]

    def is_concept(self, term: Term) -> bool:
        """Whether a term is a concept and not a word."""
        return term >= self._first


def _shared(found: Mapping[int, T]) -> Mapping[int, T]:
    """*found* with the first of all values that are alike: ten thousand words have two thousand of them."""
    kept: dict[T, T] = {}
    return {word: kept.setdefault(value, value) for word, value in found.items()}


def _spellings(names: Mapping[str, Iterable[str]]) -> frozenset[str]:
    return frozenset(chain(names, *names.values()))
