"""Reads from a quote the times that its fact could be typed with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from knowledge.dates import MONTHS, WEEKDAYS, is_after
from knowledge.ends import only_ends
from knowledge.fold import MONEY, fold
from knowledge.language import Language
from knowledge.model import ENGLISH
from knowledge.source import Source
from knowledge.tells import DAYS, IN_FOUR
from knowledge.times import days_of_months

from .comparisons import Compared
from .dates import dated
from .numbers import plain
from .numeric import TO, numeric_spans
from .time_patterns import PERIODS, Patterns, patterns_of

Typed = dict[str, Any]
"""A time as YAML has it: ``{"every": "month", "date": 25}``."""


class TimeExpression(NamedTuple):
    """A time that a quote says, and where: its numbers are no figures."""

    start: int
    end: int
    typed: tuple[Typed, ...]
    """The ways to type it, the most precise first; none where there is no true one."""


def times(
    quote: str, source: Source, language: Language, compared: Iterable[Compared] = ()
) -> list[TimeExpression]:
    """The times that *quote* says, in order; of those that overlap, the first that was looked for.

    A year that something is *compared* with is none of the fact's.

    Hedged lengths of time ("about 3 hours") and times of day are not among them: the one is a figure, the
    other is read from the quote where somebody asks.
    """
    found = [TimeExpression(it.start, it.end, ()) for it in compared]
    patterns = patterns_of(language)
    for look in (_days_of_months, _listed, _spans, _dated, _days_and_months, _recurring, _months, _lengths):
        for time in look(quote, source, patterns):
            yearly = patterns.yearly.match(quote, time.end) if _has_no_year(time.typed) else None
            if not any(time.start < it.end and it.start < time.end for it in found):
                found.append(time._replace(end=yearly.end()) if yearly else time)
    return [_but_ends(it, quote, language) for it in _of_their_year(quote, sorted(found), source)]


def _but_ends(time: TimeExpression, quote: str, language: Language) -> TimeExpression:
    """*time* without its status where it is but the end of what goes on, and is not planned."""

    def told(typed: Typed) -> Typed:
        ends = "until" not in typed and only_ends(quote, str(typed.get("date", "")), language.values)
        return {field: it for field, it in typed.items() if not (ends and field == "status")}

    return time._replace(typed=tuple(map(told, time.typed)))


def _of_their_year(quote: str, found: list[TimeExpression], source: Source) -> list[TimeExpression]:
    """Those *found*, with the year that *quote* says once for all: "two days in *2025*: 15 March and 17 May".

    It says no other, and says it before them. Each is then of that year, which by itself tells no more.
    """
    years = set(_IN_FOUR.findall(quote))
    frame = _FRAME.search(quote)
    days = [it for it in found if frame and frame.end() <= it.start and _is_one_day(it.typed)]
    if len(years) > 1 or not (frame and days):
        return found
    year = frame["opening"] or frame["listed"]
    return [
        it._replace(typed=(dated_in(year, it.typed[0], source), *it.typed)) if it in days else it
        for it in found
        if it in days or not (frame.start() <= it.start and it.end <= frame.end())
    ]


def dated_in(year: str, time: Mapping[str, object], source: Source) -> Typed:
    """A *time* of day and month, or month alone, as it is typed with its *year*."""
    day, _, month = str(time["date"]).rpartition(" ")
    iso = f"{year}-{MONTHS.index(month) + 1:02}" + (f"-{int(day):02}" if day else "")
    return {"date": iso} | _status(iso, source)


def _is_one_day(typed: tuple[Typed, ...]) -> bool:
    """Whether what is *typed* is one day or month without a year."""
    return bool(typed) and typed[0].keys() == {"date"} and str(typed[0]["date"]).endswith(MONTHS)


_IN_FOUR = re.compile(rf"(?<![\d.,{MONEY}]){IN_FOUR}(?!\d|[.,]\d)")
_FRAME = re.compile(
    rf"^(?:In|Im Jahre?) (?P<opening>{IN_FOUR})\b(?!\s*[-–/])"
    rf"|\b(?:in|for|im Jahre?) (?P<listed>{IN_FOUR}):(?=\s)"
)
"""What says a year once for all that follows."""


def _has_no_year(typed: Iterable[Typed]) -> bool:
    """Whether what is *typed* is a day or month of any year."""
    return any("date" in it and not re.match(IN_FOUR, str(it["date"])) for it in typed)


def _days_of_months(quote: str, _: Source, patterns: Patterns) -> Iterator[TimeExpression]:
    """The days that are said once for several months: "1 to 10 January, *April and July*"."""
    for row in days_of_months(quote, patterns.months):
        ends = (_plain_date(row.month, day) for day in (row.first, row.last))
        yield TimeExpression(row.start, row.end, (dict(zip(("date", "until"), ends, strict=True)),))


def _listed(quote: str, source: Source, patterns: Patterns) -> Iterator[TimeExpression]:
    """Each of the days that one month is said for: "3, 5 and 7 May 2026"."""
    for match in patterns.listed.finditer(quote):
        name, year = match["month"] or match["later"], match["year"] or match["last"]
        if not name[0].isupper():
            continue  # "3, 5 or 7 may"
        place = "days" if match["days"] else "after"
        for number in re.finditer(r"\d+", match[place]):
            time: Typed = {"date": _plain_date(patterns.months[fold(name)], int(number[0]))}
            typed = (dated_in(year, time, source) if year else time,) if int(number[0]) in DAYS else ()
            is_last = match.end(place) - match.start(place) - number.end() < len("7th.")
            start = match.start(place) + number.start()
            yield TimeExpression(start, match.end() if is_last else start + len(number[0]), typed)


def _spans(quote: str, source: Source, patterns: Patterns) -> Iterator[TimeExpression]:
    """From when until when: "from 4 to 8 May 2026", "between 4 and 8 May", "2022 to 2026"."""
    for match in patterns.span.finditer(quote):
        yield from _pair(match, patterns.months, source)
        span = _span(match, patterns.months, english=source.language == ENGLISH)
        if span and span["date"] in MONTHS and _PAST.search(quote):
            continue  # "from January to March nothing was made": in one year, and not in every one
        if span is not None:
            typed = (span | _status(span["date"], source),) if span else ()
            yield TimeExpression(match.start(), match.end(), typed)
    for match in patterns.years.finditer(quote):
        first, last = match["first"], match["last"]
        opens = (match["opens"] or "").lower()
        if (
            not _is_joined(opens, match["joint"])
            or first >= last
            or (match["after"] or "").strip() in patterns.units
        ):
            continue
        named = source.language == ENGLISH and not opens and _NAMED.search(quote[: match.start()])
        span = {"date": first, "until": last}
        yield TimeExpression(
            match.start(), match.end("last"), () if named else (span | _status(first, source),)
        )


_PAST = re.compile(
    r"\b(?:was|were|had|did|has been|have been|war|waren|wurde|wurden|hatte|hatten)\b", re.IGNORECASE
)


_BETWEEN = ("between", "zwischen")


def _is_joined(opens: str, joint: str) -> bool:
    """Whether two ends are those of a span, and "and" joins no two days: "on 4 and 8 May"."""
    return (opens in _BETWEEN) == (joint.lower() in ("and", "und"))


def _span(match: re.Match[str], months: Mapping[str, int], *, english: bool) -> Typed | None:
    """A span as it is typed, with what one end leaves to the other; none where it is one of neither days
    nor months, and empty where it begins in a year that is not said.
    """
    said = match.groupdict()
    opens = (said["opens"] or "").lower()
    names = [said[f"month{end}"] or said[f"later{end}"] for end in (1, 2)]
    days = [said[f"day{end}"] or said[f"after{end}"] for end in (1, 2)]
    first, last = names[0] or names[1], names[1] or names[0]
    if not (first and last) or bool(days[0]) != bool(days[1]) or not _is_joined(opens, said["joint"]):
        return None
    if english and not (first[0].isupper() and last[0].isupper()):
        return None  # "from 3 to 5 may"
    if not all(int(day) in DAYS for day in days if day) or (names[0] and not names[1] and not said["after1"]):
        return None
    ends = [(months[fold(name)], int(day or 0)) for name, day in zip((first, last), days, strict=True)]
    until = said["year2"]
    if not until:
        if said["year1"] or not (opens or days[0]):
            return None
        return dict(zip(("date", "until"), (_plain_date(*end) for end in ends), strict=True))
    if not said["year1"] and ends[0] > ends[1]:
        return {}
    iso = [
        "-".join((year, f"{month:02}", *([f"{day:02}"] if day else [])))
        for year, (month, day) in zip((said["year1"] or until, until), ends, strict=True)
    ]
    return {"date": iso[0], "until": iso[1]} if iso[0] < iso[1] else None


def _pair(match: re.Match[str], months: Mapping[str, int], source: Source) -> Iterator[TimeExpression]:
    """Two days of a year that "and" joins: a span where one is next to the other, else each by itself."""
    said = match.groupdict()
    last = said["month2"] or said["later2"]
    first = said["month1"] or said["later1"] or last
    days = said["day1"] or said["after1"], said["day2"] or said["after2"]
    if said["opens"] or said["joint"].lower() not in ("and", "und") or said["year1"] or not said["year2"]:
        return
    try:
        one, other = (
            date(int(said["year2"]), months[fold(name)], int(day))
            for name, day in zip((first, last), days, strict=True)
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        return  # no days, or none of that month
    if (other - one).days == 1:
        typed = {"date": f"{one}", "until": f"{other}"} | _status(f"{one}", source)
        yield TimeExpression(match.start(), match.end(), (typed,))
    else:
        yield TimeExpression(
            match.start(), match.start("joint"), ({"date": f"{one}"} | _status(f"{one}", source),)
        )


def _plain_date(month: int, day: int) -> str:
    return f"{day} {MONTHS[month - 1]}" if day else MONTHS[month - 1]


def _status(date: str, source: Source) -> Typed:
    """That it is planned, where *date* was still to come on the day of *source*."""
    in_iso = re.match(IN_FOUR, date)
    return {"status": "planned"} if in_iso and is_after(date, source.date) else {}


def _dated(quote: str, source: Source, patterns: Patterns) -> Iterator[TimeExpression]:
    """Each date with a year, as precise as it is written, and less and less so; none for a year in a name."""
    dates = list(dated(quote, patterns.months, patterns.units, day_first=source.language != ENGLISH))
    for start, end, first, last in numeric_spans(quote, dates):
        span = ({"date": first, "until": last} | _status(first, source),) if first < last else ()
        yield TimeExpression(start, end, span)
    for start, end, precise in dates:
        before = quote[:start]
        if source.language == ENGLISH and len(precise) == 1 and (_NAMED.search(before) or _names(before)):
            yield TimeExpression(start, end, ())
            continue
        yield TimeExpression(start, end, tuple({"date": it} | _status(it, source) for it in precise))


_NAMED = re.compile(r"(?<=[^.!?:]\s)(?!Spring|Summer|Autumn|Fall|Winter)[A-Z][a-z][\w-]*\s$")
"""A word before a year that makes it part of a name in English: "Windows Server 2019", not "by Q3 2025"."""


def _names(before: str) -> bool:
    """Whether a year only names what stands *before* it: "the budget of 2019", and not "the end of 2019"."""
    found = _OF_YEAR.search(before)
    return found is not None and found["noun"].lower() not in _PARTS_OF_YEARS


_OF_YEAR = re.compile(
    r"\b(?:the|a|an|its|their|our|his|her|this|that)\s+(?:[\w’'-]+\s+){0,2}(?P<noun>[\w’'-]+)\s+of\s+$",
    re.IGNORECASE,
)
_PARTS_OF_YEARS = frozenset(
    ("end", "ends", "beginning", "start", "middle", "close", "turn", "rest", "course", "year", "years",
     "half", "quarter", "quarters", "season", "spring", "summer", "autumn", "fall", "winter", "month",
     "months", "week", "weeks", "day", "days", "part", "eve", "night", "holidays")
)  # fmt: skip


def _days_and_months(quote: str, source: Source, patterns: Patterns) -> Iterator[TimeExpression]:
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
        if len(dates) > 1 and (_joins(match["joint"]) or int(days[1]) - int(days[0]) == 1):
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
    return re.fullmatch(rf"\s*(?:{TO})\s*(?:the\s+)?", between, re.IGNORECASE) is not None


def _recurring(quote: str, _: Source, patterns: Patterns) -> Iterator[TimeExpression]:
    """What comes every day, every so many minutes, on Mondays, or on the 26th."""
    for pattern in patterns.recurring:
        for match in pattern.finditer(quote):
            denied = _DENIED.search(quote[: match.start()])
            yield TimeExpression(match.start(), match.end(), () if denied else tuple(_often(match, patterns)))


_DENIED = re.compile(r"\b(?:never|not|except|excluding|nor|nie|nicht|außer)\b(?: \w+)?\s+$", re.IGNORECASE)
"""Before a day that is none of those: "never on Sundays"."""


def _often(match: re.Match[str], patterns: Patterns) -> Iterator[Typed]:
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
    elif day:
        # A day in the singular may be a single one, or the end of "Monday to Thursday".
        before = match.string[: match.start()]
        goes_on = patterns.each_of_several.search(before)  # "every Saturday and *Sunday*"
        if said.get("each") or goes_on or said["weekday"].lower().endswith("s"):
            yield {"every": day}
    elif said.get("number"):
        number = plain(said["number"])
        yield {"every": f"{number} {said['unit'].lower()}"}
    elif said.get("period"):
        yield {"every": PERIODS[said["period"].lower()]}


def _months(quote: str, source: Source, patterns: Patterns) -> Iterator[TimeExpression]:
    """A month without day and year: "this May", "in July and August"."""
    last = -1
    for match in patterns.month.finditer(quote):
        before, name = quote[: match.start()], match["month"]
        goes_on = last >= 0 and _AND.fullmatch(quote[last : match.start()])
        in_brackets = before.endswith("(") and quote[match.end() : match.end() + 1] in (",", ";", ")")
        if not name[0].isupper() or not (goes_on or in_brackets or _BEFORE_MONTH.search(before)):
            continue
        if source.language == ENGLISH and re.match(r"\s+[A-Z]", quote[match.end() :]):
            continue  # "by April Jones"
        last = match.end()
        yield TimeExpression(match.start(), last, ({"date": MONTHS[patterns.months[fold(name)] - 1]},))


_BEFORE_MONTH = re.compile(
    r"\b(?:in|this|next|last|every|each|early|late|mid|since|from|by|until|till|before|after|for|during|of|"
    r"im|jeden|diesen|nächsten|seit|ab|bis|Anfang|Mitte|Ende)[\s-]+$",
    re.IGNORECASE,
)
_AND = re.compile(r",?\s+(?:and|or|und|oder)\s+|,\s+")


def _lengths(quote: str, _: Source, patterns: Patterns) -> Iterator[TimeExpression]:
    """How long something lasts, or how long there is for it."""
    for field, pattern in patterns.lengths:
        for match in pattern.finditer(quote):
            if not field:
                # "after 2 hours and 10 minutes": it fits no field
                yield TimeExpression(match.start(), match.end(), ())
                continue
            number, unit = match["number"], match["unit"]
            if "-" in match.group() and unit[-1:] != "s" and number != "one":
                unit += "s"  # "six-week"
            start = match.start("number")
            yield TimeExpression(start, match.end(), ({field: f"{number.lower()} {unit}"},))
