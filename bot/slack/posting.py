"""Sending messages: each once, whatever becomes of the answer to a call."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from slack_sdk.webhook.async_client import AsyncWebhookClient

from knowledge.errors import OtsError

from ..delivery.client import (
    CALL_TIMEOUT,
    LONGEST_WAIT,
    PASSING,
    UNHEARD,
    describe,
    hasty,
    heard,
    may_pass,
    ornament,
    retry_handlers,
    slack_said,
    told_to_wait,
)
from ..delivery.proxies import Proxies
from .blocks import Drawing
from .interactions import Shortcut
from .payloads import Message, Ours

ATTEMPTS = 4
"""Times that a post is tried at most."""

PAUSE = 0.5
"""Seconds before the second attempt; each further one waits twice as long."""

MOST_IN_PAGE = 999
"""Messages asked for at once, of those since an event, where the post about it may stand."""

MOST_PAGES = 20
"""Pages that are looked through for it: one that leads to itself would be read again and again."""

UNDRAWN = frozenset(("invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"))
"""What Slack says of blocks that it does not take, as where it does not know a newer sort of them yet."""

DONE_WITHOUT = {
    "blocks": UNDRAWN,
    "metadata": frozenset(
        (
            "invalid_metadata_format",
            "invalid_metadata_schema",
            "metadata_must_be_sent_from_app",
            "metadata_too_large",
        )
    ),
    # below a message of Slack's own, and in channels for announcements
    "thread_ts": frozenset(("cannot_reply_to_message", "restricted_action_non_threadable_channel")),
}
"""Parts of a message that are left out rather than that nobody gets an answer, and how each is refused."""

log = logging.getLogger(__name__)


class ResponseError(OtsError):
    """Slack did not take what was sent to a response URL."""


async def respond(client: AsyncWebClient, url: str | None, proxies: Proxies, **body: Any) -> None:
    """Send *body* to a response URL: it works for 30 minutes, five times, wherever the bot is no member.

    A new message is tried once where it is not known whether it came; replacing one can be repeated.
    Without its blocks where Slack does not take those. Raises `ResponseError` where it refuses it.
    """
    if url is None:
        raise ResponseError("no response URL came with the request")
    repeatable = _is_repeatable(body)
    webhook = AsyncWebhookClient(
        url,
        timeout=CALL_TIMEOUT,
        session=client.session,
        proxy=proxies.of(url),
        retry_handlers=retry_handlers()[:1],  # after 429; what else can be repeated is seen to here
    )
    for attempt in range(ATTEMPTS):
        last = attempt == ATTEMPTS - 1 or not repeatable
        try:
            response = await heard(webhook.send_dict({**body, "unfurl_links": False, "unfurl_media": False}))
        except TimeoutError:
            raise  # whoever clicked has waited long enough
        except UNHEARD as error:
            # Where nobody could be called nothing was sent: that can always be tried again.
            unsent = isinstance(error, aiohttp.ClientConnectorError)
            if attempt == ATTEMPTS - 1 or not (repeatable or unsent):
                raise
        else:
            # Slack says "ok", or why not; a page is another server's, whatever its status.
            page = response.body.lstrip().startswith("<")
            refusal = _refusal(response.body)
            if response.status_code == 200 and not page and refusal is None:
                return
            if attempt < ATTEMPTS - 1 and refusal in UNDRAWN and body.pop("blocks", None):
                continue
            passing = refusal in PASSING  # so that nothing stands there, whatever was sent
            again = attempt < ATTEMPTS - 1 if passing else not last and (page or response.status_code >= 500)
            if not again:
                what = "a page, " if page else f"{refusal:.40}, " if refusal else ""
                raise ResponseError(f"a response URL answered {what}{response.status_code}")
        await asyncio.sleep(PAUSE * 2**attempt)


def _refusal(body: str) -> str | None:
    """Slack's word for why it does not take what was sent to a response URL: bare, or in an object.

    >>> [_refusal(it) for it in ("ok", '{"ok":true}', '{"ok":false,"error":"used_url"}', "expired_url")]
    [None, None, 'used_url', 'expired_url']
    """
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        said = body.strip()
    if isinstance(said, dict):
        return None if said.get("ok", True) else str(said.get("error"))
    return said if isinstance(said, str) and re.fullmatch(r"[a-z]+(_[a-z]+)+", said) else None


async def reply_to(shortcut: Shortcut, drawing: Drawing, client: AsyncWebClient, proxies: Proxies) -> None:
    """Show *drawing* to who used *shortcut* on a message, and to nobody else; see `respond`."""
    # Only where there is a thread already: in another, what one person alone sees does not show.
    thread = shortcut.message.thread_ts if shortcut.message else None
    await respond(
        client,
        shortcut.response_url,
        proxies,
        response_type="ephemeral",
        replace_original=False,
        text=drawing.text,
        blocks=drawing.blocks,
        **({"thread_ts": thread} if thread else {}),
    )


def _is_repeatable(body: dict[str, Any]) -> bool:
    """Whether sending *body* twice leaves the same as sending it once."""
    return bool(body.get("replace_original") or body.get("delete_original"))


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer stands, and what it answers."""

    channel: str
    thread: str
    event: str
    """By which the answer is found again, in its metadata."""
    since: str
    """The ts of what is answered: whatever answers it is newer."""
    ours: Ours
    """Whose answer it is: another bot may answer the same."""
    again: bool = False
    """Whether the event came before: whoever had it then may have died when it was answered."""


async def post(client: AsyncWebClient, drawing: Drawing, place: Place) -> None:
    """Post *drawing* at *place*, once.

    Where the Web API fails in a way that leaves open whether the message was posted, it is looked
    for before it is posted again; and before the first time too, where the event came again. Should another
    post the answer at the same moment all the same, the later of the two is taken back. Where Slack does not
    take a part of it that it can do without, it goes without: the words say all. Raises the last failure.
    """
    posted = await _posted(client, _message(drawing, place), place)
    if posted is None or not place.again:
        return
    if await _look_for(client, place) not in (None, NOWHERE, posted.get("ts")):
        log.info("the answer to event %s is taken back: another stands before it", place.event)
        taken_back = hasty(client).chat_delete(channel=place.channel, ts=posted["ts"])
        await ornament(taken_back, "taking a post back")


def _message(drawing: Drawing, place: Place) -> dict[str, Any]:
    metadata = drawing.metadata or {"event_type": "ots_reply", "event_payload": {}}
    return {
        "channel": place.channel,
        "thread_ts": place.thread,
        "text": drawing.text,
        "blocks": drawing.blocks or None,
        "metadata": {
            **metadata,
            "event_payload": {**metadata["event_payload"], "event": place.event, "asked": place.since},
        },
        "unfurl_links": False,
        "unfurl_media": False,
    }


async def _posted(client: AsyncWebClient, message: dict[str, Any], place: Place) -> AsyncSlackResponse | None:
    """What Slack says of *message*, tried until it is posted; None where the answer stands there already."""
    for attempt in range(ATTEMPTS):
        if (place.again or attempt) and await _look_for(client, place):
            break
        try:
            return await heard(client.chat_postMessage(**message))
        except UNHEARD as error:
            if attempt == ATTEMPTS - 1:
                raise
            refused = _refused(error)
            if refused and message[refused]:
                why = describe(error)
                log.warning("the answer to event %s goes without %s (%s)", place.event, refused, why)
                message[refused] = None
                continue
            wanted = told_to_wait(error)
            if not may_pass(error) or wanted > LONGEST_WAIT:
                raise
            log.warning("posting for event %s failed (%s), trying again", place.event, describe(error))
            await asyncio.sleep(max(PAUSE * 2**attempt, wanted))
    return None


def _refused(error: BaseException) -> str | None:
    """The part of a message that Slack does not take, if that is what *error* says and it can be left out."""
    said = slack_said(error) if isinstance(error, SlackApiError) else None
    return next((part for part, refusals in DONE_WITHOUT.items() if said in refusals), None)


async def is_unanswered(client: AsyncWebClient, place: Place) -> bool:
    """Whether it is sure that no answer stands at *place*."""
    return await _look_for(client, place) == NOWHERE


NOWHERE = ""


async def _look_for(client: AsyncWebClient, place: Place) -> str | None:
    """The ts of the first answer at *place*, or `NOWHERE`; None where it cannot be told soon."""
    return await ornament(_first_post(hasty(client), place), "a look for the post")


async def _first_post(client: AsyncWebClient, place: Place) -> str:
    cursor: str | None = None
    for _ in range(MOST_PAGES):
        found = await heard(
            client.conversations_replies(
                channel=place.channel,
                ts=place.thread,
                oldest=place.since,
                limit=MOST_IN_PAGE,
                include_all_metadata=True,
                cursor=cursor,
            )
        )
        messages = found.get("messages")
        for message in messages if isinstance(messages, list) else ():
            if _answers(message, place):
                return str(message["ts"])
        cursor = (found.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            break
    return NOWHERE


def _answers(message: object, place: Place) -> bool:
    """Whether *message* is an answer of ours to what *place* is about: one message may come as two events."""
    read = Message.read(message)
    payload = (read.metadata or {}).get("event_payload") if read and read.is_by(place.ours) else None
    return isinstance(payload, dict) and (
        payload.get("event") == place.event or payload.get("asked") == place.since
    )
