"""Pictures without a library: figures of one unit as bars, occasions on a line."""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from math import ceil

WIDTH, MARGIN, LANE = 720, 14, 26
SHORTEST = 24
"""Length of what lasts a day: its number must have room."""
YEAR = 40
"""Room that the number of a year needs."""
MOST_EMPTY = 4
"""Years in a row without anything that are drawn all the same."""


@dataclass(frozen=True)
class Bar:
    """A figure: what it is of (HTML), its size, and as it is written."""

    label: str
    size: float
    written: str


def bars(title: str, drawn: Sequence[Bar]) -> str:
    """Bars of one unit below each other, from zero; what is below it is hollow."""
    most = max(abs(bar.size) for bar in drawn) or 1
    rows = "".join(
        f'<li><span class="of">{bar.label}</span>{_bar(100 * bar.size / most)}'
        f'<span class="value">{escape(bar.written)}</span></li>'
        for bar in drawn
    )
    return f'<figure class="bars"><figcaption>{escape(title)}</figcaption><ul>{rows}</ul></figure>'


def _bar(percent: float) -> str:
    """A bar that stretches with the page: its number stands beside it."""
    below = ' class="below"' if percent < 0 else ""
    return (
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect{below} width="{max(0.4, abs(percent)):.1f}" height="10"/></svg>'
    )


@dataclass(frozen=True)
class TimelineItem:
    """Something on the line: its number, its dates, and whether it was still to come."""

    number: int
    date: str
    until: str | None
    is_plan: bool


def line(title: str, drawn: Sequence[TimelineItem]) -> str:
    """Occasions on a line of years, each as long as it lasts or as its date leaves open.

    Years in which nothing happens are left out where they are many.
    """
    spans = sorted(((_first(it.date), _last(it.until or it.date), it) for it in drawn), key=lambda it: it[:2])
    years = _Years(
        {year for first, last, _ in spans for year in (last.year, *range(first.year, last.year))}
        | {it[0].year for it in spans}
    )
    lanes: list[float] = []
    marks = []
    for first, last, it in spans:
        left, right = years.x(first), years.x(last, end=True)
        if right - left < SHORTEST:
            left = min(max(MARGIN, (left + right - SHORTEST) / 2), WIDTH - MARGIN - SHORTEST)
            right = left + SHORTEST
        lane = next((place for place, taken in enumerate(lanes) if taken <= left), len(lanes))
        lanes[lane : lane + 1] = [right + 2]
        y = 6 + lane * LANE
        marks.append(
            f'<g class="{"plan" if it.is_plan else "past"}"><rect x="{left:.1f}" y="{y}" '
            f'width="{right - left:.1f}" height="20" rx="10"/>'
            f'<text x="{(left + right) / 2:.1f}" y="{y + 14.5}">{it.number}</text></g>'
        )
    floor = 6 + len(lanes) * LANE
    label = f"{title}: {len(drawn)} occasions on a line of years. The table has them all by their numbers."
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{escape(title)}, drawn">'
        f'<svg class="line" viewBox="0 0 {WIDTH} {floor + 26}" role="img" aria-label="{escape(label)}">'
        f"{''.join(years.drawn(floor))}{''.join(marks)}</svg></div>"
    )


class _Years:
    """The years of a line, each as wide as the next; a longer gap is as wide as one year."""

    def __init__(self, told: set[int]) -> None:
        self._places: dict[int, int] = {}
        self._gaps: list[int] = []
        place, before = 0, min(told)
        for year in sorted(told):
            if year - before > MOST_EMPTY:
                self._gaps.append(place)
                place += 1
            else:
                for empty in range(before + 1, year):
                    self._places[empty] = place
                    place += 1
            self._places[year] = place
            place, before = place + 1, year
        self._width = (WIDTH - 2 * MARGIN) / place

    def x(self, day: date, *, end: bool = False) -> float:
        """Where *day* begins, or with *end* ends."""
        passed = (day - date(day.year, 1, 1)).days + end
        return MARGIN + self._width * (self._places[day.year] + passed / (366 if isleap(day.year) else 365))

    def drawn(self, floor: int) -> Iterable[str]:
        """A line where each year begins, its number where there is room; dots where years are left out."""
        every = ceil(YEAR / self._width)
        for year, place in self._places.items():
            x = MARGIN + self._width * place
            number = (
                "" if place % every else f'<text class="year" x="{x + 4:.1f}" y="{floor + 18}">{year}</text>'
            )
            yield f'<path d="M{x:.1f} 0V{floor + 20}"/>{number}'
        for place in self._gaps:
            x = MARGIN + self._width * (place + 0.5)
            yield f'<text x="{x:.1f}" y="{floor + 14}">…</text>'


def _first(written: str) -> date:
    year, month, day = (*map(int, written.split("-")), 1, 1)[:3]
    return _day(year, month, day)


def _last(written: str) -> date:
    """The last day that a date as precise as it is leaves open."""
    year, month, day = (*map(int, written.split("-")), 12, 31)[:3]
    if written.count("-") == 1:
        day = 31
    return _day(year, month, day)


def _day(year: int, month: int, day: int) -> date:
    """The day, or the nearest that the calendar has: "31 February" is for others to find fault with."""
    year = min(max(year, 1), 9_998)
    return date(year, month, min(day, monthrange(year, month)[1]))
