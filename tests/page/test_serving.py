"""The site and the interface for programs as ``ots serve`` gives them."""

from __future__ import annotations

import asyncio
import json
import re
import signal
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest
from pydantic import TypeAdapter
from yarl import URL

from bot.answering.shapes import ReplyData
from knowledge.model import Entry
from tests.conftest import BRIDGE, KnowledgeDir, Ots
from tests.eval.score import FILES, questions
from tests.slack_server import BotProcess, SlackServer

from .reading import read

pytestmark = pytest.mark.slow  # many runs of the command, or waiting

ON = {"OTS_PAGE": "1"}

Shape = dict[str, Any]


@pytest.fixture(scope="module")
async def served(slack: SlackServer) -> AsyncIterator[BotProcess]:
    """A bot that serves the page, and lets these tests ask as often as they like."""
    async with BotProcess.start(slack, env={**ON, "OTS_API_RATE": "100000"}) as bot:
        yield bot


async def got(bot: BotProcess, path: str, **asked: str) -> Any:
    """The JSON at *path*."""
    received = await bot.get(f"{path}?{urlencode(asked)}" if asked else path)
    assert received.status == 200, received.body
    return json.loads(received.body)


async def test_nothing_is_served_unless_it_is_wanted(bot: BotProcess) -> None:
    if bot.transport == "http":
        for path in ("/", "/api/ask?q=corridor", "/ask?q=corridor", "/page.css"):
            assert (await bot.get(path)).status == 404


async def test_an_address_opens_with_and_without_a_slash(served: BotProcess) -> None:
    page = await served.get("/f/zangazur-corridor/43-km")
    assert page.status == 200
    assert "43- kilometer" in read(page.body).one("mark", id="quote").text
    slashed = await served.get("/f/zangazur-corridor/43-km/")
    assert (slashed.status, slashed.headers["location"]) == (308, "../43-km")
    named = await served.get("/timeline/index.html")
    assert (named.status, named.headers["location"]) == (308, "../timeline")
    asked = await served.get("/ask/?q=corridor")
    assert (asked.status, asked.headers["location"]) == (308, "../ask?q=corridor")


async def test_every_page_of_the_folder_is_served(served: BotProcess, ots: Ots, tmp_path: Path) -> None:
    assert ots("page", str(tmp_path)).exit_code == 0
    for file in sorted(tmp_path.rglob("index.html")):  # noqa: ASYNC240 - before anything else runs
        path = "/" + file.parent.relative_to(tmp_path).as_posix().removeprefix(".")
        page = await served.get(path)
        assert page.status == 200, path
        assert read(page.body).one("main").text == read(file.read_text("utf-8")).one("main").text


async def test_every_link_of_a_served_page_leads_somewhere(served: BotProcess) -> None:
    async with aiohttp.ClientSession(served.url) as session:
        for path in (
            "/",
            "/topics",
            "/figures",
            "/f/zangazur-corridor/43-km",
            "/ask?q=help",
            "/no/such/page",
        ):
            async with session.get(path) as response:
                page, base = read(await response.text()), response.url
            links = {it.get("href") or it.get("src") for it in page.all("a", "link", "script")}
            for address in (base.join(URL(it)) for it in links if not it.startswith("#")):
                async with session.head(address) as found:
                    assert found.status == 200, f"{path} leads to {address}"


async def test_a_page_that_is_not_there_says_so(served: BotProcess) -> None:
    for path in (
        "/nothing",
        "/f/nobody",
        "/f/zangazur-corridor/no-such-thing",
        "/page.py",
        "/../site.py",
        "/f/" + "x" * 600,
        "//",
        "/timeline//",  # which led to itself
    ):
        page = await served.get(path)
        assert page.status == 404, path
        assert read(page.body).one("h1").text == "There is no such page"


async def test_nothing_foreign_may_be_loaded_or_run(served: BotProcess) -> None:
    for path in ("/", "/ask?q=corridor", "/nothing", "/api/ask?q=corridor", "/page.js"):
        headers = (await served.get(path)).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; ")
        assert "unsafe" not in policy
        assert "http" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "access-control-allow-origin" not in headers


async def test_what_is_known_already_is_not_sent_again(served: BotProcess) -> None:
    for path in ("/", "/page.css", "/api/ask?q=corridor", "/api/entries"):
        first = await served.get(path)
        again = await served.get(path, {"If-None-Match": first.headers["etag"]})
        assert (again.status, again.body, again.headers["etag"]) == (304, "", first.headers["etag"])
        other = await served.get(path, {"If-None-Match": '"another"'})
        assert other.status == 200


async def test_the_calendar_is_what_is_exported(own_slack: SlackServer, ots: Ots) -> None:
    there = {"OTS_URL": "https://ots.example.org"}
    exported = ots("export", "--format", "ics", env=there).out
    async with (
        BotProcess.start(own_slack, env={**ON, **there}) as bot,
        aiohttp.ClientSession(bot.url) as session,
    ):
        async with session.get("/timeline.ics") as whole:
            assert whole.headers["content-type"] == "text/calendar; charset=utf-8"
            assert (await whole.read()).decode() == exported
            tag = whole.headers["etag"]
        async with session.get("/timeline.ics", headers={"If-None-Match": tag}) as again:
            assert (again.status, await again.read(), again.headers["etag"]) == (304, b"", tag)
        async with session.get("/timeline") as page:
            (link,) = (it for it in read(await page.text()).all("a") if it.text == "Calendar file")
            assert link["href"] == "timeline.ics"


async def test_only_reading_is_possible(served: BotProcess) -> None:
    async with aiohttp.ClientSession(served.url) as session:
        for path in ("/", "/api/ask?q=corridor", "/api/entries"):
            async with session.get(path) as whole, session.head(path) as head:
                assert (head.status, await head.read()) == (200, b"")
                assert head.headers["etag"] == whole.headers["etag"]
            for method in ("POST", "PUT", "DELETE", "OPTIONS"):
                async with session.request(method, path) as refused:
                    assert (refused.status, refused.headers["allow"]) == (405, "GET, HEAD")


async def test_pages_are_compressed_for_those_who_take_it(served: BotProcess) -> None:
    async with aiohttp.ClientSession(served.url, auto_decompress=False) as session:
        async with session.get("/", headers={"Accept-Encoding": "gzip"}) as packed:
            assert packed.headers["content-encoding"] == "gzip"
            assert len(await packed.read()) < 50_000
        for accepted in ("identity", "gzip;q=0, identity"):
            async with session.get("/", headers={"Accept-Encoding": accepted}) as plain:
                assert "content-encoding" not in plain.headers


async def test_the_interface_says_what_the_command_line_says(served: BotProcess, ots: Ots) -> None:
    asked = [question.q for question in questions(FILES["queries"])]
    asked += ["host cities", "timeline", "help", "hello", "who proposed what", "?", "ÿ\u200b"]
    printed = ots("ask", "--json", stdin="\n".join(asked)).out.splitlines()
    for question, line in zip(asked, printed, strict=True):
        assert await got(served, "/api/ask", q=question) == json.loads(line)


async def test_entries_facts_and_sources_can_be_had(served: BotProcess, ots: Ots) -> None:
    printed = [json.loads(line) for line in ots("list", "--json").out.splitlines()]
    assert await got(served, "/api/entries") == printed
    events = await got(served, "/api/entries", kind="event")
    assert events == [it for it in printed if it["kind"] == "event"]
    assert await got(served, "/api/entries/zangazur-corridor") in printed
    (source,) = await got(served, "/api/sources")
    assert await got(served, f"/api/sources/{source['id']}") == source
    listed = json.loads(ots("list", "sources", "--json").out)
    assert {name: value for name, value in listed.items() if name != "facts"}.items() <= source.items()
    for fact in await got(served, "/api/facts/zangazur-corridor"):
        assert source["text"][fact["start"] : fact["end"]] == fact["quote"]
        assert await got(served, f"/api/facts/zangazur-corridor/{fact['slug']}") == fact
        assert (await served.get(fact["link"])).status == 200


@pytest.mark.parametrize(
    ("path", "status", "why"),
    [
        ("/api/ask", 400, "there is no question"),
        ("/api/ask?q=%20", 400, "there is no question"),
        ("/api/ask?q=" + "a" * 1_001, 414, "q is longer than 1,000 characters"),
        ("/api/entries?kind=planet", 400, "kind is none of"),
        ("/api/entries?kind=", 400, "kind is none of"),
        ("/api/entries/nobody", 404, "there is no such entry"),
        ("/api/facts/zangazur-corridor/no-such-thing", 404, "the entry has no such fact"),
        ("/api/sources/nobody", 404, "there is no such source"),
        ("/api/nothing", 404, "there is nothing at this address"),
        ("/api", 404, "there is nothing at this address"),
    ],
)
async def test_an_error_is_told_in_words(served: BotProcess, path: str, status: int, why: str) -> None:
    received = await served.get(path)
    assert received.status == status
    assert received.headers["content-type"] == "application/json"
    assert json.loads(received.body)["error"].startswith(why)


async def test_the_description_of_the_interface_is_true(served: BotProcess) -> None:
    document = await got(served, "/api/openapi.json")
    assert document["openapi"].startswith("3.1")
    schemas = document["components"]["schemas"]
    used = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(document)))
    assert used <= schemas.keys()
    for path, methods in document["paths"].items():
        filled = path.format(id="zangazur-corridor", entry="zangazur-corridor", slug="43-km")
        if path == "/api/sources/{id}":
            filled = "/api/sources/trend-2025-10-27"
        found = await got(served, filled, **({"q": "corridor"} if path == "/api/ask" else {}))
        schema = methods["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        shape = schema.get("items", schema)
        one = found[0] if "items" in schema else found
        described = schemas[shape["$ref"].rpartition("/")[2]]
        assert described["properties"].keys() == one.keys()
    TypeAdapter(Entry).validate_json(json.dumps(await got(served, "/api/entries/zangazur-corridor")))


async def test_a_reply_of_any_kind_has_the_shape_that_is_described(served: BotProcess) -> None:
    shapes = {"ReplyData", "FactData", "ChoiceData", "ItemData", "TopicData", "WhenData"}
    for question in (
        "corridor",
        "host cities",
        "help",
        "what is the weather",
        "how much will the zangazur corridor cost",
    ):
        found = await got(served, "/api/ask", q=question)
        assert ReplyData.model_validate_json(json.dumps(found)).model_dump(mode="json") == found
    assert shapes <= (await got(served, "/api/openapi.json"))["components"]["schemas"].keys()


async def test_the_search_box_gives_the_bots_own_answer(served: BotProcess) -> None:
    home = read((await served.get("/")).body)
    assert home.one("form", role="search")["action"] == "ask"
    page = read((await served.get("/ask?q=how+long+is+the+zangazur+corridor")).body)
    assert "43 km" in page.one("main").text
    assert "43- kilometer" in next(page.all("q")).text
    no = read((await served.get("/ask?q=how+much+will+the+zangazur+corridor+cost")).body)
    assert (
        no.one("h1").text == "The article speaks of Zangazur Corridor (TRIPP), but does not state the cost."
    )
    hostile = await served.get("/ask?" + urlencode({"q": '"><script>alert(1)</script>'}))
    assert [it.text for it in read(hostile.body).all("script")] == [""]
    assert (await served.get("/ask?q=" + "a" * 1_001)).status == 414


async def test_a_listing_has_only_columns_in_which_something_stands(served: BotProcess) -> None:
    for asked, heads in (
        ("percentages", ["What", "How much", "When"]),
        ("host cities", ["What", "Who", "Where", "When", "Status"]),
    ):
        page = read((await served.get("/ask?" + urlencode({"q": asked}))).body)
        assert [it.text for it in page.one("thead").all("th")] == heads


async def test_who_asks_too_often_is_told_when_to_come_back(own_slack: SlackServer) -> None:
    async with BotProcess.start(own_slack, env={**ON, "OTS_API_RATE": "5"}) as bot:
        statuses = [(await bot.get("/api/ask?q=corridor")).status for _ in range(8)]
        assert statuses == [200] * 5 + [429] * 3
        refused = await bot.get("/api/entries")
        assert refused.status == 429
        assert 1 <= int(refused.headers["retry-after"]) <= 12
        assert "wait" in json.loads(refused.body)["error"]
        assert (await bot.get("/ask?q=corridor")).status == 429
        assert (await bot.get("/timeline")).status == 200  # what is only read is not counted
        assert (await bot.receive(own_slack.command("corridor"))).status == 200


async def test_what_people_ask_is_not_logged(own_slack: SlackServer) -> None:
    async with BotProcess.start(own_slack, env=ON) as bot:
        await bot.get("/api/ask?q=zebrafinch+corridor")
        await bot.get("/ask?q=zebrafinch+corridor")
        await own_slack.wait_for(lambda: bot.output.count("answered surface=") == 2)
        assert "zebrafinch" not in bot.output
        assert "surface=api status=" in bot.output


async def test_changed_knowledge_changes_the_page_and_its_tag(
    own_slack: SlackServer, knowledge_dir: KnowledgeDir
) -> None:
    async with BotProcess.start(own_slack, env={**ON, "OTS_KNOWLEDGE": str(knowledge_dir.path)}) as bot:
        before = {path: await bot.get(path) for path in ("/", "/api/ask?q=bridge", "/api/entries")}
        changed = BRIDGE.replace("The bridge is nearly", "That bridge is nearly", 1)
        knowledge_dir.write("entries/bridge.yaml", changed)
        bot.signal(signal.SIGHUP)
        await own_slack.wait_for(lambda: "knowledge reloaded" in bot.output)
        for path, first in before.items():
            after = await bot.get(path, {"If-None-Match": first.headers["etag"]})
            assert after.status == 200
            assert after.headers["etag"] != first.headers["etag"]
            assert "That bridge is nearly 900 metres long" in after.body


async def test_a_bot_on_a_socket_serves_the_page_as_well(own_slack: SlackServer) -> None:
    async with BotProcess.start(own_slack, transport="socket", env=ON) as bot:
        assert (await bot.get("/timeline")).status == 200
        assert (await bot.receive(own_slack.command("corridor"))).status == 200


async def test_pages_and_slack_are_answered_at_the_same_time(served: BotProcess) -> None:
    pages = [served.get(path) for path in ("/", "/topics", "/figures", "/api/entries") * 8]
    asked = [served.receive(served.slack.command("corridor")) for _ in range(16)]
    received = await asyncio.gather(*pages, *asked)
    assert {it.status for it in received} == {200}


@pytest.mark.parametrize(
    ("variable", "value", "why"),
    [
        ("OTS_PAGE", "yes", "OTS_PAGE is 'yes': it must be a number from 0 to 1"),
        (
            "OTS_URL",
            "http://ots.example.org",
            "OTS_URL is 'http://ots.example.org': it must be where people find",
        ),
        (
            "OTS_URL",
            "https://ots.example.org/?a",
            "OTS_URL is 'https://ots.example.org/?a': it must be where people",
        ),
        ("OTS_API_RATE", "0", "OTS_API_RATE is '0': it must be a number from 1 to 100000"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_at_the_start(
    ots: Ots, variable: str, value: str, why: str
) -> None:
    env = {"SLACK_SIGNING_SECRET": "a" * 32, "SLACK_BOT_TOKEN": "xoxb-1-a", variable: value}
    ran = ots("serve", "--http", env=env)
    assert (ran.exit_code, len(ran.lines)) == (2, 1)
    assert ran.err.startswith(f"ots: {why}")
