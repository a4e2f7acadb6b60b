"""Whether a fact tells what is the most of all, or more so than another."""

from __future__ import annotations

from itertools import pairwise

from knowledge.fold import is_number, words

from .index import Index
from .indexed import IndexedFact, told_by

TIMES = frozenset(("time", "date"))
"""Sorts of value that only say when something else was, or for how long."""


def picks(fact: IndexedFact, index: Index) -> bool:
    """Whether *fact* says of something that it is the most of all, or has sums to compare."""
    sorts = [index.values.sorts(amount) for amount in index.values.amounts(fact.fact.quote)]
    compared = len(set(sorts)) < len(sorts)
    return compared or not index.cues.superlatives.isdisjoint(words(told_by(fact.fact)))


def compares(fact: IndexedFact, word: str, index: Index) -> bool:
    """Whether *fact* says that something is more so than another, as *word* asks, or has both values."""
    found = words(told_by(fact.fact))
    if word in index.cues.of_money:
        return "money" in fact.sorts or word in found
    said = f" {' '.join(found)} "
    pairs = (pair for pair in pairwise((*found, "")) if is_number(pair[0]) and pair[0] not in fact.years)
    counts = {pair[0] for pair in pairs if TIMES.isdisjoint(index.values.sorts(" ".join(pair)))}
    return len(counts) > 1 or any(it in said for it in index.cues.comparing)
