"""How the tables came to be what they are: numbered steps, each taken once in every database.

To change the tables, add a step at the end and change `tables` to match; no step is ever changed, for
databases have taken it. Steps only add: while replicas are renewed one by one, the version before goes on
working beside the new one. A statement gets as long as any other here, so nothing is rewritten in it.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, insert, inspect, select
from sqlalchemy.sql.functions import max as highest

from .tables import VERSIONS, now

log = logging.getLogger(__name__)

TYPES = {
    "postgresql": {"ID": "SERIAL", "TIME": "TIMESTAMP WITHOUT TIME ZONE", "DOUBLE": "DOUBLE PRECISION"},
    "sqlite": {"ID": "INTEGER", "TIME": "DATETIME", "DOUBLE": "DOUBLE"},
}
"""What ``{ID}``, ``{TIME}`` and ``{DOUBLE}`` in a step stand for."""


class Step(NamedTuple):
    """A change of the tables, and what it is for."""

    why: str
    statements: tuple[str, ...]


FIRST = Step(
    "the first tables; databases older than the numbering have them already",
    (
        """CREATE TABLE IF NOT EXISTS ots_claims (
            "key" TEXT NOT NULL PRIMARY KEY, holder TEXT NOT NULL, answered BOOLEAN NOT NULL,
            until {DOUBLE} NOT NULL)""",
        "CREATE INDEX IF NOT EXISTS ix_ots_claims_until ON ots_claims (until)",
        """CREATE TABLE IF NOT EXISTS ots_questions (
            question VARCHAR(200) NOT NULL, outcome TEXT NOT NULL, entry TEXT NOT NULL,
            workspace TEXT NOT NULL, count BIGINT NOT NULL, first_seen {DOUBLE} NOT NULL,
            last_seen {DOUBLE} NOT NULL,
            PRIMARY KEY (question, outcome, entry, workspace))""",
        "CREATE INDEX IF NOT EXISTS ix_ots_questions_last_seen ON ots_questions (last_seen)",
        """CREATE TABLE IF NOT EXISTS ots_entries_asked (
            entry TEXT NOT NULL PRIMARY KEY, count BIGINT NOT NULL, last_seen {DOUBLE} NOT NULL)""",
        """CREATE TABLE IF NOT EXISTS slack_bots (
            id {ID} NOT NULL PRIMARY KEY, client_id TEXT NOT NULL, app_id TEXT NOT NULL, enterprise_id TEXT,
            enterprise_name TEXT, team_id TEXT, team_name TEXT, bot_token TEXT, bot_id TEXT, bot_user_id TEXT,
            bot_scopes TEXT, bot_refresh_token TEXT, bot_token_expires_at {TIME},
            is_enterprise_install BOOLEAN NOT NULL, installed_at {TIME} NOT NULL)""",
        """CREATE INDEX IF NOT EXISTS slack_bots_idx
            ON slack_bots (client_id, enterprise_id, team_id, installed_at)""",
        """CREATE TABLE IF NOT EXISTS slack_installations (
            id {ID} NOT NULL PRIMARY KEY, client_id TEXT NOT NULL, app_id TEXT NOT NULL, enterprise_id TEXT,
            enterprise_name TEXT, enterprise_url TEXT, team_id TEXT, team_name TEXT, bot_token TEXT,
            bot_id TEXT, bot_user_id TEXT, bot_scopes TEXT, bot_refresh_token TEXT,
            bot_token_expires_at {TIME}, user_id TEXT NOT NULL, user_token TEXT, user_scopes TEXT,
            user_refresh_token TEXT, user_token_expires_at {TIME}, incoming_webhook_url TEXT,
            incoming_webhook_channel TEXT, incoming_webhook_channel_id TEXT,
            incoming_webhook_configuration_url TEXT, is_enterprise_install BOOLEAN NOT NULL, token_type TEXT,
            installed_at {TIME} NOT NULL)""",
        """CREATE INDEX IF NOT EXISTS slack_installations_idx
            ON slack_installations (client_id, enterprise_id, team_id, user_id, installed_at)""",
        """CREATE TABLE IF NOT EXISTS slack_oauth_states (
            id {ID} NOT NULL PRIMARY KEY, state TEXT NOT NULL, expire_at {TIME} NOT NULL)""",
        "CREATE INDEX IF NOT EXISTS slack_oauth_states_state ON slack_oauth_states (state)",
    ),
)

CONVERSATIONS = Step(
    "what was said last, by conversation",
    (
        """CREATE TABLE ots_conversations (
            "key" TEXT NOT NULL PRIMARY KEY, asked BIGINT NOT NULL, turn TEXT NOT NULL,
            until {DOUBLE} NOT NULL)""",
        "CREATE INDEX ix_ots_conversations_until ON ots_conversations (until)",
    ),
)

COMPLAINTS = Step(
    "why answers did not help",
    (
        """CREATE TABLE ots_complaints (
            question VARCHAR(200) NOT NULL, entry TEXT NOT NULL, workspace TEXT NOT NULL,
            shortcoming TEXT NOT NULL, note TEXT NOT NULL, count BIGINT NOT NULL, last_seen {DOUBLE} NOT NULL,
            PRIMARY KEY (question, entry, workspace, shortcoming, note))""",
        "CREATE INDEX ix_ots_complaints_last_seen ON ots_complaints (last_seen)",
    ),
)

PENDING = Step(
    "events acknowledged before they are answered",
    (
        """CREATE TABLE ots_pending (
            "key" TEXT NOT NULL PRIMARY KEY, event TEXT NOT NULL, until {DOUBLE} NOT NULL)""",
        "CREATE INDEX ix_ots_pending_until ON ots_pending (until)",
    ),
)

STEPS: tuple[Step, ...] = (FIRST, CONVERSATIONS, COMPLAINTS, PENDING)
"""All of them; the first is number 1."""


def migrate(connection: Connection, steps: Sequence[Step] = STEPS) -> None:
    """Take the *steps* that this database lacks, all or none: in the transaction of *connection*.

    To be called by one replica at a time. Where all are taken nothing is written, so a user who may not
    change tables can start the bot.
    """
    if not inspect(connection).has_table(VERSIONS.name):
        VERSIONS.create(connection)
    taken: int = connection.scalar(select(highest(VERSIONS.c.version))) or 0
    if taken > len(steps):
        log.warning(
            "the tables are those of a newer version of the bot (%s, this one knows %s): going on with them",
            taken,
            len(steps),
        )
    for version, step in enumerate(steps[taken:], taken + 1):
        for statement in step.statements:
            connection.exec_driver_sql(statement.format_map(TYPES[connection.dialect.name]))
        connection.execute(insert(VERSIONS).values(version=version, taken=now()))
        log.info("the tables are at version %s: %s", version, step.why)
