"""Of what is held every year, a year and a town that the source tells of two of them prove nothing together."""

from __future__ import annotations

import pytest

from bot.verifying.verify import Verifier
from knowledge.load import load
from tests.conftest import KnowledgeDir

SAID = "In 2034 the general assembly was held in Marrow, with 540 people. In 2035 it was held in Tolm, with 415 people."

ASSEMBLY = """\
- id: assembly
  kind: event
  title: General assembly
  facts:
    - text: In 2034 the general assembly was held in Marrow, with 540 people.
      quote: In 2034 the general assembly was held in Marrow, with 540 people.
      occasion: {what: General assembly, date: 2034, city: Marrow}
      figures: [{value: 540, unit: people, of: attendance}]
    - text: In 2035 the general assembly was held in Tolm, with 415 people.
      quote: In 2035 it was held in Tolm, with 415 people.
      understood: "the general assembly:"
      occasion: {what: General assembly, date: 2035, city: Tolm}
      figures: [{value: 415, unit: people, of: attendance}]
"""


@pytest.fixture
def verifier(knowledge_dir: KnowledgeDir) -> Verifier:
    knowledge_dir.add(SAID, "assembly", ASSEMBLY)
    knowledge_dir.write("language/names.yaml", "cities: {Marrow: [], Tolm: []}\n")
    return Verifier(load(knowledge_dir.path))


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The general assembly of 2035 was held in Tolm.", {"2035": "agrees", "Tolm": "agrees"}),
        ("The general assembly of 2035 was held in Marrow.", {"2035": "agrees", "Marrow": "differs"}),
        ("In 2034 the general assembly met in Tolm.", {"2034": "agrees", "Tolm": "differs"}),
        ("The general assembly in Tolm had 415 people.", {"415 people": "agrees", "Tolm": "agrees"}),
        (
            "The general assembly met in Marrow in 2034 and in Tolm in 2035.",
            {"2034": "agrees", "Marrow": "agrees", "2035": "agrees", "Tolm": "agrees"},
        ),
    ],
)
def test_a_year_and_a_town_are_compared_with_one_of_them(
    verifier: Verifier, sentence: str, found: dict[str, str]
) -> None:
    assert {it.value: it.verdict for it in verifier.check(sentence)} == found


@pytest.mark.parametrize(
    ("sentence", "parted"),
    [
        ("The general assembly met in Tolm in 2034 and in Marrow in 2035.", {"2034", "Tolm"}),
        ("The general assembly met in Tolm in 2034 and in Marrow in 2035.", {"2035", "Marrow"}),
        ("The general assembly in Tolm had 540 people.", {"540 people", "Tolm"}),
        ("The general assembly of 2034 had 415 people in Marrow.", {"415 people", "2034"}),
    ],
)
def test_what_two_of_them_have_does_not_agree_together(
    verifier: Verifier, sentence: str, parted: set[str]
) -> None:
    agreed = {it.value for it in verifier.check(sentence) if it.verdict == "agrees"}
    assert not parted <= agreed
