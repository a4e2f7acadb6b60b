"""What the bot said last, remembered: most follow-ups then need no call to Slack."""

from __future__ import annotations

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

    async def keep(self, message: Message, turn: Turn) -> None:
        """From now on *turn*, the reply to *message*, is the last."""
        for key in _keys(message):
            self._said.pop(key, None)  # begun anew, it goes last
            self._said[key] = message.micros, turn

    async def last(self, message: Message) -> Recalled | None:
        """The last turn before *message*; None where it is not known."""
        said = self._said.get(_key(message.channel, message.thread_ts))
        return None if said is None else Recalled(said[1], is_last=self._alone)

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

    async def keep(self, message: Message, turn: Turn) -> None:
        await super().keep(message, turn)
        await self._tell(dict.fromkeys(_keys(message), (message.micros, turn)))

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
        await self._tell({_key(channel, thread): None for thread in threads})

    async def _tell(self, news: dict[str, AskedTurn | None]) -> None:
        """Tell the database *news*, what was said last or that this is not known, and some of its dues.

        Not all of that, nor before the news: every answer would wait for all others.
        """
        for key, said in news.items():
            self._owed.pop(key, None)
            self._owed[key] = said
        told = [await self._pay(key) for key in news]
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
