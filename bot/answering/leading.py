"""Which fact of the last topic leads the answer to a follow-up: the one just told, where it answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from knowledge.fold import fold, words
from knowledge.language import Questions
from knowledge.model import Fact

from .asked import NO_FACT_NEEDED, WHENS
from .index import Index
from .match import FactHit, Hit
from .query import Query

MOST_BETWEEN = 4
"""Words from "since" to the year or month of a time, itself among them: "until the end of 2027"."""

YEAR_DIGITS = 4


class Leading:
    """Puts the facts of a hit in the order in which they answer a follow-up."""

    def __init__(self, index: Index, questions: Questions) -> None:
        self._index = index
        self._bounds = tuple(
            (tuple(f" {fold(phrase)} " for phrase in it.asked), frozenset(map(fold, it.told)))
            for it in questions.bounds
        )

    def of_bare(self, query: Query, hit: Hit, told: Fact) -> Hit:
        """*hit* as it answers a question that only asks: "where?" is asked of what was *told*."""
        ours = [it for it in hit.facts if it.fact.fact is told]
        if not NO_FACT_NEEDED.isdisjoint(query.asks):
            # Another fact may tell why, where the one that was told does not.
            tells = [it for it in ours if query.asks.keys() & (it.fact.answers | it.fact.reads)]
            return _first(tells, hit)
        telling = self._bounding(query)
        if telling is not None:
            # That something was signed on a day says not since when it is there.
            bounded = [it for it in hit.facts if self._says_a_bound(it.fact.fact, telling)]
            return _first([it for it in ours if it in bounded], replace(hit, facts=tuple(bounded or ours)))
        # The day of the first meeting is not that of the second, of which only the year is told.
        finer = query.asks.keys() <= WHENS and any("when" in it.fact.answers | it.fact.reads for it in ours)
        return _first([it for it in ours if finer or len(it.lacks) <= len(hit.lacks)], hit)

    def of_pronoun(self, hit: Hit, told: Fact) -> Hit:
        """*hit* with what was *told* before what answers as well: "that" is the power just spoken of."""
        best = hit.facts[0]
        as_good = (it for it in hit.facts if len(it.lacks) == len(best.lacks) and it.cover >= best.cover)
        return _first([it for it in as_good if it.fact.fact is told], hit)

    def _bounding(self, query: Query) -> frozenset[str] | None:
        """The words that tell when something begins or ends, where one of it is asked for."""
        said = f" {query.folded} "
        return next((told for asked, told in self._bounds if any(it in said for it in asked)), None)

    def _says_a_bound(self, fact: Fact, telling: frozenset[str]) -> bool:
        found = words(fact.text)
        return any(
            word in telling and any(map(self._is_time, found[place + 1 : place + 1 + MOST_BETWEEN]))
            for place, word in enumerate(found)
        )

    def _is_time(self, word: str) -> bool:
        return (word.isdigit() and len(word) == YEAR_DIGITS) or self._index.is_time(word)


def _first(facts: Sequence[FactHit], hit: Hit) -> Hit:
    """*hit* with *facts* of it first."""
    others: Iterable[FactHit] = (it for it in hit.facts if it not in facts)
    return replace(hit, facts=(*facts, *others))
