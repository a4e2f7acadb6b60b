"""What was read and is not yet trusted: entries and facts with the places where they were written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from rapidfuzz import process

from .about import NEUTRAL, About
from .errors import Fault, Mark
from .fold import fold, words
from .language import Language
from .model import ENGLISH, Source, Span, WrittenEntry, WrittenFact
from .read import Page
from .times import Times
from .versions import Versions

MOST_CUT = 2
"""Letters of a name that an ending may take the place of: "Турция", "Турции"."""

SHORTEST_STEM = 3
"""Letters of a name that stay."""


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
        return {fold(name): entry for entry in reversed(self.entries) for _, name in names_of(entry)}

    @cached_property
    def occasions(self) -> tuple[DraftFact, ...]:
        """Every fact that types an occasion, in order."""
        return tuple(fact for entry in self.entries for fact in entry.facts if fact.written.occasion)

    @cached_property
    def small_words(self) -> frozenset[str]:
        """The folded words that only ask, list or chat."""
        questions = self.language.questions
        phrases = (*questions.chatter, *questions.which, *questions.listing, *chain(*questions.asks.values()))
        return frozenset(map(fold, phrases))

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

    def _forms(self, quote: str, names: Collection[str]) -> Iterator[str]:
        """The words of *quote* that are one of *names* with an ending."""
        endings = frozenset(map(fold, chain(*self.language.endings)))
        found = words(quote)
        for name in names:
            size = name.count(" ") + 1
            for place in range(len(found) - size + 1):
                phrase = " ".join(found[place : place + size])
                if any(
                    phrase.startswith(name[: len(name) - cut]) and phrase[len(name) - cut :] in endings
                    for cut in range(min(MOST_CUT + 1, len(name) - SHORTEST_STEM))
                ):
                    yield phrase


def says(text: str, phrase: str) -> bool:
    """Whether *text* has *phrase* as whole words, however either is written."""
    folded = fold(phrase)
    return not folded or f" {folded} " in f" {fold(text)} "


def closest(word: str, known: Iterable[str]) -> str:
    """The known word most like *word*, as the end of a sentence; empty where none is like it."""
    best = process.extractOne(word, list(known), score_cutoff=60)
    return f"; did you mean {best[0]!r}?" if best else ""


def names_of(entry: DraftEntry) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The title and aliases of *entry*, each with the field it stands in."""
    yield ("title",), entry.written.title
    for language, aliases in entry.written.aliases.items():
        for place, alias in enumerate(aliases):
            yield ("aliases", language, place), alias


def called(entry: DraftEntry) -> Iterator[str]:
    """Everything that *entry* is called by: its names and keywords, and those of its facts."""
    yield from (name for _, name in names_of(entry))
    yield from entry.written.keywords
    for fact in entry.facts:
        yield from fact.written.keywords
