"""Questions that are alike, put together for a curator to read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal, NamedTuple

from rapidfuzz import fuzz, process

from ..answering.shortcomings import Shortcoming

Outcome = Literal["answered", "unknown_topic", "not_stated", "ambiguous", "unhelpful"]
"""What came of a question. The middle three are the honest "no"s; "unhelpful" is what a reader said."""

SIMILAR = 82.0
"""Points from which two questions are one, their words sorted (rapidfuzz's token_sort_ratio).

Over 9 pairs that ask the same and 10 that do not: at 82 it joins 6 and 3, at 75 as many and 8. `WRatio` at 86
joins 8 and 3, but lets a question of one word swallow all that have the word. Joining too much is mended by a
look at a group's questions.
"""


class KeptQuestion(NamedTuple):
    """A question as it is kept; times in seconds since 1970."""

    question: str
    outcome: Outcome
    entry: str
    """"" where there is none."""
    asked: int
    first_seen: float
    last_seen: float


@dataclass(frozen=True)
class QuestionGroup:
    """Questions that are alike, counted together."""

    example: str
    """The one asked most, folded."""
    questions: tuple[str, ...]
    """All of them, folded, the most asked first."""
    outcome: Outcome
    """What came of the example."""
    entry: str | None
    """The entry that the example was answered with, or whose topic it named."""
    count: int
    first_seen: datetime
    last_seen: datetime
    shortcomings: Mapping[Shortcoming, int] = field(default_factory=dict)
    """What readers found wrong with the answer, and how often; of an unhelpful one only."""
    notes: tuple[str, ...] = ()
    """What they wrote about it, for this to be read."""


def grouped(kept: Iterable[KeptQuestion], *, by_entry: bool = False) -> tuple[QuestionGroup, ...]:
    """*kept*, which comes with the most asked first, in groups that do too.

    >>> groups = grouped([
    ...     KeptQuestion("weather in baku", "unknown_topic", "", 3, 0, 60),
    ...     KeptQuestion("how old is the bridge", "not_stated", "bridge", 2, 0, 30),
    ...     KeptQuestion("the weather in baku", "unknown_topic", "", 1, 0, 90),
    ... ])
    >>> [(group.example, group.count, f"{group.last_seen:%M:%S}") for group in groups]
    [('weather in baku', 4, '01:30'), ('how old is the bridge', 2, '00:30')]

    With *by_entry*, what has different entries stays apart. The time grows with the square of the questions.
    """
    members: dict[str, dict[str, list[KeptQuestion]]] = {}
    for it in kept:
        alike = members.setdefault(it.entry if by_entry else "", {})
        near = process.extractOne(
            it.question, alike.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=SIMILAR
        )
        alike.setdefault(near[0] if near else it.question, []).append(it)
    groups = [_group(found) for alike in members.values() for found in alike.values()]
    return tuple(sorted(groups, key=lambda group: (-group.count, group.example)))


def _group(found: list[KeptQuestion]) -> QuestionGroup:
    first = found[0]
    return QuestionGroup(
        example=first.question,
        questions=tuple(dict.fromkeys(it.question for it in found)),
        outcome=first.outcome,
        entry=first.entry or None,
        count=sum(it.asked for it in found),
        first_seen=datetime.fromtimestamp(min(it.first_seen for it in found), UTC),
        last_seen=datetime.fromtimestamp(max(it.last_seen for it in found), UTC),
    )
