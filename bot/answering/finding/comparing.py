"""Whether a fact tells what is the most of all, or more so than another."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, pairwise

from knowledge.fold import is_number, words

from ..words.concepts import Term
from ..words.degrees import is_superlative
from .index import Index
from .indexed import IndexedFact, told_by
from .meaning import Meaning

BY_NUMBER = frozenset(("most", "least"))
"""What is asked of a number of things: the largest need not have the most of anything."""

TIMES = frozenset(("time", "date"))
"""Sorts of value that only say when something else was, or for how long."""


def picks(fact: IndexedFact, asked: str, names: Iterable[str], index: Index) -> bool:
    """Whether *fact* says of something that it is the most of all, as *asked*, or has values to compare.

    It may be called so by a keyword, or by one of its entry's *names*. The oldest need not be the largest.
    """
    sorts = [it for amount in index.values.amounts(fact.fact.quote) if (it := index.values.sorts(amount))]
    units = [it.unit for it in fact.fact.figures if it.unit]
    if any(len(set(it)) < len(it) for it in (sorts, units)):
        return True
    found = words(" ".join((told_by(fact.fact), *fact.fact.keywords, *names)))
    if not index.cues.superlatives.isdisjoint(found):
        return True
    superlatives = filter(is_superlative, found)
    if not is_superlative(asked):
        return asked.split()[-1] not in BY_NUMBER and any(superlatives)
    alike = _terms(asked, index)
    return any(it == asked or not alike.isdisjoint(_terms(it, index)) for it in superlatives)


def _terms(word: str, index: Index) -> frozenset[Term]:
    known = index.vocabulary.id(word)
    return frozenset(() if known is None else index.concepts.alike(known))


def compares(fact: IndexedFact, word: str, sides: Iterable[Iterable[Meaning]], index: Index) -> bool:
    """Whether *fact* says that something is more so than another, as *word* asks, or has both values.

    Of those of which it is asked which one it is, it must speak of each: *sides* are the words for them.
    """
    found = words(told_by(fact.fact))
    both = tuple(sides)
    terms = frozenset(chain.from_iterable(_terms(it, index) for it in found)) if both else frozenset()
    if any(all(it.terms.keys().isdisjoint(terms) for it in side) for side in both):
        return False
    sorts = index.cues.compared.get(word)
    if sorts and word not in found and (both or "money" in sorts):
        return not sorts.isdisjoint(fact.sorts)
    said = f" {' '.join(found)} "
    pairs = (pair for pair in pairwise((*found, "")) if is_number(pair[0]) and pair[0] not in fact.years)
    counts = {pair[0] for pair in pairs if TIMES.isdisjoint(index.values.sorts(" ".join(pair)))}
    return len(counts) > 1 or any(it in said for it in index.cues.comparing)
