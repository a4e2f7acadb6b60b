"""The JSON Schemas of the files of a knowledge directory, for completion and checks in a curator's editor.

``python -m knowledge.schema`` writes them beside the shipped knowledge; `ots init` beside one's own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import TypeAdapter

from .about import WrittenAbout
from .base import SHIPPED
from .model import KINDS, FileHead, Kind, WrittenEntry
from .source import WrittenSource


def schemas(kinds: Sequence[Kind] = KINDS) -> Iterator[tuple[str, str]]:
    """The name of each schema's file, and the schema as it stands there; entries are of one of *kinds*."""
    entries = TypeAdapter(tuple[WrittenEntry, ...] | FileHead).json_schema()
    entries["$defs"]["WrittenEntry"]["properties"]["kind"] = {
        "enum": list(kinds),
        "title": "Kind",
        "type": "string",
    }
    sources = TypeAdapter(tuple[WrittenSource, ...]).json_schema()
    about = TypeAdapter(WrittenAbout).json_schema()
    yield "entries.schema.json", _written("Entries of the knowledge base", entries)
    yield "sources.schema.json", _written("Texts that knowledge is derived from", sources)
    yield "about.schema.json", _written("What the bot says of itself", about)


def _written(title: str, schema: dict[str, Any]) -> str:
    dialect = "https://json-schema.org/draft/2020-12/schema"
    schema = {"$schema": dialect, "title": title, **schema} | {"title": title}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    for name, text in schemas():
        (SHIPPED / name).write_text(text, encoding="utf-8")
        print(f"wrote {SHIPPED / name}")
