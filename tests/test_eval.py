"""What is answered rightly stays at what has been reached, and the README promises no more than that."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from bot.answering.reply import as_data
from bot.answering.respond import Responder
from tests.conftest import ROOT, KnowledgeDir
from tests.eval.rows import gold, score_rows
from tests.eval.score import BIG, FILES, HERE, Row, questions, score
from tests.eval.talk import conversations, talk

FLOORS = {
    "queries": 0.988,
    "heldout": 0.975,
    "blind": 0.974,
    "fresh": 0.9,
    "freshA": 0.964,
    "freshB": 0.95,
    "recent": 0.987,
    "sample": 0.984,
    "unseen": 0.956,
    "last": 0.967,
    "fourth": 0.938,
    "fifth": 0.952,
    "sixth": 0.966,
    "seventh": 0.961,
    "eighth": 0.936,
    "tenth": 0.938,
    "eleventh": 0.972,
    "twelfth": 0.928,
    "thirteenth": 0.931,
    "fourteenth": 0.913,
    "fifteenth": 0.941,
    "sixteenth": 0.933,
    "seventeenth": 0.962,
    "eighteenth": 0.925,
    "nineteenth": 0.862,
    "twentieth": 0.911,
    "twentyfirst": 0.919,
    "twentysecond": 0.9,
    "twentythird": 0.808,
    "twentyfourth": 0.894,
    "twentyfifth": 0.908,
    "twentysixth": 0.932,
    "twentyseventh": 0.933,
    "twentyeighth": 0.9,
    "twentyninth": 0.916,
    "thirtieth": 0.924,
    "tuning": 0.935,
    "wide": 0.88,
}
"""The share of right answers that was reached, less a hair for a change that helps one and costs another."""

MOST_FALSE = {
    "queries": 0,
    "heldout": 0,
    "blind": 0,
    "fresh": 2,
    "freshA": 1,
    "freshB": 2,
    "recent": 0,
    "sample": 0,
    "unseen": 0,
    "last": 0,
    "fourth": 5,
    "fifth": 0,
    "sixth": 1,
    "seventh": 1,
    "eighth": 1,
    "tenth": 1,
    "eleventh": 1,
    "twelfth": 2,
    "thirteenth": 0,
    "fourteenth": 0,
    "fifteenth": 1,
    "sixteenth": 0,
    "seventeenth": 0,
    "eighteenth": 0,
    "nineteenth": 4,
    "twentieth": 0,
    "twentyfirst": 0,
    "twentysecond": 0,
    "twentythird": 5,
    "twentyfourth": 1,
    "twentyfifth": 4,
    "twentysixth": 0,
    "twentyseventh": 0,
    "twentyeighth": 0,
    "twentyninth": 1,
    "thirtieth": 2,
    "tuning": 19,
    "wide": 172,
}
"""Questions that the article does not answer and the bot does."""

SETS = [pytest.param(name, marks=pytest.mark.slow if name in BIG else ()) for name in FLOORS]

LISTINGS = {"recall": 0.958, "precision": 0.967, "order": 0.984, "typed": 0.893, "score": 0.95}
"""What was reached of each measure of a listing, over all listings and their wordings."""

OPENINGS = 0.98
"""Share of the first questions of conversations that are answered as they stand."""

FOLLOW_UPS = 0.912
"""Share of questions in a conversation, after its first, that are read in the light of what was said."""

MOST_MADE_UP = 38
"""Of those, the questions that the article does not answer and the bot does."""

MOST_OFF_TOPIC = 3
"""Everyday words and questions, of 320, that have nothing to do with the article and got an answer."""


@cache
def measured(responder: Responder, name: str) -> Row:
    """What a set of questions reached, all kinds together."""
    rows = score(questions(FILES[name]), lambda text: as_data(responder.reply(text))).values()
    asked, points, false = zip(*((it.asked, it.points, it.false_confident) for it in rows), strict=True)
    return Row(sum(asked), sum(points), sum(false))


@pytest.mark.parametrize("name", SETS)
def test_right_answers_stay_at_what_was_reached(responder: Responder, name: str) -> None:
    reached = measured(responder, name)
    assert reached.points / reached.asked >= FLOORS[name]


@pytest.mark.parametrize("name", SETS)
def test_no_more_is_answered_that_the_article_does_not_say(responder: Responder, name: str) -> None:
    assert measured(responder, name).false_confident <= MOST_FALSE[name]


README = (ROOT / "README.md").read_text("utf-8")
TOLD = re.findall(
    r"^\| `(\w+)\.jsonl`.*? \| ([\d,]+) \| ([\d.]+) % \| (\d+) of ([\d,]+) \|$", README, re.MULTILINE
)
"""The rows of the README's table: a set of questions, how many, the share that is right, false answers."""


@pytest.mark.parametrize(
    "row", [pytest.param(row, id=row[0], marks=pytest.mark.slow if row[0] in BIG else ()) for row in TOLD]
)
def test_the_readme_tells_what_is_measured(responder: Responder, row: tuple[str, ...]) -> None:
    name, asked, share, false, unanswerable = row
    reached = measured(responder, name)
    assert int(asked.replace(",", "")) == reached.asked
    assert float(share) == pytest.approx(100 * reached.points / reached.asked, abs=0.5)
    assert int(false) >= reached.false_confident
    wants_none = sum(question.expect == "none" for question in questions(FILES[name]))
    assert int(unanswerable.replace(",", "")) == wants_none


def test_the_readme_has_a_row_for_what_is_tuned_on_and_for_what_is_not() -> None:
    assert {name for name, *_ in TOLD} >= {"queries", "heldout"}


def test_listings_stay_complete_single_in_order_and_typed(responder: Responder) -> None:
    scored = [
        it for listing in gold() for it in score_rows(listing, lambda text: as_data(responder.reply(text)))
    ]
    reached = {name: sum(getattr(it, name) for it in scored) / len(scored) for name in LISTINGS}
    assert {name: share for name, share in reached.items() if share < LISTINGS[name]} == {}


@pytest.mark.slow
def test_a_conversation_is_followed(responder: Responder) -> None:
    said = talk(responder, conversations())
    openings = [it for it in said if it.first]
    follow_ups = [it for it in said if not it.first]
    assert sum(it.points for it in openings) / len(openings) >= OPENINGS
    assert sum(it.points for it in follow_ups) / len(follow_ups) >= FOLLOW_UPS
    made_up = [it for it in follow_ups if it.wants["expect"] == "none" and not it.points]
    assert len(made_up) <= MOST_MADE_UP


def test_all_manners_are_met_with_help(responder: Responder) -> None:
    asked = (question.q for question in questions(HERE / "manners.jsonl") if question.expect == "help")
    assert [text for text in asked if as_data(responder.reply(text))["status"] != "help"] == []


def test_who_wants_a_summary_gets_the_key_points(responder: Responder) -> None:
    asked = [question for question in questions(HERE / "manners.jsonl") if question.expect == "listing"]
    replies = [as_data(responder.reply(question.q)) for question in asked]
    keys = [fact.text for entry in responder.knowledge.entries for fact in entry.facts if fact.key]
    assert replies
    for reply in replies:
        assert sorted(item["text"] for item in reply["items"]) == sorted(keys)


def test_what_is_off_the_topic_is_hardly_ever_answered(responder: Responder) -> None:
    asked = [json.loads(line)["q"] for line in (HERE / "offtopic.jsonl").read_text("utf-8").splitlines()]
    answered = [text for text in asked if as_data(responder.reply(text))["status"] in ("answer", "listing")]
    assert len(answered) <= MOST_OFF_TOPIC, answered


def run(*arguments: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "tests.eval", *arguments]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)  # noqa: S603
    return ran.returncode, ran.stderr


def test_knowledge_with_faults_is_reported_as_by_the_check(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("entries/peace.yaml", "- id: peace\n")
    code, said = run("--knowledge", str(knowledge_dir.path), "questions.jsonl")
    assert code == 1
    assert all("entries/peace.yaml:1: peace: " in line for line in said.splitlines())


@pytest.mark.slow
def test_what_cannot_be_asked_is_one_line(tmp_path: Path) -> None:
    asked = tmp_path / "questions.jsonl"
    assert run(str(asked)) == (2, f"ots: cannot read the questions in '{asked}': No such file or directory\n")
    asked.write_text('{"q": "how long"}\n', "utf-8")
    code, said = run(str(asked))
    assert (code, said.partition(" as in")[0]) == (
        2,
        f"ots: {asked}:1: not a question: write an object on one line,",
    )
    assert run("--knowledge", str(tmp_path / "none"))[0] == 2
