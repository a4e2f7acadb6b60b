"""The tools and resources, and what they are for, in the words that an assistant reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Annotated

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError
from mcp.server.mcpserver.resources import TextResource
from mcp_types import CallToolResult, TextContent, ToolAnnotations
from pydantic import Field

from knowledge.base import Knowledge
from knowledge.model import Span
from knowledge.source import Source

from ..answering.reply import Listing, Reply
from ..answering.respond import LONGEST_QUESTION, Responder
from ..answering.shapes import PassagesData, ToldReplyData
from ..answering.wording import clipped
from .telling import Teller, ToolReply, topic_address

LONGEST_HEADING = 200
"""Characters of a heading or of words to find."""

NAME = "ots"

INSTRUCTIONS = (
    "Facts from published sources, curated by hand; nothing is generated. Every fact comes with the quote "
    "that proves it, who said it and when: pass these on with it, and the link where there is one. Where "
    "`answered` is false the source does not say what was asked, or it is not clear what is meant: say so, "
    "and do not take a fact that is shown beside it for an answer. What has `is_plan` was still to come when "
    "it was published."
)

READS = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)

Nearest = Callable[[str], Sequence[Span]]
"""Where the passages nearest to some words stand, the nearest first."""

Question = Annotated[
    str,
    Field(min_length=1, max_length=LONGEST_QUESTION, description="A topic, or one question in one sentence."),
]
Title = Annotated[
    str,
    Field(
        max_length=LONGEST_HEADING,
        description="What to list: a kind such as events, or a heading such as events in 2026, host cities, "
        "figures, who proposed what, summary. Empty: every topic.",
    ),
]
Words = Annotated[
    str, Field(min_length=1, max_length=LONGEST_HEADING, description="Words of the passage, or like them.")
]


def build(responder: Responder, nearest: Nearest, site: str | None) -> MCPServer:
    """The server for *responder*; *site* is where people find its page, if there is one."""
    server = MCPServer(
        NAME,
        title=responder.about.name,
        description="Answers questions, each with the quote that proves it",
        instructions=INSTRUCTIONS,
        version=_version(),
        log_level="WARNING",
        subscriptions=False,  # nothing changes while it runs
    )
    _add_tools(server, responder, nearest, Teller(responder.knowledge, responder.about.text, site))
    _add_resources(server, responder.knowledge)
    return server


def _add_tools(server: MCPServer, responder: Responder, nearest: Nearest, teller: Teller) -> None:
    # Not in a thread: a reply takes less time than handing it over.
    @server.tool(title="Ask", annotations=READS)
    async def ask(question: Question) -> Annotated[CallToolResult, ToldReplyData]:
        """Answer a question from the source, with the quote that proves it; or say that it does not say."""
        return _result(teller.reply(responder.reply(question)))

    @server.tool(name="list", title="List", annotations=READS)
    async def list_(heading: Title = "") -> Annotated[CallToolResult, ToldReplyData]:
        """List topics, events, cities, figures or proposals, a row a thing, each with its quote."""
        return _result(teller.reply(_listing(responder, heading)))

    @server.tool(title="Quote", annotations=READS)
    async def quote(words: Words) -> Annotated[CallToolResult, PassagesData]:
        """Find the passages of the source nearest to some words, verbatim and with their place."""
        return _result(teller.passages(nearest(words)))


def _add_resources(server: MCPServer, knowledge: Knowledge) -> None:
    for source in knowledge.sources:
        server.add_resource(_text(source))

    @server.resource("ots://entries", title="Topics", mime_type="application/json")
    async def entries() -> list[dict[str, str]]:
        """Every topic: its id, kind and title."""
        return [{"id": it.id, "kind": it.kind, "title": it.title} for it in knowledge.entries]

    @server.resource(topic_address("{entry}"), title="Topic", mime_type="application/json")
    async def topic(entry: str) -> str:
        """One topic whole: its names, its facts with their quotes and places."""
        # Bounded by no type: what is longer than that allows would be told as a fault of ours.
        found = knowledge.by_id.get(entry)
        if found is None:
            said = clipped(entry, LONGEST_HEADING)
            raise ResourceNotFoundError(f"there is no entry {said!r}: ots://entries has them all")
        return found.as_json()


def _listing(responder: Responder, heading: str) -> Reply:
    """What stands under *heading*, a row a thing; of what is none, the topics of that kind or the like.

    "figures" are all that is counted or measured; "list figures" are the topics that are about a figure.
    """
    reply = responder.reply(heading)
    return reply if isinstance(reply, Listing) else responder.reply(f"list {heading}".strip())


def _text(source: Source) -> TextResource:
    return TextResource(
        uri=f"ots://sources/{source.id}",
        name=source.id,
        title=source.title,
        description=f"The whole text: {source.speaker}, {source.published}",
        mime_type="text/plain",
        text=source.text,
    )


def _result(told: ToolReply) -> CallToolResult:
    return CallToolResult(content=[TextContent(type="text", text=told.text)], structured_content=told.data)


def _version() -> str:
    try:
        return version("ots-bot")
    except PackageNotFoundError:  # run from a checkout
        return ""
