"""What every part of the Slack face shares."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field

from ..reply import Reply, outcome
from ..respond import Responder
from .once import Once

log = logging.getLogger("ots")


@dataclass
class Bot:
    """The responder and what was answered already."""

    responder: Responder
    once: Once = field(default_factory=Once)

    def answered(self, surface: str, reply: Reply, started: float) -> None:
        """Log one line about a request: what people asked only where debugging is on."""
        took = (time.perf_counter() - started) * 1_000
        log.info("answered surface=%s status=%s reason=%s entry=%s ms=%.1f", surface, *outcome(reply), took)
        log.debug("asked %r", reply.query)
