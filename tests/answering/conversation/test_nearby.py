"""What stands beside the last fact."""

from __future__ import annotations

import pytest

from bot.answering.respond import Responder

from .talking import answer, no, talk


@pytest.mark.parametrize(
    ("said", "in_lead"),
    [
        (("combined gdp", "of how many people?"), "170 million"),
        (("tourism capital 2025", "what did it host?"), "Tourism Forum"),
        (("and erdogan, what was his idea?", "where did he say that?"), "Gabala"),
    ],
)
def test_what_stands_beside_the_last_fact_answers_too(
    responder: Responder, said: tuple[str, ...], in_lead: str
) -> None:
    assert in_lead in answer(talk(responder, *said)).facts[0].text


@pytest.mark.parametrize("text", ["when exactly?", "in which city?"])
def test_what_only_stands_in_the_same_list_does_not(responder: Responder, text: str) -> None:
    reply = no(talk(responder, "nomad games", text))
    assert (reply.reason, reply.topic and reply.topic.id) == ("not_stated", "nomad-games")


def test_how_many_of_another_thing_in_the_paragraph_are_not_its_own(responder: Responder) -> None:
    assert no(talk(responder, "cleantech days", "how many points does it have?")).reason == "not_stated"


def test_another_topic_tells_how_many_only_by_a_number_of_them(responder: Responder) -> None:
    reply = no(
        talk(responder, "turkic investment fund", "when was it founded?", "how many projects has it funded?")
    )
    assert reply.topic
    assert reply.topic.id == "turkic-investment-fund"


def test_a_word_of_its_name_makes_no_topic_speak_of_the_last_one(responder: Responder) -> None:
    reply = no(talk(responder, "middle corridor", "when did it start?"))
    assert reply.topic
    assert reply.topic.id == "middle-corridor"  # and not another corridor


def test_what_a_question_names_is_told_beside_the_last_fact(responder: Responder) -> None:
    said = ("Orxun mübadilə proqramına nə qədər pul ayrılıb?", "bəs Macarıstan nə qədər verir?")
    assert "EUR 1 million" in answer(talk(responder, *said)).facts[0].text
