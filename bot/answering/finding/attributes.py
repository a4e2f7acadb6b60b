"""What of something is asked for, and of what, where a question says it by "of" or "on"."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from knowledge.model import Question

from ..words.query import Query
from .meaning import Meaning


def attributes(
    query: Query,
    telling: Sequence[Meaning],
    details: Collection[int],
    articles: Collection[str],
    of: Collection[str],
    rules: Collection[str],
    before_verbs: Collection[str],
) -> Iterator[Sequence[Meaning]]:
    """Words of which an answer must say one: "the *interest rate* on the loan", "the price of *lunch*".

    What has a detail that is asked for, whose last word is at one of *details*, must be said; and so must
    what is asked for by "what is the …" behind one of *articles*, unless by words that seldom decide.
    So must that of which it is asked whether it may be, by one of *rules*, or what something is said to be:
    "is *smoking* allowed in the hall", "is Riga the *capital* of Latvia".
    """
    words = query.words
    places = [at for at, word in enumerate(words) if word.text in of]
    for place in places:
        if place - 1 in details:
            yield [it for it in telling if it.places[0] > place and _decides(it, query)][:1]
    begun = next((at for at, word in enumerate(words[:3]) if word.text in articles), 0)
    if query.which and begun and places:
        found = [it for it in telling if begun < it.places[0] < places[0]]
        if any(_decides(it, query) for it in found):
            yield found
    if query.closed:
        behind = [*(word.text for word in words[1:]), ""]
        rule = next((at for at, word in enumerate(words) if at > 1 and word.text in rules), 0)
        if rule and behind[rule] not in before_verbs:
            yield [it for it in telling if it.places[0] < rule and _decides(it, query)]
        the = next(
            (
                at
                for at, word in enumerate(words)
                if at > 1 and word.text in articles and words[at - 1].telling
            ),
            0,
        )
        if the and places and the < places[0]:
            yield [it for it in telling if the < it.places[0] < places[0] and _decides(it, query)]


OF_DEGREE: frozenset[Question] = frozenset(("how", "how much", "how many", "how long"))
"""Questions for how much so something is: "how big", "how rich"."""

LONGEST_DEGREE = 3
"""Words before that of which it is asked: "how rich is"."""


def likened(query: Query, named: Iterable[Meaning], *copulas: Collection[str]) -> tuple[int, ...]:
    """The places of what is *named* of which it is asked what it is like itself: "how big is *Hungary*".

    Before it stands what is among all of *copulas*.
    """
    if query.asks.keys().isdisjoint(OF_DEGREE):
        return ()
    last = len(query.words) - 1
    name = next((it.places for it in named if it.places[-1] == last), ())
    copula = query.words[name[0] - 1].text if name and 0 < name[0] <= LONGEST_DEGREE else ""
    return name if all(copula in it for it in copulas) else ()


class ValueNoun(NamedTuple):
    """A noun that asks for a value of what stands beside it: "bonfire *months*", "*end* of the lease"."""

    place: int
    sorts: Collection[str]
    """Any of these sorts of value tells it."""


def value_noun(
    query: Query, telling: Sequence[Meaning], sorts: Mapping[str, Collection[str]], of: Collection[str]
) -> ValueNoun | None:
    """What *query* asks for by a noun of *sorts*; None where it asks in another way, or of nothing."""
    words = query.words
    if query.asks or query.closed or query.listing or len(telling) < 2:
        return None
    first = len(words) > 2 and words[1].text in of
    place = 0 if first and words[0].text in sorts else len(words) - 1
    word = words[place]
    return ValueNoun(place, sorts[word.text]) if word.telling and word.text in sorts else None


def sides(query: Query, telling: Sequence[Meaning], either: Collection[str]) -> list[list[Meaning]]:
    """The words for each of two that *query* compares, without those of both: "the *blue* or *green* line".

    One of *either* stands between the two. None where nothing is compared so.
    """
    words = query.words
    at = next((at for at, word in enumerate(words) if at and word.text in either), None)
    if query.comparative is None or at is None:
        return []
    more = next((place for place, word in enumerate(words) if word.text == query.comparative), -1)
    first = more if more < at else -1
    before = [it for it in telling if first < it.places[0] < at and not words[it.places[0]].sort_asked]
    behind = [it for it in telling if it.places[0] > at and it.text != query.comparative]
    both = {it.text for it in before} & {it.text for it in behind}
    return [own for side in (before, behind) if (own := [it for it in side if it.text not in both])]


def _decides(meaning: Meaning, query: Query) -> bool:
    word = query.words[meaning.places[0]]
    return not (word.vague or word.subject)
