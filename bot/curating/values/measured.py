"""What an amount is of, by the words beside it: "28 days of *paid leave*", "40 *covered bike stands*"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from knowledge.about import is_plural
from knowledge.fold import MONEY
from knowledge.model import ENGLISH
from knowledge.proof import BLANK

SMALL = frozenset(
    ("of", "in", "for", "from", "on", "at", "to", "by", "and", "or", "the", "a", "an", "with", "between",
     "than", "is", "are", "was", "were", "will", "has", "have", "can", "must", "per", "each", "every", "as",
     "if", "when", "after", "before", "since", "until", "within", "about", "above", "below", "over", "under",
     "but", "that", "which", "who", "whose", "through", "towards", "off", "out", "up", "down", "only", "all",
     "both", "its", "their", "our", "his", "her", "your", "my", "this", "these", "those", "it", "they",
     "them", "you", "we", "us", "he", "she", "i", "not", "no", "more", "most", "less", "least", "another",
     "some", "any", "there", "because", "so", "nearly", "almost", "around", "roughly", "approximately",
     "just", "means", "takes", "times", "may", "might", "should", "would", "could", "had", "be", "been",
     "do", "does", "did", "earlier", "later", "ahead", "long", "longer", "old", "ago", "without", "against",
     "along", "behind", "where", "while", "during", "what", "how", "why", "whether", "whom", "whoever",
     "whatever", "did", "get", "gets", "got", "then", "now", "still")
)  # fmt: skip
"""Words at which the name of what is counted ends, and after which a number counts something."""

_DETERMINERS = frozenset(["of", "the", "its", "their", "our", "your", "his", "her"])
"""Small words that may stand between a number and the name of what it counts."""

_TOTALS = frozenset(
    ("total", "maximum", "minimum", "average", "rate", "out", "one", "some", "most", "instead")
)
"""What stands before "of" and names nothing that is counted."""

_TELLING = frozenset(
    ("read", "hear", "heard", "hears", "speak", "speaks", "spoke", "spoken", "talk", "talks", "talked",
     "dream", "dreams", "dreamt", "dreamed", "think", "thinks", "thought", "complain", "complains",
     "complained", "consist", "consists", "consisted", "made", "know", "knows", "knew", "known", "warn",
     "warns", "warned", "tell", "tells", "told",
     "composed", "approve", "approved", "capable", "full", "short", "ahead")
)  # fmt: skip
"""Verbs and other words before "of" that name nothing: "I have *read* of eight dollars"."""

_FRACTIONS = frozenset(("thirds", "fourths", "fifths", "sixths", "eighths", "tenths", "hundredths"))
"""What makes a share of the number before it: "two *thirds* come from the ministry"."""

_GOES = frozenset(
    ("goes", "comes", "gives", "becomes", "remains", "includes", "contains", "belongs", "brings", "keeps",
     "depends", "applies", "exceeds", "requires", "follows", "serves", "pays", "says", "seems", "allows",
     "begins")
)  # fmt: skip
"""Verbs behind a number that ends what they tell of: "a line of 45 million *goes* to small firms"."""

MOST_WORDS = 3
"""Words of the name of what is counted: "covered bike stands"."""


def first_counted(after: Sequence[str], code: str) -> str:
    """The name of several things that the words *after* a number in English begin with; else nothing."""
    return " ".join(counted(after, code)) if code == ENGLISH else ""


def counted(after: Sequence[str], code: str, *, is_one: bool = False) -> list[str]:
    """The first words *after* a number that name several things: "covered bike stands".

    Where it *is one*, the word is the name of one thing, if it stands alone: "1 *user*, 20 invoices".
    """
    said = list(takewhile(lambda word: word.lower() not in SMALL, after[:MOST_WORDS]))
    if said and said[0].lower() in _FRACTIONS:
        return []
    if code != ENGLISH:
        # German has its nouns in capitals: "18 neuen Zügen".
        noun = next((place for place, word in enumerate(said, 1) if word[0].isupper()), 0)
        return said[:noun] if code == "de" else said[: noun or 1]
    if said and said[0][0].isupper():
        return []  # "7 Exchange Place"
    if is_one and len(said) == 1:
        return said
    if said and said[0].lower() in _GOES:
        return []
    for size in range(1, len(said) + 1):
        if is_plural(said[size - 1]):
            return said[:size]
    return []


def measured_by(after: Sequence[str], before: str, *, code: str) -> str:
    """The noun that an amount is of: "28 days of *paid leave*", "a *bonus* of 8%"."""
    if code != ENGLISH:
        return _measured_in_german(after) if code == "de" else BLANK
    if after and after[0].lower() == "of":
        rest = list(after[1:])
        if _PART.search(before) and rest and rest[0].lower() in _DETERMINERS:
            return BLANK
        while rest and rest[0].lower() in _DETERMINERS | {"its"}:
            rest.pop(0)
        said = list(takewhile(_is_of_a_name, rest[:MOST_WORDS]))
        if said:
            whole = next((place for place, word in enumerate(said, 1) if is_plural(word)), len(said))
            return " ".join(said[:whole])  # "of its people" who work
    noun = _NOUN.search(before)
    if noun:
        words = noun["words"].split()
        if words[-1].lower() not in _TOTALS | SMALL | _TELLING:
            articled = [
                place for place, word in enumerate(words) if word.lower() in ("a", "an", "the", "your", "our")
            ]
            counts = _COUNTS.search(before[: noun.start()])
            named = words[articled[-1] + 1 :] if articled else words if counts else words[-1:]
            # The first word of a sentence has its capital from there.
            opens = " ".join(named) == before[: noun.end("words")].strip()
            return " ".join((named[0].lower(), *named[1:]) if opens else named)
    return BLANK


def _is_of_a_name(word: str) -> bool:
    """Whether *word* may go on with the name of a thing: no small word, and no verb that ends in "ed"."""
    return word.lower() not in SMALL and not word.endswith("ed")


def _measured_in_german(after: Sequence[str]) -> str:
    """The noun behind an amount, with what describes it: "58 Prozent der *Kosten*", not "32 Meter lang"."""
    said = list(after[1:] if after and after[0] in _GERMAN_OF else after)[:MOST_WORDS]
    noun = next((place for place, word in enumerate(said) if word[0].isupper()), None)
    if noun is None or not all(_DESCRIBES.search(word) for word in said[:noun]):
        return BLANK
    return " ".join(said[: noun + 1])


_GERMAN_OF = ("der", "des", "von", "vom", "an")
_DESCRIBES = re.compile(r"^(?!seine|ihre|eine|jede|alle|diese).{3,}(?:e|en|er|es|em)$")
_PART = re.compile(r"\b(?:last|first|next|final) $")
"""Before an amount that is of a part: "the *last* 20 minutes of your booking"."""

_COUNTS = re.compile(r"\d\s+$")
"""Before what is counted, all of which has the size: "31 *full plots* of 250 square metres"."""

_NOUN = re.compile(
    r"(?P<words>(?:[^\W\d_][\w'’-]*\s+){1,4})of\s+"
    rf"(?:(?:up to|about|around|nearly|almost|over|at least|more than|roughly)\s+)?[{MONEY}]?$"
)
"""What an amount is of, where that stands before it: "a *referral bonus* of up to £1,500"."""
