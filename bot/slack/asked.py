"""What a message asks: of what stands in it, the words that are its writer's question."""

from __future__ import annotations

from ..answering.manners import without_command
from ..answering.reply import Help
from ..answering.respond import LONGEST_QUESTION, Responder
from ..faces.command import read
from ..faces.lines import in_one
from .payloads import Message

ENDINGS = ("thanks", "farewell")
"""Manners of somebody who asks nothing more."""


def asked(responder: Responder, message: Message, command: str) -> tuple[str, str | None]:
    """What *message* asks, and what instead where that leans on what was said before and nothing was.

    Empty where there are no words. Its writer's own words, where they ask; "hello", and outside of a
    conversation "is that so?", are about what is quoted.
    """
    if not message.question():
        return "", None
    written, beside = message.lines(), message.own_words()
    whole = in_one(responder, written)
    own = in_one(responder, beside) if beside != written else ""
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


def _typed(responder: Responder, text: str, command: str) -> str:
    """What is asked by *text*, also where the slash command is typed; nobody shares what all see anyhow."""
    question = without_command(text, command)
    return question if question == text else read(responder, question)[0]
