"""Blocks in words, for whoever does not see them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .parts import Built


def in_words(blocks: Iterable[Built]) -> str:
    """What *blocks* say, line by line, for whoever does not see them."""
    return "\n".join(line for block in blocks for line in _words(block))


def _words(block: Built) -> Iterator[str]:
    match block["type"]:
        case "rich_text":
            for part in block["elements"]:
                yield from _part_in_words(part)
        case "context":
            yield from (element["text"] for element in block["elements"])
        case "section":
            yield block["text"]["text"]
        case "actions":
            # What people press to ask it or to go there is as much said as what they read.
            said = [it["text"]["text"] for it in block["elements"] if it["action_id"].startswith(TOLD)]
            yield from (f"• {label}" for label in said)
        case _:
            pass


TOLD = ("ask", "topic:")
"""Buttons whose labels say something that stands nowhere else."""


def _part_in_words(part: Built) -> Iterator[str]:
    match part["type"]:
        case "rich_text_quote":
            yield f"“{_run_in_words(part)}”"
        case "rich_text_list":
            for number, item in enumerate(part["elements"], part.get("offset", 0) + 1):
                mark = f"{number}." if part["style"] == "ordered" else "•"
                yield f"{mark} {_run_in_words(item)}"
        case _:
            yield _run_in_words(part)


def _run_in_words(part: Built) -> str:
    return "".join(node["text"] for node in part["elements"])
