"""The Slack app manifest: exactly the scopes, events, commands and shortcuts that the code uses."""

from __future__ import annotations

import json
from typing import Any

from ..answering.respond import EXAMPLES
from .assistant import GREETING, MOST_PROMPTS
from .home import ASK, LOOK_UP
from .paths import EVENTS_PATH, REDIRECT_PATH

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
    "assistant:write": "the agent pane: status and suggested prompts",
    "channels:history": "the last answer of a thread, for follow-ups in public channels",
    "chat:write": "answers to mentions and direct messages",
    "commands": "the slash command and the shortcuts",
    "groups:history": "the same in private channels",
    "im:history": "direct messages",
    "mpim:history": "the same in group messages",
}
"""Bot scopes, and what each is for."""

EVENTS = (
    "app_home_opened",
    "app_mention",
    "assistant_thread_context_changed",
    "assistant_thread_started",
    "message.im",
)

EVENTS_OF_INSTALLS = ("app_uninstalled", "tokens_revoked")
"""Over HTTP many workspaces may install the app, and remove it."""


def manifest(*, command: str, url: str | None = None) -> str:
    """The manifest as JSON, ready to paste: for socket mode, or with *url* (https://…) for HTTP."""
    return json.dumps(_manifest(command, url and url.rstrip("/")), indent=2, ensure_ascii=False) + "\n"


def _manifest(command: str, url: str | None) -> dict[str, Any]:
    requests = None if url is None else f"{url}{EVENTS_PATH}"
    events = sorted(EVENTS if url is None else EVENTS + EVENTS_OF_INSTALLS)
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
            "assistant_view": {
                "assistant_description": GREETING,
                "suggested_prompts": [
                    {"title": example, "message": example} for example in EXAMPLES[:MOST_PROMPTS]
                ],
            },
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
        },
        "oauth_config": {
            **({} if url is None else {"redirect_urls": [f"{url}{REDIRECT_PATH}"]}),
            "scopes": {"bot": list(SCOPES)},
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
