"""What is typed behind a slash command: a question, for whoever types it or for the whole channel."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..answering.conversation.turn import Turn
from ..answering.reply import Answer, Listing, Reply
from ..answering.respond import Responder


@dataclass(frozen=True, slots=True)
class CommandReply:
    """The reply to a command, and who gets it."""

    reply: Reply
    shared: bool
    """Whether everybody in the channel gets it, and not only whoever asked."""
    kept_back: bool
    """Whether it was to be shared and is not: a "no" is for whoever asked, who may wonder."""


_SHARE = re.compile(r"\W*share\W*\s+(?:\W+\s)?(.*\w.*)", re.IGNORECASE | re.DOTALL)
"""The word as it may be written: in bold, in quotes, with a colon."""


_LISTS = frozenset(("list", "timeline", "places", "figures", "sources"))
"""Words that open a list: behind "share" nothing else is asked for."""


def ask(responder: Responder, text: str, *, after: Turn | None = None) -> CommandReply:
    """The reply to *text*, read in the light of the last one; help where nothing was typed."""
    query, share = read(responder, text)
    reply = responder.reply(query or "help", after=after)
    told = isinstance(reply, Answer | Listing)
    return CommandReply(reply, shared=share and told, kept_back=share and not told)


def read(responder: Responder, text: str) -> tuple[str, bool]:
    """The question, and whether it is to be answered for the whole channel.

    "share corridor" shares; "share of trade" asks, and so does what is answered otherwise without the word.
    """
    found = _SHARE.match(text)
    rest = found[1] if found else ""
    if not rest or rest.lower().split()[0] == "of":
        return text, False
    whole, part = responder.reply(text), responder.reply(rest)
    same = isinstance(part, Answer) and isinstance(whole, Answer) and part.entry == whole.entry
    lists = isinstance(part, Listing) and rest.lower().split()[0] in _LISTS
    asks = isinstance(whole, Answer) and not (same or lists)
    return (text, False) if asks else (rest.strip(), True)
