"""Whether a word is English as it stands: then it is meant, and is no other word with a typo.

"hurricane" is not "hurry", and "clown" not "crown", however alike they look; "lenght" is nothing, and so it
may be "length". The dictionary is that of pyspellchecker, which is read when the first word is looked up.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from knowledge.fold import fold

from .spelling import american

KNOWN = 300
"""Times that the dictionary counts a word from which it is meant: "wold" is rather "world"."""

COMMON = 500_000
"""Times that the dictionary counts a word from which it is one of the 350 commonest: "came", "help", "new".

Such a word says too little to be missed; at 200,000 "music" and "city" are among them.
"""


WELL_KNOWN = 4_000
"""Times that the dictionary counts a word from which all know it: "data" and "bar", but not "tum"."""


def looks_english(word: str) -> bool:
    """Whether a *word* of another language, as it is written, is folded to a well-known English one.

    >>> looks_english("дата"), looks_english("мен"), looks_english("wann"), looks_english("für uns")
    (True, True, False, False)
    """
    folded = "" if word.isascii() else fold(word)
    return len(folded) > 2 and _dictionary().get(folded, 0) >= WELL_KNOWN


def is_foreign(text: str) -> bool:
    """Whether *text* has a letter that English has not: then its words may be of another language."""
    return not text.isascii() and any(char.isalpha() and not char.isascii() for char in text)


def is_everyday(word: str) -> bool:
    """Whether a folded word is in the English dictionary, in any form; the dictionary is American."""
    known = _dictionary()
    return known.get(word, 0) >= KNOWN or known.get(american(word), 0) >= KNOWN


def is_a_word(word: str) -> bool:
    """Whether a folded word is in the English dictionary at all, however rare: "offside"."""
    return word in _dictionary()


def is_common(word: str) -> bool:
    """Whether a folded word is one of the commonest of English."""
    return _dictionary().get(word, 0) >= COMMON


def common_words() -> frozenset[str]:
    """Those of which `is_common` is true, for who asks it of every word: they are kept with the knowledge."""
    return frozenset(word for word, times in _dictionary().items() if times >= COMMON)


@cache
def _dictionary() -> Mapping[str, int]:
    # Imported here, as it takes longer than most answers, and most questions have no such word.
    import gzip
    import json
    from pkgutil import get_data

    # The file itself: a SpellChecker counts its letters and totals too, which takes as long again.
    packed = get_data("spellchecker", "resources/en.json.gz") or b""
    found: Mapping[str, int] = json.loads(gzip.decompress(packed))
    return found
