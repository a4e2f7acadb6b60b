"""The shipped knowledge and its responder, each made once in a process of the tests, and only where it is used."""

from __future__ import annotations

from functools import cache

from bot.answering.respond import Responder
from knowledge.base import Knowledge
from knowledge.load import load


@cache
def knowledge() -> Knowledge:
    """The shipped knowledge."""
    return load()


@cache
def responder() -> Responder:
    """A responder over the shipped knowledge."""
    return Responder(knowledge())
