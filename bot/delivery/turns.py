"""Whose turn it is to answer an event: among replicas, by claims in a database.

While the database is away, answering goes on: that an event might be answered twice is better than that
nobody answers it. But nothing is acknowledged unanswered then: Slack delivers it again.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import AsyncIterator, Sequence
from typing import TYPE_CHECKING, Any, Literal

from .away import MaybeAway

if TYPE_CHECKING:
    from ..store.claims import Claims  # takes the extra for databases, which most do not have

LOOKED_AT_EVERY = 0.25
"""Seconds between looks at an event that another replica is answering."""

RENEWED_EVERY = 4.0
"""Seconds between renewals of a claim while an answer is under way; it lapses after 15."""

NOT_KEPT = ("token",)
NOT_KEPT_OF_EVENT = ("attachments", "blocks", "bot_access_token", "files")
"""What no answer needs of a delivery: Slack's proof of itself, a further token, what is beside the words."""

MOST_OWED = 10_000
"""Answered events, kept at most, that the database is told of when it is back."""

PAID_AT_ONCE = 50
"""Of those, how many it is told of in one transaction."""

TurnTaken = Literal["first", "after another", "answered"]
"""What came of taking an event: ours, ours after another that did not tell, or answered before."""


class Turns:
    """Whose turn it is to answer an event. Alone, always ours."""

    are_kept = False
    """Whether an event that is acknowledged before it is answered outlives this process."""

    @property
    def doubts(self) -> int:
        """How often so far others could not be asked."""
        return 0

    async def take(self, keys: Sequence[str]) -> TurnTaken:  # noqa: ARG002 - what the database needs
        """Whose turn it is to answer the event. Waits while another is at it."""
        return "first"

    async def keep(self, keys: Sequence[str], delivery: dict[str, Any]) -> bool:  # noqa: ARG002
        """Whether the event may be acknowledged before it is answered: alone, nobody else could."""
        return True

    async def orphans(self) -> list[dict[str, Any]]:
        """Deliveries that were acknowledged and that nobody is at any more."""
        return []

    @contextlib.asynccontextmanager
    async def held(self, keys: Sequence[str]) -> AsyncIterator[None]:  # noqa: ARG002
        """While an answer is under way."""
        yield

    async def settle(self, keys: Sequence[str]) -> None:
        """The event is answered."""

    async def give_up(self, keys: Sequence[str], *, again: bool) -> None:
        """Answering failed: a further delivery may be answered, or *again* the one that is kept."""


class SharedTurns(Turns):
    """Turns among replicas, by claims in a database."""

    are_kept = True

    def __init__(self, claims: Claims, database: MaybeAway) -> None:
        self._claims = claims
        self._database = database
        self._owed: deque[Sequence[str]] = deque(maxlen=MOST_OWED)

    @property
    def doubts(self) -> int:
        return self._database.failures

    async def take(self, keys: Sequence[str]) -> TurnTaken:
        turn: TurnTaken = "first"
        while (taken := await self._database.ask(self._claims.take(keys))) == "elsewhere":
            turn = "after another"
            await asyncio.sleep(LOOKED_AT_EVERY)
        return "answered" if taken == "answered" else turn

    async def keep(self, keys: Sequence[str], delivery: dict[str, Any]) -> bool:
        return bool(await self._database.ask(self._claims.keep(keys, _needed(delivery))))

    async def orphans(self) -> list[dict[str, Any]]:
        await self._pay()  # or what is answered already would be found
        return await self._database.ask(self._claims.orphans()) or []

    @contextlib.asynccontextmanager
    async def held(self, keys: Sequence[str]) -> AsyncIterator[None]:
        renewing = asyncio.create_task(self._renew(keys))
        try:
            yield
        finally:
            renewing.cancel()

    async def settle(self, keys: Sequence[str]) -> None:
        # Each its own: were all that is owed told here, every answer would wait for all before it.
        if not await self._database.tell(self._claims.settle(keys)):
            self._owed.append(keys)

    async def _pay(self) -> None:
        """Tell the database of the answers that it was not told of while it was away."""
        while self._owed:
            some = [self._owed.popleft() for _ in range(min(len(self._owed), PAID_AT_ONCE))]
            if not await self._database.tell(self._claims.settle(*some)):
                self._owed.extendleft(reversed(some))
                return

    async def give_up(self, keys: Sequence[str], *, again: bool) -> None:
        await self._database.ask(self._claims.give_up(keys, again=again))

    async def _renew(self, keys: Sequence[str]) -> None:
        while True:
            await asyncio.sleep(RENEWED_EVERY)
            await self._database.ask(self._claims.renew(keys))


def _needed(delivery: dict[str, Any]) -> dict[str, Any]:
    """*delivery* with what an answer needs."""
    event = delivery.get("event") or {}
    return {name: value for name, value in delivery.items() if name not in NOT_KEPT} | {
        "event": {name: value for name, value in event.items() if name not in NOT_KEPT_OF_EVENT}
    }
