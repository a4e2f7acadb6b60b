"""How much something is, is told by its price, however often another fact has its name."""

from __future__ import annotations

import pytest

from ..conftest import KnowledgeDir

pytestmark = pytest.mark.slow

HALL = """\
- id: hall
  kind: project
  title: Aldersea Hall
  aliases: {en: [new boathouse]}
  facts:
    - text: The new boathouse, Aldersea Hall, was opened in May 2021 and holds 30 boats.
      quote: The new boathouse, Aldersea Hall, was opened in May 2021 and holds 30 boats.
      dates: [{date: 2021-05}]
      figures: [{value: 30, unit: boats, of: boats}]
    - text: Aldersea Hall cost 90,000 euros.
      quote: It cost 90,000 euros.
      understood: "Aldersea Hall:"
      figures: [{value: 90000, unit: euros, of: cost}]
"""
SOURCE = "The new boathouse, Aldersea Hall, was opened in May 2021 and holds 30 boats. It cost 90,000 euros."


@pytest.mark.parametrize("asked", ["how much is the new boathouse", "how much was Aldersea Hall?"])
def test_how_much_a_thing_is_asks_for_its_price(knowledge_dir: KnowledgeDir, asked: str) -> None:
    knowledge_dir.add(SOURCE, "hall", HALL)
    assert "90,000 euros" in knowledge_dir.ask(asked)["facts"][0]["text"]


def test_what_else_is_said_still_chooses(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.add(SOURCE, "hall", HALL)
    assert "30 boats" in knowledge_dir.ask("how many boats does the new boathouse hold?")["facts"][0]["text"]
