"""The share of questions answered rightly stays at what has been reached."""

from __future__ import annotations

import pytest

from bot.reply import as_data
from bot.respond import Responder
from tests.eval.score import FILES, questions, score

FLOORS = {"queries": 0.995, "tuning": 0.97, "wide": 0.957, "heldout": 0.96}
"""What was reached, less half a point for a change that helps one question and costs another."""

MOST_FALSE = {"queries": 0, "tuning": 8, "wide": 75, "heldout": 2}
"""Questions that the article does not answer and the bot does."""


@pytest.mark.parametrize("name", FLOORS)
def test_right_answers_stay_at_what_was_reached(responder: Responder, name: str) -> None:
    rows = score(questions(FILES[name]), lambda text: as_data(responder.reply(text)))
    asked = sum(row.asked for row in rows.values())
    assert sum(row.points for row in rows.values()) / asked >= FLOORS[name]
    assert sum(row.false_confident for row in rows.values()) <= MOST_FALSE[name]
