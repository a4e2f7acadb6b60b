"""What every part of the Slack face shares."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from ..reply import Answer, Reply, outcome
from ..respond import Responder
from .once import Once
from .payloads import ButtonValue, Used
from .posting import respond

log = logging.getLogger("ots")


@dataclass
class Bot:
    """The responder of the moment, and what was answered already."""

    responder: Responder
    once: Once = field(default_factory=Once)

    def answered(self, surface: str, reply: Reply, started: float, *, request: str) -> None:
        """Log one line about a request: what people asked only where debugging is on."""
        took = (time.perf_counter() - started) * 1_000
        log.info(
            "answered surface=%s status=%s reason=%s entry=%s ms=%.1f request=%s",
            surface,
            *outcome(reply),
            took,
            request,
        )
        log.debug("asked %r", reply.query)


@dataclass(frozen=True)
class Click:
    """A button or select that was used, with all that is needed to act on it."""

    bot: Bot
    responder: Responder
    """The responder from beginning to end, whatever is loaded meanwhile."""
    client: AsyncWebClient
    used: Used

    @classmethod
    def read(cls, body: dict[str, Any], client: AsyncWebClient, bot: Bot) -> Click:
        return cls(bot, bot.responder, client, Used.model_validate(body))

    @property
    def key(self) -> str:
        """Names this click and no other, in the log and where it is done once."""
        return f"click:{self.used.request}"

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
        await respond(self.client, self.used.response_url, **body)

    def reply(self) -> Reply | None:
        """The reply that the button stands for; None where its topic has since gone."""
        value = self.value
        if value.entry is None:
            return self.responder.reply(value.query)
        entry = self.responder.knowledge.by_id.get(value.entry)
        if entry is None:
            return None
        if value.query:
            reply = self.responder.reply(value.query, after=entry)
            if isinstance(reply, Answer) and reply.entry == entry:
                return reply
        return self.responder.topic(value.entry)
