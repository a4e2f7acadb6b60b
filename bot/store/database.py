"""The connection to the database: opened once in each process, given up on quickly, found again by itself."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sqlite3
import time
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from pydantic import SecretStr
from sqlalchemy import URL, Connection, event, func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from .address import engine_url, place
from .connecting import connecting
from .errors import EXPECTED, DatabaseError, lacks_table, reason
from .migrations import migrate

ANSWER_WITHIN = 2.0
"""Seconds that connecting, a command, and all of a call may take: Slack waits for 3, and for us."""

LOCKED_WITHIN = 0.75 * ANSWER_WITHIN
"""Seconds that SQLite waits for another program, so that it still can say what it waited for."""

OPEN_WITHIN = 10.0
"""Seconds that opening may take: another replica may be making the tables."""

CONNECTIONS, MORE_CONNECTIONS = 3, 2
"""Connections of one process, kept and at most beyond: small databases allow 20 to all of them together."""

SCHEMA_LOCK = 0x6F7473
"""PostgreSQL's advisory lock under which tables are made and changed: "ots"."""

log = logging.getLogger(__name__)

Found = TypeVar("Found")

FileId = tuple[int, int]
"""A file by its device and number: another of the same name has another."""


class Database:
    """An open database, for the process and event loop that opened it: open it after any fork.

    Every call either gives its result or raises `DatabaseError` within `ANSWER_WITHIN`. After an outage the
    next call connects anew.
    """

    engine: AsyncEngine

    def __init__(self, url: URL) -> None:
        """A database at *url*, not connected yet; `open` is what callers want."""
        self.place = place(url)
        """What it is called before people, without user or password."""
        self.engine = _engine(url)
        self._path = Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None
        self._file: FileId | None = None
        """The file in which the tables are."""
        self._has_tables = False
        self._running: set[asyncio.Task[Any]] = set()

    @classmethod
    async def open(cls, url: SecretStr) -> Self:
        """Connect to *url* and bring the tables up to date; several replicas may do so at once.

        Raises `ConfigError` where *url* cannot be used, `DatabaseError` where the database cannot.
        """
        database = cls(engine_url(url.get_secret_value()))
        try:
            await database._within(OPEN_WITHIN, database._prepare())
        except DatabaseError:
            await database.close()
            raise
        return database

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Let go of every connection. Never raises, and does not wait long."""
        if self._running:
            # What was given up on is still cleaning up.
            await asyncio.wait(self._running, timeout=ANSWER_WITHIN)
        try:
            async with asyncio.timeout(ANSWER_WITHIN):
                await self.engine.dispose()
        except EXPECTED as error:
            log.warning("%s was not left in order: %s", self.place, reason(error))

    async def run(
        self,
        work: Callable[[AsyncConnection], Awaitable[Found]],
        *,
        within: float = ANSWER_WITHIN,
    ) -> Found:
        """What *work* gives, done on a connection of its own and committed. Raises `DatabaseError`."""

        async def whole() -> Found:
            async with self.engine.connect() as connection:
                found = await work(connection)
                await connection.commit()
                return found

        return await self.bounded(whole(), within=within)

    async def bounded(self, work: Coroutine[Any, Any, Found], *, within: float = ANSWER_WITHIN) -> Found:
        """What *work* gives, which uses this database; `DatabaseError` where it fails or takes longer."""

        async def prepared() -> Found:
            try:
                await self._find_tables()
            except BaseException:
                work.close()
                raise
            return await work

        return await self._within(within, prepared())

    async def _within(self, seconds: float, work: Coroutine[Any, Any, Found]) -> Found:
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._forget)
        try:
            # Not asyncio.timeout: cleaning up after a server that hangs would be waited for as well.
            done, _ = await asyncio.wait([task], timeout=seconds)
            if not done:
                raise TimeoutError
            return task.result()
        except EXPECTED as error:
            self._has_tables &= not lacks_table(error)
            # Without what caused it: that holds statements with their values, tokens among them.
            raise DatabaseError(f"the {self.place} cannot be used: {reason(error)}") from None
        finally:
            task.cancel()

    def _forget(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled():
            task.exception()  # looked at, or asyncio would complain of one that was given up on

    async def _find_tables(self) -> None:
        """See to it that the tables are where this database is now: it may have been restored, or emptied.

        SQLite would go on in the file that it opened, though that has been deleted.
        """
        if self._path is not None and await asyncio.to_thread(_file_id, self._path) != self._file:
            log.warning("the %s was replaced: going on with what is in it now", self.place)
            await self.engine.dispose()
            self._has_tables = False
        if not self._has_tables:
            await self._prepare()

    async def _prepare(self) -> None:
        if self._path is not None:
            self._file = await asyncio.to_thread(_make_file, self._path)
        while not await self._migrate():  # noqa: ASYNC110 - nothing tells when another is done
            await asyncio.sleep(0.05)
        self._has_tables = True

    async def _migrate(self) -> bool:
        """Bring the tables up to date; False where another replica is about it."""
        async with self.engine.begin() as connection:
            # Two would take the same step at the same moment. The lock is that of the transaction, for
            # behind a pooler the session may be another's; and it is not waited for: a command gets less
            # time than opening.
            if self.engine.dialect.name == "postgresql" and not await connection.scalar(
                select(func.pg_try_advisory_xact_lock(SCHEMA_LOCK))
            ):
                return False
            await connection.run_sync(migrate)
            return True


def _file_id(path: Path) -> FileId:
    """Which file is at *path*. Raises `OSError` where there is none."""
    found = path.stat()
    return found.st_dev, found.st_ino


def _make_file(path: Path) -> FileId:
    # It will hold tokens: nobody else may read it, nor the files that SQLite puts beside it.
    path.touch(mode=0o600)
    given_up = time.monotonic() + OPEN_WITHIN / 2  # the rest is for whoever waits for this
    with contextlib.closing(sqlite3.connect(path, timeout=LOCKED_WITHIN)) as connection:
        while True:
            try:
                # Readers and the one writer then do not wait for each other; the file remembers it.
                connection.execute("PRAGMA journal_mode=WAL")
            except sqlite3.OperationalError as error:
                # While two processes change it at once, SQLite refuses one without waiting.
                if "locked" not in str(error) or time.monotonic() > given_up:
                    raise
                time.sleep(0.02)
            else:
                return _file_id(path)


def _engine(url: URL) -> AsyncEngine:
    if url.get_backend_name() == "postgresql":
        bare, arguments = connecting(url)
        return create_async_engine(
            bare,
            pool_pre_ping=True,
            pool_size=CONNECTIONS,
            max_overflow=MORE_CONNECTIONS,
            pool_timeout=ANSWER_WITHIN,
            hide_parameters=True,
            connect_args={
                "timeout": ANSWER_WITHIN,
                "command_timeout": ANSWER_WITHIN,
                # Behind PgBouncer and its like each transaction may come to another server, which has not
                # what was prepared before. Without this cache statements have no name, and each is sent
                # whole when it is used; what SQLAlchemy caches are only their descriptions then. Measured
                # against named ones on one machine: 400 and 420 events claimed, settled and kept a second.
                "statement_cache_size": 0,
                **arguments,
            },
        )
    # It logs every statement with its values, tokens among them, and nobody needs that.
    logging.getLogger("aiosqlite").setLevel(logging.WARNING)
    engine = create_async_engine(
        url,
        # A file has one writer at a time: more connections would only get into each other's way.
        pool_size=1,
        max_overflow=0,
        pool_timeout=ANSWER_WITHIN,
        hide_parameters=True,
        # How long it waits for another process that writes; and transactions begin where we say.
        connect_args={"timeout": LOCKED_WITHIN, "isolation_level": None},
    )
    event.listen(engine.sync_engine, "connect", _set_up_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_writing)
    return engine


def _set_up_sqlite(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    # With the write-ahead log, what was committed survives the process at once and a power cut soon after.
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()


def _begin_writing(connection: Connection) -> None:
    # A transaction that reads first and writes later fails at once when another wrote in between.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
