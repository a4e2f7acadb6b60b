"""The Slack app manifest: exactly the scopes, events, commands and shortcuts that the code uses."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit

from knowledge.errors import ConfigError

from .assistant import EXAMPLE_PROMPTS, GREETING
from .home import ASK, LOOK_UP
from .paths import EVENTS_PATH, INSTALL_PATH, REDIRECT_PATH

NAME = "OTS Bot"
DESCRIPTION = "Facts about the Organization of Turkic States, each with the quote that proves it"
LONG_DESCRIPTION = (
    "Type a topic or a question and get one concise fact about the Organization of Turkic States with the "
    "sentence of the interview that proves it. Everything was curated by hand from one interview with the "
    "Secretary General; there is no language model, so nothing is invented. What the interview does not say "
    "is not answered, and the bot says so."
)

SCOPES: dict[str, str] = {
    "app_mentions:read": "mentions in channels and threads",
    "assistant:write": "what an agent shows: status and suggested prompts",
    "channels:history": "the last answer of a thread, for follow-ups in public channels",
    "chat:write": "answers to mentions and direct messages",
    "commands": "the slash command and the shortcuts",
    "groups:history": "the same in private channels",
    "im:history": "direct messages",
    "mpim:history": "the same in group messages",
}
"""Bot scopes, and what each is for."""

SCOPES_OF_PAGE: dict[str, str] = {
    "links:read": "links to the page that people paste",
    "links:write": "the fact below them",
}
"""Only where there is a page to link to."""

EVENTS = ("app_home_opened", "app_mention", "message.im")

EVENTS_OF_THE_PANE = ("assistant_thread_context_changed", "assistant_thread_started")
"""Of apps that were made before the middle of 2026, and have the pane that agents had then."""

EVENTS_OF_PAGE = ("link_shared",)

EVENTS_OF_INSTALLS = ("app_uninstalled", "tokens_revoked")
"""Over HTTP many workspaces may install the app, and remove it."""


def manifest(
    *, command: str, url: str | None = None, page: str | None = None, assistant_view: bool = False
) -> str:
    """The manifest as JSON, ready to paste: for socket mode, or with *url* (https://…) for HTTP.

    Links to *page*, where there is one, are opened out. With *assistant_view* for an app that has the older
    pane: a new one cannot. Raises `ConfigError` where *url* is none that Slack calls.
    """
    base = None if url is None else base_url(url)
    made = _manifest(command, base, _domain(page), assistant_view=assistant_view)
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def base_url(url: str) -> str:
    """What the addresses that Slack calls begin with, also where one of them was pasted whole.

    >>> base_url("https://ots.example.org/slack/events/")
    'https://ots.example.org'
    """
    base = url.strip().rstrip("/")
    for path in (EVENTS_PATH, INSTALL_PATH, REDIRECT_PATH):
        base = base.removesuffix(path).rstrip("/")
    if not re.fullmatch(r"https://[\w-]+(\.[\w-]+)*(:[0-9]{1,5})?(/[\w.~%-]+)*", base, re.IGNORECASE):
        raise ConfigError(
            f"--url is {url!r}: Slack calls https:// addresses only, with nothing after the path, "
            "as in https://ots.example.org"
        )
    return base


def _domain(page: str | None) -> str | None:
    """The name under which Slack knows links to *page*; none for what is on one machine alone."""
    address = urlsplit(page or "")
    return address.hostname if address.scheme == "https" else None


def _view(*, assistant_view: bool) -> dict[str, Any]:
    """What the app is beside a bot."""
    name, description = (
        ("assistant_view", "assistant_description") if assistant_view else ("agent_view", "agent_description")
    )
    return {name: {description: GREETING, "suggested_prompts": list(EXAMPLE_PROMPTS)}}


def _manifest(command: str, url: str | None, domain: str | None, *, assistant_view: bool) -> dict[str, Any]:
    requests = None if url is None else f"{url}{EVENTS_PATH}"
    events = sorted(
        EVENTS
        + (EVENTS_OF_THE_PANE if assistant_view else ())
        + (EVENTS_OF_INSTALLS if url is not None else ())
        + (EVENTS_OF_PAGE if domain else ())
    )
    at = {} if requests is None else {"request_url": requests}
    return {
        "_metadata": {"major_version": 2, "minor_version": 0},
        "display_information": {
            "name": NAME,
            "description": DESCRIPTION,
            "long_description": LONG_DESCRIPTION,
            "background_color": "#0b5e63",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            **_view(assistant_view=assistant_view),
            "bot_user": {"display_name": NAME, "always_online": True},
            "shortcuts": [
                {
                    "name": "Ask OTS",
                    "type": "global",
                    "callback_id": ASK,
                    "description": "Search the facts and their quotes",
                },
                {
                    "name": "Look up in OTS",
                    "type": "message",
                    "callback_id": LOOK_UP,
                    "description": "Say what the interview tells about this message",
                },
            ],
            "slash_commands": [
                {
                    "command": command,
                    **({} if requests is None else {"url": requests}),
                    "description": "Ask for a fact and its quote",
                    "usage_hint": "corridor | how long is … | 2026 | list event | share … | help",
                    "should_escape": False,
                }
            ],
            **({"unfurl_domains": [domain]} if domain else {}),
        },
        "oauth_config": {
            **({} if url is None else {"redirect_urls": [f"{url}{REDIRECT_PATH}"]}),
            "scopes": {"bot": [*SCOPES, *(SCOPES_OF_PAGE if domain else ())]},
        },
        "settings": {
            "event_subscriptions": {
                **at,
                "bot_events": events,
            },
            "interactivity": {
                "is_enabled": True,
                **at,
                **({} if requests is None else {"message_menu_options_url": requests}),
            },
            "org_deploy_enabled": True,
            "socket_mode_enabled": requests is None,
            "token_rotation_enabled": False,
        },
    }
