"""What the interface for programs gives, as types: the same JSON that the command line prints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import models_json_schema

from knowledge.model import Entry, Status

from ..answering.reply import Reason
from ..answering.respond import LONGEST_QUESTION


class Shape(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, defer_build=True)


class FactData(Shape):
    """A fact, and where its quote stands: always ``text[start:end] == quote`` with the source's text."""

    text: str
    quote: str
    understood: str | None
    speaker: str
    published: str
    source: str
    start: int
    end: int
    paragraph: int
    is_plan: bool


class TopicData(Shape):
    entry: str
    title: str


class ChoiceData(TopicData):
    score: float
    facts: list[FactData]


class WhenData(Shape):
    date: str
    until: str | None


class ItemData(TopicData, FactData):
    """A row of a listing."""

    what: str
    group: str | None
    who: list[str]
    when: WhenData | None
    where: list[str]
    status: Status | None
    value: str | None


class ReplyData(Shape):
    """What ``ots ask --json`` prints."""

    query: str
    status: Literal["answer", "choices", "listing", "none", "help"]
    reason: Reason | None
    title: str | None
    entry: str | None
    score: float | None
    lacks: list[str]
    facts: list[FactData]
    choices: list[ChoiceData]
    items: list[ItemData]
    related: list[TopicData]
    suggestions: list[str]


class AddressedFact(TopicData, FactData):
    """A fact with its permanent address."""

    slug: str
    link: str
    """Where the fact is shown at its quote."""
    source_link: str | None
    """The publisher's page at the quote, where the source has an address."""


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
    text: str
    paragraphs: list[ParagraphData]


class ErrorData(Shape):
    error: str = Field(description="What is wrong, in words.")


REF = "#/components/schemas/{model}"

Parameter = dict[str, Any]


def openapi(name: str, kinds: Sequence[str], version: str, public: str | None) -> dict[str, Any]:
    """The interface described as OpenAPI 3.1 has it."""
    shapes = (ReplyData, Entry, AddressedFact, SourceData, ErrorData)
    _, schemas = models_json_schema([(it, "serialization") for it in shapes], ref_template=REF)
    question: Parameter = {
        "name": "q",
        "in": "query",
        "required": True,
        "description": "A topic or a question.",
        "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_QUESTION},
    }
    kind: Parameter = {
        "name": "kind",
        "in": "query",
        "required": False,
        "description": "Only entries of this kind.",
        "schema": {"enum": list(kinds)},
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": name,
            "version": version,
            "description": "Facts, each with the quote that proves it. The version is that of the knowledge.",
        },
        **({"servers": [{"url": public}]} if public else {}),
        "paths": {
            "/api/ask": _get("ask", "Answer one question", ReplyData, question, fails=(400, 414)),
            "/api/entries": _get("listEntries", "Every entry whole", list[Entry], kind, fails=(400,)),
            "/api/entries/{id}": _get("getEntry", "One entry", Entry, _in_path("id"), fails=(404,)),
            "/api/facts/{entry}": _get(
                "listFacts",
                "The facts of one entry with their addresses",
                list[AddressedFact],
                _in_path("entry"),
                fails=(404,),
            ),
            "/api/facts/{entry}/{slug}": _get(
                "getFact",
                "The fact at a permanent address",
                AddressedFact,
                _in_path("entry"),
                _in_path("slug"),
                fails=(404,),
            ),
            "/api/sources": _get("listSources", "Every source with its text", list[SourceData]),
            "/api/sources/{id}": _get(
                "getSource", "One source with its text", SourceData, _in_path("id"), fails=(404,)
            ),
        },
        "components": schemas and {"schemas": schemas["$defs"]},
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
