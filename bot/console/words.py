"""What is said to the console and not to the responder, at the prompt and in a pipe alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..answering.reply import Reply
    from ..answering.respond import Responder

LEAVING = frozenset(("quit", "exit", ":q"))

WHY = "why"


def why(responder: Responder, last: Reply | None) -> str:
    """Why the last question was answered as it was; there is none before the first."""
    if last:
        return str(responder.explain(last))
    return f"Nothing has been answered yet: type a topic such as {responder.topic_example}."
