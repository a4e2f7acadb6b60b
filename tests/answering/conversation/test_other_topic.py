"""What turns from the last topic to another."""

from __future__ import annotations

import pytest

from bot.answering.respond import Responder

from .talking import answer, talk


@pytest.mark.parametrize(
    ("said", "entry"),
    [
        (("gdp", "back to kashgari, which anniversary is it?"), "kashgari"),
        (("tourism capital 2026", "back to jalal-abad, what did it host?"), "tourism-forum"),
        (("zangazur corridor", "thanks, and how long is it?"), "zangazur-corridor"),
        (("aliyev on the family", "and what does he want in 2026?"), "ilham-aliyev"),
        (
            ("zangazur corridor", "source?", "and how many km does the middle corridor save"),
            "middle-corridor",
        ),
    ],
)
def test_what_is_named_before_the_question_is_what_it_is_about(
    responder: Responder, said: tuple[str, ...], entry: str
) -> None:
    assert answer(talk(responder, *said)).entry.id == entry


def test_what_they_did_is_asked_of_who_is_named_first(responder: Responder) -> None:
    reply = answer(talk(responder, "WHO action plan", "and with UNIDO, what did they sign?"))
    assert "UNIDO" in reply.facts[0].text


@pytest.mark.parametrize(
    ("said", "entry"),
    [
        (("youth centre", "peki spor gönüllüleri forumu?"), "sports-volunteers-forum"),
        (("külək potensialı", "bəs socar kimlərlə memorandum imzalayıb?"), "offshore-wind"),
    ],
)
def test_what_follows_an_and_stands_by_itself_in_any_language(
    responder: Responder, said: tuple[str, ...], entry: str
) -> None:
    assert answer(talk(responder, *said)).entry.id == entry


def test_after_a_topic_alone_another_is_opened_as_if_it_were_typed_alone(responder: Responder) -> None:
    reply = answer(talk(responder, "combined GDP of the OTS countries", "and trade?"))
    assert reply.entry.id == "trade-volume"
