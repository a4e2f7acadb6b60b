"""A sentence that nobody has made a fact of answers in its own words, so that no "no" is told of what the text says."""

from __future__ import annotations

import json
from typing import Any

import pytest

from knowledge.coverage import coverage
from knowledge.load import load, read
from tests.conftest import KnowledgeDir

FERRY = """\
The ferry

The ferry carries 40 cars. Its owner is Ada Finn, who bought it in 2019. Dogs travel free on the upper deck!
When does it sail? It will sail every hour from March.

Tickets

Nobody has curated this paragraph about tickets yet.

A single ticket costs 2.20 euros. See below. Bicycles pay half, and the crew runs a kiosk with coffee.
"""

SOURCES = """\
- id: ferry
  file: ferry.txt
  title: The ferry
  publisher: The Harbour
  date: 2026-02-01
  speaker: Bo Lund
  factless:
    - {paragraph: 2, begins: Dogs travel, because: a joke}
"""

ENTRIES = """\
- id: ferry
  kind: project
  title: The ferry
  facts:
    - {text: The ferry carries 40 cars., quote: The ferry carries 40 cars.}
- id: tickets
  kind: theme
  title: Single ticket
  facts:
    - {text: A single ticket costs 2.20 euros., quote: A single ticket costs 2.20 euros.}
    - {text: Bicycles pay half., quote: Bicycles pay half}
"""


@pytest.fixture
def ferry(knowledge_dir: KnowledgeDir) -> KnowledgeDir:
    for name in ("entries/peace.yaml", "entries/bridge.yaml", "seeds/talk.txt"):
        (knowledge_dir.path / name).unlink()
    knowledge_dir.write("seeds/ferry.txt", FERRY)
    knowledge_dir.write("sources.yaml", SOURCES)
    knowledge_dir.write("entries/ferry.yaml", ENTRIES)
    return knowledge_dir


def ask(ferry: KnowledgeDir, *lines: str) -> list[dict[str, Any]]:
    ran = ferry.run("ask", "--json", "--follow", stdin="\n".join(lines))
    return [json.loads(line) for line in ran.out.splitlines()]


def test_a_sentence_without_a_fact_answers_in_its_own_words_beside_the_quote_before_it(
    ferry: KnowledgeDir,
) -> None:
    (reply,) = ask(ferry, "who is the owner of the ferry?")
    lead = reply["facts"][0]
    assert (reply["status"], reply["entry"]) == ("answer", "ferry")
    assert lead["quote"] == "Its owner is Ada Finn, who bought it in 2019."
    assert FERRY[lead["start"] : lead["end"]] == lead["quote"]
    assert (lead["speaker"], lead["paragraph"], lead["is_plan"]) == ("Bo Lund", 2, False)


def test_a_sentence_of_which_a_quote_has_a_part_is_found_by_the_rest_of_it(ferry: KnowledgeDir) -> None:
    kiosk, bicycles, *more = ask(ferry, "is there a kiosk?", "what do bicycles pay?", "tell me more")
    whole = "Bicycles pay half, and the crew runs a kiosk with coffee."
    assert (kiosk["status"], kiosk["facts"][0]["quote"]) == ("answer", whole)
    assert bicycles["facts"][0]["quote"] == "Bicycles pay half"
    assert whole not in [fact["quote"] for reply in (bicycles, *more) for fact in reply["facts"]]


def test_what_it_plans_is_marked_as_a_plan(ferry: KnowledgeDir) -> None:
    (reply,) = ask(ferry, "when does the ferry sail?")
    assert [(fact["quote"], fact["is_plan"]) for fact in reply["facts"][:1]] == [
        ("It will sail every hour from March.", True)
    ]


def test_a_conversation_goes_on_about_it(ferry: KnowledgeDir) -> None:
    _, proof = ask(ferry, "who is the owner of the ferry?", "show me the quote")
    assert proof["facts"][0]["quote"].startswith("Its owner is Ada Finn")


@pytest.mark.parametrize(
    ("asked", "because"),
    [
        ("do dogs travel free on the upper deck?", "the curator says that it states nothing"),
        ("curated paragraph about tickets", "no quote stands in its paragraph"),
    ],
)
def test_what_is_factless_or_of_no_topic_answers_nothing(
    ferry: KnowledgeDir, asked: str, because: str
) -> None:
    (reply,) = ask(ferry, asked)
    assert "upper deck" not in str(reply["facts"]), because
    assert "curated" not in str(reply["facts"]), because


def test_questions_headings_and_scraps_are_no_passages(ferry: KnowledgeDir) -> None:
    passages = [fact.quote for entry in load(ferry.path).entries for fact in entry.passages]
    assert passages == [
        "Its owner is Ada Finn, who bought it in 2019.",
        "It will sail every hour from March.",
        "Bicycles pay half, and the crew runs a kiosk with coffee.",
    ]


def test_they_are_no_facts_of_the_curator(ferry: KnowledgeDir) -> None:
    assert "2 entries, 3 facts" in ferry.run("check").out
    listed = [json.loads(line) for line in ferry.run("list", "--json").out.splitlines()]
    assert [len(entry["facts"]) for entry in listed] == [1, 2]
    draft = read(ferry.path).draft
    assert sum(sentence.touched for sentence in coverage(draft, draft.sources[0])) == 3


def test_the_article_leaves_no_sentence_to_passages() -> None:
    assert all(fact.own for entry in load().entries for fact in entry.passages)
