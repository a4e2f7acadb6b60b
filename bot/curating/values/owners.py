"""Whose each of several amounts of one sentence is: "*Seed* costs 9 euros, *Sprout* 24", "120 on *Grove*"."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import groupby
from typing import Any

from knowledge.fold import MONEY, fold


def owners(
    quote: str, found: Mapping[int, Mapping[str, Any]], is_no_owner: Callable[[str], bool]
) -> Iterator[dict[int, str]]:
    """The name beside each figure, by the places in *quote*, of those *found* that it tells apart.

    They are of one unit and in one sentence, and each has a name of its own, on the same side of it. None
    where one of them has no such name, or where it *is no owner*: a month, say.
    """

    def alike(place: int) -> tuple[int, str]:
        return len(STOP.findall(quote[:place])), found[place].get("unit", "")

    for _, places in groupby(sorted(found), alike):
        group = list(places)
        for names in (_before(quote, group), _behind(quote, group)):
            known = {place: name for place, name in names.items() if name and not is_no_owner(fold(name))}
            if len(group) > 1 and len(set(known.values())) == len(group):
                yield known


def goes_on(quote: str, place: int, found: Collection[int]) -> bool:
    """Whether the number at *place* is told of the name before it, as the last one *found* is of another.

    Such as the 59 of "Sprout costs 24 euros, Grove 59": it is no version.
    """
    last = max(found, default=None)
    if last is None or STOP.search(quote[last:place]):
        return False
    return all(_NAME_BEFORE.search(quote[:it]) for it in (last, place))


def _before(quote: str, places: Collection[int]) -> dict[int, str | None]:
    found = {place: _NAME_BEFORE.search(quote[:place]) for place in places}
    return {place: match and match["name"] for place, match in found.items()}


def _behind(quote: str, places: Collection[int]) -> dict[int, str | None]:
    found = {place: _NAME_BEHIND.match(quote, place) for place in places}
    return {place: match and match["name"] for place, match in found.items()}


STOP = re.compile(r"[.!?]\s+(?=[A-Z])")
"""The end of a sentence."""

_NAME = r"[^\W\d_a-z][\w’'-]*(?: [^\W\d_a-z][\w’'-]*){0,3}"
_NAME_BEFORE = re.compile(
    rf"(?:^|[.!?]\s+|[,;:]\s+(?:and\s+)?|\band\s+)(?P<name>{_NAME})(?:\s+[a-z]+){{0,2}}\s+[{MONEY}]?$"
)
_NAME_BEHIND = re.compile(
    rf"[\w.,]*\w(?:\s?[%‰€$]|\s+[a-z][\w’'-]*){{0,6}}?\s+(?P<name>{_NAME}(?: and {_NAME})?)"
    r"(?=\s*[.,;:)]|\s+(?:and|or)\s|\s*$)"
)
"""The name at the head of the clause of a number, with a verb at most; and that at its end."""
