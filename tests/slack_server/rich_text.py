"""The rules of `rich_text` blocks."""

from __future__ import annotations

from typing import Any

from .checks import Faults, fault, flags, items, keys, objects, one_of, string

ANYTHING = 1_000_000
STYLES = ("bold", "italic", "strike", "underline", "highlight", "client_highlight", "unlink", "code")

NODES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "text": (("text",), ("style",)),
    "link": (("url",), ("text", "unsafe", "style")),
    "emoji": (("name",), ("unicode", "skin_tone", "style")),
    "user": (("user_id",), ("style",)),
    "usergroup": (("usergroup_id",), ("style",)),
    "channel": (("channel_id",), ("style",)),
    "broadcast": (("range",), ("style",)),
    "color": (("value",), ("style",)),
    "date": (("timestamp", "format"), ("url", "fallback", "style")),
    "citation": (("url", "text"), ("index", "details")),
}
"""Required and optional fields of what may stand in a run of text."""

PARTS: dict[str, tuple[str, ...]] = {
    "rich_text_section": (),
    "rich_text_quote": ("border",),
    "rich_text_preformatted": ("border", "language"),
    "rich_text_list": ("style", "indent", "offset", "border"),
}
"""Optional fields of the parts of a block."""


def rich_text(block: dict[str, Any], at: str) -> Faults:
    """A rich_text block holds sections, quotes, lists and preformatted text."""
    yield from keys(block, at, ("elements",), ("block_id",))
    yield from items(block, "elements", at, ANYTHING)
    for part, place in objects(block, "elements", at):
        yield from _part(part, place)


def _part(part: dict[str, Any], at: str) -> Faults:
    kind = str(part.get("type"))
    if kind not in PARTS:
        yield fault(f"unsupported rich text element: {kind}", at)
        return
    yield from keys(part, at, ("elements",), PARTS[kind])
    yield from items(part, "elements", at, ANYTHING)
    yield from one_of(part, "border", at, (0, 1))
    if kind == "rich_text_list":
        yield from _list(part, at)
        return
    for node, place in objects(part, "elements", at):
        if kind == "rich_text_preformatted" and node.get("type") not in ("text", "link"):
            yield fault("preformatted text holds text and links only", place)
        yield from _node(node, place)


def _list(part: dict[str, Any], at: str) -> Faults:
    yield from keys(part, at, ("style",), ("elements", "indent", "offset", "border"))
    yield from one_of(part, "style", at, ("bullet", "ordered"))
    yield from one_of(part, "indent", at, range(9))
    for item, place in objects(part, "elements", at):
        if item.get("type") != "rich_text_section":
            yield fault("a list holds sections only", place)
        else:
            yield from _part(item, place)


def _node(node: dict[str, Any], at: str) -> Faults:
    kind = str(node.get("type"))
    if kind not in NODES:
        yield fault(f"unsupported rich text element: {kind}", at)
        return
    required, optional = NODES[kind]
    yield from keys(node, at, required, optional)
    for name in required:
        if name != "timestamp":
            yield from string(node, name, at, 3_000 if name == "url" else ANYTHING)
    if "style" in node:
        style = node["style"]
        if not isinstance(style, dict):
            yield fault("must provide an object", f"{at}/style")
            return
        yield from keys(style, f"{at}/style", (), STYLES)
        yield from flags(style, f"{at}/style", STYLES)
