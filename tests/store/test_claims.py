"""Events answered once across replicas."""

from __future__ import annotations

import asyncio
import random
import sys
from asyncio.subprocess import PIPE
from collections import Counter

import pytest
from pydantic import SecretStr
from sqlalchemy import Table, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.claims import MOST_OF_EVENT, ORPHANS_AT_ONCE, Claims, Taken
from bot.store.database import Database
from bot.store.errors import DatabaseError
from bot.store.expiring import SWEPT_AT_ONCE, SWEPT_EVERY
from bot.store.tables import CLAIMS, PENDING, now
from tests.conftest import ROOT

from .postgres import Postgres

EVENT = ("event:Ev1", "message:C1:17.5")

SHORT = 0.8
"""Seconds that a claim lives in tests that see it end."""


async def rows(database: Database, table: Table = CLAIMS) -> int:
    async def work(connection: AsyncConnection) -> int:
        return int((await connection.execute(select(func.count()).select_from(table))).scalar_one())

    return await database.run(work)


async def test_one_replica_takes_an_event_and_the_other_learns_it(
    database: Database, other: Database
) -> None:
    ours, theirs = Claims(database), Claims(other)
    assert await ours.take(EVENT) == "mine"
    assert await theirs.take(EVENT) == "elsewhere"
    await ours.settle(EVENT)
    assert await theirs.take(EVENT) == "answered"
    assert await ours.take(EVENT) == "answered"


async def test_one_key_in_common_makes_it_the_same_event(database: Database, other: Database) -> None:
    ours, theirs = Claims(database), Claims(other)
    assert await ours.take(EVENT) == "mine"
    assert await theirs.take(("event:Ev0", "message:C1:17.5")) == "elsewhere"
    # What could not be taken whole was not taken in part.
    assert await theirs.take(("event:Ev0",)) == "mine"
    await ours.settle(EVENT)
    assert await theirs.take(("event:Ev9", "message:C1:17.5")) == "answered"


async def test_what_is_given_up_can_be_taken_again(database: Database, other: Database) -> None:
    ours, theirs = Claims(database), Claims(other)
    assert await ours.take(EVENT) == "mine"
    await theirs.give_up(EVENT)
    assert await theirs.take(EVENT) == "elsewhere"
    await ours.give_up(EVENT)
    assert await theirs.take(EVENT) == "mine"


async def test_the_claim_of_a_replica_that_died_ends(database: Database, other: Database) -> None:
    died, lives = Claims(database, lives=SHORT), Claims(other)
    assert await died.take(EVENT) == "mine"
    assert await lives.take(EVENT) == "elsewhere"
    await asyncio.sleep(SHORT + 0.1)
    assert await lives.take(EVENT) == "mine"
    # Should it only have been slow, it learns that the event is another's.
    assert await died.renew(EVENT) is False
    await died.give_up(EVENT)
    assert await died.take(EVENT) == "elsewhere"


async def test_a_renewed_claim_outlives_its_time(database: Database, other: Database) -> None:
    ours, theirs = Claims(database, lives=SHORT), Claims(other)
    assert await ours.take(EVENT) == "mine"
    for _ in range(4):
        await asyncio.sleep(SHORT / 2)
        assert await ours.renew(EVENT) is True
        assert await theirs.take(EVENT) == "elsewhere"


async def test_what_was_answered_without_a_claim_is_remembered(database: Database, other: Database) -> None:
    await Claims(database).settle(EVENT)
    assert await Claims(other).take(EVENT) == "answered"


async def test_an_answer_is_forgotten_after_its_time(database: Database, other: Database) -> None:
    ours = Claims(database, remembered=SHORT)
    assert await ours.take(EVENT) == "mine"
    await ours.settle(EVENT)
    assert await Claims(other).take(EVENT) == "answered"
    await asyncio.sleep(SHORT + 0.1)
    assert await Claims(other).take(EVENT) == "mine"


DELIVERY = {"event_id": "Ev1", "event": {"text": "Zəngəzur 🌍", "ts": "17.5"}}


async def test_what_is_kept_is_an_orphan_once_nobody_is_at_it(database: Database, other: Database) -> None:
    died, lives = Claims(database, lives=SHORT), Claims(other)
    assert await died.take(EVENT) == "mine"
    assert await died.keep(EVENT, DELIVERY)
    assert await lives.orphans() == []
    await asyncio.sleep(SHORT + 0.1)
    assert await lives.orphans() == [DELIVERY]
    # Whoever takes it has it for itself, and it is kept until it is answered.
    assert await lives.take(EVENT) == "mine"
    assert await Claims(database).orphans() == []
    await lives.settle(EVENT)
    assert await rows(database, PENDING) == 0


async def test_what_is_kept_without_a_claim_is_claimed_with_that(database: Database, other: Database) -> None:
    """So it is where the database was away when the event came, and is back when it is to be kept."""
    assert await Claims(database).keep(EVENT, DELIVERY)
    assert await Claims(other).orphans() == []
    assert await Claims(other).take(EVENT) == "elsewhere"


async def test_what_is_kept_by_one_who_waits_for_another_is_the_other_s(
    database: Database, other: Database
) -> None:
    ours, theirs = Claims(database, lives=SHORT), Claims(other)
    assert await ours.take(EVENT) == "mine"
    assert await theirs.keep(EVENT, DELIVERY)
    assert await ours.renew(EVENT) is True
    await asyncio.sleep(SHORT + 0.1)
    assert await theirs.orphans() == [DELIVERY]


async def test_what_failed_is_an_orphan_at_once_where_it_may_go_well_later(
    database: Database, other: Database
) -> None:
    ours = Claims(database)
    for again, orphans in ((True, [DELIVERY]), (False, [])):
        assert await ours.take(EVENT) == "mine"
        assert await ours.keep(EVENT, DELIVERY)
        await ours.give_up(EVENT, again=again)
        assert await Claims(other).orphans() == orphans
    assert await rows(database, PENDING) == 0


async def test_what_is_kept_too_late_to_go_with_its_answer_goes_all_the_same(database: Database) -> None:
    claims = Claims(database)
    await claims.settle(EVENT)
    assert await claims.keep(EVENT, DELIVERY)
    assert await claims.take(EVENT) == "answered"
    assert await claims.orphans() == []
    assert await rows(database, PENDING) == 0


async def test_what_is_kept_ages_from_when_it_was_first_kept_and_goes_with_a_word(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    time = [0.0]
    claims = Claims(database, lives=0, pending=SHORT, clock=lambda: time[0])
    assert await claims.keep(EVENT, DELIVERY)
    await asyncio.sleep(SHORT / 2)
    assert await claims.keep(EVENT, DELIVERY)
    assert await claims.orphans() == [DELIVERY]
    await asyncio.sleep(SHORT / 2 + 0.1)
    assert await claims.orphans() == []
    assert await rows(database, PENDING) == 0
    assert [it.getMessage() for it in caplog.records] == [
        f"{EVENT[0]} was acknowledged, and is given up: nobody came to answer it in time"
    ]


async def test_what_is_kept_is_bounded_and_so_is_what_is_found_of_it(database: Database) -> None:
    claims = Claims(database, lives=0)
    assert not await claims.keep(EVENT, {"event": {"text": "a" * MOST_OF_EVENT}})
    for number in range(ORPHANS_AT_ONCE + 1):
        await claims.keep((f"event:Ev{number}",), {"event_id": f"Ev{number}"})
    found = [await claims.orphans() for _ in range(20)]
    assert {len(some) for some in found} == {ORPHANS_AT_ONCE}
    # Those that nobody can answer do not keep the others back.
    assert len({it["event_id"] for some in found for it in some}) == ORPHANS_AT_ONCE + 1


@pytest.mark.slow
async def test_of_many_takers_of_many_events_each_event_has_one(database: Database, other: Database) -> None:
    events = [(f"event:Ev{number}", f"message:C{number % 7}:{number}") for number in range(200)]
    takers = [Claims(database), Claims(other)]
    # Each event comes twice to each, its keys in any order: who locked them as they come would deadlock.
    deliveries = [(taker, event) for event in events for taker in takers for _ in range(2)]
    order = random.Random(4)  # noqa: S311 - it need not be secret
    order.shuffle(deliveries)
    came: Counter[tuple[str, ...]] = Counter()
    busy = asyncio.Semaphore(40)

    async def deliver(taker: Claims, event: tuple[str, ...]) -> Taken:
        async with busy:
            taken = await taker.take(order.sample(event, len(event)))
            if taken == "mine":
                came[event] += 1
                await asyncio.sleep(order.random() / 100)
                await taker.settle(event)
            return taken

    said = Counter(await asyncio.gather(*(deliver(taker, event) for taker, event in deliveries)))
    assert came == Counter(events)
    assert said["mine"] == 200
    assert said.total() == 800
    assert {await takers[0].take(event) for event in events} == {"answered"}


async def test_takers_with_the_keys_in_opposite_order_do_not_block_each_other(
    database: Database, other: Database
) -> None:
    takers = [Claims(each) for each in (database, other) for _ in range(2)]
    for number in range(30):
        keys = (f"event:Ev{number}", f"message:C1:{number}")
        taken = await asyncio.gather(*(taker.take(keys[:: (-1) ** at]) for at, taker in enumerate(takers)))
        assert sorted(taken) == ["elsewhere"] * 3 + ["mine"]


WORKER = """
import asyncio, sys
from pydantic import SecretStr
from bot.store.claims import Claims
from bot.store.database import Database

async def work(url):
    async with await Database.open(SecretStr(url)) as database:
        claims = Claims(database)
        for number in range(100):
            event = (f"event:Ev{number}", f"message:C1:{number}")
            if await claims.take(event) == "mine":
                await claims.settle(event)
                print(number)

asyncio.run(work(sys.argv[1]))
"""


@pytest.mark.slow
async def test_processes_that_start_together_share_the_events(url: SecretStr) -> None:
    workers = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", WORKER, url.get_secret_value(), stdout=PIPE, stderr=PIPE, cwd=ROOT
        )
        for _ in range(3)
    ]
    said = [await worker.communicate() for worker in workers]
    assert [err for _, err in said] == [b"", b"", b""]
    answered = sorted(int(number) for out, _ in said for number in out.split())
    assert answered == list(range(100))


async def test_old_rows_are_swept_and_live_ones_stay(database: Database) -> None:
    async def fill(connection: AsyncConnection) -> None:
        old = [
            {"key": f"event:Ev{number}", "holder": "", "answered": True, "until": now() - 1}
            for number in range(SWEPT_AT_ONCE + 20)
        ]
        await connection.execute(insert(CLAIMS).values(old))

    time = [0.0]
    claims = Claims(database, clock=lambda: time[0])
    await database.run(fill)
    await claims.settle(("event:new",))
    assert await rows(database) == SWEPT_AT_ONCE + 21
    time[0] = SWEPT_EVERY
    await claims.settle(("event:newer",))
    assert await rows(database) == 2
    assert await claims.sweep() == 0


async def test_two_replicas_sweep_at_once(database: Database, other: Database) -> None:
    async def fill(connection: AsyncConnection) -> None:
        old = [{"key": f"{n}", "holder": "", "answered": True, "until": now() - 1} for n in range(400)]
        await connection.execute(insert(CLAIMS).values(old))

    await database.run(fill)
    swept = await asyncio.gather(*(Claims(each).sweep() for each in (database, other)))
    while await Claims(database).sweep():
        pass
    assert sum(swept) <= 400
    assert await rows(database) == 0


async def test_claims_go_on_after_an_outage(postgres: Postgres) -> None:
    async with await Database.open(SecretStr(postgres.create_database())) as database:
        claims = Claims(database)
        assert await claims.take(EVENT) == "mine"
        postgres.stop()
        try:
            with pytest.raises(DatabaseError):
                await claims.renew(EVENT)
        finally:
            postgres.start()
        await claims.settle(EVENT)
        assert await Claims(database).take(EVENT) == "answered"
