"""Response URLs: where the bot answers a command or click without a token."""

from __future__ import annotations

import time
from typing import Any

from aiohttp import web

from . import failures
from .checks import Surface
from .limits import MOST_TEXT, faults
from .records import Json, Post, ResponsePost, ResponseUrl
from .workspace import MOST_RESPONSES, RESPOND_WITHIN, Workspace

METHOD = "response_url"
"""The name under which failures are planned for them."""


class ResponseUrls:
    """Answers ``POST`` under ``/actions/`` and ``/commands/``."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def take(self, request: web.Request) -> web.Response:
        """Take one answer, or refuse it as Slack does."""
        failure = self._workspace.failures.take(METHOD)
        right: web.Response | None = None
        if failure is None or not failure.prevents:
            right = await self._answer(request)
        return await failures.answer(request, failure, right)

    async def _answer(self, request: web.Request) -> web.Response:
        workspace = self._workspace
        url = workspace.response_urls.get(request.match_info["id"])
        if url is None:
            return web.Response(status=404, text="no_service")
        try:
            body: Any = await request.json()
        except ValueError:
            body = None
        if not isinstance(body, dict):
            return web.Response(status=400, text="invalid_payload")
        said = ResponsePost(url.id, body, url.channel, url.user, workspace.new_ts(), time.monotonic())
        status, why = self._refusal(url, body)
        if why:
            said.status = status
            workspace.refused.append(said)
            workspace.changed()
            return web.Response(status=status, text=why)
        url.uses += 1
        self._show(url, said)
        workspace.responses.append(said)
        workspace.changed()
        return web.Response(text="ok")

    def _refusal(self, url: ResponseUrl, body: Json) -> tuple[int, str]:
        """The status and words with which *body* is refused; no words where it is taken."""
        if url.uses >= MOST_RESPONSES:
            return 404, "used_url"
        if self._workspace.now() - url.made > RESPOND_WITHIN:
            return 404, "expired_url"
        if body.get("delete_original"):
            return 200, ""
        if not body.get("text") and not body.get("blocks"):
            return 400, "no_text"
        if len(str(body.get("text") or "")) > MOST_TEXT:
            return 400, "msg_too_long"
        surface: Surface = "ephemeral" if _is_ephemeral(url, body) else "message"
        if body.get("blocks") is not None and faults(body["blocks"], surface):
            return 400, "invalid_blocks"
        return 200, ""

    def _show(self, url: ResponseUrl, said: ResponsePost) -> None:
        """Do in the conversation what was *said*."""
        said.ephemeral = _is_ephemeral(url, said.body)
        original = url.original.post if isinstance(url.original, ResponsePost) else url.original
        posts = self._workspace.posts
        if said.delete_original:
            if original in posts:
                posts.remove(original)
        elif said.replace_original:
            # An ephemeral original is only seen by one person: there is nothing to change for others.
            if original is not None:
                original.text, original.blocks, original.edited = said.text, said.blocks, True
                said.post, said.ts = original, original.ts
        elif not said.ephemeral:
            said.post = self._post(said)

    def _post(self, said: ResponsePost) -> Post:
        workspace = self._workspace
        post = Post(said.channel, said.ts, said.text, workspace.bot_user, workspace.bot_id)
        post.thread_ts, post.blocks, post.method = said.thread_ts, said.blocks, METHOD
        post.metadata = said.body.get("metadata")
        workspace.posts.append(post)
        return post


def _is_ephemeral(url: ResponseUrl, body: Json) -> bool:
    """Whether one person only sees *body*: what replaces a message is seen by those who saw that."""
    if body.get("replace_original") or body.get("delete_original"):
        return url.ephemeral
    return body.get("response_type") != "in_channel"
