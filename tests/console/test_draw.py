"""What the console draws, at any width."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from bot.answering.finding.demands import Lack
from bot.answering.reply import Answer, Listing, NoAnswer
from bot.console.draw import Rows, draw, show
from bot.console.session import Session
from tests.shipped import responder
from tests.slack.test_drawing import items


def screen(width: int = 80, height: int = 24) -> Console:
    return Console(file=io.StringIO(), width=width, height=height, highlight=False, color_system=None)


def shown(console: Console) -> list[str]:
    """What is on *console*, which is then empty."""
    assert isinstance(console.file, io.StringIO)
    lines = [line.rstrip() for line in console.file.getvalue().splitlines()]
    console.file = io.StringIO()
    return lines


@given(st.lists(items(), min_size=1, max_size=30), st.integers(40, 120))
def test_every_row_is_one_line_that_fits(rows: list[object], width: int) -> None:
    console = screen(width)
    show(Rows(rows), console)  # type: ignore[arg-type]
    lines = shown(console)
    numbered = [line for line in lines if line.lstrip()[:1].isdigit() and "  " in line.lstrip()]
    assert len(numbered) >= len(rows)
    assert all(cell_len(line) <= width for line in lines)


@pytest.mark.parametrize("width", [40, 60, 80])
def test_an_answer_fits_and_has_its_quote_whole(width: int) -> None:
    console = screen(width)
    reply = responder().reply("how long is the zangazur corridor")
    assert isinstance(reply, Answer)
    draw(reply, console)
    lines = shown(console)
    assert all(len(line) <= width for line in lines)
    said = " ".join(line.removeprefix("  │ ") for line in lines)
    assert f"“{reply.facts[0].shown_quote}”" in said


def test_an_answer_as_it_stands_on_a_screen() -> None:
    entry = responder().knowledge.by_id["zangazur-corridor"]
    length = next(fact for fact in entry.facts if "43 km" in fact.text)
    other = next(fact for fact in entry.facts if "complement to the Middle" in fact.text)
    others = [responder().knowledge.by_id[name] for name in ("middle-corridor", "gdp")]
    console = screen(70)
    draw(Answer("?", entry, (length, other), 100.0, (others[1],), (others[0],)), console)
    assert shown(console) == [
        "Zangazur Corridor (TRIPP)  project",
        "The Zangazur Corridor (TRIPP) is to be a 43 km transit link between",
        "mainland Azerbaijan and the Nakhchivan region.",
        "  │ “[the Zangazur Corridor:] By establishing a 43- kilometer transit",
        "  │ link between mainland Azerbaijan and the Nakhchivan region, this",
        "  │ route will create a direct land connection across the South",
        "  │ Caucasus”",
        "  │ Kubanychbek Omuraliyev · Trend, 27 October 2025 · paragraph 28 · a",
        "  │ plan at that date",
        "",
        "Once operational, the Zangazur Corridor is to be a vital complement to",
        "the Middle Corridor initiative promoted by the OTS.",
        "  │ “[the TRIPP:] Once operational, the corridor will serve as a vital",
        "  │ complement to the Middle Corridor initiative promoted by the OTS”",
        "  │ paragraph 30 · a plan at that date",
        "",
        "Also: 1 Middle Corridor",
        "Related: 2 Combined GDP",
    ]


def test_a_no_as_it_stands_on_a_screen() -> None:
    entry = responder().knowledge.by_id["tourism-capital"]
    near = responder().knowledge.by_id["turkic-week"]
    lacks = (Lack("number", "2027"),)
    console = screen(70)
    reply = NoAnswer(
        "?", "not_stated", entry, entry.facts[:1], lacks, suggestions=(entry, near), source="the article"
    )
    draw(reply, console)
    assert shown(console) == [
        "The article speaks of Turkic World Tourism Capital, but says nothing",
        "of 2027 there.",
        "It does say:",
        "Ankara has been named the Turkic World Tourism Capital for 2026.",
        "  │ “Ankara has been named the Turkic World Tourism Capital for 2026”",
        "  │ Kubanychbek Omuraliyev · Trend, 27 October 2025 · paragraph 45 · a",
        "  │ plan at that date",
        "",
        "See also: 2 Turkic Week",
    ]


def test_topics_of_a_narrow_screen_stand_below_what_they_are() -> None:
    console = screen(24)
    near = tuple(responder().knowledge.by_id[name] for name in ("tourism-capital", "gdp"))
    draw(NoAnswer("?", "unknown_topic", suggestions=near, source="the article"), console)
    assert shown(console) == [
        "The article does not",
        "speak of that.",
        "It does speak of:",
        "  1 Turkic World",
        "    Tourism Capital",
        "  2 Combined GDP",
    ]


@pytest.mark.parametrize("asked", ["list", "events"])
@pytest.mark.parametrize(("width", "height"), [(60, 15), (80, 24), (40, 24), (20, 24), (200, 12)])
def test_a_listing_longer_than_the_screen_comes_a_screen_at_a_time(
    width: int, height: int, asked: str
) -> None:
    console = screen(width, height)
    session = Session(responder(), console)
    session.take(asked)
    listing = responder().reply(asked)
    assert isinstance(listing, Listing)
    every = len(listing.items)
    numbers = []
    for typed in ("", "more", *[""] * every):
        lines = shown(console)
        assert len(lines) <= height - 2, "the question stands above, and the prompt below"
        is_last = not lines[-1].endswith("more: press Enter")
        rows = lines if is_last else lines[:-1]
        numbers += [int(line.split()[0]) for line in rows if re.match(r" *\d+  ", line)]
        if is_last:
            break
        session.take(typed)
    assert numbers == list(range(1, every + 1))


@pytest.mark.parametrize("number", [1, 39, 41, 100])
def test_a_row_is_opened_by_its_number(number: int) -> None:
    console = screen()
    session = Session(responder(), console)
    listing = responder().reply("list")
    assert isinstance(listing, Listing)
    session.take("list")
    shown(console)
    session.take(str(number))
    lines = shown(console)
    item = listing.items[number - 1]
    assert lines[0].startswith(item.entry.title)
    assert item.fact.text in " ".join(lines)
