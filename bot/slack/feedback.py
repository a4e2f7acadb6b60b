"""Whether an answer helped, and if not, why: a reason by a click, and words that one agrees to have kept."""

from __future__ import annotations

import logging
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.models.blocks import (
    ActionsBlock,
    CheckboxesElement,
    InputBlock,
    Option,
    PlainTextInputElement,
)
from slack_sdk.models.views import View

from ..answering.shortcomings import SHORTCOMINGS, Complaint, shortcoming
from ..delivery.asking import MOST_NOTE
from .bot import Bot
from .click import Click
from .interactions import ButtonValue, Submission
from .parts import button, context, paragraph, plain

WHY, NOTE = "why", "note"
"""Action ids of a reason and of the button that asks for words; the latter also names their window."""

AGREED = "agreed"

THANKS = "Thank you: that helps to answer better."
ASKED_WHY = "Thank you. What is wrong with the answer?"
IN_YOUR_WORDS = "In your words"
KEPT = (
    "It is kept beside your question for those who look after the answers, without your name. "
    "Write nothing that is private."
)
AGREEMENT = "I agree that what I wrote is kept."

log = logging.getLogger("ots.feedback")


def register(app: AsyncApp, bot: Bot) -> None:
    """Take what is written in the window; its button and the reasons are among `buttons.ACTIONS`."""

    @app.view(NOTE)
    async def noted(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        submission = Submission.model_validate(body)
        if submission.has(AGREED):
            _keep(bot, submission.about, context.team_id, submission.written)
        await ack()


async def take_verdict(click: Click) -> None:
    """Thank for a verdict; where the answer did not help, ask why."""
    verdict, _, query = click.value.query.partition(":")
    log.info("feedback entry=%s helpful=%s", click.value.entry, verdict)
    log.debug("feedback on %r", query)
    if verdict != "no":
        await click.say(THANKS)
        return
    click.bot.asking.unhelpful(query, click.value.entry, click.workspace)
    reasons = [
        button(said, f"{WHY}:{name}", click.value.model_copy(update={"query": f"{name}:{query}"}))
        for name, said in SHORTCOMINGS.items()
    ]
    blocks = [paragraph(ASKED_WHY), ActionsBlock(elements=list(reasons))]
    await click.say(ASKED_WHY, [it.to_dict() for it in blocks])


async def take_reason(click: Click) -> None:
    """Count the reason, and put thanks in the place of the question; words are asked for if they are kept."""
    name, _, query = click.value.query.partition(":")
    log.info("feedback entry=%s shortcoming=%s", click.value.entry, shortcoming(name))
    log.debug("feedback on %r", query)
    _keep(click.bot, click.value, click.workspace)
    blocks: list[Any] = [paragraph(THANKS)]
    if click.bot.asking.keeps:
        blocks.append(ActionsBlock(elements=[button("Say More", NOTE, click.value)]))
    await click.respond(replace_original=True, text=THANKS, blocks=[it.to_dict() for it in blocks])


async def ask_for_words(click: Click) -> None:
    """Open the window in which the reason can be told in words."""
    await click.open(_window(click.value))


def _keep(bot: Bot, about: ButtonValue, workspace: str | None, note: str | None = None) -> None:
    """Keep why an answer fell short, or a *note* on that."""
    name, _, query = about.query.partition(":")
    found = shortcoming(name)
    if found is not None:
        bot.asking.fell_short(Complaint(query, found, about.entry, workspace, note))


def _window(about: ButtonValue) -> View:
    agreement = Option(value=AGREED, text=plain(AGREEMENT))
    return View(
        type="modal",
        callback_id=NOTE,
        private_metadata=about.written(),
        title=plain("Say More"),
        submit=plain("Send"),
        close=plain("Cancel"),
        blocks=[
            InputBlock(
                block_id=NOTE,
                label=plain(IN_YOUR_WORDS),
                element=PlainTextInputElement(action_id=NOTE, multiline=True, max_length=MOST_NOTE),
            ),
            context(KEPT),
            InputBlock(
                block_id=AGREED,
                label=plain("Your agreement"),
                element=CheckboxesElement(action_id=AGREED, options=[agreement]),
            ),
        ],
    )
