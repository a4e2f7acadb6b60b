"""How the methods of the Web API refuse."""

from __future__ import annotations

from typing import Any

from .records import Json
from .workspace import Channel, Workspace


class RefusedError(Exception):
    """A method's error, with what else stands in the answer."""

    def __init__(self, error: str, **more: Any) -> None:
        super().__init__(error)
        self.error = error
        self.more = more


def refuse_faults(error: str, found: list[str]) -> None:
    """Refuse with *error* where there are faults, naming them as Slack does."""
    if found:
        raise RefusedError(error, response_metadata={"messages": [f"[ERROR] {it}" for it in found]})


def truth(value: Any) -> bool:
    """Whether an argument says yes: in an address it is text."""
    return value in (True, "true", "True", "1", 1)


def channel_of(workspace: Workspace, arguments: Json, key: str = "channel") -> Channel:
    found = workspace.channels.get(str(arguments[key]))
    if found is None:
        raise RefusedError("channel_not_found")
    if not found.has_bot:
        raise RefusedError("not_in_channel")
    return found
