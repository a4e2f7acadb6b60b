"""What answers, whoever asks where: the knowledge of this moment, and who is told of each reply."""

from __future__ import annotations

import logging
import time

from ..answering.reply import Reply, outcome
from ..answering.respond import Responder
from ..faces.served import Served
from .asking import Asking
from .metrics import Metrics

log = logging.getLogger("ots")


class Service:
    """The knowledge that is served, what is counted, and what of questions is kept: one for all faces.

    It stands here, below the faces and what runs them: these replace the knowledge, those answer from it.
    """

    served: Served

    def __init__(
        self, responder: Responder, *, metrics: Metrics | None = None, site: str | None = None
    ) -> None:
        self._site = site
        self.asking = Asking()
        self.metrics = metrics or Metrics()
        self.serve(responder)

    @property
    def responder(self) -> Responder:
        """The responder of this moment: who needs it twice for one request takes it once."""
        return self.served.responder

    def serve(self, responder: Responder) -> None:
        """Answer from *responder* from now on; requests under way keep the one they began with."""
        self.served = served = Served.of(responder, self._site)
        self.metrics.serves(served.version, served.entries, served.facts)

    def answered(
        self, surface: str, reply: Reply, started: float, *, request: str = "-", workspace: str | None = None
    ) -> None:
        """Count a request, and log one line about it: what people asked only where debugging is on."""
        took = time.perf_counter() - started
        status, reason, entry = outcome(reply)
        self.metrics.answered(surface, reason or status, took)
        self.asking.answered(reply, workspace)
        log.info(
            "answered surface=%s status=%s reason=%s entry=%s ms=%.1f request=%s",
            surface,
            status,
            reason,
            entry,
            took * 1_000,
            request,
        )
        log.debug("asked %r", reply.query)
