"""`ots mcp` as a process, and the protocol's own client before it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, Any

from tests.conftest import ROOT
from tests.home import HOME
from tests.secret import look

if TYPE_CHECKING:  # it takes long, and every worker of the tests imports this
    from mcp.client import Client
    from mcp_types import CallToolResult

COMMAND = (sys.executable, "-m", "bot")
TOKEN = "a-token-of-the-tests"  # noqa: S105


def environment(**more: str) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "HOME": str(HOME), "PYTHONPATH": str(ROOT), **more}


@asynccontextmanager
async def by_pipe(*arguments: str, mode: str = "auto", **env: str) -> AsyncIterator[Client]:
    """A client of a process that it started, as assistants do."""
    from mcp.client import Client
    from mcp.client.stdio import StdioServerParameters, stdio_client

    command, *rest = COMMAND
    server = StdioServerParameters(
        command=command, args=[*rest, *arguments, "mcp"], env=environment(**env), cwd=ROOT
    )
    async with Client(stdio_client(server), mode=mode) as client:
        yield client


@asynccontextmanager
async def by_http(url: str, token: str, mode: str = "auto") -> AsyncIterator[Client]:
    """A client that calls *url* with *token*."""
    from mcp.client import Client
    from mcp.client.streamable_http import streamable_http_client
    from mcp.shared._httpx_utils import create_mcp_http_client

    async with (
        create_mcp_http_client(headers={"Authorization": f"Bearer {token}"}) as http,
        Client(streamable_http_client(url, http_client=http), mode=mode) as client,
    ):
        yield client


@contextmanager
def listening(**env: str) -> Iterator[str]:
    """The URL of a process that listens; it must end by SIGTERM with 0, and show no secret."""
    around = environment(OTS_MCP_TOKEN=TOKEN, HOST="127.0.0.1", PORT="0", **env)
    process = subprocess.Popen(  # noqa: S603 - our own command
        [*COMMAND, "mcp", "--http"], env=around, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stderr
    try:
        first = process.stderr.readline().decode()
        yield first.rpartition(" listening on ")[2].strip()
    finally:
        process.terminate()
        out, err = process.communicate(timeout=15)
    assert (process.returncode, out) == (0, b""), err
    look(around, first, err.decode())


def text(result: CallToolResult) -> str:
    """What an assistant reads."""
    from mcp_types import TextContent

    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


async def ask(client: Client, question: str) -> dict[str, Any]:
    """The data of the reply to *question*."""
    result = await client.call_tool("ask", {"question": question})
    assert not result.is_error
    assert isinstance(result.structured_content, dict)
    return result.structured_content
