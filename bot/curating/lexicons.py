"""Where other words for a word are looked up: WordNet, and words near in meaning. Nothing is fetched."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import ClassVar, Protocol


class Lexicon(Protocol):
    def others(self, phrase: str) -> Iterator[str]:
        """Other words for *phrase*, the best first."""


def lexicons() -> tuple[Lexicon, ...]:
    """What other words are looked up in, as far as it is installed; the best first."""
    return tuple(it for it in (WordNet.find(), Nearness.find()) if it is not None)


def looked_up(found: Sequence[Lexicon]) -> str:
    """In which of them was looked, as far as they are *found* on this machine, and how to get the others."""
    had = [it for it in (WordNet, Nearness) if any(isinstance(one, it) for one in found)]
    lacking = [f"{it.name} is not installed: {it.how}" for it in (WordNet, Nearness) if it not in had]
    looked = f"looked up in {' and '.join(it.name for it in had)}" if had else "nowhere to look them up"
    return "; ".join((looked, *lacking))


PLACES = (
    "/usr/share/wordnet",
    "/opt/homebrew/opt/wordnet/dict",
    "/usr/local/opt/wordnet/dict",
    "/usr/local/WordNet-3.0/dict",
)
MOST_MEANINGS = 3
"""Meanings of a word that is looked up. One of more, such as "account", is seldom meant in its most usual.

Over 224 entries of five texts it leaves 176 phrases of 242, and mostly takes away what does not fit.
"""

ENDINGS = (("ies", "y"), ("s", ""), ("es", ""))


class WordNet:
    """WordNet's own files, where the machine has them.

    Debian's package ``wordnet-base`` and Homebrew's ``wordnet`` bring them; ``WNSEARCHDIR`` names another
    place. Their form is described in the manual pages wndb(5WN) and wninput(5WN).
    """

    name: ClassVar = "WordNet"
    how: ClassVar = "apt-get install wordnet-base, or brew install wordnet"

    def __init__(self, place: Path) -> None:
        self._index = (place / "index.noun").read_bytes()
        self._data = (place / "data.noun").read_bytes()

    @classmethod
    def find(cls) -> WordNet | None:
        """The WordNet of this machine, if it has one."""
        named = os.environ.get("WNSEARCHDIR")
        for place in map(Path, filter(None, (named, *PLACES))):
            if all((place / f"{kind}.noun").is_file() for kind in ("index", "data")):
                return cls(place)
        return None

    def others(self, phrase: str) -> Iterator[str]:
        """Other words for *phrase*, one word or several, where it is a noun: those of its most usual meaning.

        Its further meanings, and what is wider than it, are mostly of something else: a gang for a crowd.
        """
        offset = self._usual(phrase)
        if offset is not None:
            fields = self._data[offset:].split(b"|", 1)[0].decode("ascii", "replace").split()
            count = int(fields[3], 16)
            for number in range(count):
                yield fields[4 + 2 * number].replace("_", " ")

    def _usual(self, phrase: str) -> int | None:
        """Where the most usual meaning of *phrase*, or of its plain form, stands, if it has few."""
        forms = [phrase, *(phrase[: -len(old)] + new for old, new in ENDINGS if phrase.endswith(old))]
        for form in forms:
            key = f"\n{form.replace(' ', '_')} ".encode()
            at = self._index.find(key)
            if at >= 0:
                line = self._index[at + 1 :].split(b"\n", 1)[0].split()
                meanings = int(line[2])
                return int(line[-meanings]) if meanings <= MOST_MEANINGS else None
        return None


COMMON = 2_000
"""Times that a word is counted in the spelling dictionary from which it is common enough to be typed."""

NEAR = 0.5
"""Likeness from which a word is told: "warm" and "thermal", and hardly what is not of the topic.

Of the words offered so for the entries of 21 texts, 10 of 100 stand in questions that were written about the
text, and 3 of 100 in those that the entry answers; at 0.45 it is 7 and 2. With words that the embedding has
only in pieces, they were 3 and 1, of five times as many.
"""

MOST_NEAR = 6
"""Words that are told for one."""


class Nearness:
    """A small static embedding that its package brings, and the common English words by it."""

    name: ClassVar = "the embedding"
    how: ClassVar = "pip install 'ots-bot[suggest]'"

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
        best = (-likeness).argsort()[: 10 * MOST_NEAR]
        near = (self._words[at] for at in best if likeness[at] >= NEAR)
        yield from [it for it in near if not looks_like(it, word)][:MOST_NEAR]


ALIKE = 3
"""First letters that forms of one word share; an embedding of pieces of words takes all such for near."""


def looks_like(one: str, other: str) -> bool:
    """Whether two words may be forms of one, or only share letters."""
    return one[:ALIKE] == other[:ALIKE] or one in other or other in one
