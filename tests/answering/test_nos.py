"""Every no is true and useful: what is missing is named, and what is nearest is shown with its quote."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.plain import plain
from bot.answering.reply import Answer, Listing, NoAnswer, as_data
from knowledge.base import Knowledge
from tests.conftest import BRIDGE, KnowledgeDir
from tests.shipped import responder


def not_stated(text: str) -> NoAnswer:
    reply = responder().reply(text)
    assert isinstance(reply, NoAnswer), plain(reply)
    assert reply.reason == "not_stated", plain(reply)
    return reply


IN_NO_CITY = ("security-councils-meeting", "which city", "convened in Azerbaijan")


@pytest.mark.parametrize(
    ("asked", "entry", "lack", "shown"),
    [
        ("how much will the zangazur corridor cost", "zangazur-corridor", "the cost", "43 km"),
        ("zangazur corridor capacity", "zangazur-corridor", "capacity", ""),
        ("what is the gdp of kazakhstan", "gdp", "Kazakhstan", "$2.1 trillion"),
        ("tourism capital 2027", "tourism-capital", "2027", "Ankara"),
        ("when are the nomad games", "nomad-games", "when", "6th World Nomad Games"),
        # A report of what somebody said has a date, which is not since when they hold their office.
        ("when did Omuraliyev become secretary general?", "secretary-general", "when", "Secretary General"),
        ("since when is Omuraliyev secretary general", "secretary-general", "when", "Secretary General"),
        ("13th summit", "gabala-summit", "13", "12th OTS Summit"),
        ("next summit", "gabala-summit", "next", ""),
        ("in which town do the security councils meet?", *IN_NO_CITY),
        ("how rich is azerbaijan?", "armenia-peace-agreement", "Azerbaijan", ""),
        # Of what is named, and not of what has the attribute.
        ("cost of the satellite", "ots-sat", "the cost", "planned"),
        ("how much does the satellite cost?", "ots-sat", "the cost", "planned"),
        # What has a place, and nothing else of the question, is not nearer than what is asked about.
        (
            "where is the middle corridor defined as a strategic priority",
            "middle-corridor",
            "where",
            "safest",
        ),
        ("opening date of the almaty youth center", "youth-center", "when", "Almaty"),
        ("how much does Kazakhstan trade with the other OTS members?", "intra-ots-trade", "Kazakhstan", "7%"),
        # Who initialed it has not signed it; what was proposed, or first said in 1926, is not what will be.
        ("who signed the peace agreement with Armenia?", "armenia-peace-agreement", "who", "initialed"),
        ("when will the common alphabet be introduced?", "common-alphabet", "when", "proposed"),
        ("who opened Cleantech Days?", "cleantech-days", "the opening", "co-organized"),
        # Of the whole: a fund that somebody founded has its name only in part.
        ("founding of the OTS", "turkic-investment-fund", "founding", ""),
        ("seat of the OTS", "un-oic-observer-status", "the seat", ""),
        # Compared with it, and not of it.
        (
            "how many days does the northern corridor take",
            "middle-corridor",
            "Northern Corridor",
            "15 days",
        ),
        # What passed one way has not passed the other.
        (
            "who takes over the OTS chairmanship from Azerbaijan?",
            "azerbaijan-chairmanship",
            "from Azerbaijan",
            "from Kyrgyzstan to Azerbaijan",
        ),
        (
            "when did Azerbaijan hand over to Kyrgyzstan?",
            "azerbaijan-chairmanship",
            "to Kyrgyzstan",
            "from Kyrgyzstan to Azerbaijan",
        ),
        ("who chaired before Kyrgyzstan", "azerbaijan-chairmanship", "anything but Kyrgyzstan", "from"),
        # What is said of member states does not say which they are.
        ("list the member states", "intra-ots-trade", "who", ""),
        ("members of the organization", "cooperation-areas", "who", ""),
        ("so the Gabala Summit was the 11th one?", "gabala-summit", "11", "12th OTS Summit"),
        (
            "which ots country has the largest azerbaijani investments",
            "azerbaijan-investments",
            "largest",
            "",
        ),
        ("so the tourism capital of 2026 is Istanbul, right?", "tourism-capital", "Istanbul", "Ankara"),
        # That something was done does not tell why.
        ("why did Hungary join the Turkic Investment Fund?", "turkic-investment-fund", "why", "$600 million"),
        ("what made intra-OTS trade go up to 7 percent?", "intra-ots-trade", "why", "7%"),
        # Quicker is not cheaper, and two partners are not compared.
        (
            "is the Middle Corridor cheaper than shipping by sea?",
            "middle-corridor",
            "how the two compare",
            "faster",
        ),
        (
            "does Azerbaijan trade more with Türkiye or with Kazakhstan?",
            "azerbaijan-trade",
            "how the two compare",
            "primary partners",
        ),
        (
            "how much cheaper is the Middle Corridor than by sea for a container?",
            "middle-corridor",
            "how the two compare",
            "15 days",
        ),
        (
            "who takes over the chairmanship once Azerbaijan is done?",
            "azerbaijan-chairmanship",
            "anything but Azerbaijan",
            "",
        ),
        ("which Azerbaijani city hosts the security councils meeting?", *IN_NO_CITY),
        ("altitude of the satellite", "ots-sat", "the height", "planned"),
        ("lenght of the Black Sea cable", "black-sea-cable", "the length", ""),
        ("TRIPP opening year?", "zangazur-corridor", "the opening", ""),
        ("how much money is Masdar putting into offshore wind?", "offshore-wind", "how much money", "3.5 GW"),
    ],
)
def test_what_a_topic_lacks_is_named_and_its_nearest_fact_shown(
    asked: str, entry: str, lack: str, shown: str
) -> None:
    reply = not_stated(asked)
    assert reply.topic is not None
    assert reply.topic.id == entry
    assert lack in [it.text for it in reply.lacks]
    assert len(reply.facts) == 1
    assert shown in reply.facts[0].text
    assert f"“{reply.facts[0].shown_quote}”" in plain(reply)


@pytest.mark.parametrize(
    ("asked", "lack", "known"),
    [
        ("on which day in august was the peace agreement initialed", "which day", "August 2025"),
        ("in which month of 2026 is the defence industry meeting", "which month", "2026"),
        ("in which month of 2026 are the joint military exercises", "which month", "2026"),
        ("on which day of january did the heads of customs meet", "which day", "January 2025"),
    ],
)
def test_a_date_finer_than_the_articles_is_missing_and_what_is_known_of_it_is_said(
    asked: str, lack: str, known: str
) -> None:
    reply = not_stated(asked)
    assert [it.text for it in reply.lacks] == [lack]
    assert known in reply.facts[0].text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("when did the general assembly of turkunib meet", "15 October 2025"),
        ("on which day was the first defence industry meeting", "23 July 2025"),
        ("how big is the turkic investment fund", "$600 million"),
        ("in which year is the third cultural forum", "2027"),
        ("in which month was the peace agreement initialed", "August 2025"),
        ("is the Middle Corridor faster than shipping by sea?", "three times faster"),
        ("does Azerbaijan have more wind power than it needs?", "far exceeding"),
        ("why does TRIPP matter geopolitically?", "profound geopolitical significance"),
    ],
)
def test_a_value_that_the_article_has_is_not_denied(asked: str, said: str) -> None:
    reply = responder().reply(asked)
    assert isinstance(reply, Answer), plain(reply)
    assert said in reply.facts[0].text


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        ("how many tons can the zangazur corridor carry", "15 million"),
        ("how many companies does the turkic investment fund unite", "2 million"),
        ("how many GW of wind does kazakhstan have", "157"),
        ("how long is the middle corridor", "43"),
        ("how many universities are in the orkhun program", "109"),
        ("kazakhstans trade with member states", "$"),
    ],
)
def test_a_figure_is_no_answer_about_another_owner(asked: str, wrong: str) -> None:
    reply = responder().reply(asked)
    assert not (isinstance(reply, Answer) and wrong in reply.facts[0].text), plain(reply)


@pytest.mark.parametrize(
    ("asked", "lacks"),
    [
        ("Azerbaijan's solar potential in GW", "solar"),
        ("gas exports of Azerbaijan", "gas"),
        ("length of the Middle Corridor in kilometers", "the length"),
    ],
)
def test_what_is_told_of_one_of_a_kind_is_no_answer_about_another(asked: str, lacks: str) -> None:
    assert [it.text for it in not_stated(asked).lacks] == [lacks]


def test_every_figure_of_a_topic_is_owned_by_that_topic_or_by_whom_it_names(knowledge: Knowledge) -> None:
    for entry in knowledge.entries:
        for fact in entry.facts:
            for figure in fact.figures:
                assert figure.of
                assert figure.whose is None or figure.whose != entry.title


EVERYDAY = ["hurricane", "clown", "crossword", "pancakes", "sandwich", "garage", "trumpet", "umbrella"]


@pytest.mark.parametrize("word", EVERYDAY)
def test_an_everyday_word_is_no_typo_of_a_name(word: str) -> None:
    reply = responder().reply(word)
    assert isinstance(reply, NoAnswer), plain(reply)
    assert reply.reason == "unknown_topic"


@pytest.mark.parametrize(
    ("typed", "entry"),
    [
        ("green en", "green-energy-bridge"),
        ("digital eco", "digital-economy-agreement"),
        ("cultural for", "cultural-forum"),
        ("zangazur corr", "zangazur-corridor"),
        ("turkic investm", "turkic-investment-fund"),
    ],
)
def test_a_name_that_is_begun_is_finished(typed: str, entry: str) -> None:
    reply = responder().reply(typed)
    assert isinstance(reply, Answer), plain(reply)
    assert (reply.entry.id, reply.query) == (entry, typed)


@pytest.mark.parametrize(
    ("typed", "entry"),
    [
        ("zengazor corridor", "zangazur-corridor"),
        ("turkicinvestmentfund", "turkic-investment-fund"),
        ("aliev military excersise", "joint-military-exercises"),
    ],
)
def test_a_name_is_found_as_people_misspell_it(typed: str, entry: str) -> None:
    reply = responder().reply(typed)
    assert isinstance(reply, Answer), plain(reply)
    assert reply.entry.id == entry


@pytest.mark.parametrize("text", ["49", "3.14159", "1=1", "007"])
def test_a_bare_number_that_counts_nothing_is_not_answered(text: str) -> None:
    assert not isinstance(responder().reply(text), Answer | Listing)


@given(st.text(max_size=80))
def test_a_no_never_suggests_the_topic_it_names_and_always_shows_what_that_says(text: str) -> None:
    reply = responder().reply(text)
    if isinstance(reply, NoAnswer) and reply.reason == "not_stated":
        assert reply.topic is not None
        assert reply.facts
        assert reply.topic not in reply.suggestions


@given(st.text(max_size=80))
def test_every_reply_has_one_shape_and_proves_what_it_says(text: str) -> None:
    data = as_data(responder().reply(text))
    article = responder().knowledge.sources[0].text
    shown = [*data["facts"], *data["items"], *(fact for it in data["choices"] for fact in it["facts"])]
    assert all(article[fact["start"] : fact["end"]] == fact["quote"] for fact in shown)
    assert (data["status"] == "none") == (data["reason"] is not None)


# What refers to nothing that was said


@pytest.mark.parametrize("asked", ["how much did it cost?", "when was it signed?", "is it finished yet?"])
def test_an_attribute_of_it_is_nobodys_where_nothing_was_said_before(asked: str) -> None:
    reply = responder().reply(asked)
    assert isinstance(reply, NoAnswer), plain(reply)
    assert reply.topic is None


@pytest.mark.parametrize(
    ("asked", "entry"),
    [
        ("how many things did they promise in the declaration", "gabala-declaration"),
        ("what are they sending into orbit", "ots-sat"),
        ("where's the universiade and when is it?", "universiade"),
    ],
)
def test_a_pronoun_may_stand_for_what_the_question_itself_says(asked: str, entry: str) -> None:
    reply = responder().reply(asked)
    assert isinstance(reply, Answer), plain(reply)
    assert reply.entry.id == entry


@pytest.mark.parametrize("asked", ["what will they build?", "who proposed it?", "when was it signed?"])
def test_a_verb_is_nothing_that_a_pronoun_stands_for(asked: str) -> None:
    assert isinstance(responder().reply(asked), NoAnswer)


def test_what_who_asks_does_is_nothing_that_the_source_tells() -> None:
    assert isinstance(responder().reply("how do I play bridge"), NoAnswer)


@pytest.mark.parametrize(
    "asked", ["I'd like the gabala declaration", "they're on the gabala declaration, aren't they"]
)
def test_a_small_word_with_a_verb_asks_for_nothing(asked: str) -> None:
    assert isinstance(responder().reply(asked), Answer)


def test_what_is_called_like_a_sum_is_found(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("entries/bridge.yaml", BRIDGE.replace("[crossing]", "['5+1']"))
    assert knowledge_dir.ask("5+1")["entry"] == "bridge"
    assert knowledge_dir.ask("5+2")["reason"] == "unreadable"


DESK = """\
- id: desk
  kind: person
  title: Ruth Calloway
  facts:
    - text: Ruth Calloway is reached by telephone on 01632 960155.
      quote: Ruth Calloway is reached by telephone on 01632 960155
"""


def test_a_telephone_number_is_no_email_address(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.add("Ruth Calloway is reached by telephone on 01632 960155.", "desk", DESK)
    assert knowledge_dir.ask("phone of Ruth Calloway?")["status"] == "answer"
    assert knowledge_dir.ask("email address of Ruth Calloway?")["lacks"] == ["the e-mail address"]


FERRY = """\
- id: ferry
  kind: project
  title: Island ferry
  facts:
    - text: The cost of the island ferry has not been worked out yet.
      quote: The cost of the island ferry has not been worked out yet
    - text: The island ferry is to carry 40 cars.
      quote: The island ferry is to carry 40 cars
"""


def test_that_something_is_not_decided_answers_whoever_asks_for_it(knowledge_dir: KnowledgeDir) -> None:
    said = "The cost of the island ferry has not been worked out yet. The island ferry is to carry 40 cars."
    knowledge_dir.add(said, "ferry", FERRY)
    reply = knowledge_dir.ask("how much will the island ferry cost?")
    assert reply["status"] == "answer"
    assert reply["facts"][0]["text"] == "The cost of the island ferry has not been worked out yet."
    assert knowledge_dir.ask("who will build the island ferry?")["reason"] == "not_stated"


@pytest.mark.parametrize(
    ("asked", "lacks"),
    [
        ("what is the toll rate on the island ferry?", "toll rate"),
        ("the price of lunch on the island ferry", "lunch"),
    ],
)
def test_what_of_something_is_asked_for_must_be_said(
    knowledge_dir: KnowledgeDir, asked: str, lacks: str
) -> None:
    said = "The island ferry is to carry 40 cars. A ticket of the island ferry is to cost 12 euros."
    ferry = "".join(FERRY.partition("    - text: The island")[:1]).replace(
        "The cost of the island ferry has not been worked out yet",
        "A ticket of the island ferry is to cost 12 euros",
    )
    knowledge_dir.add(said, "ferry", ferry)
    reply = knowledge_dir.ask(asked)
    assert (reply["reason"], reply["lacks"]) == ("not_stated", [lacks])
