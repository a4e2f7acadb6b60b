"""What was said last in a conversation: the same for every replica, for a time, and without words."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.answering.conversation.turn import Option, Turn
from bot.store.conversations import Conversations
from bot.store.database import Database
from bot.store.tables import CONVERSATIONS, now

BRIDGE = Turn(
    "how long is it", "answer", "bridge", 2, (0, 2), (Option("peace"), Option("port", 1)), offers=True
)
PEACE = Turn("peace", "answer", "peace")


async def rows(database: Database) -> int:
    async def work(connection: AsyncConnection) -> int:
        return int(await connection.scalar(select(func.count()).select_from(CONVERSATIONS)) or 0)

    return await database.run(work)


async def test_every_replica_knows_what_was_said_but_for_the_words(
    database: Database, other: Database
) -> None:
    await Conversations(database).keep("C1:17.5", 17_500_000, BRIDGE)
    assert await Conversations(other).last("C1:17.5") == (17_500_000, BRIDGE.without_words())
    assert await Conversations(other).last("C1:18.5") is None


async def test_the_answer_to_the_latest_question_stays(database: Database, other: Database) -> None:
    await Conversations(database).keep("C1:17.5", 19, BRIDGE)
    await Conversations(other).keep("C1:17.5", 18, PEACE)
    assert await Conversations(other).last("C1:17.5") == (19, BRIDGE.without_words())
    await Conversations(other).keep("C1:17.5", 20, PEACE)
    assert await Conversations(database).last("C1:17.5") == (20, PEACE.without_words())


async def test_what_may_have_changed_is_not_known_any_more(database: Database, other: Database) -> None:
    await Conversations(database).keep("C1:17.5", 17, BRIDGE)
    await Conversations(other).forget("C1:17.5")
    await Conversations(other).forget("C1:none")
    assert await Conversations(database).last("C1:17.5") is None


async def test_a_conversation_is_forgotten_after_a_time(database: Database) -> None:
    kept = Conversations(database, remembered=-1)
    await kept.keep("C1:17.5", 17, BRIDGE)
    assert await kept.last("C1:17.5") is None
    assert (await kept.sweep(), await rows(database)) == (1, 0)


async def test_no_more_are_kept_than_there_is_room_for(database: Database) -> None:
    kept = Conversations(database, most=3)
    for number in range(5):
        await kept.keep(f"C1:{number}", number, BRIDGE)
    assert await kept.sweep() == 2
    assert [await kept.last(f"C1:{number}") is not None for number in range(5)] == [False] * 2 + [True] * 3
    assert await kept.sweep() == 0


@pytest.mark.parametrize("written", ['{"said": 7}', "null", '"bridge"'])
async def test_what_another_version_wrote_is_as_if_not_said(database: Database, written: str) -> None:
    kept = Conversations(database)
    await kept.keep("C1:17.5", 17, BRIDGE)

    async def work(connection: AsyncConnection) -> None:
        await connection.execute(update(CONVERSATIONS).values(turn=written, until=now() + 60))

    await database.run(work)
    assert await kept.last("C1:17.5") is None
