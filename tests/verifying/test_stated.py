"""What a text states is judged: no question, nothing denied, and each sentence by itself."""

from __future__ import annotations

import json

import pytest

from bot.verifying.verify import Verifier
from tests.conftest import Ots

from .judged import verdicts


@pytest.mark.parametrize(
    "text",
    [
        "“{}”",
        "«{}»",
        "({})",
        "*{}*",
        "_{}_",
        "{} :)",
        "{} 🙂",
        "{}!",
        "{}..",
        "{} [1]",
        "“{}” he asked.",
        'He asked: "{}".',
        "{} asked the reader.",
    ],
)
def test_a_question_states_nothing_whatever_stands_around_it(verifier: Verifier, text: str) -> None:
    assert verdicts(verifier, text.format("Is the Zangazur Corridor 34 km long?")) == {}
    told = verdicts(verifier, text.format("Is it long?") + " The Zangazur Corridor is 34 km long.")
    assert told == {"34 km": "differs"}


@pytest.mark.parametrize(
    "text",
    [
        "Is it short? No.",
        "There are not 12.",
        "We did not meet at 10.",
        "It is no part of Plan B.",
        "It was not in Sept.",
        "It was not in the U.S.",
    ],
)
def test_a_sentence_ends_behind_a_number_or_a_letter_too(verifier: Verifier, text: str) -> None:
    assert verdicts(verifier, f"{text} The Zangazur Corridor is 34 km long.") == {"34 km": "differs"}


@pytest.mark.parametrize(
    "text", ["J. Smith", "Mr. He", "No. 5", "St. Mary", "the 3. Auflage", "Plan B. Zangazur"]
)
def test_what_is_shortened_ends_no_sentence(verifier: Verifier, text: str) -> None:
    assert verdicts(verifier, f"Nobody says of {text} that the Zangazur Corridor is 34 km long.") == {}


@pytest.mark.parametrize(
    "text",
    [
        "It is a myth that {}.",
        "Myth: {}.",
        "It is incorrect to say that {}.",
        "He denied that {}.",
        "It is wrong that {}.",
        "It isn't true that {}.",
        "{}, which is false.",
        "The claim that {} was refuted.",
        "The ministry rejected the claim that {}.",
        "It would be a mistake to think {}.",
        "Contrary to reports that {}, it is longer.",
        "It is doubtful whether {}.",
    ],
)
def test_what_is_said_to_be_untrue_is_not_judged(verifier: Verifier, text: str) -> None:
    assert verdicts(verifier, text.format("the Zangazur Corridor is 34 km long")) == {}


@pytest.mark.parametrize(
    "how",
    [
        "anything but 43 km",
        "hardly 43 km",
        "far from 43 km",
        "isnt 34 km",
        "wont be 34 km",
        "unlikely to be 34 km",
    ],
)
def test_what_is_denied_in_other_words_than_not_is_not_judged(verifier: Verifier, how: str) -> None:
    assert verdicts(verifier, f"The Zangazur Corridor is {how} long.") == {}


@pytest.mark.parametrize(
    "text",
    ["Es stimmt nicht, dass {}.", "Es ist falsch, dass {}.", "Er bestreitet, dass {}."],
)
def test_what_is_denied_in_german_is_not_judged(verifier: Verifier, text: str) -> None:
    assert verdicts(verifier, text.format("der Zangezur-Korridor (TRIPP) 34 km lang ist")) == {}


def test_of_what_is_denied_for_another_only_that_is_judged(verifier: Verifier) -> None:
    for instead in ("instead of 34 km", "rather than 34 km", "without a 34 km tunnel"):
        assert verdicts(verifier, f"The Zangazur Corridor is 43 km long {instead}.") == {"43 km": "agrees"}
    assert verdicts(verifier, "Without doubt the Zangazur Corridor is 34 km long.") == {"34 km": "differs"}


def test_a_sentence_that_stands_there_twice_is_told_twice(ots: Ots) -> None:
    text = "The Zangazur Corridor is 34 km long. The Zangazur Corridor is 34 km long."
    first, second = ots("verify", stdin=text).out.strip().split("\n\n")
    assert first == second
    first, second = ots("verify", "--json", stdin=text).out.splitlines()
    assert first == second
    assert len(json.loads(first)["values"]) == 1


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Mr Erdogan proposed the common alphabet.", ["Erdogan"]),
        ("Joint military exercises of the OTS are proposed for Turkey in 2026.", ["2026", "Turkey"]),
        (
            "The TURKUNIB assembly met in TASHKENT on Oct. 15, 2025.",
            ["Oct. 15, 2025", "TURKUNIB", "TASHKENT"],
        ),
        ("The Zangazur Corridor is 34km long.", ["34km"]),
        ("The Zangazur Corridor is a 34-kilometre link.", ["34-kilometre"]),
        ("The OTS region spreads over 4.5 million km².", ["4.5 million km²"]),
    ],
)
def test_a_value_is_told_as_the_sentence_has_it(verifier: Verifier, text: str, values: list[str]) -> None:
    assert [it.value for it in verifier.check(text)] == values


@pytest.mark.parametrize(
    "head", ["No. 1: ", "Nr. 1: ", "Fact 1: ", "Day 1: ", "#1: ", "Fact 1 – ", "Claim 3. "]
)
def test_the_number_of_a_point_in_a_list_is_no_value(verifier: Verifier, head: str) -> None:
    assert verdicts(verifier, f"{head}The Zangazur Corridor is 43 km long.") == {"43 km": "agrees"}


def test_a_year_or_a_count_before_a_colon_is_a_value(verifier: Verifier) -> None:
    text = "In 2024: the trade volumes of the OTS were 1.1 trillion dollars."
    assert verdicts(verifier, text) == {"2024": "agrees", "1.1 trillion dollars": "agrees"}
