"""Reads from a quote the times that its fact could be typed with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, NamedTuple

from knowledge.dates import MONTHS, ORDINALS, WEEKDAYS, long_date
from knowledge.draft import says
from knowledge.fold import cardinals, fold
from knowledge.language import Language
from knowledge.model import ENGLISH
from knowledge.source import Source
from knowledge.values import DAYS

from .amounts import NUMBER

Typed = dict[str, Any]
"""A time as YAML has it: ``{"every": "month", "date": 25}``."""


class TimeExpression(NamedTuple):
    """A time that a quote says, and where: its numbers are no figures."""

    start: int
    end: int
    typed: tuple[Typed, ...]
    """The ways to type it, the most precise first; none where there is no true one."""


def times(quote: str, source: Source, language: Language) -> list[TimeExpression]:
    """The times that *quote* says, in order; of those that overlap, the first that was looked for.

    Hedged lengths of time ("about 3 hours") and times of day are not among them: the one is a figure, the
    other is read from the quote where somebody asks.
    """
    found: list[TimeExpression] = []
    patterns = _patterns(language)
    for look in (_dated, _days_and_months, _recurring, _lengths):
        for time in look(quote, source, patterns):
            if not any(time.start < it.end and it.start < time.end for it in found):
                found.append(time)
    return sorted(found)


class _Patterns:
    """What times look like in a language."""

    def __init__(self, language: Language) -> None:
        values = language.values
        self.months = _numbered(values.months)
        self.weekdays = _numbered(values.days)
        self.units = {fold(unit) for unit in chain.from_iterable(values.units.values())}
        periods = {name: rf"(?:{_any(names)})" for name, names in values.periods.items()}
        unit = "|".join(periods.values()) or "(?!)"
        length = (
            rf"(?P<number>{NUMBER})[\s\N{{NO-BREAK SPACE}}]+"
            rf"(?P<unit>(?:working |full |calendar )?(?:{unit}))\b"
        )
        names = _any(chain.from_iterable(values.months))
        month, no_year = rf"(?P<month>{names})", r",?\s+\d{4}(?!\d)"
        self.day_and_month = re.compile(
            rf"(?:(?<![\d.,:/-])(?P<first>\d{{1,2}}){_TH}\s*(?P<joint>{_TO}|and|und|&)\s*)?"
            rf"(?<![\d.,:/-])(?P<day>\d{{1,2}}){_TH}\s+(?:of\s+)?{month}\b(?!\.?{no_year})"
            rf"|\b(?P<later>{names})\s+(?P<after>\d{{1,2}})(?:st|nd|rd|th)?\b(?![.,:]\d|{no_year})",
            re.IGNORECASE,
        )
        weekday = rf"(?P<weekday>{_any(chain.from_iterable(values.days))})"
        self.recurring = tuple(
            re.compile(pattern, re.IGNORECASE)
            for pattern in (
                rf"\b{_EVERY} (?:other|second|alternate) (?:{weekday}|(?P<other>day|week|month|year))\b",
                rf"\b(?P<which>{'|'.join(ORDINALS)}) {weekday} (?:of|in) (?P<of>{_MONTHLY}|\w+)\b",
                _DAY_OF_MONTH,
                rf"\b(?P<each>{_EVERY}) {weekday}\b",
                rf"\b{weekday}\b",
                rf"\b{_EVERY} {length}",
                rf"\b{_EVERY} (?P<period>{'|'.join(_PERIODS)})\b",
                rf"\b(?P<only>every|each|only in|always in) {month}\b(?! \d)",
            )
        )
        self.lengths = tuple(
            (field, re.compile(pattern, re.IGNORECASE))
            for field, pattern in (
                ("", rf"{length} and (?:{NUMBER}|a half|half)\b(?: (?:{unit})\b)?"),
                ("within", rf"\b(?:within|innerhalb(?: von)?)(?: the (?:next|first))? {length}"),
                ("within", rf"\b(?:has|have|gets?) {length}(?= to [a-z])"),
                ("lasts", rf"\b(?:last(?:s|ed|ing)?|takes?|took|for(?! one\b)|dauerte?) {length}(?! of\b)"),
                ("lasts", rf"\b(?:pays?|paid|repaid|spread)\b[^.,;:]* over {length}"),
                ("lasts", rf"(?<![\w-])(?P<number>{NUMBER})-(?P<unit>{unit})(?= [a-z])(?!s)"),
            )
        )  # fmt: skip


_MONTHLY = "(?:the|each|every|a) month"
_DAY_OF_MONTH = (
    r"(?<=[a-z] )the (?P<day>\d{1,2})(?:st|nd|rd|th)(?:(?= *(?:[.,;:)]|$| (?:and|or) ))"
    rf"| of {_MONTHLY}\b)"
)
_TH = r"(?:st|nd|rd|th|\.)?"
_TO = r"to|until|till|through|bis|–|-"
_EVERY = r"(?:every|each|jede[nrs]?|alle)"
_PERIODS = {
    **{it: it for it in ("hour", "day", "week", "month", "quarter", "year")},
    **dict.fromkeys(("night", "morning", "evening"), "day"),
}


def _patterns(language: Language) -> _Patterns:
    # By identity: all of a run have one language, which is too large a value to compare.
    if not _known or _known[0][0] is not language:
        _known[:] = [(language, _Patterns(language))]
    return _known[0][1]


_known: list[tuple[Language, _Patterns]] = []


def _dated(quote: str, source: Source, patterns: _Patterns) -> Iterator[TimeExpression]:
    """Each date with a year, as precise as it is written, and less and less so; none for a year in a name."""
    for start, end, precise in dated(quote, patterns.months, patterns.units):
        if source.language == ENGLISH and len(precise) == 1 and _NAMED.search(quote[:start]):
            yield TimeExpression(start, end, ())
            continue
        ways = [date for date in precise if says(quote, long_date(date).removesuffix(date[:4]))]
        planned = {"status": "planned"}
        yield TimeExpression(
            start,
            end,
            tuple({"date": it} | (planned if it > source.date[: len(it)] else {}) for it in ways[:1]),
        )


_NAMED = re.compile(r"(?<=[^.!?:]\s)(?!Spring|Summer|Autumn|Fall|Winter)[A-Z][a-z][\w-]*\s$")
"""A word before a year that makes it part of a name in English: "Windows Server 2019", not "by Q3 2025"."""


def dated(
    text: str, months: Mapping[str, int], units: Iterable[str] = ()
) -> Iterator[tuple[int, int, list[str]]]:
    """Every date of *text* with a year: where it starts and ends, and it in ISO, the most precise first."""
    for match in _YEAR.finditer(text):
        if fold(match["after"] or "") in units:
            continue  # "1900 metres"
        year, end = match.group()[:4], match.start() + 4
        before = _DAY_AND_MONTH.search(text[: match.start()])
        month = months.get(fold(before["month"])) if before else None
        if before is None or month is None:
            yield match.start(), end, [year]
            continue
        precise = [f"{year}-{month:02}", year]
        day = before["day"] or before["later"]
        if day and int(day) in DAYS:
            precise.insert(0, f"{year}-{month:02}-{int(day):02}")
        yield before.start(), end, precise


_YEAR = re.compile(r"(?<![\d.,$€£])(?:1[89]|20|21)\d\d(?!\d|[.,]\d)(?P<after>\s[^\W\d_]+)?")
_DAY_AND_MONTH = re.compile(
    r"(?:\b(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?)?"
    r"\b(?P<month>[^\W\d_]{3,})\.?(?:\s+(?P<later>\d{1,2})(?:st|nd|rd|th)?)?,?\s+$"
)
"""What may stand before a year: "27 October", "October 27," or the month alone."""


def _days_and_months(quote: str, source: Source, patterns: _Patterns) -> Iterator[TimeExpression]:
    """The days of a month without a year, two of them as a span where they are joined so."""
    open_span: TimeExpression | None = None
    for match in patterns.day_and_month.finditer(quote):
        name = match["month"] or match["later"]
        if source.language == ENGLISH and not name[0].isupper():
            continue  # "3 may" be
        month = MONTHS[patterns.months[fold(name)] - 1]
        days = [it for it in (match["first"], match["day"] or match["after"]) if it]
        if not all(int(it) in DAYS for it in days):
            continue
        dates = [f"{int(it)} {month}" for it in days]
        time = TimeExpression(match.start(), match.end(), tuple({"date": it} for it in dates[-1:]))
        if len(dates) > 1 and _joins(match["joint"]):
            time = time._replace(typed=({"date": dates[0], "until": dates[1]},))
        elif len(dates) > 1:
            yield TimeExpression(match.start(), match.start("joint"), ({"date": dates[0]},))
            time = time._replace(start=match.start("joint"))
        if open_span and _joins(quote[open_span.end : time.start]) and "until" not in time.typed[0]:
            span = {"date": open_span.typed[0]["date"], "until": time.typed[0]["date"]}
            yield TimeExpression(open_span.start, time.end, (span,))
            open_span = None
            continue
        if open_span:
            yield open_span
        open_span = time if "until" not in time.typed[0] else None
        if open_span is None:
            yield time
    if open_span:
        yield open_span


def _joins(between: str) -> bool:
    return re.fullmatch(rf"\s*(?:{_TO})\s*(?:the\s+)?", between, re.IGNORECASE) is not None


def _recurring(quote: str, _: Source, patterns: _Patterns) -> Iterator[TimeExpression]:
    """What comes every day, every so many minutes, on Mondays, or on the 26th."""
    for pattern in patterns.recurring:
        for match in pattern.finditer(quote):
            denied = _DENIED.search(quote[: match.start()])
            yield TimeExpression(match.start(), match.end(), () if denied else tuple(_often(match, patterns)))


_DENIED = re.compile(r"\b(?:never|not|except|excluding|nor|nie|nicht|außer)\b(?: \w+)?\s+$", re.IGNORECASE)
"""Before a day that is none of those: "never on Sundays"."""


def _often(match: re.Match[str], patterns: _Patterns) -> Iterator[Typed]:
    said = match.groupdict()
    weekday = patterns.weekdays.get(fold(said.get("weekday") or ""))
    day = WEEKDAYS[weekday - 1] if weekday else None
    if "other" in said:
        yield {"every": f"other {day or said['other'].lower()}"}
    elif "which" in said:
        # "the second Saturday of May" is once a year, for which there is no way to type it.
        if said["of"].endswith(" month"):
            yield {"every": f"{said['which'].lower()} {day}"}
    elif said.get("day"):
        yield {"every": "month", "date": int(said["day"])}
    elif said.get("only"):
        yield {"date": MONTHS[patterns.months[fold(said["month"])] - 1]}
    elif day:
        # A day in the singular may be a single one, or the end of "Monday to Thursday".
        if said.get("each") or said["weekday"].lower().endswith("s"):
            yield {"every": day}
    elif said.get("number"):
        number = "".join(cardinals(said["number"])) or said["number"]
        yield {"every": f"{number} {said['unit'].lower()}"}
    elif said.get("period"):
        yield {"every": _PERIODS[said["period"].lower()]}


def _lengths(quote: str, _: Source, patterns: _Patterns) -> Iterator[TimeExpression]:
    """How long something lasts, or how long there is for it."""
    for field, pattern in patterns.lengths:
        for match in pattern.finditer(quote):
            if not field:
                # "2 hours and 10 minutes": it fits no field
                yield TimeExpression(match.start(), match.end(), ())
                continue
            number, unit = match["number"], match["unit"]
            if "-" in match.group() and unit[-1:] != "s" and number != "one":
                unit += "s"  # "six-week"
            yield TimeExpression(match.start(), match.end(), ({field: f"{number.lower()} {unit}"},))


def _numbered(rows: Iterable[Iterable[str]]) -> dict[str, int]:
    return {fold(name): number for number, names in enumerate(rows, 1) for name in names}


def _any(names: Iterable[str]) -> str:
    """A pattern of any of *names*, the longest first; of none where there are none."""
    return "|".join(map(re.escape, sorted(set(names), key=len, reverse=True))) or "(?!)"
