"""Console and Slack say the same: questions of the evaluation, asked of both."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.conftest import run_warm
from tests.eval.score import BIG, FILES, questions
from tests.slack_server import BotProcess, SlackServer
from tests.slack_server.fixtures import quotes

SETS = sorted(FILES.keys() - set(BIG))  # which all other faces are asked
FEW = 15
"""Every so many questions of all sets are asked in the gate; all of them by `pytest -m whole`."""


@pytest.fixture(scope="module")
async def answering(slack: SlackServer) -> AsyncIterator[BotProcess]:
    async with BotProcess.start(slack) as bot:
        yield bot


def asked_in(*names: str) -> list[str]:
    return [question.q for name in names for question in questions(FILES[name]) if question.q.strip()]


async def test_slack_leads_with_the_fact_that_the_console_leads_with(answering: BotProcess) -> None:
    await agree(answering, asked_in(*SETS)[::FEW])


@pytest.mark.whole
@pytest.mark.parametrize("name", SETS)
async def test_slack_leads_so_with_every_question(answering: BotProcess, name: str) -> None:
    await agree(answering, asked_in(name))


async def agree(bot: BotProcess, asked: list[str]) -> None:
    """Each question gets the same in the console and in Slack."""
    slack = bot.slack
    replies = [
        json.loads(line) for line in run_warm("ask", "--json", stdin="\n".join(asked) + "\n").out.splitlines()
    ]
    assert len(replies) == len(asked)
    for question, reply in zip(asked, replies, strict=True):
        received = await bot.receive(slack.command(question))
        shown = quotes(received.blocks)
        match reply["status"]:
            case "answer":
                expected = list(map(_quoted, reply["facts"]))
                assert shown, question
                assert shown == expected[: len(shown)], question
                assert reply["title"] in received.text.splitlines()[0], question
            case "choices":
                assert shown == [_quoted(choice["facts"][0]) for choice in reply["choices"]], question
            case "listing":
                assert shown == [], question
                assert received.text.splitlines()[0].startswith(f"{reply['title']}: "), question
            case "none":
                assert shown == list(map(_quoted, reply["facts"][:1])), question
                assert all(title in str(received.blocks) for title in reply["suggestions"]), question


def _quoted(fact: dict[str, Any]) -> str:
    return f"[{fact['understood']}] {fact['quote']}" if fact["understood"] else str(fact["quote"])
