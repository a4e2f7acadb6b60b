"""The agent pane: a greeting, prompts to begin with, and the same conversation as everywhere."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.context.say.async_say import AsyncSay
from slack_bolt.context.set_status.async_set_status import AsyncSetStatus
from slack_bolt.context.set_suggested_prompts.async_set_suggested_prompts import AsyncSetSuggestedPrompts
from slack_bolt.middleware.assistant.async_assistant import AsyncAssistant
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from ..answering.respond import EXAMPLES
from ..delivery.once import acknowledgement
from .blocks import draw
from .bot import Bot
from .mentions import reply_to
from .payloads import Message
from .posting import post

MOST_PROMPTS = 4
GREETING = "Ask about the Organization of Turkic States: every answer comes with the quote that proves it."
STATUS = "is looking in the interview"


class _Pane(AsyncAssistant):
    """Bolt tries the pane's listeners on every request; what is no event is none for them."""

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002 - Bolt's name for it
    ) -> BoltResponse | None:
        if "event" not in req.body:
            await next()
            return None
        return await super().async_process(req=req, resp=resp, next=next)


def assistant(bot: Bot) -> AsyncAssistant:
    """The listeners of the pane."""
    pane = _Pane()

    @pane.thread_started
    async def greet(say: AsyncSay, set_suggested_prompts: AsyncSetSuggestedPrompts) -> None:
        await say(GREETING)
        await set_suggested_prompts(prompts=list(EXAMPLES[:MOST_PROMPTS]), title="For example")

    @pane.user_message
    async def answer(
        body: dict[str, Any], client: AsyncWebClient, set_status: AsyncSetStatus, context: AsyncBoltContext
    ) -> BoltResponse:
        message = Message.model_validate(body["event"])
        event = str(body.get("event_id") or message.ts)

        async def reply() -> None:
            started = time.perf_counter()
            await set_status(STATUS)
            said = await reply_to(bot.responder, client, message)
            await post(
                client, draw(said, "message"), channel=message.channel, thread=context.thread_ts, event=event
            )
            bot.answered("assistant", said, started, request=event, workspace=context.team_id)

        keys = (f"event:{event}", f"message:{message.channel}:{message.ts}")
        return acknowledgement(done=await bot.once.run(keys, reply))

    return pane
