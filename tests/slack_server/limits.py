"""The limits of Block Kit: what Slack refuses, and what it is not known to show.

Figures are those of Slack's reference pages, the safer one where two pages disagree. Never raises,
whatever it is given. Does not tell how a message looks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from . import elements as el
from .checks import (
    EITHER,
    Faults,
    Surface,
    fault,
    flags,
    items,
    keys,
    objects,
    string,
    text,
    text_object,
    unique,
)
from .rich_text import rich_text

MOST_TEXT = 4_000
"""Characters of a message's text; beyond, Slack may answer `msg_too_long`."""

MOST_METADATA = 16_384
"""Bytes of a message's metadata."""

MOST_MARKDOWN = 12_000
MOST_BLOCKS: Mapping[Surface, int] = {"message": 50, "ephemeral": 50, "modal": 100, "home": 100}

Block = dict[str, Any]


def faults(blocks: Any, surface: Surface) -> list[str]:
    """Everything that is wrong with *blocks* on *surface*; empty when Slack takes them."""
    return list(_blocks(blocks, surface, "/blocks"))


def view_faults(view: Any) -> list[str]:
    """Everything that is wrong with a window or Home tab."""
    return list(_view(view)) if isinstance(view, dict) else [fault("must provide an object", "/view")]


def option_faults(options: Any) -> list[str]:
    """Everything that is wrong with the *options* suggested for a select; none found is no fault."""
    given = {"options": options}
    found = list(items(given, "options", "", el.MOST_OPTIONS, least=0))
    return found + [it for one, at in objects(given, "options", "") for it in el.option(one, at)]


def metadata_error(metadata: Any) -> str | None:
    """The error that Slack gives for *metadata* of a message; None where it takes them."""
    if not isinstance(metadata, dict) or set(metadata) - {"event_type", "event_payload", "entities"}:
        return "invalid_metadata_format"
    kind, payload = metadata.get("event_type"), metadata.get("event_payload")
    if not isinstance(kind, str) or not re.fullmatch(r"[A-Za-z0-9_.:-]{1,255}", kind):
        return "invalid_metadata_format"
    if not isinstance(payload, dict):
        return "invalid_metadata_format"
    return "metadata_too_large" if len(json.dumps(metadata).encode()) > MOST_METADATA else None


def _blocks(blocks: Any, surface: Surface, at: str) -> Faults:
    if not isinstance(blocks, list):
        yield fault("must provide an array", at)
        return
    root = {"blocks": blocks}
    place = at.removesuffix("/blocks")
    yield from items(root, "blocks", place, MOST_BLOCKS[surface], least=0)
    found = list(objects(root, "blocks", place))
    for block, where in found:
        yield from string(block, "block_id", where, 255)
        check = BLOCKS.get(str(block.get("type")))
        if check is None:
            yield fault(f"unsupported type: {block.get('type')}", where)
        else:
            yield from check(block, where, surface)
    yield from _together([block for block, _ in found], surface, at)


def _together(blocks: list[Block], surface: Surface, at: str) -> Faults:
    """What holds for all blocks of one message or view."""
    yield from unique((block.get("block_id") for block in blocks), "block_id", at)
    inside = [one for block in blocks for one in _elements(block)]
    if sum(one.get("style") == "primary" for one in inside if one.get("type") == "button") > 1:
        yield fault("more than one primary button", at)
    if surface in ("message", "ephemeral"):
        if sum(block.get("type") == "table" for block in blocks) > 1:
            yield fault("only_one_table_allowed", at)
        marked = [block.get("text") for block in blocks if block.get("type") == "markdown"]
        if sum(len(it) for it in marked if isinstance(it, str)) > MOST_MARKDOWN:
            yield fault(f"more than {MOST_MARKDOWN} characters of markdown together", at)


def _elements(block: Block) -> list[Block]:
    """The elements in which something can be done."""
    held = block.get("elements")
    listed = held if isinstance(held, list) and block.get("type") != "rich_text" else []
    return [one for one in (*listed, block.get("accessory"), block.get("element")) if isinstance(one, dict)]


def _section(block: Block, at: str, _: Surface) -> Faults:
    yield from keys(block, at, (), ("block_id", "text", "fields", "accessory", "expand"))
    if "text" not in block and "fields" not in block:
        yield fault("must have text or fields", at)
    yield from text(block, "text", at, 3_000, EITHER)
    yield from items(block, "fields", at, 10)
    for one, place in objects(block, "fields", at):
        yield from text_object(one, place, 2_000, EITHER)
    if "accessory" in block:
        yield from el.element(block["accessory"], f"{at}/accessory", el.IN_SECTION)


def _header(block: Block, at: str, _: Surface) -> Faults:
    yield from keys(block, at, ("text",), ("block_id", "level"))
    yield from text(block, "text", at, 150)


def _divider(block: Block, at: str, _: Surface) -> Faults:
    yield from keys(block, at, (), ("block_id",))


def _image(block: Block, at: str, _: Surface) -> Faults:
    yield from keys(block, at, ("alt_text",), ("block_id", "image_url", "slack_file", "title"))
    yield from string(block, "image_url", at, 3_000)
    yield from string(block, "alt_text", at, 2_000)
    yield from text(block, "title", at, 2_000)


def _context(block: Block, at: str, _: Surface) -> Faults:
    yield from keys(block, at, ("elements",), ("block_id",))
    yield from items(block, "elements", at, 10)
    for one, place in objects(block, "elements", at):
        yield from el.element(one, place, el.IN_CONTEXT)


def _actions(block: Block, at: str, surface: Surface) -> Faults:
    yield from keys(block, at, ("elements",), ("block_id",))
    yield from items(block, "elements", at, 25)
    in_view = surface in ("modal", "home")
    for one, place in objects(block, "elements", at):
        yield from el.element(one, place, el.IN_ACTIONS if in_view else el.IN_MESSAGE_ACTIONS)
    yield from unique((one.get("action_id") for one, _ in objects(block, "elements", at)), "action_id", at)


def _context_actions(block: Block, at: str, surface: Surface) -> Faults:
    if surface != "message":
        yield fault(f"context_actions are not known to show in {surface}", at)
    yield from keys(block, at, ("elements",), ("block_id",))
    yield from items(block, "elements", at, 5)
    for one, place in objects(block, "elements", at):
        yield from el.element(one, place, el.IN_CONTEXT_ACTIONS)
    yield from unique((one.get("action_id") for one, _ in objects(block, "elements", at)), "action_id", at)


def _input(block: Block, at: str, _: Surface) -> Faults:
    allowed = ("block_id", "hint", "optional", "dispatch_action")
    yield from keys(block, at, ("label", "element"), allowed)
    yield from text(block, "label", at, 2_000)
    yield from text(block, "hint", at, 2_000)
    yield from flags(block, at, ("optional", "dispatch_action"))
    if "element" in block:
        yield from el.element(block["element"], f"{at}/element", el.IN_INPUT)


def _rich_text(block: Block, at: str, _: Surface) -> Faults:
    yield from rich_text(block, at)


def _markdown(block: Block, at: str, surface: Surface) -> Faults:
    if surface not in ("message", "ephemeral"):
        yield fault(f"markdown does not show in {surface}", at)
    yield from keys(block, at, ("text",), ("block_id",))
    yield from string(block, "text", at, MOST_MARKDOWN)


def _table(block: Block, at: str, surface: Surface) -> Faults:
    if surface != "message":
        yield fault(f"table is not known to show in {surface}", at)
    yield from keys(block, at, ("rows",), ("block_id", "column_settings"))
    rows = block.get("rows")
    if not isinstance(rows, list) or not 1 <= len(rows) <= 100:
        yield fault("must have 1 to 100 rows", f"{at}/rows")
    elif not all(isinstance(row, list) and 1 <= len(row) <= 20 for row in rows):
        yield fault("a row must have 1 to 20 cells", f"{at}/rows")


BLOCKS: Mapping[str, Callable[[Block, str, Surface], Faults]] = {
    "section": _section,
    "header": _header,
    "divider": _divider,
    "image": _image,
    "context": _context,
    "actions": _actions,
    "context_actions": _context_actions,
    "input": _input,
    "rich_text": _rich_text,
    "markdown": _markdown,
    "table": _table,
}
"""The blocks that are known here; one that is missing must be added before the bot uses it."""


def _view(view: Block) -> Faults:
    kind = view.get("type")
    common = ("blocks", "private_metadata", "callback_id", "external_id")
    if kind == "home":
        yield from keys(view, "/view", ("blocks",), common)
    elif kind == "modal":
        yield from keys(
            view,
            "/view",
            ("title", "blocks"),
            (*common, "close", "submit", "clear_on_close", "notify_on_close", "submit_disabled"),
        )
        for name in ("title", "close", "submit"):
            yield from text(view, name, "/view", 24)
        for block, at in objects(view, "blocks", "/view"):
            if block.get("type") == "input" and not view.get("submit"):
                yield fault("must define `submit` to use an `input` block in modals", at)
    else:
        yield fault(f"unsupported type: {kind}", "/view/type")
        return
    yield from string(view, "private_metadata", "/view", 3_000, least=0)
    yield from string(view, "callback_id", "/view", 255, least=0)
    yield from string(view, "external_id", "/view", 255, least=0)
    yield from _blocks(view.get("blocks"), kind, "/view/blocks")
