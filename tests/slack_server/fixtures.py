"""Slack's stand-in and the real ``ots serve`` before it, over both transports."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from . import BotProcess, Payload, Post, SlackServer


@pytest.fixture(scope="session")
async def slack() -> AsyncIterator[SlackServer]:
    """A workspace that tests share: each looks only at what it caused."""
    async with SlackServer() as server:
        yield server


@pytest.fixture(scope="session", params=["http", "socket"])
async def bot(slack: SlackServer, request: pytest.FixtureRequest) -> AsyncIterator[BotProcess]:
    """A bot that tests share, once over HTTP and once over a socket, and each started as people start it."""
    async with BotProcess.start(slack, transport=request.param, forked=False) as process:
        yield process


@pytest.fixture
async def own_slack() -> AsyncIterator[SlackServer]:
    """A workspace of the test's own, for faults and restarts."""
    async with SlackServer() as server:
        yield server


async def said_to(bot: BotProcess, payload: Payload) -> Post:
    """What the bot posts about *payload*, which it acknowledges."""
    before = len(bot.slack.answers)
    received = await bot.receive(payload)
    assert received.status == 200
    await bot.slack.wait_for(lambda: len(bot.slack.answers) > before)
    assert len(bot.slack.answers) == before + 1
    return bot.slack.answers[-1]


def words(blocks: list[dict[str, Any]]) -> str:
    """Everything that *blocks* say, in order."""
    return "\n".join(_texts(blocks))


def _texts(value: Any) -> list[str]:
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    if isinstance(value, dict):
        own = [value["text"]] if isinstance(value.get("text"), str) else []
        return own + [text for key, item in value.items() if key != "value" for text in _texts(item)]
    return []


def quotes(blocks: list[dict[str, Any]]) -> list[str]:
    """The quotes that *blocks* set apart."""
    return [
        "".join(run["text"] for run in element["elements"])
        for block in blocks
        if block["type"] == "rich_text"
        for element in block["elements"]
        if element["type"] == "rich_text_quote"
    ]
