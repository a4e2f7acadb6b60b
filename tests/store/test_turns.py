"""What a replica answered while it could not tell the database, the others know when that is back."""

from __future__ import annotations

from collections import Counter

from bot.delivery.away import AWAY, MaybeAway
from bot.delivery.turns import PAID_AT_ONCE, SharedTurns
from bot.store.claims import Claims
from bot.store.database import Database
from bot.store.errors import DatabaseError

from .test_claims import DELIVERY

EVENTS = [(f"event:Ev{number}", f"message:C1:{number}.5") for number in range(2 * PAID_AT_ONCE + 1)]


async def lost() -> None:
    """What a call comes to that the database does not hear."""
    raise DatabaseError("the connection was lost")


async def test_what_was_answered_during_an_outage_is_told_after_it(
    database: Database, other: Database
) -> None:
    """And then it is looked for what somebody else left, however much there was to tell."""
    time = [0.0]
    away = MaybeAway(clock=lambda: time[0])
    turns, others = SharedTurns(Claims(database), away), Claims(other)
    await Claims(other, lives=0).keep(("event:left",), DELIVERY)
    await away.ask(lost())
    for event in EVENTS:
        await turns.settle(event)
    assert await turns.orphans() == []
    assert await others.take(EVENTS[0]) == "mine"
    time[0] = AWAY
    assert await turns.orphans() == [DELIVERY]
    assert Counter([await others.take(event) for event in EVENTS]) == {"answered": len(EVENTS)}


async def test_a_call_that_is_heard_ends_an_outage(database: Database) -> None:
    away, claims = MaybeAway(clock=lambda: 0.0), Claims(database)

    async def heard() -> str | None:
        # Begun before another connection is lost, and done after that.
        await away.ask(lost())
        return await claims.take(EVENTS[0])

    assert await away.ask(heard()) == "mine"
    assert await away.ask(claims.take(EVENTS[0])) == "elsewhere"
    assert away.failures == 1
