"""Which fact of the last topic answers."""

from __future__ import annotations

import re

import pytest

from bot.answering.respond import Responder

from .talking import answer, no, talk


def test_a_finer_time_is_that_of_what_was_told(responder: Responder) -> None:
    said = talk(
        responder, "defence industry meeting", "when was the first?", "and the second?", "on which day?"
    )
    reply = no(said)
    assert "2026" in reply.facts[0].text


@pytest.mark.parametrize(
    ("said", "lack"),
    [
        (("joint military exercises", "in which month?"), "which month"),
        (("joint military exercises", "in which month?", "on which day?"), "which day"),
        (("peace agreement with armenia", "on which day in august?"), "which day"),
    ],
)
def test_a_date_finer_than_the_articles_is_said_to_be_missing(
    responder: Responder, said: tuple[str, ...], lack: str
) -> None:
    reply = no(talk(responder, *said))
    assert (reply.reason, [it.text for it in reply.lacks]) == ("not_stated", [lack])
    assert reply.facts, "with what is known of it"


@pytest.mark.parametrize(
    ("said", "in_lead"),
    [
        (("socar memorandum", "with whom?"), "Masdar"),
        (("socar memorandum", "с кем?"), "Masdar"),
        (("undersea cable", "across which sea?", "from where?"), "Georgia"),
        (("undersea cable", "woher?"), "Georgia"),
        (("who is omuraliyev?", "who did he talk to?"), "Trend"),
        (("hungary's money for research", "how often?"), "annually"),
        (("middle corridor capacity", "and how fast?"), "15 days"),
    ],
)
def test_a_bare_question_is_told_by_the_fact_that_has_its_preposition(
    responder: Responder, said: tuple[str, ...], in_lead: str
) -> None:
    assert in_lead in answer(talk(responder, *said)).facts[0].text


@pytest.mark.parametrize("text", ["since when?", "seit wann?", "с каких пор?"])
def test_since_when_is_not_told_by_the_date_of_something_else(responder: Responder, text: str) -> None:
    assert no(talk(responder, "orkhun exchange program", text)).reason == "not_stated"


def test_that_is_what_was_just_told(responder: Responder) -> None:
    said = talk(responder, "green corridor", "where does the power come from?", "how much power is that?")
    assert "several gigawatts" in answer(said).facts[0].text


@pytest.mark.parametrize(
    ("said", "in_lead"),
    [
        (("middle corridor", "how much shorter is it?", "than what?"), "Northern Corridor"),
        (("which country became an observer?", "of what?"), "Turkic Academy"),
        (("middle corridor capacity", "thanks to what?"), "joint infrastructure"),
        (("zangazur corridor", "between which places?"), "Nakhchivan"),
        (("socar memorandum", "on what occasion?"), "COP29"),
    ],
)
def test_what_stands_behind_a_preposition_is_told_by_the_fact_that_has_it(
    responder: Responder, said: tuple[str, ...], in_lead: str
) -> None:
    assert in_lead in answer(talk(responder, *said)).facts[0].text


@pytest.mark.parametrize("text", ["what share is that?", "what percentage is that?"])
def test_a_share_is_told_by_a_share(responder: Responder, text: str) -> None:
    assert "14.5%" in answer(talk(responder, "azerbaijan's trade in 2024", text)).facts[0].text


def test_gigawatts_are_no_money(responder: Responder) -> None:
    reply = no(talk(responder, "with whom did socar sign?", "for how many gigawatts?", "how much money?"))
    assert [lack.text for lack in reply.lacks] == ["how much money"]


def test_which_ones_asks_for_names_and_not_for_their_number(responder: Responder) -> None:
    assert no(talk(responder, "turkunib", "how many universities joined?", "which ones?")).lacks
    said = talk(responder, "how many countries are in the green corridor?", "which ones?")
    assert "Romania" in answer(said).facts[0].text


def test_a_name_in_a_quote_alone_is_not_what_a_fact_is_about(responder: Responder) -> None:
    reply = no(talk(responder, "azerbaijan's trade in 2025", "how much of it with türkiye?"))
    assert "Türkiye" in reply.facts[0].text


def test_who_gets_it_next_is_not_told_by_whoever_has_plans(responder: Responder) -> None:
    assert no(talk(responder, "who chairs the ots?", "and who gets it next?")).reason == "not_stated"


@pytest.mark.parametrize("text", ["and who gets it after?", "who takes over after them?"])
def test_who_follows_is_not_told_by_who_came_before(responder: Responder, text: str) -> None:
    assert no(talk(responder, "azerbaijan chairmanship", text)).reason == "not_stated"


def test_whether_it_is_so_is_told_by_the_topic_or_by_nothing(responder: Responder) -> None:
    said = no(talk(responder, "peace agreement of armenia and azerbaijan", "did trump sign it too?"))
    assert said.topic
    assert said.topic.id == "armenia-peace-agreement"  # and not the corridor that some call by his name


def test_an_office_is_not_told_by_the_name_that_stands_behind_it(responder: Responder) -> None:
    said = talk(responder, "turkic chambers of commerce", "who is president of the chambers union?")
    assert [it.text for it in no(said).lacks] == ["who"]


def test_a_preposition_behind_what_is_compared_is_told_by_what_has_it(responder: Responder) -> None:
    shorter = answer(talk(responder, "what is the middle corridor?", "shorter than what?"))
    assert "compared to the Northern Corridor" in shorter.facts[0].quote


def test_where_exactly_is_not_told_by_a_country_nor_when_by_a_year(responder: Responder) -> None:
    assert [it.text for it in no(talk(responder, "nomad games", "where exactly?")).lacks] == ["which city"]
    assert [it.text for it in no(talk(responder, "cleantech days", "when exactly?")).lacks] == ["which day"]
    assert "Cholpon-Ata" in answer(talk(responder, "universiade", "where exactly?")).facts[0].text


@pytest.mark.parametrize("topic", ["meeting of secretaries of security councils", "III Turkic Universiade"])
def test_which_edition_it_is_is_told_by_its_number(responder: Responder, topic: str) -> None:
    reply = answer(talk(responder, topic, "which edition is it?"))
    assert re.search(r"\b(5th|III)\b", reply.facts[0].text)


def test_what_has_no_number_is_no_edition(responder: Responder) -> None:
    assert no(talk(responder, "zangazur corridor", "which edition?")).reason == "not_stated"


def test_what_an_and_adds_is_told_by_what_answers_the_question_before(responder: Responder) -> None:
    reply = answer(talk(responder, "turkic investment fund", "how big is it now?", "and at the start?"))
    assert "$500 million" in reply.facts[0].text


def test_a_number_of_four_digits_that_is_no_year_bounds_a_comparison(responder: Responder) -> None:
    reply = no(talk(responder, "how long is the zangazur corridor", "is it longer than 3000 km"))
    assert reply.topic is not None
    assert reply.topic.id == "zangazur-corridor"
