"""What the bot has drawn, wherever it did: a message, an answer only one person sees, a window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never

from .records import Acknowledgement, Json, Payload, Post, Received, ResponsePost, ViewCall, with_ids

Drawn = Post | ResponsePost | ViewCall | Received | Acknowledgement


@dataclass(frozen=True)
class Scene:
    """Blocks and where they stand."""

    blocks: list[Json]
    """With the ids that Slack gives."""
    channel: str = ""
    ts: str = ""
    ephemeral: bool = False
    post: Post | None = None
    """The message, where it stands in the conversation."""
    view: ViewCall | None = None

    def place(self) -> Json:
        """The part of a payload that says where something was used."""
        if self.view:
            return {"container": {"type": "view", "view_id": self.view.id}, "view": self.view.as_json()}
        container: Json = {"type": "message", "message_ts": self.ts, "channel_id": self.channel}
        container["is_ephemeral"] = self.ephemeral
        if self.post is None:
            return {"container": container}
        if self.post.thread_ts:
            container["thread_ts"] = self.post.thread_ts
        return {"container": container, "message": self.post.as_json()}


def scene(drawn: Drawn) -> Scene:
    """Where *drawn* stands."""
    match drawn:
        case Post():
            ephemeral = drawn.method == "chat.postEphemeral"
            post = None if ephemeral else drawn
            return Scene(with_ids(drawn.blocks), drawn.channel, drawn.ts, ephemeral, post)
        case ResponsePost():
            return Scene(with_ids(drawn.blocks), drawn.channel, drawn.ts, drawn.ephemeral, drawn.post)
        case ViewCall():
            return Scene(with_ids(drawn.blocks), view=drawn)
        case Received():
            if drawn.post is not None:
                return scene(drawn.post)
            return _acknowledgement(drawn.request, drawn.json)
        case Acknowledgement():
            return _acknowledgement(drawn.request, drawn.payload)
        case _:
            assert_never(drawn)


def _acknowledgement(request: Payload | None, body: Json | None) -> Scene:
    assert request is not None, "this is no answer to a payload"
    assert request.kind == "slash_commands", "only the acknowledgement of a command is shown"
    blocks = with_ids((body or {}).get("blocks") or [])
    return Scene(blocks, request.body["channel_id"], request.ts, ephemeral=True)


BUTTONS = ("button", "icon_button")
SELECTS = ("static_select", "external_select", "overflow", "radio_buttons")


def find(blocks: list[Json], name: str, kinds: Sequence[str]) -> tuple[Json, Json]:
    """The first element of *kinds* with action id *name*, else the first labelled so, with its block."""
    found = [(block, one) for block, one in _elements(blocks) if one["type"] in kinds]
    for block, one in found:
        if one.get("action_id") == name:
            return block, one
    for block, one in found:
        if _label(one) == name:
            return block, one
    raise AssertionError(f"no {kinds[0]} here is called {name!r}: there are {labels(blocks)}")


def labels(blocks: list[Json]) -> list[tuple[str, str]]:
    """Action id and label of everything that can be used."""
    return [(str(one.get("action_id", "")), _label(one)) for _, one in _elements(blocks)]


def _elements(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    for block in blocks:
        listed = block.get("elements", []) if block["type"] in ("actions", "context_actions") else []
        for one in (*listed, block.get("accessory"), block.get("element")):
            if one is not None and one["type"] != "image":
                yield block, one


def _label(one: Json) -> str:
    """What people call it: its text, the hint in a select, else what it does."""
    if one["type"] == "feedback_buttons":
        return " | ".join(one[name]["text"]["text"] for name in ("positive_button", "negative_button"))
    text = one.get("text") or one.get("placeholder") or {"text": one.get("action_id", "")}
    return str(text["text"])
