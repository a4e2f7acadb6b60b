"""How well a fact serves as the lead, beside the other facts of its entry."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from knowledge.fold import words

from ..words.concepts import Term
from .asked import WHENS, Asked
from .index import Index
from .indexed import told_by
from .numbers import admits

if TYPE_CHECKING:
    from .match import FactHit

TELLS_SHARE = 0.4
"""What it counts, in choosing the lead, that a fact tells why or how where that is asked."""

MEASURE_SHARE = 0.05
"""What it counts, among facts that answer as well, that one has the typed value that is asked for."""

OWN_SHARE = 0.4
"""What counts, in choosing the lead, the share of words that the fact has and the title has not."""

STEM = 5
"""Letters by which the forms of a word are taken for one: "weeks" and "weekend" are not."""


WHOLE_NAME = 0.95
"""How much of a question its topic's name is where nothing else is said: "how much is *the new wing*"."""


def fitness(hit: FactHit, asked: Asked, index: Index, *, name: float = 0.0) -> float:
    """How well a fact serves as the lead, beside the other facts of its entry.

    As far as *name*, 0 to 1, the question is but the name of that: then no fact says more of it by its words.
    """
    of_price = "how much" in asked.query.asks and not asked.of_degree
    has_money = "money" in hit.indexed.sorts
    says_no_more = of_price and name >= WHOLE_NAME and not has_money
    fitness = hit.cover + (0 if says_no_more else OWN_SHARE * hit.own)
    if asked.needs_no_fact:
        facts = hit.indexed.tells
        fitness += TELLS_SHARE * (not asked.needs_no_fact.isdisjoint(facts))
        fitness += MEASURE_SHARE * (asked.of_degree and "how much" in facts)
    if of_price:
        fitness += MEASURE_SHARE * has_money
    fitness += MEASURE_SHARE * asked.is_counted_by(hit.indexed)
    if asked.of_plans and not WHENS.isdisjoint(asked.query.asks):
        fitness += TELLS_SHARE * hit.fact.is_plan
    if not asked.terms.isdisjoint(hit.indexed.introduces):
        fitness += MEASURE_SHARE
    if asked.relations and any(role.does in asked.relations for role in hit.fact.roles):
        fitness += MEASURE_SHARE
    if asked.wants_help:
        fitness += OWN_SHARE * ("contact" in hit.indexed.sorts)
    if asked.of_deadline:
        fitness += TELLS_SHARE * index.values.sets_deadline(told_by(hit.fact))
    if asked.query.hours:
        fitness += TELLS_SHARE * ("clock" in hit.indexed.sorts)
    if not asked.numbers:
        return fitness
    fitness += TELLS_SHARE * admits(hit.fact, asked.of_case, asked.query, index)
    said = [it for it in asked.numbers if not it.terms.keys().isdisjoint(hit.indexed.stated)]
    if said:
        # In a quote may stand what another fact tells: "62 universities" are new ones, of 109.
        fitness += TELLS_SHARE * any(number.text in words(hit.fact.text) for number in said)
    # A wrong number is put right by the fact that counts the same: "72 universities joined".
    if any(lack.sort == "number" for lack in hit.lacks):
        fitness += TELLS_SHARE * (not asked.beside_numbers.isdisjoint(hit.indexed.counted))
    return fitness


def said_best(as_good: Sequence[FactHit], asked: Asked, named: Collection[Term]) -> FactHit:
    """That one of several *as good* whose text says most words of the question; the first of these.

    Those that *named* their topic count nothing, as all are of that. Their quotes may be one sentence, which
    says much more than each of the facts that it proves.
    """
    telling = {it.text[:STEM] for it in asked.telling if it.terms.keys().isdisjoint(named)}
    if not telling:
        return as_good[0]
    return max(as_good, key=lambda it: len(telling & {word[:STEM] for word in words(it.fact.text)}))
