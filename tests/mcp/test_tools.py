"""Assistants get what people get: the same facts, with quote, place and link, and a no that is plainly one."""

from __future__ import annotations

import json
from typing import Any

import pytest

from knowledge.base import Knowledge
from tests.conftest import ROOT, SOURCES, KnowledgeDir, Ots
from tests.mcp.running import ask, by_pipe, text

pytestmark = pytest.mark.slow  # many runs of the command, or waiting

QUESTIONS = ROOT / "tests/eval/questions/queries.jsonl"

OURS = {"link", "source_link", "is_answer"}
"""What a fact has here and not on the command line."""


def as_on_the_command_line(data: dict[str, Any]) -> dict[str, Any]:
    def bare(fact: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in fact.items() if name not in OURS}

    return {
        **{name: value for name, value in data.items() if name not in ("answered", "statement")},
        "facts": list(map(bare, data["facts"])),
        "items": list(map(bare, data["items"])),
        "choices": [{**it, "facts": list(map(bare, it["facts"]))} for it in data["choices"]],
    }


@pytest.mark.slow
async def test_every_question_gets_the_facts_of_the_command_line(ots: Ots) -> None:
    questions = [json.loads(line)["q"] for line in QUESTIONS.read_text().splitlines()]
    questions = [it for it in questions if it and "\n" not in it]
    printed = ots("ask", "--json", stdin="\n".join(questions)).out.splitlines()
    async with by_pipe() as client:
        for question, line in zip(questions, printed, strict=True):
            assert as_on_the_command_line(await ask(client, question)) == json.loads(line)


async def test_an_answer_has_its_quote_its_place_who_said_it_and_links(
    knowledge_dir: KnowledgeDir,
) -> None:
    knowledge_dir.write("sources.yaml", f"{SOURCES}  url: https://paper.example/talk\n")
    async with by_pipe("--knowledge", str(knowledge_dir.path), OTS_URL="https://ots.example.org/") as client:
        result = await client.call_tool("ask", {"question": "how long is the bridge"})
    assert result.structured_content
    (fact,) = result.structured_content["facts"]
    assert fact == {
        "text": "The bridge is nearly 900 metres long.",
        "quote": "The bridge is nearly 900 metres long",
        "understood": None,
        "speaker": "Anna Berg",
        "published": "The Paper, 1 May 2030",
        "source": "talk",
        "start": 53,
        "end": 89,
        "paragraph": 2,
        "is_plan": False,
        "link": "https://ots.example.org/f/bridge/900-metres",
        "source_link": "https://paper.example/talk#:~:text=The%20bridge%20is%20nearly%20900%20metres%20long",
        "is_answer": True,
    }
    assert text(result).splitlines() == [
        "The bridge (project)",
        "The bridge is nearly 900 metres long.",
        "“The bridge is nearly 900 metres long”",
        "— Anna Berg · The Paper, 1 May 2030 · paragraph 2",
        "(1 more fact)",
        "Related: Peace",
        "The topic whole, as a resource: ots://entries/bridge",
        "Links to the quotes, in their order:",
        "https://ots.example.org/f/bridge/900-metres",
    ]


async def test_what_is_not_stated_cannot_be_taken_for_an_answer() -> None:
    async with by_pipe() as client:
        result = await client.call_tool("ask", {"question": "how much will the zangazur corridor cost"})
        unknown = await client.call_tool("ask", {"question": "who is the king of France"})
        unread = await ask(client, "???")
        unlisted = await client.call_tool("list", {"heading": "events in 1850"})
    data = result.structured_content
    assert data
    assert (data["answered"], data["status"], data["reason"]) == (False, "none", "not_stated")
    assert not any(fact["is_answer"] for fact in data["facts"])
    assert text(result).splitlines()[:4] == [
        "The article does not say this. The article speaks of Zangazur Corridor (TRIPP), but does not state the cost.",
        "Tell whoever asked that it is not stated, and state nothing in its place.",
        "NOT an answer to the question, only the nearest that is said:",
        "The Zangazur Corridor (TRIPP) is to be a 43 km transit link between mainland Azerbaijan and the Nakhchivan region.",
    ]
    assert text(unknown).startswith("The article does not say this. The article does not speak of France.")
    assert (unread["answered"], unread["reason"]) == (False, "unreadable")
    assert unread["statement"].startswith("This is no answer: the question could not be read.")
    assert unlisted.structured_content
    assert (unlisted.structured_content["answered"], unlisted.structured_content["items"]) == (False, [])
    assert text(unlisted).startswith("The article does not say this.")


async def test_lists_passages_and_texts_are_at_hand(knowledge: Knowledge) -> None:
    (source,) = knowledge.sources
    async with by_pipe(mode="legacy") as client:  # as assistants began before 2026
        tools = (await client.list_tools()).tools
        listed = (await client.call_tool("list", {"heading": "events in 2026"})).structured_content
        everything = (await client.call_tool("list", {})).structured_content
        figures = (await client.call_tool("list", {"heading": "figures"})).structured_content
        quoted = (await client.call_tool("quote", {"words": "kilometre tranzit link"})).structured_content
        unfound = await client.call_tool("quote", {"words": "xylophone"})
        read = await client.read_resource(f"ots://sources/{source.id}")
        topic = await client.read_resource("ots://entries/zangazur-corridor")
        topics = await client.read_resource("ots://entries")
    assert [tool.name for tool in tools] == ["ask", "list", "quote"]
    assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools)
    assert listed
    assert listed["title"] == "Events · 2026"
    assert "2nd Defence Industry Institutions meeting" in [it["what"] for it in listed["items"]]
    assert figures
    assert {"nearly $7 billion", "121 points"} <= {it["value"] for it in figures["items"]}
    assert everything
    assert len(everything["items"]) == len(knowledge.entries)
    assert quoted
    passage = quoted["passages"][0]
    assert "43- kilometer transit link" in passage["quote"]
    assert source.text[passage["start"] : passage["end"]] == passage["quote"]
    assert (passage["paragraph"], passage["speaker"]) == (28, "Kubanychbek Omuraliyev")
    assert text(unfound).startswith("The article does not say anything in words near these.")
    assert read.contents[0].model_dump()["text"] == source.text
    assert json.loads(topic.contents[0].model_dump()["text"])["title"] == "Zangazur Corridor (TRIPP)"
    assert len(json.loads(topics.contents[0].model_dump()["text"])) == len(knowledge.entries)


MALFORMED: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("forget", {}, "Unknown tool: forget"),
    ("ask", {}, "Field required"),
    ("ask", {"question": 43}, "Input should be a valid string"),
    ("ask", {"question": ["corridor"]}, "Input should be a valid string"),
    ("ask", {"question": "x" * 1_001}, "String should have at most 1000 characters"),
    ("list", {"heading": "x" * 201}, "String should have at most 200 characters"),
    ("quote", {"words": ""}, "String should have at least 1 character"),
)


async def test_a_malformed_call_is_refused_and_the_next_one_answered() -> None:
    from mcp.shared.exceptions import MCPError

    async with by_pipe() as client:
        for tool, arguments, why in MALFORMED:
            refused = await client.call_tool(tool, arguments)
            assert refused.is_error
            assert why in text(refused)
            assert (await ask(client, "corridor"))["answered"]
        for entry in ("nope", "x" * 5_000):
            with pytest.raises(MCPError, match=f"there is no entry '{entry[:100]}"):
                await client.read_resource(f"ots://entries/{entry}")
