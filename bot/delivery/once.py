"""Answering an event once, however often it is delivered."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from .client import describe, may_pass
from .turns import Turns

REMEMBERED = 25 * 60 * 60
"""Seconds that an answered event is remembered: Slack delivers late ones for up to a day."""

MOST_REMEMBERED = 200_000
"""Keys kept at most; the oldest go first. More than a busy workspace sends in a day."""

ACKNOWLEDGED_WITHIN = 2.0
"""Seconds after which an event is acknowledged, answered or not: Slack waits for 3."""

KEPT_WITHIN = 0.5
"""Seconds that it may then take to keep the event for whoever answers it should this process die."""

TAKEN_WITHIN = 2.7
"""Seconds after which Slack is told to deliver again what has not come as far as being answered."""

FINISHED_WITHIN = 1.5
"""Seconds that whoever had an event first gets to finish, where it comes again and nobody can be asked."""

RETRY = "x-slack-retry-num"
"""The header in which Slack says how often it has delivered something before."""

log = logging.getLogger(__name__)


class _Answering(NamedTuple):
    """What is under way, and by which delivery it came first."""

    task: asyncio.Task[bool]
    delivery: Delivery


@dataclass
class Delivery:
    """An event as it was delivered."""

    body: dict[str, Any]
    again: bool
    """Whether another process may have it, or have had it: it came before, or is going to come again."""
    doubts: int = 0
    """`Turns.doubts` when it was taken."""

    @classmethod
    def of(cls, request: AsyncBoltRequest) -> Delivery:
        return cls(request.body, again=request.headers.get(RETRY, ("0",))[0] != "0")

    @property
    def event(self) -> str:
        """What Slack calls the event: its id, or where there is none when it was."""
        event = self.body["event"]
        return str(self.body.get("event_id") or event.get("event_ts") or event.get("ts"))


def acknowledgement(*, done: bool) -> BoltResponse:
    """What Slack is told of an event: that it is taken, or to deliver it again."""
    return BoltResponse(status=200 if done else 503, body="")


class Once:
    """Runs the answering of each event once, and remembers which were answered.

    An answer that failed is forgotten, so that a further delivery of the event is answered.
    """

    def __init__(self, turns: Turns | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self.turns = turns or Turns()
        self._clock = clock
        self._answered: OrderedDict[str, float] = OrderedDict()
        self._running: dict[str, _Answering] = {}

    async def run(
        self,
        keys: Sequence[str],
        answer: Callable[[], Awaitable[None]],
        delivery: Delivery | None = None,
    ) -> bool:
        """Answer the event that goes by any of *keys*, unless that was done or is being done.

        Where it came as a *delivery* replicas are asked as well: Slack delivers events again, and to any
        of them. What else people do comes once, to this one.

        Returns when it is answered, or after `ACKNOWLEDGED_WITHIN` with the rest going on: True where
        it can be acknowledged, False where answering failed in a way that a further delivery may mend,
        or where the delivery could not be kept: should this process die, nobody would know of the event.
        Never raises what the answering raises: that is logged with the first key.
        """
        self._forget_old()
        if any(key in self._answered for key in keys):
            return True
        turns = self.turns if delivery else Turns()
        delivery = delivery or Delivery({}, again=False)
        running = next((self._running[key] for key in keys if key in self._running), None)
        if running is None:
            task = asyncio.create_task(self._answer(keys, answer, delivery, turns))
            running = _Answering(task, delivery)
            for key in keys:
                self._running[key] = running
        task = running.task
        acknowledged = False
        try:
            await asyncio.wait([task], timeout=ACKNOWLEDGED_WITHIN)
            if not task.done():
                acknowledged = await _kept_before(task, turns.keep(keys, delivery.body), keys[0])
            if task.done():
                acknowledged = task.result()
        finally:
            # Also where it took too long altogether. Slack gives it to another then.
            running.delivery.again |= not acknowledged
        return acknowledged

    def in_doubt(self, delivery: Delivery) -> bool:
        """Whether what came by *delivery*, and is being answered, may be answered by another just as well."""
        return delivery.again or self.turns.doubts != delivery.doubts

    @property
    def promised(self) -> int:
        """How many answers under way only this process will give: their events were acknowledged."""
        under_way = {it.task: it.delivery for it in self._running.values()}.values()
        return sum(not (it.again or (it.body and self.turns.are_kept)) for it in under_way)

    async def finish(self) -> None:
        """Wait for every answer that is under way."""
        while self._running:
            await asyncio.wait({it.task for it in self._running.values()})

    async def _answer(
        self, keys: Sequence[str], answer: Callable[[], Awaitable[None]], delivery: Delivery, turns: Turns
    ) -> bool:
        try:
            delivery.doubts = turns.doubts
            turn = await turns.take(keys)
            if turn != "answered":
                if delivery.again and turns.doubts != delivery.doubts:
                    await asyncio.sleep(FINISHED_WITHIN)
                delivery.again |= turn == "after another"
                async with turns.held(keys):
                    await answer()
        except Exception as error:
            # The outermost door of an event: what failed is told, and the process lives on.
            log.error("event %s was not answered: %s", keys[0], describe(error))
            log.debug("the error in full", exc_info=error)
            again = may_pass(error)
            await turns.give_up(keys, again=again)
            return not again
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


async def _kept_before(task: asyncio.Task[bool], keep: Awaitable[bool], key: str) -> bool:
    """Whether *keep* comes to True before *task* is done; else that gets `KEPT_WITHIN` all the same.

    What fails in keeping is told of the event's *key*: it is not kept, and not acknowledged.
    """
    keeping = asyncio.ensure_future(keep)
    try:
        async with asyncio.timeout(KEPT_WITHIN):
            await asyncio.wait([task, keeping], return_when=asyncio.FIRST_COMPLETED)
            failed = keeping.exception() if keeping.done() else None
            if failed is not None:
                log.error("event %s could not be kept: %s", key, describe(failed))
            elif keeping.done() and keeping.result():
                return True
            await asyncio.wait([task])
    except TimeoutError:
        log.debug("an event could not be kept in time")
    finally:
        keeping.cancel()
    return False
