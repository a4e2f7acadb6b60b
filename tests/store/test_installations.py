"""Who installed the app: kept, found in workspaces and organisations, and forgotten."""

# ruff: noqa: S105, S106 - these tokens open nothing

from __future__ import annotations

import asyncio
import logging
import time
from typing import Any

import pytest
from pydantic import SecretStr
from slack_sdk.oauth.installation_store.models.installation import Installation
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database
from bot.store.errors import DatabaseError
from bot.store.installations import FRESH, PATIENCE, Installations
from bot.store.states import States
from bot.store.tables import BOTS, INSTALLATIONS, STATES
from tests.secret import look

from .postgres import Postgres

CLIENT = "11.22"


def installation(**given: Any) -> Installation:
    usual = {
        "app_id": "A1",
        "team_id": "T1",
        "team_name": "One",
        "bot_token": "xoxb-1",
        "bot_id": "B1",
        "bot_user_id": "U0",
        "bot_scopes": "commands,chat:write",
        "user_id": "U1",
    }
    return Installation(**(usual | given))


async def rows(database: Database) -> int:
    async def work(connection: AsyncConnection) -> int:
        counts = [
            (await connection.execute(select(func.count()).select_from(table))).scalar_one()
            for table in (BOTS, INSTALLATIONS)
        ]
        return sum(counts)

    return await database.run(work)


async def token(
    store: Installations, team: str | None = "T1", enterprise: str | None = None, **more: Any
) -> str | None:
    """The bot's token there, by which both ways of finding it agree."""
    bot = await store.async_find_bot(enterprise_id=enterprise, team_id=team, **more)
    found = await store.async_find_installation(enterprise_id=enterprise, team_id=team, **more)
    assert (bot and bot.bot_token) == (found and found.bot_token)
    return bot.bot_token if bot else None


async def test_an_installation_is_found_by_every_replica(database: Database, other: Database) -> None:
    ours, theirs = Installations(database, CLIENT), Installations(other, CLIENT)
    assert await token(theirs) is None
    await ours.async_save(installation())
    assert await token(ours) == await token(theirs) == "xoxb-1"
    assert await token(theirs, "T2") is None
    assert await token(Installations(other, "33.44")) is None
    found = await theirs.async_find_installation(enterprise_id=None, team_id="T1", user_id="U1")
    assert found is not None
    assert found.bot_scopes == ["commands", "chat:write"]
    assert abs(found.installed_at - time.time()) < 60


async def test_the_latest_installation_counts(database: Database) -> None:
    store = Installations(database, CLIENT)
    await store.async_save(installation(installed_at=1_700_000_000.0))
    assert await token(store) == "xoxb-1"
    await store.async_save(installation(bot_token="xoxb-2", user_id="U2"))
    assert await token(store) == "xoxb-2"


async def test_long_tokens_are_kept_whole(database: Database) -> None:
    store = Installations(database, CLIENT)
    long = "xoxe.xoxb-1-" + "a" * 400
    await store.async_save(
        installation(bot_token=long, bot_refresh_token=long, bot_scopes="chat:write," * 200)
    )
    assert await token(store) == long


async def test_an_organisation_s_installation_serves_its_workspaces(database: Database) -> None:
    store = Installations(database, CLIENT)
    # For an organisation, Slack gives its own id or none where a workspace's would stand.
    for team in (None, "E1"):
        await store.async_save(
            installation(
                team_id=team, enterprise_id="E1", is_enterprise_install=True, bot_token=f"xoxb-{team}"
            )
        )
        org = f"xoxb-{team}"
        assert await token(store, None, "E1", is_enterprise_install=True) == org
        assert await token(store, "T7", "E1", is_enterprise_install=True) == org
        assert await token(store, "E1", "E1") == org
        # Where a payload does not say that it is an organisation's.
        assert await token(store, "T7", "E1") == org
        assert await token(store, "T7", "E2") is None
    # A workspace that has its own uses its own.
    await store.async_save(installation(team_id="T7", enterprise_id="E1", bot_token="xoxb-T7"))
    assert await token(store, "T7", "E1") == "xoxb-T7"
    assert await token(store, "T8", "E1") == "xoxb-E1"
    await store.async_delete_all(enterprise_id="E1", team_id="T7")
    assert await token(store, "T7", "E1") == "xoxb-E1"
    await store.async_delete_all(enterprise_id="E1", team_id="E1")
    assert await token(store, "T7", "E1") is None
    assert await rows(database) == 0


@pytest.mark.parametrize("way", ["async_delete_all", "async_delete_bot", "async_delete_installation"])
async def test_what_is_deleted_is_gone_from_tables_and_memory(database: Database, way: str) -> None:
    store = Installations(database, CLIENT)
    for number in (1, 2):
        await store.async_save(installation(installed_at=1_700_000_000.0 + number, user_id=f"U{number}"))
    await store.async_save(installation(team_id="T2"))
    assert await token(store) == "xoxb-1"
    await getattr(store, way)(enterprise_id=None, team_id="T1")
    assert await token(store) is None
    assert await token(store, "T2") == "xoxb-1"
    assert await rows(database) == 2


async def test_a_user_s_token_is_revoked_alone(database: Database) -> None:
    store = Installations(database, CLIENT)
    await store.async_save(installation(user_token="xoxp-1"))
    await store.async_delete_installation(enterprise_id=None, team_id="T1", user_id="U1")
    assert await store.async_find_installation(enterprise_id=None, team_id="T1", user_id="U1") is None
    bot = await store.async_find_bot(enterprise_id=None, team_id="T1")
    assert bot is not None
    assert bot.bot_token == "xoxb-1"


async def test_a_late_uninstall_spares_what_was_installed_after_it(database: Database) -> None:
    store = Installations(database, CLIENT)
    uninstalled = time.time() - 60
    await store.async_save(installation(installed_at=uninstalled - 60))
    await store.async_save(installation(bot_token="xoxb-2"))
    await store.forget(enterprise_id=None, team_id="T1", before=uninstalled)
    assert await token(store) == "xoxb-2"
    assert await rows(database) == 2


async def test_memory_is_asked_first_and_not_for_long(database: Database, other: Database) -> None:
    moment = [0.0]
    ours, theirs = Installations(database, CLIENT, clock=lambda: moment[0]), Installations(other, CLIENT)
    await ours.async_save(installation())
    assert await token(ours) == "xoxb-1"
    await theirs.async_delete_all(enterprise_id=None, team_id="T1")
    moment[0] = FRESH - 1
    assert await token(ours) == "xoxb-1"
    moment[0] = FRESH
    assert await token(ours) is None


async def test_what_callers_do_to_a_copy_stays_theirs(database: Database) -> None:
    store = Installations(database, CLIENT)
    await store.async_save(installation(user_token="xoxp-1"))
    for _ in range(2):
        found = await store.async_find_installation(enterprise_id=None, team_id="T1")
        assert found is not None
        assert found.user_token == "xoxp-1"
        found.user_token = None


async def test_a_token_that_is_about_to_be_rotated_comes_from_the_database(
    database: Database, other: Database
) -> None:
    ours, theirs = Installations(database, CLIENT), Installations(other, CLIENT)
    await ours.async_save(installation(bot_refresh_token="xoxe-1", bot_token_expires_in=60 * 60))
    assert await token(ours) == "xoxb-1"
    found = await theirs.async_find_installation(enterprise_id=None, team_id="T1")
    assert found is not None
    rotated = Installation(**found.to_dict_for_copying())
    rotated.bot_token, rotated.bot_refresh_token = "xoxb-2", "xoxe-2"
    rotated.bot_token_expires_at = int(time.time()) + 12 * 60 * 60
    await theirs.async_save(rotated)
    assert await token(ours) == "xoxb-2"
    assert await rows(database) == 2  # replaced, not added


async def test_an_outage_is_bridged_from_memory(postgres: Postgres) -> None:
    moment = [0.0]
    async with await Database.open(SecretStr(postgres.create_database())) as database:
        store = Installations(database, CLIENT, clock=lambda: moment[0])
        await store.async_save(installation())
        await store.async_save(installation(team_id="T2"))
        assert await token(store) == "xoxb-1"
        postgres.stop()
        try:
            moment[0] = 10 * FRESH
            assert await token(store) == "xoxb-1"
            with pytest.raises(DatabaseError):
                await token(store, "T2")
            with pytest.raises(DatabaseError):
                await store.async_save(installation(team_id="T3"))
        finally:
            postgres.start()
        await Installations(database, CLIENT).async_save(installation(bot_token="xoxb-2"))
        assert await token(store) == "xoxb-1"
        moment[0] += PATIENCE
        assert await token(store) == "xoxb-2"
        assert await token(store, "T2") == "xoxb-1"


async def test_a_state_is_taken_back_once(database: Database, other: Database) -> None:
    ours, theirs = States(database), States(other)
    states = [await ours.async_issue() for _ in range(20)]
    assert len(set(states)) == 20
    taken = await asyncio.gather(*(each.async_consume(state) for state in states for each in (ours, theirs)))
    assert [sum(taken[at : at + 2]) for at in range(0, 40, 2)] == [1] * 20
    assert await ours.async_consume("made up") is False


async def test_a_state_is_void_after_its_time_and_goes(database: Database) -> None:
    brief = States(database, lives=0)
    assert await brief.async_consume(await brief.async_issue()) is False
    await brief.async_issue()
    lasting = States(database)
    state = await lasting.async_issue()

    async def count(connection: AsyncConnection) -> int:
        return int((await connection.execute(select(func.count()).select_from(STATES))).scalar_one())

    assert await database.run(count) == 1
    assert await lasting.async_consume(state) is True


async def test_at_debug_no_token_and_no_password_is_logged(
    url: SecretStr, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        async with await Database.open(url) as database:
            store = Installations(database, CLIENT)
            await store.async_save(
                installation(bot_token="xoxb-hush", user_token="xoxp-hush", bot_refresh_token="xoxe-hush")
            )
            assert await token(store) == "xoxb-hush"
            state = await States(database).async_issue()
            assert await States(database).async_consume(state)
    look({"DATABASE_URL": url.get_secret_value(), "A_TOKEN": "xoxb-hush", "A_SECRET": state}, caplog.text)
    assert "hush" not in caplog.text
