"""Text as Slack writes it: with markup, entities and halves of characters, or without."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ADDRESS = r"[A-Za-z][A-Za-z0-9+.-]*:"
# Nothing in markup is a "<": looked for beyond the next one, thousands of them would hold up everybody.
_LABELLED = re.compile(rf"<{_ADDRESS}[^|<>]*\|([^<>]*)>")
_PHONE = re.compile(r"<tel:[^<>]*>")
_DATE = re.compile(r"<!date\^[^|<>]*\|([^<>]*)>")
_QUOTED_TO_THE_END = re.compile(r"^&gt;&gt;&gt;.*", re.MULTILINE | re.DOTALL)
_OTHER = re.compile(rf"<(?:[@#!]|{_ADDRESS})[^<>]*>")


def whole(text: str) -> str:
    """*text* with halves of characters replaced; two that belong together are joined."""
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def plain_text(text: str) -> str:
    """*text* without Slack's markup: people and channels gone, links by their labels, entities as characters.

    >>> plain_text("<@U1> what is <https://x.org|TRIPP> &amp; co on <!date^1760000000^{date}|9 October>?")
    'what is TRIPP & co on 9 October?'
    >>> plain_text("in <#C1|general>: corridor")
    'in : corridor'
    """
    text = _LABELLED.sub(r"\1", _PHONE.sub(" ", whole(text)))
    text = _DATE.sub(r"\1", text)
    text = _OTHER.sub(" ", text)
    for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(entity, char)
    return " ".join(text.split())


def plain_lines(text: str) -> str:
    """The same of each line of *text* by itself."""
    return "\n".join(map(plain_text, text.splitlines()))


def unquoted(text: str) -> str:
    """*text* without the lines in which somebody else is quoted.

    >>> unquoted("&gt; it is short\\nwho says so?\\n&gt;&gt;&gt; an older message\\nto its end")
    'who says so?'
    """
    own = _QUOTED_TO_THE_END.sub("", text)
    return "\n".join(line for line in own.splitlines() if not line.startswith("&gt;"))


SAYING = (
    *("pretext", "title", "subtitle", "text", "body", "description", "caption", "elements", "fields"),
    *("rows", "child_blocks", "tasks", "details", "output", "value"),
    *("blocks", "message_blocks", "message"),  # of an attachment: also what is forwarded
    *("alt_text", "alt_txt", "subject", "preview"),  # of pictures, mails and pieces of text
)
"""Where words stand in blocks, attachments and files, in the order in which they are seen."""

DEEPEST = 12
"""Levels at which words are looked for: Slack's own have half as many."""


def words_in(parts: object, depth: int = 0) -> Iterator[str]:
    """What blocks, attachments and files say, whatever else is in them; nothing of what is to be clicked on.

    >>> " ".join(words_in([{"type": "header", "text": {"type": "plain_text", "text": "TRIPP"}}, None]))
    'TRIPP'
    """
    if depth > DEEPEST:
        return
    if isinstance(parts, str):
        yield parts
    elif isinstance(parts, (list, tuple)):
        for part in parts:
            if isinstance(part, (dict, list)):
                yield from words_in(part, depth + 1)
    elif isinstance(parts, dict) and "action_id" not in parts:
        said = [word for name in SAYING for word in words_in(parts.get(name), depth + 1)]
        # What is shown where the rest cannot be: of some attachments, and of a date, there is nothing else.
        yield from said or words_in(parts.get("fallback"), depth + 1)


def escaped(text: str) -> str:
    """*text* so that nothing in it is markup to Slack."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
