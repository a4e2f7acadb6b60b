"""What is said that asks nothing: greetings, thanks, emoji, and what only looks like them."""

from __future__ import annotations

import time

import pytest

from bot.answering.conversation.turn import Turn
from bot.answering.plain import plain
from bot.answering.reply import MANNERS, Answer, Choices, Help, Listing, NoAnswer, as_data
from tests.shipped import responder


@pytest.mark.parametrize(
    ("said", "manner"),
    [
        ("hi", "greeting"),
        ("Hello!", "greeting"),
        ("merhaba", "greeting"),
        ("salam", "greeting"),
        ("сәлем", "greeting"),
        ("привет", "greeting"),
        ("Guten Tag", "greeting"),
        ("bonjour", "greeting"),
        ("hola", "greeting"),
        ("szia", "greeting"),
        ("thank you so much!", "thanks"),
        ("teşekkürler", "thanks"),
        ("рахмет", "thanks"),
        ("rahmat", "thanks"),
        ("большое спасибо", "thanks"),
        ("спасибо большое", "thanks"),
        ("köszönöm", "thanks"),
        ("vielen Dank", "thanks"),
        ("merci beaucoup", "thanks"),
        ("gracias", "thanks"),
        ("bye", "farewell"),
        ("до свидания", "farewell"),
        ("who are you?", "identity"),
        ("sen kimsin?", "identity"),
        ("кто ты", "identity"),
        ("Wer bist du?", "identity"),
        ("help", "help"),
        ("what can you do?", "help"),
        ("ne yapabilirsin", "help"),
        ("¿qué puedes hacer?", "help"),
        ("hi, what can you do?", "help"),
        ("test", "test"),
        ("lol", "test"),
        ("🎉", "test"),
        ("no", "reaction"),
        ("ok", "reaction"),
        ("never mind", "reaction"),
        (":wave:", "test"),
        (":+1::skin-tone-3: :8ball:", "test"),
        ("thanks :pray:", "thanks"),
    ],
)
def test_manners_are_met_in_every_language_that_is_read(said: str, manner: str) -> None:
    reply = responder().reply(said)
    assert isinstance(reply, Help), plain(reply)
    assert reply.manner == manner


@pytest.mark.parametrize(
    "said", ["summary", "tl;dr", "overview", "main points", "özet", "главное", "Zusammenfassung", "résumé"]
)
def test_a_summary_is_the_key_points(said: str) -> None:
    reply = responder().reply(said)
    assert isinstance(reply, Listing), plain(reply)
    assert 8 <= len(reply.items) <= 12
    assert all(item.fact.key for item in reply.items)


@pytest.mark.parametrize(
    "aside",
    [
        *(":fire:", ":+1::skin-tone-3:", ":flag-az: :flag-tr:", ":eyes::100:", ":train2:", ":größe:", "🔥"),
        *(" https://example.org/eu?year=2030", " (someone.else@example.co.uk)"),
    ],
)
@pytest.mark.parametrize(
    "asked",
    ["zangazur corridor {}", "{} how long is the zangazur corridor?", "is the zangazur corridor long{}"],
)
def test_emoji_and_addresses_ask_for_nothing(asked: str, aside: str) -> None:
    with_it, without = (responder().reply(asked.format(it)) for it in (aside, ""))
    assert plain(with_it) == plain(without)


def test_a_long_gap_takes_no_longer_than_a_long_word() -> None:
    loaded = responder()

    def seconds(filling: str) -> float:
        started = time.perf_counter()
        loaded.reply(f"a{filling * 60_000}b")
        return time.perf_counter() - started

    assert seconds(" ") < 50 * seconds("x")  # a thousand times as long where each blank is begun from anew


def test_what_is_named_beside_emoji_is_a_topic_of_a_message() -> None:
    named = responder().topics("Good news :train2: :bank: about the zangazur corridor :tada:")
    assert [entry.id for entry in named] == ["zangazur-corridor"]


def test_a_manner_beside_a_question_does_not_hide_it() -> None:
    reply = responder().reply("hi, could you please tell me how long the zangazur corridor is? thanks!")
    assert isinstance(reply, Answer), plain(reply)
    assert "43 km" in reply.facts[0].text


def test_a_question_about_the_subject_is_no_manner_for_its_yes_or_no() -> None:
    assert not isinstance(responder().reply("why was there no OTS in 2020?"), Help)


@pytest.mark.parametrize("asked", ["source?", "proof", "are you sure", "is that true?", "more"])
def test_what_asks_of_what_was_said_names_no_topic_where_nothing_was(asked: str) -> None:
    reply = responder().reply(asked)
    assert isinstance(reply, NoAnswer)
    assert "names no topic" in (reply.problem or "")


@pytest.mark.parametrize("asked", ["is that true?", "is it true", "is that so?", "really?", "source?"])
def test_whether_it_is_so_is_told_by_what_was_told(asked: str) -> None:
    told = responder().reply("how long is the zangazur corridor")
    assert isinstance(told, Answer)
    again = responder().reply(asked, after=Turn.of(told))
    assert isinstance(again, Answer)
    assert again.facts[0] is told.facts[0]


def test_each_manner_is_answered_in_its_own_words() -> None:
    lines = {manner: plain(Help("", (), manner)) for manner in MANNERS}
    assert len(set(lines.values())) == len(MANNERS)


def test_broken_bytes_are_no_emoji() -> None:
    reply = responder().reply("\N{REPLACEMENT CHARACTER}")
    assert isinstance(reply, NoAnswer)
    assert reply.reason == "unreadable"


def test_where_either_may_be_meant_the_choice_is_left(unclear: str) -> None:
    reply = responder().reply(unclear)
    assert isinstance(reply, Choices)
    assert len({choice.entry.id for choice in reply.choices}) == len(reply.choices) > 1


def test_a_greeting_does_not_hide_the_question_behind_it() -> None:
    asked = "Hello all. I am new here! zangazur corridor"
    reply = responder().reply(asked)
    assert isinstance(reply, Answer), plain(reply)
    assert (reply.entry.id, reply.query) == ("zangazur-corridor", asked)


@pytest.mark.parametrize(
    "asked", ["How much did the pyramid cost? I ask about the corridor.", "nerede 13. zirve yapılacak"]
)
def test_a_question_is_not_taken_for_a_remark(asked: str) -> None:
    assert isinstance(responder().reply(asked), NoAnswer)


def test_a_word_of_a_test_in_a_question_is_no_test() -> None:
    assert as_data(responder().reply("test 123"))["status"] == "help"
    assert as_data(responder().reply("how much is the test?"))["status"] == "none"
