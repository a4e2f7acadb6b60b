"""Finds the passages of a text that are nearest to some words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from rapidfuzz import fuzz

from knowledge.fold import fold, words
from knowledge.language import Language
from knowledge.model import Source, Span

from ..answering.vocabulary import Vocabulary

NEAR = 0.5
"""Share of the words' weight that a passage must have to be near."""

SAME_PLACE = 85.0
"""Likeness, of 100, from which the words are a piece of the passage that was typed with mistakes."""

WITHOUT_MEANING = 0.2
"""Weight of a word that only asks or chats, beside one that tells."""


@dataclass(frozen=True)
class Passage:
    """A sentence of a source, and how near it is: from 0 to a little above 1."""

    text: str
    span: Span
    source: Source
    nearness: float


def nearest_passages(said: str, sources: Iterable[Source], language: Language, *, most: int) -> list[Passage]:
    """The passages nearest to *said*, the nearest first; none where none is near.

    A word of *said* is found as itself, a form of it, or with typos. Meaning is not looked at: "cash" finds
    no "money".
    """
    sentences = [(text, span, source, set(words(text))) for source in sources for text, span in shown(source)]
    counts = Counter(chain.from_iterable(found for *_, found in sentences))
    vocabulary = Vocabulary(counts, chain.from_iterable(language.endings))
    small = {fold(word) for word in (*language.questions.chatter, *chain(*language.questions.asks.values()))}
    meant = {word: _meant(word, vocabulary) for word in dict.fromkeys(words(said))}
    weight = {
        word: (WITHOUT_MEANING if word in small else 1.0) * _rarity(likely, counts, len(sentences))
        for word, likely in meant.items()
    }
    whole = sum(weight.values())
    if not whole:
        return []
    folded = fold(said)
    found: list[Passage] = []
    for text, span, source, having in sentences:
        shared = sum(
            weight[word] * max((like for known, like in likely.items() if known in having), default=0.0)
            for word, likely in meant.items()
        )
        nearness = shared / whole
        in_order = fuzz.partial_ratio(folded, fold(text), score_cutoff=SAME_PLACE) if nearness else 0.0
        if nearness >= NEAR or in_order:
            # Nearer is what has the words in their order and, of two alike, what has less beside them.
            nearness += in_order / 1000 - len(having) / 100_000
            found.append(Passage(text, span, source, nearness))
    return sorted(found, key=lambda passage: -passage.nearness)[:most]


def shown(source: Source) -> Iterator[tuple[str, Span]]:
    """The sentences of *source* as they are quoted: without a quotation mark that has no partner there."""
    for text, span in source.sentences():
        start, end = 0, len(text)
        if text[:1] in _OPENING and not any(mark in text[1:] for mark in _CLOSING):
            start = 1
        if text[-1:] in _CLOSING and not any(mark in text[start:-1] for mark in _OPENING):
            end -= 1
        if inner := text[start:end].strip():
            start = text.index(inner, start)
            place = {"start": span.start + start, "end": span.start + start + len(inner)}
            yield inner, span.model_copy(update=place)


_OPENING, _CLOSING = ('"', "“", "„", "«", "\N{BOM}"), ('"', "”", "“", "»")
"""Marks of quotation; a mark that may begin a file is no word either."""


def _meant(word: str, vocabulary: Vocabulary) -> dict[str, float]:
    """The words of the text that *word* may stand for, and how alike they are."""
    number = vocabulary.id(word)
    if number is not None:
        alike = {number: 1.0} | vocabulary.inflected(word)
    else:
        alike = vocabulary.misspelt(word) | vocabulary.inflected(word)
    return {vocabulary.word(number): likeness for number, likeness in alike.items()}


def _rarity(likely: Iterable[str], counts: Counter[str], sentences: int) -> float:
    """How much a word tells: a rare one more than one of every sentence; an unknown one as a rare one."""
    most = max((counts[word] for word in likely), default=1)
    return math.log(1 + (sentences + 1) / (most + 0.5))
