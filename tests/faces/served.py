"""The faces of one `ots serve`: Slack's command, mention and step, the page, its interface, Mattermost."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlencode

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.page.reading import Element, read
from tests.slack_server import BotProcess, Payload, Post, Received, ResponsePost
from tests.slack_server.fixtures import quotes, said_to, words

from .face import Data, Face, Said
from .terminal import ROW, said_by

SETTINGS = {
    "OTS_PAGE": "1",
    "OTS_API_RATE": "100000",
    "OTS_URL": "https://ots.example.org",
    "MATTERMOST_TOKEN": "okwexkjpe7ygb8eq1ww58t483w",
}
OURS = ("https://ots.example.org/", "https://paper.example/")
"""What links may lead to: the page, and the publisher's."""


class ServedFace(Face):
    """A face of a bot that runs."""

    def __init__(self, bot: BotProcess) -> None:
        self.bot = bot

    def log(self) -> str:
        return self.bot.output


class SlackCommand(ServedFace):
    name = "slack command"
    most = 4_000

    async def ask(self, question: str) -> Said:
        return _in_slack(await self.bot.receive(self.bot.slack.command(question)))

    async def rows(self, question: str) -> list[str]:
        return await _slack_rows(self.bot, await self.bot.receive(self.bot.slack.command(question)))


class SlackMention(ServedFace):
    name = "slack mention"
    most = 4_000

    async def ask(self, question: str) -> Said:
        return _in_slack(await said_to(self.bot, self.bot.slack.mention(question)))

    async def rows(self, question: str) -> list[str]:
        return await _slack_rows(self.bot, await said_to(self.bot, self.bot.slack.mention(question)))


Drawn = Received | Post | ResponsePost


def _in_slack(drawn: Drawn) -> Said:
    text = drawn.text
    for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(entity, char)
    shown = words(drawn.blocks)
    # What is read aloud is what is seen, and none of it is markup.
    assert all(" ".join(quote.split()) in " ".join(shown.split()) for quote in quotes(drawn.blocks))
    links = re.findall(r'"url": "([^"]*)"', json.dumps(drawn.blocks))
    acts = [*re.findall(r"<[^>]*>", drawn.text), *(it for it in links if not it.startswith(OURS))]
    acts += [
        it["type"]
        for it in _inside(drawn.blocks)
        if it.get("type") in ("mrkdwn", "user", "broadcast", "emoji")
    ]
    return Said.read(text, [" ".join(it.split()) for it in quotes(drawn.blocks)], acts)


def _inside(value: object) -> Iterator[Data]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    for it in value if isinstance(value, list) else ():
        yield from _inside(it)


async def _slack_rows(bot: BotProcess, drawn: Drawn) -> list[str]:
    rows = [row for _, row in ROW.findall(drawn.text)]
    while "Show Next" in bot.slack.buttons(drawn):
        await bot.receive(bot.slack.click(drawn, "Show Next"))
        drawn = bot.slack.responses[-1]
        rows += [row for _, row in ROW.findall(drawn.text)]
    return rows


class Step(ServedFace):
    """The step for Workflow Builder: the lead alone, and of a "no" the sentence."""

    name = "workflow step"
    most = 4_000 * 5  # five outputs
    limits_rows = True
    quotes_rows = True

    async def ask(self, question: str) -> Said:
        given = await self._ended(self.bot.slack.step({"question": question}))
        if isinstance(given, str):
            return Said(given, [], "unreadable", False)
        acts = re.findall(r"<[^>]*>", "".join(given.values()))
        for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
            given = {name: it.replace(entity, char) for name, it in given.items()}
        return Said.read("\n".join(given.values()), given["quote"].splitlines(), acts)

    async def rows(self, question: str) -> list[str]:
        said = await self.ask(question)
        left = re.search(r"^… (\d+) more$", said.text, re.MULTILINE)
        return [row for _, row in ROW.findall(said.text)] + [""] * int(left[1] if left else 0)

    def quotes_of(self, reply: Data) -> list[str]:
        found = super().quotes_of(reply)
        return {"answer": found[:1], "listing": found[:20]}.get(reply["status"], [])

    async def _ended(self, payload: Payload) -> Data | str:
        slack, execution = self.bot.slack, payload.body["event"]["function_execution_id"]
        assert (await self.bot.receive(payload)).status == 200
        await slack.wait_for(lambda: slack.steps[execution] is not None)
        ended = slack.steps[execution]
        assert ended is not None
        return ended


class Page(ServedFace):
    name = "page"

    async def ask(self, question: str) -> Said:
        page = await self._page(question)
        main = page.one("main")
        understood = [
            (" ".join(it.text.split()) for it in quote.all("p")) for quote in main.all("blockquote")
        ]
        scripts = [it.text for it in page.all("script") if it.text] + [
            it.tag for it in page.all("img", "iframe")
        ]
        links = [it["href"] for it in page.all("a") if it.get("rel") == "external" or "evil" in it["href"]]
        text = "\n".join(it.text for it in main.all("h1", "h2", "p", "figcaption", "caption", "th", "td"))
        acts = [*scripts, *(it for it in links if not it.startswith(OURS))]
        said = Said.read(text, [quote for each in understood for quote in each], acts)
        return replace(said, no="unreadable") if text.startswith("The question is longer") else said

    async def rows(self, question: str) -> list[str]:
        (body,) = (await self._page(question)).all("tbody")
        return [row.text for row in body.all("tr")]

    async def _page(self, question: str) -> Element:
        return read((await self.bot.get(f"/ask?{urlencode({'q': question})}")).body)


class Interface(ServedFace):
    name = "api"
    quotes_rows = True

    async def ask(self, question: str) -> Said:
        received = await self.reply(question)
        return Said(received["error"], [], "unreadable", False) if "error" in received else said_by(received)

    async def rows(self, question: str) -> list[str]:
        return [item["what"] for item in (await self.reply(question))["items"]]

    async def reply(self, question: str) -> Data:
        received = await self.bot.get(f"/api/ask?{urlencode({'q': question})}")
        assert received.json is not None
        return received.json


class Mattermost(ServedFace):
    name = "mattermost"
    most = 16_383

    async def ask(self, question: str) -> Said:
        said = await self._said(question)
        tokens = MARKDOWN.parse(said)
        inline = [it for token in tokens for it in token.children or ()]
        acts = [it.type for it in (*tokens, *inline) if it.type in ACTIVE]
        acts += [
            href
            for it in inline
            if it.type == "link_open" and not (href := str(it.attrs["href"])).startswith(OURS)
        ]
        # What Mattermost makes calls, pictures and links of besides: nothing that is written in code.
        written = "\n".join(it.content for it in inline if it.type == "text")
        acts += re.findall(r"@\w+|:[\w+-]+:|\w+://|www\.", written)
        found = [re.fullmatch("“(.*)”", line) for line in _quoted(tokens)]
        return Said.read(_read(tokens), [it[1] for it in found if it], acts)

    async def rows(self, question: str) -> list[str]:
        """As for a person of their own, so that nothing was said before."""
        user, rows = self.bot.slack.new_id("U"), []
        said = await self._said(question, user)
        while True:
            rows += [row for _, row in ROW.findall(said)]
            if "and the next: `/ots more`" not in said:
                return [_read(MARKDOWN.parse(row)) for row in rows]
            said = await self._said("more", user)

    async def _said(self, question: str, user: str = "") -> str:
        form = {"token": SETTINGS["MATTERMOST_TOKEN"], "command": "/ots", "text": question, "user_id": user}
        received = await self.bot.post_raw(urlencode(form).encode(), path="/mattermost/command")
        assert received.status == 200, received.body
        return received.text


MARKDOWN = MarkdownIt("commonmark", {"html": True, "breaks": True}).enable(["strikethrough", "table"])
ACTIVE = ("html_inline", "html_block", "image", "em_open", "s_open", "table_open", "heading_open", "fence")
"""What never comes of our own markup: bold, quotes, lists, code and links."""


def _read(tokens: list[Token]) -> str:
    text = "\n".join(_words(token) for token in tokens if token.type == "inline")
    return text.replace("\N{ZERO WIDTH SPACE}", "")


def _words(token: Token) -> str:
    return "".join(
        "\n" if it.type in ("softbreak", "hardbreak") else it.content for it in token.children or ()
    )


def _quoted(tokens: list[Token]) -> Iterator[str]:
    depth = 0
    for token in tokens:
        depth += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if depth and token.type == "inline":
            yield from _words(token).replace("\N{ZERO WIDTH SPACE}", "").splitlines()


SERVED = (SlackCommand, SlackMention, Step, Page, Interface, Mattermost)
