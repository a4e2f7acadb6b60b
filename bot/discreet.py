"""What is secret by its looks, wherever it stands: hidden in whatever is said of a fault."""

from __future__ import annotations

import re

HIDDEN = "[hidden]"

SECRET = re.compile(
    r"\bxox[a-z](?:\.xox[a-z])?-[\w-]+|\b(?:xapp|xwfp)-[\w-]+|(?<=ticket=)[\w-]+"
    # In an address: what stands before the host, as far as the last @ that may belong to it. How to write one
    # is told with USER and PASSWORD.
    r"|(?:(?<=://)|(?<=:/))(?!USER:PASSWORD@)[^\s/@]*:\S*(?=@)"
    # Whoever knows a response URL may write where it was made.
    r"|(?<=/actions/)[\w/]+|(?<=/commands/)[\w/]+|(?<=/app/)[\w/]+"
)
"""Tokens of Slack's, tickets of its sockets, passwords in addresses, and response URLs."""


def discreet(text: str) -> str:
    """*text* without what looks secret.

    >>> discreet("PORT is 'xoxb-1-2', DATABASE_URL is a://b:c@d@e/f")
    "PORT is '[hidden]', DATABASE_URL is a://[hidden]@e/f"
    """
    return SECRET.sub(HIDDEN, text)
