"""Which numbers of a question an answer must have, and for which of them a rule may have its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import chain

from knowledge.fold import is_number, ordinals, words
from knowledge.model import Entry, Fact
from knowledge.tells import is_year
from knowledge.values import COUNTED, Values

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


def is_in_a_row(number: Meaning, query: Query, index: Index) -> bool:
    """Whether *number* says which one something is: "the *2nd* summit", and not "the 2nd of May"."""
    place, behind = number.places[0], _behind(number, query)
    if not query.words[place].ordinal or is_year(number.text) or not any(it.telling for it in behind):
        return False
    beside = (*query.words[:place][-1:], *behind)
    return not any(it.is_number or index.values.is_time(it.text) for it in beside)


def says_which(
    number: Meaning, query: Query, fact: IndexedFact, entry: Entry, index: Index, asked: Collection[Term]
) -> bool:
    """Whether *fact* has *number* as a place in a row, of *entry* or of what is *asked* of.

    "Floor 2" is the second floor, and what is open to third parties no third meeting.
    """

    def is_asked(word: str) -> bool:
        known = None if is_number(word) else index.vocabulary.id(word)
        return known is not None and any(it in asked for it in index.concepts.alike(known))

    called = (entry.title, *chain.from_iterable(entry.aliases.values()))
    if any(number.text in words(name) for name in called):
        return True
    for said in (fact.fact.text, fact.fact.quote, *fact.fact.keywords, *entry.keywords):
        found = words(said)
        places = [place for place, word in enumerate(found) if word == number.text]
        if any(word.text in found[max(at - 1, 0) : at] for at in places for word in _behind(number, query)):
            return True
        near = (any(map(is_asked, found[at + 1 : at + 1 + COUNTED])) for at in places)
        # "The second *time*" may be any second.
        if number.text in ordinals(said) and (any(it.vague for it in _behind(number, query)) or any(near)):
            return True
    return False


def units_of(number: Meaning, query: Query, values: Values) -> frozenset[str]:
    """Every spelling of the unit that *number* is in; none where it is in none that is known."""
    return values.units_at([word.text for word in query.words], number.places[-1])


def amount(number: Meaning, query: Query, values: Values) -> str:
    """*number* with the unit behind it, folded: "43 miles"."""
    found = [word.text for word in query.words[number.places[-1] :]]
    return " ".join(found[: 1 + values.measures.length(found[1:])])


def is_in_its_unit(number: Meaning, units: frozenset[str], fact: IndexedFact, values: Values) -> bool:
    """Whether *fact* has *number* in a unit that is among *units*, or in none: 43 km are not 43 miles."""
    said = [words(it) for it in (fact.fact.text, fact.fact.quote)]
    places = ((found, at) for found in said for at, word in enumerate(found) if word == number.text)
    known = frozenset(chain.from_iterable(values.units_at(found, at) for found, at in places))
    return not known or not known.isdisjoint(units)


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
