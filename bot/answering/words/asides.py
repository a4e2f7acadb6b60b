"""What stands in a question and asks for nothing: emoji by name, as chats write them, and addresses."""

from __future__ import annotations

import re
import unicodedata

from knowledge.fold import words

_NAME = re.compile(r"(?: ?(?<!\d):(?:[+-]1|100|(?=[\d_+-]{0,20}[^\W\d_])[\w+-]{1,100}):)+ ?")
"""An emoji's name has a letter in it, but for a few: "at 10:30:45" has none."""

_ADDRESS = re.compile(r" ?(?:\bhttps?://\S+|\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}) ?")


def without_asides(text: str) -> str:
    """*text* without emoji's names and addresses, where anything else is said in it.

    >>> without_asides("the corridor :eyes::skin-tone-2: at 10:30:45"), without_asides(":wave:")
    ('the corridor at 10:30:45', ':wave:')
    >>> without_asides("corridor https://example.org/x?y=z"), without_asides("ask a.b@example.org")
    ('corridor', 'ask')
    """
    if ":" not in text and "@" not in text:
        return text
    rest = without_emoji(_ADDRESS.sub(" ", text))
    return rest.strip() if rest != text and words(rest) else text


def without_emoji(text: str) -> str:
    """*text* without the names of emoji, whatever is left."""
    return _NAME.sub(" ", text) if ":" in text else text


def has_emoji(text: str) -> bool:
    """Whether there are emoji in *text*, by name or as they are."""
    return without_emoji(text) != text or any(map(_is_emoji, text))


def _is_emoji(char: str) -> bool:
    # U+FFFD stands for bytes that are no text, and is a symbol by its category.
    return unicodedata.category(char) == "So" and char != "\N{REPLACEMENT CHARACTER}"
