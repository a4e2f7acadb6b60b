"""What was read and is not yet trusted: entries and facts with the places where they were written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from heapq import merge
from itertools import chain
from operator import itemgetter

from rapidfuzz import fuzz, process

from .about import NEUTRAL, About
from .errors import Fault, Mark
from .fold import fold, numbers, words
from .language import Language
from .model import ENGLISH, Occasion, Span, WrittenEntry, WrittenFact
from .reading.page import Page
from .small_words import SmallWords
from .source import Source
from .times import Times
from .versions import Versions

SHORTEST_STEM = 3
"""Letters of a name that stay, so few only before vowels: "Анна" and "Анной", and not "Иран" and "Ирак"."""

_VOWELS = frozenset("aeiouy")


@dataclass(frozen=True)
class DraftFact:
    """A fact with the place where it was written and, if its quote was found, where that stands."""

    written: WrittenFact
    page: Page
    at: tuple[str | int, ...]
    source: Source | None
    spans: tuple[Span, ...]
    """Every place where the quote stands inside one paragraph."""
    lost: bool = False
    """Whether the source of its entry or file does not exist, which is told there."""

    def mark(self, *field: str | int) -> Mark:
        return self.page.mark(*self.at, *field)

    @property
    def language(self) -> str:
        """The language that the quote is in."""
        return self.source.language if self.source else ENGLISH

    @property
    def paragraph(self) -> str:
        """The text of the quote's paragraph; empty where the quote was not found."""
        if self.source is None or not self.spans:
            return ""
        span = self.source.paragraph(self.spans[0].paragraph)
        return self.source.text[span.start : span.end]


@dataclass(frozen=True)
class DraftEntry:
    """An entry with the place where it was written."""

    written: WrittenEntry
    page: Page
    at: tuple[str | int, ...]
    facts: tuple[DraftFact, ...]

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """Title and aliases, folded, in the order of `names_of`."""
        return tuple(fold(name) for _, name in names_of(self))

    @cached_property
    def words(self) -> frozenset[str]:
        """The folded words of title and aliases."""
        return frozenset(chain.from_iterable(name.split() for name in self.folded))

    def mark(self, *field: str | int) -> Mark:
        return self.page.mark(*self.at, *field)

    def fault(self, at: Mark, message: str) -> Fault:
        return Fault(at, self.written.id, message)


@dataclass(frozen=True)
class Draft:
    """Everything read from a knowledge directory, as far as it has the right shape."""

    sources: tuple[Source, ...]
    entries: tuple[DraftEntry, ...]
    language: Language
    unread: tuple[str, ...] = ()
    """The text, or the id, of what could not be read: what misses only that is no fault of its own."""
    language_is_read: bool = True
    about: About = NEUTRAL

    def may_hold(self, name: str) -> bool:
        """Whether *name* may be in what could not be read."""
        return any(name in text for text in self.unread)

    @cached_property
    def first_with_id(self) -> Mapping[str, DraftEntry]:
        return {entry.written.id: entry for entry in reversed(self.entries)}

    @cached_property
    def first_with_name(self) -> Mapping[str, DraftEntry]:
        """Each title and alias, folded, with the first entry that has it."""
        return {name: entry for entry in reversed(self.entries) for name in entry.folded}

    @cached_property
    def occasions(self) -> tuple[DraftFact, ...]:
        """Every fact that types an occasion, in order."""
        return tuple(fact for entry in self.entries for fact in entry.facts if fact.written.occasion)

    def occasions_like(self, own: Occasion) -> Iterator[DraftFact]:
        """The facts whose occasion has the numbers of *own* in its name and may be of its year, in order."""
        by_year = self._occasions_by_numbers.get(numbers(own.what), {})
        years = ("", _year(own)) if own.date else tuple(by_year)
        found = (by_year.get(year, ()) for year in dict.fromkeys(years))
        return (fact for _, fact in merge(*found, key=itemgetter(0)))

    @cached_property
    def _occasions_by_numbers(self) -> Mapping[frozenset[str], Mapping[str, list[tuple[int, DraftFact]]]]:
        found: dict[frozenset[str], dict[str, list[tuple[int, DraftFact]]]] = {}
        for place, fact in enumerate(self.occasions):
            if occasion := fact.written.occasion:
                by_year = found.setdefault(numbers(occasion.what), {})
                by_year.setdefault(_year(occasion), []).append((place, fact))
        return found

    def first_said(self, source: Source) -> Mapping[str, int]:
        """Each folded word of *source*, with the first paragraph that has it."""
        if source.id not in self._first_said:
            first: dict[str, int] = {}
            for paragraph in source.paragraphs:
                for word in words(source.text[paragraph.start : paragraph.end]):
                    first.setdefault(word, paragraph.paragraph)
            self._first_said[source.id] = first
        return self._first_said[source.id]

    @cached_property
    def _first_said(self) -> dict[str, Mapping[str, int]]:
        return {}

    @cached_property
    def small_words(self) -> SmallWords:
        return SmallWords(self.language.questions)

    @cached_property
    def known_names(self) -> Mapping[str, frozenset[str]]:
        """Each name of a place, body or person, folded, with all other spellings of it."""
        known: dict[str, frozenset[str]] = {}
        names = self.language.names
        of_all = (names.countries, names.cities, names.bodies, names.people)
        for name, others in chain.from_iterable(named.items() for named in of_all):
            spellings = frozenset(map(fold, (name, *others)))
            known |= dict.fromkeys(spellings, spellings)
        return known

    @cached_property
    def versions(self) -> Versions:
        return Versions(self.entries)

    @cached_property
    def times(self) -> Times:
        return Times(self.language.values, chain(*self.language.endings), self.language.manners.ordinals)

    def spellings(self, fact: DraftFact, name: str) -> Iterator[str]:
        """What *name* may be called in the quote of *fact*."""
        yield name
        if name in fact.written.translated:
            yield fact.written.translated[name]
        known = self.known_names.get(fold(name), frozenset())
        yield from known
        if fact.language != ENGLISH:
            # There names have endings: "Bakıda", "в Турции".
            yield from self._forms(fact.written.quote, {fold(name), *known})

    def knows(self, fact: DraftFact, word: str, known: Collection[str]) -> bool:
        """Whether a folded *word* is one of those *known*; beside a quote with endings, one with another."""
        return word in known or (fact.language != ENGLISH and any(self._are_forms(word, it) for it in known))

    def _forms(self, quote: str, names: Collection[str]) -> Iterator[str]:
        """The words of *quote* that are one of *names* with other endings."""
        found = words(quote)
        for name in names:
            parts = name.split()
            for place in range(len(found) - len(parts) + 1 if parts else 0):
                phrase = found[place : place + len(parts)]
                if all(map(self._are_forms, parts, phrase)):
                    yield " ".join(phrase)

    def _are_forms(self, one: str, other: str) -> bool:
        """Whether two folded words are the same but for endings of one family: "Ольга", "Ольгой"."""
        if one == other:
            return True
        for size in range(SHORTEST_STEM, min(len(one), len(other)) + 1):
            if one[:size] != other[:size]:
                return False
            ends = {one[size:], other[size:]}
            if any(ends <= family for family in self._endings) and (
                size > SHORTEST_STEM or all(it[:1] in _VOWELS for it in ends)
            ):
                return True
        return False

    @cached_property
    def _endings(self) -> tuple[frozenset[str], ...]:
        """The endings of each family, and that there may be none."""
        return tuple(frozenset(("", *map(fold, row))) for row in self.language.endings)


def _year(occasion: Occasion) -> str:
    """The year of *occasion*, or the month of one that is every year; empty where no date is known."""
    return (occasion.date or "")[:4]


def says(text: str, phrase: str) -> bool:
    """Whether *text* has *phrase* as whole words, however either is written."""
    folded = fold(phrase)
    return not folded or f" {folded} " in f" {fold(text)} "


def closest(word: str, known: Iterable[str]) -> str:
    """The known word most like *word*, as the end of a sentence; empty where none is like it."""
    best = process.extractOne(word, list(known), scorer=fuzz.ratio, score_cutoff=60)
    return f"; did you mean {best[0]!r}?" if best else ""


def names_of(entry: DraftEntry) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The title and aliases of *entry*, each with the field it stands in."""
    yield ("title",), entry.written.title
    for language, aliases in entry.written.aliases.items():
        for place, alias in enumerate(aliases):
            yield ("aliases", language, place), alias


def called(entry: DraftEntry) -> frozenset[str]:
    """The folded words that *entry* is called by: those of its names, and of its and its facts' keywords."""
    keywords = chain(entry.written.keywords, *(fact.written.keywords for fact in entry.facts))
    return entry.words.union(*(fold(keyword).split() for keyword in keywords))
