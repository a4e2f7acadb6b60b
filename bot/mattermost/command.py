"""The slash command: a form that comes with a token, and what is said to it."""

from __future__ import annotations

import hmac
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import SecretStr

from ..answering import wording
from ..answering.conversation.turn import Turn
from ..answering.manners import without_command
from ..answering.recent import Recent
from ..answering.reply import Listing
from ..faces.command import ask
from ..faces.lines import in_one
from ..faces.served import Heard, Served
from .draw import PAGE, Look, draw
from .markdown import escaped

PATH = "/mattermost/command"
"""Where Mattermost sends what is typed."""

MOST_RECALLED = 5_000
"""Conversations of which the last reply is remembered."""

CommandResponse = dict[str, str | bool]
"""A response, as Mattermost reads it."""


@dataclass(frozen=True)
class Form:
    """What Mattermost sends of a command, as far as it is needed."""

    text: str
    command: str | None
    conversation: str | None
    """Who asks where; None where that is not said."""

    @classmethod
    def read(cls, fields: Mapping[str, str]) -> Form:
        """The form of *fields*: what is not as it should be is as if it were not there."""
        command = fields.get("command", "")
        who = [fields.get(name, "") for name in ("team_id", "channel_id", "user_id")]
        return cls(
            "\n".join(" ".join(line.split()) for line in fields.get("text", "").splitlines()),
            command if re.fullmatch(r"/[\w.-]{1,64}", command) else None,
            ":".join(who) if who[-1] else None,
        )


@dataclass(frozen=True)
class Last:
    """What was said last to somebody in a channel."""

    served: Served
    turn: Turn
    listing: Listing | None = None
    shown: int = 0
    """Rows of the listing that were shown."""


class Commands:
    """Answers commands. This process remembers its last reply to each person in each channel."""

    def __init__(
        self, tokens: Sequence[SecretStr], current: Callable[[], Served], heard: Heard, *, name: str | None
    ) -> None:
        self._tokens = [token.get_secret_value().encode() for token in tokens]
        self._current = current
        self._heard = heard
        self._name = name
        self._said = Recent[str, Last](MOST_RECALLED)

    def are_from_mattermost(self, fields: Mapping[str, str]) -> bool:
        """Whether *fields* bring one of the tokens; how long it takes tells nothing of them."""
        given = fields.get("token", "").encode()
        return sum(hmac.compare_digest(given, token) for token in self._tokens) > 0

    def answer(self, fields: Mapping[str, str]) -> CommandResponse:
        """The response to a command; for the whole channel where that was asked for and found."""
        started = time.perf_counter()
        form, served = Form.read(fields), self._current()
        name = form.command or self._name or served.responder.about.command
        look = Look(served.proofs, name)
        text = in_one(served.responder, without_command(form.text, name))
        last = self._said.pop(form.conversation, None) if form.conversation else None
        if text.lower() == "more" and last and last.listing and last.served is served:
            self._remember(form, Last(served, last.turn, last.listing, last.shown + PAGE))
            return _said(draw(last.listing, look, start=last.shown))
        before = last.turn if last else None
        asked = ask(served.responder, text, after=before)
        reply = asked.reply
        listing, turn = reply if isinstance(reply, Listing) else None, Turn.of(reply, before=before)
        self._remember(form, last if last and turn is before else Last(served, turn, listing, PAGE))
        self._heard("mattermost", reply, started)
        said = draw(reply, look)
        if asked.kept_back:
            said += f"\n\n{escaped(wording.NOT_SHARED)}"
        return _said(said, shared=asked.shared)

    def _remember(self, form: Form, last: Last) -> None:
        if last.listing and last.shown >= len(last.listing.items):
            last = Last(last.served, last.turn)
        if form.conversation:
            self._said[form.conversation] = last


def _said(text: str, *, shared: bool = False) -> CommandResponse:
    return {
        "response_type": "in_channel" if shared else "ephemeral",
        "text": text,
        "skip_slack_parsing": True,  # else what looks like Slack's markup becomes links and calls
    }
