"""What the buttons under a message do. All that a button needs stands in its value."""

from __future__ import annotations

import logging
import re
import time
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from .. import wording
from ..reply import Answer, Reply
from . import modals
from .blocks import Drawing, context, draw
from .bot import Bot
from .payloads import ButtonValue, Click, escaped

log = logging.getLogger("ots.feedback")


def register(app: AsyncApp, bot: Bot) -> None:
    """Listen to every button that `blocks` draws."""

    @app.action("share")
    async def share(body: dict[str, Any], respond: AsyncRespond) -> None:
        click, value, reply = _read(bot, body)
        if isinstance(reply, Answer):
            await respond(delete_original=True)
            drawing = _shared(draw(reply, "message"), click.user_id)
            await respond(response_type="in_channel", replace_original=False, **_content(drawing))
        else:
            await respond(response_type="ephemeral", replace_original=False, text=_gone(value))

    @app.action("more")
    async def more(body: dict[str, Any], respond: AsyncRespond) -> None:
        click, value, reply = _read(bot, body)
        await _replace(respond, click, value, reply, more=True)

    @app.action(re.compile(r"^(choose|topic|ask|page):"))
    async def another(body: dict[str, Any], respond: AsyncRespond, client: AsyncWebClient) -> None:
        started = time.perf_counter()
        click, value, reply = _read(bot, body)
        if click.view is not None:
            await modals.show(client, click, reply, page=value.page)
        else:
            await _replace(respond, click, value, reply)
        if reply is not None:
            bot.answered("button", reply, started)

    @app.action("context")
    async def read_in_context(body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        click, value, reply = _read(bot, body)
        if isinstance(reply, Answer):
            await modals.open_context(client, click, bot, reply.facts[0], reply.entry.title)
        else:
            await respond(response_type="ephemeral", replace_original=False, text=_gone(value))

    @app.action("feedback")
    async def feedback(body: dict[str, Any], respond: AsyncRespond) -> None:
        click = Click.model_validate(body)
        value = click.clicked.read()
        verdict, _, query = value.query.partition(":")
        log.info("feedback entry=%s helpful=%s", value.entry, verdict)
        log.debug("feedback on %r", query)
        await respond(response_type="ephemeral", replace_original=False, text=THANKS)


THANKS = "Thank you: that helps to answer better."


def answer_for(bot: Bot, value: ButtonValue) -> Reply | None:
    """The reply that a button stands for; None where its topic has since gone."""
    if value.entry is None:
        return bot.responder.reply(value.query)
    entry = bot.responder.knowledge.by_id.get(value.entry)
    if entry is None:
        return None
    if value.query:
        reply = bot.responder.reply(value.query, after=entry)
        if isinstance(reply, Answer) and reply.entry == entry:
            return reply
    return bot.responder.topic(value.entry)


def _read(bot: Bot, body: dict[str, Any]) -> tuple[Click, ButtonValue, Reply | None]:
    click = Click.model_validate(body)
    value = click.clicked.read()
    return click, value, answer_for(bot, value)


async def _replace(
    respond: AsyncRespond, click: Click, value: ButtonValue, reply: Reply | None, *, more: bool = False
) -> None:
    """Put *reply* where the button was, so that a conversation does not grow by looking around."""
    ephemeral = click.container.is_ephemeral
    if reply is None:
        await respond(response_type="ephemeral", replace_original=ephemeral, text=_gone(value))
        return
    drawing = draw(reply, "ephemeral" if ephemeral else "message", page=value.page, more=more)
    await respond(replace_original=True, **_content(drawing))


def _content(drawing: Drawing) -> dict[str, Any]:
    return {"text": drawing.text, "blocks": drawing.blocks, "unfurl_links": False, "unfurl_media": False}


def _shared(drawing: Drawing, user: str) -> Drawing:
    """*drawing* with the name of who shared it."""
    by = context_of_user(user)
    return Drawing(f"Shared by <@{escaped(user)}>:\n{drawing.text}", [by, *drawing.blocks])


def context_of_user(user: str) -> dict[str, Any]:
    """A line that names who shared an answer."""
    block = context("Shared")
    made: dict[str, Any] = block.to_dict()
    made["elements"] = [{"type": "mrkdwn", "text": f"Shared by <@{escaped(user)}>", "verbatim": True}]
    return made


def _gone(value: ButtonValue) -> str:
    """Said where a button's topic is not in the knowledge any more."""
    return wording.gone(value.entry or value.query)
