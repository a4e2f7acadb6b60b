"""The first of what comes again is another than those of later years, and is compared with none of them."""

from __future__ import annotations

import pytest

from bot.verifying.verify import Verifier
from knowledge.load import load
from tests.conftest import KnowledgeDir

SAID = (
    "The first moot of the guild was held in Tolm in October 2031. Marrow hosted the moot in 2034. "
    "The regatta was held in Tolm in May 2033, and the second regatta was held in Marrow in May 2034."
)

NAMES = "cities: {Marrow: [], Tolm: []}\n"

MOOTS = """\
- id: moots
  kind: event
  title: Moot of the guild
  facts:
    - text: Marrow hosted the moot in 2034.
      quote: Marrow hosted the moot in 2034.
      occasion: {what: moot, date: 2034, city: Marrow}
"""

FIRST_MOOT = """\
    - text: The first moot of the guild was held in Tolm in October 2031.
      quote: The first moot of the guild was held in Tolm in October 2031.
      occasion: {what: first moot, date: 2031-10, city: Tolm}
"""

REGATTAS = """\
- id: regattas
  kind: event
  title: Tolm and Marrow regatta
  aliases: {en: [regatta]}
  facts:
    - text: The regatta was held in Tolm in May 2033.
      quote: The regatta was held in Tolm in May 2033
      occasion: {what: regatta, date: 2033-05, city: Tolm}
    - text: The second regatta was held in Marrow in May 2034.
      quote: the second regatta was held in Marrow in May 2034
      occasion: {what: second regatta, date: 2034-05, city: Marrow}
"""


def verdicts(knowledge_dir: KnowledgeDir, entries: str, sentence: str) -> dict[str, str]:
    knowledge_dir.add(SAID, "moots", entries)
    knowledge_dir.write("language/names.yaml", NAMES)
    return {it.value: it.verdict for it in Verifier(load(knowledge_dir.path)).check(sentence)}


@pytest.mark.parametrize(
    "sentence",
    [
        "The first moot of the guild was held in Marrow in October 2031.",
        "The first moot of the guild was held in Tolm in October 2031.",
        "The first moot of the guild was held in Marrow in 2034.",
        "The third moot of the guild was held in Marrow in 2033.",
    ],
)
def test_of_the_first_a_later_one_proves_nothing(knowledge_dir: KnowledgeDir, sentence: str) -> None:
    found = verdicts(knowledge_dir, MOOTS, sentence)
    assert "differs" not in found.values()
    assert "Marrow" not in found or "third" in sentence


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "The first moot of the guild was held in Tolm in October 2031.",
            {"October 2031": "agrees", "Tolm": "agrees"},
        ),
        (
            "The first moot of the guild was held in Tolm in October 2032.",
            {"October 2032": "differs", "Tolm": "agrees"},
        ),
        (
            "The first moot of the guild was held in Marrow in October 2031.",
            {"October 2031": "agrees", "Marrow": "differs"},
        ),
    ],
)
def test_the_first_is_compared_where_it_is_typed(
    knowledge_dir: KnowledgeDir, sentence: str, found: dict[str, str]
) -> None:
    assert verdicts(knowledge_dir, MOOTS + FIRST_MOOT, sentence) == found


def test_what_stands_beside_the_second_is_the_first(knowledge_dir: KnowledgeDir) -> None:
    found = verdicts(knowledge_dir, REGATTAS, "The first regatta was held in Marrow in May 2033.")
    assert found["Marrow"] == "differs"
