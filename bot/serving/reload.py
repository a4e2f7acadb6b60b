"""Changed knowledge without a restart: loaded and checked aside, swapped in one step, or refused."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import OtsError

from ..answering.respond import Responder
from ..slack.bot import Bot

LOOKED_AT_EVERY = 1.0
"""Seconds between looks at the files: some fifty, of which a look takes a fraction of a millisecond."""

SETTLED_AFTER = 0.2
"""Seconds for which nothing may change before it is loaded: editors and copies write in several steps."""

log = logging.getLogger("ots.reload")

State = frozenset[tuple[str, int, int, int]]
"""Every file by its path, with what changes when it does: inode, size and time."""


@dataclass(frozen=True)
class Origin:
    """Where the knowledge comes from, and whether its files are watched for changes."""

    directory: Path
    load: Callable[[], Responder]
    watched: bool = False


class Reloader:
    """Loads the knowledge anew, one loading at a time."""

    def __init__(self, bot: Bot, load: Callable[[], Responder]) -> None:
        self._bot = bot
        self._load = load
        self._turn = asyncio.Lock()
        self._waiting = 0

    async def reload(self) -> None:
        """Serve the knowledge as it is now; where it has faults, report them and serve on what there was."""
        if self._waiting:
            return  # whoever waits will load what has changed by then
        self._waiting += 1
        async with self._turn:
            self._waiting -= 1
            try:
                responder = await asyncio.to_thread(self._load)
            except (OtsError, OSError) as error:
                log.error("the knowledge stays as it was, because of its faults:\n%s", error)
                self._bot.metrics.reloaded("refused")
                return
            self._bot.serve(responder)
            self._bot.metrics.reloaded("swapped")
            log.info("knowledge reloaded: %s", self._bot.edition)

    async def watch(self, directory: Path, stop: asyncio.Event) -> None:
        """Reload whenever what is found at *directory* changes, until *stop*.

        The path is looked at, time and again. The system's own notices are about what it led to once, so they
        miss a link that leads elsewhere, a directory put in the place of another, and network disks.
        """
        served = await asyncio.to_thread(state, directory)
        while not stop.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), LOOKED_AT_EVERY)
            found = await asyncio.to_thread(state, directory)
            if found == served or not found:
                continue  # nothing there: it is about to be replaced
            await asyncio.sleep(SETTLED_AFTER)
            if found == await asyncio.to_thread(state, directory):
                served = found
                await self.reload()


def state(directory: Path) -> State:
    """What stands at *directory* now: links followed, hidden files passed over. Never raises."""
    return frozenset(_files(str(directory), frozenset()))


def _files(directory: str, above: frozenset[tuple[int, int]]) -> Iterator[tuple[str, int, int, int]]:
    try:
        own = os.stat(directory)  # noqa: PTH116 - paths as text: half of the time goes into making them
        found = sorted(os.listdir(directory))  # noqa: PTH208
    except OSError:
        return
    place = (own.st_dev, own.st_ino)
    if place in above:
        return  # a link that leads back
    for name in found:
        path = f"{directory}/{name}"
        if name.startswith("."):
            continue
        try:
            seen = os.stat(path)  # noqa: PTH116
        except OSError:
            continue  # gone meanwhile, or a link that leads nowhere
        if stat.S_ISDIR(seen.st_mode):
            yield from _files(path, above | {place})
        else:
            yield path, seen.st_ino, seen.st_size, seen.st_mtime_ns
