"""Web Annotations (W3C, 2017): each fact as a note on the passage of the source that proves it."""

from __future__ import annotations

import json
from typing import Any

from knowledge.base import Knowledge
from knowledge.model import Entry, Fact
from knowledge.source import Source

from .names import Names

CONTEXT = "http://www.w3.org/ns/anno.jsonld"

AROUND = 32
"""Characters before and after a quote that are given at first; more where they stand there twice."""


def web_annotations(knowledge: Knowledge, names: Names) -> str:
    """All facts as JSON-LD: an AnnotationCollection with one page that holds every annotation.

    Offsets count Unicode code points from 0, as the standard has it, in the text of the source.
    """
    sources = knowledge.source_by_id
    items = [
        _annotation(entry, fact, sources[fact.span.source], names)
        for entry in knowledge.entries
        for fact in entry.facts
    ]
    collection = names.collection
    page = {"id": f"{collection}/1", "type": "AnnotationPage", "partOf": collection, "startIndex": 0}
    document = {
        "@context": CONTEXT,
        "id": collection,
        "type": "AnnotationCollection",
        "label": " · ".join(source.title for source in knowledge.sources),
        "total": len(items),
        "first": {**page, "items": items},
        "last": page["id"],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _annotation(entry: Entry, fact: Fact, source: Source, names: Names) -> dict[str, Any]:
    return {
        "id": names.fact(entry, fact),
        "type": "Annotation",
        "motivation": "describing",
        "body": {"type": "TextualBody", "value": fact.text, "format": "text/plain", "purpose": "describing"},
        "target": {
            "type": "SpecificResource",
            "source": {
                "id": names.source(source),
                "type": "Text",
                "format": "text/plain",
                **({"via": source.url} if source.url else {}),
                "dcterms:title": source.title,
                "dcterms:publisher": source.publisher,
                "dcterms:issued": source.date,
                "creator": {"type": "Person", "name": fact.said_by},
            },
            "selector": _selectors(fact, source),
        },
    }


def _selectors(fact: Fact, source: Source) -> list[dict[str, Any]]:
    """Ways to find the quote again, each of them enough: its words, its place."""
    span, text = fact.span, source.text
    place: dict[str, Any] = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    words = _words(text, span.start, span.end)
    if text.count(fact.quote) == 1:
        return [words, place]
    # Its words alone are not enough: first its paragraph, then the words in that.
    paragraph = source.paragraph(span.paragraph)
    within = _words(
        text[paragraph.start : paragraph.end], span.start - paragraph.start, span.end - paragraph.start
    )
    whole = {"type": "TextPositionSelector", "start": paragraph.start, "end": paragraph.end}
    return [words, place, {**whole, "refinedBy": within}]


def _words(text: str, start: int, end: int) -> dict[str, Any]:
    """A passage by its words, with as much around it as sets it apart from the same words elsewhere."""
    around = AROUND
    while text.count(text[max(start - around, 0) : end + around]) > 1 and around < len(text):
        around *= 2
    return {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(start - around, 0) : start],
        "suffix": text[end : end + around],
    }
