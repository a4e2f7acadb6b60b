"""The Web API's door: who calls, with which arguments, and what is answered; `methods` does the rest."""

from __future__ import annotations

import base64
import json
import time
from typing import Any

from aiohttp import web

from . import failures
from .methods import METHODS, Method
from .records import Call, Json
from .refusals import RefusedError
from .workspace import Workspace

AS_JSON = ("blocks", "attachments", "metadata", "view", "prompts", "outputs")
"""Arguments that are JSON, also where they come in a form."""


class Api:
    """Answers `POST` and `GET` under ``/api/``."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def take(self, request: web.Request) -> web.Response:
        """Answer one call, or fail as it is planned for its method."""
        workspace, method = self._workspace, request.match_info["method"]
        failure = workspace.failures.take(method)
        try:
            arguments = await _arguments(request)
        except ValueError:
            arguments = None
        token = _token(request, arguments or {})
        call = Call(method, arguments or {}, token, time.monotonic())
        workspace.calls.append(call)
        workspace.changed()
        done: web.Response | None = None
        if failure is None or not failure.prevents:
            done = web.json_response(
                self._answer(call, arguments), headers={"X-OAuth-Scopes": ",".join(workspace.scopes)}
            )
        given = await failures.answer(request, failure, done)
        if failure is None or failure.drop is None:
            call.status = given.status
            call.error = _error(given)
            workspace.changed()
        return given

    def _answer(self, call: Call, arguments: Json | None) -> Json:
        method = METHODS.get(call.method)
        try:
            if method is None:
                raise RefusedError("unknown_method", req_method=call.method)
            self._check_token(method, call.token)
            if arguments is None:
                raise RefusedError("invalid_json")
            missing = [name for name in method.required if arguments.get(name) in (None, "")]
            if missing:
                said = [f"[ERROR] missing required field: {name}" for name in missing]
                raise RefusedError("invalid_arguments", response_metadata={"messages": said})
            return {"ok": True, **method.do(self._workspace, arguments, call.token or "")}
        except RefusedError as refused:
            return {"ok": False, "error": refused.error, **refused.more}

    def _check_token(self, method: Method, token: str | None) -> None:
        if method.caller == "anybody":
            return
        if not token:
            raise RefusedError("not_authed")
        known = token == self._workspace.app_token or token in self._workspace.tokens
        if not known:
            raise RefusedError("invalid_auth")
        if (token == self._workspace.app_token) != (method.caller == "app"):
            raise RefusedError("not_allowed_token_type")


async def _arguments(request: web.Request) -> Json:
    """The arguments in the address and the body. Raises ValueError where they cannot be read."""
    found: Json = dict(request.query)
    if request.content_type == "application/json":
        body = await request.text()
        read = json.loads(body) if body else {}
        if not isinstance(read, dict):
            raise ValueError("no object")
        found |= read
    elif request.method == "POST":
        found |= {name: str(value) for name, value in (await request.post()).items()}
    for name in AS_JSON:
        if isinstance(found.get(name), str):
            found[name] = _read(found[name])
    return found


def _read(value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        return value  # no list of blocks, as the method will say


def _token(request: web.Request, arguments: Json) -> str | None:
    """The token, out of the header or the arguments; for OAuth the id and secret become arguments."""
    kind, _, value = request.headers.get("Authorization", "").partition(" ")
    given = arguments.pop("token", None)
    if kind == "Basic":
        client, _, secret = base64.b64decode(value).decode().partition(":")
        arguments |= {"client_id": client, "client_secret": secret}
        return None
    return value.strip() if kind == "Bearer" else given


def _error(response: web.Response) -> str | None:
    if response.content_type != "application/json" or not response.text:
        return None
    error = json.loads(response.text).get("error")
    return None if error is None else str(error)
