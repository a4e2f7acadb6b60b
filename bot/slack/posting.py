"""Sending messages: each once, whatever becomes of the answer to a call."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from knowledge.errors import OtsError

from ..delivery.client import CALL_TIMEOUT, describe, may_pass, retry_handlers
from .blocks import Drawing

ATTEMPTS = 4
"""Times that a post is tried at most."""

PAUSE = 0.5
"""Seconds before the second attempt; each further one waits twice as long."""

RECENT = 20
"""Messages looked through for a post whose fate is not known."""

log = logging.getLogger(__name__)


class ResponseError(OtsError):
    """Slack did not take what was sent to a response URL."""


async def respond(client: AsyncWebClient, url: str | None, **body: Any) -> None:
    """Send *body* to a response URL: it works for 30 minutes, five times, wherever the bot is no member.

    A new message is tried once where it is not known whether it came; replacing one can be repeated.
    Raises `ResponseError` where Slack refuses it.
    """
    if url is None:
        raise ResponseError("no response URL came with the request")
    repeatable = _is_repeatable(body)
    webhook = AsyncWebhookClient(
        url,
        timeout=CALL_TIMEOUT,
        session=client.session,
        retry_handlers=retry_handlers() if repeatable else retry_handlers()[:1],
    )
    for attempt in range(ATTEMPTS):
        response = await webhook.send_dict({**body, "unfurl_links": False, "unfurl_media": False})
        if response.status_code == 200:
            return
        if response.status_code < 500 or not repeatable:
            break
        # The SDK's handlers see dropped connections and 429 here, and no other status.
        await asyncio.sleep(PAUSE * 2**attempt)
    raise ResponseError(f"a response URL answered {response.status_code}")


def _is_repeatable(body: dict[str, Any]) -> bool:
    """Whether sending *body* twice leaves the same as sending it once."""
    return bool(body.get("replace_original") or body.get("delete_original"))


async def post(
    client: AsyncWebClient, drawing: Drawing, *, channel: str, thread: str | None, event: str
) -> None:
    """Post *drawing* as the answer to *event*.

    Where the Web API fails in a way that leaves open whether the message was posted, it is looked
    for, by the event in its metadata, before it is posted again. Raises the last failure.
    """
    metadata = drawing.metadata or {"event_type": "ots_reply", "event_payload": {}}
    payload = {**metadata["event_payload"], "event": event}
    for attempt in range(ATTEMPTS):
        try:
            await client.chat_postMessage(
                channel=channel,
                thread_ts=thread,
                text=drawing.text,
                blocks=drawing.blocks,
                metadata={**metadata, "event_payload": payload},
                unfurl_links=False,
                unfurl_media=False,
            )
        except (SlackApiError, ClientError, TimeoutError, OSError) as error:
            if attempt == ATTEMPTS - 1 or not may_pass(error):
                raise
            log.warning("posting for event %s failed (%s), trying again", event, describe(error))
            await asyncio.sleep(PAUSE * 2**attempt)
            if await _is_posted(client, channel, thread, event):
                return
        else:
            return


async def _is_posted(client: AsyncWebClient, channel: str, thread: str | None, event: str) -> bool:
    """Whether a message for *event* stands in the conversation already."""
    wanted: dict[str, Any] = {"channel": channel, "limit": RECENT, "include_all_metadata": True}
    try:
        found = await (
            client.conversations_replies(ts=thread, **wanted)
            if thread
            else client.conversations_history(**wanted)
        )
    except (SlackApiError, ClientError, TimeoutError, OSError) as error:
        log.warning("cannot tell whether event %s was answered (%s)", event, describe(error))
        return False
    messages: list[dict[str, Any]] = found.get("messages", [])
    return any(
        message.get("metadata", {}).get("event_payload", {}).get("event") == event for message in messages
    )
