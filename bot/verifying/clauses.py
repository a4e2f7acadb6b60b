"""The clauses of a sentence, and whether one denies or only supposes it: "it is *not* 34 km long"."""

from __future__ import annotations

import re
from itertools import pairwise

from knowledge.fold import words

from .reading import Value

_PARTED = re.compile(r"[,;:()—](?=\s|$)|\s–\s|\b(?:but|aber|sondern|mais|sino|ama|но|а)\b")
_DENIES = re.compile(
    r"\b(?:not|no|nobody|none|nothing|never|neither|nor|cannot|false|untrue|if|whether|wenn|falls|если|eğer|nicht|kein\w*|nie|pas|değil|deyil|не|нет)\b|n[’']t\b",
    re.IGNORECASE,
)
_ONLY_LIMITS = re.compile(
    r"\b(?:not|no)\s+(?:only|just|merely|yet|fewer|less|more|later|earlier|doubt)\b|\bNo\.\s?\d|n[’']t\s+(?:only|just|yet)\b|"
    r"\bnicht\s+(?:nur|weniger|mehr)\b",
    re.IGNORECASE,
)
"""What denies nothing of that: "no fewer than 109", "not only in Baku"."""


class Clauses:
    """The clauses of one sentence."""

    def __init__(self, text: str) -> None:
        cuts = [0, *(match.start() for match in _PARTED.finditer(text)), len(text)]
        self._clauses = [(start, end, text[start:end]) for start, end in pairwise(cuts)]

    def deny(self, value: Value) -> bool:
        """Whether the clause in which *value* stands denies something: then it is not told what it states."""
        clause = self._of_name(value) if value.name else self._at(value.at)
        return denies(clause)

    def _at(self, offset: int) -> str:
        return next((text for start, end, text in self._clauses if start <= offset < end), "")

    def _of_name(self, value: Value) -> str:
        """Of a name the place is told in words."""
        left = value.at
        for _, _, text in self._clauses:
            left -= len(words(text))
            if left < 0:
                return text
        return ""


def denies(text: str) -> bool:
    """Whether *text* denies anything, or states it of none that there is: "*if* it were 34 km long"."""
    return bool(_DENIES.search(_ONLY_LIMITS.sub(" ", text)))
