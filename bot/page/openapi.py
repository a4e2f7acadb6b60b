"""What the interface for programs gives beside replies, as types, and its description: OpenAPI."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import Field, TypeAdapter

from knowledge.model import Entry

from ..answering.respond import LONGEST_QUESTION
from ..answering.shapes import FactData, LinkedData, ReplyData, Shape, TopicData


class AddressedFact(TopicData, FactData, LinkedData):
    """A fact with its permanent address."""

    slug: str
    link: str


class ParagraphData(Shape):
    number: int
    start: int
    end: int
    speaker: str


class SourceData(Shape):
    id: str
    title: str
    publisher: str
    date: str
    published: str
    speaker: str
    role: str | None
    url: str | None
    language: str
    text: str
    paragraphs: list[ParagraphData]


class ErrorData(Shape):
    error: str = Field(description="What is wrong, in words.")


REF = "#/components/schemas/{model}"

Parameter = dict[str, Any]


def openapi(name: str, kinds: Sequence[str], version: str, public: str | None) -> dict[str, Any]:
    """The interface described as OpenAPI 3.1 has it."""
    shapes = (ReplyData, Entry, AddressedFact, SourceData, ErrorData)
    _, schemas = TypeAdapter.json_schemas(
        ((it.__name__, "serialization", TypeAdapter[Any](it)) for it in shapes), ref_template=REF
    )
    del schemas["$defs"]["Entry"]["properties"]["passages"]  # which its JSON leaves out
    return {
        "openapi": "3.1.0",
        "info": {
            "title": name,
            "version": version,
            "description": "Facts, each with the quote that proves it. The version is that of the knowledge.",
        },
        **({"servers": [{"url": public}]} if public else {}),
        "paths": _paths(kinds),
        "components": schemas and {"schemas": schemas["$defs"]},
    }


QUESTION: Parameter = {
    "name": "q",
    "in": "query",
    "required": True,
    "description": "A topic or a question.",
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_QUESTION},
}


def _paths(kinds: Sequence[str]) -> dict[str, Any]:
    """What is asked at each address, by GET."""
    kind: Parameter = {
        "name": "kind",
        "in": "query",
        "required": False,
        "description": "Only entries of this kind.",
        "schema": {"enum": list(kinds)},
    }
    entry, slug, by_id = map(_in_path, ("entry", "slug", "id"))
    facts = "The facts of one entry with their addresses"
    at_address = "The fact at a permanent address"
    return {
        "/api/ask": _get("ask", "Answer one question", ReplyData, QUESTION, fails=(400, 414)),
        "/api/entries": _get("listEntries", "Every entry whole", list[Entry], kind, fails=(400,)),
        "/api/entries/{id}": _get("getEntry", "One entry", Entry, by_id, fails=(404,)),
        "/api/facts/{entry}": _get("listFacts", facts, list[AddressedFact], entry, fails=(404,)),
        "/api/facts/{entry}/{slug}": _get("getFact", at_address, AddressedFact, entry, slug, fails=(404,)),
        "/api/sources": _get("listSources", "Every source with its text", list[SourceData]),
        "/api/sources/{id}": _get("getSource", "One source with its text", SourceData, by_id, fails=(404,)),
    }


FAILS = {
    400: "What is asked cannot be read",
    404: "There is no such thing",
    414: "The question is too long",
    429: "Asked too often: wait as long as Retry-After says",
}


def _get(
    name: str, summary: str, shape: Any, *parameters: Parameter, fails: tuple[int, ...] = ()
) -> dict[str, Any]:
    many = getattr(shape, "__origin__", None) is list
    model = shape.__args__[0] if many else shape
    one = {"$ref": REF.format(model=model.__name__)}
    responses: dict[str, Any] = {
        "200": {
            "description": summary,
            "headers": {"ETag": {"schema": {"type": "string"}, "description": "Changes with the knowledge."}},
            "content": {"application/json": {"schema": {"type": "array", "items": one} if many else one}},
        },
        "304": {"description": "As it was, where If-None-Match has the ETag"},
    }
    for status in (*fails, 429):
        error = {"schema": {"$ref": REF.format(model="ErrorData")}}
        responses[str(status)] = {"description": FAILS[status], "content": {"application/json": error}}
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "parameters": list(parameters),
            "responses": responses,
        }
    }


def _in_path(name: str) -> Parameter:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
