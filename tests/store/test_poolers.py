"""A database behind a pooler, behind TLS with a CA of one's own, and with what guides append to its address."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import trustme
from pydantic import SecretStr
from slack_sdk.oauth.installation_store.models.installation import Installation
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.claims import Claims
from bot.store.database import Database
from bot.store.errors import DatabaseError
from bot.store.installations import Installations
from bot.store.questions import AskedQuestion, QuestionLog
from bot.store.states import States
from knowledge.errors import ConfigError
from tests.conftest import run_warm

from .pooler import Pooler, tls_door
from .postgres import Postgres


@pytest.fixture
async def pooled(postgres: Postgres) -> AsyncIterator[tuple[Pooler, str]]:
    """A pooler by transaction, and the address of a database through it."""
    url = postgres.create_database()
    pooler = Pooler(postgres.port)
    async with pooler.listening() as port:
        yield pooler, url.replace(f":{postgres.port}/", f":{port}/")


async def test_replicas_claim_and_keep_behind_a_pooler_by_transaction(pooled: tuple[Pooler, str]) -> None:
    pooler, url = pooled
    replicas = await asyncio.gather(*(Database.open(SecretStr(url)) for _ in range(3)))

    async def event(number: int) -> list[str]:
        taken = [await Claims(replica).take((f"event:{number}",)) for replica in replicas]
        await Claims(replicas[0]).settle((f"event:{number}",))
        await QuestionLog(replicas[number % 3]).keep(
            AskedQuestion(f"question {'abc'[number % 3]}", "unknown_topic")
        )
        return list(taken)

    for _ in range(5):
        taken = await asyncio.gather(*(event(number) for number in range(_ * 10, _ * 10 + 10)))
        assert all(each == ["mine", "elsewhere", "elsewhere"] for each in taken)
    gaps = await QuestionLog(replicas[1]).gaps()
    assert sum(group.count for group in gaps.unanswered) == 50
    assert pooler.transactions > 300
    await asyncio.gather(*(replica.close() for replica in replicas))


async def test_installing_works_behind_a_pooler(pooled: tuple[Pooler, str]) -> None:
    _, url = pooled
    async with await Database.open(SecretStr(url)) as one, await Database.open(SecretStr(url)) as other:
        for number in range(10):
            state = await States(one).async_issue()
            assert await States(other).async_consume(state)
            token = f"xoxb-{number}"
            await Installations(one, "11.22").async_save(
                Installation(
                    app_id="A1",
                    team_id=f"T{number}",
                    bot_token=token,
                    bot_id="B1",
                    bot_user_id="U0",
                    user_id="U1",
                )
            )
            found = await Installations(other, "11.22").async_find_bot(
                enterprise_id=None, team_id=f"T{number}"
            )
            assert found is not None
            assert found.bot_token == token


@pytest.mark.parametrize(
    "appended",
    ["", "?statement_cache_size=0", "?pgbouncer=true&connection_limit=1", "?prepared_statement_cache_size=0"],
)
async def test_gaps_are_read_through_a_pooler_whatever_guides_append(
    pooled: tuple[Pooler, str], appended: str
) -> None:
    done = await asyncio.to_thread(run_warm, "gaps", env={"DATABASE_URL": pooled[1] + appended})
    assert (done.exit_code, done.err) == (0, "")
    assert "Not answered: none kept" in done.out


async def test_options_of_the_address_reach_the_server(postgres: Postgres) -> None:
    async def setting(connection: AsyncConnection) -> str:
        return str((await connection.execute(text("SHOW work_mem"))).scalar_one())

    url = f"{postgres.create_database()}?options=-c%20work_mem%3D7MB"
    async with await Database.open(SecretStr(url)) as database:
        assert await database.run(setting) == "7MB"


@pytest.fixture(scope="module")
def ca() -> trustme.CA:
    """A CA that no system trusts."""
    return trustme.CA()


@pytest.fixture
async def behind_tls(postgres: Postgres, ca: trustme.CA) -> AsyncIterator[str]:
    """The address of a database whose certificate names ``localhost`` and is of that CA."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ca.issue_cert("localhost").configure_cert(context)
    url = postgres.create_database()
    async with tls_door(postgres.port, context) as port:
        yield url.replace(f"127.0.0.1:{postgres.port}/", f"localhost:{port}/")


async def opened(url: str) -> str:
    try:
        async with await Database.open(SecretStr(url)):
            return "open"
    except (DatabaseError, ConfigError) as error:
        return str(error).partition(" cannot be used: ")[2] or str(error)


async def test_a_ca_of_ones_own_is_named_in_the_address_or_beside_it(
    behind_tls: str, ca: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pem = tmp_path / "ca.pem"
    ca.cert_pem.write_to_path(str(pem))
    untrusted = (
        "its certificate is not trusted (unable to get local issuer certificate): DATABASE_CA may name its CA"
    )
    assert await opened(f"{behind_tls}?sslmode=verify-full") == untrusted
    assert await opened(f"{behind_tls}?sslmode=verify-full&sslrootcert=system") == untrusted
    assert await opened(f"{behind_tls}?sslmode=require") == "open"
    for mode in ("verify-full", "verify-ca", "require"):
        assert await opened(f"{behind_tls}?sslmode={mode}&sslrootcert={pem}") == "open"
    for named in (str(pem), ca.cert_pem.bytes().decode()):
        monkeypatch.setenv("DATABASE_CA", named)
        assert await opened(behind_tls) == "open"
        assert await opened(f"{behind_tls}?sslmode=verify-full") == "open"


async def test_another_ca_or_another_host_is_refused(
    behind_tls: str, ca: trustme.CA, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_CA", trustme.CA().cert_pem.bytes().decode())
    assert (await opened(behind_tls)).startswith("its certificate is not trusted (")
    monkeypatch.setenv("DATABASE_CA", ca.cert_pem.bytes().decode())
    elsewhere = behind_tls.replace("localhost", "127.0.0.1")
    assert "IP address mismatch" in await opened(elsewhere)
    assert await opened(f"{elsewhere}?sslmode=verify-ca") == "open"


@pytest.mark.parametrize(
    ("named", "said"),
    [
        (
            "/nowhere/ca.pem",
            "the certificate that DATABASE_CA names cannot be read (No such file or directory)",
        ),
        ("/etc", "the certificate that DATABASE_CA names cannot be read ("),
        ("-----BEGIN CERTIFICATE-----\nsecret", "DATABASE_CA names no certificate in PEM"),
    ],
)
async def test_a_ca_that_cannot_be_read_is_one_line(named: str, said: str) -> None:
    url = "postgres://ots:hush@127.0.0.1:1/ots"
    done = await asyncio.to_thread(run_warm, "gaps", env={"DATABASE_URL": url, "DATABASE_CA": named})
    assert (done.exit_code, len(done.lines)) == (2, 1)
    assert done.err.startswith(f"ots: {said}")
    assert "secret" not in done.err
