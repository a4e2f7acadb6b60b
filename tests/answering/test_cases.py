"""A question about a case of one's own is answered by the rule for it."""

from __future__ import annotations

import pytest

from ..conftest import KnowledgeDir

pytestmark = pytest.mark.slow

RULES = """\
- id: cancelling
  kind: theme
  title: Cancelling a course
  facts:
    - text: A course that is cancelled more than 14 days before it begins costs nothing; later it costs half.
      quote: A course that is cancelled more than 14 days before it begins costs nothing; later it costs half.
    - text: The office takes what is cancelled.
      quote: The office takes what is cancelled.
"""
SOURCE = (
    "A course that is cancelled more than 14 days before it begins costs nothing; later it costs half. "
    "The office takes what is cancelled."
)


@pytest.fixture
def rules(knowledge_dir: KnowledgeDir) -> KnowledgeDir:
    knowledge_dir.add(SOURCE, "cancelling", RULES)
    return knowledge_dir


@pytest.mark.parametrize(
    "asked",
    [
        "I am cancelling a course 20 days before, what does it cost?",
        "can we cancel a course 3 days before",
        "my course begins in 9 days, can it be cancelled?",
    ],
)
def test_the_numbers_of_a_case_need_not_be_those_of_the_rule(rules: KnowledgeDir, asked: str) -> None:
    reply = rules.ask(asked)
    assert (reply["status"], reply["entry"]) == ("answer", "cancelling")
    assert "14 days" in reply["facts"][0]["text"]


@pytest.mark.parametrize(
    "asked",
    [
        "which course was cancelled 20 days before?",  # nobody's own case
        "what did we cancel the 20th course for?",  # known by its number
        "I cancelled my course in 2019, what did it cost?",
    ],
)
def test_a_number_by_which_something_is_known_must_be_there(rules: KnowledgeDir, asked: str) -> None:
    assert rules.ask(asked)["status"] == "none"


PRICES = """\
- id: pool
  kind: theme
  title: Pool
  facts:
    - text: A swim costs 6 euros.
      quote: A swim costs 6 euros.
    - text: The pool is free for everyone under 12.
      quote: The pool is free for everyone under 12.
    - text: Those aged 13 to 17 pay 3 euros.
      quote: Those aged 13 to 17 pay 3 euros.
    - text: People over 67 pay half at the pool.
      quote: People over 67 pay half at the pool.
"""
PRICED = (
    "A swim costs 6 euros. The pool is free for everyone under 12. Those aged 13 to 17 pay 3 euros. "
    "People over 67 pay half at the pool."
)


@pytest.mark.parametrize(
    ("asked", "quote"),
    [
        ("the pool for my girl who is 11", "The pool is free for everyone under 12."),
        ("my son is 15, what does he pay at the pool?", "Those aged 13 to 17 pay 3 euros."),
        ("pool price, my aunt is 70 years old", "People over 67 pay half at the pool."),
        ("what does it cost us at the pool for 70 minutes", "A swim costs 6 euros."),
    ],
)
def test_the_rule_leads_within_whose_bound_the_case_lies(
    knowledge_dir: KnowledgeDir, asked: str, quote: str
) -> None:
    knowledge_dir.add(PRICED, "pool", PRICES)
    assert knowledge_dir.ask(asked)["facts"][0]["quote"] == quote
