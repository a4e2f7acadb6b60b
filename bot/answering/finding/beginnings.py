"""Topics by how the words of their names begin: what somebody types who is still typing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import takewhile

from knowledge.fold import words
from knowledge.model import Entry


class Beginnings:
    """The *entries*, to be found by the beginnings of what they are called; sorted when first asked."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries

    def first(self, text: str, found: Sequence[Entry]) -> tuple[Entry, ...]:
        """Those *found* otherwise, and all in whose names a word begins with each of *text*: these first."""
        typed = words(text)
        begun = set[int]().union(*map(self._begun, typed[:1])).intersection(*map(self._begun, typed[1:]))
        fit = sorted((self._entries[it] for it in sorted(begun)), key=lambda it: not _begins(it.title, typed))
        ids = {entry.id for entry in fit}
        in_order = (*(it for it in found if it.id in ids), *fit, *found)
        return tuple({entry.id: entry for entry in in_order}.values())

    def _begun(self, word: str) -> Iterator[int]:
        place = bisect_left(self._words, word)
        following = (self._words[it] for it in range(place, len(self._words)))
        for found in takewhile(lambda it: it.startswith(word), following):
            yield from self._called[found]

    @cached_property
    def _words(self) -> list[str]:
        return sorted(self._called)

    @cached_property
    def _called(self) -> dict[str, list[int]]:
        """By each word, the numbers of the entries that are called so."""
        called: dict[str, list[int]] = {}
        for number, entry in enumerate(self._entries):
            names = (entry.title, *(name for names in entry.aliases.values() for name in names))
            for word in {word for name in names for word in words(name)}:
                called.setdefault(word, []).append(number)
        return called


def _begins(title: str, typed: Iterable[str]) -> bool:
    """Whether a word of *title* begins with each that was *typed*."""
    return all(any(said.startswith(word) for said in words(title)) for word in typed)
