"""A database for each test: once an SQLite file, once on a real PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from pydantic import SecretStr

from bot.store.database import Database


@pytest.fixture
async def database(url: SecretStr) -> AsyncIterator[Database]:
    """The database, open."""
    async with await Database.open(url) as opened:
        yield opened


@pytest.fixture
async def other(url: SecretStr, database: Database) -> AsyncIterator[Database]:  # noqa: ARG001 - opened first
    """The same database, as another replica has it open."""
    async with await Database.open(url) as opened:
        yield opened
