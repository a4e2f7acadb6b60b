"""Changed knowledge without a restart: swapped in one step, or refused while the old one serves on."""

from __future__ import annotations

import asyncio
import signal

import pytest

from tests.conftest import BRIDGE, KnowledgeDir
from tests.slack_server import BotProcess, SlackServer
from tests.slack_server.fixtures import words

REQUESTS, SWAPS, AT_ONCE = 10_000, 50, 16
EDITIONS = ("Oak", "Elm")


def edition(name: str) -> str:
    """The bridge, named in its title and in its fact: an answer made of two editions would show it."""
    return BRIDGE.replace("The bridge", f"The {name} bridge", 1).replace(
        "text: The bridge", f"text: The {name} bridge"
    )


@pytest.mark.slow
async def test_no_request_fails_or_is_answered_from_two_editions_while_knowledge_changes(
    own_slack: SlackServer, knowledge_dir: KnowledgeDir
) -> None:
    knowledge_dir.write("entries/bridge.yaml", edition("Oak"))
    env = {"OTS_KNOWLEDGE": str(knowledge_dir.path), "OTS_LOG_LEVEL": "INFO"}
    async with BotProcess.start(own_slack, env=env) as bot:
        seen: set[str] = set()
        asked = 0
        swapping = asyncio.create_task(change(bot, knowledge_dir))

        async def ask() -> None:
            nonlocal asked
            while asked < REQUESTS or not swapping.done():
                asked += 1
                received = await bot.receive(own_slack.command("bridge"))
                assert received.status == 200
                said = words(received.blocks)
                named = {name for name in EDITIONS if name in said + received.text}
                assert len(named) == 1, said
                assert said.count(min(named)) == 2  # in the title and in the fact
                seen.update(named)

        await asyncio.gather(swapping, *(ask() for _ in range(AT_ONCE)))
        assert seen == set(EDITIONS)
        assert bot.output.count("knowledge reloaded") == SWAPS // 2


async def change(bot: BotProcess, knowledge_dir: KnowledgeDir) -> None:
    """Change the knowledge again and again, every other time for the worse."""
    for number in range(SWAPS):
        faulty = number % 2 == 0
        name = EDITIONS[(number // 2 + 1) % 2]
        text = edition(name).replace("nearly 900", "900", 1) if faulty else edition(name)
        knowledge_dir.write("entries/bridge.yaml", text)
        said = "the knowledge stays as it was" if faulty else "knowledge reloaded"
        before = bot.output.count(said)
        bot.signal(signal.SIGHUP)
        while bot.output.count(said) == before:
            await bot.slack.until_changed(0.01)


async def test_a_faulty_change_is_reported_as_by_the_check(
    own_slack: SlackServer, knowledge_dir: KnowledgeDir
) -> None:
    async with BotProcess.start(own_slack, env={"OTS_KNOWLEDGE": str(knowledge_dir.path)}) as bot:
        knowledge_dir.write("entries/bridge.yaml", BRIDGE.replace("is nearly", "is", 1))
        bot.signal(signal.SIGHUP)
        await own_slack.wait_for(lambda: "stays as it was" in bot.output)
        fault = knowledge_dir.run("check").err.splitlines()[0]
        await own_slack.wait_for(lambda: fault in bot.output)
        assert "nearly 900" in (await bot.receive(own_slack.command("bridge"))).text


async def test_watched_files_are_taken_by_themselves(
    own_slack: SlackServer, knowledge_dir: KnowledgeDir
) -> None:
    env = {"OTS_KNOWLEDGE": str(knowledge_dir.path)}
    async with BotProcess.start(own_slack, env=env, args=["--watch"]) as bot:
        knowledge_dir.write("entries/bridge.yaml", edition("Elm"))
        await own_slack.wait_for(lambda: "knowledge reloaded" in bot.output)
        assert "Elm" in (await bot.receive(own_slack.command("bridge"))).text
