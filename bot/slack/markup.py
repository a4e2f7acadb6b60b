"""Text as Slack writes it: with markup, entities and halves of characters, or without."""

from __future__ import annotations

import re

_LABELLED = re.compile(r"<(?:https?://|mailto:|tel:)[^|>]*\|([^>]*)>")
_CHANNEL = re.compile(r"<#[A-Z0-9]+\|([^>]*)>")
_OTHER = re.compile(r"<[@#!][^>]*>|<(https?://[^>]*)>")


def whole(text: str) -> str:
    """*text* with halves of characters replaced; two that belong together are joined."""
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def plain_text(text: str) -> str:
    """*text* without Slack's markup: mentions gone, links by their labels, entities as characters.

    >>> plain_text("<@U1> what is <https://x.org|TRIPP> &amp; co?")
    'what is TRIPP & co?'
    """
    text = _LABELLED.sub(r"\1", whole(text))
    text = _CHANNEL.sub(r"\1", text)
    text = _OTHER.sub(" ", text)
    for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(entity, char)
    return " ".join(text.split())


def escaped(text: str) -> str:
    """*text* so that nothing in it is markup to Slack."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
