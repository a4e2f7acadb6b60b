"""A town that a curator typed for what happens is known as one, also where no language data names it."""

from __future__ import annotations

import pytest

from bot.verifying.verify import Verifier
from knowledge.load import load
from tests.conftest import KnowledgeDir

SAID = "The rope school opens in Umberly in September 2037. The kite fair was held in Gislaby in May 2036."

ENTRIES = """\
- id: rope-school
  kind: project
  title: Rope school
  facts:
    - text: The rope school opens in Umberly in September 2037.
      quote: The rope school opens in Umberly in September 2037.
      occasion: {what: opening of the rope school, date: 2037-09, city: Umberly, status: planned}
- id: kite-fair
  kind: event
  title: Kite fair
  facts:
    - text: The kite fair was held in Gislaby in May 2036.
      quote: The kite fair was held in Gislaby in May 2036.
      occasion: {what: kite fair, date: 2036-05, city: Gislaby}
"""


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "The rope school opens in Umberly in September 2037.",
            {"September 2037": "agrees", "Umberly": "agrees"},
        ),
        (
            "The rope school opens in Gislaby in September 2037.",
            {"September 2037": "agrees", "Gislaby": "differs"},
        ),
        ("The rope school buys its hemp in Gislaby.", {}),
    ],
)
def test_a_typed_town_is_compared_without_language_data(
    knowledge_dir: KnowledgeDir, sentence: str, found: dict[str, str]
) -> None:
    knowledge_dir.add(SAID, "towns", ENTRIES)
    assert {it.value: it.verdict for it in Verifier(load(knowledge_dir.path)).check(sentence)} == found
