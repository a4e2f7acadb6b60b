"""How near words are in meaning, by a small static embedding that its package brings: nothing is fetched."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

COMMON = 2_000
"""Times that a word is counted in the spelling dictionary from which it is common enough to be typed."""

NEAR = 0.5
"""Likeness from which a word is told: "warm" and "thermal", and hardly what is not of the topic.

Of the words offered so for the entries of 21 texts, 10 of 100 stand in questions that were written about the
text, and 3 of 100 in those that the entry answers; at 0.45 it is 7 and 2. With words that the embedding has
only in pieces, they were 3 and 1, of five times as many.
"""

MOST = 6


class Nearness:
    """The embedding, and the common English words by it."""

    def __init__(self) -> None:
        from spellchecker import SpellChecker

        spec = find_spec("wordllama")
        home = Path(spec.origin).parent if spec and spec.origin else None
        self._model = import_module("wordllama").WordLlama.load(cache_dir=home, disable_download=True)
        counted = SpellChecker().word_frequency.dictionary
        common = [
            word for word, count in counted.items() if count > COMMON and len(word) > 3 and word.isalpha()
        ]
        # Of a word in pieces ("host", "ages") it knows the pieces, and finds what shares them: "cages".
        pieces = self._model.tokenizer.encode_batch(common, add_special_tokens=False)
        self._words = [
            word for word, found in zip(common, pieces, strict=True) if sum(found.attention_mask) == 1
        ]
        self._known = frozenset(self._words)
        self._of_words = self._model.embed(self._words, norm=True)

    @classmethod
    def find(cls) -> Nearness | None:
        """The embedding, if the extra is installed."""
        return cls() if find_spec("wordllama") else None

    def others(self, word: str) -> Iterator[str]:
        """The common words nearest to *word*; none for a name, or a word that the embedding has in pieces."""
        if word not in self._known:
            return
        likeness = self._of_words @ self._model.embed([word], norm=True)[0]
        best = (-likeness).argsort()[: 10 * MOST]
        near = (self._words[at] for at in best if likeness[at] >= NEAR)
        yield from [it for it in near if not looks_like(it, word)][:MOST]


ALIKE = 3
"""First letters that forms of one word share; an embedding of pieces of words takes all such for near."""


def looks_like(one: str, other: str) -> bool:
    """Whether two words may be forms of one, or only share letters."""
    return one[:ALIKE] == other[:ALIKE] or one in other or other in one
