"""Score replies against questions with gold pieces of the article."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from knowledge.errors import ConfigError

HERE = Path(__file__).parent
FILES = {path.stem: path for path in sorted((HERE / "questions").glob("*.jsonl"))}
"""Every set of questions, by name."""

BIG = ("tuning", "wide")
"""Those of thousands of questions."""


@dataclass(frozen=True)
class Question:
    q: str
    kind: str
    expect: Literal["answer", "listing", "none", "help"]
    any_of: tuple[str, ...] = ()
    say: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    note: str = ""

    @property
    def has_a_premise(self) -> bool:
        """Whether it takes something for granted that the article contradicts."""
        return "premise" in self.note


@dataclass
class Row:
    """What one kind of question reached."""

    asked: int = 0
    points: float = 0.0
    false_confident: int = 0
    failures: list[tuple[Question, dict[str, Any]]] = field(default_factory=list)


def questions(path: Path) -> list[Question]:
    """The questions of a file, one JSON object a line. Raises `ConfigError` where they cannot be read."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        problem = getattr(error, "strerror", "not valid UTF-8")
        raise ConfigError(f"cannot read the questions in {str(path)!r}: {problem}") from None
    return [_read_line(line, f"{path}:{number}") for number, line in enumerate(lines, 1) if line.strip()]


def _read_line(line: str, place: str) -> Question:
    try:
        return read(json.loads(line))
    except (ValueError, KeyError, TypeError, AttributeError):
        shape = '{"q": "how long is it", "expect": "answer", "any_of": ["43 km"]}'
        raise ConfigError(f"{place}: not a question: write an object on one line, as in {shape}") from None


def read(row: dict[str, Any]) -> Question:
    """One question as it is written."""
    any_of, say, all_of = (tuple(row.get(field, ())) for field in ("any_of", "say", "all_of"))
    kind = row.get("kind", row["expect"])
    return Question(row["q"], kind, row["expect"], any_of, say, all_of, row.get("note", ""))


def points(question: Question, reply: dict[str, Any]) -> float:
    """1 for a right reply, 0 for a wrong one; for a listing, the share of what it should hold."""
    if question.expect == "none":
        return float(reply["status"] not in ("answer", "listing"))
    if question.expect == "help":
        return float(reply["status"] == "help")
    if question.expect == "listing":
        if not question.all_of:
            return float(reply["status"] == "listing")
        shown = [item["quote"] for item in reply["items"] or reply["facts"]]
        return sum(any(piece in quote for quote in shown) for piece in question.all_of) / len(question.all_of)
    corrected = question.has_a_premise and reply["reason"] == "not_stated" and reply["facts"]
    if reply["status"] != "answer" and not corrected:
        return 0.0
    lead = reply["facts"][0]
    said = f"{lead['text']} {lead['quote']}"
    proven = any(piece in fact["quote"] for fact in reply["facts"] for piece in question.any_of)
    return float(
        proven and (not question.say or any(re.search(it, said, re.IGNORECASE) for it in question.say))
    )


def led(question: Question, reply: dict[str, Any]) -> bool:
    """Whether the lead fact itself, not only one of the facts shown, has a gold piece."""
    return bool(reply["facts"]) and any(piece in reply["facts"][0]["quote"] for piece in question.any_of)


def score(asked: Iterable[Question], ask: Callable[[str], dict[str, Any]]) -> dict[str, Row]:
    """Ask every question; the rows by kind."""
    rows: dict[str, Row] = {}
    for question in asked:
        row = rows.setdefault(question.kind, Row())
        reply = ask(question.q)
        got = points(question, reply)
        row.asked += 1
        row.points += got
        row.false_confident += question.expect == "none" and not got
        if got < 1:
            row.failures.append((question, reply))
    return rows
