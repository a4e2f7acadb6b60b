"""Whether a quote speaks of what is to come: "will", "is planned for", and not "there are three plans"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import chain

from .draft import Draft
from .fold import fold
from .model import ENGLISH


def speaks_of_plans(quote: str, spoken: str, draft: Draft, unhedged: Iterable[str] = ()) -> bool:
    """Whether *quote*, in the language *spoken*, has a word of plans such as "will" or "geplant".

    Not by one that is *unhedged*, by what a plan is only held against, nor by what the curator calls a plan.
    """
    language = draft.language
    quote = language.numerals_of(spoken).plain(quote)
    measured = tuple(phrase for hedge in language.hedges for phrase in hedge.measured.get(spoken, ()))
    quote = _any_of(measured).sub(" ", quote)
    if spoken == ENGLISH:
        own = chain.from_iterable((it.id, it.many, *it.words) for it in draft.about.kinds)
        quote = _without_nouns(quote, is_kind="plan" in map(fold, own))
    excused = frozenset(map(fold, unhedged))
    return any(
        hedge.plan and excused.isdisjoint((fold(spelling), found))
        for hedge, spelling, found in language.hedged(quote, spoken)
    )


@cache
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern of *phrases*; one with a full stop stands at the end of its clause."""
    ends = {True: r"(?=\s*(?:[^\w\s]|$))", False: r"\b"}
    either = (rf"{re.escape(it.rstrip('.'))}{ends[it.endswith('.')]}" for it in phrases)
    return re.compile(rf"\b(?:{'|'.join(either) or '(?!)'})", re.IGNORECASE)


def _without_nouns(quote: str, *, is_kind: bool) -> str:
    """*quote* without the words for plans that are none of what is to come, and what may be or not.

    Where a plan *is a kind* of the curator's, "plans for families" are none either.
    """
    found = _PLANNED.sub(lambda it: it.group() if _is_to_come(it) else " ", _OPEN.sub(" ", quote))
    return (_OF_A_KIND if is_kind else _PLANS).sub(" ", found)


def _is_to_come(planned: re.Match[str]) -> bool:
    """Whether something is *planned*, as "a planned bridge" is, and no "planned surgery" of every day."""
    before, after = (planned[it] or "" for it in ("before", "after"))
    return before.lower() in _BEFORE or (after.lower() in _AFTER and before.lower() != "had")


_DETERMINED = r"(?:an?|the|its|their|his|her|our|your|another|any|one|each|every)"
_PROPOSES = r"\s+to\s+(?!" + _DETERMINED + r"\b)[a-z]|\s+on\s+[a-z]+ing\b"
_PLANS = re.compile(
    rf"\b[Pp]lans?\b(?!{_PROPOSES}|\s+for\b|\s+(?:{_DETERMINED}|no|new|more|further|\d+|two|three|four|five)\b)"
)
"""What is called a plan, and not what is planned: "Riga *plans a* bridge", "there are plans *for* one"."""

_OF_A_KIND = re.compile(rf"\b[Pp]lans?\b(?!{_PROPOSES})")
_PLANNED = re.compile(r"(?:(?P<before>[\w’']+)\s+)?\bplanned\b(?=\s+(?P<after>\w+))?", re.IGNORECASE)
_BEFORE = frozenset(
    ("is", "are", "was", "were", "be", "been", "being", "has", "have", "now", "still", "also", "already",
     "a", "an", "the", "another", "this", "that")
)  # fmt: skip
_AFTER = frozenset(
    ("to", "for", "at", "in", "between", "by", "on", "from", "near", "next", "this", "is", "are")
)
"""What stands before or behind "planned" where it is said of something that is to come."""

_OPEN = re.compile(r"\bwhether\b[^.;:,?!]*?\bwill\b(?! be (?:decided|settled|known)\b)", re.IGNORECASE)
"""What may come or not: "it is not decided *whether* the fares *will* rise"."""
