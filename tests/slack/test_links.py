"""Links from Slack to the page, and to the publisher's own at the quote."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.conftest import SOURCES, KnowledgeDir
from tests.slack_server import BotProcess, SlackServer
from tests.slack_server.fixtures import quotes, said_to, words

SITE = "https://ots.example.org"
QUESTION = "how long is the zangazur corridor"
FACT = f"{SITE}/f/zangazur-corridor/43-km"


@pytest.fixture(scope="module", params=["http", "socket"])
async def linked(request: pytest.FixtureRequest) -> AsyncIterator[BotProcess]:
    """A bot that knows where people find the page, alone in its workspace."""
    env = {"OTS_URL": f"{SITE}/"}
    async with SlackServer() as slack, BotProcess.start(slack, transport=request.param, env=env) as bot:
        yield bot


def links(blocks: list[dict[str, Any]]) -> dict[str, str]:
    """The buttons that open an address, by their labels."""
    elements = (it for block in blocks if block["type"] == "actions" for it in block["elements"])
    return {it["text"]["text"]: it["url"] for it in elements if "url" in it}


async def test_the_quote_in_its_paragraph_can_be_opened_on_the_page(linked: BotProcess) -> None:
    slack = linked.slack
    answer = await linked.receive(slack.command(QUESTION))
    await linked.receive(slack.click(answer, "Read in Context"))
    assert links(slack.views[-1].blocks) == {"Open Source": FACT}
    await linked.receive(slack.click(slack.views[-1], "Show Next"))
    assert links(slack.views[-1].blocks) == {"Open Source": FACT}


async def test_what_everybody_sees_carries_the_link(linked: BotProcess) -> None:
    slack = linked.slack
    answer = await linked.receive(slack.command(QUESTION))
    assert links(answer.blocks) == {}
    await linked.receive(slack.click(answer, "Share with Channel"))
    assert links(slack.responses[-2].blocks) == {"Open Source": FACT}
    at_once = await linked.receive(slack.command(f"share {QUESTION}"))
    assert links(at_once.blocks) == {"Open Source": FACT}
    posted = await said_to(linked, slack.mention(QUESTION))
    assert links(posted.blocks) == {"Open Source": FACT}


async def test_what_happens_when_can_be_taken_into_a_calendar(linked: BotProcess) -> None:
    slack, file = linked.slack, {"Get Calendar File": f"{SITE}/timeline.ics"}
    timeline = await linked.receive(slack.command("timeline"))
    assert links(timeline.blocks) == file
    await linked.receive(slack.click(timeline, "Show Next"))
    assert links(slack.responses[-1].blocks) == file
    posted = await said_to(linked, slack.mention("events in 2026"))
    assert links(posted.blocks) == file
    assert (await linked.receive(slack.click(posted, "Get Calendar File"))).status == 200
    for others in ("figures", "list", "summary"):
        assert links((await linked.receive(slack.command(others))).blocks) == {}


async def test_a_click_on_the_link_changes_nothing_in_slack(linked: BotProcess) -> None:
    slack = linked.slack
    posted = await said_to(linked, slack.mention(QUESTION))
    before = len(slack.responses)
    assert (await linked.receive(slack.click(posted, "Open Source"))).status == 200
    assert len(slack.responses) == before


async def test_nothing_is_linked_where_there_is_no_page(bot: BotProcess, slack: SlackServer) -> None:
    posted = await said_to(bot, slack.mention(QUESTION))
    assert links(posted.blocks) == {}
    assert '"link"' not in json.dumps(posted.blocks)
    assert links((await bot.receive(slack.command("timeline"))).blocks) == {}


async def test_where_the_publishers_page_is_known_the_quote_leads_there(
    own_slack: SlackServer, knowledge_dir: KnowledgeDir
) -> None:
    knowledge_dir.write("sources.yaml", f"{SOURCES}  url: https://paper.example/talk\n")
    async with BotProcess.start(own_slack, env={"OTS_KNOWLEDGE": str(knowledge_dir.path)}) as bot:
        answer = await bot.receive(own_slack.command("bridge"))
        (quote,) = (
            run
            for block in answer.blocks
            if block["type"] == "rich_text"
            for element in block["elements"]
            if element["type"] == "rich_text_quote"
            for run in element["elements"]
        )
        assert quote["type"] == "link"
        assert quote["url"] == (
            "https://paper.example/talk#:~:text=The%20bridge%20is%20nearly%20900%20metres%20long"
        )
        assert quotes(answer.blocks) == ["The bridge is nearly 900 metres long"]
        assert "“The bridge is nearly 900 metres long”" in answer.text


async def test_a_link_that_somebody_pastes_is_opened_out_to_the_fact(linked: BotProcess) -> None:
    slack = linked.slack
    elsewhere = (
        "https://[no.address/f/zangazur-corridor",
        f"{SITE}\N{ACCOUNT OF}/f/zangazur-corridor",
        f"{SITE}/timeline",
        f"{SITE}/f/nobody/43-km",
        "https://other.example/f/zangazur-corridor/43-km",
    )
    received = await linked.receive(slack.link_shared(FACT, f"{FACT}/?a#b", *elsewhere))
    assert received.status == 200
    await slack.wait_for(lambda: FACT in slack.unfurls)
    assert slack.unfurls.keys() == {FACT, f"{FACT}/?a#b"}
    blocks = slack.unfurls[FACT]["blocks"]
    assert "43 km" in words(blocks)
    assert len(quotes(blocks)) == 1
    assert "43- kilometer transit link" in quotes(blocks)[0]
    assert {block["type"] for block in blocks} == {"rich_text", "context"}


async def test_a_link_to_a_marked_passage_is_opened_out_as_well(linked: BotProcess) -> None:
    slack = linked.slack
    clicked = [f"{SITE}{at}#zangazur-corridor/43-km" for at in ("/", "/sources/trend-2025-10-27")]
    await linked.receive(slack.link_shared(*clicked, f"{SITE}/#p28", f"{SITE}/timeline#zangazur-corridor"))
    await slack.wait_for(lambda: clicked[0] in slack.unfurls)
    assert {it for it in slack.unfurls if "#" in it and "?" not in it} == set(clicked)
    assert "43 km" in words(slack.unfurls[clicked[1]]["blocks"])


async def test_a_link_to_a_topic_is_opened_out_to_what_it_leads_with(linked: BotProcess) -> None:
    slack = linked.slack
    await linked.receive(slack.link_shared(f"{SITE}/f/middle-corridor"))
    await slack.wait_for(lambda: f"{SITE}/f/middle-corridor" in slack.unfurls)
    assert "Middle Corridor" in words(slack.unfurls[f"{SITE}/f/middle-corridor"]["blocks"])
