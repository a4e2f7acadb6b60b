"""The methods of the Web API. An error raises `RefusedError`; the rest is the answer beside ``ok``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from . import messages
from .limits import faults, view_faults
from .records import Json, ViewCall
from .refusals import RefusedError, channel_of, refuse_faults, truth
from .workspace import Installation, Workspace

Do = Callable[[Workspace, Json, str], Json]
"""Takes the workspace, the arguments and the token."""


@dataclass(frozen=True)
class Method:
    do: Do
    required: tuple[str, ...] = ()
    caller: Literal["bot", "app", "anybody"] = "bot"
    """Who may call it: whose token is needed."""


def _view_call(workspace: Workspace, method: str, view: Json, number: str, **more: Any) -> Json:
    call = ViewCall(method, view, number, **more)
    workspace.views.append(call)
    workspace.changed()
    return {"view": call.as_json()}


def views_open(workspace: Workspace, arguments: Json, _: str) -> Json:
    view, trigger = arguments["view"], str(arguments["trigger_id"])
    refuse_faults("invalid_arguments", view_faults(view) or _must_be(view, "modal"))
    error = workspace.exchange(trigger)
    if error:
        raise RefusedError(error)
    return _view_call(workspace, "views.open", view, workspace.new_id("V"), trigger_id=trigger)


def views_update(workspace: Workspace, arguments: Json, _: str) -> Json:
    view, number = arguments["view"], str(arguments["view_id"])
    refuse_faults("invalid_arguments", view_faults(view))
    if not any(call.id == number for call in workspace.views):
        raise RefusedError("not_found")
    return _view_call(workspace, "views.update", view, number, view_id=number)


def views_publish(workspace: Workspace, arguments: Json, _: str) -> Json:
    view, user = arguments["view"], str(arguments["user_id"])
    refuse_faults("invalid_arguments", view_faults(view) or _must_be(view, "home"))
    if user not in workspace.users:
        raise RefusedError("user_not_found")
    return _view_call(workspace, "views.publish", view, f"VHOME{user}", user_id=user)


def _must_be(view: Json, kind: str) -> list[str]:
    return [] if view.get("type") == kind else [f"must be a {kind} view [json-pointer:/view/type]"]


def thread_change(workspace: Workspace, arguments: Json, _: str) -> Json:
    """Status, title or prompts of a thread, or prompts of the whole Messages tab."""
    channel_of(workspace, arguments, "channel_id")
    thread = arguments.get("thread_ts")
    if thread is not None and not any(thread in (post.ts, post.thread_ts) for post in workspace.posts):
        raise RefusedError("invalid_thread_ts")
    prompts = arguments.get("prompts", [])
    if not isinstance(prompts, list) or len(prompts) > 4:
        refuse_faults("invalid_arguments", ["no more than 4 items allowed [json-pointer:/prompts]"])
    if not all(isinstance(it, dict) and it.get("title") and it.get("message") for it in prompts):
        refuse_faults("invalid_arguments", ["must have title and message [json-pointer:/prompts]"])
    return {}


def chat_unfurl(workspace: Workspace, arguments: Json, _: str) -> Json:
    """What is to stand below a message, by the links in it."""
    by_place, by_id = ("channel", "ts"), ("unfurl_id", "source")
    if not (all(map(arguments.get, by_place)) or all(map(arguments.get, by_id))):
        refuse_faults("invalid_arguments", ["needs channel and ts, or unfurl_id and source"])
    for address, unfurl in arguments["unfurls"].items():
        refuse_faults(
            "cannot_parse_attachment", [f"{address}: {it}" for it in faults(unfurl["blocks"], "message")]
        )
    workspace.unfurls.update(arguments["unfurls"])
    workspace.changed()
    return {}


def step_completed(workspace: Workspace, arguments: Json, _: str) -> Json:
    """A step of a workflow ends well, with what it gives to those that follow."""
    outputs = arguments["outputs"]
    if not isinstance(outputs, dict) or not all(isinstance(it, str) for it in outputs.values()):
        raise RefusedError("parameter_validation_failed")
    return _step_ended(workspace, arguments, outputs)


def step_failed(workspace: Workspace, arguments: Json, _: str) -> Json:
    return _step_ended(workspace, arguments, str(arguments["error"]))


def _step_ended(workspace: Workspace, arguments: Json, how: Json | str) -> Json:
    execution = str(arguments["function_execution_id"])
    if execution not in workspace.steps:
        raise RefusedError("function_execution_not_found")
    if workspace.steps[execution] is not None:
        raise RefusedError("function_execution_already_ended")
    workspace.steps[execution] = how
    workspace.changed()
    return {}


def auth_test(workspace: Workspace, _: Json, token: str) -> Json:
    where = workspace.tokens[token]
    org = {"enterprise_id": where.enterprise} if where.enterprise else {}
    return {
        "url": "https://test.slack.com/",
        "team": "Test",
        "user": "otsbot",
        "team_id": where.team,
        "user_id": workspace.bot_user,
        "bot_id": workspace.bot_id,
        "is_enterprise_install": where.enterprise is not None,
        **org,
    }


def auth_revoke(workspace: Workspace, arguments: Json, token: str) -> Json:
    if truth(arguments.get("test")):
        return {"revoked": False}
    del workspace.tokens[token]
    return {"revoked": True}


def oauth_access(workspace: Workspace, arguments: Json, _: str) -> Json:
    """Exchange a code, or where tokens expire a refresh token, once, for what a bot needs to know."""
    if arguments["client_id"] != workspace.client_id:
        raise RefusedError("invalid_client_id")
    if arguments["client_secret"] != workspace.client_secret:
        raise RefusedError("bad_client_secret")
    refreshed = arguments.get("grant_type") == "refresh_token"
    known = workspace.refreshing if refreshed else workspace.codes
    given = str(arguments.get("refresh_token" if refreshed else "code"))
    if given not in known:
        raise RefusedError("invalid_refresh_token" if refreshed else "invalid_code")
    where: Installation | None = known[given]
    if where is None:
        raise RefusedError("invalid_refresh_token" if refreshed else "code_already_used")
    known[given] = None  # either works once
    token = f"xoxb-{where.team}-{workspace.new_id('TOKEN')}"
    workspace.tokens[token] = where
    rotation = {}
    if workspace.token_lives is not None:
        rotation = {"refresh_token": workspace.new_id("xoxe-1-"), "expires_in": workspace.token_lives}
        workspace.refreshing[str(rotation["refresh_token"])] = where
    return {
        **rotation,
        "app_id": workspace.app_id,
        "authed_user": {"id": "U1"},
        "scope": "app_mentions:read,assistant:write,chat:write,commands,im:history",
        "token_type": "bot",
        "access_token": token,
        "bot_user_id": workspace.bot_user,
        "team": None if where.enterprise else {"id": where.team, "name": f"Team {where.team}"},
        "enterprise": {"id": where.enterprise, "name": "Org"} if where.enterprise else None,
        "is_enterprise_install": where.enterprise is not None,
    }


def users_info(workspace: Workspace, arguments: Json, _: str) -> Json:
    user = arguments["user"]
    if user not in workspace.users:
        raise RefusedError("user_not_found")
    profile = {"real_name": f"Person {user}", "display_name": str(user).lower()}
    return {
        "user": {
            "id": user,
            "team_id": workspace.team,
            "name": str(user).lower(),
            "is_bot": user == workspace.bot_user,
            "tz": "Europe/Istanbul",
            "locale": "en-US",
            "profile": profile,
        }
    }


def connections_open(workspace: Workspace, _: Json, __: str) -> Json:
    return {"url": workspace.new_socket_url()}


def api_test(_: Workspace, __: Json, ___: str) -> Json:
    return {}


METHODS: Mapping[str, Method] = {
    "api.test": Method(api_test, caller="anybody"),
    "auth.test": Method(auth_test),
    "auth.revoke": Method(auth_revoke),
    "apps.connections.open": Method(connections_open, caller="app"),
    "oauth.v2.access": Method(oauth_access, ("client_id", "client_secret"), caller="anybody"),
    "users.info": Method(users_info, ("user",)),
    "chat.postMessage": Method(messages.post_message, ("channel",)),
    "chat.postEphemeral": Method(messages.post_ephemeral, ("channel", "user")),
    "chat.update": Method(messages.update, ("channel", "ts")),
    "chat.unfurl": Method(chat_unfurl, ("unfurls",)),
    "chat.delete": Method(messages.delete, ("channel", "ts")),
    "functions.completeSuccess": Method(step_completed, ("function_execution_id", "outputs")),
    "functions.completeError": Method(step_failed, ("function_execution_id", "error")),
    "conversations.replies": Method(messages.replies, ("channel", "ts")),
    "conversations.history": Method(messages.history, ("channel",)),
    "views.open": Method(views_open, ("trigger_id", "view")),
    "views.update": Method(views_update, ("view_id", "view")),
    "views.publish": Method(views_publish, ("user_id", "view")),
    "assistant.threads.setStatus": Method(thread_change, ("channel_id", "thread_ts")),
    "assistant.threads.setTitle": Method(thread_change, ("channel_id", "thread_ts", "title")),
    "assistant.threads.setSuggestedPrompts": Method(thread_change, ("channel_id", "prompts")),
}
