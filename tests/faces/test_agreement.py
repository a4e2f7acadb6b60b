"""The page, its interface, assistants and Slack give the same facts: every question of the evaluation, asked of all."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.eval.score import FILES, Question, questions
from tests.slack_server import BotProcess, SlackServer

from .assistant import assistant
from .face import Face, quotes_of
from .served import SETTINGS, Interface, Page, SlackCommand

AT_ONCE = 8

ASKED = 30
"""Questions of each set that are asked in the gate, from its beginning to its end; all by `pytest -m whole`."""


@dataclass(frozen=True)
class Four:
    api: Interface
    others: tuple[Face, ...]

    async def disagree(self, question: str) -> str | None:
        """Which of the faces say another thing than the interface, and what."""
        reply = await self.api.reply(question)
        for face in self.others:
            said = await face.ask(question)
            expected = quotes_of(reply, with_rows=face.quotes_rows)
            if said.no != reply["reason"] or said.quotes != expected[: len(said.quotes)]:
                return f"{face.name}: {question!r}: {said.no} {said.quotes}, not {reply['reason']} {expected}"
            if expected and not said.quotes:
                return f"{face.name}: {question!r}: no quote"
        return None


@pytest.fixture(scope="module")
async def four(slack: SlackServer, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Four]:
    log: Path = tmp_path_factory.mktemp("faces") / "log"
    env = {"OTS_URL": SETTINGS["OTS_URL"]}
    async with BotProcess.start(slack, env=SETTINGS) as bot, assistant(env, log) as asked:
        yield Four(Interface(bot), (Page(bot), SlackCommand(bot), asked))


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(FILES))
async def test_all_four_give_the_same_facts(four: Four, name: str) -> None:
    asked = questions(FILES[name])
    await agree(four, asked[:: -(-len(asked) // ASKED)])


@pytest.mark.whole
@pytest.mark.parametrize("name", sorted(FILES))
async def test_all_four_do_so_with_every_question(four: Four, name: str) -> None:
    await agree(four, questions(FILES[name]))


async def agree(four: Four, asked: list[Question]) -> None:
    turn = asyncio.Semaphore(AT_ONCE)

    async def one(question: str) -> str | None:
        async with turn:
            return await four.disagree(question)

    found = await asyncio.gather(*(one(it.q) for it in asked if it.q.strip()))
    assert [it for it in found if it] == []
