"""Emoji as chats write them, by name, as in ``:wave:``: they tell of a mood, and ask for nothing."""

from __future__ import annotations

import re
import unicodedata

from knowledge.fold import words

_NAME = re.compile(r"(?: ?(?<!\d):(?:[+-]1|100|(?=[\d_+-]{0,20}[^\W\d_])[\w+-]{1,100}):)+ ?")
"""A name has a letter in it, but for a few: "at 10:30:45" has none."""


def without_emoji(text: str) -> str:
    """*text* without the names of emoji, where anything else is said in it.

    >>> without_emoji("the corridor :eyes::skin-tone-2: at 10:30:45"), without_emoji(":wave:")
    ('the corridor at 10:30:45', ':wave:')
    """
    rest = without_names(text)
    return rest.strip() if rest != text and words(rest) else text


def without_names(text: str) -> str:
    """*text* without the names of emoji, whatever is left."""
    return _NAME.sub(" ", text) if ":" in text else text


def has_emoji(text: str) -> bool:
    """Whether there are emoji in *text*, by name or as they are."""
    return without_names(text) != text or any(map(_is_emoji, text))


def _is_emoji(char: str) -> bool:
    # U+FFFD stands for bytes that are no text, and is a symbol by its category.
    return unicodedata.category(char) == "So" and char != "\N{REPLACEMENT CHARACTER}"
