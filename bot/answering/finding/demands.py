"""What an answer must have by name or tell, and what is lacking where it does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from knowledge.model import Question

from ..words.concepts import Term
from .meaning import Meaning


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that is asked for and not there."""

    sort: Literal["question", "detail", "name", "number", "word"]
    text: str
    """``when``, ``the cost``, ``Kazakhstan``, ``2027``, ``hotel``."""


class Demand(NamedTuple):
    """Something that the query asks for by name, and what shows that a fact has it."""

    meaning: Meaning
    lack: Lack
    """What a fact without it lacks."""
    told_by: str | None
    """The sort of value that tells it all the same: a sum of money tells the cost."""
    persons: Sequence[Term]
    """The persons among what is named: whoever speaks of them says so."""
    is_owner: bool
    """Whether something of its own is asked for."""


class Wanted(NamedTuple):
    """A question word, and what is counted by the words behind it."""

    ask: Question
    counted: frozenset[Term] | None
    """What "how many" asks to have counted, where it says so."""
