"""What a source says beside its quotes: sentences that nobody has made a fact of, each with its topic.

They answer in their own words until somebody curates them, so that it is not said of a source that it
does not speak of something that stands in it. A sentence of which quotes have a part is found only by
the rest of it. What a source lists as `factless` is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from .coverage import ENDS, Sentence, sentences
from .model import Entry, Span
from .source import Source

FEWEST_WORDS = 4
"""Words of a sentence that says something by itself: "2." and "There is none." do not."""

FEWEST_LEFT = 5
"""Words of what quotes leave of a sentence, its punctuation among them, that may say something."""

CLOSING = "\"”’')]"


def beside(entries: Sequence[Entry], source: Source) -> Iterator[tuple[Entry, Span, str]]:
    """The sentences of *source* that no quote has whole, each with the entry whose quote stands nearest.

    With a sentence that quotes have a part of comes what they leave of it.
    That is the last one before it in its paragraph, or else the first one behind it: a paragraph without
    any quote is of no topic.
    """
    quotes = _by_paragraph(entries, source)
    for sentence in sentences(source, [span for found in quotes.values() for span, _ in found]):
        near = quotes.get(sentence.span.paragraph, ())
        if not sentence.bears_facts or not near or not _says_something(sentence.text):
            continue
        own = _left(sentence, [span for span, _ in near]) if sentence.touched else ""
        if sentence.touched and len(own.split()) < FEWEST_LEFT:
            continue
        before = [it for it in near if it[0].end <= sentence.span.start]
        _, entry = before[-1] if before else near[0]
        end = sentence.span.start + len(sentence.text.rstrip())
        yield entry, replace(sentence.span, end=end), own


def _by_paragraph(entries: Iterable[Entry], source: Source) -> Mapping[int, list[tuple[Span, Entry]]]:
    """Every quote in *source* with its entry, as they stand in each paragraph."""
    found: defaultdict[int, list[tuple[Span, Entry]]] = defaultdict(list)
    for entry in entries:
        for fact in entry.facts:
            if fact.span.source == source.id:
                found[fact.span.paragraph].append((fact.span, entry))
    for quotes in found.values():
        quotes.sort(key=lambda it: (it[0].start, it[0].end))
    return found


def _says_something(text: str) -> bool:
    return text.rstrip().rstrip(CLOSING).endswith(ENDS) and len(text.split()) >= FEWEST_WORDS


def _left(sentence: Sentence, quotes: Iterable[Span]) -> str:
    """The longest part of a sentence that none of its *quotes*, in their order, has."""
    at, parts = sentence.span.start, []
    for quote in quotes:
        if quote.end > at and quote.start < sentence.span.end:
            parts.append(sentence.text[at - sentence.span.start : max(quote.start, at) - sentence.span.start])
            at = quote.end
    parts.append(sentence.text[at - sentence.span.start :])
    return max(parts, key=len)
