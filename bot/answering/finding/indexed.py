"""Entries and facts made into the words that they have."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeVar

from knowledge.fold import fold, words
from knowledge.language import Language
from knowledge.model import ENGLISH, Entry, Fact, Figure, Question
from knowledge.patterns import CAPITAL
from knowledge.spans import Spans

from ..words.concepts import LONGEST_PHRASE, Concepts, Term, runs
from ..words.roles import Roles, abbreviations, is_question
from ..words.vocabulary import Vocabulary
from .bounded import Bounded
from .handovers import Handover, Handovers
from .texts import Texts, initials

T = TypeVar("T")

Phrase = tuple[int, ...]
"""The telling words of a name or keyword."""

AGE = "age"
"""What a figure measures that tells how old somebody is or must be, and the sort of value that it is."""

LONG_FORM = "long form"
"""The sort of value that what an abbreviation stands for is."""

LITTLE_MORE = 1.6
"""Length of a quote beside its text from which it speaks of other things too, and of their values."""


MOST_OF_A_SUBJECT = 3
"""Words at the beginning of a fact that say whom it is about."""


@dataclass(frozen=True, slots=True)
class IndexedFact:
    """A fact and the words it has."""

    fact: Fact
    stated: frozenset[Term]
    """What its text and quote say."""
    called: tuple[Phrase, ...]
    """What people call it, by its keywords and what its figures measure."""
    counted: frozenset[Term]
    """What its figures count: "points", "universities"."""
    counts: frozenset[Term]
    """The same as a curator says it, by figures of things and by keywords: "members", and no "cents"."""
    answers: frozenset[Question]
    """What it answers by its typed values and as its curator says."""
    reads: frozenset[Question]
    """What its quote and text answer by values that nobody typed."""
    years: frozenset[str]
    owners: frozenset[Term]
    """The names of whom its figures are, as far as it says so: of "Azerbaijan's trade"."""
    sorts: frozenset[str]
    """The sorts of value that it says: ``money``, ``length``, ``date``."""
    is_open: bool
    """Whether it says that something is not decided or known."""
    begins: frozenset[Term]
    """What its first words say: mostly whom it is about, "The Union", "Our library"."""
    handovers: tuple[Handover, ...]
    """What it says to pass from one to another."""
    introduces: frozenset[Term]
    """The names of whom it says what they are, by its roles, where that is not the topic itself."""

    @property
    def tells(self) -> frozenset[Question]:
        """What it answers, whether it is typed or only read."""
        return self.answers | self.reads


@dataclass(frozen=True, slots=True)
class IndexedEntry:
    """An entry and the words that name it."""

    entry: Entry
    names: tuple[Phrase, ...]
    """Title and aliases as words; the title comes first."""
    called: tuple[Phrase, ...]
    """What else people call it, by its keywords."""
    facts: tuple[IndexedFact, ...]


class Indexer:
    """Makes the words of entries and facts into terms."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        concepts: Concepts,
        openings: Collection[str],
        roles: Roles,
        language: Language,
        texts: Texts,
    ) -> None:
        self._texts = texts
        self._values = language.values
        self._spans = Spans(language.values.spans, language.values.months, language.values.days)
        self._id = vocabulary.id
        self._alike = concepts.alike
        self._concepts = concepts
        self._concepts_of = concepts.of
        self._openings = openings
        self._roles = roles
        self._kept: dict[frozenset[Any], frozenset[Any]] = {}
        self._bounded = Bounded(language.questions, language.values)
        self._handovers = Handovers(language.questions, self._terms)
        self.does = {does: self._terms(*words) for does, words in language.questions.relations.items()}

    def entry(self, entry: Entry, names: Iterable[str]) -> IndexedEntry:
        from .long_forms import spells_out  # its patterns take a while, and what is indexed is kept

        by_a_fact = any(spells_out(told_by(it)) for it in entry.told)
        spelled = not by_a_fact and spells_out(entry.title)  # in the title, which stands above each fact
        return IndexedEntry(
            entry,
            self.phrases(names),
            self.phrases((*entry.keywords, *self._texts.sorts.get(entry.kind, ()))),
            tuple(
                self._fact(it, entry.title, spelled=spelled or spells_out(told_by(it))) for it in entry.told
            ),
        )

    def _fact(self, fact: Fact, title: str, *, spelled: bool) -> IndexedFact:
        dated = [when for when in fact.dates if when.dated]
        years = {date[:4] for when in dated for date in (when.date, when.until) if date}
        years |= {figure.as_of[:4] for figure in fact.figures if figure.as_of}
        said = (fact.own,) if fact.own else (fact.text, self._texts.quote(fact))
        called = self._terms(*fact.keywords)
        return IndexedFact(
            fact,
            self._once(
                self._terms(*said, *fact.places, *fact.actors, *_led(fact), *self._meant(said)).union(
                    *(self.does.get(role.does, frozenset()) for role in fact.roles)
                )
            ),
            self.phrases((*fact.keywords, *_typed_names(fact), *initials(fact.text, fact.quote))),
            self._once(
                self._terms(
                    *map(_unit, fact.figures),
                    *self._things_counted(fact),
                    *(" ".join(self._values.counted(it)) for it in said),
                )
                | called
            ),
            self._once(self._terms(*self._things_counted(fact)) | called),
            self._once(frozenset(_answers(fact, self._concepts)).union(*map(self._asks, fact.keywords))),
            self._once(self._values.answers(told_by(fact))),
            self._once(frozenset(years)),
            self._once(self._terms(*_owners(fact))),
            self._once(
                self._values.sorts(told_by(fact)).union(
                    _other_sorts(fact, spelled=spelled), self._bounded.sorts(told_by(fact))
                )
            ),
            self._values.leaves_open(told_by(fact)),
            self._once(self._terms(" ".join(words(fact.text)[:MOST_OF_A_SUBJECT]))),
            tuple(self._handovers.within(fact.text, self._texts.quote(fact))),
            self._once(self._terms(*_introduced(fact, title))),
        )

    def _asks(self, keyword: str) -> Iterator[Question]:
        """What a keyword asks that is a question, which its fact answers then: "*who* pays for petrol"."""
        pieces = self._roles.pieces(words(keyword), ())
        return (piece.role for piece in pieces if is_question(piece.role))

    def _meant(self, said: Iterable[str]) -> Iterator[str]:
        """The months and weekdays that lie between those that are *said*."""
        return chain.from_iterable(map(self._spans.between, said))

    def _things_counted(self, fact: Fact) -> Iterator[str]:
        """What the typed figures of *fact* count, but for what they measure: "members", and no "cents"."""
        return (_counted(it) for it in fact.figures if self._values.is_no_measure(it.unit))

    def _once(self, found: frozenset[T]) -> frozenset[T]:
        """The first of all sets that are alike: many facts have the same or nothing, and sets take room."""
        return self._kept.setdefault(found, found)

    def phrases(self, texts: Iterable[str]) -> tuple[Phrase, ...]:
        """Each text as its telling words, and as one where all of it is a name or a synonym."""
        phrases: dict[Phrase, None] = {}
        for text in texts:
            found = words(text)
            telling = [word for word in found if not self._roles.chats(word)]
            phrases[tuple(self._ids(telling or found))] = None
            for number in self._ids(map("".join, runs(found, self._roles))):
                phrases[(number,)] = None
        return tuple(phrases)

    def _terms(self, *texts: str) -> frozenset[Term]:
        """The terms of running text: of its telling words, and of names and synonyms of several words."""
        terms: set[Term] = set()
        for text in texts:
            found, short = words(text), abbreviations(text)
            telling = self._roles.telling(found, short)
            for word in self._ids(telling):
                terms.update(self._alike(word))
            for run in (found, telling) if len(telling) < len(found) else (found,):
                for place, first in enumerate(run):
                    if first in self._openings:
                        sizes = range(2, min(LONGEST_PHRASE, len(run) - place) + 1)
                        for phrase in self._ids("".join(run[place : place + size]) for size in sizes):
                            terms.add(phrase)
                            terms |= self._concepts_of(phrase)
        return frozenset(terms)

    def _ids(self, found: Iterable[str]) -> list[int]:
        return [number for number in map(self._id, found) if number is not None]


_OWNER = re.compile(rf"((?:{CAPITAL}[\w-]*\s)*{CAPITAL}[\w-]*)[’']s?\b")


def _introduced(fact: Fact, title: str) -> Iterator[str]:
    """Whom *fact* says what they are, but for the topic of that *title*."""
    return (it.who for it in fact.roles if it.does == "is" and fold(it.who) not in fold(title))


def _led(fact: Fact) -> Iterator[str]:
    """What somebody leads, as *fact* types it."""
    return (role.what for role in fact.roles if role.does == "chairs")


def _other_sorts(fact: Fact, *, spelled: bool) -> Iterator[str]:
    """The sorts of value that *fact* has by what figures measure, and where a short name is *spelled* out."""
    yield from (AGE for figure in fact.figures if AGE in words(figure.of))
    if spelled:
        yield LONG_FORM


def _typed_names(fact: Fact) -> Iterator[str]:
    """What *fact* calls what it tells, by its figures and occasion."""
    yield from (figure.of for figure in fact.figures)
    if fact.occasion:
        yield fact.occasion.what


def _owners(fact: Fact) -> Iterator[str]:
    """Whose things a fact tells: whom its text and quote name with "'s", and whose its figures are."""
    for said in (fact.text, fact.shown_quote):
        yield from _OWNER.findall(said)
    yield from (figure.whose for figure in fact.figures if figure.whose)
    yield from (role.who for role in fact.roles)


def _counted(figure: Figure) -> str:
    """What a figure counts: its unit, and what it measures without what that is of."""
    return f"{_unit(figure)} {_OF_WHAT.split(figure.of, maxsplit=1)[0]}"


def _unit(figure: Figure) -> str:
    """The unit of a figure, without the time that it is a rate in: "million tons a year"."""
    return _RATE.split(figure.unit, maxsplit=1)[0]


_RATE = re.compile(r"\s(?:an?|per|each|every)\s|/")


_OF_WHAT = re.compile(r"\b(?:with|of|in|from|to|by|per|for|among|within)\b")


def told_by(fact: Fact) -> str:
    """What is read for values: the text, and a quote in another language or that holds little beside it."""
    if fact.own:
        return fact.own
    short = len(fact.quote) <= LITTLE_MORE * len(fact.text) or fact.language != ENGLISH
    return f"{fact.text} {fact.quote}" if short else fact.text


def _answers(fact: Fact, concepts: Concepts) -> Iterator[Question]:
    """The questions that *fact* answers, by its typed values and as its curator says."""
    yield from fact.answers
    if fact.actors:
        yield "who"
    for when in fact.dates:
        yield from when.answers
    if fact.places:
        yield "where"
    if (fact.occasion and fact.occasion.city) or not concepts.cities.isdisjoint(fact.places):
        yield "which city"
    if not concepts.countries.isdisjoint((*fact.places, *fact.actors)):
        yield "which country"
    if fact.figures:
        yield "how many"
    if fact.figures or "how many" in fact.answers:
        yield "how much"
    if any(_LENGTHS.search(_unit(figure)) for figure in fact.figures):
        yield "how long"


# "10 megawatt-hours" are no length of time.
_LENGTHS = re.compile(
    r"(?<!-)\b(km|kilomet(?:er|re)s?|met(?:er|re)s?|miles?|minutes?|hours?|days?|weeks?|months?|years?)\b"
)
