"""The slash command: answered in the HTTP response itself, with no call to Slack."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable

from pydantic_core import to_json
from slack_bolt.async_app import AsyncApp
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from ..answering import wording
from ..answering.reply import Reply
from ..faces.command import ask
from .blocks import draw
from .bot import Bot, Edition
from .markup import plain_text
from .parts import context
from .payloads import Command


def register(app: AsyncApp, bot: Bot) -> None:
    """Answer the slash command, whatever it is called."""
    app.use(_Answer(bot))


class _Answer(AsyncMiddleware):
    """Answers commands of any name: one may be renamed in the app's manifest later than in `about.yaml`.

    No listener, for which Bolt makes all its arguments ready twice over: a fifth of a command's time.
    """

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002 - Bolt's name for it
    ) -> BoltResponse:
        if not str(req.body.get("command", "")).startswith("/"):
            await next()
            return resp
        started = time.perf_counter()
        command = Command.model_validate(req.body)
        response, reply = _response(self._bot.edition, command.text)
        request = command.trigger_id.partition(".")[0]
        self._bot.answered("command", reply, started, request=request, workspace=req.context.team_id)
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
        status=200, body=to_json(body).decode(), headers={"Content-Type": ["application/json;charset=utf-8"]}
    ), asked.reply
