"""Answering an event once, however often it is delivered."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence

from slack_bolt.response import BoltResponse

from .client import describe, may_pass
from .turns import Turns

REMEMBERED = 25 * 60 * 60
"""Seconds that an answered event is remembered: Slack delivers late ones for up to a day."""

MOST_REMEMBERED = 200_000
"""Keys kept at most; the oldest go first. More than a busy workspace sends in a day."""

ACKNOWLEDGED_WITHIN = 2.0
"""Seconds after which an event is acknowledged, answered or not: Slack waits for 3."""

TAKEN_WITHIN = 2.7
"""Seconds after which Slack is told to deliver again what has not come as far as being answered."""

log = logging.getLogger(__name__)


def acknowledgement(*, done: bool) -> BoltResponse:
    """What Slack is told of an event: that it is taken, or to deliver it again."""
    return BoltResponse(status=200 if done else 503, body="")


class Once:
    """Runs the answering of each event once, and remembers which were answered.

    An answer that failed is forgotten, so that a further delivery of the event is answered.
    """

    def __init__(self, turns: Turns | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._turns = turns or Turns()
        self._clock = clock
        self._answered: OrderedDict[str, float] = OrderedDict()
        self._running: dict[str, asyncio.Task[bool]] = {}

    async def run(
        self, keys: Sequence[str], answer: Callable[[], Awaitable[None]], *, shared: bool = True
    ) -> bool:
        """Answer the event that goes by any of *keys*, unless that was done or is being done.

        Where it is *shared*, replicas are asked as well: Slack delivers events again, and to any of them.

        Returns when it is answered, or after `ACKNOWLEDGED_WITHIN` with the rest going on: True where
        it can be acknowledged, False where answering failed in a way that a further delivery may mend,
        or where another replica is at it: should that be dead, and this one die before the claim lapses,
        nobody would be told of the event again.
        Never raises what the answering raises: that is logged with the first key.
        """
        self._forget_old()
        if any(key in self._answered for key in keys):
            return True
        task = next((self._running[key] for key in keys if key in self._running), None)
        if task is None:
            task = asyncio.create_task(self._answer(keys, answer, self._turns if shared else Turns()))
            for key in keys:
                self._running[key] = task
        done, _ = await asyncio.wait([task], timeout=ACKNOWLEDGED_WITHIN)
        return task.result() if done else not self._turns.waits(keys)

    async def finish(self) -> None:
        """Wait for every answer that is under way."""
        while self._running:
            await asyncio.wait(set(self._running.values()))

    async def _answer(self, keys: Sequence[str], answer: Callable[[], Awaitable[None]], turns: Turns) -> bool:
        try:
            if await turns.take(keys):
                async with turns.held(keys):
                    await answer()
        except Exception as error:
            # The outermost door of an event: what failed is told, and the process lives on.
            log.error("event %s was not answered: %s", keys[0], describe(error))
            log.debug("the error in full", exc_info=error)
            await turns.give_up(keys)
            return not may_pass(error)
        else:
            now = self._clock()
            self._answered.update((key, now) for key in keys)
            await turns.settle(keys)
            return True
        finally:
            for key in keys:
                self._running.pop(key, None)

    def _forget_old(self) -> None:
        oldest = self._clock() - REMEMBERED
        while self._answered:
            key, when = next(iter(self._answered.items()))
            if when >= oldest and len(self._answered) <= MOST_REMEMBERED:
                break
            del self._answered[key]
