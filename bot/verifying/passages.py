"""What the source says in all its words, also where no fact was made of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from knowledge.base import Knowledge
from knowledge.model import ENGLISH

from .compare import dates_agree, is_same
from .known import Known, Sentence
from .reading import Value
from .sentences import passages
from .topics import Topics

LEAST_TOLD = 1000
"""From which on a number tells by itself what it is: "line 4" is not four of something."""


class Passage(NamedTuple):
    """A sentence of a source, or a fact."""

    text: str
    values: tuple[Value, ...]
    said: frozenset[str]
    """The stems of its words, without small ones."""
    is_english: bool = True


class Passages:
    """All sentences of the sources and all facts, with their values."""

    def __init__(self, knowledge: Knowledge, topics: Topics) -> None:
        # What an English sentence counts in English words, another language does in its own.
        self._all = [
            Passage(it.text, it.values, it.telling, is_english=source.language == ENGLISH)
            for source in knowledge.sources
            for plain in [knowledge.language.numerals_of(source.language).plain(source.text)]
            for it in map(topics.read, passages(plain))
        ]
        self._all += [
            Passage(it.fact.quote, it.values, it.said) for topic in topics.topics for it in topic.facts
        ]

    def have(self, value: Value) -> bool:
        """Whether *value* stands anywhere at all."""
        return any(True for _ in self._with(value))

    def tell(self, value: Value, sentence: Sentence, share: float) -> bool:
        """Whether one has *value*, and *share* of what *sentence* says."""
        telling = sentence.telling
        return any(len(telling & it.said) >= share * len(telling) for it in self._with(value))

    def say_so(self, value: Value, sentence: Sentence, share: float, known: Known) -> bool:
        """Whether one tells *sentence* with *value* and all its others, and nothing that *known* has."""
        telling = sentence.telling
        return any(
            len(telling & it.said) >= share * len(telling)
            and all(any(_is_value(one, other) for other in it.values) for one in sentence.values)
            and not any(_is_of(known, other) for other in it.values)
            for it in self._with(value)
        )

    def _with(self, value: Value) -> Iterator[Passage]:
        return (
            it
            for it in self._all
            if any(
                _is_value(value, other) or (not it.is_english and _counts_as_many(value, other))
                for other in it.values
            )
        )


def _counts_as_many(value: Value, other: Value) -> bool:
    """Whether two counts are as large, whatever they are of; small ones are too often something else."""
    alike = value.sort == other.sort == "number" and (value.amount, value.unit) == (other.amount, other.unit)
    return alike and value.amount >= LEAST_TOLD


def _is_value(value: Value, other: Value) -> bool:
    if value.sort != other.sort:
        return False
    match value.sort:
        case "number":
            bare = not (value.unit or value.nouns)
            return is_same(value, other) and (bare or value.unit == other.unit)
        case "ordinal":
            return value.amount == other.amount
        case "date":
            return dates_agree(value.date, other.date)
        case _:
            return value.name == other.name


def _is_of(known: Known, value: Value) -> bool:
    """Whether *value* is what was typed of a fact: a name, date or figure."""
    match value.sort:
        case "number":
            return any(is_same(value, it.value) for it in known.figures)
        case "date":
            return known.is_at(value.date)
        case _:
            return value.name in known.typed_names
