"""How much of a question an entry or fact accounts for, by the names and words that it has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ..words.concepts import Term
from .asked import Asked

COVERED = 0.5
"""Likeness from which a word of the query counts as accounted for."""


Share = tuple[float, float, Sequence[Term]]
"""A phrase of which something was typed: how much of it, by weight; how far each word counts; these words.

Both are from 0 to 1. "trade" alone is little of "trade route", and says little for what is called so.
"""


class Named(NamedTuple):
    """How well a query is a name of an entry."""

    fit: float
    """On the whole, 0 to 1."""
    typed: float
    """By how much of a name was typed, 0 to 1."""
    words: Mapping[Term, float]
    """The words that were typed of all names, each as far as it counts."""
    best: Mapping[Term, float]
    """Those of the name of which most was typed."""


class Account:
    """What an entry or fact accounts for of a query."""

    __slots__ = ("covered", "terms")

    def __init__(self, words: Mapping[Term, float], asked: Asked) -> None:
        """By the *words* that were typed and are there, each of them as far as it counts."""
        self.covered = [0.0] * len(asked.query.words)
        """How far each word of the query is accounted for, 0 to 1."""
        self.terms: set[Term] = set()
        """The terms that were typed and are there, as more than a small part of a phrase."""
        covered, senses, there = self.covered, asked.senses, self.terms
        for word, counts in words.items():
            _, _, terms, covers = senses[word]
            if counts >= COVERED:
                there.update(terms)
            for place, likeness in covers.items():
                far = likeness * counts
                if covered[place] < far:
                    covered[place] = far


def count(words: dict[Term, float], typed: Iterable[Term], counts: float) -> None:
    """Take the words *typed* into *words*, each as far as it counts in the phrase where it counts most."""
    for word in typed:
        if words.get(word, 0.0) < counts:
            words[word] = counts
