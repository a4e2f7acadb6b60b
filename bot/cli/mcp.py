"""``ots mcp``: what answers assistants that speak the Model Context Protocol."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from knowledge.errors import ConfigError

from .parts import FOUND, chosen_directory, chosen_responder, command

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mcp.server import MCPServer

    from knowledge.model import Span

    from ..mcp.server import Nearest
    from .parts import Commands

MOST_PASSAGES = 3


def add_commands(commands: Commands) -> None:
    """Declare these commands."""
    mcp = command(commands, "mcp", _mcp, "answer assistants by the Model Context Protocol")
    mcp.add_argument(
        "--http",
        action="store_true",
        help="listen on HOST:PORT for those with OTS_MCP_TOKEN (default: standard input and output)",
    )
    mcp.epilog = "for example: ots mcp"


def _mcp(options: argparse.Namespace) -> int:
    from ..serving.signals import heed_early
    from ..variables import log_level, mcp_token, public_url, refuse_quotes

    refuse_quotes(os.environ)
    token = mcp_token(os.environ) if options.http else None
    if options.http:
        heed_early()  # loading takes a second
    try:
        from ..mcp.server import build
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in ("mcp", "mcp_types"):
            raise
        raise ConfigError(
            "the package mcp, 2.3 or later, is not installed: pip install 'ots-bot[mcp]'"
        ) from None
    from ..serving import logs

    logs.write(log_level(os.environ), [token] if token else [])
    site = public_url(os.environ)
    server = build(chosen_responder(options), _nearest(options), site)
    if token is None:
        return _over_pipes(server)
    return _over_http(server, token, site)


def _nearest(options: argparse.Namespace) -> Nearest:
    from knowledge.load import read_texts

    from ..curating.passages import nearest_passages

    draft, _ = read_texts(chosen_directory(options))

    def nearest(words: str) -> Sequence[Span]:
        found = nearest_passages(words, draft.sources, draft.language, most=MOST_PASSAGES)
        return [passage.span for passage in found]

    return nearest


def _over_pipes(server: MCPServer) -> int:
    import asyncio
    import signal

    from ..mcp.pipes import answer

    # At once: a read of standard input cannot be given up, and there is nothing to put in order.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: os._exit(FOUND))
    try:
        asyncio.run(answer(server))
    except BaseExceptionGroup as failed:
        unwritten, rest = failed.split(OSError)
        if unwritten is None or rest is not None:
            raise
        raise _one_of(unwritten) from None
    return FOUND


def _one_of(failed: BaseExceptionGroup[OSError]) -> OSError:
    """What the tasks that failed together failed of: a pipe or a file that cannot be written."""
    first = failed.exceptions[0]
    return _one_of(first) if isinstance(first, BaseExceptionGroup) else first


def _over_http(server: MCPServer, token: str, site: str | None) -> int:
    import asyncio
    import logging
    from urllib.parse import urlsplit

    from ..delivery.settings import KEEP_ALIVE
    from ..mcp.door import PATH, app
    from ..serving import listening
    from ..serving.signals import heed
    from ..variables import address

    host, port = address(os.environ)
    public = urlsplit(site or "").hostname
    sockets = listening.bind(host, port)
    serving = listening.server(
        app(server, token, [host, public] if public else [host]), KEEP_ALIVE, lifespan="on"
    )

    async def serve() -> None:
        heed(lambda: setattr(serving, "should_exit", True), lambda: None)
        listening.heed_exhaustion(asyncio.get_running_loop())
        for it in sockets:
            where = listening.shown(*it.getsockname()[:2])
            logging.getLogger("ots").info("listening on http://%s%s", where, PATH)
        await serving.serve(sockets=sockets)

    asyncio.run(serve())
    return FOUND
