"""The shipped knowledge and who answers from it or from a text of the tests: each made once, and only where it is used."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bot.answering import compiled
from bot.answering.respond import Responder
from knowledge.base import Knowledge
from knowledge.load import load

TEXTS = Path(__file__).parent / "texts"


@cache
def knowledge() -> Knowledge:
    """The shipped knowledge."""
    return load()


@cache
def responder() -> Responder:
    """A responder over the shipped knowledge."""
    return Responder(knowledge())


@cache
def answering(text: str) -> Responder:
    """A responder over the text of that name: one of the tests' workers makes it, and keeps it for all."""
    return compiled.responder(TEXTS / text)
