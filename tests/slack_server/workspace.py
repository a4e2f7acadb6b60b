"""The workspace: its conversations and people, and everything that happened in it."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import secrets
import time
from dataclasses import dataclass
from typing import Any

from .failures import Failures
from .limits import faults, option_faults, view_faults
from .records import Call, Json, Payload, Post, ResponsePost, ResponseUrl, ViewCall

TRIGGER_WITHIN = 3.0
"""Seconds for which a trigger may be exchanged."""

RESPOND_WITHIN = 30 * 60
"""Seconds for which a response URL works."""

MOST_RESPONSES = 5


@dataclass(frozen=True)
class Channel:
    """A conversation."""

    name: str
    is_direct: bool = False
    has_bot: bool = True


@dataclass(frozen=True)
class Installation:
    """Where a bot token belongs."""

    team: str
    enterprise: str | None = None


class Workspace:
    """State that the Web API, the response URLs and the people share."""

    bot_token = "xoxb-1-TESTTOKEN"  # noqa: S105 - opens nothing
    app_token = "xapp-1-TESTTOKEN"  # noqa: S105
    signing_secret = "0123456789abcdef0123456789abcdef"  # noqa: S105
    client_id = "1.1"
    client_secret = "fedcba9876543210fedcba9876543210"  # noqa: S105
    team = "T1"
    app_id = "A1"
    bot_user = "U0BOT"
    bot_id = "B0BOT"

    def __init__(self) -> None:
        self.base_url = ""
        self.channels = {
            "C1": Channel("general"),
            "C9": Channel("elsewhere", has_bot=False),
            "D1": Channel("directmessage", is_direct=True),
        }
        self.users = ["U1", "U2", self.bot_user]
        self.tokens: dict[str, Installation] = {self.bot_token: Installation(self.team)}
        self.scopes = ["app_mentions:read", "assistant:write", "chat:write", "commands"]
        """What the app may do, as Slack tells beside each answer."""
        self.scopes += [f"{where}:history" for where in ("channels", "groups", "im", "mpim")]
        self.codes: dict[str, Installation | None] = {}
        self.refreshing: dict[str, Installation | None] = {}
        self.token_lives: int | None = None
        """Seconds that the tokens of new installations live; None where they are not rotated."""
        self.most_in_page: int | None = None
        """Messages that come at once at most, whatever is asked for: 15 for apps sold outside the directory."""
        self.posts: list[Post] = []
        self.ephemerals: list[Post] = []
        self.responses: list[ResponsePost] = []
        self.refused: list[ResponsePost] = []
        self.views: list[ViewCall] = []
        self.unfurls: dict[str, Json] = {}
        """What was put below messages, by the links in them."""
        self.calls: list[Call] = []
        self.steps: dict[str, Json | str | None] = {}
        """How steps of workflows ended, by their execution: with outputs, or with why not; None until then."""
        self.response_urls: dict[str, ResponseUrl] = {}
        self.failures = Failures()
        self.given_out: set[str] = set()
        """What lets whoever knows it do something here: triggers, tickets, codes, and the like."""
        self._triggers: dict[str, float | None] = {}
        self._shift = 0.0
        self._last_ts = 0
        self._numbers = itertools.count(1)
        self._changed = asyncio.Event()

    @property
    def answers(self) -> list[Post]:
        """The messages that the bot posted with chat.postMessage, in order, and that still stand."""
        return [post for post in self.posts if post.method == "chat.postMessage"]

    def pass_time(self, seconds: float) -> None:
        """Let time pass for triggers and response URLs: *seconds* later they have expired or not."""
        self._shift += seconds

    def now(self) -> float:
        """The time in this workspace, in seconds since 1970."""
        return time.time() + self._shift

    def new_ts(self) -> str:
        """The `ts` of a new message: later than every other."""
        self._last_ts = max(self._last_ts + 1, int(self.now() * 1_000_000))
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06}"

    def new_id(self, prefix: str) -> str:
        return f"{prefix}{next(self._numbers):08}"

    def changed(self) -> None:
        """Wake whoever waits for something to happen."""
        self._changed.set()
        self._changed = asyncio.Event()

    async def until_changed(self, within: float) -> None:
        """Return when something happened, or after *within* seconds."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._changed.wait(), within)

    def add(self, post: Post) -> Post:
        """Put *post* into its conversation."""
        self.posts.append(post)
        self.changed()
        return post

    def find(self, channel: str, ts: str | None) -> Post | None:
        """The message that stands in *channel* under *ts*."""
        return next((post for post in self.posts if post.channel == channel and post.ts == ts), None)

    def new_trigger(self) -> str:
        """A trigger, good for one window."""
        trigger = f"{1_000_000_000_000 + next(self._numbers)}.{738_474_920}.{secrets.token_hex(16)}"
        self._triggers[trigger] = self.now()
        self.given_out.add(trigger)
        return trigger

    def exchange(self, trigger: str) -> str | None:
        """Use *trigger*; the error where that cannot be."""
        if trigger not in self._triggers:
            return "invalid_trigger_id"
        made = self._triggers[trigger]
        if made is None:
            return "exchanged_trigger_id"
        if self.now() - made > TRIGGER_WITHIN:
            return "expired_trigger_id"
        self._triggers[trigger] = None
        return None

    def new_response_url(
        self,
        channel: str,
        user: str,
        *,
        original: Post | ResponsePost | None = None,
        ephemeral: bool = True,
        kind: str = "actions",
    ) -> str:
        """An address for answers to one command or click."""
        number = self.new_id("")
        url = ResponseUrl(number, channel, user, self.now(), original, ephemeral)
        self.response_urls[number] = url
        secret = secrets.token_hex(12)
        self.given_out.add(secret)
        return f"{self.base_url}/{kind}/{self.team}/{number}/{secret}"

    def new_socket_url(self) -> str:
        """An address for one connection: the server knows."""
        raise NotImplementedError

    def code(self, team: str = "T2", *, enterprise: str | None = None) -> str:
        """A code as Slack gives it to the redirect URL once somebody agreed to install the app."""
        code = self.new_id("code.")
        self.codes[code] = Installation(team, enterprise)
        self.given_out.add(code)
        return code

    def take_acknowledgement(self, payload: Payload, body: Json | None) -> Post | None:
        """Do what Slack does with the acknowledgement of *payload*; the message that it puts up for all.

        Raises AssertionError with the faults where Slack would refuse it.
        """
        body = body or {}
        found: list[str] = []
        if payload.kind == "slash_commands":
            in_channel = body.get("response_type") == "in_channel"
            found = faults(body.get("blocks") or [], "message" if in_channel else "ephemeral")
            if len(str(body.get("text", ""))) > 4_000:
                found.append("text is longer than 4,000 characters")
            assert not found, f"the acknowledgement breaks Slack's rules: {found}"
            return self._post_command(payload, body) if in_channel else None
        if payload.body.get("type") == "block_suggestion":
            found = option_faults(body.get("options"))
        elif isinstance(body.get("view"), dict):
            found = view_faults(body["view"])
        assert not found, f"the acknowledgement breaks Slack's rules: {found}"
        return None

    def _post_command(self, payload: Payload, body: Json) -> Post:
        blocks: list[Any] = body.get("blocks") or []
        post = Post(payload.body["channel_id"], self.new_ts(), str(body.get("text", "")), self.bot_user)
        post.bot_id, post.blocks, post.method = self.bot_id, blocks, "command"
        post.metadata = body.get("metadata")
        return self.add(post)
