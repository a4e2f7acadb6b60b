"""Dates, spans and times that come again, as people write them."""

from __future__ import annotations

from knowledge.dates import WEEKDAYS, has_year, long_date
from knowledge.fold import words
from knowledge.model import Fact, When
from knowledge.tells import is_year


def recurring(time: When) -> str:
    """A time that has no year, in words.

    >>> recurring(When(date="--05-01", until="--08-31")), recurring(When(date="--10", every="year"))
    ('1 May – 31 August', 'every October')
    >>> recurring(When(date="---25", every="month")), recurring(When(within="30 days"))
    ('the 25th of every month', 'within 30 days')
    >>> recurring(When(every="Monday")), recurring(When(lasts="six weeks"))
    ('every Monday', 'six weeks')
    """
    parts = []
    if time.date:
        date = when(time.date, time.until)
        of_month = time.date.startswith("---")
        if time.every and (of_month or time.every != "year"):
            date += f" of every {time.every}" if of_month else f" (every {time.every})"
        elif time.every and not time.until:
            date = f"every {date}"
        parts.append(date)
    elif time.every:
        parts.append(f"every {time.every}")
    parts += [f"within {time.within}"] if time.within else []
    parts += [time.lasts] if time.lasts else []
    return ", ".join(parts)


def often(time: When) -> str:
    """How often such a time comes, as a heading: "Every year".

    >>> often(When(date="--10")), often(When(date="---25")), often(When(every="Monday"))
    ('Every year', 'Every month', 'Every week')
    """
    of_month = time.date is not None and time.date.startswith("---")
    unit = "week" if time.every in WEEKDAYS else time.every or ("month" if of_month else "year")
    return f"Every {unit}"


def when(date: str, until: str | None = None, *, year: str = "") -> str:
    """A date or span in words, as precise as it is; without its year where that is *year*.

    >>> when("2025-07-23"), when("2025-01"), when("2022", "2026")
    ('23 July 2025', 'January 2025', '2022–2026')
    >>> when("2025-08-22", "2025-08-25"), when("2025-07-28", "2025-08-03")
    ('22–25 August 2025', '28 July – 3 August 2025')
    >>> when("2025-07-23", year="2025"), when("2025", year="2025"), when("2025-07-23", year="2026")
    ('23 July', '', '23 July 2025')
    """
    words = _span(long_date(date), long_date(until)) if until else long_date(date)
    return "" if words == year else words.removesuffix(f" {year}")


def at(date: str) -> str:
    """A date as a sentence goes on with it: "in March 2025", "on 3 March 2025"."""
    return f"{'on' if date.count('-') > 1 else 'in'} {long_date(date)}"


def _span(start: str, end: str) -> str:
    """From *start* to *end*; what both end in is said once."""
    first, last = start.split(), end.split()
    shared = 0
    while shared < min(len(first), len(last)) and first[-1 - shared] == last[-1 - shared]:
        shared += 1
    left = first[: len(first) - shared]
    if start == end:
        return start
    if not left or shared == len(last):
        return f"{start} – {end}"
    joint = "–" if len(left) == 1 == len(last) - shared else " – "
    return f"{' '.join(left)}{joint}{end}"


def months_from(first: int, last: int) -> frozenset[int]:
    """The months between two, themselves among them, over the end of the year where the *last* is less.

    >>> sorted(months_from(3, 5)), sorted(months_from(11, 1))
    ([3, 4, 5], [1, 11, 12])
    """
    return frozenset((first + it - 1) % 12 + 1 for it in range((last - first) % 12 + 1))


def is_over(fact: Fact, told: str) -> bool:
    """Whether *fact*, which tells *told*, is of no time to come: what it dates was over by its source.

    Without a date it is where it is but proposed.
    """
    held = fact.occasion
    dates = [it for when in fact.dates for it in (when.date, when.until)]
    dates += (held.date, held.until) if held else ()
    dated = [it for it in dates if it and has_year(it)]
    dated = dated or [*filter(is_year, words(told))]
    if not dated:
        return fact.status == "proposed"
    return all(it < fact.published_on[: len(it)] for it in dated)
