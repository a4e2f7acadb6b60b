"""What an answer may fall short of, as those are asked whom it did not help."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Shortcoming = Literal["wrong_fact", "not_asked", "missing", "outdated"]

SHORTCOMINGS: Mapping[Shortcoming, str] = {
    "wrong_fact": "Wrong fact",
    "not_asked": "Not what I asked",
    "missing": "Something is missing",
    "outdated": "Outdated",
}
"""Each in the words of a reader."""


@dataclass(frozen=True)
class Complaint:
    """Why an answer did not help; or words on that, by somebody who agreed that they are kept."""

    question: str
    shortcoming: Shortcoming
    entry: str | None = None
    workspace: str | None = None
    note: str | None = None


def shortcoming(name: str) -> Shortcoming | None:
    """The one that is called so; None where none is."""
    return next((it for it in SHORTCOMINGS if it == name), None)
