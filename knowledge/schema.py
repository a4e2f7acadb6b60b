"""The JSON Schema of entry files, for completion and checks in a curator's editor.

``python -m knowledge.schema`` writes it to ``knowledge/entries.schema.json``.
"""

from __future__ import annotations

import json

from pydantic import TypeAdapter

from .base import SHIPPED
from .model import WrittenEntry

PATH = SHIPPED / "entries.schema.json"


def schema() -> str:
    """The schema as text, as it stands in the file."""
    found = TypeAdapter(tuple[WrittenEntry, ...]).json_schema()
    found = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Entries of the knowledge base",
        **found,
    }
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    PATH.write_text(schema(), encoding="utf-8")
    print(f"wrote {PATH}")
