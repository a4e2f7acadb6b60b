"""What a hit lacks of what is asked, by which it is decided of which topic it is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .finding.match import Hit
from .words.query import Query


def lacks_a_detail(hit: Hit) -> bool:
    """Whether an attribute is all that is asked of a topic and not stated."""
    return bool(hit.lacks) and all(lack.sort == "detail" for lack in hit.lacks)


def lacks_a_word(hit: Hit) -> bool:
    return any(lack.sort == "word" for lack in hit.lacks)


def lacks_a_name(hit: Hit) -> bool:
    return any(lack.sort == "name" for lack in hit.lacks)


def only_a_number(query: Query) -> bool:
    """Whether no word says what a number is of: that a topic says nothing of 0 is no news."""
    return all(word.is_number for word in query.words if word.telling)


def in_another_unit(best: Hit, hits: Iterable[Hit]) -> Iterator[Hit]:
    """What has the numbers that *best* lacks, in another unit: $600 million are no 600 million euros."""
    measured = [it.places[0] for it, _ in best.asked.units]
    absent = [place for place in measured if not best.accounts_for(place)]
    having = (hit for hit in hits if absent and hit.lacks and all(map(hit.accounts_for, absent)))
    return (hit for hit in having if all(lack.sort == "number" for lack in hit.lacks))
