"""The JSON Schemas of the files of a knowledge directory, for completion and checks in a curator's editor.

``python -m knowledge.schema`` writes them beside the shipped knowledge; `ots init` beside one's own.
"""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from textwrap import dedent
from typing import Any

from pydantic import TypeAdapter

from .about import OwnKind, WrittenAbout
from .base import SHIPPED
from .model import KINDS, Figure, FileHead, Kind, Occasion, Role, When, WrittenEntry, WrittenFact
from .source import Factless, Voice, WrittenSource

_WRITTEN: tuple[type, ...] = (FileHead, WrittenEntry, WrittenFact, Figure, When, Occasion, Role)
_WRITTEN_OF_SOURCES: tuple[type, ...] = (WrittenSource, Voice, Factless)


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
    for model in _WRITTEN:
        _explain(entries["$defs"][model.__name__], model)
    for model in _WRITTEN_OF_SOURCES:
        _explain(sources["$defs"][model.__name__], model)
    _explain(about["$defs"][OwnKind.__name__], OwnKind)
    _explain(about, WrittenAbout)
    yield "entries.schema.json", _written("Entries of the knowledge base", entries)
    yield "sources.schema.json", _written("Texts that knowledge is derived from", sources)
    yield "about.schema.json", _written("What the bot says of itself", about)


def _explain(schema: dict[str, Any], model: type) -> None:
    """Say of each property of *schema* what stands below the field of *model*.

    Pydantic can do that by itself, and then reads the code anew whenever knowledge is loaded.
    """
    for name, told in _told(model).items():
        schema["properties"][name]["description"] = " ".join(told.split())


def _told(model: type) -> Mapping[str, str]:
    """What is written below each field of *model*."""
    (written,) = ast.parse(dedent(inspect.getsource(model))).body
    assert isinstance(written, ast.ClassDef)  # noqa: S101 - for the type checker
    return {
        field.target.id: below.value.value
        for field, below in pairwise(written.body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(below, ast.Expr)
        and isinstance(below.value, ast.Constant)
        and isinstance(below.value.value, str)
    }


def _written(title: str, schema: dict[str, Any]) -> str:
    dialect = "https://json-schema.org/draft/2020-12/schema"
    schema = {"$schema": dialect, "title": title, **schema} | {"title": title}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    for name, text in schemas():
        (SHIPPED / name).write_text(text, encoding="utf-8")
        print(f"wrote {SHIPPED / name}")
