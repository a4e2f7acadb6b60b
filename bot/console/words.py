"""What is said to the console and not to the responder, at the prompt and in a pipe alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..answering.respond import Responder

LEAVING = frozenset(("quit", "exit", ":q"))

WHY = "why"


def why(responder: Responder, asked: str) -> str:
    """Why the last question was answered as it was; *asked* is empty before the first."""
    if asked:
        return str(responder.explain(asked))
    return f"Nothing has been answered yet: type a topic such as {responder.topic_example}."
