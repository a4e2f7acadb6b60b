"""How one value stands to another of its sort."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal

from .notations import Date
from .reading import Value

MOST_ROUNDED = Decimal("0.07")
"""Part of a figure by which a rounder one may miss it: 2 for 2.1, two weeks for 15 days; not 100 for 121."""


MOST_APART = 10
"""Times that a falsified number is larger or smaller than the true one, at most."""


def is_near(said: Value, source: Value) -> bool:
    """Whether *said* is about as large, so that it may be *source* told wrong."""
    return source.amount / MOST_APART < said.amount < source.amount * MOST_APART


def is_same(one: Value, other: Value) -> bool:
    """Whether two numbers are one, of the same thing as far as both say of what."""
    if one.amount != other.amount:
        return False
    if one.unit and other.unit:
        return one.unit == other.unit
    bare = not (one.unit or one.nouns) or not (other.unit or other.nouns)
    return bare or not one.nouns.isdisjoint(other.nouns)


def is_rounder(said: Value, source: Value) -> bool:
    """Whether *said* is *source* with fewer digits, or in a coarser unit."""
    if said.unit != source.unit or (not said.unit and said.nouns.isdisjoint(source.nouns)):
        return False
    if not source.amount or abs(said.amount - source.amount) > MOST_ROUNDED * source.amount:
        return False
    fewer = _digits(said.amount / said.factor) < _digits(source.amount / said.factor)
    return fewer and _rounds_to(source.amount / said.factor, said.amount / said.factor)


def is_rounding(said: Value, source: Value) -> bool:
    """Whether *said* is *source* with fewer digits, however far apart: 0.2 billion for 170 million."""
    if said.unit != source.unit or not said.unit or not said.amount or not source.amount:
        return False
    return _rounds_to(source.amount / said.factor, said.amount / said.factor)


def is_just_over(said: Value, source: Value) -> bool:
    """Whether a count may be what the source only says to be more: 2,000 of "more than 1,900"."""
    near = source.amount < said.amount <= (1 + MOST_ROUNDED) * source.amount
    return near and not (said.unit or source.unit) and source.qualifier in ("over", "at least")


def is_finer(said: Value, source: Value) -> bool:
    """Whether *said* rounds to *source*: it claims more than the source says, and need not be wrong.

    Of a number that says not of what it is ("a population of 172 million") as if it were of the same.
    """
    is_bare = not (said.unit or said.nouns)
    return is_rounder(source, replace(said, unit=source.unit) if is_bare else said)


def dates_agree(said: Date, source: Date) -> bool:
    """Whether all that is said of a date is what the source says."""
    return all(one is None or one == other for one, other in zip(said, source, strict=True))


def dates_differ(said: Date, source: Date) -> bool:
    """Whether the two can't be one date."""
    pairs = zip(said, source, strict=True)
    return any(one is not None and other is not None and one != other for one, other in pairs)


def lies_between(said: Date, first: Date, last: Date) -> bool:
    """Whether a date may be one of those from *first* until *last*, as far as all three are told.

    >>> [lies_between(it, (2026, 8, 6), (2026, 8, 9)) for it in ((2026, 8, 7), (2026, 9, 7), (None, 8, 7))]
    [True, False, True]
    >>> lies_between((None, 1, 2), (2025, 12, 20), (2026, 1, 6))
    True
    >>> lies_between((2025, 1, 2), (None, 12, 20), (None, 1, 6))
    True
    """
    if said[0] is None and first[0] is not None and last[0] is not None:
        return any(lies_between((year, *said[1:]), first, last) for year in range(first[0], last[0] + 1))
    told = [its for its in zip(said, first, last, strict=True) if None not in its]
    one, begins, ends = ([it[place] or 0 for it in told] for place in range(3))
    if begins <= ends:
        return bool(told) and begins <= one <= ends
    return one >= begins or one <= ends  # over the turn of the year


def parts_alike(one: Date, other: Date) -> int:
    """How many of year, month and day two dates have in common."""
    return sum(it is not None and it == its for it, its in zip(one, other, strict=True))


def iso(date: str) -> Date:
    """A date of the knowledge, as a value's; one without a year begins with hyphens.

    >>> iso("2025-10"), iso("--05-01")
    ((2025, 10, None), (None, 5, 1))
    """
    blank = (len(date) - len(date.lstrip("-"))) // 2 + date.startswith("---")
    parts: list[int | None] = [None] * blank
    parts += [int(part) for part in date.lstrip("-").split("-")]
    year, month, day = (*parts, None, None)[:3]
    return year, month, day


def _digits(amount: Decimal) -> int:
    """Digits of a number without the noughts at its end."""
    return len(amount.normalize().as_tuple().digits)


def _rounds_to(amount: Decimal, rounder: Decimal) -> bool:
    """Whether *rounder* is *amount* with as many digits; of what lies in the middle, both are."""
    last = Decimal(1).scaleb(amount.adjusted() - _digits(rounder) + 1)
    return rounder in [amount.quantize(last, rounding=it) for it in (ROUND_HALF_UP, ROUND_HALF_DOWN)]
