"""How long something goes on is compared as it was typed, by `lasts`."""

from __future__ import annotations

import pytest

from bot.verifying.verify import Verifier
from knowledge.load import load
from tests.conftest import KnowledgeDir

CROSSINGS = """\
- id: blue-line
  kind: theme
  title: Blue Line
  facts:
    - text: The Blue Line links Holt and Elverby in 55 minutes.
      quote: The Blue Line links Holt and Elverby in 55 minutes.
      dates: [{lasts: 55 minutes}]
- id: green-line
  kind: theme
  title: Green Line
  facts:
    - text: The Green Line takes 1 hour 40 minutes.
      quote: The Green Line takes 1 hour 40 minutes.
      dates: [{lasts: 1 hour 40 minutes}]
"""


@pytest.fixture
def verifier(knowledge_dir: KnowledgeDir) -> Verifier:
    said = "The Blue Line links Holt and Elverby in 55 minutes. The Green Line takes 1 hour 40 minutes."
    knowledge_dir.add(said, "crossings", CROSSINGS)
    return Verifier(load(knowledge_dir.path))


@pytest.mark.parametrize(
    ("sentence", "value", "verdict"),
    [
        ("The Blue Line takes 65 minutes.", "65 minutes", "differs"),
        ("The Blue Line takes 55 minutes.", "55 minutes", "agrees"),
        ("The Blue Line takes less than 60 minutes.", "60 minutes", "agrees, more loosely"),
        ("The Green Line lasts about 2 hours.", "2 hours", "differs"),
        ("The Green Line takes 1 hour and 40 minutes.", "1 hour and 40 minutes", "agrees"),
        ("The Green Line takes 100 minutes.", "100 minutes", "agrees"),
    ],
)
def test_another_length_of_time_differs(verifier: Verifier, sentence: str, value: str, verdict: str) -> None:
    assert [(it.value, it.verdict) for it in verifier.check(sentence)] == [(value, verdict)]


@pytest.mark.parametrize(
    "sentence",
    [
        "It takes 10 minutes to board the Blue Line.",
        "The Blue Line was closed for the last 3 hours.",
        "The Blue Line takes 10 minutes longer in fog.",
    ],
)
def test_a_length_of_something_else_does_not_differ(verifier: Verifier, sentence: str) -> None:
    assert "differs" not in [it.verdict for it in verifier.check(sentence)]
