"""Opening a database, losing it and finding it again."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
import time
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import inspect, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.address import default_url, engine_url
from bot.store.database import ANSWER_WITHIN, Database
from bot.store.errors import DatabaseError
from knowledge.errors import ConfigError
from tests.conftest import ROOT

from .postgres import Postgres

GUESS = "hunter22"
"""A password that must not be shown."""

TABLES = {
    "ots_claims",
    "ots_complaints",
    "ots_conversations",
    "ots_entries_asked",
    "ots_pending",
    "ots_questions",
    "ots_schema",
    "slack_bots",
    "slack_installations",
    "slack_oauth_states",
}


async def one(connection: AsyncConnection) -> int:
    return int((await connection.execute(text("SELECT 1"))).scalar_one())


async def tables(connection: AsyncConnection) -> set[str]:
    return set(await connection.run_sync(lambda it: inspect(it).get_table_names()))


async def claims(connection: AsyncConnection) -> int:
    return int((await connection.execute(text("SELECT count(*) FROM ots_claims"))).scalar_one())


async def opening(url: str) -> str:
    """What is said when *url* cannot be opened."""
    with pytest.raises((DatabaseError, ConfigError)) as caught:
        await Database.open(SecretStr(url))
    assert "\n" not in str(caught.value)
    return str(caught.value)


async def test_opening_makes_the_tables(database: Database) -> None:
    assert await database.run(tables) == TABLES


async def test_tables_can_be_made_by_many_at_once(url: SecretStr) -> None:
    opened = await asyncio.gather(*(Database.open(url) for _ in range(8)))
    assert await asyncio.gather(*(each.run(one) for each in opened)) == [1] * 8
    await asyncio.gather(*(each.close() for each in opened))


async def test_without_the_extra_people_are_told_what_to_install() -> None:
    code = (
        "import sys; sys.modules['asyncpg'] = None\n"
        "from bot.store import require_database\n"
        "try: require_database()\n"
        "except Exception as error: print(type(error).__name__, error)"
    )
    asked = await asyncio.create_subprocess_exec(sys.executable, "-c", code, stdout=PIPE, cwd=ROOT)
    said, _ = await asked.communicate()
    assert said.decode() == (
        "ConfigError a database is asked for and asyncpg is not installed: pip install 'ots-bot[database]'\n"
    )


async def test_a_wrong_password_is_one_line_without_it(postgres: Postgres) -> None:
    said = await opening(postgres.url(password=GUESS))
    assert said == (
        f"the database 'postgres' on 127.0.0.1:{postgres.port} cannot be used: "
        "it refuses the user name or password"
    )


async def test_a_database_that_does_not_exist_is_named(postgres: Postgres) -> None:
    assert await opening(postgres.url("nosuch")) == (
        f"the database 'nosuch' on 127.0.0.1:{postgres.port} cannot be used: it has no database of that name"
    )


async def test_a_wrong_host_or_port_is_one_line_without_the_password() -> None:
    assert await opening("postgres://ots:hunter22@127.0.0.1:1/ots") == (
        "the database 'ots' on 127.0.0.1:1 cannot be used: nothing listens there"
    )
    assert await opening("postgres://ots:hunter22@nowhere.invalid/ots") == (
        "the database 'ots' on nowhere.invalid:5432 cannot be used: its host name is not known"
    )


async def test_a_server_without_tls_is_refused_where_tls_is_required(postgres: Postgres) -> None:
    said = await opening(f"{postgres.url()}?sslmode=require")
    assert said.startswith(f"the database 'postgres' on 127.0.0.1:{postgres.port} cannot be used: ")
    assert postgres.password not in said


async def test_a_user_who_may_not_make_tables_is_told_so(postgres: Postgres) -> None:
    url = SecretStr(postgres.create_database())

    async def restrict(connection: AsyncConnection) -> None:
        await connection.execute(text("DROP TABLE ots_claims"))
        await connection.execute(text("REVOKE CREATE ON SCHEMA public FROM PUBLIC"))
        await connection.execute(text(f"CREATE USER guest PASSWORD '{GUESS}'"))

    async with await Database.open(url) as database:
        await database.run(restrict)
    name = url.get_secret_value().rpartition("/")[2]
    said = await opening(postgres.url(name, user="guest", password=GUESS))
    assert said.endswith(": the user may not read, write or create tables there")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", "DATABASE_URL is no address of a database"),
        ("ots:hunter22@host/ots", "DATABASE_URL is no address of a database"),
        ("mysql://ots:hunter22@host/ots", "DATABASE_URL begins with mysql://, which is not supported"),
        ("postgres://ots:hunter22@host:port/ots", "DATABASE_URL cannot be read"),
        ("postgres://ots:hunter22@host:99999/ots", "DATABASE_URL has a port that there is not"),
        ("postgres://ots:hunter22@host/ots?port=hunter22", "DATABASE_URL has a port that there is not"),
        ("postgres://ots:hunter22@db..host/ots", "DATABASE_URL names no host that there can be"),
        ("postgres://ots:hunter22@one:5432,two:5432/ots", "DATABASE_URL names several hosts"),
        ("postgres://ots:hunter22@/ots?host=one,two", "DATABASE_URL names several hosts"),
        ("postgres://ots:hunter22@host/ots?host=one&host=two", "DATABASE_URL names several hosts"),
        ("postgres://ots:hunter22@host/ots?sslmode=maybe", "DATABASE_URL has an unknown sslmode"),
        ("postgres://ots:hunter22@host/ots?pool=3", "DATABASE_URL has the option 'pool'"),
        ("postgres://ots:hunter22@host/ots?sslcrl=revoked.pem", "DATABASE_URL has the option 'sslcrl'"),
        (
            "postgres://ots:hunter22@host/ots?sslrootcert=/nowhere.pem",
            "the certificate that sslrootcert names",
        ),
        (
            "postgres://ots:hunter22@host/ots?sslrootcert=/etc/passwd",
            "sslrootcert names no certificate in PEM",
        ),
        (
            "postgres://ots:hunter22@host/ots?sslcert=/nowhere.pem",
            "the certificate that sslcert names cannot be",
        ),
        ("sqlite://", "DATABASE_URL names no file"),
        ("sqlite:///:memory:", "DATABASE_URL names no file"),
        ("sqlite://hunter22/file.db", "DATABASE_URL names no file"),
        ("sqlite:////nowhere/ots.db", "the database file '/nowhere/ots.db' cannot be used: No such file"),
    ],
)
async def test_an_address_that_cannot_be_used_says_what_to_write(url: str, said: str) -> None:
    assert (found := await opening(url)).startswith(said)
    assert "hunter22" not in found


@pytest.mark.parametrize(
    "url",
    [
        "postgres://ots:p@ss/w#rd@127.0.0.1:55432/ots",
        "postgres://ots:p@ssw#rd@127.0.0.1:1/ots",
        "postgres://ots:a@ss:w#rd@127.0.0.1:1/ots?sslmode=require",
        "postgres://ots:a@ss#w#rd/ots",
        "postgres://ots:a@ss w#rd/ots",
        "postgres://ots:a@ss:w#rd/ots",
        "postgres://ots:a@ss/w#rd",
        "postgres://ots:a@ss?w#rd@host/ots",
        "postgres://ots:x?options=ss@w#rd@127.0.0.1/ots",
        "postgresql+asyncpg://:@ss@w#rd",
    ],
)  # fmt: skip
async def test_an_address_that_can_be_divided_in_two_ways_is_not_shown(url: str) -> None:
    said = await opening(url)
    assert said == (
        "DATABASE_URL cannot be read: write postgresql://USER:PASSWORD@HOST/NAME or sqlite:////path/to/file.db; "
        "in a password, write @ as %40, / as %2F, # as %23, ? as %3F"
    )
    assert "ss" not in said.replace("PASSWORD", "").replace("password", "")


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgres://u:p@h/d", "postgresql+asyncpg://u:p@h/d"),
        ("postgresql://u:p@h:6/d?sslmode=require", "postgresql+asyncpg://u:p@h:6/d?ssl=require"),
        ("postgresql+psycopg2://u:p@h/d?sslmode=no-verify", "postgresql+asyncpg://u:p@h/d?ssl=require"),
        (
            "postgresql://u:p%40@h/d?sslmode=verify-full&channel_binding=require&connect_timeout=9",
            "postgresql+asyncpg://u:p%40@h/d?ssl=verify-full",
        ),
        ("postgres://u:p/w#d?x:y@h/d", "postgresql+asyncpg://u:p%2Fw%23d%3Fx%3Ay@h/d"),
        ("postgres://u@server:p@h/d", "postgresql+asyncpg://u%40server:p@h/d"),
        ("postgres://u:p@[::1]:6/d?ssl=true", "postgresql+asyncpg://u:p@[::1]:6/d?ssl=require"),
        ("postgres://u:p@h/d?statement_cache_size=0&pgbouncer=true", "postgresql+asyncpg://u:p@h/d"),
        ("postgres://u:p@h/d?prepareThreshold=0&supa=base-pooler.x", "postgresql+asyncpg://u:p@h/d"),
        (
            "postgres://u:p@h/d?options=endpoint%3Dep-cool-1&sslmode=require",
            "postgresql+asyncpg://u:p@h/d?options=endpoint%3Dep-cool-1&ssl=require",
        ),
        ("sqlite:///ots.db", "sqlite+aiosqlite:///ots.db"),
    ],
)
def test_addresses_are_taken_as_platforms_give_them(given: str, used: str) -> None:
    assert engine_url(given).render_as_string(hide_password=False) == used


def test_without_an_address_there_is_a_file_in_the_state_directory(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "a state"))
    made = engine_url(default_url().get_secret_value())
    assert made.database == str(tmp_path / "a state" / "ots-bot" / "ots.db")
    assert Path(made.database).parent.is_dir()


async def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("Not a database, however long one looks at it. " * 40)
    assert await opening(f"sqlite:///{file}") == (
        f"the database file {str(file)!r} cannot be used: file is not a database"
    )
    assert file.read_text().startswith("Not a database")


async def test_only_its_owner_can_read_the_file(tmp_path: Path) -> None:
    def modes() -> dict[str, str]:
        return {file.name: oct(file.stat().st_mode & 0o777) for file in tmp_path.iterdir()}

    async with await Database.open(SecretStr(f"sqlite:///{tmp_path / 'ots.db'}")) as database:
        await database.run(one)
        made = modes()
    assert made == dict.fromkeys(("ots.db", "ots.db-wal", "ots.db-shm"), "0o600")


@pytest.mark.slow
async def test_a_file_that_another_process_writes_for_long_is_given_up_on(tmp_path: Path) -> None:
    file = tmp_path / "ots.db"
    async with await Database.open(SecretStr(f"sqlite:///{file}")) as database:
        writer = sqlite3.connect(file, isolation_level=None)
        writer.execute("BEGIN IMMEDIATE")
        started = time.monotonic()
        with pytest.raises(DatabaseError, match=r"ots\.db' cannot be used: database is locked$"):
            await database.run(one)
        assert time.monotonic() - started < ANSWER_WITHIN + 0.5
        writer.execute("COMMIT")
        writer.close()
        assert await database.run(one) == 1


async def test_a_server_stopped_and_started_is_found_again(postgres: Postgres) -> None:
    async with await Database.open(SecretStr(postgres.create_database())) as database:
        assert await asyncio.gather(*(database.run(one) for _ in range(5))) == [1] * 5
        for crash in (False, True):
            postgres.stop(crash=crash)
            try:
                with pytest.raises(DatabaseError, match=r"nothing listens there$"):
                    await database.run(one)
            finally:
                postgres.start()
            assert await asyncio.gather(*(database.run(one) for _ in range(5))) == [1] * 5


@pytest.mark.slow
async def test_a_server_that_hangs_is_given_up_on_in_time(postgres: Postgres) -> None:
    async with await Database.open(SecretStr(postgres.create_database())) as database:
        await asyncio.gather(*(database.run(one) for _ in range(3)))
        postgres.pause()
        try:
            for _ in range(2):
                started = time.monotonic()
                failed = await asyncio.gather(*(database.run(one) for _ in range(10)), return_exceptions=True)
                assert {str(it).rpartition(": ")[2] for it in failed} == {"no answer in time"}
                assert time.monotonic() - started < ANSWER_WITHIN + 0.5
        finally:
            postgres.resume()
        assert await database.run(one) == 1


@pytest.mark.parametrize("put_back", ["a copy", "nothing in it"])
async def test_a_file_that_is_replaced_is_found_again(
    tmp_path: Path, put_back: str, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "ots.db"
    async with await Database.open(SecretStr(f"sqlite:///{file}")) as database:
        await database.run(one)
        for name in ("ots.db-wal", "ots.db-shm", "ots.db"):
            (tmp_path / name).rename(tmp_path / f"old-{name}")
        with pytest.raises(DatabaseError, match=r"ots\.db' cannot be used: No such file or directory$"):
            await database.run(one)
        if put_back == "a copy":
            with sqlite3.connect(tmp_path / "old-ots.db") as old, sqlite3.connect(file) as new:
                old.backup(new)
        else:
            file.touch()
        assert await database.run(tables) == TABLES
        assert "ots.db' was replaced: going on with what is in it now" in caplog.text
        await database.run(one)
    assert sqlite3.connect(file).execute("SELECT count(*) FROM ots_schema").fetchone()[0] > 0


async def test_tables_that_are_gone_are_made_anew(database: Database) -> None:
    async def lose(connection: AsyncConnection) -> None:
        for table in TABLES:
            await connection.execute(text(f"DROP TABLE {table}"))

    await database.run(lose)
    with pytest.raises(DatabaseError, match=r"(no such table: ots_claims|it lacks a table of ours)$"):
        await database.run(claims)
    assert await database.run(claims) == 0
