"""Whether what was told is so, of another place or year."""

from __future__ import annotations

import pytest

from bot.answering.respond import Responder

from .talking import answer, no, talk

ROADMAP = "when was the eTIR roadmap signed?"


@pytest.mark.parametrize("guess", ["in Baku, right?", "that was in January, right?", "2025, oder?"])
def test_a_right_guess_is_answered_by_what_was_told(responder: Responder, guess: str) -> None:
    told = answer(talk(responder, ROADMAP))
    confirmed = answer(talk(responder, ROADMAP, guess))
    assert confirmed.facts[0] is told.facts[0]


@pytest.mark.parametrize(
    ("guess", "lacks"),
    [
        ("in Samarkand, right?", "Samarkand"),
        ("Samarkand, değil mi?", "Samarkand"),
        ("so it was signed in Samarkand?", "Samarkand"),
        ("in 2024, right?", "2024"),
    ],
)
def test_of_a_wrong_guess_it_is_said_what_is_so(responder: Responder, guess: str, lacks: str) -> None:
    said = no(talk(responder, ROADMAP, guess))
    assert [it.text for it in said.lacks] == [lacks]
    assert "Baku in January 2025" in said.facts[0].text


def test_a_guess_at_another_sort_of_thing_is_a_question_of_its_own(responder: Responder) -> None:
    # The potential has no place, so that Baku is no guess at it.
    asked = answer(talk(responder, "Azerbaijan's wind potential", "and the summit was in Gabala, right?"))
    assert asked.entry.id == "gabala-summit"
