"""Where phrases of the language data stand among the words of a question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from knowledge.fold import fold


class Phrases:
    """Phrases that are looked for as whole words.

    >>> list(Phrases(["the other"]).within(["no", "the", "other", "fund"]))
    [(1, 3)]
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = [fold(it).split() for it in phrases]

    def within(self, texts: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Where one of them begins among the folded words *texts*, and where it has ended."""
        for said in self._phrases:
            for at in range(len(texts) - len(said) + 1):
                if texts[at : at + len(said)] == said:
                    yield at, at + len(said)
