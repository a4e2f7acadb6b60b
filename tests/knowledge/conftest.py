"""A harbour of which two sources tell: what it has that is new, and what they do not agree on."""

from __future__ import annotations

import pytest

from tests.conftest import KnowledgeDir

SOURCES = """\
- {id: old, file: old.txt, title: Fares of 2025, publisher: The Harbour, date: 2025-03, speaker: Ada Finn}
- {id: new, file: new.txt, title: Fares of 2026, publisher: The Ferry, date: 2026-06, speaker: Bo Lund}
"""

OLD = """Fares of the ferry.

A single ticket costs 2.20 euros. The ferry carries 40 cars.
"""

NEW = """Fares of the ferry, once more.

From now on a single ticket costs 2.40 euros. The ferry carries 44 cars. It is painted blue.
"""

FARES = """\
source: new
entries:
  - id: fares
    kind: theme
    title: Fares
    facts:
      - id: single-2025
        source: old
        text: A single ticket costs 2.20 euros.
        quote: A single ticket costs 2.20 euros.
        figures: [{value: 2.20, unit: EUR, of: single ticket}]
      - id: single-2026
        text: A single ticket costs 2.40 euros.
        quote: a single ticket costs 2.40 euros
        figures: [{value: 2.40, unit: EUR, of: single ticket}]
        supersedes: [single-2025]
"""

FERRY = """\
- id: ferry
  kind: project
  title: The ferry
  source: old
  facts:
    - text: The ferry carries 40 cars.
      quote: The ferry carries 40 cars.
      figures: [{value: 40, unit: cars, of: capacity}]
    - text: The ferry carries 44 cars.
      source: new
      quote: The ferry carries 44 cars.
      figures: [{value: 44, unit: cars, of: capacity}]
    - text: The ferry is painted blue.
      source: new
      quote: It is painted blue.
"""


@pytest.fixture
def harbour(knowledge_dir: KnowledgeDir) -> KnowledgeDir:
    """Two sources: one price that has risen, and one number on which they do not agree."""
    for name in ("entries/peace.yaml", "entries/bridge.yaml", "seeds/talk.txt"):
        (knowledge_dir.path / name).unlink()
    knowledge_dir.write("sources.yaml", SOURCES)
    knowledge_dir.write("seeds/old.txt", OLD)
    knowledge_dir.write("seeds/new.txt", NEW)
    knowledge_dir.write("entries/fares.yaml", FARES)
    knowledge_dir.write("entries/ferry.yaml", FERRY)
    return knowledge_dir
