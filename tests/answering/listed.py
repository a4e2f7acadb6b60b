"""What a listing shows: its rows."""

from __future__ import annotations

from bot.answering.plain import plain
from bot.answering.reply import Item, Listing
from bot.answering.respond import Responder


def rows(responder: Responder, text: str) -> tuple[Item, ...]:
    reply = responder.reply(text)
    assert isinstance(reply, Listing), plain(reply)
    return reply.items


def told(items: tuple[Item, ...]) -> list[tuple[object, ...]]:
    """What people see of each row: the thing, its date, city or country, and status."""
    return [(item.what, item.date, item.where[:1], item.status) for item in items]
