"""The last question, asked of something else."""

from __future__ import annotations

import pytest

from bot.answering.respond import Responder

from .talking import answer, listing, no, talk


def test_another_year_asks_the_same_of_it(responder: Responder) -> None:
    for_2025 = listing(talk(responder, "events in 2026", "and 2025?"))
    assert {item.date[:4] for item in for_2025.items if item.date} == {"2025"}
    assert (
        answer(talk(responder, "tourism capital 2026", "and in 2025?")).facts[0].text.startswith("Jalal-Abad")
    )


def test_a_year_that_the_topic_has_nothing_of_is_missed_and_what_it_has_is_shown(
    responder: Responder,
) -> None:
    reply = no(talk(responder, "tourism capital 2026", "and 2027?"))
    assert (reply.reason, reply.topic and reply.topic.id) == ("not_stated", "tourism-capital")
    assert [lack.text for lack in reply.lacks] == ["2027"]
    assert "Ankara" in reply.facts[0].text


def test_another_place_asks_the_same_of_it(responder: Responder) -> None:
    there = listing(talk(responder, "events in azerbaijan", "and türkiye?"))
    assert {item.where[-1] for item in there.items} == {"Türkiye"}
    reply = no(talk(responder, "wind potential of azerbaijan", "and kazakhstan?"))
    assert (reply.reason, [lack.text for lack in reply.lacks]) == ("not_stated", ["Kazakhstan"])


def test_what_is_called_so_is_meant_and_not_what_has_the_word_in_its_name(responder: Responder) -> None:
    said = talk(responder, "how many people live in the ots countries?", "and the area?")
    assert answer(said).entry.id == "area"


def test_of_another_country_it_is_not_told_what_else_names_it(responder: Responder) -> None:
    reply = no(talk(responder, "Uzbekistan's proposal", "and Erdogan's?", "and Kazakhstan's?"))
    assert [lack.text for lack in reply.lacks] == ["Kazakhstan"]


def test_what_is_left_of_a_listing_as_one_row_is_told(responder: Responder) -> None:
    for_2027 = answer(talk(responder, "events in 2026", "and 2027?"))
    assert for_2027.entry.id == "cultural-forum"
    assert "2027" in for_2027.facts[0].quote
    assert answer(talk(responder, "proposals", "and uzbekistan's?")).facts[0].roles[0].who == "Uzbekistan"
    assert len(listing(talk(responder, "events in 2026", "and 2027?", "and 2025?")).items) > 1


def test_a_listing_is_still_meant_after_a_row_of_it_was_opened(responder: Responder) -> None:
    reply = listing(talk(responder, "events in 2026", "2", "and 2025?"))
    assert {item.date[:4] for item in reply.items if item.date} == {"2025"}


def test_a_listing_is_still_meant_where_one_row_of_it_was_left(responder: Responder) -> None:
    baku = answer(talk(responder, "events in 2026", "only in ankara", "and in baku"))
    assert "Baku in 2026" in baku.facts[0].text
    azerbaijan = listing(talk(responder, "events in kyrgyzstan", "and kazakhstan?", "and azerbaijan?"))
    assert len(azerbaijan.items) > 1
    nothing = no(talk(responder, "events in 2026", "only in ankara", "and in 2031"))
    assert (nothing.topic, nothing.facts) == (None, ())


@pytest.mark.parametrize("text", ["and kyrgyzstan?", "kyrgyzstan?", "Kyrgyzstan"])
def test_another_name_alone_asks_the_same_of_it(responder: Responder, text: str) -> None:
    reply = answer(talk(responder, "what did uzbekistan propose?", text))
    assert "mechanism for joint action" in reply.facts[0].quote


@pytest.mark.parametrize(
    ("text", "year"), [("and the year after?", "2026"), ("and the following year?", "2026")]
)
def test_a_year_is_told_by_the_one_before(responder: Responder, text: str, year: str) -> None:
    reply = answer(talk(responder, "which city is the tourism capital in 2025?", text))
    assert year in reply.facts[0].quote


def test_a_pronoun_is_kept_as_the_name_it_stands_for(responder: Responder) -> None:
    said = talk(responder, "zangazur corridor", "how long is it?", "and the middle corridor?")
    assert "15 days" in answer(said).facts[0].text
    assert answer(said[:2]).read_as == "how long is Zangazur Corridor"


def test_a_bare_question_is_kept_with_what_it_was_asked_of(responder: Responder) -> None:
    reply = answer(talk(responder, "uzbekistan's proposal", "what for?", "and kyrgyzstan's?"))
    assert "Kyrgyzstan" in reply.facts[0].text


def test_another_name_that_the_topic_says_nothing_of_gets_no_other_topic(responder: Responder) -> None:
    reply = no(talk(responder, "what did turkmenistan become?", "and hungary?"))
    assert (reply.topic and reply.topic.id) == "turkmenistan-observer"
    assert [lack.text for lack in reply.lacks] == ["Hungary"]


def test_a_bare_question_between_leaves_what_was_asked_before(responder: Responder) -> None:
    said = talk(responder, "what did erdogan propose?", "where was that?", "and uzbekistan?")
    assert answer(said).entry.id == "foreign-ministers-special-services"


def test_this_year_is_that_of_the_source(responder: Responder) -> None:
    said = talk(responder, "azerbaijan's trade in 2024", "and this year?")
    assert "2025" in answer(said).facts[0].text


def test_the_topic_stays_where_a_name_is_nothing_to_it(responder: Responder) -> None:
    said = talk(responder, "what did kyrgyzstan propose?", "and hungary?", "why does kyrgyzstan want it?")
    assert answer(said).entry.id == "joint-action-agreement"


def test_a_year_alone_asks_the_same_of_it(responder: Responder) -> None:
    assert "Ankara" in answer(talk(responder, "tourism capital in 2025", "2026?")).facts[0].text
    reply = no(talk(responder, "tourism capital in 2025", "and 2026?", "2027?"))
    assert (reply.topic and reply.topic.id, [it.text for it in reply.lacks]) == ("tourism-capital", ["2027"])


def test_a_name_asks_what_was_asked_before_a_detail_that_it_has_not(responder: Responder) -> None:
    said = ("what did uzbekistan propose?", "and kyrgyzstan?", "against which threats?")
    assert answer(talk(responder, *said, "and erdogan?")).entry.id == "common-alphabet"
    assert no(talk(responder, *said, "and hungary?")).reason == "not_stated"


def test_at_the_start_is_of_the_last_topic_and_no_other_one(responder: Responder) -> None:
    reply = answer(talk(responder, "turkic investment fund how big", "and at the start?"))
    assert reply.entry.id == "turkic-investment-fund"


def test_ise_and_chi_stand_behind_what_asks_the_same(responder: Responder) -> None:
    said = ("Samarqand sammitida nima kelishildi?", "Bishkekda-chi?")
    assert answer(talk(responder, *said)).entry.id == "bishkek-summit"
    said = ("what did Kyrgyzstan propose on security?", "uzbekistan ise?")
    assert "Uzbekistan" in answer(talk(responder, *said)).facts[0].text


def test_a_year_alone_is_asked_of_what_was_told_of_another_year(responder: Responder) -> None:
    said = ("tourism capital 2026", "2025?", "which country is that in", "2027?")
    assert no(talk(responder, *said)).topic == responder.knowledge.by_id["tourism-capital"]


def test_another_year_is_asked_of_it_after_a_wrong_name(responder: Responder) -> None:
    reply = answer(talk(responder, "istanbul is the tourism capital 2026, right?", "and 2025?"))
    assert "Jalal-Abad" in reply.facts[0].text
