"""What times look like in a language, as patterns with the parts of each by name."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import chain

from knowledge.dates import ORDINALS
from knowledge.fold import MONEY
from knowledge.language import Language
from knowledge.patterns import either
from knowledge.tells import IN_FOUR

from .dates import numbered
from .numbers import NUMBER
from .numeric import TO

PERIODS = {
    **{it: it for it in ("hour", "day", "week", "month", "quarter", "year")},
    **dict.fromkeys(("night", "morning", "evening"), "day"),
}
"""What comes again each time, and how that is typed."""

_TH = r"(?:st|nd|rd|th|\.)?"
_OPENS = "from|between|vom|von|zwischen"
_EVERY = r"(?:every|each|jede[nrs]?|alle)"
_MONTHLY = "(?:the|each|every|a) month"
_NO_YEAR = r",?\s+\d{4}(?!\d)"
_DAY_OF_MONTH = (
    r"(?<=[a-z] )the (?P<day>\d{1,2})(?:st|nd|rd|th)(?:(?= *(?:[.,;:)]|$| (?:and|or) ))"
    rf"| of {_MONTHLY}\b)"
)
_LEAST = r",? (?:or|and|oder|und) (?:more|longer|over|above|less|fewer|shorter|mehr|länger|weniger|kürzer)\b"
"""What makes a threshold of a length: it says how long something is at least."""


class Patterns:
    """The patterns of one language, each made when it is first looked for."""

    def __init__(self, language: Language) -> None:
        values = language.values
        self.months = numbered(values.months)
        self.weekdays = numbered(values.days)
        self.units = values.measures
        self._month = either(chain.from_iterable(values.months))
        self._weekday = rf"(?P<weekday>{either(chain.from_iterable(values.days))})"
        periods = {name: rf"(?:{either(names)})" for name, names in values.periods.items()}
        self._unit = "|".join(periods.values()) or "(?!)"
        self._short = "|".join(it for name, it in periods.items() if name in _SHORT) or "(?!)"
        self._long = "|".join(it for name, it in periods.items() if name in _LONG) or "(?!)"
        self._length = _length(self._unit)

    @cached_property
    def span(self) -> re.Pattern[str]:
        """From one day or month until another."""
        return _compiled(
            rf"(?:\b(?P<opens>{_OPENS})\s+(?:the\s+|dem\s+)?)?{_end(1, self._month)}"
            rf"\s*(?P<joint>{TO}|and|und)\s*(?:the\s+|zum\s+|dem\s+)?"
            rf"{_end(2, self._month)}(?![\d/]|[.:,]\d)"
        )

    @cached_property
    def listed(self) -> re.Pattern[str]:
        """Days that one month is said for: "3, 5 and 7 May 2026", "May 3 and 5"."""
        day = rf"\d{{1,2}}{_TH}"
        last = rf",?\s+(?:and|or|und|oder|&)\s+{day}"
        days = rf"{day}(?:,\s+{day})"
        month = rf"(?P<{{}}>{self._month})\b"
        year = rf"(?:,?\s+(?P<{{}}>{IN_FOUR})(?!\d))?"
        return _compiled(
            rf"(?<![\d.,:/-])(?P<days>{days}+{last})\s+(?:of\s+)?{month.format('month')}\.?{year.format('year')}"
            rf"|\b{month.format('later')}\.?\s+(?P<after>{days}*{last})(?!\d)"
            rf"(?:{year.format('last')[:-1]}|(?=\s*(?:[.,;:)]|$)))"
        )

    @cached_property
    def years(self) -> re.Pattern[str]:
        """From one year until another."""
        return _compiled(
            rf"(?:\b(?P<opens>{_OPENS})\s+)?(?<![\w.,{MONEY}])(?P<first>{IN_FOUR})"
            rf"\s*(?P<joint>{TO}|and|und)\s*(?P<last>{IN_FOUR})(?!\d|[.,]\d)(?P<after>\s[^\W\d_]+)?"
        )

    @cached_property
    def day_and_month(self) -> re.Pattern[str]:
        """A day of a month, or two of them, without a year."""
        return _compiled(
            rf"(?:(?<![\d.,:/-])(?P<first>\d{{1,2}}){_TH}\s*(?P<joint>{TO}|and|und|&)\s*)?"
            rf"(?<![\d.,:/-])(?P<day>\d{{1,2}}){_TH}\s+(?:of\s+)?(?P<month>{self._month})\b(?!\.?{_NO_YEAR})"
            rf"|\b(?P<later>{self._month})\s+(?P<after>\d{{1,2}})(?:st|nd|rd|th)?\b(?![.,:]\d|{_NO_YEAR})"
        )

    @cached_property
    def yearly(self) -> re.Pattern[str]:
        """What says of a day without a year that it is in each of them: "1 April *each year*"."""
        return _compiled(rf"\s*(?:of\s+)?{_EVERY} (?:year|Jahr|Jahres)\b")

    @cached_property
    def month(self) -> re.Pattern[str]:
        """A month by itself."""
        return _compiled(rf"\b(?P<month>{self._month})\b(?!\.?\s+\d|[-/]\w)")

    @cached_property
    def recurring(self) -> tuple[re.Pattern[str], ...]:
        """What comes again."""
        patterns = (
            rf"\b{_EVERY} (?:other|second|alternate) (?:{self._weekday}|(?P<other>day|week|month|year))\b",
            rf"\b(?P<which>{'|'.join(ORDINALS)}) {self._weekday} (?:of|in) (?P<of>{_MONTHLY}|\w+)\b",
            _DAY_OF_MONTH,
            rf"\b(?P<each>{_EVERY}) {self._weekday}\b",
            rf"\b{self._weekday}\b",
            rf"\b{_EVERY} {self._length}",
            rf"\b{_EVERY} (?P<period>{'|'.join(PERIODS)})\b",
        )
        return tuple(map(_compiled, patterns))

    @cached_property
    def each_of_several(self) -> re.Pattern[str]:
        """What stands before the last of several days that come again: "every Saturday and"."""
        day = self._weekday.replace("?P<weekday>", "?:")
        return _compiled(rf"\b{_EVERY} {day}(?:, {day})*,?\s+(?:(?:and|or|und|oder)\s+)?$")

    @cached_property
    def lengths(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """Lengths of time, each with the field that it is typed in; "" where it fits none."""
        number, unit, length = NUMBER, self._unit, self._length
        lasting = r"last(?:s|ed|ing)?|takes?|took|for(?! one\b)|dauerte?"
        patterns = (
            (
                "lasts",
                rf"\b(?:{lasting}) (?P<number>{number}) (?P<unit>(?:{unit}) (?:and )?{number} (?:{unit}))\b",
            ),
            ("", rf"{length} and (?:{number}|a half|half)\b(?: (?:{unit})\b)?"),
            ("", rf"{length} {number} (?:{unit})\b"),
            ("", rf"{_length(self._long)} earlier\b"),
            ("within", rf"\b(?:within|innerhalb(?: von)?)(?: the (?:next|first))? {length}"),
            ("within", rf"\b(?:has|have|gets?) {length}(?= to [a-z])"),
            ("lasts", rf"\b(?:{lasting}) {length}(?! of\b|{_LEAST})"),
            ("lasts", rf"\b(?:pays?|paid|repaid|spread)\b[^.,;:]* over {length}"),
            ("lasts", rf"{_AN_AMOUNT}(?:(?!{_MORE_THAN})[^.,;:])* over {length}(?! (?:old|ago)\b|{_LEAST})"),
            (
                "lasts",
                rf"{_UNCOUNTED} in {_length(self._short)}(?! (?:before|after|earlier|later|of)\b|{_LEAST})",
            ),
            ("lasts", rf"(?<![\w-])(?P<number>{number})-(?P<unit>{unit})(?= [a-z])(?!s)"),
        )
        return tuple((field, _compiled(pattern)) for field, pattern in patterns)


_SHORT = ("second", "minute", "hour")
"""Units of what something is done "in": "in two weeks" it may begin."""

_LONG = ("month", "year")
"""Units of what a number is compared with that of so long "earlier"."""

_AN_AMOUNT = (
    r"(?:[$€£]\s?\d[\d.,]*|\d\s?%"
    r"|\b(?:thousand|million|billion|trillion|percent|per cent|dollars|euros|pounds|crowns)\b)"
)
"""Money or a share that is of the time "over" which it is: "150 million dollars *over five years*"."""

_MORE_THAN = r"\b(?:for|of|is|was|are|were|been|at|by|to|after|since|lasts?|lasted|takes?|took) over\b"
"""Behind which "over" is more than."""

_UNCOUNTED = rf"(?<![^.,;:])(?:(?!\b{NUMBER}\b|[.,;:]).)*(?<! check)"
"""The part of a sentence in which nothing is counted: "*12 payments* fail in ten minutes" is a rate."""


def _length(units: str) -> str:
    """The pattern of a length of time in one of *units*."""
    return (
        rf"(?P<number>{NUMBER})[\s\N{{NO-BREAK SPACE}}]+"
        rf"(?P<unit>(?:working |full |calendar )?(?:{units}))\b"
    )


def patterns_of(language: Language) -> Patterns:
    """The patterns of *language*, kept for the next quote."""
    # By identity: all of a run have one language, which is too large a value to compare.
    if not _known or _known[0][0] is not language:
        _known[:] = [(language, Patterns(language))]
    return _known[0][1]


_known: list[tuple[Language, Patterns]] = []


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _end(number: int, months: str) -> str:
    """The pattern of one end of a span: a day, month and year, or as many of them as are said."""
    apart = r"(?<![\d.,:/-])" if number == 1 else r"(?<!\d)"  # "3-5 May": a hyphen may stand before the last
    day, after = (rf"{apart}(?P<{name}{number}>\d{{1,2}}){_TH}" for name in ("day", "after"))
    month, later = (rf"\b(?P<{name}{number}>{months})\b\.?" for name in ("month", "later"))
    year = rf"(?:,?\s+(?P<year{number}>{IN_FOUR})(?!\d))?"
    return rf"(?:{day}(?:\s*(?:of\s+)?{month})?|{later}(?:\s+{after}(?!\d))?){year}"
