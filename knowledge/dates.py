"""Dates as a curator writes them, with and without a year, and how people read them."""

from __future__ import annotations

import re
from typing import Annotated

from .checked import Limits, Read
from .fold import cardinals

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
EXAMPLES = ("2026", "2025-08", "2025-10-15", "05-01", "1 May", "October", "25")
"""Ways to write a date."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def as_text(value: object) -> object:
    """YAML reads ``2026`` as a number; a date is text whatever it looks like."""
    return str(value) if type(value) is int else value


_WRITTEN_DATE = re.compile(
    rf"(?:(?P<day>\d{{1,2}}) )?(?P<month>{'|'.join(MONTHS)})"
    r"(?: (?P<after>\d{1,2}))?(?:,? (?P<year>\d{4}))?"
)


def _as_date(value: object, examples: tuple[str, ...] = EXAMPLES) -> object:
    """A date as ISO 8601 has it, however a curator writes it: ``05-01``, ``1 May``, ``October``, ``25``."""
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if re.fullmatch(r"\d{2}-\d{2}", text):
        text = f"--{text}"
    elif re.fullmatch(r"\d{1,2}", text):
        text = f"---{int(text):02}"
    elif written := _WRITTEN_DATE.fullmatch(text):
        day = written["day"] or written["after"]
        month = f"{MONTHS.index(written['month']) + 1:02}"
        text = f"{written['year'] or '-'}-{month}" + (f"-{int(day):02}" if day else "")
    if not _ANY_DATE.fullmatch(text):
        raise ValueError(f"{value!r} is no date: write it as in {', '.join(examples)}")
    if (of_month := _DAY_OF_MONTH.fullmatch(text)) and int(of_month["day"]) > _days_of(of_month["month"]):
        month, day = long_date(of_month["month"]), ordinal(int(of_month["day"]))
        raise ValueError(f"{value!r} is no date: {month} has no {day}")
    return text


def _days_of(month: str) -> int:
    """How many days a *month* in ISO has, the most that it may where no year is told.

    >>> _days_of("2026-02"), _days_of("--02"), _days_of("2026-06")
    (28, 29, 30)
    """
    year = int(month[:4]) if has_year(month) else 0
    if month.endswith("-02"):
        return 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28
    return 30 if month[-2:] in ("04", "06", "09", "11") else 31


_YEAR, _MONTH, _DAY = r"\d{4}", r"(0[1-9]|1[0-2])", r"(0[1-9]|[12]\d|3[01])"
_ANY_DATE = re.compile(rf"{_YEAR}(-{_MONTH}(-{_DAY})?)?|--{_MONTH}(-{_DAY})?|---{_DAY}")
_DAY_OF_MONTH = re.compile(rf"(?P<month>(?:{_YEAR}|-)-{_MONTH})-(?P<day>\d\d)")
_SHOWN = {"type": ["string", "integer"]}
"""Where a date stands, an editor accepts whatever may become one: loading is more exact."""


def _as_day(value: object) -> object:
    """A date with its year, as ISO 8601 has it."""
    date = _as_date(value, _OF_A_YEAR)
    if not has_year(str(date)):
        raise ValueError(f"{value!r} has no year: write it as in {', '.join(_OF_A_YEAR)}")
    return date


_OF_A_YEAR = ("2026", "2025-08", "2025-10-15", "15 October 2025")

IsoDate = Annotated[
    str,
    Read(_as_day, {**_SHOWN, "examples": list(_OF_A_YEAR)}),
]
"""``2026``, ``2025-08`` or ``2025-10-15``, in words as well: as precise as the source, no more."""

Date = Annotated[
    str,
    Read(_as_date, {**_SHOWN, "examples": list(EXAMPLES)}),
]
"""A date with or without its year, in ISO 8601: ``2026``, ``2025-10-15``, ``--05-01``, ``--10``, ``---25``.

Written as one likes: ``05-01`` or ``1 May``, ``15 October 2025`` or ``October 15, 2025``, ``October``, and
``25`` for that day of a month.
"""

Count = Annotated[str, Limits(pattern=r"^([\d.,]+|[A-Za-z-]+)( [\w-]+)+$", max_length=40), Read(as_text)]
"""A length of time in the words of its fact: ``30 days``, ``six weeks``."""

OFTEN = "day, week, month, quarter, year, hour, Monday, first Monday, last Friday, other Thursday, 30 minutes"
"""Ways to write how often."""

ORDINALS = ("first", "second", "third", "fourth", "last")
"""Which of the weekdays of a month."""

OTHER = "other"
"""What comes every second time: ``other Thursday``."""

_WEEKDAY = rf"(?:(?:{'|'.join((*ORDINALS, OTHER))}) )?(?:{'|'.join(WEEKDAYS)})"
_OFTEN = re.compile(
    rf"minute|hour|day|week|month|quarter|year|{OTHER} (?:day|week|month|year)|{_WEEKDAY}|\d+ [a-z]+"
)
_ORDINAL_WORDS = {"1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth"}


def _as_every(value: object) -> object:
    """How often, however a curator writes it: ``the last Wednesdays of each month`` is ``last Wednesday``."""
    if not isinstance(value, str):
        return value
    text = re.sub(r"^(?:on )?(?:the )?(?:every |each )?", "", " ".join(value.split()), flags=re.IGNORECASE)
    text = re.sub(r" (?:of|in) (?:the|each|every|a) month$", "", text)
    text = " ".join(_ORDINAL_WORDS.get(word, word) for word in text.split())
    text = re.sub(rf"\b({'|'.join(WEEKDAYS)})s?$", lambda it: it[1].capitalize(), text, flags=re.IGNORECASE)
    text = re.sub(r"^(?:second|alternate) (day|week|month|year)$", rf"{OTHER} \1", text)
    count, _, unit = text.partition(" ")
    number = "".join(cardinals(count))
    text = f"{number} {unit}" if number and unit else text
    if not _OFTEN.fullmatch(text):
        raise ValueError(f"{value!r} is not how often something comes: write one of {OFTEN}")
    return text


Every = Annotated[
    str,
    Read(_as_every, {"type": "string", "examples": OFTEN.split(", ")}),
]
"""How often: ``month``, ``Monday``, ``last Friday`` of the month, ``other Thursday``, ``30 minutes``."""


def weekday_of(every: str | None) -> str | None:
    """The day of the week that *every* names, which one of the month or not.

    >>> weekday_of("Monday"), weekday_of("last Friday"), weekday_of("other week")
    ('Monday', 'Friday', None)
    """
    last = (every or "").rpartition(" ")[2]
    return last if last in WEEKDAYS else None


def has_year(date: str) -> bool:
    """Whether a date is of one year, and not of every one.

    >>> has_year("2025-05"), has_year("--05-01")
    (True, False)
    """
    return not date.startswith("-")


def is_after(date: str, day: str) -> bool:
    """Whether *date* is later than *day*, as far as both are told: no day of a year is after that year.

    >>> is_after("2025-06-09", "2025-06-01"), is_after("2025-06-09", "2025-06"), is_after("2026", "2025-06")
    (True, False, True)
    >>> is_after("--06-09", "2025-06")
    False
    """
    told = min(len(date), len(day))
    return has_year(date) and date[:told] > day[:told]


def long_date(date: str) -> str:
    """*date* in words, as precise as it is.

    >>> long_date("2025-10-27"), long_date("2025-08"), long_date("2026")
    ('27 October 2025', 'August 2025', '2026')
    >>> long_date("--05-01"), long_date("--10"), long_date("---25"), long_date("---01")
    ('1 May', 'October', 'the 25th', 'the 1st')
    """
    if date.startswith("---"):
        return f"the {ordinal(int(date[3:]))}"
    year, month, day = (*(date[1:] if not has_year(date) else date).split("-"), "", "")[:3]
    return " ".join(filter(None, (day.lstrip("0"), MONTHS[int(month) - 1] if month else "", year)))


def ordinal(number: int) -> str:
    """*number* as it counts: "1st", "22nd", "13th"."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
