"""Requests that are refused at the door: counted, and told without filling the log."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from ..delivery.metrics import Metrics

TOLD_EVERY = 60.0
"""Seconds between two lines about refusals of one kind: whoever wants to can send thousands."""

log = logging.getLogger("ots.refused")


class RequestError(Exception):
    """A request that is answered with *status* and goes no further, of a kind named *reason*.

    The sender reads the words; *told* is for whoever runs the bot, who can do something about it.
    """

    def __init__(self, status: int, reason: str, why: str, told: str | None = None) -> None:
        super().__init__(why)
        self.status = status
        self.reason = reason
        self.told = told or why


class Refusals:
    """Tells of refusals: of each kind the first at once, and then now and then how many there were."""

    def __init__(self, metrics: Metrics, clock: Callable[[], float] = time.monotonic) -> None:
        self._metrics = metrics
        self._clock = clock
        self._silent_until: dict[str, float] = {}
        self._untold: dict[str, int] = {}

    def heard(self, refused: RequestError) -> None:
        """Count *refused*, and write a line about it if it is time."""
        self._metrics.refused(refused.reason)
        now = self._clock()
        if now < self._silent_until.get(refused.reason, now):
            self._untold[refused.reason] = self._untold.get(refused.reason, 0) + 1
            return
        self._silent_until[refused.reason] = now + TOLD_EVERY
        before = self._untold.pop(refused.reason, 0)
        more = f" ({before} more since the last such line)" if before else ""
        log.warning("a request was refused: %s%s", refused.told, more)
