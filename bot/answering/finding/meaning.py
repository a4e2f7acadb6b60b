"""A word of a question by all that it may stand for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ..words.concepts import Term


class Meaning(NamedTuple):
    """A word of the query, or several written as one, and the terms it may stand for."""

    text: str
    places: tuple[int, ...]
    """Which words of the query it is."""
    terms: Mapping[Term, float]
    """Each term it may stand for, and how likely that is, up to 1."""
    weight: float
    """How telling the word is; 0 for words that only ask or chat, and for several words as one."""
    mass: float
    """The weight of all words that it was written with."""
    tells: float = 0.0
    """How well the word tells facts of one entry apart: its weight, if it were not vague."""
    must: frozenset[Term] = frozenset()
    """Terms of which an answer must have one: the place, body or detail that is named."""
    is_number: bool = False
    """True for a number that an answer must have."""
