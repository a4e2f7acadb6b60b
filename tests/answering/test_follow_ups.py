"""A conversation: each question is read in the light of the last reply, as far as it leans on it."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.reply import Answer, Choices, Listing, NoAnswer, Reply
from bot.answering.respond import Responder
from bot.answering.turn import MOST_OPTIONS, SAID, Option, Turn
from bot.answering.wording import plain


def talk(responder: Responder, *said: str) -> list[Reply]:
    """Say one thing after another; what is kept between them goes through JSON, as on every face."""
    replies: list[Reply] = []
    after: Turn | None = None
    for text in said:
        replies.append(responder.reply(text, after=after))
        after = Turn.read(json.loads(json.dumps(Turn.of(replies[-1]).as_data())))
        assert after is not None
    return replies


def answer(replies: Sequence[Reply]) -> Answer:
    reply = replies[-1]
    assert isinstance(reply, Answer), plain(reply)
    return reply


def listing(replies: Sequence[Reply]) -> Listing:
    reply = replies[-1]
    assert isinstance(reply, Listing), plain(reply)
    return reply


def no(replies: Sequence[Reply]) -> NoAnswer:
    reply = replies[-1]
    assert isinstance(reply, NoAnswer), plain(reply)
    return reply


@pytest.mark.parametrize(
    ("picked", "place"),
    [
        ("1", 0),
        ("2", 1),
        ("the first one", 0),
        ("the second", 1),
        ("third please", 2),
        ("the last one", -1),
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


@pytest.mark.parametrize("text", ["source?", "show me the quote", "who says so?", "kaynak", "Quelle?"])
def test_the_source_of_the_last_lead_is_shown_with_its_quote(responder: Responder, text: str) -> None:
    before, proof = talk(responder, "how long is the zangazur corridor", text)
    assert isinstance(before, Answer)
    assert isinstance(proof, Answer), plain(proof)
    assert proof.facts == before.facts[:1]


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


def test_what_is_left_of_a_listing_as_one_row_is_told(responder: Responder) -> None:
    for_2027 = answer(talk(responder, "events in 2026", "and 2027?"))
    assert for_2027.entry.id == "cultural-forum"
    assert "2027" in for_2027.facts[0].quote
    assert answer(talk(responder, "proposals", "and uzbekistan's?")).facts[0].roles[0].who == "Uzbekistan"
    assert len(listing(talk(responder, "events in 2026", "and 2027?", "and 2025?")).items) > 1


def test_a_listing_is_still_meant_after_a_row_of_it_was_opened(responder: Responder) -> None:
    reply = listing(talk(responder, "events in 2026", "2", "and 2025?"))
    assert {item.date[:4] for item in reply.items if item.date} == {"2025"}


@pytest.mark.parametrize("text", ["and kyrgyzstan?", "kyrgyzstan?", "Kyrgyzstan"])
def test_another_name_alone_asks_the_same_of_it(responder: Responder, text: str) -> None:
    reply = answer(talk(responder, "what did uzbekistan propose?", text))
    assert "mechanism for joint action" in reply.facts[0].quote


def test_whose_something_is_refers_back(responder: Responder) -> None:
    reply = answer(talk(responder, "how long does the middle corridor take from china?", "and its capacity?"))
    assert "15 million tons" in reply.facts[0].quote


def test_a_finer_time_is_that_of_what_was_told(responder: Responder) -> None:
    said = talk(
        responder, "defence industry meeting", "when was the first?", "and the second?", "on which day?"
    )
    reply = no(said)
    assert "2026" in reply.facts[0].text


def test_he_is_whoever_does_what_was_told(responder: Responder) -> None:
    said = talk(responder, "what did aliyev propose for 2026?", "what did he say about the family?")
    assert "family" in answer(said).facts[0].text


def test_a_common_word_stays_with_the_topic_that_has_it(responder: Responder) -> None:
    assert (
        answer(talk(responder, "green corridor", "where does the power come from?")).entry.id
        == "green-corridor"
    )


def test_who_speaks_is_not_said_by_who_holds_it(responder: Responder) -> None:
    assert no(talk(responder, "turkic week in geneva", "who will speak there?")).reason == "not_stated"


@pytest.mark.parametrize("text", ["no, I meant the green corridor", "sorry, I meant green corridor"])
def test_a_correction_is_the_same_question_about_what_was_meant(responder: Responder, text: str) -> None:
    assert answer(talk(responder, "zangazur corridor", text)).entry.id == "green-corridor"


def test_a_correction_keeps_what_was_asked(responder: Responder) -> None:
    reply = answer(talk(responder, "how long is the zangazur corridor", "no, I meant the middle corridor"))
    assert reply.entry.id == "middle-corridor"
    assert "15 days" in reply.facts[0].text


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


# What is kept of a reply

numbers = st.integers(0, 999)
turns = st.builds(
    Turn,
    st.text(),
    st.sampled_from(SAID),
    st.none() | st.text(),
    numbers,
    st.lists(numbers, max_size=MOST_OPTIONS).map(tuple),
    st.lists(st.builds(Option, st.text(min_size=1), numbers), max_size=MOST_OPTIONS).map(tuple),
    st.booleans(),
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
like_a_turn = st.fixed_dictionaries(
    {"query": st.text(), "said": st.sampled_from(SAID)},
    optional={
        "entry": anything,
        "fact": anything,
        "shown": anything | st.lists(anything),
        "options": anything
        | st.lists(st.text() | st.tuples(st.text(), st.text("0123456789²٣", max_size=6_000)).map(":".join)),
        "offers": anything,
    },
)


@given(turns)
def test_a_turn_is_read_as_it_was_written(turn: Turn) -> None:
    assert Turn.read(turn.as_data()) == turn
    assert Turn.read(json.loads(json.dumps(turn.as_data()))) == turn


@given(anything | like_a_turn)
def test_what_is_no_turn_is_none_and_never_raises(data: object) -> None:
    read = Turn.read(data)
    assert read is None or Turn.read(read.as_data()) == read


def test_a_number_of_thousands_of_digits_is_no_option() -> None:
    read = Turn.read({"query": "corridor", "said": "answer", "options": ["a:" + "9" * 5_000, "b:2"]})
    assert read is not None
    assert read.options == (Option("b", 2),)


@given(
    turns,
    st.sampled_from(["more", "source?", "2", "last one", "and 2027?", "how long is it?", "no, I meant gdp"]),
)
def test_any_turn_can_be_followed(responder: Responder, turn: Turn, text: str) -> None:
    assert responder.reply(text, after=turn) == responder.reply(text, after=turn)


def test_a_turn_keeps_forty_options_at_most(responder: Responder) -> None:
    reply = responder.reply("list")
    assert isinstance(reply, Listing)
    assert len(reply.items) > MOST_OPTIONS
    assert len(Turn.of(reply).options) == MOST_OPTIONS


@pytest.mark.parametrize(
    ("text", "year"), [("and the year after?", "2026"), ("and the following year?", "2026")]
)
def test_a_year_is_told_by_the_one_before(responder: Responder, text: str, year: str) -> None:
    reply = answer(talk(responder, "which city is the tourism capital in 2025?", text))
    assert year in reply.facts[0].quote


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


# What stands beside the last fact


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


# Which of its facts answers


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


def test_what_is_it_asks_what_it_is_and_who_had_it_more(responder: Responder) -> None:
    assert "flexible framework" in answer(talk(responder, "who launched ots+?", "what is it?")).facts[0].text
    assert "Kyrgyzstan" in answer(talk(responder, "who chairs the ots?", "who had it before?")).facts[0].text


def test_that_is_what_was_just_told(responder: Responder) -> None:
    said = talk(responder, "green corridor", "where does the power come from?", "how much power is that?")
    assert "several gigawatts" in answer(said).facts[0].text


@pytest.mark.parametrize("text", ["what does that cost?", "how much does that cost?", "сколько это стоит?"])
def test_an_attribute_of_that_is_not_told_of_another_topic(responder: Responder, text: str) -> None:
    reply = no(talk(responder, "green corridor", text))
    assert (reply.topic and reply.topic.id) == "green-corridor"


@pytest.mark.parametrize(
    ("said", "in_lead"),
    [
        (("tourism capital 2026", "and before that?"), "Jalal-Abad"),
        (("tourism capital 2025", "and after?"), "Ankara"),
        (("tourism capital 2026", "а раньше?"), "Jalal-Abad"),
    ],
)
def test_before_that_steps_to_the_date_before(
    responder: Responder, said: tuple[str, ...], in_lead: str
) -> None:
    assert in_lead in answer(talk(responder, *said)).facts[0].text


def test_before_the_first_there_is_nothing(responder: Responder) -> None:
    assert no(talk(responder, "tourism capital 2025", "and before that?")).reason == "not_stated"


# What is kept of the last question


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


@pytest.mark.parametrize(
    ("said", "entry"),
    [
        (("gdp", "back to kashgari, which anniversary is it?"), "kashgari"),
        (("tourism capital 2026", "back to jalal-abad, what did it host?"), "tourism-forum"),
        (("zangazur corridor", "thanks, and how long is it?"), "zangazur-corridor"),
        (("aliyev on the family", "and what does he want in 2026?"), "ilham-aliyev"),
    ],
)
def test_what_is_named_before_the_question_is_what_it_is_about(
    responder: Responder, said: tuple[str, ...], entry: str
) -> None:
    assert answer(talk(responder, *said)).entry.id == entry


def test_the_other_is_not_the_one_that_was_spoken_of(responder: Responder) -> None:
    offered = talk(responder, "gabala summit", "no, I meant the other summit")[-1]
    assert isinstance(offered, Choices)
    assert "gabala-summit" not in [it.entry.id for it in offered.choices]
    said = talk(responder, "gabala summit", "no, the other summit, in samarkand")
    assert answer(said).entry.id == "samarkand-summit"


def test_which_of_them_are_rows_of_the_last_listing(responder: Responder) -> None:
    reply = answer(talk(responder, "events in 2026", "which of them are in baku?"))
    assert reply.entry.id == "defence-industry-meeting"


def test_an_english_on_is_no_russian_he(responder: Responder) -> None:
    assert no(talk(responder, "joint military exercises", "on which day?")).reason == "not_stated"
