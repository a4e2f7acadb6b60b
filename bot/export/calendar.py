"""Dated occasions as a calendar: iCalendar (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from knowledge.dates import long_date
from knowledge.model import Status
from knowledge.source import Source

from ..answering.reply import Item
from ..answering.respond import Responder
from ..answering.wording import time_of
from .names import Names
from .rows import timeline

LONGEST_LINE = 75
"""Octets of a line, its end not counted."""

STATUS: dict[Status, str] = {"past": "CONFIRMED", "planned": "TENTATIVE", "proposed": "TENTATIVE"}


def calendar(responder: Responder, names: Names) -> str:
    """Everything on the timeline as an event of whole days; the same knowledge always gives the same text.

    A year or month alone is a span of all its days, which takes no time of anybody's and says that no day
    is stated. What has no date, or one without a year, is left out: `undated` tells it.
    """
    knowledge, shown = responder.knowledge, timeline(responder)
    left_out = _undated(shown)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_text(f'-//{knowledge.about.name}//export//EN')}"]
    lines.append("CALSCALE:GREGORIAN")
    lines.append(f"X-WR-CALNAME:{_text(' · '.join(source.title for source in knowledge.sources))}")
    if left_out:
        lines.append(
            f"X-WR-CALDESC:{_text('Left out for want of a date with a year: ' + '; '.join(left_out))}"
        )
    for row in shown:
        days = _days(row)
        if days:
            lines += _event(row, days, knowledge.source_by_id[row.fact.span.source], names)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def undated(responder: Responder) -> list[str]:
    """What has no date, or none that a calendar has, and so no place in one."""
    return _undated(timeline(responder))


def _undated(shown: Iterable[Item]) -> list[str]:
    left_out = [row for row in shown if not _days(row)]
    return [f"{row.what} ({time})" if (time := time_of(row)) else row.what for row in left_out]


def _event(row: Item, days: tuple[date, date], source: Source, names: Names) -> Iterator[str]:
    fact = row.fact
    first, after = days
    begins, ends = row.date or "", row.until or row.date or ""
    yield "BEGIN:VEVENT"
    # The page may move, and the event must stay the same one.
    yield f"UID:{_text(names.lasting(row.entry, fact))}"
    yield f"DTSTAMP:{_first_day(source.date):%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{after:%Y%m%d}"
    vague = _is_vague(begins) or _is_vague(ends)
    stated = long_date(begins) if begins == ends else f"{long_date(begins)} to {long_date(ends)}"
    what = row.what.removesuffix(".")
    yield f"SUMMARY:{_text(f'{what} ({stated}, no day stated)' if vague else what)}"
    if row.where:
        yield f"LOCATION:{_text(', '.join(row.where))}"
    proof = f"“{fact.shown_quote}” — {fact.said_by}, {fact.published}, paragraph {fact.span.paragraph}"
    yield f"DESCRIPTION:{_text(f'{fact.text}{chr(10)}{proof}')}"
    yield f"STATUS:{STATUS[row.status or 'past']}"
    yield "TRANSP:TRANSPARENT"
    if vague:
        yield f"COMMENT:{_text(f'The source says {stated} and no day: the event spans all of it.')}"
    if row.status in ("planned", "proposed"):
        yield f"COMMENT:{_text(f'{row.status.capitalize()} as of {long_date(source.date)}.')}"
    if address := names.address(row.entry, fact):
        yield f"URL:{address}"
    yield "END:VEVENT"


def _days(row: Item) -> tuple[date, date] | None:
    """The first day of what happens, and the day after its last."""
    if row.date is None:
        return None
    try:
        return _first_day(row.date), _day_after(row.until or row.date)
    except ValueError:  # 30 February; a year before 1 or after 9998
        return None


def _is_vague(iso: str) -> bool:
    return iso.count("-") < 2


def _first_day(iso: str) -> date:
    """The first day of a year, month or day."""
    year, month, day = (*map(int, iso.split("-")), 1, 1)[:3]
    return date(year, month, day)


def _day_after(iso: str) -> date:
    """The day after the last one of a year, month or day."""
    first = _first_day(iso)
    match iso.count("-"):
        case 0:
            return date(first.year + 1, 1, 1)
        case 1:
            return date(first.year + first.month // 12, first.month % 12 + 1, 1)
        case _:
            return first + timedelta(days=1)


def _text(value: str) -> str:
    """*value* as the standard writes text: no line breaks, and no comma or semicolon that parts values."""
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(escaped.splitlines())


def _folded(line: str) -> Iterator[str]:
    """*line* in parts of at most 75 octets, all but the first begun with a space; no character is cut."""
    part = ""
    for char in line:
        if len(f"{part}{char}".encode()) > LONGEST_LINE:
            yield part
            part = " "
        part += char
    yield part
