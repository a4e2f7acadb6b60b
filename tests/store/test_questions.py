"""What curators learn from the questions that are kept."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.answering.shortcomings import Complaint
from bot.store.database import Database
from bot.store.grouping import Outcome, QuestionGroup
from bot.store.questions import DAY, AskedQuestion, QuestionLog
from bot.store.tables import COMPLAINTS, ENTRIES, METADATA, QUESTIONS, now


def counted(groups: tuple[QuestionGroup, ...]) -> list[tuple[str, int]]:
    return [(group.example, group.count) for group in groups]


async def kept(database: Database) -> list[tuple[str, str, str, str, int]]:
    async def work(connection: AsyncConnection) -> list[tuple[str, str, str, str, int]]:
        c = QUESTIONS.c
        found = await connection.execute(
            select(c.question, c.outcome, c.entry, c.workspace, c["count"]).order_by(c.question, c.workspace)
        )
        return [(*row[:4], int(row[4])) for row in found.all()]

    return await database.run(work)


async def test_a_question_is_kept_folded_and_counted(database: Database) -> None:
    questions = QuestionLog(database)
    await questions.keep(AskedQuestion("Who won the <World> Cup?!", "unknown_topic", workspace="T1"))
    await questions.keep(AskedQuestion("who won the world cup", "unknown_topic", workspace="T1"))
    await questions.keep(AskedQuestion("who won the world cup", "unknown_topic", workspace="T2"))
    await questions.keep(AskedQuestion("what does the bridge cost", "not_stated", "bridge"))
    assert await kept(database) == [
        ("what does the bridge cost", "not_stated", "bridge", "", 1),
        ("who won the world cup", "unknown_topic", "", "T1", 2),
        ("who won the world cup", "unknown_topic", "", "T2", 1),
    ]


async def test_the_tables_have_no_room_for_who_asked_or_where(database: Database) -> None:  # noqa: ARG001
    assert set(METADATA.tables["ots_questions"].columns.keys()) == {
        "question", "outcome", "entry", "workspace", "count", "first_seen", "last_seen",
    }  # fmt: skip
    assert set(METADATA.tables["ots_complaints"].columns.keys()) == {
        "question", "entry", "workspace", "shortcoming", "note", "count", "last_seen",
    }  # fmt: skip
    assert set(METADATA.tables["ots_entries_asked"].columns.keys()) == {"entry", "count", "last_seen"}


async def test_of_a_long_question_its_beginning_is_kept(database: Database) -> None:
    await QuestionLog(database).keep(AskedQuestion("Zəngəzur " * 100, "unknown_topic"))
    ((question, *_),) = await kept(database)
    assert question == ("zengezur " * 100)[:200]


async def test_of_a_question_that_was_answered_only_the_entry_is_counted(database: Database) -> None:
    questions = QuestionLog(database)
    await questions.keep(
        AskedQuestion("bridge", "answered", "bridge"),
        AskedQuestion("the bridge", "answered", "bridge"),
        AskedQuestion("peace", "answered", "peace"),
        AskedQuestion("what does the bridge cost", "not_stated", "bridge"),
        AskedQuestion("the bridge", "unhelpful", "bridge"),
    )
    await questions.keep()
    assert dict((await questions.gaps()).entries) == {"bridge": 3, "peace": 1}
    assert [row[1] for row in await kept(database)] == ["unhelpful", "not_stated"]


async def test_replicas_count_together(database: Database, other: Database) -> None:
    asked = [
        AskedQuestion(f"question number {word}", "unknown_topic", "bridge") for word in ("one", "fifty", "x")
    ]
    await asyncio.gather(
        *(
            QuestionLog(each).keep(*order)
            for each in (database, other)
            for order in (asked, asked[::-1])
            for _ in range(10)
        )
    )
    assert [row[4] for row in await kept(database)] == [40, 40, 40]


async def test_gaps_are_grouped_with_the_most_asked_first(database: Database) -> None:
    questions = QuestionLog(database)
    asked: tuple[tuple[str, Outcome, str | None, int], ...] = (
        ("weather in baku", "unknown_topic", None, 2),
        ("the weather in Baku", "unknown_topic", None, 1),
        ("Weather, in Baku", "not_stated", "baku", 1),
        ("what does the bridge cost", "not_stated", "bridge", 3),
        ("summit", "ambiguous", None, 2),
        ("how long is the bridge", "unhelpful", "bridge", 1),
        ("how long is the bridge", "unhelpful", "tunnel", 2),
    )
    for text, outcome, entry, times in asked:
        await questions.keep(*[AskedQuestion(text, outcome, entry, "T1")] * times)
    gaps = await questions.gaps()
    assert counted(gaps.unanswered) == [("weather in baku", 4), ("what does the bridge cost", 3)]
    assert gaps.unanswered[0].questions == ("weather in baku", "the weather in baku")
    assert (gaps.unanswered[1].outcome, gaps.unanswered[1].entry) == ("not_stated", "bridge")
    assert counted(gaps.ambiguous) == [("summit", 2)]
    assert [(group.entry, group.count) for group in gaps.unhelpful] == [("tunnel", 2), ("bridge", 1)]
    seen = gaps.unanswered[0]
    assert (
        datetime.now(UTC) - timedelta(minutes=1)
        < seen.first_seen
        <= seen.last_seen
        <= datetime.now(UTC) + timedelta(seconds=1)
    )


async def test_why_an_answer_did_not_help_is_told_of_its_group(database: Database, other: Database) -> None:
    question = "How long is the bridge?"
    await QuestionLog(database).keep(
        AskedQuestion(question, "unhelpful", "bridge", "T1"),
        AskedQuestion("how long is the bridge", "unhelpful", "tunnel", "T1"),
        Complaint(question, "outdated", "bridge", "T1"),
        Complaint(question, "wrong_fact", "bridge", "T1"),
        Complaint("never said to be unhelpful", "missing", "bridge", "T1"),
    )
    await QuestionLog(other).keep(
        Complaint("how long is the bridge", "outdated", "bridge", "T2"),
        Complaint(question, "outdated", "bridge", "T2", "It was made longer in May."),
    )
    bridge, tunnel = (await QuestionLog(database).gaps()).unhelpful
    assert (bridge.entry, bridge.shortcomings) == ("bridge", {"outdated": 2, "wrong_fact": 1})
    assert bridge.notes == ("It was made longer in May.",)
    assert (tunnel.shortcomings, tunnel.notes) == ({}, ())


async def test_nothing_asked_is_no_gap(database: Database) -> None:
    gaps = await QuestionLog(database).gaps()
    assert (gaps.unanswered, gaps.ambiguous, gaps.unhelpful, dict(gaps.entries)) == ((), (), (), {})


async def test_what_was_not_asked_for_long_is_forgotten(database: Database) -> None:
    questions = QuestionLog(database)
    await questions.keep(AskedQuestion("old", "unknown_topic"), AskedQuestion("young", "unknown_topic"))
    await questions.keep(AskedQuestion("old", "answered", "old"), AskedQuestion("young", "answered", "young"))
    await questions.keep(*(Complaint(it, "missing", it, note=it) for it in ("old", "young")))

    async def age(connection: AsyncConnection) -> None:
        old = now() - 90 * DAY
        await connection.execute(update(QUESTIONS).where(QUESTIONS.c.question == "old").values(last_seen=old))
        for table in (ENTRIES, COMPLAINTS):
            await connection.execute(update(table).where(table.c.entry == "old").values(last_seen=old))

    await database.run(age)
    assert await questions.forget(91) == 0
    assert await questions.forget(90) == 1
    gaps = await questions.gaps()
    assert counted(gaps.unanswered) == [("young", 1)]
    assert dict(gaps.entries) == {"young": 1}

    async def notes(connection: AsyncConnection) -> list[str]:
        return list(await connection.scalars(select(COMPLAINTS.c.note)))

    assert await database.run(notes) == ["young"]
