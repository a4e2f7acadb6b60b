"""English words by which it is asked which one is the most so, or whether one is more so than another."""

from __future__ import annotations

from collections.abc import Iterator

from .everyday import is_everyday

SHORTEST = 4
"""Letters of the shortest word that tells a degree by its form: "drier", and no "per"."""


def is_superlative(word: str) -> bool:
    """Whether a folded English word is the most of an adjective, by its form.

    >>> is_superlative("fastest"), is_superlative("driest"), is_superlative("request")
    (True, True, False)
    """
    return (
        word.endswith("est") and is_everyday(word) and is_everyday(f"{word[:-2]}r") and _has_stem(word[:-3])
    )


def is_comparative(word: str) -> bool:
    """Whether a folded English word is more of an adjective, by its form.

    >>> is_comparative("bigger"), is_comparative("older"), is_comparative("number")
    (True, True, False)
    """
    return word.endswith("er") and len(word) > SHORTEST and is_superlative(f"{word[:-1]}st")


def _has_stem(stem: str) -> bool:
    return len(stem) >= SHORTEST - 1 and any(map(is_everyday, _adjectives(stem)))


def _adjectives(stem: str) -> Iterator[str]:
    """What may have that *stem*: "fast", "large", "happy", "big"."""
    yield from (stem, f"{stem}e")
    if stem.endswith("i"):
        yield f"{stem[:-1]}y"
    if stem[-1] == stem[-2]:
        yield stem[:-1]
