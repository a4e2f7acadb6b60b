"""A proxy as companies have them, on a free port of loopback: the one that knows where names lead."""

from __future__ import annotations

import asyncio
import contextlib
from urllib.parse import urlsplit

from .between import Between

NAME = "slack.test"
"""A name that nobody but the proxy knows."""


class Proxy(Between):
    """Passes requests and tunnels on, for ``async with Proxy() as proxy``; `seen` names what was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        first, _, rest = head.partition(b"\r\n")
        method, target, version = first.decode().split(" ")
        at = urlsplit(f"//{target}" if method == "CONNECT" else target)
        self.seen.append(f"{method} {target}")
        host = "127.0.0.1" if at.hostname == NAME else at.hostname
        onward, back = await asyncio.open_connection(host, at.port)
        if method == "CONNECT":
            writer.write(f"{version} 200 Connection established\r\n\r\n".encode())
        else:
            path = f"{at.path}?{at.query}" if at.query else at.path
            back.write(f"{method} {path} {version}\r\n".encode() + rest)
        try:
            await asyncio.gather(_pour(reader, back), _pour(onward, writer))
        finally:
            back.close()


async def _pour(source: asyncio.StreamReader, into: asyncio.StreamWriter) -> None:
    while chunk := await source.read(65_536):
        into.write(chunk)
        await into.drain()
    with contextlib.suppress(OSError):
        into.close()
