"""The report on the knowledge, again on every change of its files."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event
from types import FrameType

from knowledge.watch import changes


def watch(directory: Path, report: Callable[[Path], object]) -> int:
    """Call *report* for *directory* now and after every change; 0 once Ctrl-C or SIGTERM ends it."""
    stopped = Event()

    def stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        stopped.set()

    for told in (signal.SIGINT, signal.SIGTERM):
        signal.signal(told, stop)
    gc.enable()  # this goes on for hours
    for _ in changes(directory, stopped.wait):
        report(directory)
        sys.stdout.flush()
        if stopped.is_set():
            break
    return 0
