"""What a question asks for beside its topic, which no other thing tells: who does it, how often, how much of what."""

from __future__ import annotations

import pytest

from bot.answering.reply import Answer, Listing, NoAnswer, Reply
from tests.shipped import answering, responder


def lead(reply: Reply) -> str:
    assert isinstance(reply, Answer), reply
    return reply.facts[0].text


def test_what_is_proposed_for_a_country_is_not_its_own_proposal() -> None:
    """The director proposes a fund "at first in Belisk"; her proposals are no country's."""
    bank = answering("bank")
    assert isinstance(bank.reply("what did Belisk propose?"), NoAnswer)
    assert "Suhlan asked" in lead(bank.reply("what did Suhlan propose?"))
    proposals = bank.reply("proposals of Suhlan")
    assert isinstance(proposals, Listing)
    assert [it.what for it in proposals.items] == ["doubling of the drought fund"]


def test_a_president_proposes_for_the_country() -> None:
    proposals = responder().reply("what did Azerbaijan propose?")
    assert isinstance(proposals, Listing)
    assert all("Ilham Aliyev" in it.who for it in proposals.items)
    assert isinstance(responder().reply("what did Kazakhstan propose?"), NoAnswer)


def test_a_country_that_did_not_propose_it_is_put_right() -> None:
    """Whether it was Uzbekistan's is answered by whose initiative it is."""
    reply = responder().reply("was the Turkic Investment Fund Uzbekistan's initiative?")
    assert "Aliyev" in " ".join(fact.quote for fact in getattr(reply, "facts", ()))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("how often are mailboxes copied", "once a day"),
        ("how often does jonas go through the rights", "once a quarter"),
        ("how often are databases dumped", "every night"),
    ],
)
def test_how_often_is_told_by_what_comes_again(question: str, told: str) -> None:
    assert told in lead(answering("hosting").reply(question))


def test_how_often_is_told_by_no_thing_that_never_comes_again() -> None:
    assert isinstance(answering("hosting").reply("how often do hardware keys have to be replaced"), NoAnswer)


def test_what_one_pays_is_told_by_a_sum_of_money() -> None:
    reply = answering("hosting").reply("what do we pay for the vault in linz")
    assert isinstance(reply, NoAnswer)
    assert [it.text for it in reply.lacks] == ["how much money"]
    assert "Linz" in reply.facts[0].quote


def test_what_has_no_more_words_of_a_question_than_a_name_is_said_to_lack_the_rest() -> None:
    """Rather than that the page does not speak of what it has a topic for."""
    reply = answering("hosting").reply("when is mariadb beeing shut dwn")
    assert isinstance(reply, NoAnswer)
    assert reply.reason == "not_stated"
    assert "30 September 2025" in reply.facts[0].text


def test_that_nothing_is_decided_answers_who_comes_after_somebody() -> None:
    assert "not known" in lead(answering("hosting").reply("who will replace rui"))


@pytest.mark.parametrize("question", ["commands", "which commands are there", "list commands"])
def test_the_commands_that_a_text_has_are_listed_and_no_help_is_given(question: str) -> None:
    reply = answering("hosting").reply(question)
    assert isinstance(reply, Listing)
    assert [it.what for it in reply.items][:2] == ["lfctl web", "lfctl db"]


def test_a_word_that_seldom_decides_narrows_where_it_names_something() -> None:
    reply = answering("hosting").reply("figures of the large plan")
    assert isinstance(reply, Listing)
    assert {it.what.split(":")[0] for it in reply.items} == {"Large"}


def test_where_behind_several_things_tells_which_of_them() -> None:
    reply = responder().reply("list all the cities where something was held")
    assert isinstance(reply, Listing)
    assert {"Baku", "Bishkek", "Istanbul"} <= {place for it in reply.items for place in it.where}


def test_where_money_comes_from_is_no_list_of_sums() -> None:
    assert "bonds" in lead(answering("bank").reply("where does the bank get its own money from"))


def test_an_abbreviation_is_spelled_out_only_where_the_text_does() -> None:
    spelled = responder().reply("what does OTS stand for?")
    assert isinstance(spelled, Answer)
    assert spelled.entry.title.startswith("Organization of Turkic States")
    spelled = responder().reply("what does ePermit stand for")
    assert "electronic transport permits" in lead(spelled)
    reply = responder().reply("what does TRIPP stand for")
    assert isinstance(reply, NoAnswer)
    assert [it.text for it in reply.lacks] == ["what it stands for"]
