"""What is kept of a reply."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.conversation.turn import MOST_OPTIONS, SAID, Option, Turn
from bot.answering.plain import plain
from bot.answering.reply import Answer, Help, Listing
from bot.answering.respond import Responder

from .talking import talk

numbers = st.integers(0, 999)
turns = st.builds(
    Turn,
    st.text(),
    st.sampled_from(SAID),
    st.none() | st.text(),
    numbers,
    st.lists(numbers, max_size=MOST_OPTIONS).map(tuple),
    st.lists(st.builds(Option, st.text(min_size=1), numbers), max_size=MOST_OPTIONS).map(tuple),
    st.booleans(),
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
like_a_turn = st.fixed_dictionaries(
    {"query": st.text(), "said": st.sampled_from(SAID)},
    optional={
        "entry": anything,
        "fact": anything,
        "shown": anything | st.lists(anything),
        "options": anything
        | st.lists(st.text() | st.tuples(st.text(), st.text("0123456789²٣", max_size=6_000)).map(":".join)),
        "offers": anything,
    },
)


@given(turns)
def test_a_turn_is_read_as_it_was_written(turn: Turn) -> None:
    assert Turn.read(turn.as_data()) == turn
    assert Turn.read(json.loads(json.dumps(turn.as_data()))) == turn


@given(anything | like_a_turn)
def test_what_is_no_turn_is_none_and_never_raises(data: object) -> None:
    read = Turn.read(data)
    assert read is None or Turn.read(read.as_data()) == read


def test_a_number_of_thousands_of_digits_is_no_option() -> None:
    read = Turn.read({"query": "corridor", "said": "answer", "options": ["a:" + "9" * 5_000, "b:2"]})
    assert read is not None
    assert read.options == (Option("b", 2),)


@given(
    turns,
    st.sampled_from(["more", "source?", "2", "last one", "and 2027?", "how long is it?", "no, I meant gdp"]),
)
def test_any_turn_can_be_followed(responder: Responder, turn: Turn, text: str) -> None:
    assert responder.reply(text, after=turn) == responder.reply(text, after=turn)


@pytest.mark.parametrize("between", ["thanks", "hello", "help", "who are you?"])
def test_people_go_on_from_what_was_said_before_thanks_and_the_like(
    responder: Responder, between: str
) -> None:
    *_, aside, reply = talk(responder, "zangazur corridor", between, "how long is it?")
    assert isinstance(aside, Help)
    assert isinstance(reply, Answer)
    assert "43 km" in reply.facts[0].text


openings = st.sampled_from(["corridor", "events in 2026", "who is Aliyev?", "trade", "Hungary", "hi"])
asking = st.sampled_from(["who", "whose", "which", "what", "when", "why", "for", "before", "how old"])
pointing = st.sampled_from(
    ["???", "“”", "👍", "and", "no,", "right?", "it", "they", "the second", "2027", "more"]
)


@given(
    openings,
    st.lists(asking | pointing, min_size=1, max_size=4).map(" ".join)
    | st.text(st.characters(exclude_categories=["C"]), max_size=12),
)
def test_whatever_is_said_after_an_answer_is_answered(responder: Responder, opening: str, text: str) -> None:
    after = Turn.of(responder.reply(opening))
    assert plain(responder.reply(text, after=after))


def test_a_turn_keeps_forty_options_at_most(responder: Responder) -> None:
    reply = responder.reply("list")
    assert isinstance(reply, Listing)
    assert len(reply.items) > MOST_OPTIONS
    assert len(Turn.of(reply).options) == MOST_OPTIONS
