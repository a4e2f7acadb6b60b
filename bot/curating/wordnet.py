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
PARTS = ("noun", "verb", "adj", "adv")
SENSES = 2
"""Meanings of a word that are looked at, the most usual first: the third of "bridge" is a card game."""

WIDER = ("@", "&")
"""Pointers to what is also meant: a wider noun or verb, a similar adjective."""

ENDINGS = (("ies", "y"), ("ing", ""), ("ing", "e"), ("es", ""), ("ed", ""), ("ed", "e"), ("s", ""))


class WordNet:
    """The files of a WordNet."""

    def __init__(self, place: Path) -> None:
        self._index = {part: (place / f"index.{part}").read_bytes() for part in PARTS}
        self._data = {part: (place / f"data.{part}").read_bytes() for part in PARTS}

    @classmethod
    def find(cls) -> WordNet | None:
        """The WordNet of this machine, if it has one."""
        named = os.environ.get("WNSEARCHDIR")
        for place in map(Path, filter(None, (named, *PLACES))):
            if all((place / f"{kind}.{part}").is_file() for kind in ("index", "data") for part in PARTS):
                return cls(place)
        return None

    def others(self, word: str) -> Iterator[str]:
        """Other words for *word*: those of its usual meanings, and then of the next wider ones."""
        wider: list[str] = []
        for part in PARTS:
            for offset in self._offsets(word, part)[:SENSES]:
                own, near = self._set(part, offset)
                yield from own
                for kind, place in near:
                    wider += self._set(kind, place)[0]
        yield from wider

    def _offsets(self, word: str, part: str) -> list[int]:
        """Where the meanings of *word* stand, the most usual first; of its plain form where it has none."""
        forms = [word, *(word[: -len(old)] + new for old, new in ENDINGS if word.endswith(old))]
        for form in forms:
            key = f"\n{form.replace(' ', '_')} ".encode()
            at = self._index[part].find(key)
            if at >= 0:
                line = self._index[part][at + 1 :].split(b"\n", 1)[0].split()
                return [int(it) for it in line[-int(line[2]) :]]
        return []

    def _set(self, part: str, offset: int) -> tuple[list[str], list[tuple[str, int]]]:
        """The words of one meaning, and the places of those next to it."""
        fields = self._data[part][offset:].split(b"|", 1)[0].decode("ascii", "replace").split()
        count = int(fields[3], 16)
        own = [fields[4 + 2 * number].partition("(")[0].replace("_", " ") for number in range(count)]
        pointers = fields[5 + 2 * count :]
        near = [
            (_PART[pointers[at + 2]], int(pointers[at + 1]))
            for at in range(0, 4 * int(fields[4 + 2 * count]), 4)
            if pointers[at] in WIDER
        ]
        return own, near


_PART = {"n": "noun", "v": "verb", "a": "adj", "s": "adj", "r": "adv"}
