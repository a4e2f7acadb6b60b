"""What would be worth typing: values that quotes say, and that no fact types."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from knowledge.draft import Draft, DraftEntry, DraftFact, names_of, says
from knowledge.errors import Fault
from knowledge.fold import fold, numbers
from knowledge.model import KINDS, Span
from knowledge.proof import BLANK

from .out_of_reach import out_of_reach
from .paste import flow
from .subjects import leans
from .values.offered import Fields, values
from .wrong_units import wrong_units

PLAIN = ("figures", "dates", "places")
"""The fields that are hinted at. Who does something is seldom told by a name alone."""

BARE = ("date", "within", "lasts")
"""The fields of a time that the quote need not say by their names: what "takes 45 minutes" lasts so long."""


def hints(draft: Draft) -> Iterator[Fault]:
    """All that a curator may want to mend.

    Values that nobody typed, wrong units, texts without a subject, words that lead somewhere else.
    """
    named = chain(_own_kinds(draft), out_of_reach(draft))
    return chain(named, _untyped(draft), wrong_units(draft), _leaning(draft), _many_keys(draft))


def _own_kinds(draft: Draft) -> Iterator[Fault]:
    """A hint at every word of a kind of the curator's own that a built-in list has: "fares" are money."""
    listings = draft.language.listings
    built_in = chain(
        ((draft.about.plural(kind), words) for kind, words in listings.kinds.items() if kind in KINDS),
        listings.themes.items(),
        listings.views.items(),
    )
    listed = {fold(word): key for key, words in built_in for word in words}
    for kind, at in zip(draft.about.kinds, draft.about.kinds_at, strict=True):
        # A plural that means something else too is what several are called all the same.
        for word in kind.headings:
            if word != kind.many and fold(word) in listed:
                yield Fault(
                    at,
                    "about",
                    f"hint: who types {word!r} gets every {kind.id} here, and the list {listed[fold(word)]!r}"
                    " in other texts: take it out of `words` if that list is wanted here too",
                )


def _many_keys(draft: Draft) -> Iterator[Fault]:
    """A hint at the first fact that sums up its source where as many do as a summary shows already."""
    of_source: dict[str, int] = {}
    for entry in draft.entries:
        for fact in entry.facts:
            if not (fact.written.key and fact.source):
                continue
            number = of_source[fact.source.id] = of_source.get(fact.source.id, 0) + 1
            if number == MOST_KEYS + 1:
                message = (
                    f"hint: more than {MOST_KEYS} facts of {fact.source.id} are `key`: a summary is shorter"
                )
                yield entry.fault(fact.mark("key"), message)


MOST_KEYS = 12
"""Facts that sum up one source, at most."""


def _leaning(draft: Draft) -> Iterator[Fault]:
    """A hint at every fact whose text begins with what nobody can know who sees the fact alone."""
    for entry in draft.entries:
        for fact in entry.facts:
            if first := leans(fact.written.text):
                yield entry.fault(
                    fact.mark("text"),
                    f"hint: the text begins with {first!r}, and people see it alone: name what it is about",
                )


def _untyped(draft: Draft) -> Iterator[Fault]:
    """A line for every value of a quote that neither its fact types nor another that quotes the passage.

    What is part of a name is none: "Vision 2040" tells no date where an entry is called so. A time without a
    year is one where its fact types no time at all. Does not know who does what.
    """
    typed, names = _Typed(draft), _Names(draft)
    for entry in draft.entries:
        for fact in entry.facts:
            for field, value, said in _said(fact, draft):
                known = typed.has(fact, field, value) or names.have(said, entry, fact.written.quote)
                if not known and not _is_put_aside(said, fact.written.untyped):
                    yield _hint(entry, fact, said, field, value)


def _is_put_aside(said: str, untyped: Iterable[str]) -> bool:
    """Whether a value that is *said* is one that its curator leaves *untyped*, by its number or its words."""
    found = numbers(said)
    return any(fold(it) == fold(said) or (numbers(it) and numbers(it) <= found) for it in untyped)


def _hint(entry: DraftEntry, fact: DraftFact, said: str, field: str, value: Any) -> Fault:
    message = f"hint: the quote says {said!r}: type it, as in {field}: {flow([value])}"
    return entry.fault(fact.mark("quote"), message)


def count(draft: Draft) -> str:
    """How many values there are hints at, and how to see them, in a line; empty where there are none.

    Of much knowledge only the beginning is looked at.
    """
    entries: list[DraftEntry] = []
    facts = 0
    for entry in draft.entries:
        facts += len(entry.facts)
        if facts > MOST_COUNTED:
            break
        entries.append(entry)
    looked_at = replace(draft, entries=tuple(entries))
    found, wrong = sum(1 for _ in _untyped(looked_at)), sum(1 for _ in wrong_units(looked_at))
    least = "at least " if facts > MOST_COUNTED else ""
    values = "1 value of a quote is" if found == 1 else f"{found} values of quotes are"
    units = "1 unit is not its quote's" if wrong == 1 else f"{wrong} units are not their quotes'"
    told = [*([f"{values} typed by no fact"] if found else []), *([units] if wrong else [])]
    return f"{least}{', '.join(told)}: see ots check --hints" if told else ""


def without_keywords(draft: Draft) -> str:
    """How many entries have no keywords, in a line; empty where all have some."""
    lacking = sum(
        not (entry.written.keywords or any(fact.written.keywords for fact in entry.facts))
        for entry in draft.entries
    )
    if not lacking:
        return ""
    return f"{lacking} of {len(draft.entries)} entries have no keywords: how would one ask who never read it?"


MOST_COUNTED = 1_000
"""Facts that are looked at for the count, which takes some milliseconds each."""


def _said(fact: DraftFact, draft: Draft) -> Iterator[tuple[str, Any, str]]:
    """Each value that the quote says: the field to type it in, as it is typed, and in words."""
    if fact.source is None or not fact.spans:
        return
    found: Fields = values(fact.written.quote, fact.spans[0], fact.source, draft.language)
    for field in PLAIN:
        for value in found.get(field, ()):
            if field != "figures" or _counts(value, fact.language, draft):
                yield field, value, _in_words(value)


def _counts(figure: Mapping[str, Any], language: str, draft: Draft) -> bool:
    """Whether it can be told what a *figure* is of: a number alone may be a version, a port or a phone's."""
    if "unit" in figure or figure["of"] == BLANK:
        return "unit" in figure
    first = figure["of"].split()[0]
    is_noun = language != "de" or first[0].isupper()
    return is_noun and fold(first) not in draft.small_words.all


def _in_words(value: str | Mapping[str, Any]) -> str:
    if isinstance(value, str):
        return value
    if "value" not in value:
        said = {field: it for field, it in value.items() if field != "status"}
        return " ".join(f"{it}" if field in BARE else f"{field} {it}" for field, it in said.items())
    return f"{value['value']:,} {value.get('unit') or value['of']}"


class _Names:
    """The names of all entries, by their words."""

    def __init__(self, draft: Draft) -> None:
        self._own = {id(entry): {fold(name) for _, name in names_of(entry)} for entry in draft.entries}
        self._with: dict[str, set[str]] = {}
        for name in chain.from_iterable(self._own.values()):
            for word in name.split():
                self._with.setdefault(word, set()).add(name)

    def have(self, said: str, entry: DraftEntry, quote: str) -> bool:
        """Whether what is *said* is part of a name of *entry*, or of one that *quote* has."""
        word = fold(said).partition(" ")[0]
        return any(name in self._own[id(entry)] or says(quote, name) for name in self._with.get(word, ()))


def _amount(figure: Mapping[str, Any]) -> str:
    return max(numbers(f"{figure['value']} {figure.get('unit', '')}"), default="")


@dataclass(frozen=True)
class _Values:
    """What a fact types."""

    span: Span
    numbers: frozenset[str]
    dates: tuple[str, ...]
    times: bool
    """Whether it tells any time, or says that its text does."""
    lengths: bool
    """Whether it says that its text tells when, or how long."""
    names: frozenset[str]


class _Typed:
    """What is typed anywhere, by the passage that is quoted for it."""

    def __init__(self, draft: Draft) -> None:
        self._spellings = draft.known_names
        self._countries = draft.language.names
        self._lengths = frozenset(chain.from_iterable(draft.language.values.periods.values()))
        self._by_paragraph: dict[tuple[str, int], list[_Values]] = {}
        for fact in chain.from_iterable(entry.facts for entry in draft.entries):
            if fact.spans:
                span = fact.spans[0]
                self._by_paragraph.setdefault((span.source, span.paragraph), []).append(self._of(fact))

    def has(self, fact: DraftFact, field: str, value: Any) -> bool:
        """Whether *value*, which the quote of *fact* says, is typed by a fact that quotes the passage too."""
        span = fact.spans[0]
        beside = [
            it for it in self._by_paragraph[span.source, span.paragraph] if it.span.overlaps(span)
        ]  # itself too
        if field == "figures":
            timed = str(value.get("unit", "")).rpartition(" ")[2] in self._lengths
            return any(_amount(value) in it.numbers or (timed and it.lengths) for it in beside)
        if field == "dates" and "date" not in value:
            return any(it.lengths or numbers(*value.values()) <= it.numbers for it in beside)
        if field == "dates":
            if not re.match(r"\d{4}", str(value.get("date"))):
                said = numbers(_in_words(value))
                return any(it.times or said & it.numbers for it in beside)
            return any(date.startswith(value["date"]) for it in beside for date in it.dates)
        return any(not self._named(value).isdisjoint(it.names) for it in beside)

    def _of(self, fact: DraftFact) -> _Values:
        written, occasion = fact.written, fact.written.occasion
        figures = [numbers(f"{it.value} {it.unit}") for it in written.figures]
        figures += [
            numbers(it) for when in written.dates for it in (when.within, when.lasts, when.every) if it
        ]
        dates = [*chain.from_iterable((it.date, it.until) for it in written.dates), *written.implied]
        dates += [it.as_of for it in written.figures]
        names = [*written.places, *written.actors, *written.implied, *(role.who for role in written.roles)]
        if occasion is not None:
            dates += [occasion.date, occasion.until]
            names += [*filter(None, (occasion.city, occasion.country)), *occasion.who]
        return _Values(
            fact.spans[0],
            frozenset(chain.from_iterable(figures)) | {it for date in dates if date for it in numbers(date)},
            tuple(filter(None, dates)),
            bool(
                written.dates or (occasion and (occasion.date or occasion.every)) or "when" in written.answers
            ),
            not {"when", "how long"}.isdisjoint(written.answers),
            frozenset(chain.from_iterable(map(self._named, names))),
        )

    def _named(self, name: str) -> frozenset[str]:
        """Every spelling of *name*, folded, and those of the country that it lies in."""
        country = self._countries.country_of(name)
        own = self._spellings.get(fold(name), frozenset([fold(name)]))
        return own | (self._spellings.get(fold(country), frozenset()) if country else frozenset())
