"""Messages of several lines, of which each may ask something of its own."""

from __future__ import annotations

import re

from ..answering.respond import LONGEST_QUESTION, Responder

_BULLET = re.compile(r"\s*(?:[•◦▪*-]|\d{1,2}[.)])\s+")
"""What stands before the lines of a list."""


def in_one(responder: Responder, text: str) -> str:
    """*text* in one line, in which lines that each ask by themselves stay apart: few end them with a mark."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) <= 1:
        return "".join(lines)
    lines = [_BULLET.sub("", line) for line in lines]
    apart = len(text) <= LONGEST_QUESTION and all(map(responder.stands_alone, lines))
    return ("; " if apart else " ").join(lines)
