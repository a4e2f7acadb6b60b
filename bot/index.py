"""The knowledge as the matcher sees it: which entries and facts have which words."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from knowledge.base import Knowledge
from knowledge.fold import fold, words
from knowledge.model import Entry, Fact, Question

from .query import Reader
from .vocabulary import Vocabulary

Phrase = tuple[int, ...]
"""The telling words of a name or keyword."""

Term = int
"""A word or a concept: words are numbered by the vocabulary, concepts after them."""

LONG = 64
"""Entries of a term from which they are kept as a set."""

LONGEST_JOINED = 4
"""Words of a name that people may write as one, or one that they may write as several."""


@dataclass(frozen=True, slots=True)
class IndexedFact:
    fact: Fact
    stated: frozenset[Term]
    """What its text and quote say."""
    asked: frozenset[Term]
    """What people call it, by its keywords."""
    answers: frozenset[Question]
    years: frozenset[str]
    called: tuple[Phrase, ...]
    """What people call it, by its keywords and what its figures measure."""
    counted: frozenset[Term]
    """What its figures count: "points", "universities"."""


@dataclass(frozen=True, slots=True)
class IndexedEntry:
    entry: Entry
    names: tuple[Phrase, ...]
    """Title and aliases as words."""
    called: tuple[Phrase, ...]
    """What else people call it, by its keywords."""
    named: frozenset[Term]
    """Terms of title and aliases."""
    titled: frozenset[Term]
    """Terms of the title alone."""
    keywords: frozenset[Term]
    facts: tuple[IndexedFact, ...]


class Index:
    """Words to entries. Built once from knowledge; nothing in it changes afterwards."""

    def __init__(self, knowledge: Knowledge, reader: Reader) -> None:
        self._reader = reader
        world = knowledge.language.names
        self.cities, self.countries = _spellings(world.cities), _spellings(world.countries)
        listings = knowledge.language.listings
        headings = chain(
            *listings.kinds.values(),
            *listings.themes.values(),
            *listings.views.values(),
            *(group.words for group in listings.groups.values()),
        )
        concepts: list[tuple[str, ...]] = [
            (name, *others)
            for name, others in chain(world.countries.items(), world.cities.items(), world.bodies.items())
        ]
        self.names_end = len(concepts)
        concepts.extend(knowledge.language.synonyms)
        self._details_start = len(concepts)
        self._details = tuple(knowledge.language.questions.details)
        concepts.extend(knowledge.language.questions.details.values())
        self.concept_names = [group[0] for group in concepts]

        entry_names = [list(_names(entry)) for entry in knowledge.entries]
        everything = chain(
            headings,
            chain.from_iterable(entry_names),
            chain.from_iterable(concepts),
            chain.from_iterable(_texts(entry) for entry in knowledge.entries),
        )
        phrases = [words(text) for text in everything]
        joined = [one for phrase in phrases for one in self._joined(phrase)]
        self.openings = frozenset(run[0] for phrase in phrases for run in self._runs(phrase))
        """The first words of all short phrases: no other word begins one."""
        endings = map(fold, chain.from_iterable(knowledge.language.endings))
        self.vocabulary = Vocabulary(chain(chain.from_iterable(phrases), joined), endings)
        size = len(self.vocabulary)

        self._names = {
            fold(group[0]): size + number for number, group in enumerate(concepts[: self.names_end])
        }
        of_word: defaultdict[int, set[int]] = defaultdict(set)
        for number, group in enumerate(concepts):
            for phrase in group:
                found = words(phrase)
                for word in self._ids(self._joined(found) if len(found) > 1 else found):
                    of_word[word].add(size + number)
        self._concepts_of = {word: frozenset(found) for word, found in of_word.items()}
        self._first_concept = size
        self.concepts_by_stem = self._all_concepts_by_stem() if concepts else {}
        """The concepts of each known word, whatever ending it has; words without one are left out."""

        self.entries = tuple(
            self._indexed(entry, found) for entry, found in zip(knowledge.entries, entry_names, strict=True)
        )
        self._numbers = {entry.id: number for number, entry in enumerate(knowledge.entries)}
        self._called: dict[str, int] = {}
        for number, names in enumerate(entry_names):
            for alias in names:
                self._called.setdefault(fold(alias), number)
        postings: defaultdict[Term, list[int]] = defaultdict(list)
        for number, entry in enumerate(self.entries):
            for term in set(entry.named).union(entry.keywords, *(f.stated | f.asked for f in entry.facts)):
                postings[term].append(number)
        # As sets where they are long: then membership is asked, not order.
        self.postings: Mapping[Term, Collection[int]] = {
            term: frozenset(found) if len(found) > LONG else tuple(found) for term, found in postings.items()
        }
        self.rarest = math.log(1 + len(self.entries))
        self._weights = {term: self._weight(len(found)) for term, found in postings.items()}
        self.weights = [self._weights.get(word, self.rarest) for word in range(size)]
        """How telling each known word is, by its number."""

    def concepts(self, word: int) -> frozenset[Term]:
        """The concepts that a known word stands for."""
        return self._concepts_of.get(word, frozenset())

    def is_name(self, term: Term) -> bool:
        """Whether a term is a place or body of the world."""
        return self._first_concept <= term < self._first_concept + self.names_end

    def detail(self, term: Term) -> str | None:
        """The detail that a term asks for, in words that follow "it does not say"."""
        number = term - self._first_concept - self._details_start
        return self._details[number] if number >= 0 else None

    def entry_called(self, name: str) -> int | None:
        """The number of the entry that has exactly this folded name."""
        return self._called.get(name)

    def number(self, entry_id: str) -> int | None:
        """The number of an entry by its id."""
        return self._numbers.get(entry_id)

    def term_text(self, term: Term) -> str:
        """A term as people can read it."""
        if term < self._first_concept:
            return self.vocabulary.word(term)
        return self.concept_name(term)

    def name(self, name: str) -> Term | None:
        """The term of a place or body by its usual English name."""
        return self._names.get(fold(name))

    def concept_name(self, term: Term) -> str:
        return self.concept_names[term - self._first_concept]

    def weight(self, term: Term) -> float:
        """How telling a term is: 0 where all entries have it, more the fewer do."""
        return self._weights.get(term, self.rarest)

    def _joined(self, phrase: list[str]) -> Iterator[str]:
        """The ways to write a short phrase as one word."""
        return map("".join, self._runs(phrase))

    def _runs(self, phrase: list[str]) -> Iterator[list[str]]:
        """A short phrase with its small words and without them."""
        telling = [word for word in phrase if not self._reader.chats(word)]
        for run in (phrase, telling) if len(telling) < len(phrase) else (phrase,):
            if 1 < len(run) <= LONGEST_JOINED:
                yield run

    def _phrases(self, texts: Iterable[str]) -> tuple[Phrase, ...]:
        """Each text as its telling words, and as one word where people may write it so."""
        phrases: dict[Phrase, None] = {}
        for text in texts:
            found = words(text)
            phrases[
                tuple(self._ids(word for word in found if not self._reader.chats(word)) or self._ids(found))
            ] = None
            for number in self._ids(self._joined(found)):
                phrases[(number,)] = None
        return tuple(phrases)

    def _weight(self, entries: int) -> float:
        return math.log(1 + len(self.entries) / (1 + entries))

    def _indexed(self, entry: Entry, names: Iterable[str]) -> IndexedEntry:
        return IndexedEntry(
            entry,
            self._phrases(names),
            self._phrases(entry.keywords),
            self._terms(*names),
            self._terms(entry.title),
            self._terms(*entry.keywords),
            tuple(map(self._indexed_fact, entry.facts)),
        )

    def _indexed_fact(self, fact: Fact) -> IndexedFact:
        answers = set(fact.answers)
        if fact.actors:
            answers.add("who")
        if fact.dates:
            answers.add("when")
        if fact.places:
            answers.add("where")
        if fact.figures:
            answers |= {"how many", "how much"}
            if any(_LENGTHS.search(figure.unit) for figure in fact.figures):
                answers.add("how long")
        if "how many" in answers:
            answers.add("how much")
        years = {date[:4] for when in fact.dates for date in (when.date, when.until) if date}
        years |= {figure.as_of[:4] for figure in fact.figures if figure.as_of}
        return IndexedFact(
            fact,
            self._terms(fact.text, fact.quote, *fact.places, *fact.actors),
            self._terms(*fact.keywords, *(figure.of for figure in fact.figures)),
            frozenset(answers),
            frozenset(years),
            self._phrases((*fact.keywords, *(figure.of for figure in fact.figures))),
            self._terms(*(figure.unit for figure in fact.figures), *fact.keywords),
        )

    def _ids(self, found: Iterable[str]) -> list[int]:
        return [number for number in map(self.vocabulary.id, found) if number is not None]

    def _terms(self, *texts: str) -> frozenset[Term]:
        terms: set[Term] = set()
        for text in texts:
            found = words(text)
            telling = [word for word in found if not self._reader.chats(word)]
            for word in self._ids(telling):
                terms.update(self.alike(word))
            for run in (found, telling) if telling != found else (found,):
                for size in range(2, LONGEST_JOINED + 1):
                    for place in range(len(run) - size + 1):
                        phrase = self.vocabulary.id("".join(run[place : place + size]))
                        if phrase is not None:
                            terms.add(phrase)
                            terms |= self.concepts(phrase)
        return frozenset(terms)

    def _all_concepts_by_stem(self) -> dict[int, tuple[Term, ...]]:
        found = {word: set(terms) for word, terms in self._concepts_of.items()}
        for word, terms in self._concepts_of.items():
            for other, likeness in self.vocabulary.inflected(self.vocabulary.word(word)).items():
                if likeness >= SAME_WORD:
                    found.setdefault(other, set()).update(terms)
        return {word: tuple(sorted(terms)) for word, terms in found.items()}

    def alike(self, word: int) -> tuple[Term, ...]:
        """A known word, and the concepts that it stands for in any of its forms."""
        return (word, *self.concepts_by_stem.get(word, ()))


SAME_WORD = 0.85
"""Likeness from which two words are taken for forms of one."""

_LENGTHS = re.compile(
    r"\b(km|kilomet(?:er|re)s?|met(?:er|re)s?|miles?|minutes?|hours?|days?|weeks?|months?|years?)\b"
)
_BRACKETS = re.compile(r"\s*\(([^)]*)\)")


def _spellings(names: Mapping[str, Iterable[str]]) -> frozenset[str]:
    return frozenset(chain(names, *names.values()))


def _names(entry: Entry) -> Iterator[str]:
    """Each way to name an entry; "Corridor (TRIPP)" is both "Corridor" and "TRIPP"."""
    yield _BRACKETS.sub("", entry.title)
    yield from _BRACKETS.findall(entry.title)
    yield from chain.from_iterable(entry.aliases.values())


def _texts(entry: Entry) -> Iterator[str]:
    yield from entry.keywords
    for fact in entry.facts:
        yield fact.text
        yield fact.quote
        yield from fact.keywords
        yield from fact.places
        yield from fact.actors
        yield from (figure.of for figure in fact.figures)
