"""The slash command: answered in the HTTP response itself, with no call to Slack."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from weakref import WeakKeyDictionary

from pydantic_core import to_json
from slack_bolt.async_app import AsyncApp
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from ..answering import wording
from ..answering.manners import without_command
from ..answering.recent import Recent
from ..answering.reply import Reply
from ..faces.command import ask
from ..faces.lines import in_one
from ..faces.served import Served
from .blocks import draw
from .bot import Bot
from .markup import plain_lines
from .parts import context
from .payloads import Command

MOST_KEPT = 4_096
"""Acknowledgements kept: the same question gets the same bytes."""

Acknowledged = tuple[BoltResponse, Reply]
"""The acknowledgement that holds the answer, and the reply it was drawn from."""


def register(app: AsyncApp, bot: Bot) -> None:
    """Answer the slash command, whatever it is called."""
    app.use(_Answer(bot))


class _Answer(AsyncMiddleware):
    """Answers commands of any name: one may be renamed in the app's manifest later than in `about.yaml`.

    No listener, for which Bolt makes all its arguments ready twice over: a fifth of a command's time.
    """

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._kept: WeakKeyDictionary[Served, Recent[str, Acknowledged]] = WeakKeyDictionary()

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
        # Typed once more by hand, or pasted with it: it is no word of the question.
        text = without_command(command.text, command.command) if "/" in command.text else command.text
        response, reply = self._response(self._bot.served, text)
        request = command.trigger_id.partition(".")[0]
        self._bot.answered("command", reply, started, request=request, workspace=req.context.team_id)
        return response

    def _response(self, served: Served, text: str) -> Acknowledged:
        kept = self._kept.get(served)
        if kept is None:
            kept = self._kept[served] = Recent(MOST_KEPT)
        found = kept.get(text)
        if found is None:
            found = kept[text] = _drawn(served, text)
        return found


def _drawn(served: Served, text: str) -> Acknowledged:
    asked = ask(served.responder, in_one(served.responder, plain_lines(text)))
    body = {
        "response_type": "in_channel" if asked.shared else "ephemeral",
        **draw(asked.reply, "message" if asked.shared else "ephemeral", proofs=served.proofs).body(),
    }
    if asked.kept_back:
        body["text"] += f"\n{wording.NOT_SHARED}"
        body["blocks"] = [*body["blocks"], context(wording.NOT_SHARED).to_dict()]
    return BoltResponse(
        status=200, body=to_json(body).decode(), headers={"Content-Type": ["application/json;charset=utf-8"]}
    ), asked.reply
