"""Permanent addresses of facts: ``zangazur-corridor/43-km``."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from itertools import islice

from .fold import is_number, words
from .model import Entry, Fact

SHORTEST_WORD = 4
"""Letters from which a word is likely to tell something, in any language."""

WORDS = 4
"""Telling words of a quote that make an address; twice as many where two facts share these."""

KEY = re.compile("[0-9a-f]{8}")
"""What stands behind those where two facts share them all."""


class Slugs:
    """What the facts of one entry are called within it: small letters, digits and hyphens, each its own.

    A name is made of what the fact proves: its first figure, what happens in it, or the first telling words
    of its quote. So it stays when the text is worded anew and when facts are added or put in another order.
    """

    def __init__(self, entry: Entry) -> None:
        self._entry = entry
        self._facts = _named(entry)
        self._slugs = {_proof(fact): slug for slug, fact in self._facts.items()}

    def of(self, fact: Fact) -> str:
        """What *fact* is called. Raises KeyError where it is none of the entry."""
        return self._slugs[_proof(fact)]

    def fact(self, slug: str) -> Fact | None:
        """The fact that *slug* is or once was the name of; None where there is none."""
        return self.named(slug) or self.having(slug)

    def having(self, slug: str) -> Fact | None:
        """The shortest quote that has all words of *slug*, which may be from before the quote was changed."""
        asked = set(slug.split("-"))
        having = (fact for fact in self._entry.told if asked <= _said(fact))
        return min(having, key=lambda fact: len(fact.quote), default=None)

    def named(self, slug: str) -> Fact | None:
        """The fact of these very words that *slug* is the name of, or was under another title or wording."""
        return self._facts.get(slug) or self._once.get(slug) or self._under_another_title(slug)

    @cached_property
    def _once(self) -> dict[str, Fact]:
        """All names that the facts would have if others were not there; of several facts, the first."""
        return {name: fact for fact in reversed(self._entry.told) for name in _names(self._entry, fact)}

    @cached_property
    def _telling(self) -> list[dict[str, str]]:
        """The telling words of each fact, by what they are in a name."""
        return [{_plain(word): word for word in _telling(fact)} for fact in self._entry.told]

    def _under_another_title(self, slug: str) -> Fact | None:
        """The words of a title are left out of names: those that *slug* leaves out were in it once."""
        made = (it for words in self._telling if (it := _left_out(words, slug)) is not None)
        for left in sorted(made, key=len):
            found = _named(replace(self._entry, title=" ".join(left))).get(slug)
            if found is not None:
                return found
        return None


def _named(entry: Entry) -> dict[str, Fact]:
    """The facts of *entry*, each by the first of its names that no fact before it has."""
    named: dict[str, Fact] = {}
    # In the order of the source, which nobody edits: the order in the entry's file may change.
    for fact in sorted(entry.told, key=lambda it: (it.span.source, it.span.start, it.span.end, _key(it))):
        named[next(name for name in _names(entry, fact) if name not in named)] = fact
    return named


def _left_out(telling: dict[str, str], slug: str) -> list[str] | None:
    """Those of the *telling* words that *slug* leaves out; None where it is not made of them, in order."""
    rest, left = slug, list[str]()
    for part, word in telling.items():
        if rest == part or (rest != slug and KEY.fullmatch(rest)):
            return left
        if rest.startswith(f"{part}-"):
            rest = rest[len(part) + 1 :]
        else:
            left.append(word)
    return left if rest != slug and KEY.fullmatch(rest) else None


def is_known_by(fact: Fact, name: str, slug: str) -> bool:
    """Whether *slug*, below an entry called *name*, can mean no other passage than that of *fact*.

    So many words of a quote are no other's. "7-percent" may be of anything, unless the fact says of what.
    """
    bare = {_plain(f"{it.value} {it.unit}") for it in fact.figures}
    telling = slug not in bare and len(slug.split("-")) >= WORDS
    return telling or set(name.split("-")) <= _said(fact)


def _proof(fact: Fact) -> tuple[str, int, str, str]:
    """What tells a fact from all others."""
    return fact.span.source, fact.span.start, fact.quote, fact.text


def _key(fact: Fact) -> str:
    """The same in short, and in no order that anybody could foresee."""
    return hashlib.sha256("\n".join(map(str, _proof(fact))).encode()).hexdigest()


def _telling(fact: Fact) -> list[str]:
    return [word for word in words(fact.quote) if len(word) >= SHORTEST_WORD or is_number(word)]


def _names(entry: Entry, fact: Fact) -> Iterator[str]:
    """Names for *fact*, the shortest first; the last is its own whatever other facts there are."""
    telling = _telling(fact)
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
    # By the quote: the text may be worded anew. By both where facts have the same quote.
    yield f"{_plain(longer)}-{_key(replace(fact, text=''))[:8]}"
    yield f"{_plain(longer)}-{_key(fact)[:8]}"


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
