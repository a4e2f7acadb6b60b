"""What the knowledge is made of: entries and their facts.

``Written…`` is what a curator writes in YAML; ``Entry`` and ``Fact`` are the same things once every
quote has been located in its source. Nothing here reads files: that is for `knowledge.load`.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field, replace
from typing import Annotated, Literal, TypeVar

from .checked import Holds, Limits, Model, Read
from .dates import Count, Date, Every, IsoDate, as_text, has_year, is_after, long_date, weekday_of

Qualifier = Literal["exact", "about", "nearly", "over", "at least", "under", "at most"]
Status = Literal["past", "planned", "proposed"]
"""Seen from the day of the source: what has begun is past, what is only suggested is proposed."""
Does = Literal["is", "proposed", "initiated", "hosts", "chairs", "belongs to", "takes part"]
Question = Literal[
    "who", "when", "which year", "which month", "which day", "where", "which city", "which country",
    "how many", "how much", "how long", "why", "how",
]  # fmt: skip

BY_PRECISION: tuple[Question, ...] = ("which year", "which month", "which day")
"""What a date answers beside when, the more the more precise it is."""

MAX_TEXT = 200
"""Characters of a fact's text: what a phone shows without scrolling."""

Slug = Annotated[str, Limits(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Address = Annotated[str, Limits(pattern=r"^([a-z0-9-]+/)?[a-z0-9]+(-[a-z0-9]+)*$")]
"""A fact by its own id, or by its entry's and its own: ``fares/single-2025``."""
Place = tuple[str, int]
"""The id of an entry, and the number of one of its facts, from 0."""
Linked = dict[int, tuple[Place, ...]]
"""Facts by the number of a figure, from 0: those that have a figure of the same."""
ENGLISH = "en"
Kind = Slug
KINDS: tuple[Kind, ...] = (
    *("initiative", "project", "event", "agreement", "organisation"),
    *("person", "place", "document", "figure", "theme"),
)
"""The kinds that are built in; a curator's own stand in ``about.yaml``."""
Line = Annotated[str, Limits(min_length=1, pattern=r"^\S(.*\S)?$")]
"""Text on one line, with no space at either end."""

_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True, kw_only=True)
class Figure(Model):
    """A number with what it measures: ``{value: 43, unit: km, of: length}``."""

    value: int | float
    """As the source writes it, so that it can be found there: 2.1 for "$2.1 trillion"."""
    unit: str = ""
    """``km``, ``%``, ``trillion USD``, ``companies``: a scale word comes first."""
    of: Line
    """What is measured: ``length``, ``trade with member states``."""
    whose: Line | None = None
    """Whom or what it is a figure of, where that is not the entry's title: ``Azerbaijan``."""
    qualifier: Qualifier = "exact"
    """How exact the source says that it is: "nearly 7" is ``nearly``."""
    as_of: IsoDate | None = None
    """When the number held, where the source says so."""
    supersedes: tuple[Address, ...] = ()
    """Older facts whose figure of the same it takes the place of; whatever else they say still holds."""

    def is_of_the_same(self, other: Figure) -> bool:
        """Whether both measure one thing, whatever they find."""
        return (self.of, self.whose) == (other.of, other.whose)


@dataclass(frozen=True, kw_only=True)
class When(Model):
    """A time of a fact, seen from the day of its source: a date with a year or without, or a length of time.

    ``{date: 2026-05}``, ``{date: 1 May, until: 31 August}``, ``{every: month, date: 25}``,
    ``{every: Monday}``, ``{every: last Friday}``, ``{within: 30 days}``, ``{lasts: six weeks}``.
    """

    date: Date | None = None
    """A day alone is that day of every month."""
    until: Date | None = None
    """The last year, month or day of a span such as 2022-2026."""
    every: Every | None = None
    """How often, where the date does not tell: a date without a year is one of every year."""
    within: Count | None = None
    """How long there is for it: ``30 days``."""
    lasts: Count | None = None
    """How long it goes on: ``six weeks``."""
    status: Status | None = None
    """``planned`` where it is to come on the day of the source, as any later date is; or ``proposed``."""

    @property
    def dated(self) -> str | None:
        """The date, if it is of one year."""
        return self.date if self.date and has_year(self.date) else None

    @property
    def recurs(self) -> bool:
        """Whether it comes again and again, so that it is neither past nor planned."""
        return self.every is not None or (self.date is not None and not has_year(self.date))

    @property
    def answers(self) -> tuple[Question, ...]:
        """The questions that it answers, the more the more precise it is."""
        found: list[Question] = ["when"]
        if self.date and has_year(self.date):
            found += BY_PRECISION[: len(self.date.split("-"))]
        elif self.date:
            found += ["which month"] if not self.date.startswith("---") else []
            found += ["which day"] if len(self.date) > len("--05") else []
        if weekday_of(self.every):
            found.append("which day")
        if self.within or self.lasts:
            found.append("how long")
        return tuple(found)


Dated = TypeVar("Dated", "When", "Occasion")


def _in_order(held: Dated) -> Dated:
    """*held*, which does not end before it begins. Raises `ValueError` with what is wrong."""
    if held.date and held.until:
        if has_year(held.date) != has_year(held.until):
            raise ValueError("date and until have both a year, or neither has")
        if is_after(held.date, held.until):
            raise ValueError(
                f"until is before date: {long_date(held.until)} is not after {long_date(held.date)}"
            )
    return held


def _telling(when: When) -> When:
    """*when*, which tells a time. Raises `ValueError` with what it lacks."""
    if not (when.date or when.every or when.within or when.lasts):
        raise ValueError("a time needs a date, or one of every, within and lasts")
    if when.until and not when.date:
        raise ValueError("until needs the date it begins with")
    return _in_order(when)


@dataclass(frozen=True, kw_only=True)
class Occasion(Model):
    """Something held, signed, launched, awarded or proposed for a date or place.

    It is typed once in the whole knowledge, on the fact that proves it, whatever number of facts speak
    of it: ``{what: 2nd Defence Industry Institutions meeting, date: 2026, city: Baku, status: planned}``.
    """

    what: Annotated[Line, Limits(max_length=75)]
    """Its name as people say it, without date and place where the name can do without."""
    date: Date | None = None
    """As precise as the source gives it; none where it gives none. Without a year where it is every year."""
    until: Date | None = None
    """The last day, month or year, where it lasts."""
    every: Every | None = None
    """How often, where a date without a year does not tell."""
    city: Line | None = None
    """Where: ``Baku``."""
    country: Line | None = None
    """Not needed beside a city that the language data place in its country."""
    who: tuple[Line, ...] = ()
    """Hosts and organisers, where the source names them."""
    status: Status | None = None
    """``planned`` where it is to come on the day of the source, as any later date is; or ``proposed``."""


@dataclass(frozen=True, kw_only=True)
class Role(Model):
    """Who is or does what: ``{who: Uzbekistan, does: proposed, what: joint meetings of ministers}``."""

    who: Line
    """A person, a country or a body, as the quote names it."""
    does: Does
    """``is`` marks the fact that says what the entry is: "who is" and "what is" are answered with it."""
    what: Line
    """What is proposed, hosted, chaired and so on; beside ``is`` what it is: ``data protection officer``."""


@dataclass(frozen=True, kw_only=True)
class WrittenFact(Model):
    """One claim in our words, and the passage that proves it."""

    text: Annotated[Line, Limits(max_length=MAX_TEXT)]
    """One claim in our words, up to 200 characters: it begins with what it is about, not with "It"."""
    quote: Annotated[str, Limits(min_length=1)]
    """The shortest passage that proves the text alone, copied exactly, inside one paragraph."""
    paragraph: int | None = None
    """Needed only where the quote stands more than once in its source."""
    id: Slug | None = None
    """Needed only where another fact supersedes this one: unique in its entry."""
    supersedes: tuple[Address, ...] = ()
    """Older facts whose place it takes: ``[fares/single-2025]``, or in the same entry ``[single-2025]``."""
    source: Slug | None = None
    """Where it is not its entry's or file's; needed only where there is more than one source."""
    speaker: Slug | None = None
    """Whose words these are, where the paragraph's usual speaker is not the one."""
    figures: tuple[Figure, ...] = ()
    """Numbers with what they measure: ``[{value: 43, unit: km, of: length}]``."""
    dates: tuple[Annotated[When, Holds(_telling)], ...] = ()
    """When it is or was: ``[{date: 2026-05-14}]``, ``[{every: Monday}]``, ``[{within: 30 days}]``."""
    places: tuple[Line, ...] = ()
    """Cities and countries where it happens, or which it joins."""
    actors: tuple[Line, ...] = ()
    """People, countries and bodies that do it: they answer "who"."""
    occasion: Annotated[Occasion, Holds(_in_order)] | None = None
    """What happens, where the fact proves that it does; its date and place need not be typed again."""
    roles: tuple[Role, ...] = ()
    """Who is or does what: proposals and memberships are listed from here."""
    key: bool = False
    """Whether the fact is one of the eight to twelve that sum up the source."""
    status: Status | None = None
    """Where it differs from what the quote's own words ("will", "planned") say."""
    understood: Line | None = None
    """The quote's subject where it stands before the quote: shown in square brackets, never part of it."""
    answers: tuple[Question, ...] = ()
    """Questions the text answers without a typed value: ``[when]`` for "during the chairmanship"."""
    keywords: tuple[Line, ...] = ()
    """Words people use for this fact that neither text nor quote has."""
    implied: tuple[Line, ...] = ()
    """Years, places and names that only the rest of the paragraph says, and nobody need be shown."""
    unhedged: dict[str, Line] = field(default_factory=dict)
    """A hedge of the quote that the text rightly leaves out, and the reason."""
    untyped: tuple[Annotated[Line, Read(as_text, {"type": ["string", "integer"]})], ...] = ()
    """Values of the quote that need no typing, in its words: `ots check --hints` is silent about them."""
    translated: dict[str, Line] = field(default_factory=dict)
    """Names of the text as a quote in another language has them: ``{Lake Constance: Bodensee}``."""


@dataclass(frozen=True, kw_only=True)
class WrittenEntry(Model):
    """One topic. Its first fact is the lead: what a bare topic is answered with."""

    id: Slug
    """What names it in other entries and in commands: small letters, digits and hyphens."""
    kind: Kind
    """One of the built-in kinds, or of those in about.yaml."""
    title: Annotated[Line, Limits(max_length=75)]
    """What people call it, shown above its answers."""
    source: Slug | None = None
    """The source of its facts, where they name none and it is not the file's."""
    aliases: dict[str, tuple[Line, ...]] = field(default_factory=dict)
    """Other names and spellings by language code; they may come from outside the source."""
    keywords: tuple[Line, ...] = ()
    """Words people use for the topic that are not names of it."""
    related: tuple[Slug, ...] = ()
    """Ids of entries that are offered below its answers."""
    facts: Annotated[tuple[WrittenFact, ...], Limits(min_length=1)]
    """What is said of it, each with its quote: the first is shown when somebody asks for the topic alone."""


@dataclass(frozen=True, kw_only=True)
class FileHead(Model):
    """A file of entries that share a source: ``{source: id, entries: [...]}`` in place of a plain list."""

    source: Slug | None = None
    """The source of all facts whose entry and fact name none."""
    entries: tuple[WrittenEntry, ...] = ()
    """The topics, a list."""


@dataclass(frozen=True, kw_only=True)
class Span(Model):
    """Where a quote stands. Always ``source.text[start:end] == quote``."""

    source: str
    start: int
    """Offset of the first character: Python characters, from 0."""
    end: int
    """Offset after the last character."""
    paragraph: int
    """Number of the paragraph, from 1."""

    def overlaps(self, other: Span) -> bool:
        """Whether both have characters in common."""
        return self.source == other.source and self.start < other.end and other.start < self.end


@dataclass(frozen=True, kw_only=True)
class Fact(WrittenFact):
    """A fact whose quote has been found in its source."""

    span: Span
    said_by: str
    """Whose words the quote is, as shown to people."""
    published: str
    """Where and when: "Trend, 27 October 2025"."""

    published_on: str = ""
    """The day of its source, in ISO."""
    language: str = ENGLISH
    """Code of the language that the quote is in."""
    older: tuple[Place, ...] = ()
    """The facts that this one has taken the place of, the newest first, and those before them."""
    newer: tuple[Place, ...] = ()
    """The facts that have taken its place, the newest first: it is not the answer any more."""
    older_figures: Linked = field(default_factory=dict)
    """The facts of which a figure of it has taken the place of one, each the newest first."""
    newer_figures: Linked = field(default_factory=dict)
    """The facts a figure of which has taken the place of one of it."""

    own: str = ""
    """Of a passage that other quotes have a part of, the rest: only by that is it found."""
    is_plan: bool = False
    """Whether it was still to come on the day of its source: by a date of it, or by what the quote says."""

    def __eq__(self, other: object) -> bool:
        return _are_equal(self, other)

    @property
    def is_superseded(self) -> bool:
        """Whether another fact has taken its place, or others have taken that of each of its figures."""
        return bool(self.newer) or 0 < len(self.figures) == len(self.newer_figures)

    @property
    def shown_quote(self) -> str:
        """The quote as people read it: what is understood before it in square brackets."""
        return f"[{self.understood}] {self.quote}" if self.understood else self.quote


@dataclass(frozen=True, kw_only=True)
class Entry(WrittenEntry):
    """A topic whose facts are all located; ``theme`` is the file it was read from."""

    theme: str
    facts: Annotated[tuple[Fact, ...], Limits(min_length=1)]
    passages: tuple[Fact, ...] = ()
    """What the source says beside its quotes and nobody has curated: see `knowledge.passages`."""

    @property
    def name(self) -> str:
        """What it is called in a question: the title without what stands there in brackets."""
        return _IN_BRACKETS.sub("", self.title)

    @property
    def told(self) -> tuple[Fact, ...]:
        """All that can be answered with: the facts, then the passages."""
        return (*self.facts, *self.passages)

    def as_json(self) -> str:
        """The entry as JSON, without its passages."""
        fields = asdict(replace(self, passages=()))
        del fields["passages"]
        return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))

    def __eq__(self, other: object) -> bool:
        return _are_equal(self, other)


def _are_equal(one: Model, other: object) -> bool:
    # One is looked for among others many times in an answer, for which comparing field by field is slow.
    return one is other or (type(one) is type(other) and one.__dict__ == other.__dict__)
