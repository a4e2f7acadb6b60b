"""Which one is the most so, and which of two is more so, is told by what says it, and by nothing else."""

from __future__ import annotations

import pytest

from ..conftest import KnowledgeDir

pytestmark = pytest.mark.slow

FLEET = """\
- id: gannet
  kind: project
  title: Gannet
  facts:
    - text: The Gannet is the largest boat of the fleet and carries 90 bicycles.
      quote: The Gannet is the largest boat of the fleet and carries 90 bicycles.
- id: petrel
  kind: project
  title: Petrel
  facts:
    - text: The boat Petrel, built in 1988, takes 40 minutes to the island and carries 30 bicycles.
      quote: The boat Petrel, built in 1988, takes 40 minutes to the island and carries 30 bicycles.
- id: tickets
  kind: figure
  title: Tickets
  facts:
    - text: A ticket costs 9 euros on the Gannet and 7 euros on the Petrel.
      quote: A ticket costs 9 euros on the Gannet and 7 euros on the Petrel.
"""
SOURCE = (
    "The Gannet is the largest boat of the fleet and carries 90 bicycles. "
    "The boat Petrel, built in 1988, takes 40 minutes to the island and carries 30 bicycles. "
    "A ticket costs 9 euros on the Gannet and 7 euros on the Petrel."
)


@pytest.fixture
def fleet(knowledge_dir: KnowledgeDir) -> KnowledgeDir:
    knowledge_dir.add(SOURCE, "fleet", FLEET)
    return knowledge_dir


def test_the_most_of_all_is_told_by_what_says_it(fleet: KnowledgeDir) -> None:
    assert fleet.ask("which boat is the largest?")["entry"] == "gannet"


@pytest.mark.parametrize(
    ("asked", "lacks"),
    [
        ("which boat is the fastest?", "fastest"),
        ("what is the newest boat?", "newest"),
        ("which boat is the oldest?", "oldest"),
        ("which boat carries the least bicycles?", "the least"),
    ],
)
def test_which_is_the_most_so_is_not_told_by_any_of_them(fleet: KnowledgeDir, asked: str, lacks: str) -> None:
    reply = fleet.ask(asked)
    assert (reply["reason"], reply["lacks"]) == ("not_stated", [lacks])


def test_which_of_two_is_more_so_is_not_told_by_one_of_them(fleet: KnowledgeDir) -> None:
    reply = fleet.ask("which is faster, the Gannet or the Petrel?")
    assert (reply["reason"], reply["lacks"]) == ("not_stated", ["how the two compare"])


def test_which_of_two_is_cheaper_is_told_by_both_prices(fleet: KnowledgeDir) -> None:
    assert fleet.ask("which is cheaper, the Gannet or the Petrel?")["entry"] == "tickets"
