"""What the stand-in keeps and gives back: messages, calls, views, payloads and acknowledgements."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass
class Post:
    """A message that stands in a conversation; edits change it in place."""

    channel: str
    ts: str
    text: str = ""
    user: str | None = None
    bot_id: str | None = None
    thread_ts: str | None = None
    blocks: list[Json] = field(default_factory=list)
    """Exactly as they were sent."""
    metadata: Json | None = None
    subtype: str | None = None
    method: str = ""
    """How it came: "chat.postMessage", "response_url", "command"; empty for what people write."""
    token: str = ""
    """Whose call made it, where it came by "chat.postMessage"."""
    edited: bool = False
    odd: Json = field(default_factory=dict)
    """What else stands in the message, as other apps write them: nulls, values of other types."""
    lacks: tuple[str, ...] = ()
    """Fields that it does not have."""

    def as_json(self, *, with_metadata: bool = False) -> Json:
        """The message as Slack's Web API and payloads show it; Slack makes blocks for bare text."""
        message: Json = {"type": "message", "user": self.user, "ts": self.ts, "text": self.text}
        message["team"] = "T1"
        message["blocks"] = with_ids(self.blocks) if self.blocks else text_blocks(self.text)
        optional = {
            "subtype": self.subtype,
            "bot_id": self.bot_id,
            "thread_ts": self.thread_ts,
            "app_id": "A1" if self.bot_id == "B0BOT" else None,
            "metadata": self.metadata if with_metadata else None,
            "edited": {"user": self.user, "ts": self.ts} if self.edited else None,
        }
        message |= {key: value for key, value in optional.items() if value is not None}
        return {key: value for key, value in (message | self.odd).items() if key not in self.lacks}


def with_ids(blocks: list[Json]) -> list[Json]:
    """*blocks* with the ids that Slack gives to those that have none."""
    return [{"block_id": f"made{number}", **block} for number, block in enumerate(blocks)]


def text_blocks(text: str) -> list[Json]:
    """What Slack's composer makes of *text*."""
    if not text:
        return []
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return [{"type": "rich_text", "block_id": "made0", "elements": [section]}]


@dataclass
class ResponseUrl:
    """An address under which the bot may answer one command or click."""

    id: str
    channel: str
    user: str
    made: float
    original: Post | ResponsePost | None = None
    """The message under which the click was made; None for a command or an ephemeral acknowledgement."""
    ephemeral: bool = True
    """Whether that message is seen by one person only."""
    uses: int = 0


@dataclass
class ResponsePost:
    """What was sent to a response URL."""

    url: str
    """The id of the response URL: payloads made by one click share it."""
    body: Json
    channel: str
    user: str
    ts: str
    at: float
    """When it came, by `time.monotonic`."""
    ephemeral: bool = True
    post: Post | None = None
    """The message in the conversation that it made or changed."""
    status: int = 200

    @property
    def text(self) -> str:
        return str(self.body.get("text", ""))

    @property
    def blocks(self) -> list[Json]:
        return list(self.body.get("blocks") or [])

    @property
    def delete_original(self) -> bool:
        return bool(self.body.get("delete_original"))

    @property
    def replace_original(self) -> bool:
        return bool(self.body.get("replace_original"))

    @property
    def response_type(self) -> str | None:
        found = self.body.get("response_type")
        return None if found is None else str(found)

    @property
    def thread_ts(self) -> str | None:
        found = self.body.get("thread_ts")
        return None if found is None else str(found)


@dataclass
class ViewCall:
    """A window or Home tab as it was opened, updated or published."""

    method: str
    view: Json
    id: str
    """Given back to the bot as `view.id`."""
    trigger_id: str | None = None
    user_id: str | None = None
    view_id: str | None = None

    @property
    def blocks(self) -> list[Json]:
        return list(self.view.get("blocks") or [])

    def as_json(self, values: Json | None = None) -> Json:
        """The view as payloads show it, with *values* chosen in it so far."""
        return {
            "private_metadata": "",
            "callback_id": "",
            "title": None,
            "close": None,
            "submit": None,
            "clear_on_close": False,
            "notify_on_close": False,
            **self.view,
            "id": self.id,
            "team_id": "T1",
            "app_id": "A1",
            "app_installed_team_id": "T1",
            "bot_id": "B0BOT",
            "blocks": with_ids(self.blocks),
            "state": {"values": values or {}},
            "hash": f"1700000000.{self.id}",
            "previous_view_id": None,
            "root_view_id": self.id,
            "external_id": self.view.get("external_id", ""),
        }


@dataclass
class Call:
    """A call of the Web API."""

    method: str
    arguments: Json
    token: str | None
    at: float
    """When it came, by `time.monotonic`."""
    status: int | None = None
    """The HTTP status given; None while there is none, and where the connection was closed instead."""
    error: str | None = None
    """The `error` given, where `ok` was false."""


@dataclass(frozen=True)
class Payload:
    """Something that happened in Slack, to be delivered over either transport."""

    kind: str
    """ "slash_commands", "events_api" or "interactive"."""
    body: Json
    ts: str = ""
    """The `ts` of the message that this is about; for a command, of the answer that only one person sees."""
    post: Post | None = None
    """The message that this is about, where one stands."""

    @property
    def thread(self) -> str:
        """The thread of the message: its `thread_ts`, or its own `ts`."""
        return (self.post.thread_ts if self.post else None) or self.ts

    @property
    def trigger_id(self) -> str:
        return str(self.body.get("trigger_id", ""))

    def of_team(self, team: str, *, enterprise: str | None = None) -> Payload:
        """The same from another workspace (`enterprise`: of an org that installed the app as a whole)."""
        body = json.loads(json.dumps(self.body).replace('"T1"', json.dumps(team)))
        if enterprise:
            body["enterprise_id"] = enterprise
            body["is_enterprise_install"] = "true" if self.kind == "slash_commands" else True
            if self.kind == "interactive":
                body["enterprise"] = {"id": enterprise, "name": "Org"}
            for authorization in body.get("authorizations", ()):
                authorization.update(enterprise_id=enterprise, is_enterprise_install=True)
        return Payload(self.kind, body, self.ts, self.post)


@dataclass(frozen=True)
class Acknowledgement:
    """How an envelope was acknowledged over a socket."""

    envelope_id: str
    payload: Json | None
    seconds: float
    """From the first delivery."""
    request: Payload
    deliveries: int = 1
    """How often it had to be delivered."""


@dataclass(frozen=True)
class Received:
    """How the bot took a delivery, or answered any other request."""

    status: int
    """The HTTP status; over a socket 200 when acknowledged, else 0."""
    body: str
    json: Json | None
    seconds: float
    headers: dict[str, str] = field(default_factory=dict)
    """Names in small letters."""
    request: Payload | None = None
    post: Post | None = None
    """The message that the acknowledgement of a command put into the conversation."""

    @property
    def text(self) -> str:
        return str((self.json or {}).get("text", ""))

    @property
    def blocks(self) -> list[Json]:
        return list((self.json or {}).get("blocks") or [])
