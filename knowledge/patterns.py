"""Phrases of the language data, made ready to be found in a text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from .fold import fold, is_number, words

SPACES = " \N{NO-BREAK SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}"
"""What may part the thousands of a number, beside marks."""

_WITH_MARKS = "".join(filter(str.isupper, map(chr, range(0x100, 0x180))))
CAPITAL = f"[A-ZÀ-ÖØ-Þ{_WITH_MARKS}ƏȘȚΆΈ-ΏΑ-ΡΣ-ΫЀ-ЯҐҒҖҚҢҮҰҲҶҺӘӨ]"
"""A pattern of one capital letter of the Latin, Greek or Cyrillic alphabets of today: "Ə", "Я".

Each letter between others costs time when a pattern is made, at the start of every command.
"""


def either(phrases: Iterable[str]) -> str:
    """A pattern of any of *phrases*, the longest first; of nothing at all where there are none.

    >>> either(["by", "by the end of", "p.m."])
    'by\\\\ the\\\\ end\\\\ of|p\\\\.m\\\\.|by'
    """
    return "|".join(map(re.escape, sorted(set(phrases), key=lambda it: (-len(it), it)))) or "(?!)"


def first_words(phrases: Iterable[str]) -> frozenset[str]:
    """The first words of *phrases* in small letters: where a text has none of them, it has no phrase.

    >>> sorted(first_words(["and", "As well as"]))
    ['and', 'as']
    """
    return frozenset(phrase.lower().split()[0] for phrase in phrases)


def saying(phrases: Collection[str]) -> re.Pattern[str]:
    """Any of *phrases* in folded text; a few words for ``*``, and behind ``^`` what it begins with."""
    said = (r" (?:\w+ ){1,4}".join(" ".join(words(part)) for part in it.split("*")) for it in phrases)
    begun = (r"\A" if it.startswith("^") else r"\b" for it in phrases)
    return re.compile(rf"(?:{'|'.join(map(''.join, zip(begun, said, strict=True))) or '(?!)'})\b")


def folded_names(phrases: Iterable[str]) -> Iterator[str]:
    """Each of *phrases* folded, but for what folding takes for a number: "second" is 2.

    >>> list(folded_names(["second", "Seconds", "saniyə"]))
    ['seconds', 'saniye']
    """
    return (it for it in map(fold, phrases) if it and not is_number(it))


def single(phrases: Iterable[str]) -> frozenset[str]:
    """The folded phrases that are one word, and no number."""
    return frozenset(it for it in folded_names(phrases) if " " not in it)
