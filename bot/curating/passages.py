"""Finds the passages of a text that are nearest to some words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple

from rapidfuzz import fuzz

from knowledge.coverage import sentences as bearings
from knowledge.fold import fold, words
from knowledge.headings import headings
from knowledge.language import Language
from knowledge.model import Span
from knowledge.source import Source

from ..answering.words.vocabulary import Vocabulary

NEAR = 0.5
"""Share of the words' weight that a passage must have to be near."""

SAME_PLACE = 85.0
"""Likeness, of 100, from which the words are a piece of the passage that was typed with mistakes."""

NEAR_IN_PART = 0.3
"""Share of the weight of the words that the text knows, where no passage has more of all of them."""

ABOVE = 0.5
"""How much a word counts in the heading above, beside one of the passage itself."""

OTHER_FORM = 0.95
"""Likeness of an irregular form: a little less than that of the word itself."""

OF_HOURS = 0.01
"""How much nearer a passage with a time of day is, of those that are alike, to words such as "opening"."""

WITHOUT_MEANING = 0.2
"""Weight of a word that only asks or chats, beside one that tells."""


@dataclass(frozen=True)
class Passage:
    """A sentence of a source, and how near it is: from 0 to a little above 1."""

    text: str
    span: Span
    source: Source
    nearness: float
    label: str = ""
    """The name that stands before the words of its paragraph, where the source labels who speaks."""


def nearest_passages(said: str, sources: Iterable[Source], language: Language, *, most: int) -> list[Passage]:
    """The passages nearest to *said*, the nearest first; none where no word of it is in a source.

    A word of *said* is found as itself, a form of it, or with typos, and in the heading above as well. Where
    no passage has most of them, those with any are near. Headings and questions are no passages. Meaning is
    not looked at: "cash" finds no "money".
    """
    sentences = [it for source in sources for it in _looked_at(source)]
    asked = _Asked(said, sentences, language)
    near: list[Passage] = []
    in_part: list[Passage] = []
    for it in sentences if asked.whole else ():
        shared = sum(asked.weight[word] * it.has(likely) for word, likely in asked.meant.items())
        nearness = shared / asked.whole
        in_order = asked.in_order(it) if shared else 0
        is_near = nearness >= NEAR or in_order > 0
        if is_near or (asked.known and shared >= NEAR_IN_PART * asked.known):
            # Nearer is what has the words in their order and, of two alike, what has less beside them.
            nearness += in_order / 1000 - len(it.words) / 100_000
            if asked.hours and "clock" in language.values.sorts(it.passage.text):
                nearness += OF_HOURS
            (near if is_near else in_part).append(replace(it.passage, nearness=nearness))
    return sorted(near or in_part, key=lambda passage: -passage.nearness)[:most]


class _Asked:
    """The words that are looked for, with what each may stand for in *sentences*, and how much it tells."""

    def __init__(self, said: str, sentences: Sequence[_Sentence], language: Language) -> None:
        counts = Counter(chain.from_iterable(it.words | it.above for it in sentences))
        vocabulary = Vocabulary(counts, language.endings)
        questions = language.questions
        small = {fold(word) for word in (*questions.chatter, *chain(*questions.asks.values()))}
        self.meant = {word: _meant(word, vocabulary) for word in dict.fromkeys(words(said))}
        for word, likely in _irregular(self.meant, counts).items():
            self.meant[word] |= likely
        self.weight = {
            word: (WITHOUT_MEANING if word in small else 1.0) * _rarity(likely, counts, len(sentences))
            for word, likely in self.meant.items()
        }
        self.whole = sum(self.weight.values())
        # Where the text has none of a word, all passages are equally far from it.
        self.known = sum(self.weight[it] for it, likely in self.meant.items() if likely and it not in small)
        self.hours = not self.meant.keys().isdisjoint(chain(*map(words, questions.hours)))
        self._folded = fold(said)

    def in_order(self, sentence: _Sentence) -> float:
        """How like *sentence* they are in their order, of 100; 0 where it is not the same passage."""
        # One word is found as a word: "opening" is not nearer to "open in" than to "open".
        if len(self.meant) < 2:
            return 0
        return fuzz.partial_ratio(self._folded, fold(sentence.passage.text), score_cutoff=SAME_PLACE)


class _Sentence(NamedTuple):
    """A passage with its folded words, and those of the heading above it."""

    passage: Passage
    words: frozenset[str]
    above: frozenset[str]

    def has(self, likely: Mapping[str, float]) -> float:
        """How like the nearest word of it is, from 0 to 1."""
        own = max((like for word, like in likely.items() if word in self.words), default=0.0)
        return own or ABOVE * max((like for word, like in likely.items() if word in self.above), default=0.0)


def _looked_at(source: Source) -> Iterator[_Sentence]:
    titles = headings(source)
    above: frozenset[str] = frozenset()
    for passage in passages(source):
        number = passage.span.paragraph
        if number in titles:
            above = frozenset(words(titles[number])) if number > 1 else frozenset()
        elif not passage.text.endswith("?"):
            yield _Sentence(passage, frozenset(words(passage.text)), above)


def stating(sources: Iterable[Source], paragraph: int | None = None) -> Iterator[Passage]:
    """All passages of *sources*, or of one *paragraph* of each, that may bear facts, in order."""
    for source in sources:
        bearing = [it.span for it in bearings(source, ()) if it.bears_facts]
        for passage in passages(source):
            span = passage.span
            in_one = any(it.start <= span.start and span.end <= it.end for it in bearing)
            if in_one and paragraph in (None, span.paragraph):
                yield passage


def passages(source: Source) -> Iterator[Passage]:
    """The sentences of *source* as they are quoted: without the name of who speaks, nor a quotation mark
    that has no partner there.
    """
    for text, span in source.sentences():
        label, begins = source.labels.get(span.paragraph, ("", 0))
        start, end = max(begins - span.start, 0), len(text)
        inner = text[start:]
        if inner[:1] in _OPENING and not any(mark in inner[1:] for mark in _CLOSING):
            start += 1
        if text[-1:] in _CLOSING and not any(mark in text[start:-1] for mark in _OPENING):
            end -= 1
        if inner := text[start:end].strip():
            start = text.index(inner, start)
            place = span.start + start
            inside = replace(span, start=place, end=place + len(inner))
            yield Passage(inner, inside, source, 1.0, label)


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


def _irregular(said: Iterable[str], known: Iterable[str]) -> Mapping[str, Mapping[str, float]]:
    """Words of the text that are another form of a word of *said*, such as "frozen" of "freeze".

    English only, and none where the library for it is not installed: regular forms are found without it.
    """
    try:
        from simplemma import lemmatize
    except ModuleNotFoundError:
        return {}
    lemmas = {word: lemmatize(word, lang="en") for word in said if word.isalpha()}
    of_text: dict[str, list[str]] = {}
    for word in known:
        of_text.setdefault(lemmatize(word, lang="en"), []).append(word)
    return {word: dict.fromkeys(of_text.get(lemma, ()), OTHER_FORM) for word, lemma in lemmas.items()}


def _rarity(likely: Iterable[str], counts: Counter[str], sentences: int) -> float:
    """How much a word tells: a rare one more than one of every sentence; an unknown one as a rare one."""
    most = max((counts[word] for word in likely), default=1)
    return math.log(1 + (sentences + 1) / (most + 0.5))
