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
