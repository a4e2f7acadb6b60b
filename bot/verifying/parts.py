"""The parts of a sentence that speak each of a topic of its own: "A is 43 km long, *and B takes 15 days*"."""

from __future__ import annotations

import re
from bisect import bisect_right

from knowledge.fold import words

from .clauses import denies
from .known import Sentence
from .reading import Value
from .topics import Topics

_PARTED = re.compile(
    r"[,;]?\s(?:and|while|whereas|but|und|während|aber|et|tandis que|mais|y|mientras|pero|"
    r"ve|ise|və|isə|и|а|но)\s|"
    r"[,;](?=\s)"
)


def cut(text: str) -> list[str]:
    """The pieces of a sentence, of which some tell nothing by themselves."""
    return _PARTED.split(text)


class Pieces:
    """The pieces of a sentence that says several times; one of no more than one time is whole."""

    def __init__(self, sentence: Sentence) -> None:
        self._values = sentence.values
        several = sum(it.sort == "date" for it in sentence.values) > 1
        ends = [it.start() for it in _PARTED.finditer(sentence.text)] if several else []
        self._offsets = ends
        self._words = [len(words(sentence.text[:end])) for end in ends]

    def beside(self, value: Value) -> list[Value]:
        """The values of the piece that *value* stands in, itself too."""
        return [it for it in self._values if self._piece(it) == self._piece(value)]

    def _piece(self, value: Value) -> int:
        # The place of a name is told in words.
        return bisect_right(self._words if value.name else self._offsets, value.at)


def own_parts(whole: Sentence, topics: Topics) -> list[Sentence]:
    """The parts of *whole* that name topics of their own and have values; else itself alone.

    It is cut only where every topic that it names is named on one side, and none on both: a name may
    hold an "and" itself. What denies something is left whole, for that may be of all of it.
    """
    return [whole] if denies(whole.text) else _own(whole, whole, topics)


def _own(sentence: Sentence, whole: Sentence, topics: Topics) -> list[Sentence]:
    named = _named(sentence, topics)
    for match in _PARTED.finditer(sentence.text) if len(named) > 1 else ():
        before = topics.read(sentence.text[: match.start()], within=whole)
        left = _named(before, topics) if _tells(before) else set()
        if not left:
            continue
        after = topics.read(sentence.text[match.end() :], within=whole)
        right = _named(after, topics) if _tells(after) else set()
        if right and left.isdisjoint(right) and named <= left | right:
            return [before, *_own(after, whole, topics)]
    return [sentence]


def _tells(part: Sentence) -> bool:
    """Whether a part has values, and says of what each number is: not "and B 12"."""
    bare = (it.sort == "number" and not (it.unit or it.nouns) for it in part.values)
    return bool(part.values) and not any(bare)


def _named(sentence: Sentence, topics: Topics) -> set[str]:
    return {it.topic.entry.id for it in topics.named(sentence)}
