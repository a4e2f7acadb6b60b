"""What stands in a question and asks for nothing: emoji by name, as chats write them, and addresses."""

from __future__ import annotations

import re
import unicodedata

from knowledge.fold import words

_NAME = re.compile(r"(?: ?(?<!\d):(?:[+-]1|100|(?=[\d_+-]{0,20}[^\W\d_])[\w+-]{1,100}):)+ ?")
"""An emoji's name has a letter in it, but for a few: "at 10:30:45" has none."""

_ADDRESS = re.compile(r" ?(?:\bhttps?://\S+|\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}) ?")

_FACE = re.compile(
    r"""(?<!\S)(?:
        </?3+ | [:;=]['’-]?[)(DPpOo|\\/*] | [xX]D+ | \\o/ | ¯\\_\(ツ\)_/¯
        | [0-9]\ufe0f?\u20e3 | \+1
    )(?!\S)""",
    re.VERBOSE,
)
"""A face or the like that is drawn with marks, or a number in a box: a word of its own."""

_OPTION = re.compile(r"^(?:(?:--?[A-Za-z][\w-]*|\d{1,2}\))\s+)+|(?<!\s)(?:\s+--[A-Za-z][\w-]*)+$")
"""What asks a program to do otherwise, before or behind a question; or the number of it in a list."""

HELP = ("-h", "-?")
"""How programs are asked for help."""


def without_asides(text: str) -> str:
    """*text* without emoji, faces, addresses and options, where anything else is said in it.

    >>> without_asides("the corridor :eyes::skin-tone-2: at 10:30:45"), without_asides(":wave:")
    ('the corridor at 10:30:45', ':wave:')
    >>> without_asides("corridor https://example.org/x?y=z"), without_asides("ask a.b@example.org")
    ('corridor', 'ask')
    >>> without_asides("-h the corridor <3"), without_asides("the corridor ;)"), without_asides("-5 or +1")
    ('the corridor', 'the corridor', '-5 or')
    """
    if text.strip() in HELP:
        return "help"
    rest = _FACE.sub(" ", _OPTION.sub("", text) if "-" in text or ")" in text else text)
    if ":" in rest or "@" in rest:
        rest = without_emoji(_ADDRESS.sub(" ", rest))
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
