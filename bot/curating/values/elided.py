"""What a number is of that a sentence says once for several: "486 million euros, 41 million more"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from knowledge.numerals import SCALES

from .numbers import NUMBER

FAR = 10
"""How many times as much something is, at most, of two numbers that are of one thing."""


def unit_of_scaled(scale: str, earlier: Iterable[Mapping[str, Any]]) -> str:
    """The unit of "41 *million* more", after the figures *earlier* in its sentence, the nearest last."""
    units = [[it for it in figure.get("unit", "").split() if it not in SCALES] for figure in earlier]
    named: list[str] = next((unit for unit in reversed(units) if unit and unit[0] not in ("%", "times")), [])
    return " ".join((scale, *named))


def unit_of_bare(value: float, before: str, behind: str, earlier: Iterable[Mapping[str, Any]]) -> str | None:
    """The unit of a number of which its own words tell none, empty where it counts; none for no amount.

    It is of the same as a figure *earlier* in its sentence that is like it in size; or a clause says that
    something is so much, or that so many are. A number that is only somebody's age or a name is none.
    """
    if _OF_WHICH.search(before) and (whole := next(reversed(list(earlier)), None)):
        unit = whole.get("unit", "")
        return "" if set(SCALES) & set(unit.split()) else unit
    if _COMPARED.match(behind) and (base := next(reversed(list(earlier)), None)):
        return str(base.get("unit", base["of"]))
    is_dated = _DATED.match(behind) and not _is_second_of_two(before, behind)
    if _LIMIT.search(before) and _OF_LIMIT.match(behind):
        return ""
    if _OF_ALL.search(before) and _SOME_OF_THEM.match(behind):
        return ""
    is_dated = is_dated and not _WANTED.search(before)
    if not _ENDS.match(behind) or is_dated or _AGED.search(before):
        return None
    if _NOW.search(before) and any(True for _ in earlier):
        return ""
    for figure in reversed(list(earlier)):
        size, unit = abs(figure["value"]), figure.get("unit", "")
        if not set(SCALES) & set(unit.split()) and value <= FAR * size and size <= FAR * value:
            return "" if figure["value"] == value else unit
    if (_OPENS.search(before) and _SO_MANY.match(behind)) or (
        _IS.search(before) and not _NAME.search(before)
    ):
        return ""
    return None


def _is_second_of_two(before: str, behind: str) -> bool:
    """Whether a number is told apart from the one before: "120 requests *on Grove* and 600 *on Orchard*"."""
    here = re.match(r"\s+(in|at|for|on|by) [A-Z]", behind)
    return bool(here and re.search(rf"\b{here[1]} [A-Z][^,;]*(?:,| and)\s+$", before))


_ENDS = re.compile(
    r"\s*(?:[.,;:!?)]|$)"
    r"|\s+(?:of them|of us|at|on|in|per|are|were|have|had|will|can|must|and|or|do|did|by|for|against"
    r"|[a-z]{2,}[^e\W]ed)\b"
)
"""What stands behind a number that names nothing it counts: "*six* at weekends"."""

_COMPARED = re.compile(
    r"\s+(?:more|fewer|less|higher|lower)(?: than\b|\s*(?:[.,;)]|$))"
    rf"|\s+(?:an?|{NUMBER}) (?:year|quarter|month|week)s? (?:before|earlier)\b|\s+the (?:year|month) before\b"
)
"""What stands behind a number that another one is held against: "932 beds, 18 *more than* a year earlier"."""

_LIMIT = re.compile(r"\b(?:at most|at least|no more than|not more than|no fewer than)\s+$", re.IGNORECASE)
_OF_LIMIT = re.compile(r"\s*(?:[.,;!?)](?!\d)|$)|\s+(?:to|for|per|in|on|at) (?:an?|each|every|the|any|one)\b")
"""What stands around a limit that is the number alone: "*at most* six *to a* plot"."""

_NOW = re.compile(r"\b(?:now|today) (?:[a-z]+s )$")
"""What makes a number that of today: "put 12 robots there and *now runs* 310"."""

_OF_WHICH = re.compile(
    r"\bof (?:which|whom|these|those|them) (?:(?:about|around|nearly|only|over) )?$", re.IGNORECASE
)
"""What makes a part of the number before it, whatever follows: "72 stations, *of which* 40 already work"."""

_OF_ALL = re.compile(r"(?:^|[,;:]\s+)[Oo]f (?:the|its|their|our|these|those) $")
_SOME_OF_THEM = re.compile(r"(?:\s+[a-z]+){0,2},\s+(?:(?:only|about|around|nearly|some|all but|just) )?\w+")
"""What stands around the whole of which a part follows: "*of the* 42 *planned, 28* are open"."""

_WANTED = re.compile(
    r"\b(?:wants?|wanted|aims? (?:for|at)|hopes? for|expects?|plans?|(?:target|goal) (?:of|is)|reach) "
    r"(?:(?:about|around|nearly|only|at most|at least) )?$"
)
"""What makes a number that is to be reached by a day: "and we *want* 12 by 2026"."""

_DATED = re.compile(r"\s+(?:in|at|for|on|by) (?:early |late |the )*(?:\d{4}|[A-Z])|\s*[.:]\d")
_AGED = re.compile(r"\b(?:aged?|over|under|above|below|at|from|until|after|before|since)\s+$", re.IGNORECASE)
_OPENS = re.compile(r"(?:^|[,;:]\s|\band\s|\bonly\s)$", re.IGNORECASE)
_SO_MANY = re.compile(r"\s+(?:are|were|have|had|will|can)\b")
_IS = re.compile(r"\b(?:is|was|are|were|about|around|nearly|almost|at least)\s+$")
_NAME = re.compile(
    r"\b(?:number|port|code|extension|version|line|room|page|phone|platform|gate)s?\b", re.IGNORECASE
)
