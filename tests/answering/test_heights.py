"""How high something is, is told by its height or by what it amounts to, and by no other size of it."""

from __future__ import annotations

import pytest

from ..conftest import KnowledgeDir

pytestmark = pytest.mark.slow

TOWER = """\
- id: tower
  kind: project
  title: Signal tower
  facts:
    - text: The signal tower cost 80,000 euros, of which the town paid 30 percent.
      quote: The signal tower cost 80,000 euros, of which the town paid 30 percent.
      figures: [{value: 80000, unit: euros, of: cost}, {value: 30, unit: percent, of: share of the town}]
    - text: The signal tower, 21 metres high, was opened in 2020.
      quote: The signal tower, 21 metres high, was opened in 2020.
      figures: [{value: 21, unit: metres, of: height}]
- id: barge
  kind: project
  title: Barge
  facts:
    - text: The barge is 40 metres long.
      quote: The barge is 40 metres long.
      figures: [{value: 40, unit: metres, of: length}]
- id: levy
  kind: figure
  title: Harbour levy
  facts:
    - text: The harbour levy is 3 euros.
      quote: The harbour levy is 3 euros.
      figures: [{value: 3, unit: euros, of: harbour levy}]
"""
SOURCE = (
    "The signal tower cost 80,000 euros, of which the town paid 30 percent. "
    "The signal tower, 21 metres high, was opened in 2020. The barge is 40 metres long. "
    "The harbour levy is 3 euros."
)


def test_how_high_is_told_by_no_cost_and_no_length(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.add(SOURCE, "tower", TOWER)
    assert "21 metres" in knowledge_dir.ask("how high is the signal tower?")["facts"][0]["text"]
    assert "the height" in knowledge_dir.ask("how high is the barge?")["lacks"]


def test_how_high_asks_for_an_amount_too(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.add(SOURCE, "tower", TOWER)
    assert (
        knowledge_dir.ask("how high is the harbour levy?")["facts"][0]["text"]
        == "The harbour levy is 3 euros."
    )
