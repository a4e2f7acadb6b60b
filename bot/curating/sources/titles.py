"""What names a text, and whom its title says that it is of."""

from __future__ import annotations

import re

from knowledge.headings import is_headline

from ..subjects import VERB
from .first_lines import JOINING, dates_itself, lines_of

TEXTS = frozenset(
    ("guide", "handbook", "manual", "report", "rules", "policy", "review", "plan", "statement", "article",
     "interview", "notes", "minutes", "agreement", "terms", "questions", "answers", "news", "newsletter",
     "conversation", "page", "leaflet", "runbook")
)  # fmt: skip
"""What says of which sort a text is; as the last word of a name it is that of a text, and of no publisher."""


def title_of(text: str) -> str | None:
    """The first line of *text* where it is a headline, or as much of it as says what sort of text it is.

    No sentence is a title, nor what stands further down, whatever it looks like.

    >>> title_of("Elm Works, staff handbook. Everybody has 28 days of leave, which is more than most have.")
    'Elm Works, staff handbook'
    >>> title_of("This page is about leave. Everybody has 28 days of it.")
    """
    first = next(lines_of(text), "")
    if is_headline(first):
        return first
    opening = re.split(r"(?<=\w\w)\.\s", first, maxsplit=1)[0]
    said = {word.lower() for word in re.findall(r"\w+", opening)}
    states = VERB.search(opening) or dates_itself(opening)
    return opening if is_headline(opening) and not said.isdisjoint(TEXTS) and not states else None


def name_in(title: str) -> str | None:
    """Who *title* says that it is of.

    None for a number, and for what only says what sort of text it is.

    >>> [name_in(it) for it in ("Harbour Library: house rules", "Life at Elm & Co: your benefits")]
    ['Harbour Library', 'Elm & Co']
    >>> [name_in(it) for it in ("The Five Ports in Leith: report", "Elm Works, handbook", "Staff rules: pay")]
    ['The Five Ports', 'Elm Works', None]
    """
    name, mark, rest = title.partition(": ")
    if not mark:
        name, mark, rest = title.partition(", ")
        if not rest or rest.split()[-1].lower() not in TEXTS or not rest[0].islower():
            return None
    if at := re.fullmatch(r"\w+ at (?P<name>.+)", name):
        name = at["name"]
    name = name.partition(" in ")[0]
    said = name.split()
    is_name = all(word[0].isupper() or word in JOINING for word in said) and not re.search(r"\d", name)
    if len(said) < 2 or not is_name or name.isupper() or said[-1].lower() in TEXTS:
        return None
    return name
