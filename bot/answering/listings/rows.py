"""Facts as rows of a listing: what happens, what is counted, who proposed what, and what is said."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypedDict

from knowledge.fold import fold, numbers, words
from knowledge.model import Does, Entry, Fact, Role, Status, When
from knowledge.source import Source
from knowledge.values import Values

from ..reply import Item
from ..times import months_from
from ..words.everyday import is_common
from .facets import Facet
from .written import date_of, written

PROPOSING: tuple[Does, ...] = ("proposed", "initiated")

LASTING = frozenset(("person", "organisation"))
"""Kinds of what has no time, place or state of its own: those of its lead are of what it did."""

PLANNED = frozenset(("project", "initiative", "event", "agreement"))
"""Kinds of what is planned before it is there."""

_MONTH = re.compile(r"(?:\d{4}|-)-(\d\d)")

SAME_PASSAGE = 0.6
"""Share of the shorter of two quotes from which both prove one thing."""


class Time(TypedDict):
    """The time of a row, as its fields."""

    date: str | None
    until: str | None
    recurs: When | None
    status: Status | None


def occasion(entry: Entry, fact: Fact) -> Item | None:
    """What happens, where the fact types or dates it."""
    typed = fact.occasion
    if typed is None:
        return None
    where = tuple(filter(None, (typed.city, typed.country)))
    when = When(date=typed.date, until=typed.until, every=typed.every, status=typed.status)
    return Item(typed.what, entry, fact, None, typed.who, where=where, **_time(when))


def _time(when: When) -> Time:
    """The time of a row: what comes again and again, or is a limit, is neither past nor planned."""
    if when.recurs or not when.date:
        told = when if when.recurs or when.within or when.lasts else None
        ever = when.recurs or when.within
        return Time(date=None, until=None, recurs=told, status=None if ever else when.status)
    return Time(date=when.date, until=when.until, recurs=None, status=when.status)


def figures(entry: Entry, fact: Fact) -> Iterator[Item]:
    """What is counted or measured, a row a figure."""
    for figure in fact.figures:
        whose = figure.whose or entry.title
        shared = set(words(whose)) & set(words(figure.of))
        owner = f"{whose}: " if all(map(is_common, shared)) else ""
        date, value = date_of(figure, fact), written(figure, fact)
        yield Item(f"{owner}{figure.of}", entry, fact, date=date, value=value, figure=figure)


def read_figures(entry: Entry, fact: Fact, values: Values) -> Iterator[Item]:
    """What a quote says of money and shares where nobody has typed it, a row a value.

    Beside a figure that is typed it has no date: the fact's is that of the figure.
    """
    said = list(values.amounts(fact.quote))
    if not said:
        return
    figures = ((figure, it) for it in entry.facts for figure in it.figures)
    typed = frozenset(chain.from_iterable(numbers(written(figure, it)) for figure, it in figures))
    for value in said:
        if typed.isdisjoint(numbers(values.sums.plain(value))):
            row = plain(entry, fact, entry.title, value)
            yield replace(row, date=None, until=None, status=None) if fact.figures else row


def contacts(entry: Entry, fact: Fact, values: Values) -> Iterator[Item]:
    """Whom a fact tells how to reach, where its quote has a telephone number, extension or e-mail address."""
    found = ", ".join(dict.fromkeys(values.contacts(fact.quote)))
    if found:
        yield plain(entry, fact, entry.title, found)


def dated(entry: Entry, fact: Fact) -> Item:
    """A fact as a row of what has a date, where curators seldom type what happens."""
    return occasion(entry, fact) or plain(entry, fact, fact.text)


def has_limit(fact: Fact) -> bool:
    """Whether a fact types how long there is for something: "within 90 days"."""
    return any(when.within for when in fact.dates)


def plans(entry: Entry) -> Iterator[Item]:
    """The plans for what is made or happens, dated or not: elsewhere "will" tells a rule."""
    if entry.kind in PLANNED:
        yield from (dated(entry, fact) for fact in entry.told if fact.is_plan)


def proposals(entry: Entry, fact: Fact) -> Iterator[Item]:
    """What is proposed, a row a proposer, by the roles that the fact types."""
    for role in fact.roles:
        if role.does in PROPOSING:
            yield _proposal(entry, fact, role)


def is_proposed_by_nobody(fact: Fact) -> bool:
    """Whether a fact tells, as typed, what is proposed, and of nobody who proposes it."""
    held = fact.occasion
    is_proposed = "proposed" in (fact.status, held.status if held else None)
    return is_proposed and not (fact.actors or (held and held.who))


def _proposal(entry: Entry, fact: Fact, role: Role) -> Item:
    found = occasion(entry, fact)
    row = found or plain(entry, fact, role.what)
    status = row.status or ("proposed" if role.does == "proposed" else "past")
    return replace(row, what=role.what, group=role.who, who=(role.who,), status=status, value=None)


def topic(entry: Entry, fact: Fact | None = None, *, what: str | None = None) -> Item:
    """A topic as a row, proven by *fact*, or else by its lead, as far as nothing has taken its place.

    Somebody is rather proven by a fact whose quote names them: "President of the Republic" does not.
    """
    lead = next((it for it in entry.facts if not it.newer), entry.facts[0])
    if what is None and entry.kind in LASTING:
        naming = (it for it in entry.told if entry.kind == "person" and entry.title in it.quote)
        return Item(entry.title, entry, fact or next(naming, lead))
    return plain(entry, fact or lead, what or entry.title)


def source(told: Source, entries: Iterable[Entry]) -> Item | None:
    """A source as a row, proven by a fact that sums it up, or else by its first; None without any."""
    facts = [(entry, fact) for entry in entries for fact in entry.facts if fact.span.source == told.id]
    if not facts:
        return None
    entry, fact = next((it for it in facts if it[1].key), facts[0])
    return Item(told.title, entry, fact, who=(told.publisher,), date=told.date)


def said(entry: Entry, fact: Fact) -> Item:
    """What a fact says as a row of its own: its occasion or proposal where it has one."""
    found = occasion(entry, fact) or next(proposals(entry, fact), None)
    if found is not None:
        return found
    value = written(fact.figures[0], fact) if fact.figures else None
    return plain(entry, fact, entry.title, value)


def each_time(row: Item) -> Iterator[Item]:
    """*row* for each time at which what its fact says comes again: "open in October and March"."""
    again = () if row.date or row.fact.occasion else [it for it in row.fact.dates if it.recurs]
    yield from (replace(row, **_time(when)) for when in again) if len(again) > 1 else (row,)


def plain(entry: Entry, fact: Fact, what: str, value: str | None = None) -> Item:
    # A date is the better time: how long something takes is rather told by its fact.
    when = min(fact.dates, key=lambda it: it.date is None, default=None)
    happens = occasion(entry, fact)
    status = fact.status or (happens.status if happens else "planned" if fact.is_plan else None)
    time = _time(when) if when else Time(date=None, until=None, recurs=None, status=status)
    where = happens.where if happens else ()
    return Item(what, entry, fact, who=fact.actors, where=where, value=value, **time)


def year_of_day(row: Item) -> str | None:
    """The year in which a day without one is next, seen from the day of its source: "on 9 April"."""
    date = row.recurs.date if row.recurs and not row.recurs.every else None
    if date is None or _month(date) is None:
        return None
    year, published = row.fact.published_on[:4], row.fact.published_on[4:]
    return str(int(year) + 1) if row.fact.is_plan and date[1:] < published[: len(date) - 1] else year


def in_years(row: Item, years: Collection[Facet]) -> Item:
    """*row* with the date of its fact that is in one of *years*, where it has several."""
    dates = () if row.fact.occasion else row.fact.dates
    found = (it for it in dates if it.date and any(year.has(it.date[:4]) for year in years))
    when = next(found, None)
    return replace(row, **_time(when)) if when and row.date else row


def ahead(row: Item) -> Item:
    """*row* with the date of its fact that is to come, where its own is past."""
    dates = () if row.fact.occasion or row.status in ("planned", "proposed") else row.fact.dates
    when = next((it for it in dates if it.date and it.status in ("planned", "proposed")), None)
    return replace(row, **_time(when)) if when and row.date else row


def months(row: Item) -> frozenset[int]:
    """The months in which *row* happens, from 1; none where no month is told."""
    again = row.recurs or When(date=row.date, until=row.until)
    first = _month(row.date or again.date)
    if first is None:
        return frozenset()
    return months_from(first, _month(row.until or again.until) or first)


def all_months(fact: Fact) -> frozenset[int]:
    """The months of all times that *fact* types, from 1."""
    firsts = ((_month(when.date), when) for when in fact.dates)
    spans = (months_from(first, _month(when.until) or first) for first, when in firsts if first)
    return frozenset(chain.from_iterable(spans))


def _month(date: str | None) -> int | None:
    """The month of a date as ISO 8601 has it, with a year or without: "2026-05", "--05-01"."""
    found = _MONTH.match(date or "")
    return int(found.group(1)) if found else None


def is_same(one: Item, other: Item, *, by_passage: bool) -> bool:
    """Whether two rows tell one thing: of one name and time, or proven by much the same passage."""
    if one.value and not one.figure and _is_typed(one, other):
        return True
    apart = one.where and other.where and one.where != other.where  # "1,150 machines in Poland and Spain"
    apart = apart or (one.fact is other.fact and one.recurs != other.recurs)  # "in October and March"
    if one.value and one.value == other.value and not (one.figure or other.figure or apart):
        return one.entry.id == other.entry.id or one.fact.span.overlaps(other.fact.span)
    if one.figure and other.figure and is_same_number(one, other):
        return True
    if one.value and other.value and one.value != other.value:
        return False
    if (
        one.date == other.date
        and one.recurs == other.recurs
        and fold(one.what) == fold(other.what)
        and one.where == other.where
    ):
        return True
    if one.fact.occasion and other.fact.occasion:
        return False
    return by_passage and is_same_passage(one.fact, other.fact)


def is_same_number(one: Item, other: Item) -> bool:
    """Whether two facts type one number of their source: an overview, and what it is of.

    Not where the source says it of each: "Basic and Regular cost 5 euros".
    """
    mine, its, span, theirs = one.figure, other.figure, one.fact.span, other.fact.span
    if not (mine and its) or one.fact is other.fact or not span.overlaps(theirs):
        return False
    if mine.value != its.value or (one.value != other.value and fold(mine.unit) != fold(its.unit)):
        return False
    if mine.as_of and its.as_of and mine.as_of != its.as_of:
        return False
    shared = one.fact.quote[max(theirs.start - span.start, 0) : theirs.end - span.start]
    number = numbers(f"{mine.value:g}") | numbers(f"{mine.value:g} {mine.unit}")
    owners = {fold(it.figure.whose or it.entry.title) for it in (one, other) if it.figure}
    said = f" {fold(one.fact.shown_quote)} {fold(other.fact.shown_quote)} "
    of_each = len(owners) > 1 and all(f" {it} " in said for it in owners)
    return not of_each and sum(word in number for word in words(shared)) == 1


def _is_typed(read: Item, other: Item) -> bool:
    """Whether a value that was read is a figure that a curator has typed of the same topic or passage."""
    near = read.entry.id == other.entry.id or read.fact.span.overlaps(other.fact.span)
    # Asked of each pair of rows: what costs least first.
    return bool(near and other.figure and numbers(read.value or "") & numbers(other.value or ""))


def is_same_passage(one: Fact, other: Fact) -> bool:
    """Whether the quotes of both are much the same passage."""
    if not one.span.overlaps(other.span):
        return False
    shared = min(one.span.end, other.span.end) - max(one.span.start, other.span.start)
    shorter = min(one.span.end - one.span.start, other.span.end - other.span.start)
    return shared >= SAME_PASSAGE * shorter


def once(rows: Iterable[Item], *, by_passage: bool) -> list[Item]:
    """The rows without those that tell what another one tells; what happens is kept rather than said.

    Topics that share a sentence are several things: they are not compared *by_passage*.
    """
    kept: list[Item] = []
    for row in sorted(rows, key=lambda row: (row.fact.occasion is None, not row.fact.figures)):
        if not any(is_same(row, other, by_passage=by_passage) for other in kept):
            kept.append(row)
    return kept


def first_of_each(found: Sequence[Item]) -> list[Item]:
    """The rows *found*, in their order, without those that tell what another one tells."""
    each = {id(row): row for row in found}  # several questions may list the same row
    kept = {id(row) for row in once(each.values(), by_passage=True)}
    return [row for number, row in each.items() if number in kept]
