"""How many there are is told by what counts them, and by no other number beside the word."""

from __future__ import annotations

import pytest

from ..conftest import KnowledgeDir

pytestmark = pytest.mark.slow

YARD = """\
- id: dredger
  kind: project
  title: Dredger
  facts:
    - text: The new dredger is to cost 12 million euros.
      quote: The new dredger is to cost 12 million euros.
      figures: [{value: 12, unit: million euros, of: cost of the dredger}]
- id: treaty
  kind: agreement
  title: Treaty on pilots
  facts:
    - text: A third treaty, on pilots, is drafted and not signed.
      quote: A third treaty, on pilots, is drafted and not signed.
- id: yard
  kind: organisation
  title: Yard
  facts:
    - text: The yard has four slipways and 320 workers.
      quote: The yard has four slipways and 320 workers.
"""
SOURCE = (
    "The new dredger is to cost 12 million euros. A third treaty, on pilots, is drafted and not signed. "
    "The yard has four slipways and 320 workers."
)


@pytest.fixture
def yard(knowledge_dir: KnowledgeDir) -> KnowledgeDir:
    knowledge_dir.add(SOURCE, "yard", YARD)
    return knowledge_dir


@pytest.mark.parametrize("asked", ["how many slipways are there?", "how many workers has the yard?"])
def test_how_many_is_told_by_what_counts_them(yard: KnowledgeDir, asked: str) -> None:
    assert yard.ask(asked)["entry"] == "yard"


@pytest.mark.parametrize("asked", ["how many dredgers are there?", "how many treaties"])
def test_a_price_and_a_place_in_a_row_count_nothing(yard: KnowledgeDir, asked: str) -> None:
    assert yard.ask(asked)["lacks"] == ["how many"]
