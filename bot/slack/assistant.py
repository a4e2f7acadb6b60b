"""What an agent shows beside its answers: prompts to begin with, a greeting, and that it is at work."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from ..answering.respond import EXAMPLES
from ..delivery.client import hasty, ornament
from ..delivery.once import acknowledgement
from .blocks import Drawing
from .bot import Bot
from .payloads import HomeOpened, Message, PaneOpened
from .posting import post

MOST_PROMPTS = 4
GREETING = "Ask about the Organization of Turkic States: every answer comes with the quote that proves it."
PROMPTS_TITLE = "For example"
STATUS = "is looking in the interview"


def register(app: AsyncApp, bot: Bot) -> None:
    """Show prompts where somebody begins to write, in the Messages tab or in the pane that was before it."""

    @app.event("app_home_opened", matchers=[_is_messages_tab])
    async def began(body: dict[str, Any], client: AsyncWebClient) -> BoltResponse:
        seen = HomeOpened.model_validate(body["event"])

        async def prompt() -> None:
            # Of an agent's prompts no thread is named: Slack would ignore them.
            await show_prompts(client, seen.channel)

        keys = [f"event:{body.get('event_id', seen.user)}"]
        return acknowledgement(done=await bot.once.run(keys, prompt))

    @app.event("assistant_thread_started")
    async def opened(body: dict[str, Any], client: AsyncWebClient) -> BoltResponse:
        pane = PaneOpened.model_validate(body["event"]).assistant_thread
        event = str(body.get("event_id") or pane.thread_ts)

        async def greet() -> None:
            await post(
                client,
                Drawing(GREETING, []),
                channel=pane.channel_id,
                thread=pane.thread_ts,
                event=event,
                since=pane.thread_ts,
            )
            await show_prompts(client, pane.channel_id, thread_ts=pane.thread_ts)

        keys = (f"event:{event}", f"pane:{pane.channel_id}:{pane.thread_ts}")
        return acknowledgement(done=await bot.once.run(keys, greet))

    @app.event("assistant_thread_context_changed")
    async def moved() -> BoltResponse:
        # Beside which channel the pane stands makes no difference to what the article says.
        return acknowledgement(done=True)


async def _is_messages_tab(event: dict[str, Any]) -> bool:
    return event.get("tab") == "messages"


async def show_prompts(client: AsyncWebClient, channel: str, **thread: str) -> None:
    """Offer questions to begin with."""
    await ornament(
        hasty(client).assistant_threads_setSuggestedPrompts(
            channel_id=channel, prompts=list(EXAMPLE_PROMPTS), title=PROMPTS_TITLE, **thread
        ),
        "suggested prompts",
    )


async def show_status(client: AsyncWebClient, message: Message) -> None:
    """Say below *message* that the bot is at work; the answer takes that away."""
    await ornament(
        hasty(client).assistant_threads_setStatus(
            channel_id=message.channel, thread_ts=message.thread, status=STATUS
        ),
        "the status",
    )


EXAMPLE_PROMPTS = tuple({"title": example, "message": example} for example in EXAMPLES[:MOST_PROMPTS])
