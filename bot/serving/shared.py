"""What replicas share, in a database: turns, installations, and what was asked."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from pydantic import SecretStr

from ..delivery.asking import KeptAsking
from ..delivery.away import MaybeAway
from ..delivery.settings import Settings
from ..delivery.turns import SharedTurns
from ..slack.bot import Bot
from ..slack.recall import SharedRecall
from ..store import require_database

if TYPE_CHECKING:
    from ..store.database import Database


def database_url(settings: Settings) -> SecretStr | None:
    """The address of the database; None where none is asked for.

    Raises `ConfigError` where it cannot be used, `DatabaseError` where there is no place for its file.
    """
    if settings.database_url is None and settings.oauth is None:
        return None
    require_database()
    from ..store.address import default_url, engine_url

    url = settings.database_url or default_url()
    engine_url(url.get_secret_value())
    return url


@contextlib.asynccontextmanager
async def shared(settings: Settings, bot: Bot) -> AsyncIterator[Database | None]:
    """Let *bot* take turns with replicas and keep what is asked, where there is a database.

    To be entered in the process and loop that serve. Raises `DatabaseError` where it cannot be opened.
    """
    url = database_url(settings)
    if url is None:
        yield None
        return
    from ..store.claims import Claims
    from ..store.conversations import Conversations
    from ..store.database import Database
    from ..store.questions import QuestionLog

    async with await Database.open(url) as database:
        asking = KeptAsking(QuestionLog(database), settings.keep_days) if settings.keep_questions else None
        away = MaybeAway()
        bot.share(SharedTurns(Claims(database), away), SharedRecall(Conversations(database), away), asking)
        writing = asyncio.create_task(bot.asking.keep_writing())
        try:
            yield database
        finally:
            writing.cancel()
            await asyncio.gather(writing, return_exceptions=True)
            await bot.asking.write(give_up=True)
