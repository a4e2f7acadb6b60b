"""Links to what proves a fact: its page on our site, and the publisher's page at the quote.

The latter are text fragments, ``#:~:text=…``: browsers find the text and mark it; one that cannot opens the
page at its top. Nothing tells whether the publisher's page still has the same words.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote, urldefrag

from .address import Slugs, is_known_by
from .base import Knowledge
from .model import Entry, Fact, Span
from .source import Source

LONGEST_WHOLE = 120
"""Characters of a quote that stand in the link whole; of a longer one its first and its last words do."""

WORDS = 5
"""Words at either end of a longer quote, and before one that stands more than once; more where they are
not unique either."""


CALENDAR = "timeline.ics"
"""Where everything dated stands as a calendar, below the address of the site."""


def source_path(source: str) -> str:
    """Where the source of that id stands below the address of the site."""
    return f"sources/{source}"


class TopicFact(NamedTuple):
    """A fact with the topic that it is told of."""

    entry: Entry
    fact: Fact


class Addresses:
    """The permanent addresses of the facts of one knowledge, those of an entry worked out once."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._slugs: dict[str, Slugs] = {}

    def name(self, entry: Entry, fact: Fact) -> str:
        """What *fact* is called among all: ``zangazur-corridor/43-km``.

        Raises KeyError where it is none of *entry*.
        """
        return f"{entry.id}/{self._of(entry).of(fact)}"

    def path(self, entry: Entry, fact: Fact) -> str:
        """Where *fact* stands below the address of the site: ``f/zangazur-corridor/43-km``."""
        return f"f/{self.name(entry, fact)}"

    def fact(self, name: str, slug: str) -> TopicFact | None:
        """The fact that stands or once stood at *slug* below the entry *name*; None where there is none.

        One that was moved is found in the entry that it is in now.
        """
        entry = self._knowledge.by_id.get(name)
        if entry is None:
            return self._moved(name, slug)
        if fact := self._of(entry).named(slug):
            return TopicFact(entry, fact)
        fact = None if (moved := self._moved(name, slug)) else self._of(entry).having(slug)
        return TopicFact(entry, fact) if fact else moved

    def _moved(self, name: str, slug: str) -> TopicFact | None:
        """The fact of that name elsewhere: the first one that is known by it, or the only one.

        What is below no entry that there is may be mistyped, and is followed only where it is known.
        """
        others = (it for it in self._knowledge.entries if it.id != name)
        found = [TopicFact(it, fact) for it in others if (fact := self._of(it).named(slug))]
        known = [it for it in found if is_known_by(it.fact, name, slug)]
        only = len(found) == 1 and "-" in slug and name in self._knowledge.by_id
        return known[0] if known else found[0] if only else None

    def _of(self, entry: Entry) -> Slugs:
        if entry.id not in self._slugs:
            self._slugs[entry.id] = Slugs(self._knowledge.by_id[entry.id])
        return self._slugs[entry.id]


def publisher_page(source: Source) -> str | None:
    """The address of the publisher's page; None where the source names none that browsers open."""
    return source.url if source.url and re.match("https?://", source.url) else None


def quote_link(source: Source, span: Span) -> str | None:
    """The same, opened at the quote of *span*."""
    page = publisher_page(source)
    return page and f"{urldefrag(page).url}#:~:text={directive(source.text, span.start, span.end)}"


@lru_cache(maxsize=4_096)
def directive(text: str, start: int, end: int) -> str:
    """What stands behind ``text=`` for ``text[start:end]``: it matches there first of all.

    >>> directive("Peace, at last - peace!", 0, 14)
    'Peace%2C%20at%20last'
    >>> directive("We want peace. You want peace.", 24, 29)
    'We%20want%20peace.%20You%20want-,peace'
    """
    whole = _plain(text[start:end])
    before, after = _plain(text[:start]), _plain(text)
    if len(whole) > LONGEST_WHOLE:
        words = whole.split(" ")
        for taken in range(WORDS, len(words) // 2):
            first, last = " ".join(words[:taken]), " ".join(words[-taken:])
            if _times(after, first) == 1 == _times(whole, last):
                return f"{_escaped(first)},{_escaped(last)}"
    if _times(after, whole) == 1:
        return _escaped(whole)
    words = before.split(" ")
    for taken in range(1, len(words) + 1):
        prefix = " ".join(words[-taken:])
        if _times(after, f"{prefix} {whole}") == 1:
            return f"{_escaped(' '.join(words[-max(taken, WORDS) :]))}-,{_escaped(whole)}"
    return _escaped(whole)


def _plain(text: str) -> str:
    """*text* as browsers compare it: every run of white space is one space."""
    return " ".join(text.split())


def _times(text: str, sought: str) -> int:
    return len(re.findall(rf"(?<!\w){re.escape(sought)}(?!\w)", text, re.IGNORECASE))


def _escaped(text: str) -> str:
    # A hyphen, a comma or an ampersand would be read as a part of the directive's own grammar.
    return quote(text, safe="").replace("-", "%2D")
