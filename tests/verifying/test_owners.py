"""What one of several has, wants or proposed is not taken for what another has, wants or proposed."""

from __future__ import annotations

import pytest

from bot.verifying.verify import Verifier
from knowledge.load import load
from tests.conftest import KnowledgeDir

SAID = (
    "The Orlow Pact commits the towns to cut soot from their ports by 40 percent. "
    "Port Umber had pressed for a cut of 50 percent, and Gisla for 35 percent. "
    "Gisla proposed a ban on burning refined tar, and Port Umber backed the ban."
)

PACT = """\
- id: pact
  kind: agreement
  title: Orlow Pact
  facts:
    - text: The Orlow Pact commits the towns to cut soot from their ports by 40 percent.
      quote: The Orlow Pact commits the towns to cut soot from their ports by 40 percent.
      figures: [{value: 40, unit: percent, of: cut of soot}]
    - text: Port Umber had pressed for a cut of 50 percent, and Gisla for 35 percent.
      quote: Port Umber had pressed for a cut of 50 percent, and Gisla for 35 percent.
      figures:
        - {value: 50, unit: percent, of: cut wanted, whose: Port Umber}
        - {value: 35, unit: percent, of: cut wanted, whose: Gisla}
- id: tar-ban
  kind: initiative
  title: Ban on tar
  aliases: {en: [tar ban]}
  facts:
    - text: Gisla proposed a ban on burning refined tar.
      quote: Gisla proposed a ban on burning refined tar
      roles: [{who: Gisla, does: proposed, what: ban on burning refined tar}]
      status: proposed
    - text: Port Umber backed the ban on tar.
      quote: Port Umber backed the ban.
      understood: "a ban on tar:"
      actors: [Port Umber]
"""


@pytest.fixture
def verifier(knowledge_dir: KnowledgeDir) -> Verifier:
    knowledge_dir.add(SAID, "pact", PACT)
    knowledge_dir.write("language/names.yaml", "cities: {Port Umber: [], Gisla: []}\n")
    return Verifier(load(knowledge_dir.path))


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The Orlow Pact commits the towns to cut soot by 40 percent.", {"40 percent": "agrees"}),
        ("The Orlow Pact commits the towns to cut soot by 50 percent.", {"50 percent": "differs"}),
        (
            "The Orlow Pact commits the towns to cut soot from their ports by 35 percent.",
            {"35 percent": "differs"},
        ),
        ("Port Umber had pressed for a cut of 50 percent in the Orlow Pact.", {"50 percent": "agrees"}),
    ],
)
def test_a_figure_of_an_owner_proves_nothing_of_another(
    verifier: Verifier, sentence: str, found: dict[str, str]
) -> None:
    assert {it.value: it.verdict for it in verifier.check(sentence)} == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The tar ban was proposed by Gisla.", {"Gisla": "agrees"}),
        ("Gisla proposed the tar ban.", {"Gisla": "agrees"}),
        ("The tar ban was proposed by Port Umber.", {}),
        ("Port Umber proposed the tar ban.", {}),
        ("Port Umber backed the tar ban.", {"Port Umber": "agrees"}),
        (
            "Port Umber backed the tar ban, which Gisla had proposed.",
            {"Port Umber": "agrees", "Gisla": "agrees"},
        ),
    ],
)
def test_who_proposed_something_is_proven_by_that_alone(
    verifier: Verifier, sentence: str, found: dict[str, str]
) -> None:
    assert {it.value: it.verdict for it in verifier.check(sentence)} == found
