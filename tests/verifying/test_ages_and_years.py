"""An age is not rounded and is its owner's; a count that looks like a year is one; a count is of its time."""

from __future__ import annotations

import pytest

from bot.verifying.verify import Verifier
from knowledge.load import load
from tests.conftest import KnowledgeDir

SAID = (
    "Brumbel, a goose aged 41, lives on the heron farm. The heron fair of 2034 drew more than 1,900 visitors."
)

ENTRIES = """\
- id: residents
  kind: theme
  title: Animals of the heron farm
  aliases: {en: [Brumbel, Quillan]}
  facts:
    - text: Brumbel, a goose aged 41, lives on the heron farm.
      quote: Brumbel, a goose aged 41, lives on the heron farm.
      figures: [{value: 41, unit: years, of: age, whose: Brumbel}]
- id: heron-fair
  kind: event
  title: Heron fair
  facts:
    - text: The heron fair of 2034 drew more than 1,900 visitors.
      quote: The heron fair of 2034 drew more than 1,900 visitors.
      occasion: {what: Heron fair, date: 2034}
      figures: [{value: 1900, of: visitors, qualifier: over, as_of: 2034}]
"""


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Brumbel is 41 years old.", {"41 years": "agrees"}),
        ("Brumbel is 40 years old.", {"40 years": "differs"}),
        ("Quillan is 40 years old.", {}),
        ("The heron fair of 2034 drew 1,500 visitors.", {"2034": "agrees", "1,500": "differs"}),
        ("The heron fair of 2034 drew 2,000 visitors.", {}),
        ("The heron fair drew 1,500 visitors.", {}),
    ],
)
def test_an_age_and_a_count_are_compared_where_they_are_surely_of_it(
    knowledge_dir: KnowledgeDir, sentence: str, found: dict[str, str]
) -> None:
    knowledge_dir.add(SAID, "farm", ENTRIES)
    assert {it.value: it.verdict for it in Verifier(load(knowledge_dir.path)).check(sentence)} == found
