"""What is said back, and how one answer leads to the next."""

from __future__ import annotations

from itertools import combinations

import pytest
from rapidfuzz import fuzz

from bot.answering.conversation.turn import Turn
from bot.answering.plain import plain
from bot.answering.reply import MOST_FACTS, Answer, Choices, Help, Listing, NoAnswer
from bot.answering.respond import LONGEST_QUESTION, Responder
from tests.conftest import KnowledgeDir


def answer(responder: Responder, text: str, after: str | None = None) -> Answer:
    reply = responder.reply(text, after=Turn("", "answer", after) if after else None)
    assert isinstance(reply, Answer), plain(reply)
    return reply


def test_a_bare_topic_is_answered_with_its_lead(responder: Responder) -> None:
    reply = answer(responder, "corridor")
    assert reply.entry.id == "middle-corridor"
    assert reply.facts[0] == reply.entry.facts[0]
    assert all(fact in reply.entry.facts for fact in reply.everything)


def test_an_answer_shows_four_facts_and_no_two_that_say_the_same(responder: Responder) -> None:
    for entry in responder.knowledge.entries:
        reply = answer(responder, entry.title)
        texts = [fact.text for fact in reply.everything]
        assert len(reply.facts) <= MOST_FACTS
        assert len(set(texts)) == len(texts)
        pairs = combinations(texts, 2)
        assert [pair for pair in pairs if fuzz.token_set_ratio(*pair) >= 95] == []


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("how long is the zangazur corridor", "43 km"),
        ("who proposed the common alphabet", "Erdogan"),
        ("how many points has the gabala declaration", "121 points"),
        ("where was the universiade", "Cholpon-Ata"),
        ("when was the first defence industry meeting", "23 July 2025"),
        ("which city is tourism capital in 2025", "Jalal-Abad"),
        ("WHO action plan", "health security"),
        ("turkunib concept paper", "concept paper"),
        ("concept paper", "concept paper"),
        ("who hosts the tourism capital in 2026", "Ankara"),
        ("who chaired the OTS before Azerbaijan?", "from Kyrgyzstan to Azerbaijan"),
        ("who chaired after Kyrgyzstan?", "from Kyrgyzstan to Azerbaijan"),
        ("which country comes after romania", "After Romania"),
        ("expectations from azerbaijan", "expectations of the chairmanship"),
        # Both facts' quotes have the number.
        ("62 universities", "62 new universities"),
        # Heard, and never read.
        ("qube satelit", "Cube Satellite"),
    ],
)
def test_a_question_is_led_by_the_fact_that_answers_it(
    responder: Responder, question: str, said: str
) -> None:
    assert said in answer(responder, question).facts[0].text


@pytest.mark.parametrize(
    ("after", "text", "said"),
    [
        ("zangazur-corridor", "and how long is it?", "43 km"),
        ("joint-military-exercises", "when?", "2026"),
        ("common-alphabet", "who proposed it?", "Erdogan"),
        ("turkunib", "how many members?", "109"),
        ("tourism-capital", "and in 2025?", "Jalal-Abad"),
    ],
)
def test_a_follow_up_is_read_in_the_light_of_the_last_answer(
    responder: Responder, after: str, text: str, said: str
) -> None:
    reply = answer(responder, text, after)
    assert (reply.entry.id, said in reply.facts[0].text) == (after, True)


def test_a_follow_up_with_a_topic_of_its_own_is_a_new_question(responder: Responder) -> None:
    assert answer(responder, "and the turkic week?", "zangazur-corridor").entry.id == "turkic-week"


def test_a_follow_up_that_the_article_does_not_answer_says_so(responder: Responder) -> None:
    reply = responder.reply("and when?", after=Turn("", "answer", "turkic-investment-fund"))
    assert isinstance(reply, NoAnswer)
    assert (reply.reason, reply.topic and reply.topic.id) == ("not_stated", "turkic-investment-fund")


def test_a_year_lists_what_happens_then_in_order_of_date(responder: Responder) -> None:
    reply = responder.reply("2025")
    assert isinstance(reply, Listing)
    dates = [item.date or "9999" for item in reply.items]
    assert dates == sorted(dates)
    assert all(item.date is None or item.date.startswith("2025") for item in reply.items)
    assert len({item.fact.span for item in reply.items}) == len(reply.items)


def test_a_place_lists_all_that_happens_there(responder: Responder) -> None:
    reply = responder.reply("Istanbul")
    assert isinstance(reply, Listing)
    assert all("Istanbul" in item.fact.quote for item in reply.items)


def test_a_name_that_is_told_of_once_is_answered(responder: Responder) -> None:
    assert answer(responder, "Vienna").entry.id == "turkic-week"


def test_help_gives_examples_that_have_answers(responder: Responder) -> None:
    reply = responder.reply("help")
    assert isinstance(reply, Help)
    assert all(isinstance(responder.reply(example), Answer | Listing) for example in reply.examples)


def test_choices_are_few_and_different(responder: Responder) -> None:
    reply = responder.reply("observer or corridor meetings")
    if isinstance(reply, Choices):
        assert 1 <= len({choice.entry.id for choice in reply.choices}) <= 5


def test_a_text_is_no_question(responder: Responder) -> None:
    reply = responder.reply("corridor " * LONGEST_QUESTION)
    assert isinstance(reply, NoAnswer)
    assert reply.reason == "unreadable"


@pytest.mark.parametrize(
    "query", ["share of trade", "list of charges", "help with travel", "timeline of nothing"]
)
def test_a_command_word_inside_a_question_is_no_command(responder: Responder, query: str) -> None:
    assert not isinstance(responder.reply(query), Help)


def test_a_chosen_topic_is_answered_whole(responder: Responder) -> None:
    chosen = responder.topic("gdp")
    assert chosen is not None
    assert chosen.facts == responder.knowledge.by_id["gdp"].facts
    assert responder.topic("gone") is None


def test_a_chosen_topic_is_led_by_the_fact_that_was_shown(responder: Responder) -> None:
    entry = responder.knowledge.by_id["middle-corridor"]
    for place, fact in enumerate(entry.facts):
        chosen = responder.topic(entry.id, place)
        assert chosen is not None
        assert chosen.facts[0] == fact
    beyond = responder.topic(entry.id, len(entry.facts))
    assert beyond is not None
    assert beyond.facts[0] == entry.facts[0]


def test_what_was_still_to_come_is_marked_as_a_plan_at_that_date(responder: Responder) -> None:
    marked = {
        fact.text: fact.is_plan
        for entry in responder.knowledge.entries
        for fact in entry.facts
        if entry.id in ("ots-sat", "azerbaijan-chairmanship", "gabala-declaration", "population")
    }
    plans = [text for text, is_plan in marked.items() if is_plan]
    assert any("OTS-SAT" in text for text in plans), "planned, though the article gives no date"
    assert any("2026" in text for text in plans), "a date after that of the interview"
    assert not any("170 million" in text for text in plans)
    assert not any(text.startswith("The will of the Turkic States") for text in plans), "the noun, no plan"


PARTNERS = """\
- id: partners
  kind: theme
  title: Partners
  aliases: {en: [Oak Trust, Elm Works]}
  facts:
    - text: The partners are the Oak Trust and the Elm Works.
      quote: The partners are the Oak Trust and the Elm Works.
    - text: The Elm Works are a firm from Riga.
      quote: The Elm Works are a firm from Riga.
      roles: [{who: Elm Works, does: is, what: firm}]
"""


def test_who_is_told_of_beside_others_is_introduced_by_the_fact_that_says_what_they_are(
    knowledge_dir: KnowledgeDir,
) -> None:
    said = "The partners are the Oak Trust and the Elm Works. The Elm Works are a firm from Riga."
    knowledge_dir.add(said, "partners", PARTNERS)
    elm, oak = knowledge_dir.ask_all(["what is Elm Works?", "Oak Trust"])
    assert elm["facts"][0]["text"] == "The Elm Works are a firm from Riga."
    assert oak["facts"][0]["text"] == "The partners are the Oak Trust and the Elm Works."
