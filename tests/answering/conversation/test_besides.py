"""What is asked beside what was told: "who else?"."""

from __future__ import annotations

from bot.answering.respond import Responder

from .talking import answer, listing, no, talk


def test_what_else_somebody_said_is_all_that_is_told_of_them(responder: Responder) -> None:
    said = listing(
        talk(responder, 'aliyev "our family" quote', "when did he say that?", "what else did he say?")
    )
    assert {"joint-military-exercises", "aliyev-family"} <= {item.entry.id for item in said.items}


def test_who_else_is_told_where_several_are(responder: Responder) -> None:
    assert "UNIDO" in answer(talk(responder, "cleantech days", "who else was in on it?")).facts[0].text


def test_where_else_is_told_by_another_fact(responder: Responder) -> None:
    there = answer(talk(responder, "turkic week", "where?", "anywhere else?"))
    assert "Vienna" in there.facts[0].text


def test_nobody_else_is_named_where_only_one_is(responder: Responder) -> None:
    reply = no(talk(responder, "turkic investment fund", "who initiated it?", "who else?"))
    assert [lack.text for lack in reply.lacks] == ["who"]
    reply = no(talk(responder, "joint military exercises", "what else did he propose?"))
    assert reply.topic
    assert reply.topic.id == "joint-military-exercises"


def test_what_else_of_a_name_is_all_that_is_told_of_it(responder: Responder) -> None:
    said = listing(talk(responder, "cleantech days", "where?", "what else was in istanbul?"))
    assert "red-network-camp" in {item.entry.id for item in said.items}


def test_what_else_alone_goes_on_with_the_topic(responder: Responder) -> None:
    assert answer(talk(responder, "ilham aliyev", "what else?")).entry.id == "ilham-aliyev"
