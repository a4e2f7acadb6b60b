"""The tables of every version become today's, with what is in them, however many replicas start at once."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import Connection, event, inspect, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import database as module
from bot.store.address import engine_url
from bot.store.claims import Claims
from bot.store.database import Database
from bot.store.errors import DatabaseError
from bot.store.installations import Installations
from bot.store.migrations import STEPS, Step, migrate
from bot.store.questions import AskedQuestion, QuestionLog
from bot.store.tables import METADATA, VERSIONS

FIRST_VERSION = {
    name: (Path(__file__).parent / f"first_version.{name}.sql").read_text()
    for name in ("sqlite", "postgresql")
}
"""The tables that the bot made before there were migrations."""

KEPT = (
    "INSERT INTO ots_claims VALUES ('event:Ev1', 'old', true, 99999999999)",
    "INSERT INTO ots_questions VALUES ('weather', 'unknown_topic', '', '', 3, 1, 99999999999)",
    "INSERT INTO slack_bots (client_id, app_id, team_id, bot_token, bot_id, bot_user_id, is_enterprise_install, installed_at) "
    "VALUES ('11.22', 'A1', 'T1', 'xoxb-1', 'B1', 'U0', false, '2026-01-01 00:00:00')",
)

ADDED = Step(
    "a note for each claim",
    ("ALTER TABLE ots_claims ADD COLUMN note TEXT", "CREATE TABLE ots_notes (id {ID} PRIMARY KEY)"),
)
BROKEN = Step(
    "more than it can do",
    ("CREATE TABLE ots_half (id {ID} PRIMARY KEY)", "ALTER TABLE ots_nosuch ADD COLUMN a TEXT"),
)


async def as_first(url: SecretStr, *, tables: str = "") -> None:
    """Leave the database at *url* as the first version left it; only what *tables* begin with, where given."""

    async def work(connection: AsyncConnection) -> None:
        for table in METADATA.sorted_tables:
            await connection.execute(text(f"DROP TABLE {table.name}"))
        for statement in FIRST_VERSION[connection.dialect.name].split(";\n")[:-1]:
            if f" {tables}" in statement.replace(" INDEX ix_", " INDEX "):
                await connection.execute(text(statement))

    async with await Database.open(url) as database:
        await database.run(work)


async def fill(url: SecretStr) -> None:
    async def work(connection: AsyncConnection) -> None:
        for statement in KEPT:
            await connection.execute(text(statement))

    # As the old version has it open: without migrating.
    database = Database(engine_url(url.get_secret_value()))
    await database.run(work)
    await database.close()


Shape = dict[str, tuple[object, ...]]


async def shape(database: Database) -> Shape:
    """Everything about the tables that the database tells."""

    def look(connection: Connection) -> Shape:
        seen = inspect(connection)
        return {
            name: (
                [(it["name"], str(it["type"]), it["nullable"]) for it in seen.get_columns(name)],
                seen.get_pk_constraint(name)["constrained_columns"],
                sorted((str(it["name"]), tuple(it["column_names"])) for it in seen.get_indexes(name)),
            )
            for name in seen.get_table_names()
        }

    async with database.engine.connect() as connection:
        return await connection.run_sync(look)


async def versions(database: Database) -> list[int]:
    async def work(connection: AsyncConnection) -> list[int]:
        return list((await connection.scalars(text("SELECT version FROM ots_schema ORDER BY version"))).all())

    return await database.run(work)


async def test_the_tables_of_the_steps_are_those_of_the_code(url: SecretStr, tmp_path: Path) -> None:
    """A change of `tables`, or of slack-sdk's own, needs a step."""
    async with await Database.open(url) as stepped:
        found = await shape(stepped)

        async def anew(connection: AsyncConnection) -> None:
            await connection.run_sync(METADATA.drop_all)
            await connection.run_sync(METADATA.create_all)

        await stepped.run(anew)
        assert await shape(stepped) == found
    assert tmp_path


async def test_the_first_version_is_taken_over_with_all_that_is_in_it(url: SecretStr) -> None:
    await as_first(url)
    await fill(url)
    async with await Database.open(url) as database:
        assert await versions(database) == list(range(1, len(STEPS) + 1))
        assert await Claims(database).take(("event:Ev1",)) == "answered"
        assert [group.count for group in (await QuestionLog(database).gaps()).unanswered] == [3]
        bot = await Installations(database, "11.22").async_find_bot(enterprise_id=None, team_id="T1")
        assert bot is not None
        assert bot.bot_token == "xoxb-1"  # noqa: S105 - it opens nothing
        upgraded = await shape(database)
    async with await Database.open(url) as again:
        assert await versions(again) == list(range(1, len(STEPS) + 1))
        assert await shape(again) == upgraded


@pytest.mark.parametrize("tables", ["slack_", "ots_", "ots_claims"])
async def test_what_an_early_version_had_not_is_made(url: SecretStr, tables: str) -> None:
    async with await Database.open(url) as fresh:
        expected = await shape(fresh)
    await as_first(url, tables=tables)
    async with await Database.open(url) as database:
        assert (await shape(database)).keys() == expected.keys()
        await QuestionLog(database).keep(AskedQuestion("weather", "unknown_topic"))


async def test_a_new_step_is_taken_once_by_many_that_start_at_once(
    url: SecretStr, monkeypatch: pytest.MonkeyPatch
) -> None:
    await as_first(url)
    await fill(url)
    monkeypatch.setattr(module, "migrate", lambda connection: migrate(connection, (*STEPS, ADDED)))
    opened = await asyncio.gather(*(Database.open(url) for _ in range(8)))
    assert await versions(opened[0]) == list(range(1, len(STEPS) + 2))
    assert "note" in str((await shape(opened[0]))["ots_claims"])
    # The version before serves on beside it.
    assert await Claims(opened[1]).take(("event:Ev1",)) == "answered"
    assert await Claims(opened[2]).take(("event:Ev2",)) == "mine"
    await asyncio.gather(*(each.close() for each in opened))


async def test_a_step_that_fails_leaves_the_tables_as_they_were(
    url: SecretStr, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with await Database.open(url) as database:
        before = await shape(database)
        with monkeypatch.context() as patched:
            patched.setattr(
                module, "migrate", lambda connection: migrate(connection, (*STEPS, ADDED, BROKEN))
            )
            with pytest.raises(DatabaseError, match="cannot be used: "):
                await Database.open(url)
        assert await shape(database) == before
    async with await Database.open(url) as again:
        assert await versions(again) == list(range(1, len(STEPS) + 1))


async def test_the_tables_of_a_newer_version_are_used_and_told(
    url: SecretStr, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(module, "migrate", lambda connection: migrate(connection, (*STEPS, ADDED)))
        await (await Database.open(url)).close()
    with caplog.at_level(logging.WARNING):
        async with await Database.open(url) as older:
            assert await Claims(older).take(("event:Ev3",)) == "mine"
    assert "the tables are those of a newer version of the bot" in caplog.text


async def test_one_who_may_not_change_tables_can_use_them(url: SecretStr) -> None:
    """What migrating asks of a database that is up to date writes nothing."""
    async with await Database.open(url) as database:

        async def statements(connection: AsyncConnection) -> list[str]:
            seen: list[str] = []
            raw = connection.sync_connection
            assert raw is not None
            event.listen(raw, "before_cursor_execute", lambda *given: seen.append(str(given[2])))
            await connection.run_sync(migrate)
            return seen

        done = " ".join(await database.run(statements)).upper()
    assert VERSIONS.name.upper() in done
    assert not [word for word in ("CREATE ", "INSERT ", "ALTER ", "UPDATE ") if word in done]
