"""What the buttons do. All that a button needs stands in its value, so it works on messages of any age."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from ..answering import wording
from ..answering.reply import Answer
from ..delivery.client import describe
from . import feedback, modals
from .blocks import CALENDAR_FILE, OPEN_SOURCE, Surface, draw, way_back
from .bot import Bot
from .click import FAILURES, Click
from .parts import mention_line

log = logging.getLogger(__name__)


def register(app: AsyncApp, bot: Bot) -> None:
    """Listen to every button and select that this face draws."""

    @app.action(re.compile(""))
    async def used(
        ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, context: AsyncBoltContext
    ) -> None:
        click = Click.read(body, client, bot, context.team_id)

        async def act() -> None:
            # A button of an older version may ask for what is not done any more: what it is about is shown.
            await ACTIONS.get(click.action, _show)(click)

        await bot.once.run(click.keys, act)
        await ack()


async def _share(click: Click) -> None:
    """Post the answer for the whole channel, and take the one that only the asker sees away."""
    reply = click.reply()
    if not isinstance(reply, Answer):
        await _say_gone(click)
        return
    await click.forget_last()
    drawing = draw(reply, "message", proofs=click.proofs)
    by = f"Shared by <@{click.user}>"
    await click.share(f"{by}\n{drawing.text}", [mention_line(by), *drawing.blocks])
    try:
        await click.respond(delete_original=True)
    except FAILURES as error:
        # It is shared all the same: were this a failure of the whole, a further click would share it again.
        log.warning("what was shared is not taken away from who shared it: %s", describe(error))


async def _show(click: Click) -> None:
    """Put what a button stands for where the button was: looking around does not fill the channel."""
    started = time.perf_counter()
    reply = click.reply()
    if reply is None:
        await _say_gone(click)
    elif click.in_view:
        await modals.show(click, reply)
    else:
        if not click.is_ephemeral:
            await click.forget_last()
        surface: Surface = "ephemeral" if click.is_ephemeral else "message"
        more = click.action == "more"
        drawing = draw(reply, surface, page=click.value.page, more=more, proofs=click.proofs)
        blocks = [*drawing.blocks, *way_back(click.used.action)]
        await click.respond(replace_original=True, text=drawing.text, blocks=blocks)
    if reply is not None:
        click.bot.answered("button", reply, started, request=click.key, workspace=click.workspace)


async def _open_context(click: Click) -> None:
    reply = click.reply()
    if isinstance(reply, Answer):
        await modals.open_context(click, reply)
    else:
        await _say_gone(click)


async def _follow_link(click: Click) -> None:
    """Nothing: the browser opens it. Slack tells of the click all the same."""
    log.debug("followed a link to %s", click.value.entry or click.action)


async def _say_gone(click: Click) -> None:
    """Say that a button's topic is not in the knowledge any more."""
    if click.in_view:
        await modals.show(click, None)
    else:
        await click.say(wording.gone(click.value.entry or ""))


ACTIONS: Mapping[str, Callable[[Click], Awaitable[None]]] = {
    "share": _share,
    "more": _show,
    "choose": _show,
    "topic": _show,
    "row": _show,
    "ask": _show,
    "page": _show,
    "context": _open_context,
    "paragraph": modals.show_paragraph,
    "open_search": modals.open_search,
    modals.SEARCH: modals.show_chosen,
    "feedback": feedback.take_verdict,
    feedback.WHY: feedback.take_reason,
    feedback.NOTE: feedback.ask_for_words,
    OPEN_SOURCE: _follow_link,
    CALENDAR_FILE: _follow_link,
}
"""What each action does, by the part of its id before the colon."""
