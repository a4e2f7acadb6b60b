"""A word that makes a number less exact must be in the fact as well; where it does not, it may be left out."""

from __future__ import annotations

import re

import pytest

from ..conftest import KnowledgeDir

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("The bridge over the gorge opened.", "The bridge opened."),
        ("They talked it over for a day.", "They talked about it for a day."),
    ],
)
def test_what_lies_over_something_is_no_number(knowledge_dir: KnowledgeDir, said: str, told: str) -> None:
    _curate(knowledge_dir, said, told)
    assert knowledge_dir.run("check").exit_code == 0


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("The bridge carries over 900 cars.", "The bridge carries 900 cars."),
        ("The bridge cost over $20 million.", "The bridge cost $20 million."),
        ("The bridge carries over a million cars.", "The bridge carries a million cars."),
    ],
)
def test_more_than_a_number_is_told_as_more(knowledge_dir: KnowledgeDir, said: str, told: str) -> None:
    _curate(knowledge_dir, said, told)
    checked = knowledge_dir.run("check")
    assert checked.exit_code != 0
    assert "the quote says 'over" in checked.out + checked.err


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("The bridge has as many as four lanes.", "The bridge has up to four lanes."),
        ("The bridge has no more than four lanes.", "The bridge has at most four lanes."),
        ("The toll is as much as 12 euros.", "The toll is at most 12 euros."),
        ("The bridge has no fewer than four lanes.", "The bridge has at least four lanes."),
    ],
)
def test_a_limit_may_be_told_in_other_words_and_not_be_left_out(
    knowledge_dir: KnowledgeDir, said: str, told: str
) -> None:
    _curate(knowledge_dir, said, told)
    assert knowledge_dir.run("check").exit_code == 0
    _curate(knowledge_dir, said, re.sub("up to |at most |at least ", "", told))
    checked = knowledge_dir.run("check")
    assert "the quote says" in checked.out + checked.err


def _curate(knowledge_dir: KnowledgeDir, said: str, told: str) -> None:
    entry = f"- id: span\n  kind: project\n  title: Span\n  facts:\n    - text: {told}\n      quote: {said[:-1]}\n"
    knowledge_dir.add(said, "span", entry)
