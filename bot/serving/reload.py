"""Changed knowledge without a restart: loaded and checked aside, swapped in one step, or refused."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path

from knowledge.errors import ConfigError, OtsError

from ..answering.respond import Responder
from ..slack.bot import Bot

log = logging.getLogger("ots.reload")


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
        """Reload whenever a file of *directory* changes, until *stop*."""
        from watchfiles import awatch

        async for _ in awatch(directory, stop_event=stop):
            await self.reload()


def require_watching() -> None:
    """Raise `ConfigError` where the extra for `Reloader.watch` is not installed."""
    try:
        import watchfiles  # noqa: F401
    except ImportError:
        raise ConfigError(
            "--watch needs watchfiles, which is not installed: pip install 'ots-bot[watch]'"
        ) from None
