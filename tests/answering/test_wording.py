"""What the bot says that is no fact: whole sentences, as people read them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answering.finding.demands import Lack
from bot.answering.plain import plain
from bot.answering.reply import Answer, Choice, Choices, Help, Item, Listing, Manner, NoAnswer
from bot.answering.respond import Responder
from bot.answering.wording import refusal, row
from knowledge.model import Entry, Fact


@pytest.fixture(scope="session")
def link(responder: Responder) -> Entry:
    return responder.knowledge.by_id["zangazur-corridor"]


@pytest.fixture(scope="session")
def length(link: Entry) -> Fact:
    return next(fact for fact in link.facts if "43 km" in fact.text)


LENGTH = "The Zangazur Corridor (TRIPP) is to be a 43 km transit link between mainland Azerbaijan and the Nakhchivan region."
PROOF = (
    "“[the Zangazur Corridor:] By establishing a 43- kilometer transit link between mainland Azerbaijan and the "
    "Nakhchivan region, this route will create a direct land connection across the South Caucasus”"
)


@pytest.mark.parametrize(
    ("lacks", "said"),
    [
        ([], "does not say that about it"),
        ([Lack("question", "when")], "does not say when"),
        ([Lack("question", "when"), Lack("question", "where")], "does not say when or where"),
        ([Lack("detail", "the cost")], "does not state the cost"),
        ([Lack("detail", "when it will be signed")], "does not say when it will be signed"),
        (
            [Lack("question", "when"), Lack("detail", "when it will be signed")],
            "does not say when it will be signed",
        ),
        ([Lack("detail", "the cost"), Lack("detail", "the width")], "does not state the cost or the width"),
        ([Lack("name", "Kazakhstan")], "says nothing of Kazakhstan there"),
        ([Lack("number", "2027"), Lack("name", "Riga")], "says nothing of 2027 or Riga there"),
        (
            [Lack("question", "when"), Lack("name", "Riga")],
            "does not say when and says nothing of Riga there",
        ),
        (
            [Lack("detail", "the cost"), Lack("number", "2027")],
            "does not state the cost and says nothing of 2027 there",
        ),
    ],
)
def test_what_is_not_stated_reads_well(link: Entry, lacks: list[Lack], said: str) -> None:
    reply = NoAnswer("?", "not_stated", topic=link, lacks=tuple(lacks), source="the article")
    assert refusal(reply) == f"The article speaks of Zangazur Corridor (TRIPP), but {said}."


def test_a_no_shows_what_is_said_and_does_not_suggest_what_was_just_named(
    link: Entry, length: Fact, responder: Responder
) -> None:
    near = responder.knowledge.by_id["middle-corridor"]
    lacks = (Lack("detail", "the cost"),)
    reply = NoAnswer("?", "not_stated", topic=link, facts=(length,), lacks=lacks, suggestions=(link, near))
    reply = replace(reply, source="the article")
    assert plain(reply).splitlines() == [
        "The article speaks of Zangazur Corridor (TRIPP), but does not state the cost.",
        "It does say:",
        LENGTH,
        PROOF,
        "— Kubanychbek Omuraliyev · Trend, 27 October 2025 · paragraph 28 · a plan at that date",
        "See also: Middle Corridor",
    ]


def test_a_no_to_an_unknown_topic_says_where_to_go_from_there(link: Entry) -> None:
    reply = NoAnswer("?", "unknown_topic", asked="UNESCO", suggestions=(link,), source="the handbook")
    assert plain(reply).splitlines() == [
        "The handbook does not speak of UNESCO.",
        "It does speak of: Zangazur Corridor (TRIPP)",
    ]
    assert plain(replace(reply, source="our house rules")).splitlines() == [
        "Our house rules do not speak of UNESCO.",
        "They do speak of: Zangazur Corridor (TRIPP)",
    ]
    assert plain(NoAnswer("?", "unknown_topic")).splitlines() == [
        "The source does not speak of that.",
        "To see what it does speak of, type list.",
    ]


def test_an_answer_says_who_said_it_once(link: Entry, length: Fact) -> None:
    other = next(fact for fact in link.facts if "complement to the Middle" in fact.text)
    reply = Answer("?", link, (length, other), 100.0, also=(link,))
    assert plain(reply).splitlines() == [
        "Zangazur Corridor (TRIPP) (project)",
        LENGTH,
        PROOF,
        "— Kubanychbek Omuraliyev · Trend, 27 October 2025 · paragraph 28 · a plan at that date",
        "Once operational, the Zangazur Corridor is to be a vital complement to the Middle Corridor initiative promoted by the OTS.",
        "“[the TRIPP:] Once operational, the corridor will serve as a vital complement to the Middle Corridor initiative promoted by the OTS”",
        "— paragraph 30 · a plan at that date",
        "Also: Zangazur Corridor (TRIPP)",
    ]


def test_choices_say_what_proves_them_and_who_said_it(link: Entry, length: Fact) -> None:
    assert plain(Choices("?", (Choice(link, (length,), 90.0),))).splitlines() == [
        "Do you mean this?",
        f"1. Zangazur Corridor (TRIPP): {LENGTH}",
        f"   {PROOF}",
        "   — Kubanychbek Omuraliyev · Trend, 27 October 2025 · paragraph 28 · a plan at that date",
    ]


@pytest.fixture
def rows(link: Entry, length: Fact) -> Listing:
    """Rows of every sort."""
    items = (
        Item("1st meeting", link, length, "Baku", (), "2025-07-23", None, ("Baku", "Azerbaijan")),
        Item("2nd meeting", link, length, "Baku", (), "2026", None, ("Baku", "Azerbaijan"), "planned"),
        Item("Festival", link, length, "Riga", (), "2025-08-22", "2025-08-25", ("Riga",), "past"),
        Item("Forum", link, length, None, ("Latvia",), None, None, (), "proposed"),
        Item("Trade", link, length, None, (), "2024", None, (), None, "nearly $7 billion"),
    )
    return Listing("host cities", "Host cities", items)


def test_a_listing_is_a_line_a_row_and_its_quotes_come_when_asked_for(rows: Listing) -> None:
    assert plain(rows).splitlines() == [
        "Host cities: 5 in 2 cities",
        "1. 1st meeting — Baku, 23 July 2025",
        "2. 2nd meeting — Baku, 2026 · planned",
        "3. Festival — Riga, 22–25 August 2025",
        "4. Forum — Latvia · proposed",
        "5. Trade — nearly $7 billion, 2024",
        "— Kubanychbek Omuraliyev · Trend, 27 October 2025",
    ]
    assert plain(rows, quotes=True).splitlines()[:5] == [
        "Host cities: 5 in 2 cities",
        "1. 1st meeting — Baku, 23 July 2025",
        f"   {PROOF}",
        "   — Kubanychbek Omuraliyev · Trend, 27 October 2025 · paragraph 28 · a plan at that date",
        "2. 2nd meeting — Baku, 2026 · planned",
    ]


def test_a_row_does_not_say_again_what_its_heading_says(rows: Listing) -> None:
    first = rows.items[0]
    assert row(first, grouped=True) == ("1st meeting", " — 23 July 2025")
    assert row(replace(first, group="2025"), grouped=True) == ("1st meeting", " — Baku, 23 July")
    assert row(replace(first, group="Azerbaijan"), grouped=True) == ("1st meeting", " — Baku, 23 July 2025")
    proposed = replace(rows.items[3], group="Latvia")
    assert row(proposed, grouped=True) == ("Forum", " · proposed")


def test_a_proposal_names_its_proposer_even_where_its_place_is_known(rows: Listing) -> None:
    proposed = replace(rows.items[1], what="Games", who=("Latvia",), group="Latvia", status="proposed")
    assert row(proposed) == ("Games", " — Latvia, Baku, 2026 · proposed")
    assert row(proposed, grouped=True) == ("Games", " — Baku, 2026 · proposed")


def test_a_row_that_is_too_long_keeps_its_place_and_date(rows: Listing) -> None:
    long = replace(rows.items[1], what="2nd meeting of the heads of the defence industry institutions")
    assert "".join(row(long, most=50)) == "2nd meeting of the heads… — Baku, 2026 · planned"
    proposed = replace(rows.items[3], what="A common alphabet", who=("Recep Tayyip Erdogan",))
    assert "".join(row(proposed, most=40)) == "A common… — Recep Tayyip… · proposed"


@pytest.mark.parametrize("manner", ["help", "greeting", "thanks", "farewell", "identity", "test", "reaction"])
def test_help_is_one_line_and_its_examples(manner: Manner) -> None:
    first, *examples = plain(Help("hi", ("corridor", "host cities"), manner)).splitlines()
    assert first.endswith((".", ":"))
    assert examples == ["  corridor", "  host cities"]
