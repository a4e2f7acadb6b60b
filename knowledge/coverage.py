"""How much of a source the facts touch.

Whether a sentence bears facts is not guessed: all do, but for those that the source's `factless`
list names, with the curator's reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .load import Knowledge
from .model import Source, Span

_END = re.compile(r"[.!?][\"”’')\]]*(?=\s+[\"“‘(]?[A-ZÀ-ÞĀ-Ž])")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a source; `touched` where a quote stands in it or runs through it."""

    text: str
    span: Span
    bears_facts: bool
    touched: bool


def sentences(source: Source) -> Iterator[tuple[str, Span]]:
    """The sentences of *source* in order. A heading is a sentence.

    Does not know abbreviations: "Mr. Smith" would be two sentences.
    """
    for paragraph in source.paragraphs():
        text = source.text[paragraph.start : paragraph.end]
        start = 0
        ends = [match.end() for match in _END.finditer(text)]
        for end in (*ends, len(text)):
            begin = start + len(text[start:end]) - len(text[start:end].lstrip())
            if begin < end:
                place = Span(
                    source=source.id,
                    start=paragraph.start + begin,
                    end=paragraph.start + end,
                    paragraph=paragraph.paragraph,
                )
                yield text[begin:end], place
            start = end


def coverage(knowledge: Knowledge, source: Source) -> list[Sentence]:
    """Every sentence of *source*, and whether facts of *knowledge* touch it."""
    spans = [
        fact.span for entry in knowledge.entries for fact in entry.facts if fact.span.source == source.id
    ]
    return [
        Sentence(text, place, not _is_factless(text, place, source), _touches(place, spans))
        for text, place in sentences(source)
    ]


def share(found: Sequence[Sentence]) -> float:
    """The share of the fact-bearing sentences that a quote touches, 0 to 1."""
    bearing = [sentence for sentence in found if sentence.bears_facts]
    return sum(sentence.touched for sentence in bearing) / len(bearing) if bearing else 1.0


def _is_factless(text: str, place: Span, source: Source) -> bool:
    return any(it.paragraph == place.paragraph and text.startswith(it.begins) for it in source.factless)


def _touches(place: Span, spans: list[Span]) -> bool:
    return any(span.start < place.end and place.start < span.end for span in spans)
