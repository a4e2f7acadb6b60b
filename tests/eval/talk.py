"""Score conversations: questions of which each is read in the light of what was said before."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.answering.conversation.turn import Turn
from bot.answering.reply import as_data
from bot.answering.respond import Responder

from .score import HERE, points, read

CONVERSATIONS = HERE / "conversations.jsonl"


@dataclass(frozen=True)
class Said:
    """One turn, and how right the reply to it was."""

    turns: tuple[str, ...]
    """What was asked up to this turn."""
    first: bool
    points: float
    reply: dict[str, Any]
    wants: dict[str, Any]


def conversations(path: Path = CONVERSATIONS) -> list[list[dict[str, Any]]]:
    """The turns of each conversation of a file."""
    return [json.loads(line)["turns"] for line in path.read_text("utf-8").splitlines()]


def talk(responder: Responder, asked: Iterable[list[dict[str, Any]]]) -> list[Said]:
    """Hold every conversation; each turn of them in order."""
    said = []
    for turns in asked:
        after: Turn | None = None
        for number, wants in enumerate(turns):
            reply = responder.reply(wants["q"], after=after)
            after = Turn.of(reply, before=after)
            so_far = tuple(turn["q"] for turn in turns[: number + 1])
            data = as_data(reply)
            said.append(Said(so_far, number == 0, _points(wants, data), data, wants))
    return said


def _points(wants: dict[str, Any], reply: dict[str, Any]) -> float:
    match wants["expect"]:
        case "any":  # an answer, choices or a listing that has a piece of the gold
            shown = [*reply["facts"], *reply["items"], *(f for it in reply["choices"] for f in it["facts"])]
            return float(_has(wants, shown))
        case "pick":
            return float(reply["status"] == "answer" and _has(wants, reply["facts"]))
        case _:
            return points(read(wants), reply)


def _has(wants: dict[str, Any], facts: list[dict[str, Any]]) -> bool:
    return any(piece in fact["quote"] for fact in facts for piece in wants["any_of"])
