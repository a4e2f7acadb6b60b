"""Words that ask, chat or count in one text or language, and name something in another."""

from __future__ import annotations

import pytest

from bot.answering.reply import Answer, Listing, NoAnswer
from bot.answering.words.vocabulary import Vocabulary
from tests.shipped import answering, responder


def answered(text: str, question: str) -> str:
    """The fact that leads the answer to *question* from the text called *text*."""
    reply = answering(text).reply(question)
    assert isinstance(reply, Answer), reply
    return reply.facts[0].text


@pytest.mark.parametrize("question", ["is the data encrypted?", "data encrypted"])
def test_an_english_word_is_none_of_another_language(question: str) -> None:
    """Russian asks for a date by "дата", which comes to the same letters."""
    assert answered("ledger", question) == "Data is encrypted on disk and in transit."


@pytest.mark.parametrize(
    ("text", "question", "told"),
    [
        ("sanctuary", "where does the hay come from?", "Nyberg farm"),
        ("park", "when did the big birds die out there?", "1913"),
        ("bericht", "was kostet die Tageskarte?", "7.80 euros"),
    ],
)
def test_a_word_of_two_languages_is_of_the_one_that_is_spoken(text: str, question: str, told: str) -> None:
    """ "Die" is an article in German, and "hay" says in Spanish that there is something."""
    assert told in answered(text, question)


@pytest.mark.parametrize("word", ["bar", "pro", "men", "shy"])
def test_what_only_chats_in_another_language_is_missed_in_english(word: str) -> None:
    assert isinstance(responder().reply(word), NoAnswer)
    assert not isinstance(responder().reply(f"{word} trade with Mongolia"), Answer)


def test_a_word_of_another_language_chats_in_it() -> None:
    reply = responder().reply("Зангезурский коридор, какова длина про него?")
    assert isinstance(reply, Answer)
    assert reply.entry.id == "zangazur-corridor"


def test_a_word_that_chats_tells_where_a_name_ends_with_it() -> None:
    """The agreement on the digital economy is a deal, and "the deal with it" is nothing."""
    deal = responder().reply("deal on digital business")
    assert isinstance(deal, Answer)
    assert deal.entry.id == "digital-economy-agreement"
    what = responder().reply("what's the deal with the green corridor?")
    assert isinstance(what, Answer)
    assert what.entry.id == "green-corridor"


@pytest.mark.parametrize(
    ("text", "question", "told"),
    [
        # A number that somebody has is not counted.
        ("coop", "phone number of the caretaker", "555 0142"),
        ("ledger", "what is the telephone number of support?", "0555 210 440"),
        ("campus", "servicedesk email address", "servicedesk@wexcombe.example"),
        ("ledger", "number of customers", "18,400"),
        ("ledger", "backup frequency", "every 4 hours"),
        # What a curator typed answers by its own name.
        ("clinic", "members", "210 members"),
        ("clinic", "how many members?", "210 members"),
        ("veto", "which city hosts the winter fair?", "in Kelso"),
        ("veto", "winter fair city", "in Kelso"),
        ("harbour", "when is the court hearing?", "17 June 2025"),
        # What reaches somebody is told by how it is written.
        ("school", "what is the number of the absence line?", "01632 960 144"),
        ("operations", "Textello email", "help@textello.example"),
        ("operations", "bastion address", "jump.parcelwise.example"),
        ("ledger", "head office address", "12 Chandler Quay"),
        # What is asked is read as it is meant.
        ("school", "how late does the library stay open?", "until 5 pm"),
        ("festival", "when do ticket sales begin?", "3 March 2026"),
        ("operations", "v4.18", "version 4.18"),
        ("school", "are trainers allowed?", "PE only"),
        ("rail", "who pays the penalty?", "Baltsignal is paying"),
        # Somebody is told behind what they are.
        ("museum", "who are the architects?", "Bureau Kestrel"),
        ("harbour", "who makes the cranes?", "maker Korvala"),
    ],
)
def test_what_is_asked_is_read_as_it_is_meant(text: str, question: str, told: str) -> None:
    assert told in answered(text, question)


@pytest.mark.parametrize(
    ("question", "year"),
    [
        ("events this year", "2025"),
        ("what will happen next year?", "2026"),
        ("what happened last year?", "2024"),
    ],
)
def test_a_year_is_told_from_the_day_of_the_source(question: str, year: str) -> None:
    reply = responder().reply(question)
    assert isinstance(reply, Listing)
    assert year in reply.title
    assert {item.date[:4] for item in reply.items if item.date} == {year}


def test_what_a_text_has_of_no_year_is_listed_as_it_is() -> None:
    reply = responder().reply("summits next year")
    assert isinstance(reply, Listing)


def test_a_rate_is_no_length_of_time() -> None:
    """ "15 million tons a year" does not tell how long anything takes."""
    reply = responder().reply("how long does cargo take through the middle corridor?")
    assert isinstance(reply, Answer)
    assert "15 days" in reply.facts[0].text


def test_a_typed_role_leads_before_a_word_that_looks_like_it() -> None:
    """The fund has "an initial $500 million" as well, which is nothing that anybody initiated."""
    reply = responder().reply("who initiated the turkic investment fund?")
    assert isinstance(reply, Answer)
    assert reply.facts[0].text == "President Ilham Aliyev initiated the Turkic Investment Fund."


def test_number_of_many_is_still_counted() -> None:
    assert "26,840 members" in answered("library", "what is the number of the members?")


@pytest.mark.parametrize(
    ("text", "question", "told"),
    [
        ("coop", "how many homes are there?", "186 homes"),
        ("coop", "how much is a share?", "€1,200"),
        ("school", "how much is the fine?", "£80"),
    ],
)
def test_a_vague_word_is_a_topic_where_one_answer_has_it(text: str, question: str, told: str) -> None:
    """Homes, shares and fines say little in most questions, and here are all that is asked about."""
    assert told in answered(text, question)


def test_a_stem_that_doubles_its_last_letter_has_no_other_form() -> None:
    """What is rated is no rat."""
    vocabulary = Vocabulary(["rat", "paying", "ended"], [["s", "ed", "ing"]])
    assert not vocabulary.inflected("rated")
    assert {vocabulary.word(it) for it in vocabulary.inflected("pays")} == {"paying"}
    assert {vocabulary.word(it) for it in vocabulary.inflected("ends")} == {"ended"}
