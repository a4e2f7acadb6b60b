"""Permanent addresses of facts: ``zangazur-corridor/43-km``."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import islice

from .fold import is_number, words
from .model import Entry, Fact

SHORTEST_WORD = 4
"""Letters from which a word is likely to tell something, in any language."""

WORDS = 4
"""Telling words of a quote that make an address; twice as many where two facts share these."""


class Slugs:
    """What the facts of one entry are called within it: small letters, digits and hyphens, each its own.

    A name is made of what the fact proves: its first figure, what happens in it, or the first telling words
    of its quote. So it stays when the text is worded anew and when facts are added or put in another order.
    """

    def __init__(self, entry: Entry) -> None:
        self._entry = entry
        # In the order of the source, which nobody edits: the order in the entry's file may change.
        placed = sorted(entry.told, key=lambda it: (it.span.source, it.span.start, it.span.end, _key(it)))
        self._facts: dict[str, Fact] = {}
        for fact in placed:
            self._facts[next(name for name in _names(entry, fact) if name not in self._facts)] = fact
        self._slugs = {_proof(fact): slug for slug, fact in self._facts.items()}

    def of(self, fact: Fact) -> str:
        """What *fact* is called. Raises KeyError where it is none of the entry."""
        return self._slugs[_proof(fact)]

    def fact(self, slug: str) -> Fact | None:
        """The fact that *slug* is or once was the name of; None where there is none.

        A name from before the quote was changed still leads to the shortest quote with all of its words.
        """
        if slug in self._facts:
            return self._facts[slug]
        for fact in self._entry.told:
            if slug in _names(self._entry, fact):
                return fact
        asked = set(slug.split("-"))
        having = (fact for fact in self._entry.told if asked <= _said(fact))
        return min(having, key=lambda fact: len(fact.quote), default=None)


def _proof(fact: Fact) -> tuple[str, int, str, str]:
    """What tells a fact from all others."""
    return fact.span.source, fact.span.start, fact.quote, fact.text


def _key(fact: Fact) -> str:
    """The same in short, and in no order that anybody could foresee."""
    return hashlib.sha256("\n".join(map(str, _proof(fact))).encode()).hexdigest()


def _names(entry: Entry, fact: Fact) -> Iterator[str]:
    """Names for *fact*, the shortest first; the last is its own whatever other facts there are."""
    telling = [word for word in words(fact.quote) if len(word) >= SHORTEST_WORD or is_number(word)]
    title = set(words(entry.title))
    apart = [word for word in telling if word not in title] or telling or words(fact.quote)
    longer = "-".join(islice(dict.fromkeys(apart), 2 * WORDS))
    if fact.figures:
        figure = fact.figures[0]
        yield _plain(f"{figure.value} {figure.unit}")
        yield _plain(f"{figure.value} {figure.unit} {figure.of}")
    elif fact.occasion:
        yield _plain(fact.occasion.what)
        yield _plain(f"{fact.occasion.what} {fact.occasion.date or ''}")
    else:
        yield _plain(" ".join(islice(dict.fromkeys(apart), WORDS)))
    yield _plain(longer)
    yield f"{_plain(longer)}-{_key(fact)[:8]}".lstrip("-")


def _plain(text: str) -> str:
    """*text* in small letters, digits and hyphens."""
    parts = (word for it in text.replace("%", " percent ").split() for word in _words_as_written(it))
    return "-".join(parts) or "fact"


def _words_as_written(word: str) -> list[str]:
    """A word folded; a number keeps its digits, so that 2.1 is ``2-1``."""
    return [part for it in words(word) for part in it.split(".")]


def _said(fact: Fact) -> set[str]:
    said = f"{fact.quote} {fact.text} " + " ".join(f"{it.value} {it.unit}" for it in fact.figures)
    return set(_plain(said).split("-"))
