"""What of something is asked for, and of what, where a question says it by "of" or "on"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from ..words.query import Query
from .meaning import Meaning

OF = frozenset(("of", "on", "von"))
"""What stands between the two."""


def attributes(
    query: Query, telling: Sequence[Meaning], details: Collection[int], articles: Collection[str]
) -> Iterator[Sequence[Meaning]]:
    """Words of which an answer must say one: "the *interest rate* on the loan", "the price of *lunch*".

    What has a detail that is asked for, whose last word is at one of *details*, must be said; and so must
    what is asked for by "what is the …", unless by words that seldom decide.
    """
    words = query.words
    places = [at for at, word in enumerate(words) if word.text in OF]
    for place in places:
        if place - 1 in details:
            yield [it for it in telling if it.places[0] > place and _decides(it, query)][:1]
    begun = next((at for at, word in enumerate(words[:3]) if word.text in articles), 0)
    if query.which and begun and places:
        found = [it for it in telling if begun < it.places[0] < places[0]]
        if any(_decides(it, query) for it in found):
            yield found


def _decides(meaning: Meaning, query: Query) -> bool:
    word = query.words[meaning.places[0]]
    return not (word.vague or word.subject)
