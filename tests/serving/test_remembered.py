"""What a thread is about is known to every replica, and after a restart, without asking Slack."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from pydantic import SecretStr
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.slack.mentions import FROM_MEMORY
from bot.store.database import Database
from tests.slack_server import BotProcess, SlackServer
from tests.slack_server.fixtures import said_to

pytestmark = pytest.mark.slow  # many runs of the command, or waiting


@pytest.fixture
async def replicas(own_slack: SlackServer, url: SecretStr) -> AsyncIterator[list[BotProcess]]:
    """Two bots on one database, before a Slack that lets nobody read what was said before."""
    own_slack.fail("conversations.replies", retry_after=60, times=1_000)
    own_slack.fail("conversations.history", retry_after=60, times=1_000)
    env = {"DATABASE_URL": url.get_secret_value()}
    async with BotProcess.start(own_slack, env=env) as one, BotProcess.start(own_slack, env=env) as other:
        yield [one, other]


def reads(slack: SlackServer) -> int:
    """How often somebody wanted to read what was said before."""
    return sum(call.method in ("conversations.replies", "conversations.history") for call in slack.calls)


THREADS = (
    ("zangazur corridor", "and how long is it?", "43- kilometer"),
    ("common turkic alphabet", "who proposed it?", "Erdogan"),
    ("turkic investment fund", "how much?", "million"),
    ("zangazur corridor", "source?", "Zangazur"),
    ("zangazur corridor", "and what does it cost?", "does not state the cost"),
)


async def test_another_replica_knows_what_each_thread_is_about(
    own_slack: SlackServer, replicas: list[BotProcess]
) -> None:
    one, other = replicas
    mentions = [own_slack.mention(first) for first, _, _ in THREADS]
    for mention in mentions:
        await said_to(one, mention)
    for mention, (_, then, expected) in zip(mentions, THREADS, strict=True):
        answer = await said_to(other, own_slack.mention(then, thread_ts=mention.ts))
        assert expected in answer.text
    assert reads(own_slack) == 0


async def test_a_direct_conversation_goes_on_after_a_restart(
    own_slack: SlackServer, replicas: list[BotProcess]
) -> None:
    one, other = replicas
    await said_to(one, own_slack.direct("middle corridor"))
    asked = own_slack.direct("zangazur corridor")
    await said_to(other, asked)
    await one.restart()
    beside = await said_to(one, own_slack.direct("how long is it?"))
    assert "43- kilometer" in beside.text
    below = await said_to(other, own_slack.direct("tell me more", thread_ts=asked.ts))
    assert "Zangazur" in below.text
    assert reads(own_slack) == 0


async def test_the_latest_answer_counts_whoever_gave_it(
    own_slack: SlackServer, replicas: list[BotProcess]
) -> None:
    one, other = replicas
    mention = own_slack.mention("middle corridor")
    await said_to(one, mention)
    await said_to(other, own_slack.mention("zangazur corridor", thread_ts=mention.ts))
    answer = await said_to(one, own_slack.mention("how long is it?", thread_ts=mention.ts))
    assert "43- kilometer" in answer.text
    assert reads(own_slack) == 0


async def test_a_follow_up_that_needs_the_words_of_the_question_reads_them_in_slack(
    own_slack: SlackServer, replicas: list[BotProcess]
) -> None:
    one, other = replicas
    mention = own_slack.mention("events in 2026")
    await said_to(one, mention)
    # Whoever answered has them still.
    assert "2025" in (await said_to(one, own_slack.mention("and 2025?", thread_ts=mention.ts))).text
    assert reads(own_slack) == 0
    refused = await said_to(other, own_slack.mention("and 2026?", thread_ts=mention.ts))
    assert FROM_MEMORY in refused.text
    own_slack.mend("conversations.replies")
    read = await said_to(other, own_slack.mention("and 2027?", thread_ts=mention.ts))
    assert FROM_MEMORY not in read.text


async def test_an_answer_that_was_replaced_is_read_anew(
    own_slack: SlackServer, replicas: list[BotProcess]
) -> None:
    one, other = replicas
    mention = own_slack.mention("zangazur corridor")
    answer = await said_to(one, mention)
    own_slack.mend("conversations.replies")
    await other.receive(own_slack.choose_option(answer, "topic", "Middle Corridor"))
    follow_up = await said_to(one, own_slack.mention("how long is it?", thread_ts=mention.ts))
    assert "Middle Corridor" in follow_up.text
    assert reads(own_slack) == 1


async def test_no_word_that_people_typed_is_kept(
    own_slack: SlackServer, replicas: list[BotProcess], url: SecretStr
) -> None:
    typed = "zangazur korridoru barede maraqlidir"
    mention = own_slack.mention(f"{typed} zangazur corridor")
    await said_to(replicas[0], mention)
    await said_to(replicas[0], own_slack.direct(f"events in {typed} 2026"))

    async def work(connection: AsyncConnection) -> list[str]:
        return [str(tuple(row)) for row in await connection.execute(text("SELECT * FROM ots_conversations"))]

    async with await Database.open(url) as database:
        rows = await database.run(work)
    assert rows
    assert not [row for row in rows for word in ("korridoru", "barede", "maraqlidir") if word in row]
