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
