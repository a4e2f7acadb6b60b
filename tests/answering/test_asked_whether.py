"""What it is asked of whether it may be, or what somebody is said to be, must be told of."""

from __future__ import annotations

import pytest

from ..conftest import KnowledgeDir

pytestmark = pytest.mark.slow

HALLS = """\
- id: north-hall
  kind: project
  title: North Hall
  facts:
    - text: The North Hall has room for 200 guests.
      quote: The North Hall has room for 200 guests.
      figures: [{value: 200, unit: guests, of: room}]
- id: music
  kind: theme
  title: Music in the halls
  facts:
    - text: Music is allowed in the South Hall, and not allowed in the North Hall.
      quote: Music is allowed in the South Hall, and not allowed in the North Hall.
"""
SOURCE = (
    "The North Hall has room for 200 guests. "
    "Music is allowed in the South Hall, and not allowed in the North Hall."
)


@pytest.fixture
def halls(knowledge_dir: KnowledgeDir) -> KnowledgeDir:
    knowledge_dir.add(SOURCE, "halls", HALLS)
    return knowledge_dir


def test_what_may_be_is_told_of(halls: KnowledgeDir) -> None:
    assert halls.ask("is music allowed in the North Hall?")["status"] == "answer"


@pytest.mark.parametrize(
    ("asked", "lacking"),
    [
        ("is smoking allowed in the North Hall?", "smoking"),
        ("are candles permitted in the South Hall?", "candles"),
        ("is the North Hall the emblem of the town?", "the emblem"),
    ],
)
def test_a_rule_for_something_else_is_no_answer(halls: KnowledgeDir, asked: str, lacking: str) -> None:
    reply = halls.ask(asked)
    assert reply["status"] == "none"
    assert lacking in reply["lacks"]
