"""The tables, and the little SQL that differs between SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from slack_sdk.oauth.installation_store.sqlalchemy import AsyncSQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.sqlalchemy import AsyncSQLAlchemyOAuthStateStore
from sqlalchemy import BigInteger, Boolean, Column, Double, Index, Integer, MetaData, String, Table, Text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

QUESTION_LENGTH = 200
"""Characters kept of a question."""

METADATA = MetaData()
"""The tables as `migrations` leaves them."""

VERSIONS = Table(
    "ots_schema",
    METADATA,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("taken", Double, nullable=False),
)
"""Which steps of `migrations` this database has taken, and when."""

CLAIMS = Table(
    "ots_claims",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("holder", Text, nullable=False),
    Column("answered", Boolean, nullable=False),
    Column("until", Double, nullable=False, index=True),
)
"""Events that are being answered, or were: until when the row counts, in seconds by the database's clock."""

PENDING = Table(
    "ots_pending",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("event", Text, nullable=False),
    Column("until", Double, nullable=False, index=True),
)
"""Events that were acknowledged and are not answered yet: what somebody wrote, until it is answered."""

CONVERSATIONS = Table(
    "ots_conversations",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("asked", BigInteger, nullable=False),
    Column("turn", Text, nullable=False),
    Column("until", Double, nullable=False, index=True),
)
"""What was said last, by conversation: entries by id and facts by number, never what people wrote."""

QUESTIONS = Table(
    "ots_questions",
    METADATA,
    # No entry and no workspace are "": in a key, no null equals another.
    Column("question", String(QUESTION_LENGTH), primary_key=True),
    Column("outcome", Text, primary_key=True),
    Column("entry", Text, primary_key=True),
    Column("workspace", Text, primary_key=True),
    Column("count", BigInteger, nullable=False),
    Column("first_seen", Double, nullable=False),
    Column("last_seen", Double, nullable=False, index=True),
)
"""What was asked without a good answer: never by whom or in which channel."""

COMPLAINTS = Table(
    "ots_complaints",
    METADATA,
    Column("question", String(QUESTION_LENGTH), primary_key=True),
    Column("entry", Text, primary_key=True),
    Column("workspace", Text, primary_key=True),
    Column("shortcoming", Text, primary_key=True),
    # "" counts a reason; anything else is what somebody agreed to have kept.
    Column("note", Text, primary_key=True),
    Column("count", BigInteger, nullable=False),
    Column("last_seen", Double, nullable=False, index=True),
)
"""Why answers did not help: never who says so, or in which channel."""

ENTRIES = Table(
    "ots_entries_asked",
    METADATA,
    Column("entry", Text, primary_key=True),
    Column("count", BigInteger, nullable=False),
    Column("last_seen", Double, nullable=False),
)
"""How often an entry was asked for."""


def _widened(table: Table) -> Table:
    # The SDK allows tokens 200 characters; Slack announces up to 255, and PostgreSQL refuses what is longer.
    for column in table.columns:
        if isinstance(column.type, String):
            column.type = Text()
    return table


BOTS = _widened(
    AsyncSQLAlchemyInstallationStore.build_bots_table(
        METADATA, AsyncSQLAlchemyInstallationStore.default_bots_table_name
    )
)
INSTALLATIONS = _widened(
    AsyncSQLAlchemyInstallationStore.build_installations_table(
        METADATA, AsyncSQLAlchemyInstallationStore.default_installations_table_name
    )
)
STATES = _widened(
    AsyncSQLAlchemyOAuthStateStore.build_oauth_states_table(
        METADATA, AsyncSQLAlchemyOAuthStateStore.default_table_name
    )
)
# Anybody may call for a state: it must be found without reading all others.
Index("slack_oauth_states_state", STATES.c.state)


def stored_time(seconds: float) -> datetime:
    """*seconds* since 1970 as slack-sdk's tables have it: UTC that does not say so."""
    return datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)


class now(FunctionElement[float]):  # noqa: N801 - stands in SQL as a function does
    """Seconds since 1970 by the clock of the database, which all replicas share."""

    type = Double()
    inherit_cache = True


@compiles(now, "postgresql")
def _now_in_postgresql(element: now, compiler: Any, **options: Any) -> str:  # noqa: ARG001 - the library's signature
    # Not now(), which stands still while a transaction waits for another.
    return "CAST(EXTRACT(EPOCH FROM clock_timestamp()) AS DOUBLE PRECISION)"


@compiles(now, "sqlite")
def _now_in_sqlite(element: now, compiler: Any, **options: Any) -> str:  # noqa: ARG001 - the library's signature
    return "((julianday('now') - 2440587.5) * 86400.0)"


def upsert(connection: AsyncConnection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """An insert that can say what to do with a row that exists."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)
