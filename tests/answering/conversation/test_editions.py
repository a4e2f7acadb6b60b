"""What came before or after what was told."""

from __future__ import annotations

import pytest

from bot.answering.respond import Responder

from .talking import answer, no, talk


@pytest.mark.parametrize(
    ("said", "in_lead"),
    [
        (("tourism capital 2026", "and before that?"), "Jalal-Abad"),
        (("tourism capital 2025", "and after?"), "Ankara"),
        (("tourism capital 2026", "а раньше?"), "Jalal-Abad"),
    ],
)
def test_before_that_steps_to_the_date_before(
    responder: Responder, said: tuple[str, ...], in_lead: str
) -> None:
    assert in_lead in answer(talk(responder, *said)).facts[0].text


def test_before_the_first_there_is_nothing(responder: Responder) -> None:
    assert no(talk(responder, "tourism capital 2025", "and before that?")).reason == "not_stated"


@pytest.mark.parametrize(
    ("said", "entry"),
    [
        (("12th summit", "and the one before?"), "bishkek-summit"),
        (("12th summit", "and the previous one?"), "bishkek-summit"),
        (("bishkek summit", "and the next one?"), "gabala-summit"),
    ],
)
def test_the_one_before_is_of_the_number_before(
    responder: Responder, said: tuple[str, ...], entry: str
) -> None:
    assert answer(talk(responder, *said)).entry.id == entry


def test_of_the_one_before_anything_may_be_asked(responder: Responder) -> None:
    said = talk(responder, "the 2nd defence industry meeting", "where was the last one?")
    assert "Istanbul" in answer(said).facts[0].text


@pytest.mark.parametrize("before", ["12th summit", "nomad games"])
def test_behind_the_last_of_a_row_there_is_nothing(responder: Responder, before: str) -> None:
    assert no(talk(responder, before, "and the next one?")).reason == "not_stated"


def test_who_it_was_before_is_told_by_the_date_before(responder: Responder) -> None:
    reply = answer(talk(responder, "ankara", "for which year?", "and who was it before?"))
    assert "Jalal-Abad" in reply.facts[0].text


def test_what_passed_from_one_to_the_other_tells_who_had_it_before(responder: Responder) -> None:
    reply = answer(talk(responder, "gabala summit", "who chairs the OTS now?", "and before?"))
    assert "from Kyrgyzstan" in reply.facts[0].text
