"""Where HTTP is listened to, and the server that does: addresses of both versions, and patience."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import socket
from asyncio.trsock import TransportSocket
from collections.abc import Iterator
from typing import Any, Literal

import uvicorn

from knowledge.errors import OtsError

from .logs import Seldom
from .patience import BoundedProtocol

WAITING = 2_048
"""Connections that the system keeps until they are taken."""

GRACE = 5
"""Seconds that requests under way get once the server is told to stop."""

log = logging.getLogger("ots.listening")


def bind(host: str, port: int) -> list[socket.socket]:
    """Sockets on every address that *host* stands for. Raises `OtsError` where one cannot be had."""
    bound: list[socket.socket] = []
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        for family, address in dict.fromkeys((it[0], str(it[4][0])) for it in found):
            # With port 0 the system chooses one, which is then that of every address.
            at = bound[0].getsockname()[1] if bound else port
            try:
                bound.append(_listen(family, address, at))
            except OSError as error:
                # "localhost" stands for ::1 also where the machine has no such address.
                if error.errno not in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT) or len(found) == 1:
                    raise
        if not bound:
            raise OSError(errno.EADDRNOTAVAIL, "no such address here")
    except OSError as error:
        for listening in bound:
            listening.close()
        hint = ": is it in use already?" if error.errno == errno.EADDRINUSE else ""
        raise OtsError(f"cannot listen on {shown(host, port)} ({error.strerror}){hint}") from None
    return bound


def _listen(family: int, address: str, port: int) -> socket.socket:
    # "::" takes those of version 4 as well, and ::ffff:127.0.0.1 is one of them.
    dual = family == socket.AF_INET6 and socket.has_dualstack_ipv6()
    listening = socket.create_server((address, port), family=family, backlog=WAITING, dualstack_ipv6=dual)
    # Connections inherit it; without it a reply's last part waits 40 ms for the first to be confirmed.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def shown(host: str, port: int) -> str:
    """*host* and *port* as they stand in a URL.

    >>> shown("::1", 3000), shown("0.0.0.0", 3000)
    ('[::1]:3000', '0.0.0.0:3000')
    """
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def heed_exhaustion(loop: asyncio.AbstractEventLoop) -> None:
    """Say now and then that no connection can be taken; *loop* would say it thousands of times a second."""
    log.addFilter(Seldom())

    def failed(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, OSError) and isinstance(context.get("socket"), TransportSocket):
            log.warning("no further connection can be taken (%s)", error.strerror)
        else:
            loop.default_exception_handler(context)

    loop.set_exception_handler(failed)


class Server(uvicorn.Server):
    """A server whose signals are ours: it ends with 0 when told to stop, not by the signal."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def server(app: object, keep_alive: int, *, lifespan: Literal["on", "off"] = "off") -> Server:
    """The server for *app*; an idle connection is kept for *keep_alive* seconds.

    With *lifespan* the app is told when it starts and stops.
    """
    return Server(
        uvicorn.Config(
            app,  # type: ignore[arg-type]
            access_log=False,
            log_config=None,
            lifespan=lifespan,
            http=BoundedProtocol,
            ws="none",
            timeout_keep_alive=keep_alive,
            timeout_graceful_shutdown=GRACE,
            server_header=False,
        )
    )
