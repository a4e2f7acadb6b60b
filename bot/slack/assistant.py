"""What an agent shows beside its answers: prompts to begin with, a greeting, and that it is at work."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from ..answering import wording
from ..answering.respond import Responder
from ..delivery.client import hasty, ornament
from ..delivery.once import Delivery, acknowledgement
from .blocks import Drawing
from .bot import Bot
from .markup import escaped
from .payloads import HomeOpened, Message, PaneOpened, ourselves
from .posting import Place, post

MOST_PROMPTS = 4
PROMPTS_TITLE = "For example"


def register(app: AsyncApp, bot: Bot) -> None:
    """Show prompts where somebody begins to write, in the Messages tab or in the pane that was before it."""

    @app.event("app_home_opened", matchers=[_is_messages_tab])
    async def began(request: AsyncBoltRequest, client: AsyncWebClient) -> BoltResponse:
        seen = HomeOpened.model_validate(request.body["event"])

        async def prompt() -> None:
            # Of an agent's prompts no thread is named: Slack would ignore them.
            await show_prompts(client, bot.responder, seen.channel)

        delivery = Delivery.of(request)
        keys = [f"event:{delivery.event}"]
        return acknowledgement(done=await bot.once.run(keys, prompt, delivery))

    @app.event("assistant_thread_started")
    async def opened(request: AsyncBoltRequest, client: AsyncWebClient) -> BoltResponse:
        delivery = Delivery.of(request)
        pane = PaneOpened.model_validate(request.body["event"]).assistant_thread

        async def greet() -> None:
            responder = bot.responder
            begun, again = pane.thread_ts, bot.once.in_doubt(delivery)
            place = Place(
                pane.channel_id, begun, delivery.event, since=begun, ours=ourselves(request), again=again
            )
            await post(client, Drawing(escaped(greeting(responder)), []), place)
            await show_prompts(client, responder, pane.channel_id, thread_ts=pane.thread_ts)

        keys = (f"event:{delivery.event}", f"pane:{pane.channel_id}:{pane.thread_ts}")
        return acknowledgement(done=await bot.once.run(keys, greet, delivery))

    @app.event("assistant_thread_context_changed")
    async def moved() -> BoltResponse:
        # Beside which channel the pane stands makes no difference to what the source says.
        return acknowledgement(done=True)


async def _is_messages_tab(event: dict[str, Any]) -> bool:
    return event.get("tab") == "messages"


def greeting(responder: Responder) -> str:
    """What is said in a pane before anything is asked."""
    return responder.about.greeting or wording.invitation(responder.about)


def prompts(responder: Responder) -> list[dict[str, str]]:
    """Questions to begin with, as an agent offers them."""
    return [{"title": example, "message": example} for example in responder.examples[:MOST_PROMPTS]]


async def show_prompts(client: AsyncWebClient, responder: Responder, channel: str, **thread: str) -> None:
    """Offer questions to begin with."""
    await ornament(
        hasty(client).assistant_threads_setSuggestedPrompts(
            channel_id=channel, prompts=prompts(responder), title=PROMPTS_TITLE, **thread
        ),
        "suggested prompts",
    )


async def show_status(client: AsyncWebClient, responder: Responder, message: Message) -> None:
    """Say below *message* that the bot is at work; the answer takes that away."""
    await ornament(
        hasty(client).assistant_threads_setStatus(
            channel_id=message.channel,
            thread_ts=message.thread,
            status=f"is looking in {responder.about.source}",
        ),
        "the status",
    )
