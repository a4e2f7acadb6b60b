"""The face for assistants: `ots mcp` as a process, asked over HTTP as clients ask it."""

from __future__ import annotations

import asyncio
import re
import subprocess
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

from tests.conftest import ROOT
from tests.mcp.running import COMMAND, TOKEN, environment
from tests.secret import look

from .face import Data, Face, Said
from .terminal import said_by

STARTED_WITHIN = 30.0
HEADERS = {"Authorization": f"Bearer {TOKEN}", "Accept": "application/json, text/event-stream"}


class Assistant(Face):
    name = "mcp"
    quotes_rows = True

    def __init__(self, url: str, session: aiohttp.ClientSession, log: Path) -> None:
        self._url, self._session, self._log = url, session, log

    async def ask(self, question: str) -> Said:
        result = await self.call(question)
        text = "\n".join(it["text"] for it in result["content"])
        if result.get("isError"):
            return Said(text, [], "unreadable", False)
        reply = result["structuredContent"]
        assert reply["answered"] == (reply["status"] in ("answer", "listing"))
        said = said_by(reply)
        return Said(f"{said.text}\n{text}", said.quotes, said.no, said.is_plan)

    async def rows(self, question: str) -> list[str]:
        return [item["what"] for item in (await self.call(question))["structuredContent"]["items"]]

    def log(self) -> str:
        return _read(self._log)

    async def call(self, question: str) -> Data:
        """The result of the tool *ask*."""
        params = {"name": "ask", "arguments": {"question": question}}
        asked = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}
        async with self._session.post(self._url, json=asked, headers=HEADERS) as response:
            result: dict[str, Any] = (await response.json())["result"]
            return result


@asynccontextmanager
async def assistant(env: dict[str, str], log: Path) -> AsyncIterator[Assistant]:
    """The face, while its process runs."""
    around = environment(OTS_MCP_TOKEN=TOKEN, HOST="127.0.0.1", PORT="0", **env)
    with log.open("wb") as written:
        process = subprocess.Popen(  # noqa: ASYNC220, S603 - our own command
            [*COMMAND, "mcp", "--http"], env=around, cwd=ROOT, stderr=written, stdout=subprocess.DEVNULL
        )
    try:
        deadline = time.monotonic() + STARTED_WITHIN
        while not (found := re.search(r"listening on (http://\S+)", _read(log))):
            assert process.poll() is None, _read(log)
            assert time.monotonic() < deadline, "it does not listen"
            await asyncio.sleep(0.05)
        async with aiohttp.ClientSession() as session:
            yield Assistant(found[1], session, log)
    finally:
        process.terminate()
        process.wait(15)
    look(around, _read(log))


def _read(log: Path) -> str:
    return log.read_text("utf-8")
