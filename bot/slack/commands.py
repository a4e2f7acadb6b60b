"""The slash command: answered in the HTTP response itself, with no call to Slack."""

from __future__ import annotations

import json
import re
import time
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.response import BoltResponse

from ..answering import wording
from ..answering.reply import Reply
from ..faces.command import ask
from .blocks import draw
from .bot import Bot, Edition
from .markup import plain_text
from .parts import context
from .payloads import Command

ANY = re.compile("^/")
"""Slack sends what the app's manifest names, and one may be renamed there later than in `about.yaml`."""


def register(app: AsyncApp, bot: Bot) -> None:
    """Answer the slash command, whatever it is called."""

    @app.command(ANY)
    async def answer(body: dict[str, Any], context: AsyncBoltContext) -> BoltResponse:
        started = time.perf_counter()
        command = Command.model_validate(body)
        response, reply = _response(bot.edition, command.text)
        request = command.trigger_id.partition(".")[0]
        bot.answered("command", reply, started, request=request, workspace=context.team_id)
        return response


def _response(edition: Edition, text: str) -> tuple[BoltResponse, Reply]:
    """The acknowledgement that holds the answer, and the reply it was drawn from."""
    kept = edition.kept.get(text)
    if kept is None:
        kept = edition.kept[text] = _drawn(edition, text)
    return kept


def _drawn(edition: Edition, text: str) -> tuple[BoltResponse, Reply]:
    asked = ask(edition.responder, plain_text(text))
    body = {
        "response_type": "in_channel" if asked.shared else "ephemeral",
        **draw(asked.reply, "message" if asked.shared else "ephemeral", proofs=edition.proofs).body(),
    }
    if asked.kept_back:
        body["text"] += f"\n{wording.NOT_SHARED}"
        body["blocks"] = [*body["blocks"], context(wording.NOT_SHARED).to_dict()]
    return BoltResponse(
        status=200, body=json.dumps(body), headers={"Content-Type": ["application/json;charset=utf-8"]}
    ), asked.reply
