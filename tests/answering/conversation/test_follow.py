"""What is picked, asked for more of, corrected, or meant of the last listing."""

from __future__ import annotations

import pytest

from bot.answering import wording
from bot.answering.conversation.turn import Turn
from bot.answering.plain import plain
from bot.answering.reply import Answer, Choices, Listing, NoAnswer
from bot.answering.respond import Responder

from .talking import answer, listing, no, talk


@pytest.mark.parametrize(
    ("picked", "place"),
    [
        ("1", 0),
        ("2", 1),
        ("the first one", 0),
        ("the second", 1),
        ("third please", 2),
        ("the last one", -1),
        ("number 3", 2),
        ("show me number 2", 1),
        ("what is the second one?", 1),
        ("ikinci", 1),
        ("die zweite", 1),
        ("le premier", 0),
        ("последний", -1),
    ],
)
def test_a_row_of_a_listing_is_picked_by_number_or_in_words(
    responder: Responder, picked: str, place: int
) -> None:
    listed, chosen = talk(responder, "host cities", picked)
    assert isinstance(listed, Listing)
    assert isinstance(chosen, Answer), plain(chosen)
    assert chosen.facts[0] == listed.items[place].fact


def test_another_may_be_picked_after_one_was_opened(responder: Responder) -> None:
    listed, _, second, last = talk(responder, "host cities", "the first one", "the second", "the last one")
    assert isinstance(listed, Listing)
    assert isinstance(second, Answer)
    assert isinstance(last, Answer)
    assert (second.facts[0], last.facts[0]) == (listed.items[1].fact, listed.items[-1].fact)


@pytest.mark.parametrize("topic", ["zangazur corridor", "middle corridor", "green"])
def test_beside_an_answer_a_number_opens_what_stands_there_now(responder: Responder, topic: str) -> None:
    """The numbers drawn with each of the answers, one after the other."""
    replies = talk(responder, topic, "3", "1", "2")
    for before, number, opened in zip(replies, (3, 1, 2), replies[1:], strict=False):
        drawn = {at: entry for _, entries in wording.others(answer([before])) for at, entry in entries}
        assert list(drawn) == list(range(1, len(drawn) + 1))
        assert answer([opened]).entry == drawn[number]


def test_a_number_beyond_the_rows_is_told_and_the_list_is_kept(responder: Responder) -> None:
    listed, beyond, chosen = talk(responder, "host cities", "99", "2")
    assert isinstance(listed, Listing)
    assert isinstance(beyond, NoAnswer)
    assert beyond.reason == "unreadable"  # which is no gap
    assert plain(beyond).startswith(f"I cannot read that: there are {len(listed.items)} rows: ")
    assert isinstance(chosen, Answer)
    assert chosen.facts[0] == listed.items[1].fact


@pytest.mark.parametrize(("picked", "place"), [("100", 99), ("the last one", -1)])
def test_a_row_beyond_those_that_are_kept_is_opened(responder: Responder, picked: str, place: int) -> None:
    listed, first, chosen = talk(responder, "list", "1", picked)
    assert isinstance(listed, Listing)
    assert isinstance(first, Answer)
    assert isinstance(chosen, Answer)
    assert chosen.facts[0] == listed.items[place].fact


@pytest.mark.parametrize("command", ["places", "figures", "timeline 2026", "list", "cities", "projects"])
def test_a_command_lists_whatever_was_said_before(responder: Responder, command: str) -> None:
    alone = listing(talk(responder, command))
    assert listing(talk(responder, "zangazur corridor", command)).items == alone.items


def test_a_choice_is_picked_and_led_by_the_fact_that_was_shown(responder: Responder, unclear: str) -> None:
    offered, chosen = talk(responder, unclear, "the second")
    assert isinstance(offered, Choices)
    assert isinstance(chosen, Answer)
    second = offered.choices[1]
    assert (chosen.entry, chosen.facts[0]) == (second.entry, second.facts[0])


def test_a_number_beyond_what_was_offered_picks_nothing(responder: Responder, unclear: str) -> None:
    assert not isinstance(talk(responder, unclear, "99")[-1], Answer)


def test_more_tells_what_was_not_told_until_all_is_told(responder: Responder) -> None:
    first, second, again = talk(responder, "middle corridor", "tell me more", "more")
    assert isinstance(first, Answer)
    assert isinstance(second, Answer)
    assert isinstance(again, Answer), "where all is told, it is told again: never a no"
    assert [fact for fact in second.facts if fact in first.facts] == []
    assert list(first.more) == list(second.everything)
    assert {reply.entry.id for reply in (first, second, again)} == {"middle-corridor"}


def test_more_starts_where_the_face_stopped_drawing(responder: Responder) -> None:
    reply = answer(talk(responder, "middle corridor"))
    more = responder.reply("more", after=Turn.of(reply, drawn=1))
    assert isinstance(more, Answer)
    assert more.facts[0] not in reply.facts[:1]
    assert reply.facts[1] in more.everything


@pytest.mark.parametrize(
    "text", ["source?", "show me the quote", "who says so?", "link?", "kaynak", "Quelle?"]
)
def test_the_source_of_the_last_lead_is_shown_with_its_quote(responder: Responder, text: str) -> None:
    before, proof = talk(responder, "how long is the zangazur corridor", text)
    assert isinstance(before, Answer)
    assert isinstance(proof, Answer), plain(proof)
    assert proof.facts == before.facts[:1]


@pytest.mark.parametrize("text", ["no, I meant the green corridor", "sorry, I meant green corridor"])
def test_a_correction_is_the_same_question_about_what_was_meant(responder: Responder, text: str) -> None:
    assert answer(talk(responder, "zangazur corridor", text)).entry.id == "green-corridor"


def test_a_correction_keeps_what_was_asked(responder: Responder) -> None:
    reply = answer(talk(responder, "how long is the zangazur corridor", "no, I meant the middle corridor"))
    assert reply.entry.id == "middle-corridor"
    assert "15 days" in reply.facts[0].text


def test_which_of_them_are_rows_of_the_last_listing(responder: Responder) -> None:
    reply = answer(talk(responder, "events in 2026", "which of them are in baku?"))
    assert reply.entry.id == "defence-industry-meeting"


def test_what_was_meant_is_opened_where_the_question_does_not_apply_to_it(responder: Responder) -> None:
    said = talk(responder, "gabala declaration", "how many points?", "no, I meant the samarkand one")
    assert answer(said).entry.id == "samarkand-summit"


def test_a_name_with_more_words_than_a_listing_has_is_asked_of_the_last_topic(responder: Responder) -> None:
    reply = no(talk(responder, "turkic investment fund", "kazakhstan's share?"))
    assert (reply.topic and reply.topic.id, [it.text for it in reply.lacks]) == (
        "turkic-investment-fund",
        ["Kazakhstan"],
    )
    given = answer(talk(responder, "orkhun exchange", "and hungary's contribution?"))
    assert "EUR 1 million" in given.facts[0].quote
    assert listing(talk(responder, "turkic investment fund", "events in kazakhstan")).items


def test_a_name_and_a_word_that_are_the_whole_of_a_topic_open_it(responder: Responder) -> None:
    opened = answer(talk(responder, "cleantech days", "thx. and the plan with the WHO?"))
    assert opened.entry.id == "who-action-plan"


def test_more_of_another_topic_opens_that_one(responder: Responder) -> None:
    said = ("theme of the gabala summit", "and its main outcomes?", "tell me more about the ots+ one")
    assert answer(talk(responder, *said)).entry.id == "ots-plus"


def test_a_single_word_asks_which_one(responder: Responder) -> None:
    told = answer(talk(responder, "peace agreement with armenia", "month?"))
    assert "August" in told.facts[0].text
    assert [lack.text for lack in no(talk(responder, "gabala summit", "month?")).lacks] == ["which month"]


@pytest.mark.parametrize("picked", ["what's the second one?", "and the second?", "the last one"])
def test_one_of_several_that_a_fact_names_is_told_by_that_fact(responder: Responder, picked: str) -> None:
    said = ("in which bodies did Turkmenistan become an observer?", picked)
    assert "Turkic Culture and Heritage Foundation" in answer(talk(responder, *said)).facts[0].text


def test_of_choices_the_last_topic_is_meant(responder: Responder) -> None:
    alone = "toplam ticaretinin yüzde kaçı?"
    assert isinstance(responder.reply(alone), Choices)
    said = ("Azerbaycan'ın 2024'te üye ülkelerle ticareti ne kadardı?", alone)
    assert "14.5%" in answer(talk(responder, *said)).facts[0].text


@pytest.mark.parametrize(
    ("listed", "asked", "told"),
    [
        ("events in Istanbul", "when was the defence one?", "23 July 2025"),
        ("turkmenistan", "observer where exactly?", "the Turkic Academy"),
    ],
)
def test_a_row_is_asked_of_by_what_only_it_has(
    responder: Responder, listed: str, asked: str, told: str
) -> None:
    assert told in answer(talk(responder, listed, asked)).facts[0].text


def test_which_ones_of_a_place_are_of_the_last_topic(responder: Responder) -> None:
    reply = no(talk(responder, "turkunib", "which ones are in hungary?"))
    assert reply.topic is not None
    assert reply.topic.id == "turkunib"


def test_how_much_of_it_is_within_may_be_told_by_another_topic(responder: Responder) -> None:
    said = ("trade volume of the region", "how much of that is between members?")
    assert answer(talk(responder, *said)).entry.id == "intra-ots-trade"


def test_how_many_of_them_counts_what_was_spoken_of(responder: Responder) -> None:
    reply = answer(talk(responder, "turkunib", "und wie viele davon neu?"))
    assert any("62 new universities" in it.text for it in reply.facts)


@pytest.mark.parametrize(
    "said",
    [
        "show me the quote please",
        "zeig mir bitte das Zitat",
        "montre-moi la citation",
        "bana alıntıyı göster",
        "sitatı göstərin",
        "дай цитату",
        "mutasd az idézetet",
    ],
)
def test_the_proof_may_be_asked_for_in_any_language_read(responder: Responder, said: str) -> None:
    told, proof = talk(responder, "how long is the zangazur corridor", said)
    assert isinstance(told, Answer)
    assert isinstance(proof, Answer), plain(proof)
    assert proof.facts[0] == told.facts[0]


@pytest.mark.parametrize("said", ["such as?", "for example?", "which ones?", "zum Beispiel?", "например?"])
def test_examples_are_told_by_what_names_some(responder: Responder, said: str) -> None:
    reply = answer(talk(responder, "in how many areas do they cooperate?", said))
    assert "range from economic integration" in reply.facts[0].text


def test_of_the_only_row_of_a_list_more_is_asked(responder: Responder) -> None:
    listed = listing(talk(responder, "planned events in Baku"))
    (row,) = listed.items
    reply = answer(talk(responder, "planned events in Baku", "when is it held?"))
    assert reply.entry == row.entry
    assert "2026" in reply.facts[0].text


def test_the_second_edition_is_no_second_offer(responder: Responder) -> None:
    reply = answer(
        talk(responder, "first meeting of the defence industry heads, when was it", "and the 2nd?")
    )
    assert reply.entry.id == "defence-industry-meeting"
    assert "2nd" in reply.facts[0].text


def test_a_row_is_asked_of_by_what_it_alone_says(responder: Responder) -> None:
    reply = answer(talk(responder, "turkmenistan", "observer in what?"))
    assert "Turkic Academy" in reply.facts[0].text


def test_what_is_picked_is_opened_before_it_is_asked_of(responder: Responder) -> None:
    said = ("what did SOCAR sign at COP29", "with which companies?", "the second one - from which country?")
    assert "Masdar (UAE)" in answer(talk(responder, *said)).facts[0].text


def test_the_one_with_a_name_is_the_row_that_has_most_of_it(responder: Responder) -> None:
    reply = answer(talk(responder, "MoUs", "the one with SOCAR"))
    assert reply.entry.id == "offshore-wind"


def test_anything_that_somebody_did_may_be_told_elsewhere(responder: Responder) -> None:
    said = ("what did Aliyev say about a single centre of power?", "did he propose anything for 2026?")
    assert "joint military exercises" in answer(talk(responder, *said)).facts[0].text


def test_a_number_of_people_is_asked_for_in_every_language(responder: Responder) -> None:
    no(talk(responder, "Qəbələ sammitinin mövzusu nə idi?", "sammitdə neçə nəfər iştirak edib?"))


def test_a_list_goes_on_after_the_one_row_it_was_narrowed_to(responder: Responder) -> None:
    reply = answer(talk(responder, "events in 2026", "which of them are in baku?", "and 2027?"))
    assert reply.entry.id == "cultural-forum"


def test_another_row_is_picked_by_what_it_names(responder: Responder) -> None:
    said = ("list the youth & sports initiatives", "the one in tashkent?", "and istanbul?")
    assert "Istanbul" in answer(talk(responder, *said)).facts[0].text


def test_what_else_was_there_is_asked_of_the_place_that_was_told(responder: Responder) -> None:
    reply = answer(talk(responder, "tourism capital 2026", "and 2025?", "what was held there?"))
    assert reply.entry.id == "tourism-forum"


def test_the_other_one_is_what_shares_the_noun_of_a_name(responder: Responder) -> None:
    *_, reply = talk(responder, "middle corridor", "no, the other corridor")
    assert isinstance(reply, Choices)
    assert "middle-corridor" not in {it.entry.id for it in reply.choices}


def test_one_of_two_stays_with_the_last_topic(responder: Responder) -> None:
    reply = answer(talk(responder, "satellite?", "already launched or only planned?"))
    assert reply.entry.id == "ots-sat"


@pytest.mark.parametrize(
    ("listed", "asked"),
    [("proposals", "how many?"), ("events in 2026", "how many are they?"), ("agreements", "when?")],
)
def test_what_every_row_tells_is_told_by_the_list(responder: Responder, listed: str, asked: str) -> None:
    before, after = talk(responder, listed, asked)
    assert isinstance(before, Listing)
    assert isinstance(after, Listing), plain(after)
    assert (after.title, after.items) == (before.title, before.items)


def test_what_no_row_tells_is_a_no_that_names_the_list(responder: Responder) -> None:
    (*_, reply) = talk(responder, "what did Aliyev propose", "and who else?")
    assert "none of Ilham Aliyev · Proposals, which were listed" in plain(reply)
