"""What a message asks: of what stands in it, the words that are its writer's question."""

from __future__ import annotations

import re

from ..answering.manners import without_command
from ..answering.reply import Help
from ..answering.respond import LONGEST_QUESTION, Responder
from ..faces.command import read
from .payloads import Message

ENDINGS = ("thanks", "farewell")
"""Manners of somebody who asks nothing more."""

_BULLET = re.compile(r"\s*(?:[•◦▪-]|\d{1,2}[.)])\s+")
"""What Slack writes before the lines of a list."""


def asked(responder: Responder, message: Message, command: str) -> tuple[str, str | None]:
    """What *message* asks, and what instead where that leans on what was said before and nothing was.

    Empty where there are no words. Its writer's own words, where they ask; "hello", and outside of a
    conversation "is that so?", are about what is quoted.
    """
    if not message.question():
        return "", None
    written, beside = message.lines(), message.own_words()
    whole = _in_one(responder, written)
    own = _in_one(responder, beside) if beside != written else ""
    if not own:
        question, otherwise = whole, None
    elif len(whole) > LONGEST_QUESTION:
        question, otherwise = own, None
    elif responder.stands_alone(own):
        question, otherwise = whole if _only_begins(responder, own) else own, None
    else:
        question, otherwise = (own, whole) if message.may_follow_up else (whole, None)
    return _typed(responder, question, command), otherwise


def _only_begins(responder: Responder, text: str) -> bool:
    """Whether *text* greets or asks for help, and asks nothing yet."""
    reply = responder.reply(text)
    return isinstance(reply, Help) and reply.manner not in ENDINGS


def _in_one(responder: Responder, text: str) -> str:
    """*text* in one line, in which lines that each ask by themselves stay apart: few end them with a mark."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) < 2:
        return "".join(lines)
    lines = [_BULLET.sub("", line) for line in lines]
    apart = len(text) <= LONGEST_QUESTION and all(map(responder.stands_alone, lines))
    return ("; " if apart else " ").join(lines)


def _typed(responder: Responder, text: str, command: str) -> str:
    """What is asked by *text*, also where the slash command is typed; nobody shares what all see anyhow."""
    question = without_command(text, command)
    return question if question == text else read(responder, question)[0]
