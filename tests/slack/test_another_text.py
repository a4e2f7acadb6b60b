"""Another text in Slack: the running bot calls itself, its text and its kinds as their curator does."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import pytest

from tests.conftest import BRIDGE, PEACE, KnowledgeDir
from tests.handbook import HANDBOOK, of_home
from tests.slack_server import BotProcess, SlackServer
from tests.slack_server.fixtures import said_to, words


@pytest.fixture(scope="module")
async def elm(slack: SlackServer) -> AsyncIterator[BotProcess]:
    async with BotProcess.start(slack, env={"OTS_KNOWLEDGE": str(HANDBOOK)}) as process:
        yield process


async def asked(elm: BotProcess, text: str) -> str:
    """What the slash command of the handbook answers; nothing in it belongs to another text."""
    received = await elm.receive(elm.slack.command(text, name="/elm"))
    assert received.status == 200
    assert not of_home(json.dumps(received.json))
    return received.text


async def test_the_command_has_the_name_of_the_file(elm: BotProcess) -> None:
    assert (await asked(elm, "gym")).startswith("Gym · benefit")


async def test_help_and_noes_have_the_curators_words(elm: BotProcess) -> None:
    first, *examples = (await asked(elm, "help")).splitlines()
    assert first == "Ask about working at Elm Works. A quote from one handbook proves every answer."
    assert examples[:2] == ["• paid leave", "• when is the summer party?"]
    assert examples[-6:] == [
        "• list policies",
        "In place of a question you can type:",
        "• share QUESTION — the answer, for everybody in the channel",
        "• list, list policies — every topic, or those of one sort",
        "• timeline, timeline 2026 — what happens when",
        "• places, figures — what happens where, and every number",
    ]
    assert (await asked(elm, "pizza")).startswith("The handbook does not speak of that.")
    assert (await asked(elm, "how much does remote work cost")).startswith(
        "The handbook speaks of Remote work, but"
    )
    assert (await asked(elm, "hello")).startswith("Hello! What would you like to know about Elm Works?")
    assert "such as paid leave" in await asked(elm, "???")


async def test_own_kinds_are_listed(elm: BotProcess) -> None:
    assert (await asked(elm, "list policies")).startswith("Policies: 3")


async def test_the_home_tab_groups_by_the_curators_kinds_too(elm: BotProcess) -> None:
    await elm.receive(elm.slack.home_opened())
    home = elm.slack.views[-1]
    shown = json.dumps(home.view)
    assert not of_home(shown.replace("ask_ots", ""))
    said = words(home.blocks).splitlines()
    assert "Facts about working at Elm Works, each with the quote that proves it." in said
    assert "From one handbook: The people team · Elm Works, 5 January 2026" in said
    for label in ("People (2)", "Rules (5)", "Policies (3)", "Benefits (2)"):
        assert label in said
    await elm.receive(elm.slack.click(home, "Search Topics"))
    search = elm.slack.views[-1]
    assert search.view["title"]["text"] == "Ask the handbook"
    assert not of_home(json.dumps(search.view))
    assert "Every answer is proven by a quote from one handbook." in words(search.blocks)


async def test_a_message_about_nothing_here_is_told_so_in_the_texts_name(elm: BotProcess) -> None:
    message = elm.slack.say("Shall we have lunch at noon?")
    await elm.receive(elm.slack.message_shortcut(message))
    assert elm.slack.responses[-1].text.startswith("The handbook does not speak of that.")


async def test_the_pane_greets_and_prompts_in_the_curators_words(elm: BotProcess) -> None:
    before = len(elm.slack.calls)
    opened = elm.slack.pane_opened()
    greeting = await said_to(elm, opened)
    assert greeting.text == "Hello! What would you like to know about Elm Works?"
    await said_to(elm, elm.slack.pane_message("gym", opened))
    calls = [call for call in elm.slack.calls[before:] if call.method.startswith("assistant.")]
    assert not of_home(str([call.arguments for call in calls]))
    assert any("is looking in the handbook" in str(call.arguments) for call in calls)


async def test_a_topic_that_no_select_can_hold_keeps_no_other_out_of_it(
    own_slack: SlackServer, knowledge_dir: KnowledgeDir
) -> None:
    name = f"peace{'-and-quiet' * 20}"
    knowledge_dir.write("entries/peace.yaml", PEACE.replace("id: peace", f"id: {name}"))
    knowledge_dir.write("entries/bridge.yaml", BRIDGE.replace("[peace]", f"[{name}]"))
    async with BotProcess.start(own_slack, env={"OTS_KNOWLEDGE": str(knowledge_dir.path)}) as bot:
        await bot.receive(own_slack.shortcut())
        suggested = await bot.receive(own_slack.suggest(own_slack.views[-1], "search", ""))
        assert suggested.json is not None
        assert [it["text"]["text"] for it in suggested.json["options"]] == ["The bridge"]
