"""What a face is given by whatever runs it: the knowledge of this moment, and whom to tell of replies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from ..answering.reply import Reply
from ..answering.respond import Responder
from .proofs import Proofs

Heard = Callable[[str, Reply, float], None]
"""Told of every reply: the face, the reply, and when the question came, by `time.perf_counter`."""


class Served(Protocol):
    """A version of the knowledge, as it is served: whoever needs it twice for one request takes it once."""

    @property
    def responder(self) -> Responder: ...
    @property
    def version(self) -> str: ...
    @property
    def proofs(self) -> Proofs: ...
