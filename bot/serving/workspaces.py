"""The workspaces that installed the app, each served with a token of its own."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError, SlackTokenRotationError
from slack_sdk.oauth.installation_store.models.bot import Bot
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from ..delivery.client import UNHEARD, NoAnswerError, describe, heard, may_pass, slack_said
from ..delivery.once import acknowledgement
from ..delivery.settings import CREDENTIALS, OAuth
from ..delivery.turns import LOOKED_AT_EVERY
from ..store.claims import Claims
from ..store.errors import DatabaseError
from ..store.installations import Installations

ROTATED_BEFORE = 2 * 60 * 60
"""Seconds before its end in which a token is exchanged for a new one."""

ROTATED_WITHIN = 0.5
"""Seconds that a request waits for that: Slack waits for an answer, and the old token is still good."""

RENEWED_WITHIN = 2.0
"""Seconds that it waits where the old one has ended, as where nobody asked anything for a night."""

KEPT_EVERY = 1.0
"""Seconds between attempts to keep a new token while the database is away."""

_Place = tuple[str | None, str | None]
"""Organisation and team of an installation."""

OURS_WRONG = ("bad_client_secret", "invalid_client_id")
"""What Slack says where it is not who installs that has to mend something."""

log = logging.getLogger("ots.install")


class Exchanging(AsyncWebClient):
    """Exchanges codes and old tokens for new ones, and tells what Slack says against that.

    Bolt tells it together with the code, so that it is not heard, and takes another server's page for a word
    of Slack's: here it is a `NoAnswerError`.
    """

    def __init__(self, client: AsyncWebClient) -> None:
        super().__init__(
            base_url=client.base_url,
            timeout=client.timeout,
            session=client.session,
            retry_handlers=client.retry_handlers,
        )
        self.proxy = client.proxy

    async def api_call(self, api_method: str, **given: Any) -> AsyncSlackResponse:
        try:
            return await super().api_call(api_method, **given)
        except SlackApiError as error:
            said = slack_said(error)
            where = (
                f": copy SLACK_CLIENT_ID and SLACK_CLIENT_SECRET anew from your app's settings, {CREDENTIALS}"
            )
            log.warning("Slack gave no token (%s)%s", said, where if said in OURS_WRONG else "")
            if may_pass(error):
                raise NoAnswerError(f"{api_method} was not answered ({said})") from None
            raise


class Workspaces:
    """Finds the token of a workspace again, keeps it fresh, and forgets it where the app is removed."""

    def __init__(self, oauth: OAuth, found: Installations, claims: Claims, client: Exchanging) -> None:
        self._client_id = oauth.client_id
        self._found = found
        self._claims = claims
        self._rotator = AsyncTokenRotator(
            client_id=oauth.client_id, client_secret=oauth.client_secret.get_secret_value(), client=client
        )
        self._rotating: dict[_Place, asyncio.Task[Bot]] = {}
        self._unkept: dict[_Place, Bot] = {}
        """New tokens that the database has not heard of yet."""

    async def authorize(
        self, context: AsyncBoltContext, enterprise_id: str | None, team_id: str | None
    ) -> AuthorizeResult | None:
        """Whose workspace a request comes from; None where the app is not installed.

        While the database is away, a workspace that is not in memory comes without a token, as does one
        whose token has ended: what is answered in the response itself needs none.
        """
        org_wide = bool(context.is_enterprise_install)
        try:
            bot = await self._bot(enterprise_id, team_id, org_wide=org_wide)
        except DatabaseError as error:
            log.warning("%s; a request is answered without a token", error)
            return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id)
        if bot is None:
            return None
        has_ended = _seconds_left(bot) <= 0
        if has_ended:
            log.warning("the token of team %s has ended: a request is answered without one", bot.team_id)
        return AuthorizeResult(
            enterprise_id=bot.enterprise_id,
            team_id=team_id or bot.team_id,
            bot_id=bot.bot_id,
            bot_user_id=bot.bot_user_id,
            bot_token=None if has_ended else bot.bot_token,
        )

    async def _bot(self, enterprise: str | None, team: str | None, *, org_wide: bool) -> Bot | None:
        async def find() -> Bot | None:
            return await self._found.async_find_bot(
                enterprise_id=enterprise, team_id=team, is_enterprise_install=org_wide
            )

        bot = await find()
        if bot is None:
            return None
        place = (bot.enterprise_id, bot.team_id)
        bot = self._unkept.get(place, bot)
        left = _seconds_left(bot)
        if left > ROTATED_BEFORE:
            return bot
        rotating = self._rotating.get(place)
        if rotating is None:
            rotating = self._rotating[place] = asyncio.create_task(self._rotated(bot, place, find))
            rotating.add_done_callback(lambda _: self._rotating.pop(place))
        await asyncio.wait((rotating,), timeout=ROTATED_WITHIN if left > 0 else RENEWED_WITHIN)
        return rotating.result() if rotating.done() else self._unkept.get(place, bot)

    async def _rotated(self, bot: Bot, place: _Place, find: Callable[[], Awaitable[Bot | None]]) -> Bot:
        """*bot* with a new token, or as it is. Never raises.

        A refresh token works once: of several replicas one rotates, the others go on with the old token,
        or where that has ended wait for the new one.
        """
        keys = [f"rotate:{self._client_id}:{bot.enterprise_id}:{bot.team_id}"]
        try:
            while await self._claims.take(keys) != "mine":
                if _seconds_left(bot) > 0:
                    return bot
                await asyncio.sleep(LOOKED_AT_EVERY)
                bot = await find() or bot
            bot = await find() or bot
            rotated = await heard(self._rotator.perform_bot_token_rotation(bot=bot))
        except (SlackTokenRotationError, DatabaseError, *UNHEARD) as error:
            log.warning("the token of team %s was not rotated: %s", bot.team_id, describe(error))
        else:
            if rotated is not None:
                log.info("the token of team %s was rotated", bot.team_id)
                bot = rotated
                await self._keep(bot, place)
        with contextlib.suppress(DatabaseError):  # a claim ends by itself as well
            await self._claims.give_up(keys)
        return bot

    async def _keep(self, bot: Bot, place: _Place) -> None:
        """Keep *bot* with its new token, however long the database is away: the old one gets no other."""
        self._unkept[place] = bot
        told = False
        while True:
            try:
                await self._found.async_save_bot(bot)
            except DatabaseError as error:
                if not told:
                    log.warning("%s; the new token of team %s is not kept yet", error, bot.team_id)
                told = True
                await asyncio.sleep(KEPT_EVERY)
            else:
                del self._unkept[place]
                return

    async def finish(self) -> None:
        """Wait for every exchange that is under way: what Slack gives for a token it gives once."""
        while self._rotating:
            await asyncio.wait(self._rotating.values())

    def register(self, app: AsyncApp) -> None:
        """Forget workspaces that remove the app."""

        @app.event("app_uninstalled")
        async def uninstalled(body: dict[str, Any], context: AsyncBoltContext) -> BoltResponse:
            return await self._forget(body, context)

        @app.event("tokens_revoked")
        async def revoked(body: dict[str, Any], context: AsyncBoltContext) -> BoltResponse:
            if not (body["event"].get("tokens") or {}).get("bot"):
                return acknowledgement(done=True)  # users' tokens: none is kept
            return await self._forget(body, context)

    async def _forget(self, body: dict[str, Any], context: AsyncBoltContext) -> BoltResponse:
        when = body.get("event_time")
        try:
            removed = await self._found.forget(
                enterprise_id=context.enterprise_id,
                team_id=None if context.is_enterprise_install else context.team_id,
                before=float(when) if isinstance(when, int | float) else None,
            )
        except DatabaseError as error:
            log.warning("%s; an installation is deleted when Slack tells of it again", error)
            return acknowledgement(done=False)
        if removed:  # or it was installed anew before this event came
            whole = context.is_enterprise_install
            where = f"organisation {context.enterprise_id}" if whole else f"team {context.team_id}"
            log.info("removed from %s", where)
        return acknowledgement(done=True)


def _seconds_left(bot: Bot) -> float:
    """How long the token of *bot* is still good: for ever, where it does not end."""
    return float("inf") if bot.bot_token_expires_at is None else bot.bot_token_expires_at - time.time()
