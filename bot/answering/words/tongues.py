"""Whether a question is in a language that is not read, so that nothing found is no news of the source."""

from __future__ import annotations

import unicodedata

from knowledge.fold import words
from knowledge.language import Languages

READ_ALPHABETS = ("LATIN", "CYRILLIC")

FEWEST_WORDS = 2
"""Small words of a language that show it: one may be a name, or a word of several languages."""


class Tongues:
    """Knows languages by their letters and their smallest words."""

    def __init__(self, languages: Languages) -> None:
        self._read = languages.read
        self._small = {
            language: frozenset(word for it in small for word in words(it))
            for language, small in languages.unread.items()
        }

    def unread(self, text: str) -> str | None:
        """Why *text* cannot be read, where its language is not; None where it may be."""
        language = self._by_letters(text) or self._by_words(text)
        if language is None or not self._read:
            return None
        *others, last = self._read
        return f"it is in {language}: ask in {', '.join(others)} or {last}"

    def _by_letters(self, text: str) -> str | None:
        letters = [char for char in text if char.isalpha()]
        foreign = [char for char in letters if not unicodedata.name(char, "").startswith(READ_ALPHABETS)]
        return "an alphabet that I do not read" if len(foreign) * 2 > len(letters) > 0 else None

    def _by_words(self, text: str) -> str | None:
        found = set(words(text))
        shown = {language: len(found & small) for language, small in self._small.items()}
        likeliest = max(shown, key=shown.__getitem__, default=None)
        return likeliest if likeliest and shown[likeliest] >= FEWEST_WORDS else None
