"""Changed knowledge without a restart: loaded and checked aside, swapped in one step, or refused."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import KnowledgeError, OtsError
from knowledge.watch import LOOKED_AT_EVERY, SETTLED_AFTER, state

from ..answering.respond import Responder
from ..delivery.service import Service

log = logging.getLogger("ots.reload")


OF_SLACK = ("name", "label", "description", "colour", "command")
"""Fields of `about.yaml` that Slack itself shows or sends, as the app's manifest says."""

MISSED_AFTER = 5
"""Looks at a directory that find nothing, from which it is told: until then it is about to be replaced."""

MOST_TOLD = 50
"""Faults told in the log: a source that changed may make one of each fact; to write all holds up answers."""

PASTE = "Slack goes by what it was until you paste what `ots manifest` prints into the app's settings"


@dataclass(frozen=True)
class Origin:
    """Where the knowledge comes from, and whether its files are watched for changes."""

    directory: Path
    load: Callable[[], Responder]
    watched: bool = False


def in_short(error: Exception) -> str:
    """What *error* says of the knowledge, and of very many faults the first."""
    if not isinstance(error, KnowledgeError) or len(error.faults) <= MOST_TOLD:
        return str(error)
    left = len(error.faults) - MOST_TOLD
    return "\n".join([*map(str, error.faults[:MOST_TOLD]), f"and {left:,} more: ots check shows all"])


def _forget_what_is_not_served() -> None:
    """Give back the memory of knowledge that was served before, or refused; some tenths of a second.

    It refers to itself, and garbage of that sort is found only once very much of it is there: after eight
    reloads of the shipped knowledge a process held twice what it needs. What was served first is frozen, as
    is again what is served from now on, so that no question has to wait for a look through it.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


class Reloader:
    """Loads the knowledge anew, one loading at a time."""

    def __init__(self, service: Service, load: Callable[[], Responder]) -> None:
        self._service = service
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
            await self._load_and_swap()
            _forget_what_is_not_served()

    async def _load_and_swap(self) -> None:
        try:
            responder = await asyncio.to_thread(self._load)
        except (OtsError, OSError) as error:
            log.error("the knowledge stays as it was, because of its faults:\n%s", in_short(error))
            self._service.metrics.reloaded("refused")
            return
        before = self._service.responder.about
        self._service.serve(responder)
        self._service.metrics.reloaded("swapped")
        log.info("knowledge reloaded: %s", self._service.served)
        if changed := [it for it in OF_SLACK if getattr(before, it) != getattr(responder.about, it)]:
            log.warning("%s of about.yaml changed: %s", ", ".join(changed), PASTE)

    async def watch(self, directory: Path, stop: asyncio.Event) -> None:
        """Reload whenever what is found at *directory* changes, until *stop*."""
        served = await asyncio.to_thread(state, directory)
        missing = 0
        while not stop.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), LOOKED_AT_EVERY)
            found = await asyncio.to_thread(state, directory)
            missing = 0 if found else missing + 1
            if missing == MISSED_AFTER:
                log.warning("there is nothing at %s any more: what was there is served on", directory)
            if found == served or not found:
                continue  # nothing there: it is about to be replaced
            await asyncio.sleep(SETTLED_AFTER)
            if found == await asyncio.to_thread(state, directory):
                served = found
                await self.reload()
