"""Which numbers of a question an answer must have, and for which of them a rule may have its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from knowledge.model import Fact

from ..times import is_year
from ..words.concepts import Term
from ..words.query import Query, Word
from .index import Index
from .indexed import IndexedFact, told_by
from .meaning import Meaning


def wanted(query: Query, meanings: Iterable[Meaning], index: Index, *, asks_when: bool) -> list[Meaning]:
    """The numbers of *query* that an answer must have.

    One that only says at what time of day is none, unless it is asked when: "who do I call at 2 *am*?".
    """
    found = [it for it in meanings if it.is_number and not it.must]
    if asks_when or not query.asks:
        return found
    is_time_of_day = index.values.is_time_of_day
    return [it for it in found if not any(is_time_of_day(word.text) for word in _behind(it, query))]


def is_of_case(number: Meaning, query: Query, index: Index) -> bool:
    """Whether *number* belongs to the case of who asks, for which a rule has others.

    "I'm *30*, can I still apply?" is, and "do we know where the *13th* summit is?" is not: that is known by
    its number, as a day and a year are.
    """
    cues = index.cues
    if cues.mine.isdisjoint(word.text for word in query.words) or is_year(number.text):
        return False
    beside = (*query.words[: number.places[0]][-1:], *_behind(number, query))
    return not any(it.is_number or it.text in cues.articles or index.values.is_time(it.text) for it in beside)


def admits(fact: Fact, cases: Iterable[Meaning], query: Query, index: Index) -> bool:
    """Whether *fact* sets a rule for a bound within which a number of *cases* lies: 16 is "under 18".

    Of what is measured, but for years, none is known: two days are more than "24 hours".
    """
    return any(_lies_within(it, query, fact, index) for it in cases)


def _lies_within(number: Meaning, query: Query, fact: Fact, index: Index) -> bool:
    beside = (word.text for word in _behind(number, query) if word.text not in index.cues.years)
    if not number.text.isdecimal() or not all(map(index.values.is_no_measure, beside)):
        return False
    return index.cues.bounds.admit(int(number.text), told_by(fact))


def has_one(fact: IndexedFact) -> bool:
    """Whether *fact* counts anything."""
    return "how many" in fact.answers or "how many" in fact.reads


def is_said(number: Meaning, fact: IndexedFact, there: Collection[Term]) -> bool:
    """Whether a number is among the terms that are *there*, or the year of what has no other year."""
    if not number.terms.keys().isdisjoint(there) or number.text in fact.years:
        return True
    return not fact.years and number.text == fact.fact.published[-4:]


def _behind(number: Meaning, query: Query) -> Sequence[Word]:
    return query.words[number.places[-1] + 1 :][:1]
