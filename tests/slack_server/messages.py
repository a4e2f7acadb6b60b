"""The methods of the Web API for messages: chat.* and conversations.*."""

from __future__ import annotations

from typing import Literal

from .limits import MOST_TEXT, faults, metadata_error
from .records import Json, Post
from .refusals import RefusedError, channel_of, refuse_faults, truth
from .workspace import Workspace


def _check_message(arguments: Json, surface: Literal["message", "ephemeral"]) -> None:
    text, blocks = arguments.get("text") or "", arguments.get("blocks")
    if not text and not blocks and not arguments.get("attachments"):
        raise RefusedError("no_text")
    if len(str(text)) > MOST_TEXT:
        raise RefusedError("msg_too_long")
    if blocks is not None:
        refuse_faults("invalid_blocks", faults(blocks, surface))
    if arguments.get("metadata") is not None:
        error = metadata_error(arguments["metadata"])
        if error:
            raise RefusedError(error)


def _post(workspace: Workspace, arguments: Json) -> Post:
    return Post(
        channel=str(arguments["channel"]),
        ts=workspace.new_ts(),
        text=str(arguments.get("text") or ""),
        user=workspace.bot_user,
        bot_id=workspace.bot_id,
        thread_ts=arguments.get("thread_ts"),
        blocks=list(arguments.get("blocks") or []),
        metadata=arguments.get("metadata"),
    )


def post_message(workspace: Workspace, arguments: Json, token: str) -> Json:
    channel_of(workspace, arguments)
    _check_message(arguments, "message")
    thread = arguments.get("thread_ts")
    if thread and not any(thread in (post.ts, post.thread_ts) for post in workspace.posts):
        raise RefusedError("thread_not_found")
    post = _post(workspace, arguments)
    post.method, post.token = "chat.postMessage", token
    workspace.add(post)
    return {"channel": post.channel, "ts": post.ts, "message": post.as_json(with_metadata=True)}


def post_ephemeral(workspace: Workspace, arguments: Json, _: str) -> Json:
    channel_of(workspace, arguments)
    if arguments["user"] not in workspace.users:
        raise RefusedError("user_not_in_channel")
    _check_message(arguments, "ephemeral")
    post = _post(workspace, arguments)
    post.method = "chat.postEphemeral"
    workspace.ephemerals.append(post)
    return {"message_ts": post.ts}


def _own(workspace: Workspace, arguments: Json, error: str) -> Post:
    """The bot's message that *arguments* name."""
    channel_of(workspace, arguments)
    post = workspace.find(str(arguments["channel"]), str(arguments["ts"]))
    if post is None:
        raise RefusedError("message_not_found")
    if post.bot_id != workspace.bot_id:
        raise RefusedError(error)
    return post


def update(workspace: Workspace, arguments: Json, _: str) -> Json:
    post = _own(workspace, arguments, "cant_update_message")
    _check_message(arguments, "message")
    post.text = str(arguments.get("text") or post.text)
    post.blocks = list(arguments.get("blocks") or ([] if arguments.get("text") else post.blocks))
    post.metadata = arguments.get("metadata") or post.metadata
    post.edited = True
    workspace.changed()
    return {"channel": post.channel, "ts": post.ts, "text": post.text, "message": post.as_json()}


def delete(workspace: Workspace, arguments: Json, _: str) -> Json:
    post = _own(workspace, arguments, "cant_delete_message")
    workspace.posts.remove(post)
    workspace.changed()
    return {"channel": post.channel, "ts": post.ts}


def replies(workspace: Workspace, arguments: Json, _: str) -> Json:
    """The thread, oldest first; its first message always comes."""
    channel_of(workspace, arguments)
    channel, root = arguments["channel"], str(arguments["ts"])
    thread = [it for it in workspace.posts if it.channel == channel and root in (it.ts, it.thread_ts)]
    if not thread:
        raise RefusedError("thread_not_found")
    parent = [it for it in thread if it.ts == root]
    others = [it for it in thread if it.ts != root and _is_between(it, arguments)]
    return _page(workspace, arguments, parent + _sorted(others), most=1_000, usual=1_000)


def history(workspace: Workspace, arguments: Json, _: str) -> Json:
    """The conversation outside its threads, newest first."""
    channel_of(workspace, arguments)
    found = [
        it
        for it in workspace.posts
        if it.channel == arguments["channel"] and it.thread_ts in (None, it.ts) and _is_between(it, arguments)
    ]
    page = _page(workspace, arguments, _sorted(found)[::-1], most=999, usual=100)
    for message in page["messages"]:
        replies = sum(
            it.channel == arguments["channel"] and it.thread_ts == message.get("ts") != it.ts
            for it in workspace.posts
        )
        if replies:
            message |= {"thread_ts": message["ts"], "reply_count": replies}
    return page


def _sorted(posts: list[Post]) -> list[Post]:
    return sorted(posts, key=lambda post: float(post.ts))


def _is_between(post: Post, arguments: Json) -> bool:
    ts, inclusive = float(post.ts), truth(arguments.get("inclusive"))
    latest, oldest = float(arguments.get("latest") or "inf"), float(arguments.get("oldest") or 0)
    return oldest < ts < latest or (inclusive and ts in (oldest, latest))


def _page(workspace: Workspace, arguments: Json, posts: list[Post], *, most: int, usual: int) -> Json:
    limit = int(arguments.get("limit") or usual)
    if not 1 <= limit <= most:
        raise RefusedError("invalid_limit")
    limit = min(limit, workspace.most_in_page or limit)
    start = int(arguments.get("cursor") or 0)
    metadata = truth(arguments.get("include_all_metadata"))
    page: Json = {"messages": [it.as_json(with_metadata=metadata) for it in posts[start : start + limit]]}
    page["has_more"] = start + limit < len(posts)
    if page["has_more"]:
        page["response_metadata"] = {"next_cursor": str(start + limit)}
    return page
