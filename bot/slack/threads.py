"""What was said before, read from Slack: from the newest end, in few calls, and never waited for long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from ..answering.conversation.turn import Turn
from ..delivery.client import NoAnswerError, hasty, heard, ornament
from .blocks import EVENT_TYPE, listing_of
from .interactions import ButtonValue
from .payloads import NOBODY, Message, Ours, micros

TurnData = dict[str, Any]
"""What a follow-up needs of a reply: the `event_payload` of the message's metadata, as it was posted."""

MOST_IN_PAGE = 999
"""Messages asked for at once. Apps that are sold outside Slack's own directory get 15 all the same."""

MOST_OF_HISTORY = 20
"""Messages of a direct conversation that are read: they come newest first."""

LATELY = 60 * 60 * 1_000_000
"""Microseconds before a question in which its thread is read first: a follow-up mostly follows soon."""

MOST_CALLS = 50
"""Calls for one thread at most: as many as come to an end in time."""


async def last_turn(client: AsyncWebClient, message: Message, ours: Ours) -> TurnData | None:
    """What the bot said last before *message*, empty where it said nothing; None where it cannot be read."""
    calls = hasty(client)
    if message.thread_ts:
        looking = _Thread(calls, message.channel, message.thread_ts, ours).last(message.micros)
    else:
        looking = _last_in_conversation(calls, message, ours)
    return await ornament(looking, f"what was said before {message.ts}")


async def parent(client: AsyncWebClient, message: Message) -> Message | None:
    """The message that began the thread of *message*; None where it cannot be read."""
    if not message.thread_ts:
        return None
    thread = _Thread(hasty(client), message.channel, message.thread_ts)
    await ornament(thread.read_parent(), f"what the thread of {message.ts} began with")
    return thread.parent


def turn_of(message: Message, ours: Ours) -> TurnData | None:
    """What the bot said in *message*, for a follow-up; None where it is no answer of the bot's.

    By the button below it, which is right also where an answer was shared, or replaced by another topic; else
    by the metadata of the post.
    """
    if not message.is_by(ours):
        return None
    metadata = message.metadata or {}
    payload = metadata.get("event_payload") if metadata.get("event_type") == EVENT_TYPE else None
    kept = payload if isinstance(payload, dict) and followed(payload) else None
    below = ButtonValue.read(message.value_of("context"))
    if below.entry and (kept is None or kept.get("entry") != below.entry):
        return Turn(below.query, "answer", below.entry, below.fact or 0).as_data()
    return kept


def followed(said: object) -> Turn | None:
    """The turn that is kept as *said*; None where it is none that people go on from, as of thanks."""
    turn = Turn.read(said)
    return None if turn is None or turn.said == "help" else turn


def shown(message: Message, ours: Ours) -> ButtonValue | None:
    """What leads to what the bot shows in *message*; None where it is not the bot's, or shows no topic."""
    if not message.is_by(ours):
        return None
    below = ButtonValue.read(message.value_of("context"))
    if below.entry:
        return below
    asked = ButtonValue.read(message.value_of("choose:1")).query
    listings = (listing_of(name) for name, _ in message.controls)
    return ButtonValue(query=asked) if asked else next(filter(None, listings), None)


@dataclass(frozen=True)
class _Page:
    messages: list[Message]
    """Oldest first."""
    is_whole: bool
    """Whether nothing of what was asked for is missing at its newer end."""


class _Thread:
    """One thread, read by stretches of time in microseconds: both ends are outside of a stretch."""

    def __init__(self, client: AsyncWebClient, channel: str, root: str, ours: Ours = NOBODY) -> None:
        self._client = client
        self._channel = channel
        self._root = root
        self._ours = ours
        self._calls = 0
        self.parent: Message | None = None

    async def last(self, before: int) -> TurnData:
        """The last turn, empty where there is none. Raises one of `UNHEARD`."""
        beginning = micros(self._root)
        lately = max(beginning, before - LATELY)
        found = await self._newest(lately, before)
        if found is None and lately > beginning:
            found = await self._newest(beginning, lately + 1)
        if found is None and self.parent is not None:
            found = turn_of(self.parent, self._ours)
        return found or {}

    async def _newest(self, oldest: int, latest: int) -> TurnData | None:
        """The last turn between *oldest* and *latest*.

        A page begins with the oldest message, and the newest are wanted: where a page is not whole, the later
        half of what it lacks is looked through first, and so on.
        """
        if latest - oldest <= 1:
            return None
        page = await self._read(oldest, latest)
        turns = (turn_of(it, self._ours) for it in reversed(page.messages))
        found = next((turn for turn in turns if turn is not None), None)
        if page.is_whole:
            return found
        seen = page.messages[-1].micros if page.messages else oldest
        middle = (seen + latest) // 2
        later = await self._newest(middle, latest) or await self._newest(seen, middle + 1)
        return later or found

    async def _read(self, oldest: int, latest: int) -> _Page:
        found = await self._call(
            oldest=_ts(oldest), latest=_ts(latest), inclusive=False, include_all_metadata=True
        )
        messages = [it for it in found if oldest < it.micros < latest]
        return _Page(messages, self._is_whole)

    async def read_parent(self) -> bool:
        """Read what the thread began with: it comes first whatever is asked for."""
        await self._call(limit=1)
        return True

    async def _call(self, limit: int = MOST_IN_PAGE, **wanted: Any) -> list[Message]:
        self._calls += 1
        if self._calls > MOST_CALLS:
            raise NoAnswerError(f"not found in {MOST_CALLS} pages")
        found = await heard(
            self._client.conversations_replies(channel=self._channel, ts=self._root, limit=limit, **wanted)
        )
        self._is_whole = not found.get("has_more")
        messages = _messages(found.get("messages"))
        self.parent = self.parent or next((it for it in messages if it.ts == self._root), None)
        return sorted(messages, key=lambda it: it.micros)


async def _last_in_conversation(client: AsyncWebClient, message: Message, ours: Ours) -> TurnData:
    """The last turn in a direct conversation, where answers stand in the threads of questions."""
    found = await heard(
        client.conversations_history(
            channel=message.channel,
            latest=message.ts,
            inclusive=False,
            include_all_metadata=True,
            limit=MOST_OF_HISTORY,
        )
    )
    before = message.micros
    earlier = sorted(_messages(found.get("messages")), key=lambda it: -it.micros)
    for one in earlier:
        if one.micros >= before:
            continue
        if one.reply_count:
            turn = await _Thread(client, message.channel, one.ts, ours).last(before)
        else:
            turn = turn_of(one, ours) or {}
        if turn:
            return turn
    return {}


def _messages(raw: object) -> list[Message]:
    """The messages of an answer, each by itself: what is none is passed over."""
    if not isinstance(raw, list):
        return []
    return [message for it in raw if (message := Message.read(it)) is not None]


def _ts(at: int) -> str:
    return f"{at // 1_000_000}.{at % 1_000_000:06}"
