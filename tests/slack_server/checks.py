"""The few checks that every rule about blocks is made of. Each yields the faults it sees."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any, Literal

Surface = Literal["message", "ephemeral", "modal", "home"]
"""Where blocks are shown; an ephemeral message is one that a single person sees."""

Faults = Iterator[str]

EITHER = ("plain_text", "mrkdwn")
PLAIN = ("plain_text",)


def fault(what: str, at: str) -> str:
    """A fault as Slack words it, with its place."""
    return f"{what} [json-pointer:{at}]"


def keys(thing: dict[str, Any], at: str, required: Collection[str], optional: Collection[str] = ()) -> Faults:
    """All *required* fields are there, and no others than those and the *optional* ones."""
    for key in required:
        if key not in thing:
            yield fault(f"missing required field: {key}", at)
    for key in thing:
        if key != "type" and key not in required and key not in optional:
            yield fault(f"invalid additional property: {key}", at)


def string(thing: dict[str, Any], key: str, at: str, most: int, *, least: int = 1) -> Faults:
    """Field *key*, where present, is text of *least* to *most* characters."""
    if key not in thing:
        return
    value = thing[key]
    if not isinstance(value, str):
        yield fault("must provide a string", f"{at}/{key}")
    elif len(value) < least:
        yield fault(f"must be more than {least - 1} characters", f"{at}/{key}")
    elif len(value) > most:
        yield fault(f"must be less than {most + 1} characters, is {len(value)}", f"{at}/{key}")


def flags(thing: dict[str, Any], at: str, names: Iterable[str]) -> Faults:
    """Fields *names*, where present, are true or false."""
    for name in names:
        if name in thing and not isinstance(thing[name], bool):
            yield fault("must provide a boolean", f"{at}/{name}")


def one_of(thing: dict[str, Any], key: str, at: str, allowed: Collection[Any]) -> Faults:
    """Field *key*, where present, is one of *allowed*."""
    if key in thing and thing[key] not in allowed:
        yield fault(f"unsupported value: {thing[key]!r}", f"{at}/{key}")


def items(thing: dict[str, Any], key: str, at: str, most: int, *, least: int = 1) -> Faults:
    """Field *key*, where present, is a list of *least* to *most* objects."""
    if key not in thing:
        return
    value = thing[key]
    if not isinstance(value, list):
        yield fault("must provide an array", f"{at}/{key}")
        return
    if len(value) < least:
        yield fault(f"no fewer than {least} items allowed", f"{at}/{key}")
    if len(value) > most:
        yield fault(f"no more than {most} items allowed, are {len(value)}", f"{at}/{key}")
    for number, item in enumerate(value):
        if not isinstance(item, dict):
            yield fault("must provide an object", f"{at}/{key}/{number}")


def objects(thing: dict[str, Any], key: str, at: str) -> Iterator[tuple[dict[str, Any], str]]:
    """The objects in list *key*, each with its place; what is none is for `items` to tell."""
    value = thing.get(key)
    if isinstance(value, list):
        for number, item in enumerate(value):
            if isinstance(item, dict):
                yield item, f"{at}/{key}/{number}"


def text(thing: dict[str, Any], key: str, at: str, most: int, kinds: Collection[str] = PLAIN) -> Faults:
    """Field *key*, where present, is a text object of one of *kinds* with up to *most* characters."""
    if key in thing:
        yield from text_object(thing[key], f"{at}/{key}", most, kinds)


def text_object(value: Any, at: str, most: int, kinds: Collection[str] = PLAIN) -> Faults:
    """*value* is a text object of one of *kinds* with 1 to *most* characters."""
    if not isinstance(value, dict):
        yield fault("must provide an object", at)
        return
    kind = value.get("type")
    if kind not in kinds:
        yield fault(f"unsupported type: {kind}, must be {' or '.join(kinds)}", f"{at}/type")
        return
    allowed = ("emoji",) if kind == "plain_text" else ("verbatim",)
    yield from keys(value, at, ("text",), allowed)
    yield from flags(value, at, allowed)
    yield from string(value, "text", at, most)


def unique(values: Iterable[Any], what: str, at: str) -> Faults:
    """No value comes twice."""
    seen = set()
    for value in values:
        if isinstance(value, str):
            if value in seen:
                yield fault(f"{what} `{value}` already exists", at)
            seen.add(value)
