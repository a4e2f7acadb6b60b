"""A small price or count is what it is: a rounder one is another, unless it is said to be about so much."""

from __future__ import annotations

import pytest

from bot.verifying.verify import Verifier
from knowledge.load import load
from tests.conftest import KnowledgeDir

SAID = "A pass for the marl baths costs 48 crowns. The marl baths have 97 lockers and a pool 98 metres long."

BATHS = """\
- id: marl-baths
  kind: theme
  title: Marl baths
  facts:
    - text: A pass for the marl baths costs 48 crowns.
      quote: A pass for the marl baths costs 48 crowns.
      figures: [{value: 48, unit: crowns, of: pass}]
    - text: The marl baths have 97 lockers and a pool 98 metres long.
      quote: The marl baths have 97 lockers and a pool 98 metres long.
      figures: [{value: 97, unit: lockers, of: lockers}, {value: 98, unit: metres, of: length of the pool}]
"""


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("A pass for the marl baths costs 50 crowns.", "differs"),
        ("A pass for the marl baths costs about 50 crowns.", "agrees, more loosely"),
        ("A pass for the marl baths costs nearly 50 crowns.", "agrees, more loosely"),
        ("A pass for the marl baths costs 48 crowns.", "agrees"),
        ("The marl baths have 100 lockers.", "differs"),
        ("The pool of the marl baths is 100 metres long.", "agrees, more loosely"),
    ],
)
def test_a_small_price_is_rounded_only_where_it_is_said_so(
    knowledge_dir: KnowledgeDir, sentence: str, verdict: str
) -> None:
    knowledge_dir.add(SAID, "baths", BATHS)
    assert [it.verdict for it in Verifier(load(knowledge_dir.path)).check(sentence)] == [verdict]


RELEASES = """\
- id: hall-42
  kind: place
  title: Hall 42
  facts:
    - text: Hall 42 opened in May 2024 with 80 seats.
      quote: Hall 42 opened in May 2024 with 80 seats.
      dates: [{date: 2024-05}]
      figures: [{value: 80, unit: seats, of: seats}]
"""


@pytest.mark.parametrize(
    ("sentence", "verdicts"),
    [
        ("Hall 42 opened in May 2024.", ["agrees"]),
        ("Hall 42 opened in room 12 in May 2024, with version 7.2.", ["agrees"]),
        ("Hall 42 has 90 seats.", ["differs"]),
    ],
)
def test_the_number_of_a_name_is_no_amount(
    knowledge_dir: KnowledgeDir, sentence: str, verdicts: list[str]
) -> None:
    knowledge_dir.add("Hall 42 opened in May 2024 with 80 seats.", "halls", RELEASES)
    assert [it.verdict for it in Verifier(load(knowledge_dir.path)).check(sentence)] == verdicts
