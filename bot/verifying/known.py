"""What the facts of the knowledge state, and a sentence that is compared with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from knowledge.model import Entry, Fact

from .compare import dates_agree, is_same, iso, lies_between
from .notations import UNITS, Date
from .reading import Value, stem

SUBJECT = "§"
"""Stands for any name of what the whole source is about: "OTS", "member states"."""

LENGTH = "§ lasts"
"""Stands for how long something goes on, which no word of a sentence tells by itself."""

PERIODS = frozenset(stem(word) for word, (unit, _) in UNITS.items() if unit in ("minute", "month"))
"""Stems that tell for how long, and not of what: "9% more than in the *year* before"."""

WHOLE = frozenset(map(stem, (
    "has", "have", "counts", "comprises", "includes", "unites", "brings", "contains", "total", "reached",
    "now",
)))  # fmt: skip
"""Stems that make a number all there is: "TURKUNIB *counts* 109 institutions"."""

IMPLIES = {
    **dict.fromkeys(("usd", "eur", "gbp"), frozenset(map(stem, ("cost", "price", "pay", "charge")))),
    "kg": frozenset(map(stem, ("weighs", "weight", "heavy"))),
    "ton": frozenset(map(stem, ("weighs", "weight", "heavy", "carry", "carries", "carried", "transport"))),
}
"""What a unit says by itself, as stems: that of money is what something costs, tons are carried."""


class Stated(NamedTuple):
    """A figure or length of time that a curator typed, as a value."""

    value: Value
    counted: frozenset[str]
    """The stems of its unit, as it was typed."""
    of: frozenset[str]
    """The stems of what it measures, without small words."""
    owner: frozenset[str] = frozenset()
    """The stems of whose it is, where that is a proper name and not the subject."""


@dataclass(frozen=True)
class Known:
    """A fact and what it states."""

    entry: Entry
    fact: Fact
    figures: tuple[Stated, ...]
    values: tuple[Value, ...]
    """What its text and quote say, but of numbers those of its text: a quote may have those of others."""
    names: frozenset[str]
    what: frozenset[str]
    """The stems of the name of what happens, without its numbers."""
    told: frozenset[str]
    """The stems of its text, without small words and numbers."""
    said: frozenset[str]
    """The same of its text and quote."""
    ordinals: frozenset[Decimal]
    """The numbers in that name: of the *12th* summit."""
    roles: tuple[tuple[str, frozenset[str]], ...]
    """Who proposed or initiated something, and the stems of what."""
    typed_names: frozenset[str]
    """The places, bodies and people that its curator typed, and every body that it says."""

    @property
    def places(self) -> frozenset[str]:
        """Where what it tells happens."""
        held = self.fact.occasion
        return frozenset(filter(None, (held.city, held.country))) if held else frozenset()

    @cached_property
    def typed_dates(self) -> list[Date]:
        """When what it tells is, as its curator typed it."""
        fact, held = self.fact, self.fact.occasion
        dates = [date for when in fact.dates for date in (when.date, when.until)]
        dates += [figure.as_of for figure in fact.figures]
        dates += [held.date, held.until] if held else []
        return [iso(date) for date in dict.fromkeys(dates) if date]

    @cached_property
    def spans(self) -> list[tuple[Date, Date]]:
        """From when until when what it tells goes on, where its curator typed both."""
        held = self.fact.occasion
        ends = [(when.date, when.until) for when in self.fact.dates]
        ends += [(held.date, held.until)] if held else []
        return [(iso(first), iso(last)) for first, last in ends if first and last]

    def goes_on_at(self, date: Date) -> bool:
        """Whether what it tells goes on then, as far as is told: on the second of four days."""
        return any(lies_between(date, *span) for span in self.spans)

    def surely_goes_on_at(self, date: Date) -> bool:
        """Whether it does, and the source says of when as much as *date*."""
        return any(
            lies_between(date, *span)
            and all(one is None or its is not None for one, its in zip(date, span[0], strict=True))
            for span in self.spans
        )

    def is_at(self, date: Date) -> bool:
        """Whether what it tells is then, by a date that was typed or between two of them."""
        return any(dates_agree(date, it) for it in self.typed_dates) or self.surely_goes_on_at(date)

    @cached_property
    def dates(self) -> list[Date]:
        """Every date that it says, typed or not."""
        return [*self.typed_dates, *(it.date for it in self.values if it.sort == "date")]

    def has_as_many(self, values: Iterable[Value]) -> bool:
        """Whether it has a number for each of *values*, and a date for each."""
        sorts = [it.sort for it in values]
        numbers = max(sum(it.sort == "number" for it in self.values), len(self.figures))
        return sorts.count("number") <= numbers and sorts.count("date") <= len(self.dates)

    def has(self, value: Value) -> bool:
        """Whether it has a value that few others have: a place, a day, a number of something."""
        match value.sort:
            case "number":
                return bool(value.unit) and any(is_same(value, it.value) for it in self.figures)
            case "date":
                told = sum(it is not None for it in value.date) > 1
                return told and any(dates_agree(value.date, it) for it in self.dates)
            case "ordinal":
                return value.amount in self.ordinals
            case _:
                return value.name in self.typed_names


@dataclass(frozen=True)
class Topic:
    """An entry by its names and facts."""

    entry: Entry
    names: tuple[tuple[str, frozenset[str]], ...]
    """Each name, and its telling stems."""
    facts: tuple[Known, ...]
    known_names: frozenset[str]
    """Every place, body and person of its facts and names."""
    of_subject: bool
    """Whether it is a topic of what the whole source is about: the OTS's GDP, and not Kazakhstan's."""
    common: frozenset[str]
    """The words that its names and facts write small, and the everyday ones: these name other things too."""


class Sentence(NamedTuple):
    """A sentence as stems, with every name of the subject as one."""

    text: str
    stems: tuple[str, ...]
    told: frozenset[str]
    telling: frozenset[str]
    """Those of no small word and no value."""
    values: tuple[Value, ...]
    names_subject: bool
    """Whether the subject itself is named, and not only "the region"."""

    @property
    def implied(self) -> frozenset[str]:
        """What its units say by themselves, as stems."""
        return frozenset(word for it in self.values for word in IMPLIES.get(it.unit, ()))


class Naming(NamedTuple):
    """A topic that a sentence names, and the stems that it does so by."""

    topic: Topic
    by: frozenset[str]
    is_sure: bool = False
    """Whether it can be no other of that name: what the source does not say of it can be told then."""
