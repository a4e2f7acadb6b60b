"""A noun behind a topic asks for a value of it, though no word of the text is that noun."""

from __future__ import annotations

import pytest

from ..conftest import KnowledgeDir

pytestmark = pytest.mark.slow

GARDEN = """\
- id: bonfires
  kind: theme
  title: Bonfires
  facts:
    - text: Bonfires are permitted only from 1 November to 28 February.
      quote: Bonfires are permitted only from 1 November to 28 February.
    - text: A bonfire needs two buckets of water beside it.
      quote: A bonfire needs two buckets of water beside it.
- id: sheds
  kind: theme
  title: Sheds
  facts:
    - text: A shed may be up to 2.4 by 1.8 metres.
      quote: A shed may be up to 2.4 by 1.8 metres.
"""
SOURCE = (
    "Bonfires are permitted only from 1 November to 28 February. "
    "A bonfire needs two buckets of water beside it. A shed may be up to 2.4 by 1.8 metres."
)


@pytest.fixture
def garden(knowledge_dir: KnowledgeDir) -> KnowledgeDir:
    knowledge_dir.add(SOURCE, "garden", GARDEN)
    return knowledge_dir


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("bonfire months", "1 November"),
        ("dates for bonfires", "1 November"),
        ("end of bonfires", "28 February"),
        ("shed size", "2.4 by 1.8 metres"),
    ],
)
def test_a_noun_behind_a_topic_asks_for_its_value(garden: KnowledgeDir, asked: str, told: str) -> None:
    reply = garden.ask(asked)
    assert reply["status"] == "answer"
    assert told in reply["facts"][0]["text"]


@pytest.mark.parametrize("asked", ["bonfire size", "shed months", "bonfire party dates"])
def test_a_value_that_is_not_told_is_not_answered(garden: KnowledgeDir, asked: str) -> None:
    assert garden.ask(asked)["status"] == "none"
