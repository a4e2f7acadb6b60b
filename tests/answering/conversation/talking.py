"""Talks as people hold them, for the tests of how a question is read in the light of the last reply."""

from __future__ import annotations

import json
from collections.abc import Sequence

from bot.answering.conversation.turn import Turn
from bot.answering.plain import plain
from bot.answering.reply import Answer, Listing, NoAnswer, Reply
from bot.answering.respond import Responder


def talk(responder: Responder, *said: str) -> list[Reply]:
    """Say one thing after another; what is kept between them goes through JSON, as on every face."""
    replies: list[Reply] = []
    after: Turn | None = None
    for text in said:
        replies.append(responder.reply(text, after=after))
        after = Turn.read(json.loads(json.dumps(Turn.of(replies[-1], before=after).as_data())))
        assert after is not None
    return replies


def answer(replies: Sequence[Reply]) -> Answer:
    reply = replies[-1]
    assert isinstance(reply, Answer), plain(reply)
    return reply


def listing(replies: Sequence[Reply]) -> Listing:
    reply = replies[-1]
    assert isinstance(reply, Listing), plain(reply)
    return reply


def no(replies: Sequence[Reply]) -> NoAnswer:
    reply = replies[-1]
    assert isinstance(reply, NoAnswer), plain(reply)
    return reply
