"""Every name finds its entry, exactly and with typos; a hit can say why it was found."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot.answering.reply import Answer, Choices, NoAnswer, as_data
from bot.answering.words.reader import Reader
from bot.answering.words.roles import Roles
from bot.answering.words.spelling import american, sound
from bot.answering.words.vocabulary import Vocabulary, errors_allowed
from knowledge.fold import fold, is_number, words
from tests.conftest import ROOT
from tests.shipped import answering, knowledge, responder

WORDS = [
    "corridor",
    "corridors",
    "zangazur",
    "trade",
    "train",
    "turkology",
    "koridoru",
    "etir",
    "2026",
    "investment",
]


@cache
def names() -> tuple[tuple[str, str], ...]:
    """Every entry by each of its names."""
    return tuple(
        (entry.id, name)
        for entry in knowledge().entries
        for name in (entry.title, *(alias for aliases in entry.aliases.values() for alias in aliases))
    )


def test_every_name_is_answered_with_its_entry() -> None:
    replies = ((entry, name, responder().reply(name)) for entry, name in names())
    assert not [
        (name, reply)
        for entry, name, reply in replies
        if not isinstance(reply, Answer) or reply.entry.id != entry
    ]


@cache
def known() -> frozenset[str]:
    """Every word that the curator wrote, the names and synonyms of nine languages included."""
    return frozenset(
        sound(word)
        for file in (ROOT / "knowledge").rglob("*.yaml")
        for word in words(file.read_text(encoding="utf-8"))
    )


@st.composite
def names_with_typos(draw: st.DrawFn) -> tuple[str, str]:
    """A name with one typo in each word of five letters or more.

    A typo that spells another known word cannot be seen ("forum", "form"), nor one in a number
    written as a word ("elevnth").
    """
    entry, name = draw(st.sampled_from(names()))
    typed = [
        draw(_typo(word)) if len(word) >= 5 and word.isalpha() and not is_number(fold(word)) else word
        for word in name.split()
    ]
    changed = set(words(" ".join(typed))) - set(words(name))
    assume(not any(sound(word) in known() for word in changed))
    return entry, " ".join(typed)


@st.composite
def _typo(draw: st.DrawFn, word: str) -> str:
    place = draw(st.integers(1, len(word) - 2))
    letter = draw(st.sampled_from("abcdefghijklmnoprstuvyz"))
    return draw(
        st.sampled_from(
            [
                word[:place] + letter + word[place:],
                word[:place] + word[place + 1 :],
                word[:place] + letter + word[place + 1 :],
                word[:place] + word[place + 1] + word[place] + word[place + 2 :],
            ]
        )
    )


@given(names_with_typos())
def test_every_name_finds_its_entry_with_a_typo_in_each_long_word(case: tuple[str, str]) -> None:
    entry, typed = case
    reply = responder().reply(typed)
    match reply:
        case Answer():
            found = [reply.entry.id]
        case Choices():
            found = [choice.entry.id for choice in reply.choices]
        case _:
            found = []
    considered = [candidate.entry for candidate in responder().explain(reply).candidates]
    assert entry in found or entry in considered[:3], (typed, found, considered)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("waht is ePermit", "what is ePermit"),
        ("whne is the third cultural forum", "when is the third cultural forum"),
        (
            "how mnay points does teh gabala declaration have",
            "how many points does the gabala declaration have",
        ),
        ("anyting on kyrgyzstan", "anything on kyrgyzstan"),
    ],
)
def test_a_typo_in_a_word_that_only_asks_changes_nothing(typed: str, meant: str) -> None:
    one, other = as_data(responder().reply(typed)), as_data(responder().reply(meant))
    assert one | {"query": "", "score": 0} == other | {"query": "", "score": 0}


@given(st.text(max_size=60))
def test_anything_typed_gets_the_same_reply_twice(text: str) -> None:
    assert responder().reply(text) == responder().reply(text)


@given(st.sampled_from(WORDS), st.data())
def test_a_word_with_as_many_errors_as_allowed_is_found(word: str, data: st.DataObject) -> None:
    vocabulary = Vocabulary(WORDS)
    typed = data.draw(_typo(word)) if word.isalpha() else word
    key = sound(word)
    distance = OSA.distance(sound(typed), key)
    if 0 < distance <= errors_allowed(len(key)) and len(key) > 4:
        assert vocabulary.id(word) in vocabulary.misspelt(typed)


def test_spellings_of_several_alphabets_sound_the_same() -> None:
    assert sound(fold("Кашгари")) == sound("kashgari") == sound(fold("Kaşgari"))


def test_an_ending_does_not_hide_a_word() -> None:
    vocabulary = Vocabulary(["koridor", "toshkent", "heads"], endings=[["dagi", "a", "s"]])
    assert vocabulary.id("toshkent") in vocabulary.inflected("toshkentdagi")
    assert vocabulary.id("koridor") in vocabulary.inflected(fold("коридора"))
    assert not vocabulary.inflected("headset")


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("claim", "claimed"),
        ("flush", "flushed"),
        ("stop", "stopping"),
        ("claimed", "claim"),
        ("lock", "locked"),
        ("taxes", "tax"),
    ],
)
def test_a_short_word_has_endings_too(typed: str, known: str) -> None:
    assert Vocabulary([known], endings=[["ed", "ing"]]).inflected(typed)


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("lock", "look"),
        ("ears", "years"),
        ("chat", "cat"),
        ("boss", "bosh"),
        ("yuk", "uk"),
        ("pain", "payin"),
        ("trip", "tripp"),
    ],
)
def test_an_english_word_is_no_other_that_sounds_like_it(typed: str, known: str) -> None:
    for words_of_it in ([known], [known, typed], [typed, known]):
        vocabulary = Vocabulary(words_of_it, endings=[["s", "ed"], ["t", "n"]])
        assert {vocabulary.id(typed), *vocabulary.inflected(typed)}.isdisjoint({vocabulary.id(known)})


def test_an_english_word_is_no_form_of_one_in_another_language() -> None:
    vocabulary = Vocabulary(["planen", "fabrikat"], endings=[["s", "ed"], ["t", "n", "", "at"]])
    assert not vocabulary.inflected("planet")
    assert vocabulary.inflected("fabrik")


@pytest.mark.parametrize(
    ("british", "other"),
    [
        ("harbour", "harbor"),
        ("travelled", "traveled"),
        ("organisations", "organizations"),
        ("centre", "center"),
        ("licence", "license"),
        ("catalogues", "catalogs"),
    ],
)
def test_british_and_american_spellings_are_one_word(british: str, other: str) -> None:
    assert american(british) == american(other)
    assert Vocabulary([british]).id(other) == Vocabulary([other]).id(british) == 0


@given(st.from_regex(r"[a-z]{1,14}", fullmatch=True))
def test_a_spelling_is_american_at_once(word: str) -> None:
    assert american(american(word)) == american(word)


def test_an_unfinished_word_is_completed() -> None:
    vocabulary = Vocabulary(["zangazur", "zander", "corridor"])
    assert set(vocabulary.completions("zan")) == {vocabulary.id("zangazur"), vocabulary.id("zander")}


def test_an_explanation_names_the_words_matched_and_the_gap() -> None:
    explained = responder().explain(responder().reply("zangzur coridor"))
    assert explained.candidates[0].entry == "zangazur-corridor"
    assert explained.candidates[0].words["zangzur"] in ("zangazur", "zangezur")
    assert str(explained).startswith("why: zangazur-corridor is nearest")
    several = responder().explain(responder().reply("coridor"))
    best, second, *_ = several.candidates
    gap = several.gap
    assert gap == pytest.approx(best.score - second.score)
    assert f"{gap:.1f} points before the next" in str(several)


@pytest.mark.parametrize(
    ("short", "entry"), [("TWHEA", "higher-education-area"), ("tif size", "turkic-investment-fund")]
)
def test_a_name_is_found_by_its_initials(short: str, entry: str) -> None:
    reply = responder().reply(short)
    assert isinstance(reply, Answer)
    assert reply.entry.id == entry


def test_the_sort_of_what_is_said_narrows_nothing_beside_its_topic() -> None:
    for asked in ("gabala declaration", "provisions of the gabala declaration"):
        reply = responder().reply(asked)
        assert isinstance(reply, Answer), asked
        assert reply.entry.id == "gabala-declaration"


def test_hours_behind_a_topic_ask_when() -> None:
    questions = knowledge().language.questions
    reader = Reader(Roles(questions), questions)
    query = reader.read("library opening hours")
    assert "when" in query.asks
    assert query.telling == ("library",)
    assert not reader.read("opening hours").asks


def test_which_one_of_all_is_told_by_what_says_so() -> None:
    reply = responder().reply("with whom does azerbaijan trade the most?")
    assert isinstance(reply, Answer)
    assert "primary partners" in reply.facts[0].text


def test_when_is_asked_for_behind_the_topic_too() -> None:
    reply = responder().reply("nomad games ne zaman?")
    assert isinstance(reply, NoAnswer)
    assert "when" in [it.text for it in reply.lacks]


def test_what_is_nearly_a_name_of_its_own_needs_no_other() -> None:
    reply = responder().reply("in how many areas do the Turkic states cooperate?")
    assert isinstance(reply, Answer)
    assert reply.entry.id == "cooperation-areas"


def test_a_regular_english_ending_makes_no_other_word() -> None:
    vocabulary = Vocabulary(["joining", "standment"], [["s", "ed", "ing", "ment"]])
    assert vocabulary.inflected("join")[0] >= 0.8
    assert vocabulary.inflected("stand").get(1, 0.0) < 0.8


def test_three_letters_that_are_known_are_no_typo() -> None:
    assert not isinstance(responder().reply("what does DNA stand for"), Answer)


@pytest.mark.parametrize(
    ("typed", "entry"),
    [
        ("Windpotenzial", "wind-potential"),
        ("Verkehrskorridor", "middle-corridor"),
        ("örökségvédelem", "cultural-heritage"),
    ],
)
def test_the_parts_of_a_compound_are_read_for_what_they_mean(typed: str, entry: str) -> None:
    reply = responder().reply(typed)
    assert isinstance(reply, Answer)
    assert reply.entry.id == entry


def test_what_a_name_has_with_a_hyphen_may_be_typed_as_one() -> None:
    reply = answering("clinic").reply("xray opening times")
    assert isinstance(reply, Answer)
    assert "X-ray department" in reply.facts[0].text
