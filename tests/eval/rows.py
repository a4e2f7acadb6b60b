"""Score listings against gold rows that were read off the article sentence by sentence."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .score import HERE

LISTINGS = HERE / "listings.jsonl"


@dataclass(frozen=True)
class Scored:
    """How a listing compares with its gold; each measure from 0 to 1."""

    q: str
    recall: float
    """Share of the rows that must be there and are."""
    precision: float
    """Share of the rows shown that the gold has, once each: doubles and strangers count against it."""
    order: float
    typed: float
    """Share of the date, place, status and value of the matched rows that agree with the gold."""
    missing: tuple[str, ...]
    strange: tuple[str, ...]
    mistyped: tuple[str, ...]

    @property
    def score(self) -> float:
        return (self.recall + self.precision + self.order + self.typed) / 4


def gold(path: Path = LISTINGS) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def score_rows(listing: dict[str, Any], ask: Callable[[str], dict[str, Any]]) -> list[Scored]:
    """A score for each wording of a listing."""
    return [_score(q, listing, _shown(ask(q))) for q in (listing["q"], *listing["same"])]


def _shown(reply: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of a listing; where a single thing was found, the fact that leads the answer about it."""
    lead = [
        {
            "what": reply["title"],
            "group": None,
            "when": None,
            "where": [],
            "status": None,
            "value": None,
            **fact,
        }
        for fact in reply["facts"][:1]
    ]
    return reply["items"] or (lead if reply["status"] == "answer" else [])


def _score(q: str, listing: dict[str, Any], items: list[dict[str, Any]]) -> Scored:
    rows = listing["rows"]
    matched = _matched(items, rows)
    needed = [it for it, row in enumerate(rows) if not row["optional"]]
    had = set(matched.values())
    pairs = [(items[number], rows[it]) for number, it in sorted(matched.items())]
    told = [check for item, row in pairs for check in _typed(item, row)]
    return Scored(
        q,
        sum(it in had for it in needed) / len(needed) if needed else float(bool(had)),
        len(matched) / len(items) if items else 0.0,
        _order([item for item, _ in pairs], listing["ordered"]) if pairs else 0.0,
        sum(right for right, _ in told) / len(told) if told else float(bool(pairs)),
        tuple(rows[it]["piece"][:50] for it in needed if it not in had),
        tuple(f"{item['what']}: {item['quote'][:40]}" for n, item in enumerate(items) if n not in matched),
        tuple(why for right, why in told if not right),
    )


def _matched(items: Sequence[dict[str, Any]], rows: Sequence[dict[str, Any]]) -> dict[int, int]:
    """Which gold row each item is, so that as many as possible are one, those that must be there first."""
    fits = [_fitting(item, rows) for item in items]
    taken: dict[int, int] = {}

    def place(number: int, seen: set[int]) -> bool:
        for it in fits[number]:
            if it not in seen:
                seen.add(it)
                if it not in taken or place(taken[it], seen):
                    taken[it] = number
                    return True
        return False

    for number in range(len(items)):
        place(number, set())
    return {number: it for it, number in taken.items()}


def _fitting(item: dict[str, Any], rows: Sequence[dict[str, Any]]) -> list[int]:
    """The gold rows that an item may be, the likeliest first."""
    fits = [it for it, row in enumerate(rows) if _is_row(item, row, by_name=False)]

    def likely(it: int) -> tuple[bool, int, bool]:
        # One sentence may prove two figures, which only their values tell apart.
        wrong = sum(not right for right, _ in _typed(item, rows[it]))
        return not _is_row(item, rows[it], by_name=True), wrong, rows[it]["optional"]

    return sorted(fits, key=likely)


def _is_row(item: dict[str, Any], row: dict[str, Any], *, by_name: bool) -> bool:
    proven = any(piece in item["quote"] for piece in (row["piece"], *row["also"]))
    named = any(re.search(it, f"{item['what']} {item['value'] or ''}", re.IGNORECASE) for it in row["what"])
    return proven and (named or not by_name)


def _typed(item: dict[str, Any], row: dict[str, Any]) -> list[tuple[bool, str]]:
    """The typed values that the gold has, and whether the row agrees."""
    told = []
    when = item["when"]["date"] if item["when"] else None
    if row["when"]:
        told.append(
            (when in (row["when"], *row.get("when_also", ())), f"{item['what']}: when {when}, {row['when']}")
        )
    if row["where"]:
        also = row.get("where_also", [])
        places = [row["where"], *([also] if also and isinstance(also[0], str) else also)]
        told.append((item["where"] in places, f"{item['what']}: where {item['where']}, {row['where']}"))
    if row["status"]:
        told.append((item["status"] == row["status"], f"{item['what']}: {item['status']}, {row['status']}"))
    if row["value"]:
        said = re.search(row["value"], item["value"] or "", re.IGNORECASE)
        told.append((bool(said), f"{item['what']}: {item['value']!r}, {row['value']!r}"))
    return told


def _order(items: Sequence[dict[str, Any]], by: str | None) -> float:
    """1 where the rows stand in order: by date with the undated last, or those of one group together."""
    match by:
        case "date":
            dates = [item["when"]["date"] if item["when"] else "9999" for item in items]
            coarse = [date[:4] for date in dates]
            return float(coarse == sorted(coarse))
        case "group":
            groups = [item["group"] for item in items]
            runs = [it for n, it in enumerate(groups) if n == 0 or groups[n - 1] != it]
            return float(None not in groups and len(runs) == len(set(groups)))
        case _:
            return 1.0
