"""Console and Slack say the same: every question of the evaluation, asked of both."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.conftest import run_ots
from tests.eval.score import FILES, questions
from tests.slack_server import BotProcess, SlackServer
from tests.slack_server.fixtures import quotes


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[pytest.mark.slow] * (name == "tuning"))
        for name in sorted(FILES.keys() - {"wide"})
    ],
)
async def test_slack_leads_with_the_fact_that_the_console_leads_with(slack: SlackServer, name: str) -> None:
    asked = [question.q for question in questions(FILES[name]) if question.q.strip()]
    replies = [
        json.loads(line) for line in run_ots("ask", "--json", stdin="\n".join(asked) + "\n").out.splitlines()
    ]
    assert len(replies) == len(asked)
    async with BotProcess.start(slack) as bot:
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
