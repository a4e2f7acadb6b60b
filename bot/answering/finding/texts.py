"""Every text that is searched: what entries are called, what they say, what the sources are about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from knowledge.base import Knowledge
from knowledge.dates import long_date
from knowledge.language import Language
from knowledge.model import ENGLISH, Entry, Fact
from knowledge.source import Source

from ..words.everyday import is_everyday
from ..years import YEAR, YearsBefore

SHORTEST_INITIALS = 3
"""Capitals of an abbreviation that people make of a name, at the least."""

NAMES = re.compile(r"\b[A-Z][a-z][\w’'-]*(?:(?: (?:of|for|and|the|on|in))* [A-Z][a-z][\w’'-]*)+")
"""Words with capitals in a row, and the small ones between them."""

_BRACKETS = re.compile(r"\s*\(([^)]*)\)")


class Texts:
    """The texts of knowledge, as its sources and curators wrote them."""

    def __init__(self, knowledge: Knowledge, language: Language) -> None:
        self._entries = knowledge.entries
        self._language = language
        self._years_before = YearsBefore(language.questions)
        self._titles = {source.id: source.title for source in knowledge.sources}
        self.names = [list(_names(entry)) for entry in knowledge.entries]
        """Each way to name each entry."""
        self.sorts = {kind.id: (kind.id, *kind.words) for kind in knowledge.about.kinds}
        """What the kinds of entry are called: "expense *policy*"."""
        self.subjects = list(chain.from_iterable(map(_subjects, knowledge.sources)))
        """What people call that which the sources are about."""

    def all(self) -> Iterator[str]:
        """All of them, names first."""
        yield from chain.from_iterable(self.names)
        yield from chain.from_iterable(map(self._said, self._entries))
        yield from chain.from_iterable(self.sorts.values())
        yield from self.subjects

    def _said(self, entry: Entry) -> Iterator[str]:
        """Everything of an entry but its names that can be found."""
        yield from entry.keywords
        for fact in entry.told:
            yield fact.text
            yield self.quote(fact)
            yield from (*fact.keywords, *fact.places, *fact.actors, *initials(fact.text, fact.quote))
            for figure in fact.figures:
                yield figure.of
                yield figure.unit

    def quote(self, fact: Fact) -> str:
        """The quote of a fact with its numbers as English writes them, whatever its language.

        Where several sources or versions tell of one thing, with the date that tells them apart; and with the
        year of a source that is called so, "Report for 2025", where nobody has typed another one. Where it
        tells of "the year before", with that year.
        """
        quote = self._language.numerals_of(fact.language).plain(fact.quote)
        dates = [figure.as_of for figure in fact.figures if figure.as_of]
        dated = bool(dates) or any(it.dated for it in fact.dates)
        years = [] if dated else YEAR.findall(self._titles[fact.span.source])
        several = len(self._titles) > 1 or fact.older or fact.newer
        if several and not dated and not YEAR.search(f"{fact.text} {quote}"):
            dates = [fact.published_on]
        before = self._years_before.within(fact.quote)
        years += [before] if before else []
        return " ".join((quote, *map(long_date, dates if several else ()), *years))


def _names(entry: Entry) -> Iterator[str]:
    """Each way to name an entry; "Corridor (TRIPP)" is both "Corridor" and "TRIPP"."""
    yield _BRACKETS.sub("", entry.title)
    yield from _BRACKETS.findall(entry.title)
    yield from chain.from_iterable(entry.aliases.values())
    yield from initials(entry.title, *entry.aliases.get(ENGLISH, ()))


def _subjects(source: Source) -> Iterator[str]:
    """What people call the subject of *source*: its names, and "hospital" where it says "the hospital"."""
    yield from (*source.subject, *source.also_called)
    for name in source.subject:
        found = name.split()
        heads = {found[-1], found[0] if "of" in found else found[-1]} if len(found) > 1 else set()
        yield from sorted(it for it in heads if re.search(rf"\bthe {re.escape(it.lower())}\b", source.text))


def initials(*texts: str) -> Iterator[str]:
    """The abbreviations of the names in *texts* that people make of them: the fund is the "TIF"."""
    for name in chain.from_iterable(map(NAMES.findall, texts)):
        short = "".join(re.findall(r"\b[A-Z]", name))
        if len(short) >= SHORTEST_INITIALS and not is_everyday(short.lower()):
            yield short
