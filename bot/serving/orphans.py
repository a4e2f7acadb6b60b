"""What a replica acknowledged and did not live to answer: delivered again, as Slack would have."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest

from ..delivery.client import describe
from ..delivery.once import RETRY
from ..delivery.turns import Turns

LOOKED_FOR_EVERY = 5.0
"""Seconds between looks for such events."""

log = logging.getLogger("ots")


async def answer_orphans(app: AsyncApp, turns: Turns) -> None:
    """Hand *app* each delivery that nobody is at any more, until cancelled."""
    while True:
        await asyncio.sleep(LOOKED_FOR_EVERY)
        try:
            if left := await turns.orphans():
                log.info("answering %d events that were acknowledged and not answered", len(left))
                await asyncio.gather(*(_deliver(app, it) for it in left))
        except Exception as error:
            # The outermost door: what one look stumbles over, the next may not.
            log.error("events that were left unanswered could not be answered: %s", describe(error))
            log.debug("the error in full", exc_info=error)


async def _deliver(app: AsyncApp, delivery: dict[str, Any]) -> None:
    await app.async_dispatch(AsyncBoltRequest(body=delivery, headers={RETRY: "1"}, mode="socket_mode"))
