"""What an operator sees: several processes, what is counted, what is kept for curators."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import resource
import signal
import sqlite3
from pathlib import Path
from typing import Any, Literal

import aiohttp
import pytest
from pydantic import SecretStr

from bot.store.database import Database
from bot.store.questions import Gaps, QuestionLog
from tests.conftest import ROOT
from tests.eval.score import FILES, questions
from tests.slack_server import BotProcess, SlackServer
from tests.slack_server.fixtures import words


async def metrics(port: int) -> dict[str, float]:
    """Every sample at ``/metrics``, by its name with labels."""
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{port}/metrics") as response,
    ):
        text = await response.text()
    found = (re.fullmatch(r"([a-z_]+(?:\{.*\})?) (\S+)", line) for line in text.splitlines())
    return {sample[1]: float(sample[2]) for sample in found if sample}


def processes(bot: BotProcess) -> set[int]:
    """The processes that *bot* started."""
    return set(map(int, Path(f"/proc/{bot.pid}/task/{bot.pid}/children").read_text().split()))


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["1", "2"])
async def test_requests_errors_and_knowledge_are_counted(
    own_slack: SlackServer, workers: str, port: int
) -> None:
    env = {"OTS_METRICS_PORT": str(port), "WEB_CONCURRENCY": workers}
    async with BotProcess.start(own_slack, env=env) as bot:
        for text in ("corridor", "corridor", "what is the weather tomorrow"):
            await bot.receive(own_slack.command(text))
        own_slack.fail("chat.postMessage", error="internal_error")
        await bot.receive(own_slack.mention("corridor"))
        await own_slack.wait_for(lambda: len(own_slack.answers) == 1)
        bot.signal(signal.SIGHUP)
        await own_slack.wait_for(lambda: bot.output.count("knowledge reloaded") == int(workers))
        counted = await metrics(port)
    assert counted['ots_requests_total{outcome="answer",surface="command"}'] == 2
    assert counted['ots_requests_total{outcome="unknown_topic",surface="command"}'] == 1
    assert counted['ots_slack_api_errors_total{error="internal_error",method="chat.postMessage"}'] == 1
    assert counted['ots_answer_seconds_count{surface="command"}'] == 3
    assert counted['ots_reloads_total{outcome="swapped"}'] == int(workers)
    assert counted["ots_knowledge_entries"] >= 100
    assert [name for name in counted if name.startswith("ots_knowledge_version")]


@pytest.mark.slow
async def test_a_process_that_dies_is_started_again_and_all_end_together(
    own_slack: SlackServer, tmp_path: Path
) -> None:
    # Some that start others do not want to hear how these end, and hand that on.
    unheard = "import signal; signal.signal(signal.SIGCHLD, signal.SIG_IGN)"
    (tmp_path / "sitecustomize.py").write_text(unheard)
    env = {"WEB_CONCURRENCY": "2", "PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT)))}
    async with BotProcess.start(own_slack, env=env) as bot:
        before = processes(bot)
        assert len(before) == 2
        os.kill(min(before), signal.SIGKILL)
        await own_slack.wait_for(lambda: len(processes(bot) - before) == 1)
        assert (await bot.receive(own_slack.command("corridor"))).status == 200
        assert await bot.stop() == 0
        assert not before & {int(it) for it in os.listdir("/proc") if it.isdigit()}  # noqa: PTH208


@pytest.mark.slow
async def test_requests_are_answered_where_there_is_no_room_to_count_them(
    own_slack: SlackServer, port: int
) -> None:
    env = {"OTS_METRICS_PORT": str(port), "WEB_CONCURRENCY": "2"}
    async with BotProcess.start(own_slack, env=env) as bot:
        await own_slack.wait_for(lambda: bot.output.count("listening on") == 2)
        resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, (0, 0))  # what is started from now on writes no file
        for process in processes(bot):
            os.kill(process, signal.SIGKILL)
        said = "nothing is counted here, for there is no place for files (File too large)"
        await own_slack.wait_for(lambda: bot.output.count(said) == 2)
        await own_slack.wait_for(lambda: bot.output.count("listening on") == 4)
        # Each listens before it has been told who it is by Slack, and says so until then.
        async with asyncio.timeout(30):
            while (received := await bot.receive(own_slack.command("corridor"))).status == 503:
                await own_slack.until_changed(0.1)
        assert received.status == 200
        assert bot.output.count("ended with") == 3  # those that were killed, and no other


async def test_several_processes_share_the_load_of_a_socket(own_slack: SlackServer) -> None:
    async with BotProcess.start(own_slack, transport="socket", env={"WEB_CONCURRENCY": "2"}) as bot:
        await own_slack.wait_for(lambda: own_slack.connections == 2)
        for _ in range(20):
            assert (await bot.receive(own_slack.command("corridor"))).status == 200
        assert await bot.stop() == 0


@pytest.mark.alone
async def test_a_thousand_envelopes_at_once_are_acknowledged_in_time(own_slack: SlackServer) -> None:
    async with BotProcess.start(own_slack, transport="socket") as bot:
        asked = [question.q for question in questions(FILES["tuning"])][:1_000]
        received = await asyncio.gather(*(bot.receive(own_slack.command(text)) for text in asked))
        assert [it.status for it in received] == [200] * 1_000
        assert max(it.seconds for it in received) < 3
        assert len(own_slack.acknowledged) == 1_000  # none was delivered twice


async def gaps(path: Path) -> Gaps:
    async with await Database.open(SecretStr(f"sqlite:///{path}")) as database:
        return await QuestionLog(database).gaps()


async def test_what_could_not_be_answered_is_kept_without_saying_who_asked(
    own_slack: SlackServer, tmp_path: Path
) -> None:
    path = tmp_path / "ots.db"
    async with BotProcess.start(own_slack, env={"DATABASE_URL": f"sqlite:///{path}"}) as bot:
        for text in (
            "what is the weather tomorrow",
            "What is the WEATHER tomorrow?",
            "corridor",
            "how much will the zangazur corridor cost",
        ):
            await bot.receive(own_slack.command(text, user="U2"))
        received = await bot.receive(own_slack.mention("corridor"))
        assert received.status == 200
        await own_slack.wait_for(lambda: own_slack.answers)
        await bot.receive(own_slack.feedback(own_slack.answers[0], positive=False))
        await own_slack.wait_for(lambda: own_slack.responses)
        await bot.stop()
    found = await gaps(path)
    asked = {group.example: group.count for group in found.unanswered}
    assert asked == {"what is the weather tomorrow": 2, "how much will the zangazur corridor cost": 1}
    assert [group.example for group in found.unhelpful] == ["corridor"]
    assert found.entries["zangazur-corridor"] >= 1
    with contextlib.closing(sqlite3.connect(path)) as stored:
        rows = str(stored.execute("SELECT * FROM ots_questions").fetchall())
    assert "'T1'" in rows
    assert not re.search("'[UC][0-9]'", rows)


def noted(note: str, *, agreed: bool) -> dict[str, Any]:
    """The window that asks for words, filled in."""
    ticked = [{"value": "agreed", "text": {"type": "plain_text", "text": "I agree"}}] if agreed else []
    return {
        "note": {"note": {"type": "plain_text_input", "value": note}},
        "agreed": {"agreed": {"type": "checkboxes", "selected_options": ticked}},
    }


@pytest.mark.parametrize("transport", ["http", "socket"])
async def test_why_an_answer_did_not_help_is_kept_and_words_on_it_by_consent(
    own_slack: SlackServer, tmp_path: Path, transport: Literal["http", "socket"]
) -> None:
    slack, path = own_slack, tmp_path / "ots.db"
    env = {"DATABASE_URL": f"sqlite:///{path}"}
    async with BotProcess.start(slack, transport=transport, env=env) as bot:
        await bot.receive(slack.mention("corridor"))
        await slack.wait_for(lambda: slack.answers)
        await bot.receive(slack.feedback(slack.answers[0], positive=False))
        await slack.wait_for(lambda: slack.responses)
        await bot.receive(slack.click(slack.responses[-1], "Wrong fact"))
        await slack.wait_for(lambda: len(slack.responses) == 2)
        await bot.receive(slack.click(slack.responses[-1], "Say More"))
        window = slack.views[-1]
        assert "without your name" in words(window.blocks)
        for values in (
            noted("Not to be kept.", agreed=False),
            noted(" \n", agreed=True),
            noted("The corridor\n\x1b is longer.\0", agreed=True),
        ):
            received = await bot.receive(slack.submit_view(window, values))
            assert (received.status, received.json) == (200, None)
        await bot.stop()
        assert "longer" not in bot.output
    (group,) = (await gaps(path)).unhelpful
    assert (group.example, group.entry, group.count) == ("corridor", "middle-corridor", 1)
    assert (group.shortcomings, group.notes) == ({"wrong_fact": 1}, ("The corridor is longer.",))
    assert b"Not to be kept" not in path.read_bytes()


async def test_questions_are_not_kept_where_that_is_not_wanted(
    own_slack: SlackServer, tmp_path: Path
) -> None:
    path = tmp_path / "ots.db"
    env = {"DATABASE_URL": f"sqlite:///{path}", "OTS_KEEP_QUESTIONS": "0"}
    async with BotProcess.start(own_slack, env=env) as bot:
        await bot.receive(own_slack.command("what is the weather tomorrow"))
        await bot.stop()
    found = await gaps(path)
    assert not found.unanswered
    assert not found.entries


async def test_readiness_tells_that_the_bot_is_stopping(own_slack: SlackServer) -> None:
    async with BotProcess.start(own_slack) as bot:
        assert (await bot.get("/readyz")).status == 200
        bot.signal(signal.SIGTERM)
        await asyncio.sleep(0.2)
        response = await bot.get("/readyz")
        assert (response.status, response.body) == (503, "stopping\n")
        assert await bot.ended() == 0
