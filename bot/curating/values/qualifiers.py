"""How exact a quote says that its amounts are: "nearly 900", "no more than 3", "as many as four"."""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableMapping
from itertools import pairwise
from typing import Any

from knowledge.fold import fold
from knowledge.language import Language
from knowledge.model import ENGLISH
from knowledge.questions import Words

from .measured import SMALL

HEDGES = {"nearly": "nearly", "about": "about", "over": "over", "at least": "at least", "at most": "up to"}
"""Qualifiers, each with the English for it in the language data."""


class Qualifiers:
    """Reads how exact amounts are said to be in the language of a *code*."""

    def __init__(self, language: Language, code: str) -> None:
        self._others: Mapping[str, Words] = {
            qualifier: tuple(fold(it.removesuffix(" #")) for it in hedge.spellings(code))
            for qualifier, english in HEDGES.items()
            for hedge in (language.hedges if code != ENGLISH else ())
            if english in hedge.quote
        }

    def of(self, before: str, match: re.Match[str], *, spread: bool = False) -> dict[str, str]:
        """How exact the number behind *before* is said to be: what is *spread* over it is not more."""
        if _OR_MORE.match(match["after"]):
            return {"qualifier": "at least"}
        if OR_SO.match(match["after"]):
            return {"qualifier": "about"}
        english = {
            "nearly": ("nearly", "almost"),
            "about": ("about", "around", "approximately", "roughly", "some"),
            "over": (*(() if spread else ("over",)), "more than"),
            "at least": ("at least", "no fewer than", "no less than"),
            "under": (*(() if spread else ("under",)), "less than", "fewer than", "below"),
            "at most": _AT_MOST,
        }
        folded = f" {fold(before)}"
        for qualifier, phrases in english.items():
            said = (*phrases, *self._others.get(qualifier, ()))
            denied = tuple(f" {no} {phrase}" for phrase in said for no in _DENYING)
            if folded.endswith(tuple(f" {phrase}" for phrase in said)) and not folded.endswith(denied):
                is_denied = _MAY_NOT.search(before) and qualifier in _DENIED
                return {"qualifier": _DENIED[qualifier] if is_denied else qualifier}
        return {}


_DENYING = ("no", "not", "never", "twice", "half", "times")
_AT_MOST = ("at most", "up to", "no more than", "not more than", "a maximum of", "as many as", "as much as")

_MAY_NOT = re.compile(
    r"\b(?:(?:nobody|no one|none|no(?: [\w’'-]+){1,3}) (?:may|must|can|shall|should|will)"
    r"|(?:may|must|can|shall|should|will) (?:not|never)|cannot|can’t|can't|mustn’t|mustn't)\b[^.,;:!?]*$",
    re.IGNORECASE,
)
_DENIED = {"over": "at most", "under": "at least"}
"""What a limit is that may not be passed: "*may not* go up by more than £5", "*nobody may*"."""

_OR_MORE = re.compile(
    r"(?:[-\s]\S+)??[-\s](?:or|oder|und|and) (?:more|longer|above|over|higher|mehr|länger)\b"
)
"""What makes a threshold of an amount: "three hours *or more*"."""

OR_SO = re.compile(r"\s+or\s+so\b")
"""What makes an amount of one that is not counted out: "420 *or so* people"."""


def share_a_limit(quote: str, found: MutableMapping[int, dict[str, Any]]) -> None:
    """Say of each of those *found* in *quote* that it is at most so many, as the first of its list is.

    "Up to" stands once before all of them: "up to three tills, eight users and 5,000 products".
    """
    goes_on = False
    for one, other in pairwise(sorted(found)):
        between = _BETWEEN.fullmatch(quote[one:other])
        if not between or not SMALL.isdisjoint(between["named"].lower().split()):
            goes_on = False
            continue
        # Behind a comma "and" joins the last of a list, or a clause of its own.
        goes_on = goes_on or between["joint"] in (",", " and", " or")
        if goes_on and found[one].get("qualifier") == "at most":
            found[other].setdefault("qualifier", "at most")


_BETWEEN = re.compile(
    r"(?:[\d.,]*\d|[\w-]+)(?P<named>(?:[-\s][^\W\d_][\w’'-]*){1,3})(?P<joint>,|,?\s+(?:and|or))\s+"
)
"""What stands between two things of a list of which so many are counted."""
