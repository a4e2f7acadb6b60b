"""The schemas beside a curator's files complete, explain and check them in an editor."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.model import KINDS
from knowledge.schema import schemas
from tests.conftest import ROOT

TEXTS = sorted(it.parent for it in (ROOT / "tests" / "texts").glob("*/sources.yaml"))


class Loader(yaml.CSafeLoader):
    """Reads as editors do: in YAML 1.2 a date is text."""


Loader.yaml_implicit_resolvers = {
    first: [it for it in resolvers if it[0] != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def test_the_shipped_schemas_are_those_of_the_model() -> None:
    for name, text in schemas():
        shipped = (ROOT / "knowledge" / name).read_text("utf-8")
        assert shipped == text, "write them anew: python -m knowledge.schema"


def test_every_field_explains_itself() -> None:
    silent = [
        (name, field)
        for name, text in schemas()
        for field, shown in _properties(json.loads(text))
        if not shown.get("description")
    ]
    assert silent == []


@pytest.mark.parametrize("text", TEXTS, ids=lambda it: it.name)
def test_an_editor_takes_what_ots_check_takes_and_no_misspelt_field(text: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    sources, about = (_read(text / name) for name in ("sources.yaml", "about.yaml"))
    kinds = (*KINDS, *(it["id"] for it in (about or {}).get("kinds", ())))
    validators = {name: jsonschema.Draft202012Validator(json.loads(it)) for name, it in schemas(kinds)}
    entries = validators["entries.schema.json"]
    for path in (text / "entries").rglob("*.yaml"):
        written = _read(path)
        assert entries.is_valid(written), path
        (listed := written["entries"] if isinstance(written, dict) else written)[0]["keyword"] = ["bike"]
        assert not entries.is_valid(listed)
    assert validators["sources.schema.json"].is_valid(sources)
    assert about is None or validators["about.schema.json"].is_valid(about)


def _read(path: Path) -> Any:
    # The loader in Python refuses "[when is it?, where]", which editors and the bot take.
    return yaml.load(path.read_text("utf-8"), Loader) if path.exists() else None  # noqa: S506 - it is a safe one


def _properties(schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field of every mapping in *schema*, with what is said of it."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {}).items()
        for inner in schema.values():
            yield from _properties(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from _properties(inner)
