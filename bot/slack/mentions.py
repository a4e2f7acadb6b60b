"""Mentions, threads and direct messages: one conversation, wherever it is held."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from ..answering.conversation.turn import Turn
from ..answering.reply import Choice, Choices, Reply
from ..answering.respond import LONGEST_QUESTION, Responder
from ..delivery.once import Delivery, acknowledgement
from .asked import asked
from .assistant import show_status
from .blocks import Drawing, draw
from .bot import Bot
from .click import reply_of
from .markup import plain_text
from .parts import context
from .payloads import Message, Ours, ourselves
from .posting import Place, is_unanswered, post
from .threads import followed, last_turn, parent, shown

UNREAD = "Slack did not let me read what was said here before, so this answers the question by itself."
FROM_MEMORY = (
    "Slack did not let me read what was said here before: I went by the last answer that I remember."
)
"""Said below an answer that might be another, had the conversation been read."""


def register(app: AsyncApp, bot: Bot) -> None:
    """Answer mentions and direct messages."""

    @app.event("app_mention")
    async def mentioned(
        request: AsyncBoltRequest, client: AsyncWebClient, context: AsyncBoltContext
    ) -> BoltResponse:
        return await _answer_once(bot, client, request, context.team_id)

    @app.event("message")
    async def written(
        request: AsyncBoltRequest, client: AsyncWebClient, context: AsyncBoltContext
    ) -> BoltResponse:
        # Messages of channels come as mentions; here only those written to the bot itself count.
        if request.body["event"].get("channel_type") != "im":
            return acknowledgement(done=True)
        return await _answer_once(bot, client, request, context.team_id)


async def _answer_once(
    bot: Bot, client: AsyncWebClient, request: AsyncBoltRequest, workspace: str | None
) -> BoltResponse:
    delivery, body = Delivery.of(request), request.body
    message = Message.model_validate(body["event"])
    if not message.is_from_a_person:
        return acknowledgement(done=True)
    event = delivery.event
    ours = ourselves(request)
    place = Place(message.channel, message.thread, event, since=message.ts, ours=ours)

    async def answer() -> None:
        started = time.perf_counter()
        # A mention may be written into a message later; or a message that has its answer is corrected.
        if message.edited is not None and not await is_unanswered(client, place):
            return
        deciding = _decided(bot, client, message, ours)
        if message.is_direct:
            # Neither waits for the other: together they take no longer than one.
            decided, _ = await asyncio.gather(deciding, show_status(client, bot.responder, message))
        else:
            decided = await deciding
        reply, drawing, conversations = decided
        posted = post(client, drawing, replace(place, again=bot.once.in_doubt(delivery)))
        await asyncio.gather(posted, bot.recall.tell(conversations))
        surface = "direct" if message.is_direct else "mention"
        bot.answered(surface, reply, started, request=event, workspace=workspace)

    keys = (f"event:{event}", f"message:{message.channel}:{message.ts}")
    return acknowledgement(done=await bot.once.run(keys, answer, delivery))


async def _decided(
    bot: Bot, client: AsyncWebClient, message: Message, ours: Ours
) -> tuple[Reply, Drawing, tuple[str, ...]]:
    """The reply to *message*, what is posted of it, and the conversations in which it is now the last.

    It is remembered as that before it stands there: people ask on, and posting may have to wait.
    """
    served = bot.served  # from beginning to end, whatever is loaded meanwhile
    reply, note = await reply_to(bot, served.responder, client, message, ours)
    drawing = draw(reply, "message", proofs=served.proofs)
    said = followed((drawing.metadata or {}).get("event_payload"))
    return reply, _noted(drawing, note), () if said is None else bot.recall.remember(message, said)


async def reply_to(
    bot: Bot, responder: Responder, client: AsyncWebClient, message: Message, ours: Ours
) -> tuple[Reply, str | None]:
    """The reply to *message*, read in the light of its conversation where it does not stand alone.

    With a note where that could not be read, and the reply may be another for it.
    """
    question, otherwise = asked(responder, message, bot.command)
    if not question:
        return await _reply_to_name_alone(responder, client, message, ours)
    # What is too long is told so; whether it stands alone would take long to tell.
    alone = len(question) > LONGEST_QUESTION or not message.may_follow_up
    if alone or responder.stands_alone(question):
        return responder.reply(question), None
    turn, note = await _turn_before(bot, responder, client, message, question, ours)
    if turn is None and otherwise:
        question = otherwise
    return responder.reply(question, after=turn), note


async def _reply_to_name_alone(
    responder: Responder, client: AsyncWebClient, message: Message, ours: Ours
) -> tuple[Reply, str | None]:
    """The reply to somebody who only calls the bot: in a thread, about what that began with."""
    if message.is_direct:
        # Marks that are no words are told so; a picture, say, comes without any.
        return responder.reply(plain_text(message.text) or "help"), None
    if message.thread_ts is None:
        return responder.reply("help"), None
    began = await parent(client, message)
    if began is None:
        return responder.reply("help"), UNREAD
    return about(responder, began, ours) or responder.reply("help"), None


def about(responder: Responder, message: Message, ours: Ours) -> Reply | None:
    """The reply about *message*, where there is one: what it shows, or what it names, up to three topics."""
    value = shown(message, ours)
    reply = reply_of(responder, value) if value else None
    if reply is not None:
        return reply
    text = message.said()
    topics = responder.topics(text)
    if not topics:
        return None
    if len(topics) == 1:
        return responder.reply(topics[0].title)
    return Choices(text, tuple(Choice(entry, entry.facts, 100.0) for entry in topics))


async def _turn_before(
    bot: Bot, responder: Responder, client: AsyncWebClient, message: Message, question: str, ours: Ours
) -> tuple[Turn | None, str | None]:
    """What the bot said last before *message*, and a note where that is not sure."""
    recalled = await bot.recall.last(message)
    if recalled is not None and recalled.is_last and not responder.lacks_words(question, recalled.turn):
        return recalled.turn, None
    read = await last_turn(client, message, ours)
    if read is not None:
        # What is remembered may not stand there yet.
        return followed(read) or (recalled.turn if recalled else None), None
    return (None, UNREAD) if recalled is None else (recalled.turn, FROM_MEMORY)


def _noted(drawing: Drawing, note: str | None) -> Drawing:
    """*drawing* with *note* below it."""
    if note is None:
        return drawing
    return replace(
        drawing, text=f"{drawing.text}\n\n{note}", blocks=[*drawing.blocks, context(note).to_dict()]
    )
