"""Mentions, threads and direct messages: one conversation, wherever it is held."""

from __future__ import annotations

import logging
import time
from typing import Any

from aiohttp import ClientError
from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from ..answering.reply import Choice, Choices, Reply
from ..answering.respond import Responder
from ..answering.turn import Turn
from ..delivery.client import describe
from ..delivery.once import acknowledgement
from .blocks import EVENT_TYPE, draw
from .bot import Bot
from .payloads import Message
from .posting import post

log = logging.getLogger(__name__)

MOST_OF_THREAD = 999
"""Messages of a thread that are read: they come oldest first, and the last answer is wanted."""

MOST_OF_HISTORY = 20
"""Messages of a direct conversation that are read: they come newest first."""


def register(app: AsyncApp, bot: Bot) -> None:
    """Answer mentions and direct messages."""

    @app.event("app_mention")
    async def mentioned(
        body: dict[str, Any], client: AsyncWebClient, context: AsyncBoltContext
    ) -> BoltResponse:
        return await _answer_once(bot, client, body, context.team_id)

    @app.event("message")
    async def written(
        body: dict[str, Any], client: AsyncWebClient, context: AsyncBoltContext
    ) -> BoltResponse:
        # Messages of channels come as mentions; here only those written to the bot itself count.
        if body["event"].get("channel_type") != "im":
            return acknowledgement(done=True)
        return await _answer_once(bot, client, body, context.team_id)


async def _answer_once(
    bot: Bot, client: AsyncWebClient, body: dict[str, Any], workspace: str | None
) -> BoltResponse:
    message = Message.model_validate(body["event"])
    if not message.is_from_a_person:
        return acknowledgement(done=True)
    event = str(body.get("event_id") or message.ts)

    async def answer() -> None:
        started = time.perf_counter()
        reply = await reply_to(bot.responder, client, message)
        thread = message.thread if message.thread_ts or not message.is_direct else None
        await post(client, draw(reply, "message"), channel=message.channel, thread=thread, event=event)
        surface = "direct" if message.is_direct else "mention"
        bot.answered(surface, reply, started, request=event, workspace=workspace)

    keys = (f"event:{event}", f"message:{message.channel}:{message.ts}")
    return acknowledgement(done=await bot.once.run(keys, answer))


async def reply_to(responder: Responder, client: AsyncWebClient, message: Message) -> Reply:
    """The reply to *message*, read in the light of its thread where it does not stand alone."""
    question = message.question()
    if question and (responder.stands_alone(question) or not message.may_follow_up):
        return responder.reply(question)
    earlier = await _earlier(client, message) if message.may_follow_up else []
    if not question:
        return about(responder, earlier[0].question() if earlier else "")
    return responder.reply(question, after=_last_turn(earlier))


def about(responder: Responder, text: str) -> Reply:
    """The reply about a longer text: what it names, up to three topics."""
    topics = responder.topics(text)
    if not topics:
        return responder.reply("help")
    if len(topics) == 1:
        return responder.reply(topics[0].title)
    return Choices(text, tuple(Choice(entry, entry.facts, 100.0) for entry in topics))


async def _earlier(client: AsyncWebClient, message: Message) -> list[Message]:
    """The messages before *message* in its thread or direct conversation, oldest first."""
    wanted: dict[str, Any] = {
        "channel": message.channel,
        "latest": message.ts,
        "inclusive": False,
        "include_all_metadata": True,
    }
    raw: list[dict[str, Any]]
    try:
        if message.thread_ts:
            found = await client.conversations_replies(ts=message.thread_ts, limit=MOST_OF_THREAD, **wanted)
            raw = found.get("messages", [])
        else:
            found = await client.conversations_history(limit=MOST_OF_HISTORY, **wanted)
            raw = found.get("messages", [])[::-1]
    except (SlackApiError, ClientError, TimeoutError, OSError) as error:
        # Without what was said before, a follow-up is a question of its own.
        log.warning("cannot read what was said before %s (%s)", message.ts, describe(error))
        return []
    return [Message.model_validate(it) for it in raw if float(it.get("ts", 0)) < float(message.ts)]


def _last_turn(earlier: list[Message]) -> Turn | None:
    """What the bot said last.

    By the button below it, which is right also where an answer was shared, or replaced by another
    topic; else by the metadata of the post.
    """
    for message in reversed(earlier):
        metadata = message.metadata or {}
        payload = metadata.get("event_payload") if metadata.get("event_type") == EVENT_TYPE else None
        turn = Turn.read(payload) if isinstance(payload, dict) else None
        below = message.value_of("context")
        if below and below.entry and (turn is None or turn.entry != below.entry):
            return Turn(below.query, "answer", below.entry, below.fact or 0)
        if turn is not None:
            return turn
    return None
