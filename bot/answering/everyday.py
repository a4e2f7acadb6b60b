"""Whether a word is English as it stands: then it is meant, and is no other word with a typo.

"hurricane" is not "hurry", and "clown" not "crown", however alike they look; "lenght" is nothing, and so it
may be "length". The dictionary is that of pyspellchecker, which is read when the first word is looked up.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

KNOWN = 300
"""Times that the dictionary counts a word from which it is meant: "wold" is rather "world"."""

COMMON = 500_000
"""Times that the dictionary counts a word from which it is one of the 350 commonest: "came", "help", "new".

Such a word says too little to be missed; at 200,000 "music" and "city" are among them.
"""


def is_everyday(word: str) -> bool:
    """Whether a folded word is in the English dictionary, in any form."""
    return _dictionary().get(word, 0) >= KNOWN


def is_common(word: str) -> bool:
    """Whether a folded word is one of the commonest of English."""
    return _dictionary().get(word, 0) >= COMMON


@cache
def _dictionary() -> Mapping[str, int]:
    # Imported here, as it takes longer than most answers, and most questions have no such word.
    from spellchecker import SpellChecker

    found: Mapping[str, int] = SpellChecker(language="en").word_frequency.dictionary
    return found
