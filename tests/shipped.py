"""The shipped knowledge and who answers from it or from a text of the tests: each made once, and only where it is used."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bot.answering import compiled
from bot.answering.respond import Responder
from knowledge.base import SHIPPED, Knowledge
from tests.home import alone

TEXTS = Path(__file__).parent / "texts"


def knowledge() -> Knowledge:
    """The shipped knowledge."""
    return responder().knowledge


@cache
def responder() -> Responder:
    """A responder over the shipped knowledge."""
    return _made(SHIPPED)


@cache
def answering(text: str) -> Responder:
    """A responder over the text of that name."""
    return _made(TEXTS / text)


def _made(directory: Path) -> Responder:
    """One of the tests' workers makes it, and keeps it for all."""
    with alone(directory.name):
        return compiled.responder(directory)
