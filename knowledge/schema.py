"""The JSON Schemas of the files of a knowledge directory, for completion and checks in a curator's editor.

``python -m knowledge.schema`` writes them beside the shipped knowledge; `ots init` beside one's own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter

from .base import SHIPPED
from .model import FileHead, WrittenEntry, WrittenSource


def schemas() -> Iterator[tuple[str, str]]:
    """The name of each schema's file, and the schema as it stands there."""
    yield (
        "entries.schema.json",
        _schema("Entries of the knowledge base", TypeAdapter(tuple[WrittenEntry, ...] | FileHead)),
    )
    yield (
        "sources.schema.json",
        _schema("Texts that knowledge is derived from", TypeAdapter(tuple[WrittenSource, ...])),
    )


def _schema(title: str, kind: TypeAdapter[Any]) -> str:
    found = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **kind.json_schema(),
    }
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    for name, text in schemas():
        (SHIPPED / name).write_text(text, encoding="utf-8")
        print(f"wrote {SHIPPED / name}")
