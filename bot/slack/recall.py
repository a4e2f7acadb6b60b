"""What the bot said last, remembered: most follow-ups then need no call to Slack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from ..answering.conversation.turn import Turn
from ..answering.recent import Recent
from ..delivery.away import MaybeAway
from .payloads import Message

if TYPE_CHECKING:
    from ..store.conversations import Conversations  # takes the extra for databases

MOST_RECALLED = 20_000
"""Conversations kept in memory, of some 200 bytes each; those that were begun first go first."""

MOST_OWED = 10_000
"""Conversations, kept at most, that the database is told of when it is back."""

MOST_PAID = 20
"""Of those, how many it is told of beside something new."""

AskedTurn = tuple[int, Turn]
"""When something was asked, in microseconds since 1970 as Slack has it, and what is kept of the reply."""


@dataclass(frozen=True)
class Recalled:
    """A turn, and whether it is known that nothing was said since."""

    turn: Turn
    is_last: bool


class Recall:
    """The last turn of conversations, each a channel and a thread; with no thread, the channel itself."""

    def __init__(self, *, alone: bool = True) -> None:
        self._alone = alone
        """Whether nobody else may have answered since: no other process, no replica."""
        self._said: Recent[str, AskedTurn] = Recent(MOST_RECALLED)

    def remember(self, message: Message, turn: Turn) -> tuple[str, ...]:
        """From now on *turn*, the reply to *message*, is the last: before it is posted, which may take long.

        Gives the conversations in which it is: in the others something that was asked later has its reply.
        """
        last = tuple(key for key in _keys(message) if self._asked(key) <= message.micros)
        for key in last:
            self._said.pop(key, None)  # begun anew, it goes last
            self._said[key] = message.micros, turn
        return last

    async def tell(self, conversations: Iterable[str]) -> None:
        """Let others know what is remembered of *conversations*: alone, there are none."""

    async def last(self, message: Message) -> Recalled | None:
        """The last turn before *message*; None where it is not known."""
        key = _key(message.channel, message.thread_ts)
        if not 0 <= self._asked(key) < message.micros:
            return None  # what was asked later may have come, and been answered, before this did
        return Recalled(self._said[key][1], is_last=self._alone)

    def _asked(self, key: str) -> int:
        """When the last reply in the conversation *key* was asked for; -1 where none is known."""
        said = self._said.get(key)
        return -1 if said is None else said[0]

    async def forget(self, channel: str, *threads: str | None) -> None:
        """A message may have changed: what it says now is to be read there."""
        for thread in threads:
            self._said.pop(_key(channel, thread), None)


class SharedRecall(Recall):
    """The same among replicas, and after a restart: what was said, without words, is in a database.

    What a replica could not tell while the database was away, another learns a little later.
    """

    _is_behind = False
    """Whether the database is owed what it was not told when it was said."""

    def __init__(self, conversations: Conversations, database: MaybeAway) -> None:
        super().__init__(alone=False)
        self._conversations = conversations
        self._database = database
        self._owed: Recent[str, AskedTurn | None] = Recent(MOST_OWED)

    def remember(self, message: Message, turn: Turn) -> tuple[str, ...]:
        last = super().remember(message, turn)
        self._owe(dict.fromkeys(last, (message.micros, turn)))
        return last

    async def last(self, message: Message) -> Recalled | None:
        ours = await super().last(message)
        key = _key(message.channel, message.thread_ts)
        # Before it was told, what it knows may be older than what was said here.
        known = key not in self._owed or await self._pay(key)
        said = await self._database.ask(self._conversations.last(key)) if known else None
        if said is None or said[0] >= message.micros:
            return ours
        asked, turn = said
        if ours is not None and self._said[key][0] == asked:
            return Recalled(ours.turn, is_last=True)
        return Recalled(turn, is_last=True)

    async def forget(self, channel: str, *threads: str | None) -> None:
        await super().forget(channel, *threads)
        forgotten = [_key(channel, thread) for thread in threads]
        self._owe(dict.fromkeys(forgotten))
        await self.tell(forgotten)

    def _owe(self, news: Mapping[str, AskedTurn | None]) -> None:
        """The database is to hear *news*: what was said last, or that this is not known."""
        for key, said in news.items():
            self._owed.pop(key, None)
            self._owed[key] = said

    async def tell(self, conversations: Iterable[str]) -> None:
        """Tell the database of *conversations*, and some more of its dues.

        Not all of those, nor first: every answer would wait for all others.
        """
        told = [await self._pay(key) for key in conversations]
        if not all(told):
            self._is_behind = True
        elif self._is_behind:
            self._is_behind = False  # meanwhile nobody else pays
            some = list(islice(self._owed, MOST_PAID))
            paid = [await self._pay(key) for key in some]
            self._is_behind = not all(paid) or len(some) == MOST_PAID

    async def _pay(self, key: str) -> bool:
        """Whether the database heard what it is owed of the conversation *key*, where it is owed that."""
        if key not in self._owed:
            return True
        said = self._owed[key]
        told = self._conversations.forget(key) if said is None else self._conversations.keep(key, *said)
        if not await self._database.tell(told):
            return False
        if key in self._owed and self._owed[key] is said:
            del self._owed[key]
        return True


def _key(channel: str, thread: str | None) -> str:
    return f"{channel}:{thread or ''}"


def _keys(message: Message) -> tuple[str, ...]:
    """The conversations in which a reply to *message* is the last."""
    below = _key(message.channel, message.thread)
    # The next question to a direct message may be put below this one or beside it.
    return (below, _key(message.channel, None)) if message.is_direct else (below,)
