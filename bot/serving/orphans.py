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

log = logging.getLogger("ots")


async def answer_orphans(app: AsyncApp, turns: Turns) -> None:
    """Hand *app* each delivery that nobody is at any more, until cancelled; ends where nothing is kept."""
    async for deliveries in turns.orphans():
        log.info("%d events that were acknowledged and not answered are answered now", len(deliveries))
        await asyncio.gather(*(_deliver(app, it) for it in deliveries))


async def _deliver(app: AsyncApp, delivery: dict[str, Any]) -> None:
    try:
        await app.async_dispatch(AsyncBoltRequest(body=delivery, headers={RETRY: "1"}, mode="socket_mode"))
    except Exception as error:
        # The outermost door of a delivery, as where it comes from Slack.
        log.error("event %s was not answered: %s", delivery.get("event_id"), describe(error))
        log.debug("the error in full", exc_info=error)
