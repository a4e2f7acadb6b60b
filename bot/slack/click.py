"""A click on a button or select, and how it is answered: where it was made, to whoever made it."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from typing import Any

from slack_sdk.models.views import View
from slack_sdk.web.async_client import AsyncWebClient

from ..answering.conversation.turn import Turn
from ..answering.reply import Answer, Reply
from ..answering.respond import Responder
from ..delivery.client import UNHEARD, heard
from ..faces.proofs import Proofs
from .bot import Bot
from .interactions import ButtonValue, Used
from .posting import ResponseError, respond

NOT_OPENED = "Slack did not say that a window opened: if there is none, click once more."
NOT_SHARED = "Slack did not say that it was shared: if it does not stand in the channel, click once more."
"""Said where a call failed, though it may have been done: its answer is lost now and then."""

FAILURES = (ResponseError, *UNHEARD)
"""How what is done on a click fails."""


@dataclass(frozen=True)
class Click:
    """A button or select that was used, with all that is needed to act on it."""

    bot: Bot
    responder: Responder
    """The responder from beginning to end, whatever is loaded meanwhile."""
    proofs: Proofs
    client: AsyncWebClient
    used: Used
    workspace: str | None

    @classmethod
    def read(
        cls, body: dict[str, Any], client: AsyncWebClient, bot: Bot, workspace: str | None = None
    ) -> Click:
        used = Used.model_validate(body)
        return cls(bot, bot.responder, bot.served.proofs, client, used, workspace)

    @property
    def key(self) -> str:
        """Names this click and no other."""
        return f"click:{self.used.request}"

    @property
    def keys(self) -> list[str]:
        """By what it is done once: what only one person sees is shared once, however often it is clicked."""
        where = self.used.container
        if self.action != "share" or not where.message_ts:
            return [self.key]
        return [self.key, f"share:{where.channel_id}:{where.message_ts}:{self.value.written()}"]

    @property
    def action(self) -> str:
        """What is to be done: the part of the action's id before the colon."""
        return self.used.action.action_id.partition(":")[0]

    @property
    def value(self) -> ButtonValue:
        return self.used.action.value_read

    @property
    def user(self) -> str:
        return self.used.user.id

    @property
    def in_view(self) -> bool:
        """Whether it stands in a window or the Home tab and not under a message."""
        return self.used.view is not None

    @property
    def is_ephemeral(self) -> bool:
        return self.used.container.is_ephemeral

    async def respond(self, **body: Any) -> None:
        """Say something where the click was made, as *body*; see `posting.respond`."""
        await respond(self.client, self.used.response_url, self.bot.proxies, **body)

    async def forget_last(self) -> None:
        """What was said last may be another from now on: here an answer is put, or put in another's place."""
        where = self.used.container
        if where.channel_id:
            await self.bot.recall.forget(where.channel_id, where.thread_ts, where.message_ts, None)

    async def say(self, text: str, blocks: Sequence[dict[str, Any]] = ()) -> None:
        """Say something to the person who clicked, beside the message and in its thread."""
        thread = self.used.container.thread_ts
        more: dict[str, Any] = {"blocks": list(blocks)} if blocks else {}
        where = {"thread_ts": thread} if thread else {}
        await self.respond(response_type="ephemeral", replace_original=False, text=text, **more, **where)

    async def share(self, text: str, blocks: Sequence[dict[str, Any]]) -> None:
        """Post something for the whole channel, below everything else in it."""
        posted = self.respond(
            response_type="in_channel", replace_original=False, text=text, blocks=list(blocks)
        )
        await self._or_say(posted, NOT_SHARED)

    async def open(self, view: View) -> None:
        """Open *view*; where Slack does not, as some seconds after the click, whoever clicked is told."""
        await self._or_say(
            heard(self.client.views_open(trigger_id=self.used.trigger_id, view=view)), NOT_OPENED
        )

    async def _or_say(self, doing: Awaitable[object], otherwise: str) -> None:
        """Wait for *doing*; where that fails, say *otherwise* to who clicked, if that is possible at all."""
        try:
            await doing
        except FAILURES:
            if self.used.response_url:
                with contextlib.suppress(*FAILURES):
                    await self.say(otherwise)
            raise

    def reply(self) -> Reply | None:
        """The reply that the button stands for, if there is one."""
        return reply_of(self.responder, self.value)


def reply_of(responder: Responder, value: ButtonValue) -> Reply | None:
    """The reply that *value* stands for; None where its topic has gone, or it stands for none."""
    if value.entry is None:
        return responder.reply(value.query) if value.query else None
    entry = responder.knowledge.by_id.get(value.entry)
    if entry is None:
        return None
    fact = value.fact or 0
    if value.query:
        reply = responder.reply(value.query, after=Turn(value.query, "answer", entry.id, fact))
        # The question of a button may have another answer by now than the one that is seen.
        leads = isinstance(reply, Answer) and reply.facts[:1] == entry.told[fact : fact + 1]
        if leads or (value.fact is None and isinstance(reply, Answer) and reply.entry == entry):
            return reply
    return responder.topic(entry.id, fact)
