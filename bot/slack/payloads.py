"""What arrives from Slack, as typed values: past this door there are no loose dictionaries."""

from __future__ import annotations

import json
import re
from typing import Annotated, Any, NamedTuple, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from slack_bolt.request.async_request import AsyncBoltRequest

from ..answering.words.asides import without_emoji
from .markup import plain_lines, plain_text, unquoted, whole, words_in


def decoded(text: str) -> Any:
    """The JSON *text* as values. Raises what `json.loads` does.

    An escape may stand for half of a character, as where an emoji was cut in two: such text cannot be written
    anywhere, so that the half becomes a replacement character.

    >>> decoded(r'{"text": "corridor \\ud83d"}') == {"text": "corridor \N{REPLACEMENT CHARACTER}"}
    True
    """
    found = json.loads(text)
    if _HALF.search(text):
        found = json.loads(whole(json.dumps(found, ensure_ascii=False)))
    return found


_HALF = re.compile(r"\\u[dD][89a-fA-F]")


Value = TypeVar("Value")


def or_nothing(kind: type[Value], nothing: Value | None) -> BeforeValidator:
    """Takes what is of another *kind* for *nothing*: other apps' messages have nulls and worse anywhere."""
    return BeforeValidator(lambda value: value if isinstance(value, kind) else nothing)


Text = Annotated[str, or_nothing(str, "")]
Name = Annotated[str | None, or_nothing(str, None)]
Object = Annotated[dict[str, Any] | None, or_nothing(dict, None)]
Objects = Annotated[
    tuple[dict[str, Any], ...],
    BeforeValidator(
        lambda value: tuple(it for it in value if isinstance(it, dict)) if _is_list(value) else ()
    ),
]


def _is_ts(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(TS, value) is not None


def _is_list(value: Any) -> bool:
    return isinstance(value, (list, tuple))


SLACKBOT = "USLACKBOT"


class Payload(BaseModel):
    """Part of a payload: what is not named is not needed."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Sender(Payload):
    """Whose a request is, as Bolt reads it."""

    team_id: str | None = None
    enterprise_id: str | None = None


class Envelope(Payload):
    """What Bolt reads of a request of any kind, before it is handed to anything of ours."""

    event: dict[str, Any] = {}
    authorizations: list[dict[str, Any]] | None = None
    actions: list[dict[str, Any]] = Field(default=[], min_length=1)
    team: dict[str, Any] | None = None
    user: dict[str, Any] | None = None
    view: dict[str, Any] | None = None

    @classmethod
    def odd(cls, body: object) -> str:
        """The fields of *body* that are not of Slack's shape; empty where none of these is.

        >>> Envelope.odd({"type": "event_callback", "event": [], "authorizations": "x"})
        'authorizations, event'
        """
        try:
            cls.model_validate(body)
        except ValidationError as error:
            return odd_fields(error)
        return ""


class Ours(NamedTuple):
    """The ids of the app, of its bot and of the bot's user, as far as Slack tells them."""

    app: str | None
    bot: str | None
    user: str | None


NOBODY = Ours(None, None, None)


def ourselves(request: AsyncBoltRequest) -> Ours:
    """Who we are where *request* comes from; an app has another bot in each workspace."""
    app = request.body.get("api_app_id")
    return Ours(app if isinstance(app, str) else None, request.context.bot_id, request.context.bot_user_id)


def odd_fields(error: ValidationError) -> str:
    """The fields that *error* is about, without what stands in them."""
    return ", ".join(sorted({".".join(map(str, one["loc"])) for one in error.errors()}))


class Command(Payload):
    """A slash command as typed."""

    command: Text = ""
    text: Text = ""
    trigger_id: Text = ""


class HomeOpened(Payload):
    """Somebody looks at the app's tabs."""

    user: str
    channel: Text = ""
    tab: Annotated[str, or_nothing(str, "home")] = "home"


class PaneThread(Payload):
    """A thread of the agent pane."""

    channel_id: str
    thread_ts: str


class PaneOpened(Payload):
    """Somebody opened the agent pane of the older sort."""

    assistant_thread: PaneThread


class LinkShared(Payload):
    """Somebody wrote links to our page, in a message or while still writing one."""

    channel: Text = ""
    message_ts: Text = ""
    unfurl_id: Name = None
    source: Name = None
    links: Objects = ()

    @property
    def addresses(self) -> list[str]:
        """The links, each once."""
        return list(dict.fromkeys(it["url"] for it in self.links if isinstance(it.get("url"), str)))

    @property
    def place(self) -> dict[str, Any]:
        """Where they stand, as Slack wants to be told."""
        if self.unfurl_id and self.source:
            return {"unfurl_id": self.unfurl_id, "source": self.source}
        return {"channel": self.channel, "ts": self.message_ts}


class Executed(Payload):
    """A workflow came to a step of ours."""

    function_execution_id: str = Field(min_length=1)
    inputs: Object = None

    @property
    def question(self) -> str:
        """What is to be looked up; empty where nothing was given that is a text."""
        given = (self.inputs or {}).get("question")
        return given if isinstance(given, str) else ""


TS = r"^[0-9]{1,12}\.[0-9]{1,6}$"
"""By what Slack calls a message in its channel: when it was written."""


class Message(Payload):
    """A message that somebody wrote: a mention, a direct message, or one read from a thread."""

    text: Text = ""
    ts: str = Field(pattern=TS)
    channel: Text = ""
    thread_ts: Annotated[str | None, BeforeValidator(lambda value: value if _is_ts(value) else None)] = None
    user: Name = None
    app_id: Name = None
    bot_id: Name = None
    bot_profile: Object = None
    subtype: Name = None
    channel_type: Name = None
    metadata: Object = None
    edited: Object = None
    """A mention in a message that is changed comes as an event like others, marked so."""
    reply_count: Annotated[int, or_nothing(int, 0)] = 0
    blocks: Objects = ()
    attachments: Objects = ()
    files: Objects = ()

    @classmethod
    def read(cls, raw: object) -> Message | None:
        """A message as the Web API gives it; None for one that cannot even be placed."""
        try:
            return cls.model_validate(raw)
        except ValidationError:
            return None

    @property
    def is_direct(self) -> bool:
        """Whether it was written to the bot alone."""
        return self.channel_type == "im"

    @property
    def micros(self) -> int:
        """When it was written, in microseconds since 1970."""
        return micros(self.ts)

    @property
    def may_follow_up(self) -> bool:
        """Whether something may have been said before it."""
        return self.is_direct or self.thread_ts is not None

    @property
    def thread(self) -> str:
        """The thread that an answer belongs in: the message's own, or one that it opens."""
        return self.thread_ts or self.ts

    @property
    def is_from_a_person(self) -> bool:
        """Whether to answer at all: no bots, deletions, joins or previews.

        Slackbot writes what people once told it to.
        """
        return (
            self.subtype in (None, "file_share", "me_message", "thread_broadcast")
            and not self.bot_id
            and self.bot_profile is None
            and self.user not in (None, "", SLACKBOT)
        )

    def is_by(self, ours: Ours) -> bool:
        """Whether it is one of ours: other apps, and other bots of this sort, write what looks alike.

        One id that is ours is enough; where nothing says whose it is, it is known by what it holds.
        """
        app = self.app_id or (self.bot_profile or {}).get("app_id")
        ids = ((app, ours.app), (self.bot_id, ours.bot), (self.user, ours.user))
        same = [said == own for said, own in ids if said and own]
        return any(same) or not same

    def question(self) -> str:
        """What is asked, in plain text; nothing where there are only marks or emoji, as in "@OTS Bot?".

        Where the text says nothing it is what blocks and attachments say: many an app writes only there, and
        who forwards a message.
        """
        for said in (self.text, " ".join(words_in((*self.blocks, *self.attachments)))):
            text = plain_text(said)
            if any(char.isalnum() for char in without_emoji(text)):
                return text
        return ""

    def own_words(self) -> str:
        """What its writer says beside what is quoted, line by line; nothing where there are no words."""
        return _lines(unquoted(self.text))

    def said(self) -> str:
        """What it says to others than the bot: where there are no words, what its files are called."""
        return self.question() or plain_text(" ".join(words_in(self.files)))

    def lines(self) -> str:
        """The same line by line, for each may say something of its own: a list has no full stops."""
        return _lines(self.text) or self.said()

    @property
    def controls(self) -> list[tuple[str, str | None]]:
        """The buttons and selects under the message: by what each is called, and its value as it travels."""
        rows = (block.get("elements") for block in self.blocks)
        found = [it for row in rows if isinstance(row, list) for it in row if isinstance(it, dict)]
        named = [(it.get("action_id"), it.get("value")) for it in found]
        return [
            (name, value if isinstance(value, str) else None)
            for name, value in named
            if isinstance(name, str)
        ]

    def value_of(self, action_id: str) -> str | None:
        """The value of a button under the message, as it travels; None where it has no such button."""
        return next((value for name, value in self.controls if name == action_id), None)


def _lines(written: str) -> str:
    """The lines of *written* in plain text; nothing where there are only marks or emoji."""
    text = plain_lines(written)
    return text if any(char.isalnum() for char in without_emoji(text)) else ""


def micros(ts: str) -> int:
    """What Slack's *ts* says, as a number."""
    seconds, _, fraction = ts.partition(".")
    return int(seconds) * 1_000_000 + int(fraction.ljust(6, "0"))
