"""What a face is given by whatever runs it: the knowledge of this moment, and whom to tell of replies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..answering.reply import Reply
from ..answering.respond import Responder
from .proofs import NOWHERE, LinkedProofs, Proofs

Heard = Callable[[str, Reply, float], None]
"""Told of every reply: the face, the reply, and when the question came, by `time.perf_counter`."""


@dataclass(frozen=True, eq=False)
class Served:
    """A version of the knowledge, as it is served: whoever needs it twice for one request takes it once.

    Each is itself alone, so that what a face makes of it can be kept by it, and goes with it.
    """

    responder: Responder
    version: str
    proofs: Proofs = NOWHERE

    @classmethod
    def of(cls, responder: Responder, site: str | None = None) -> Served:
        """What *responder* knows, as it is served; *site* is where people find the page."""
        knowledge = responder.knowledge
        return cls(responder, knowledge.version, LinkedProofs(knowledge, site))

    @property
    def entries(self) -> int:
        return len(self.responder.knowledge.entries)

    @property
    def facts(self) -> int:
        return sum(len(entry.facts) for entry in self.responder.knowledge.entries)

    def __str__(self) -> str:
        return f"version {self.version}, {self.entries} entries, {self.facts} facts"
