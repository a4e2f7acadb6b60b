"""Which workspaces installed the app, with their tokens: in the database, and a little while in memory."""

from __future__ import annotations

import copy
import logging
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal, TypeVar

from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.installation_store.models.bot import Bot
from slack_sdk.oauth.installation_store.models.installation import Installation
from slack_sdk.oauth.installation_store.sqlalchemy import AsyncSQLAlchemyInstallationStore
from sqlalchemy import Delete, Table, delete
from sqlalchemy.ext.asyncio import AsyncConnection

from .database import Database
from .errors import DatabaseError
from .tables import BOTS, INSTALLATIONS, stored_time

FRESH = 5.0
"""Seconds that a copy is served without asking: how long another replica may use a token that was revoked.

Less than it takes to remove the app and install it anew: with the old token nobody would be answered then."""

PATIENCE = 5.0
"""Seconds that a stale copy is served before the database, which was away, is asked again."""

MOST_COPIES = 2_000
"""Copies kept; those not used for longest go first."""

ROTATED_WITHIN = 2 * 60 * 60 + 2 * FRESH
"""A token with less than this to live may have been rotated by another replica: Bolt does so 2 hours before
its end, and a refresh token works only once. So none of these is served from memory."""

log = logging.getLogger(__name__)

Kind = Literal["bot", "installation"]
Record = TypeVar("Record", Bot, Installation)
Done = TypeVar("Done")


@dataclass(frozen=True)
class _Place:
    """Where the app is installed: a workspace, or with no team, a whole Enterprise Grid organisation."""

    enterprise: str | None
    team: str | None

    @classmethod
    def of(cls, enterprise_id: str | None, team_id: str | None, org_wide: bool | None = False) -> _Place:
        # Some events about an organisation have its own id ("E…") in the place of a team's.
        if org_wide or (team_id is not None and team_id.startswith("E")):
            team_id = None
        return cls(enterprise_id, team_id)

    @property
    def around(self) -> tuple[_Place, ...]:
        """The places whose installation serves here, the nearest first.

        Not every payload says that it is an organisation's installation; its workspaces are served too.
        """
        return (
            (self,) if self.team is None or self.enterprise is None else (self, _Place(self.enterprise, None))
        )


@dataclass
class _Copy:
    record: Bot | Installation
    checked: float


class Installations(AsyncInstallationStore):
    """The installation store for Bolt, on slack-sdk's own tables.

    What was found is served from memory for `FRESH` seconds, and for as long as the database is away. Only
    what was never found before then raises `DatabaseError`, as saving and deleting do.
    """

    def __init__(
        self, database: Database, client_id: str, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._database = database
        self._client_id = client_id
        self._clock = clock
        self._kept = AsyncSQLAlchemyInstallationStore(client_id, database.engine)
        self._copies: OrderedDict[tuple[Kind, _Place, str | None], _Copy] = OrderedDict()

    @property
    def logger(self) -> logging.Logger:
        return log

    async def async_find_bot(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        is_enterprise_install: bool | None = False,
    ) -> Bot | None:
        """The bot of a workspace or of its organisation, with its token; None where there is none."""

        async def look(at: _Place) -> Bot | None:
            return await self._kept.async_find_bot(
                enterprise_id=at.enterprise, team_id=at.team, is_enterprise_install=at.team is None
            )

        place = _Place.of(enterprise_id, team_id, is_enterprise_install)
        found = await self._find(("bot", place, None), look)
        return found if isinstance(found, Bot) else None

    async def async_find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,
        is_enterprise_install: bool | None = False,
    ) -> Installation | None:
        """The latest installation in a workspace or its organisation, of *user_id* where one is given."""

        async def look(at: _Place) -> Installation | None:
            return await self._kept.async_find_installation(
                enterprise_id=at.enterprise,
                team_id=at.team,
                user_id=user_id,
                is_enterprise_install=at.team is None,
            )

        place = _Place.of(enterprise_id, team_id, is_enterprise_install)
        found = await self._find(("installation", place, user_id), look)
        return found if isinstance(found, Installation) else None

    async def async_save(self, installation: Installation) -> None:
        """Keep a new installation, or one whose tokens were rotated."""
        place = _Place.of(
            installation.enterprise_id, installation.team_id, installation.is_enterprise_install
        )
        kept = copy.copy(installation)
        kept.team_id = place.team
        await self._change(place, self._kept.async_save(kept))

    async def async_save_bot(self, bot: Bot) -> None:
        """Keep a bot whose token was rotated."""
        place = _Place.of(bot.enterprise_id, bot.team_id, bot.is_enterprise_install)
        kept = copy.copy(bot)
        kept.team_id = place.team
        await self._change(place, self._kept.async_save_bot(kept))

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Forget the workspace: its installations hold the same token as its bot."""
        await self.forget(enterprise_id=enterprise_id, team_id=team_id)

    async def async_delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        """Forget what *user_id* installed; without a user, all of the workspace."""
        if user_id is None:
            await self.forget(enterprise_id=enterprise_id, team_id=team_id)
            return
        place = _Place.of(enterprise_id, team_id)
        await self._change(
            place,
            self._kept.async_delete_installation(
                enterprise_id=place.enterprise, team_id=place.team, user_id=user_id
            ),
        )

    async def async_delete_all(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Forget the workspace, or with no team the organisation."""
        await self.forget(enterprise_id=enterprise_id, team_id=team_id)

    async def forget(
        self, *, enterprise_id: str | None, team_id: str | None, before: float | None = None
    ) -> bool:
        """Delete every token of a workspace or organisation, here and in all tables: whether there was one.

        With *before*, the ``event_time`` of app_uninstalled or tokens_revoked in seconds since 1970, only
        what was installed by then: such an event may be delivered after the app was installed anew.
        Copies in other replicas' memory live for `FRESH` seconds more.
        """
        place = _Place.of(enterprise_id, team_id)

        async def work(connection: AsyncConnection) -> bool:
            done = [
                await connection.execute(self._deletion(it, place, before)) for it in (BOTS, INSTALLATIONS)
            ]
            return any(it.rowcount for it in done)

        return await self._change(place, self._database.run(work))

    def _deletion(self, table: Table, place: _Place, before: float | None) -> Delete:
        c = table.c
        chosen = delete(table).where(
            c.client_id == self._client_id,
            # "= NULL" is never true; is_not_distinct_from is "IS" where the value is null.
            c.enterprise_id.is_not_distinct_from(place.enterprise),
            c.team_id.is_not_distinct_from(place.team),
        )
        return chosen if before is None else chosen.where(c.installed_at <= stored_time(before))

    async def _change(self, place: _Place, work: Awaitable[Done]) -> Done:
        async def whole() -> Done:
            return await work

        try:
            return await self._database.bounded(whole())
        finally:
            # Also where it failed: what it did is not known then.
            for key in [key for key in self._copies if place in key[1].around]:
                del self._copies[key]

    async def _find(
        self,
        key: tuple[Kind, _Place, str | None],
        look: Callable[[_Place], Awaitable[Record | None]],
    ) -> Bot | Installation | None:
        kept = self._copies.get(key)
        if kept is not None and self._clock() - kept.checked < FRESH:
            self._copies.move_to_end(key)
            return copy.copy(kept.record)

        async def nearest() -> Record | None:
            for place in key[1].around:
                record = await look(place)
                if record is not None:
                    return record
            return None

        try:
            found = await self._database.bounded(nearest())
        except DatabaseError as error:
            if kept is None:
                raise
            log.warning("%s: going on with the installation in memory", error)
            kept.checked = self._clock() - FRESH + PATIENCE
            return copy.copy(kept.record)
        self._copies.pop(key, None)
        if found is not None and not _ends_soon(found):
            self._copies[key] = _Copy(found, self._clock())
            while len(self._copies) > MOST_COPIES:
                self._copies.popitem(last=False)
        # Bolt takes from what it is given the parts that are not its user's.
        return copy.copy(found)


def _ends_soon(record: Bot | Installation) -> bool:
    ends = [record.bot_token_expires_at, getattr(record, "user_token_expires_at", None)]
    return any(end is not None and end - time.time() < ROTATED_WITHIN for end in ends)
