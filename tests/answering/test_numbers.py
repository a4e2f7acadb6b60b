"""A number of a question is said by one of its sort: a place in a row by a place, 43 km by no 43 miles."""

from __future__ import annotations

import pytest

from bot.answering.plain import plain
from bot.answering.reply import Answer, Listing
from tests.answering.test_nos import not_stated
from tests.shipped import responder


@pytest.mark.parametrize(
    ("asked", "topic", "lack"),
    [
        # Two outcomes of the summit, three times as fast, 43 km, open to third parties.
        ("2nd summit", "gabala-summit", "2"),
        ("the second summit", "gabala-summit", "2"),
        ("third summit", "gabala-summit", "3"),
        ("3rd corridor", "middle-corridor", "3"),
        ("43rd corridor", "middle-corridor", "43"),
        # What was said on a 14th or a 15th, or is 7%, is not what is spoken of.
        ("14th summit", "gabala-summit", "14"),
        ("15th summit", "gabala-summit", "15"),
        ("7th summit", "gabala-summit", "7"),
        ("7 summits", "gabala-summit", "7"),
        ("15-й саммит", "gabala-summit", "15"),
    ],
)
def test_a_place_in_a_row_is_said_by_no_number_of_something_else(asked: str, topic: str, lack: str) -> None:
    reply = not_stated(asked)
    assert reply.topic is not None
    assert (reply.topic.id, lack) == (topic, reply.lacks[0].text)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("12th summit", "12th"),
        ("the twelfth summit", "12th"),
        ("third forum on culture", "Third Cultural Forum"),
        ("3rd universiade", "III Turkic Universiade"),
        ("second edition of turkic week", "second edition"),
        ("whose 950th anniversary is it?", "950th"),
        ("what did he say on the 14th of February?", "14 February"),
    ],
)
def test_a_place_in_a_row_is_said_in_words_digits_and_roman_numerals(asked: str, said: str) -> None:
    reply = responder().reply(asked)
    assert isinstance(reply, Answer), plain(reply)
    assert said in reply.facts[0].text


@pytest.mark.parametrize(
    ("asked", "lack", "said"),
    [
        ("is the zangazur corridor 43 miles long", "43 miles", "43 km"),
        ("is the fund 600 million euros", "600 million euros", "$600 million"),
        ("is the fund €600 million?", "€600 million", "$600 million"),
        ("the area is 4.5 million square miles", "4.5 million square miles", "square kilometers"),
        ("does it take 15 hours by the middle corridor", "15 hours", "15 days"),
    ],
)
def test_a_number_in_another_unit_is_put_right(asked: str, lack: str, said: str) -> None:
    reply = not_stated(asked)
    assert f"says nothing of {lack} there" in plain(reply)
    assert said in reply.facts[0].text


@pytest.mark.parametrize(
    "asked",
    [
        "is the zangazur corridor 43 kilometres long",
        "is the zangazur corridor 43km long",
        "is the fund 600 million dollars",
        "is the fund $600m?",
        "is intra-ots trade 7 percent",
        "is intra-ots trade 7%",
        "the area is 4.5 million square km",
    ],
)
def test_spellings_of_one_unit_agree(asked: str) -> None:
    assert isinstance(responder().reply(asked), Answer)


@pytest.mark.parametrize(
    ("asked", "lack"),
    [
        ("what share does the zangazur corridor have", "what share"),
        ("what percentage is the turkic investment fund", "what share"),
        ("which edition is the zangazur corridor", "which edition"),
    ],
)
def test_what_asks_for_a_sort_of_value_is_told_by_no_other(asked: str, lack: str) -> None:
    assert [it.text for it in not_stated(asked).lacks] == [lack]


def test_what_asks_for_a_sort_of_value_is_told_by_it() -> None:
    reply = responder().reply("which edition is the nomad games")
    assert isinstance(reply, Answer), plain(reply)
    assert "6th World Nomad Games" in reply.facts[0].text


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("figures over $1 billion", "Figures · over $1 billion"),
        ("money over $1bn", "Money · over $1bn"),
        ("money over 1 billion", "Money · over 1 billion"),
        ("sums above EUR 900,000", "Money · over EUR 900,000"),
    ],
)
def test_a_limit_lists_what_is_beyond_it_in_its_currency(asked: str, title: str) -> None:
    reply = responder().reply(asked)
    assert isinstance(reply, Listing), plain(reply)
    assert reply.title == title
    sign = "EUR" if "EUR" in asked else "$"
    assert all(item.value and sign in item.value for item in reply.items)


def test_a_number_that_is_not_there_is_shown_as_it_was_typed() -> None:
    assert "says nothing of $3bn there" in plain(not_stated("turkic investment fund over $3bn"))
