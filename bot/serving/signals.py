"""What the process is told from outside: to stop, and to load its knowledge anew."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import NoReturn

END_WITHIN = 9.0
"""Seconds after which a process that was told to stop ends, whatever it waits for.

What we wait for has bounds of its own, which add up to less. A name that is looked up in a thread, or a file
on a disk that does not answer, has none."""

log = logging.getLogger("ots")


def heed_early() -> None:
    """Until `heed`, end on SIGTERM and SIGINT, and let SIGHUP wait.

    The first process of a container is not ended by a signal that it does not heed; and who changes the
    knowledge tells also a process that starts just then.
    """
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _end_at_once)
    if hasattr(signal, "SIGHUP"):
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGHUP])


def _end_at_once(*_: object) -> NoReturn:
    raise SystemExit(0)


def heed(stop: Callable[[], None], reload: Callable[[], None]) -> None:
    """Call *stop* in the running loop on SIGTERM and SIGINT, and *reload* on SIGHUP, where there is one."""
    loop = asyncio.get_running_loop()

    def told() -> None:
        _end_soon()
        stop()

    for number in (signal.SIGTERM, signal.SIGINT):
        _on(loop, number, told)
    hangup = getattr(signal, "SIGHUP", None)  # Windows has none
    if hangup is not None:
        _on(loop, hangup, reload)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [hangup])


def _on(loop: asyncio.AbstractEventLoop, number: int, heard: Callable[[], None]) -> None:
    try:
        loop.add_signal_handler(number, heard)
    except NotImplementedError:  # the loop of Windows
        signal.signal(number, lambda *_: loop.call_soon_threadsafe(heard) and None)


def _end_soon() -> None:
    watch = threading.Timer(END_WITHIN, _end)
    watch.daemon = True
    watch.start()


def _end() -> None:
    log.warning("stopped without waiting any longer for what does not answer")
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.flush()
    os._exit(0)
