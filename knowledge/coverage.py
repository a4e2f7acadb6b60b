"""How much of a source the facts touch.

Whether a sentence bears facts is not guessed: all do, but for headings and questions, the line that says
where and when the text was published, what has a word or two ("Mostly."), and what the source's `factless`
list names, with the curator's reason.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from .draft import Draft
from .fold import words
from .headings import headings, is_byline
from .model import Span
from .source import Source

FEWEST_WORDS = 3
"""Words of a sentence that states something; an item of a list, which no stop ends, may have fewer."""

ENDS = (".", "!", "…")
"""How a sentence ends: a heading has no end, and a question says nothing."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a source; `touched` where a quote stands in it or runs through it."""

    text: str
    span: Span
    bears_facts: bool
    touched: bool


def coverage(draft: Draft, source: Source) -> list[Sentence]:
    """Every sentence of *source*, and whether facts of *draft* touch it, with other faults or without."""
    spans = (span for entry in draft.entries for fact in entry.facts for span in fact.spans[:1])
    return list(sentences(source, [span for span in spans if span.source == source.id]))


def sentences(source: Source, quotes: Iterable[Span]) -> Iterator[Sentence]:
    """Every sentence of *source*, and whether one of *quotes*, which all stand in it, touches it."""
    by_paragraph: defaultdict[int, list[Span]] = defaultdict(list)
    for span in quotes:
        by_paragraph[span.paragraph].append(span)
    idle, said = headings(source), frozenset(words(source.published))
    for text, place in source.sentences():
        touched = _touches(place, by_paragraph[place.paragraph])
        is_aside = place.paragraph in idle or text.endswith("?") or is_byline(text, place.paragraph)
        states = not is_aside and _says(text, said)
        bears_facts = states and not _is_factless(place, source)
        yield Sentence(text, place, bears_facts, touched)


def share(found: Sequence[Sentence]) -> float:
    """The share of the fact-bearing sentences that a quote touches, 0 to 1."""
    bearing = [sentence for sentence in found if sentence.bears_facts]
    return sum(sentence.touched for sentence in bearing) / len(bearing) if bearing else 1.0


def _says(text: str, published: Container[str]) -> bool:
    """Whether a sentence says more than a word, or than when it was *published* and by whom."""
    found = words(text)
    short = len(found) < FEWEST_WORDS and text.endswith(ENDS) and not re.search(r"\d", text)
    return not short and not all(word in published for word in found)


def _is_factless(place: Span, source: Source) -> bool:
    return any(it.paragraph == place.paragraph and source.begins(place, it.begins) for it in source.factless)


def _touches(place: Span, spans: Iterable[Span]) -> bool:
    return any(span.start < place.end and place.start < span.end for span in spans)
