"""Numbers as people write them: what digits alone don't tell is read right, or nothing is said of it."""

from __future__ import annotations

import pytest

from bot.verifying.verify import Verifier

from .judged import verdicts

pytestmark = pytest.mark.slow  # a verifier is made ready


@pytest.mark.parametrize(
    "million",
    [
        "1'000'000",
        "1’000’000",
        "1\N{THIN SPACE}000\N{THIN SPACE}000",
        "10,00,000",
        "1.000.000,00",
        "1_000_000",
    ],
)
def test_thousands_are_parted_in_many_ways(verifier: Verifier, million: str) -> None:
    found = verdicts(verifier, f"The OTS allocated {million} dollars to the Orkhun Exchange Program.")
    assert list(found.values()) == ["agrees", "agrees"]
    other = verdicts(
        verifier, f"The OTS allocated {million.replace('1', '3')} dollars to the Orkhun Exchange Program."
    )
    assert list(other.values()) == ["differs", "agrees"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The Middle Corridor will expand its capacity to 15 mln t a year.", "agrees"),
        ("The Middle Corridor will expand its capacity to 15,000,000 t a year.", "agrees"),
        ("The Middle Corridor will expand its capacity to 15 t a year.", "differs"),
        ("Intra-OTS trade is at 7 pct of the total.", "agrees"),
        ("The Middle Corridor takes 360 h.", "agrees"),
        ("The Zangazur Corridor is 141,000 feet long.", "agrees, more loosely"),
    ],
)
def test_units_are_known_in_short(verifier: Verifier, text: str, verdict: str) -> None:
    assert list(verdicts(verifier, text).values()) == [verdict]


@pytest.mark.parametrize(
    "long",
    [
        "between 40 and 45",
        "40–45",
        "40 to 45",
        "40 km to 45",
        "43 or 44",
        "43 ± 2",
        "4.3e1",
        "42½",
        "-43",
        "42 and a half",
    ],
)
def test_nothing_is_said_of_a_number_that_is_only_a_part_of_one(verifier: Verifier, long: str) -> None:
    assert verdicts(verifier, f"The Zangazur Corridor is {long} km long.") == {}


@pytest.mark.parametrize("part", ["1/7", "one seventh", "a seventh"])
def test_nothing_is_said_of_a_fraction(verifier: Verifier, part: str) -> None:
    assert verdicts(verifier, f"The Turkic Investment Fund grew by {part}.") == {}
    text = f"Azerbaijan's trade with OTS member states made up {part} of its foreign trade."
    assert verdicts(verifier, text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "1. The Zangazur Corridor is 43 km long.",
        "(2) The Zangazur Corridor is 43 km long.",
        "3.2 The Zangazur Corridor is 43 km long.",
        "| 4 | Zangazur Corridor | 43 km |",
        "The Zangazur Corridor is 43 km long [12].",
        "The Zangazur Corridor\N{SUPERSCRIPT TWO} is 43 km long.\N{SUPERSCRIPT ONE}\N{SUPERSCRIPT TWO}",
        "The Zangazur Corridor (see page 12) is 43 km long.",
        "At 10:30 he said the Zangazur Corridor is 43 km long.",
        "The Zangazur Corridor, https://example.org/a/12/b?x=99, is 43 km long.",
        "The Zangazur Corridor (call +994 12 345 67 89) is 43 km long.",
    ],
)
def test_a_number_that_states_nothing_is_passed_over(verifier: Verifier, text: str) -> None:
    assert verdicts(verifier, text) == {"43 km": "agrees"}


def test_the_number_of_a_footnote_is_no_part_of_a_word(verifier: Verifier) -> None:
    text = "The Turkic Investment Fund has $600 million¹. The OTS region covers 4.5m km²."
    assert verdicts(verifier, text) == {"$600 million": "agrees", "4.5m km²": "agrees"}


@pytest.mark.parametrize(
    "text",
    [
        "The Turkic Investment Fund grew from 500 to 600 million dollars.",
        "The Turkic Investment Fund grew from $500 to $600 million.",
        "Der Turkic Investment Fund wuchs von 500 auf 600 Millionen Dollar.",
        "Turkic Investment Fund pasó de 500 a 600 millones de dólares.",
        "Turkic Investment Fund вырос с 500 до 600 миллионов долларов.",
    ],
)
def test_a_number_shares_the_scale_of_what_it_became(verifier: Verifier, text: str) -> None:
    found = list(verdicts(verifier, text).values())
    assert found == ["agrees", "agrees"]
    assert "differs" in verdicts(verifier, text.replace("500", "400")).values()


@pytest.mark.parametrize(
    "amount",
    [
        "600 millones de dólares",
        "600 millions de dollars",
        "0,6 milliard de dollars",
        "600 millió dollár",
        "600 миллион доллар",
        "600 Mio. US-Dollar",
    ],
)
def test_scales_are_known_in_the_languages_that_are_read(verifier: Verifier, amount: str) -> None:
    assert verdicts(verifier, f"Turkic Investment Fund: {amount}.") == {amount: "agrees"}


def test_a_number_may_begin_a_sentence(verifier: Verifier) -> None:
    assert verdicts(verifier, "43 km: the length of the Zangazur Corridor.") == {"43 km": "agrees"}
    assert (
        verdicts(verifier, "3.5 GW of offshore wind are planned by SOCAR and Masdar.")["3.5 GW"] != "differs"
    )


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The Middle Corridor will expand its capacity to 15 million tons per annum.", "agrees"),
        ("The Middle Corridor will expand its capacity to 15 million tons a month.", "differs"),
        ("The Middle Corridor will expand its capacity to 25 million tons a year.", "differs"),
        ("The Middle Corridor will expand its capacity to 1.25 million tons a month.", None),  # the same
        ("Hungary pays one million euros a month into the Scientific Research Fund.", "differs"),
        (
            "Hungary pays a monthly contribution of 1 million euros into the Scientific Research Fund.",
            "differs",
        ),
        ("Hungary pays 1 million euros each year into the Scientific Research Fund.", "agrees"),
    ],
)
def test_so_much_a_month_is_not_so_much_a_year(verifier: Verifier, text: str, verdict: str | None) -> None:
    found = verdicts(verifier, text)
    assert next(iter(found.values()), None) == verdict


@pytest.mark.parametrize(
    "when",
    [
        "in the third quarter of 2025",
        "in the 2020s",
        "between July and September 2025",
        "between July 2025 and September 2025",
        "before September 2025",
        "after July 2025",
        "between 2024 and 2026",
    ],
)
def test_a_time_that_holds_another_never_differs_from_it(verifier: Verifier, when: str) -> None:
    found = verdicts(verifier, f"The Azerbaijan-Armenia Peace Agreement was initialed in Washington {when}.")
    assert set(found.values()) == {"agrees"}


@pytest.mark.parametrize(
    "amount", ["two point one trillion dollars", "$2.1 tril.", "2,1 Bio. USD", "2.1 lakh crore dollars"]
)
def test_nothing_is_said_of_a_scale_that_is_not_known(verifier: Verifier, amount: str) -> None:
    found = verdicts(verifier, f"The combined GDP of the OTS region in 2024 exceeded {amount}.")
    assert found == {"2024": "agrees"}


def test_by_how_much_it_changes_is_not_how_much_it_is(verifier: Verifier) -> None:
    assert "differs" not in verdicts(verifier, "Intra-OTS trade rose by 4 percentage points to 7%.").values()
    assert "differs" not in verdicts(verifier, "Intra-OTS trade rose by 12%.").values()
    shorter = "The Middle Corridor shortens transit by 3,000 km against the Northern Corridor."
    assert verdicts(verifier, shorter)["3,000 km"] == "differs"


def test_what_a_figure_counts_is_known_by_what_it_is_of(verifier: Verifier) -> None:
    assert verdicts(verifier, "TURKUNIB has 109 members.")["109"] == "agrees"
    assert verdicts(verifier, "TURKUNIB has 62 members.")["62"] == "differs"
