"""Which paragraphs of a text are headings: short lines that state nothing, above what does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import groupby

from .source import Source
from .tells import IN_FOUR

LONGEST = 75
"""Characters of a heading."""

LONGEST_FIRST = 150
"""Characters of the first line of a text, which names the whole."""

MOST_IN_A_ROW = 2
"""Headings that stand below each other: more such lines are a list."""

_JOINED = r"(?:to|and|or|bis|und|oder)\b"
_YEAR = re.compile(rf"\b{IN_FOUR}(?:[-–/](?:\d\d){{1,2}})?\b(?! (?!{_JOINED})[a-z])")
"""What a heading that stands alone may tell: "Plans for 2025 and 2026", and not "1900 metres"."""

_NUMBERED = re.compile(r"^(?:\d+(?:\.\d+)*[.)]?|§\s?\d+|[A-Z]\.)\s+(?=\S)")


def is_heading(paragraph: str, longest: int = LONGEST) -> bool:
    """Whether *paragraph* looks like a heading: short, and no sentence.

    >>> is_heading("Who to ask"), is_heading("4. Databases and backups"), is_heading("Fruit comes daily.")
    (True, True, False)
    """
    text = _bare(paragraph)
    return (
        len(text) <= longest
        and "\n" not in text
        and "  " not in text
        and text[-1:].isalnum()
        and text.lstrip('"“„«')[:1].isupper()
    )


def is_headline(paragraph: str) -> bool:
    """Whether *paragraph*, the first of a text, names it: as a heading does, or in somebody's words.

    >>> is_headline("“We sold speed. Now we sell being on time.”"), is_headline("“We ran,” she said.")
    (True, False)
    """
    text = paragraph.strip()
    inner = text[1:-1]
    quoted = text[:1] in _OPENING and text[-1:] in _CLOSING and not set(_OPENING + _CLOSING) & set(inner)
    return is_heading(text, LONGEST_FIRST) or (
        bool(inner) and quoted and len(text) <= LONGEST_FIRST and "\n" not in text
    )


_OPENING, _CLOSING = '"“„«', '"”“»'


BYLINE = re.compile(
    r"(?:^|[.,;|–-] ?)(?:By|Von) (?P<name>[^\W\d_a-z][\w.’'-]+(?: [^\W\d_a-z][\w.’'-]*[\w’'-]){1,3})"
)
"""Who wrote a text, in its first lines: "By Anna Berg"."""

FIRST = 4
"""Paragraphs at the beginning of a text of which one may say who wrote it."""


def is_byline(paragraph: str, number: int) -> bool:
    """Whether *paragraph*, of that *number*, says who wrote the text and no more.

    >>> is_byline("By Anna Berg, health editor", 2), is_byline("By Loch Ness stands a mill.", 2)
    (True, False)
    """
    text = paragraph.strip()
    return number <= FIRST and BYLINE.match(text) is not None and not text.endswith((".", "!", "?"))


def headings(source: Source) -> Mapping[int, str]:
    """The headings of *source*, without their numbers, by that of their paragraph.

    A line is one by its shape and by what is below it. A short item of a list, alone or with one other
    between longer paragraphs, is taken for one too.
    """
    texts = [source.text[span.start : span.end].strip() for span in source.paragraphs]
    found: dict[int, str] = {}
    short = [is_heading(text) if place else is_headline(text) for place, text in enumerate(texts)]
    for is_short, run in groupby(enumerate(texts, 1), lambda it: short[it[0] - 1]):
        row = list(run)
        if not is_short:
            continue
        # The title of a text and the line that dates it are none of a list.
        listed = [it for it in row if it[0] > 1 and not (it[0] == 2 and _YEAR.search(it[1]))]
        for number, text in row:
            numbered = _NUMBERED.match(text) is not None
            # "Free coffee: 2 cups" states something, and so may the last line of a text.
            stated = _YEAR.sub("", text) if len(row) == 1 else text
            plain = number == 1 or not re.search(r"\d|:", stated)
            if number < len(texts) and (numbered or (plain and len(listed) <= MOST_IN_A_ROW)):
                found[number] = _bare(text)
    return found


def heading_above(source: Source, paragraph: int) -> str | None:
    """The heading that *paragraph* stands under, but for the first of the text, which names the whole."""
    for number in range(paragraph - 1, 1, -1):
        span = source.paragraph(number)
        if is_heading(text := source.text[span.start : span.end]):
            return _bare(text)
    return None


def _bare(heading: str) -> str:
    return _NUMBERED.sub("", heading.strip(), count=1)
