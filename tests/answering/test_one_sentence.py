"""Of facts that one sentence proves the one leads whose own text says what is asked."""

from __future__ import annotations

import pytest

from ..conftest import KnowledgeDir

pytestmark = pytest.mark.slow

SENTENCE = "Honorary member Ilka Brandt died on 2 May 2025, who built the Nebel shelter in 1971."
SHELTER = f"""\
- id: brandt
  kind: person
  title: Ilka Brandt
  facts:
    - text: Honorary member Ilka Brandt died on 2 May 2025.
      quote: {SENTENCE}
      dates: [{{date: 2025-05-02}}]
    - text: Ilka Brandt built the Nebel shelter in 1971.
      quote: {SENTENCE}
      dates: [{{date: 1971}}]
"""


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("when was the Nebel shelter built?", "in 1971"),
        ("who built the Nebel shelter?", "in 1971"),
        ("when did Ilka Brandt die?", "2 May 2025"),
    ],
)
def test_the_fact_leads_whose_text_says_it(knowledge_dir: KnowledgeDir, asked: str, told: str) -> None:
    knowledge_dir.add(SENTENCE, "shelter", SHELTER)
    assert told in knowledge_dir.ask(asked)["facts"][0]["text"]
