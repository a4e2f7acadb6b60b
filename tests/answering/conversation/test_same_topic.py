"""What is asked of the last topic, and what is not."""

from __future__ import annotations

import pytest

from bot.answering.conversation.turn import Option, Turn
from bot.answering.plain import plain
from bot.answering.reply import Answer, Listing, NoAnswer
from bot.answering.respond import Responder

from .talking import answer, no, talk


def test_a_common_word_stays_with_the_topic_that_has_it(responder: Responder) -> None:
    assert (
        answer(talk(responder, "green corridor", "where does the power come from?")).entry.id
        == "green-corridor"
    )


def test_who_speaks_is_not_said_by_who_holds_it(responder: Responder) -> None:
    assert no(talk(responder, "turkic week in geneva", "who will speak there?")).reason == "not_stated"


@pytest.mark.parametrize(
    ("said", "entry", "in_lead"),
    [
        (("turkic investment fund", "how big is it now?"), "turkic-investment-fund", "$600 million"),
        (("turkic investment fund", "who initiated it?"), "turkic-investment-fund", ""),
        (("who is aliyev", "what did he propose?"), "ilham-aliyev", "proposed"),
        (("joint military exercises", "who proposed them?"), "joint-military-exercises", "Aliyev proposed"),
        (("how much will the zangazur corridor cost", "how long is it?"), "zangazur-corridor", "43 km"),
    ],
)
def test_a_pronoun_is_the_last_topic_even_after_a_no(
    responder: Responder, said: tuple[str, ...], entry: str, in_lead: str
) -> None:
    reply = answer(talk(responder, *said))
    assert reply.entry.id == entry
    assert in_lead in reply.facts[0].text


@pytest.mark.parametrize(
    "text", ["who else?", "how much is it worth?", "the first one", "and after that?", "tell me more"]
)
def test_what_leans_on_nothing_is_not_answered(responder: Responder, text: str) -> None:
    assert not isinstance(responder.reply(text), Answer | Listing)


def test_a_topic_of_its_own_is_a_new_question(responder: Responder) -> None:
    assert answer(talk(responder, "zangazur corridor", "who is erdogan?")).entry.id == "erdogan"


def test_a_topic_that_is_gone_is_as_if_it_had_not_been_said(responder: Responder) -> None:
    gone = Turn("some topic", "answer", "gone", 3, (1, 2), (Option("gone", 7), Option("also-gone")))
    for text in ("more", "source?", "2", "and 2027?", "how long is it?", "no, I meant the green corridor"):
        responder.reply(text, after=gone)
    reply = responder.reply("green corridor", after=gone)
    assert isinstance(reply, Answer)
    assert reply.entry.id == "green-corridor"


@pytest.mark.parametrize(
    ("before", "text", "said"),
    [
        ("turkic investment fund", "what's it used for?", "mutual investments"),
        ("how much does the Turk ID cost?", "ok, what is it for then?", "travel"),
        ("zangazur corridor", "and how does it relate to the middle corridor?", "vital complement"),
    ],
)
def test_it_stays_what_was_spoken_of(responder: Responder, before: str, text: str, said: str) -> None:
    assert said in answer(talk(responder, before, text)).facts[0].quote


@pytest.mark.parametrize("text", ["who manages it?", "who pays for it?", "when does construction begin?"])
def test_what_is_not_told_of_it_is_told_of_nothing_else(responder: Responder, text: str) -> None:
    reply = no(talk(responder, "zangazur corridor", text))
    assert (reply.reason, reply.topic and reply.topic.id) == ("not_stated", "zangazur-corridor")


def test_what_is_pointed_at_is_what_was_spoken_of(responder: Responder) -> None:
    reply = no(talk(responder, "security councils meeting", "how many people attend those meetings?"))
    assert (reply.topic and reply.topic.id) == "security-councils-meeting"


@pytest.mark.parametrize("text", ["what does that cost?", "how much does that cost?", "сколько это стоит?"])
def test_an_attribute_of_that_is_not_told_of_another_topic(responder: Responder, text: str) -> None:
    reply = no(talk(responder, "green corridor", text))
    assert (reply.topic and reply.topic.id) == "green-corridor"


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("defence industry meeting", "who signed it?"),
        ("gabala declaration", "who adopted it?"),
        ("turkic week", "who performed?"),
        ("nomad games", "which sports?"),
        ("azerbaijan's investments", "in which sectors?"),
        ("diaspora forum", "what was decided?"),
        ("cleantech days", "what was the budget?"),
        ("ski cup", "how many countries take part?"),
        ("ski cup", "when is it?"),
        ("zangazur corridor", "how wide is it?"),
        ("combined gdp", "and per head?"),
        ("population", "and by country?"),
    ],
)
def test_what_no_word_of_it_tells_is_said_to_be_missing(responder: Responder, before: str, text: str) -> None:
    first, reply = talk(responder, before, text)
    assert isinstance(first, Answer)
    assert isinstance(reply, NoAnswer), plain(reply)
    assert (reply.reason, reply.topic) == ("not_stated", first.entry)


@pytest.mark.parametrize("text", ["does anybody come?", "and football?"])
def test_a_topic_is_not_lost_by_what_it_does_not_say(responder: Responder, text: str) -> None:
    said = talk(responder, "zangazur corridor", text, "how long is it?")
    assert "43 km" in answer(said).facts[0].text


def test_a_question_that_ends_with_when_asks_of_the_last_topic(responder: Responder) -> None:
    reply = no(talk(responder, "green corridor", "finished when?"))
    assert (reply.topic and reply.topic.id, [it.text for it in reply.lacks]) == (
        "green-corridor",
        ["the end", "when"],
    )


def test_a_sort_that_nothing_told_names_is_missed_also_where_it_is_asked_what_is_on_it(
    responder: Responder,
) -> None:
    assert no(talk(responder, "china-kyrgyzstan-uzbekistan railway", "which ports are on it?")).topic


def test_and_with_a_word_that_another_topic_only_mentions_goes_on_with_the_last_one(
    responder: Responder,
) -> None:
    reply = no(talk(responder, "how long is the middle corridor?", "and innovators?"))
    assert reply.topic
    assert reply.topic.id == "middle-corridor"


def test_they_may_be_anybody_whom_the_source_speaks_of(responder: Responder) -> None:
    said = ("what is the plan with the WHO?", "what status do they want at the UN itself")
    assert answer(talk(responder, *said)).entry.id == "un-oic-observer-status"


def test_them_is_who_was_spoken_of(responder: Responder) -> None:
    said = ("TURKUNIB assembly", "how many of them from azerbaijan?")
    topic = no(talk(responder, *said)).topic
    assert topic
    assert topic.id == "turkunib"


def test_a_date_tells_how_old_a_thing_is_and_not_how_old_somebody_is(responder: Responder) -> None:
    congress = answer(talk(responder, "the 1926 congress", "how old will it be?"))
    assert "1926" in congress.facts[0].text
    assert no(talk(responder, "who is Omuraliyev?", "how old is he?")).reason == "not_stated"


def test_members_are_those_of_the_last_topic_and_no_other_one(responder: Responder) -> None:
    reply = no(talk(responder, "turkic investment fund", "how many members?"))
    assert reply.topic
    assert reply.topic.id == "turkic-investment-fund"


@pytest.mark.parametrize("text", ["who pays?", "who benefits?", "who won?"])
def test_who_did_what_anybody_may_do_is_asked_of_the_last_topic(responder: Responder, text: str) -> None:
    assert no(talk(responder, "black sea cable", text)).reason == "not_stated"


def test_whether_it_is_so_is_nothing_that_another_topic_tells(responder: Responder) -> None:
    reply = answer(
        talk(responder, "Azerbaijan's wind energy potential", "is it more than the country needs?")
    )
    assert "exceeding domestic needs" in reply.facts[0].text


def test_a_word_that_any_topic_may_have_is_asked_of_the_last_one(responder: Responder) -> None:
    reply = no(talk(responder, "2024-2025 action plan", "budget?"))
    assert reply.topic is not None
    assert reply.topic.id == "who-action-plan"


def test_what_names_two_things_is_told_by_the_topic_that_has_both(responder: Responder) -> None:
    reply = answer(talk(responder, "energy cooperation", "which corridor carries electricity?"))
    assert reply.entry.id == "green-corridor"


def test_whether_something_is_so_is_not_told_by_what_says_none_of_it(responder: Responder) -> None:
    said = ("how old is Erdogan?", "what did he propose?", "where?", "did the others agree?")
    assert no(talk(responder, *said)).reason == "not_stated"


def test_one_of_two_is_told_by_what_says_it(responder: Responder) -> None:
    reply = answer(talk(responder, "OTS-SAT satellite", "is it planned or flying?"))
    assert "is planned" in reply.facts[0].text


def test_what_is_of_one_city_is_not_of_another_of_its_country(responder: Responder) -> None:
    said = ("what happened in Tashkent?", "and in Almaty?")
    assert answer(talk(responder, *said)).entry.id == "youth-center"
    assert no(talk(responder, *said, "and in Astana?")).reason == "not_stated"


def test_what_comes_after_one_city_is_of_another(responder: Responder) -> None:
    reply = answer(talk(responder, "which city is the Turkic tourism capital after Jalal-Abad?"))
    assert "Ankara" in reply.facts[0].text


def test_a_line_of_cables_is_not_what_is_in_line_with_something(responder: Responder) -> None:
    said = ("green corridor", "who is in it?", "where does the power go?", "what does the cable cost?")
    reply = no(talk(responder, *said))
    assert reply.topic is not None
    assert reply.topic.id == "black-sea-cable"


def test_of_two_numbers_the_one_that_is_told_answers(responder: Responder) -> None:
    reply = answer(talk(responder, "gabala summit", "which number was it, the 11th or the 12th?"))
    assert "12th OTS Summit" in reply.facts[0].text
    lacking = no(talk(responder, "gabala summit", "which number was it, the 9th or the 10th?"))
    assert [it.text for it in lacking.lacks] == ["9", "10"]
