"""Whom or what a pronoun stands for."""

from __future__ import annotations

from bot.answering.respond import Responder

from .talking import answer, listing, no, talk


def test_whose_something_is_refers_back(responder: Responder) -> None:
    reply = answer(talk(responder, "how long does the middle corridor take from china?", "and its capacity?"))
    assert "15 million tons" in reply.facts[0].quote


def test_he_is_whoever_does_what_was_told(responder: Responder) -> None:
    said = talk(responder, "what did aliyev propose for 2026?", "what did he say about the family?")
    assert "family" in answer(said).facts[0].text


def test_what_is_it_asks_what_it_is_and_who_had_it_more(responder: Responder) -> None:
    assert "flexible framework" in answer(talk(responder, "who launched ots+?", "what is it?")).facts[0].text
    assert "Kyrgyzstan" in answer(talk(responder, "who chairs the ots?", "who had it before?")).facts[0].text


def test_an_english_on_is_no_russian_he(responder: Responder) -> None:
    assert no(talk(responder, "joint military exercises", "on which day?")).reason == "not_stated"


def test_it_is_whoever_acts_in_the_last_fact(responder: Responder) -> None:
    said = talk(responder, "which country became an observer?", "what did it invite to?")
    assert answer(said).entry.id == "ashgabat-jubilee"


def test_that_city_is_the_place_of_the_last_fact(responder: Responder) -> None:
    said = talk(responder, "diaspora forum", "what else took place in that city?")
    assert "8th General Assembly of TURKUNIB" in [item.what for item in listing(said).items]


def test_his_job_is_who_he_is(responder: Responder) -> None:
    said = talk(responder, "who spoke with trend?", "what's his job?")
    assert "Secretary General" in answer(said).facts[0].text


def test_its_in_a_correction_is_of_whoever_the_last_question_names(responder: Responder) -> None:
    said = ("how much has azerbaijan invested in other member states?", "no, I meant its trade with them")
    assert answer(talk(responder, *said)).entry.id == "azerbaijan-trade"
    assert (
        "14.5%" in answer(talk(responder, *said, "what share of its foreign trade is that?")).facts[0].quote
    )


def test_an_office_alone_is_asked_of_whom_was_spoken_of(responder: Responder) -> None:
    reply = answer(talk(responder, "who is being interviewed here?", "his job?"))
    assert "is Secretary General" in reply.facts[0].text
