"""What people click on, choose, type and send off, as typed values; and what a button remembers."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field

from .payloads import Message, Name, Payload, Text, or_nothing

MOST_OF_QUERY = 600
"""Characters of a question that a button remembers."""

MOST_OF_VALUE = 2_000
"""Characters of a button's value, in which some characters of a question are written as six."""


class ButtonValue(Payload):
    """All that a button needs to know, so that it works on messages of any age."""

    entry: str | None = Field(default=None, alias="e")
    query: str = Field(default="", alias="q")
    page: int = Field(default=0, alias="p")
    place: int = Field(default=0, alias="n")
    """Paragraph, or another place to go to."""
    fact: int | None = Field(default=None, alias="f")
    """The number of the fact that leads, among those of the entry."""

    model_config = ConfigDict(extra="ignore", frozen=True, populate_by_name=True)

    def written(self) -> str:
        """The value as it travels."""
        query = self.query[:MOST_OF_QUERY].encode(errors="replace").decode()
        while True:
            short = self if query == self.query else self.model_copy(update={"query": query})
            written = short.model_dump_json(by_alias=True, exclude_defaults=True)
            if len(written) <= MOST_OF_VALUE or not query:
                return written
            query = query[: len(query) // 2]

    @classmethod
    def read(cls, value: str | None) -> ButtonValue:
        """What a button said; nothing at all for a value that is not ours."""
        try:
            return cls.model_validate_json(value or "{}")
        except ValueError:
            return cls()


class Typed(Payload):
    """What was typed so far into a select with type-ahead."""

    value: Text = ""


class Shown(Message):
    """A message that a shortcut was used on: it is read, and where it stands need not be known."""

    ts: Text = ""


class Shortcut(Payload):
    """A shortcut that was used; a message shortcut names its message."""

    trigger_id: Text = ""
    action_ts: Text = ""
    response_url: Name = None
    message: Annotated[Shown | None, or_nothing(dict, None)] = None

    @property
    def key(self) -> str:
        """Names this use and no other; not the whole trigger, with which windows may be opened."""
        return f"shortcut:{self.trigger_id.partition('.')[0] or self.action_ts}"


class Person(Payload):
    """Who did something."""

    id: str = Field(pattern=r"^[A-Z0-9]+$")


class Chosen(Payload):
    """What was chosen in a select."""

    value: Name = None


class Action(Payload):
    """A button, select or feedback element."""

    action_id: str
    action_ts: Text = ""
    value: Name = None
    selected_option: Chosen | None = None

    @property
    def value_read(self) -> ButtonValue:
        """What it stands for."""
        return ButtonValue.read(self.selected_option.value if self.selected_option else self.value)


class Container(Payload):
    """Where something was used."""

    is_ephemeral: Annotated[bool, or_nothing(bool, False)] = False
    channel_id: Name = None
    message_ts: Name = None
    thread_ts: Name = None


class OpenView(Payload):
    """The window or Home tab in which something was used."""

    id: str
    type: str


class Used(Payload):
    """A button or select that was used, and its surroundings."""

    actions: tuple[Action, ...] = Field(min_length=1)
    user: Person
    container: Annotated[Container, or_nothing(dict, {})] = Container()
    response_url: Name = None
    trigger_id: Text = ""
    view: OpenView | None = None

    @property
    def action(self) -> Action:
        return self.actions[0]

    @property
    def request(self) -> str:
        """Names this use and no other; not the whole trigger, with which windows may be opened."""
        return f"{self.trigger_id.partition('.')[0] or self.action.action_ts}:{self.action.action_id}"


class Entered(Payload):
    """What a field of a window holds."""

    value: Name = None
    selected_options: Annotated[tuple[Chosen, ...], or_nothing(list, ())] = ()


class State(Payload):
    """The fields of a window, by the ids of block and action."""

    values: Annotated[dict[str, dict[str, Entered]], or_nothing(dict, {})] = Field(default_factory=dict)


class SubmittedView(Payload):
    """A window that was sent off."""

    private_metadata: Text = ""
    state: Annotated[State, or_nothing(dict, {})] = State()


class Submission(Payload):
    """Somebody sends a window off."""

    view: SubmittedView

    @property
    def about(self) -> ButtonValue:
        """What the window was opened on."""
        return ButtonValue.read(self.view.private_metadata)

    @property
    def written(self) -> str:
        """The text in it."""
        return "\n".join(it.value for it in self._fields if it.value)

    def has(self, option: str) -> bool:
        """Whether the box *option* is ticked."""
        return any(one.value == option for it in self._fields for one in it.selected_options)

    @property
    def _fields(self) -> list[Entered]:
        return [it for block in self.view.state.values.values() for it in block.values()]
