"""Whether a word is English as it stands: then it is meant, and is no other word with a typo.

"hurricane" is not "hurry", and "clown" not "crown", however alike they look; "lenght" is nothing, and so it
may be "length". The dictionary is that of pyspellchecker, which is read when the first word is looked up.
"""

from __future__ import annotations

from functools import cache


def is_everyday(word: str) -> bool:
    """Whether a folded word is in the English dictionary, in any form."""
    return word in _dictionary()


@cache
def _dictionary() -> frozenset[str]:
    # Imported here, as it takes longer than most answers, and most questions have no such word.
    from spellchecker import SpellChecker

    return frozenset(SpellChecker(language="en").word_frequency.dictionary)
