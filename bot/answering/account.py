"""How much of a question an entry or fact accounts for, by the names and words that it has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from .asked import Asked
from .concepts import Term

COVERED = 0.5
"""Likeness from which a word of the query counts as accounted for."""


class Share(NamedTuple):
    """A phrase of which something was typed."""

    part: float
    """How much of it was typed, by weight, 0 to 1."""
    counts: float
    """How much it counts that one of its words was typed, 0 to 1.

    "trade" alone is little of "trade route", and says little for what is called so.
    """
    words: Sequence[Term]
    """The words of it that were typed."""


class Named(NamedTuple):
    """How well a query is a name of an entry."""

    fit: float
    """On the whole, 0 to 1."""
    typed: float
    """By how much of a name was typed, 0 to 1."""
    shares: Sequence[Share]
    """The names of which something was typed."""


class Account:
    """What an entry or fact accounts for of a query."""

    __slots__ = ("covered", "terms")

    def __init__(self, covered: Iterable[float], terms: Iterable[Term] = ()) -> None:
        self.covered = list(covered)
        """How far each word of the query is accounted for, 0 to 1."""
        self.terms = set(terms)
        """The terms that were typed and are there, as more than a small part of a phrase."""

    def copy(self) -> Account:
        return Account(self.covered, self.terms)

    def add(self, words: Mapping[Term, float], asked: Asked) -> None:
        """Account for typed *words*, each of them as far as it counts."""
        covered, senses, there = self.covered, asked.senses, self.terms
        for word, counts in words.items():
            _, _, terms, covers = senses[word]
            if counts >= COVERED:
                there.update(terms)
            for place, likeness in covers:
                if covered[place] < likeness * counts:
                    covered[place] = likeness * counts


def counted(shares: Iterable[Share]) -> dict[Term, float]:
    """The words that were typed of phrases, each as far as it counts in the one where it counts most."""
    words: dict[Term, float] = {}
    for _, counts, typed in shares:
        for word in typed:
            if words.get(word, 0.0) < counts:
                words[word] = counts
    return words
