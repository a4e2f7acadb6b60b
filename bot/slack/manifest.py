"""The Slack app manifest: exactly the scopes, events, commands and shortcuts that the code uses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from knowledge.about import About, is_plural
from knowledge.errors import ConfigError

from ..answering import wording
from ..answering.respond import Responder
from ..answering.wording import clipped
from .assistant import prompts
from .checking import CHECK
from .home import ASK, LOOK_UP
from .modals import ask_label
from .paths import EVENTS_PATH, INSTALL_PATH, REDIRECT_PATH
from .step import ALWAYS, LOOK_UP_FACT, OUTPUTS

MOST_DESCRIPTION = 140
MOST_SHORTCUT = 150
MOST_AGENT = 300

_YEAR = re.compile(r"\b[12]\d{3}\b")

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

EVENTS_OF_STEPS = ("function_executed",)

EVENTS_OF_INSTALLS = ("app_uninstalled", "tokens_revoked")
"""Over HTTP many workspaces may install the app, and remove it."""


def manifest(
    responder: Responder,
    *,
    command: str,
    url: str | None = None,
    page: str | None = None,
    assistant_view: bool = False,
    distributed: bool = False,
) -> str:
    """The manifest as JSON, ready to paste: for socket mode, or with *url* (https://…) for HTTP.

    Links to *page*, where there is one, are opened out. With *assistant_view* for an app that has the older
    pane: a new one cannot. One that is *distributed* to workspaces of others has no step for workflows: Slack
    distributes none that has. Raises `ConfigError` where *url* is none that Slack calls.
    """
    base = None if url is None else base_url(url)
    made = _manifest(
        responder,
        command,
        base,
        _domain(page),
        assistant_view=assistant_view,
        with_step=not distributed,
    )
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def base_url(url: str) -> str:
    """What the addresses that Slack calls begin with, also where one of them was pasted whole.

    >>> base_url("https://ots.example.org/slack/events/")
    'https://ots.example.org'
    """
    base = _PATHS.sub("", url.strip())
    read = re.fullmatch(
        r"https(://([\w-]+(?:\.[\w-]+)*)(?::([0-9]{1,5}))?(?:/[\w.~%-]+)*)", base, re.IGNORECASE
    )
    if read is None or not 0 < int(read[3] or 443) < 65_536:
        raise ConfigError(
            f"--url is {url!r}: Slack calls https:// addresses only, with nothing after the path, as in "
            "https://ots.example.org"
        )
    if _LOOPBACK.fullmatch(read[2]):
        raise ConfigError(
            f"--url is {url!r}: by that name only this machine itself can be called: give the one that "
            "others know, or none for socket mode"
        )
    return f"https{read[1]}"


_PATHS = re.compile(rf"(/|{'|'.join(map(re.escape, (EVENTS_PATH, INSTALL_PATH, REDIRECT_PATH)))})*$")
_LOOPBACK = re.compile(r"(.*\.)?localhost|127\.[0-9.]+", re.IGNORECASE)


def _domain(page: str | None) -> str | None:
    """The name under which Slack knows links to *page*; none for what is on one machine alone."""
    address = urlsplit(page or "")
    return address.hostname if address.scheme == "https" else None


def _long_description(about: About) -> str:
    does = "do" if is_plural(about.text) else "does"
    return about.description or (
        f"Type a topic or a question and get one concise fact about {about.subject} with the sentence that "
        f"proves it. Everything was curated by hand from {about.origin}; there is no language model, so "
        f"nothing is invented. What {about.text} {does} not say is not answered, and the bot says so."
    )


def _usage_hint(responder: Responder) -> str:
    """What may be typed after the command: of everything one example."""
    entries = responder.knowledge.entries
    held = {entry.kind for entry in entries}
    own = next((kind.id for kind in responder.about.kinds if kind.id in held), None)
    kind = own or ("event" if "event" in held else entries[0].kind)
    year = next((found[0] for it in responder.examples if (found := _YEAR.search(it))), None)
    hints = (responder.topic_example, "how long is …", year, f"list {kind}", "share …", "help")
    return " | ".join(filter(None, hints))


def _view(about: About, prompts: list[dict[str, str]], *, assistant_view: bool) -> dict[str, Any]:
    """What the app is beside a bot."""
    name, description = (
        ("assistant_view", "assistant_description") if assistant_view else ("agent_view", "agent_description")
    )
    told = clipped(wording.invitation(about), MOST_AGENT)
    return {name: {description: told, "suggested_prompts": prompts}}


def _step(about: About) -> dict[str, Any]:
    """The step for Workflow Builder: what it takes and gives."""
    question = {
        "type": "string",
        "name": "question",
        "title": "Question",
        "description": "A topic, or one question in one sentence",
        "hint": clipped(f"Write it here, or choose a variable: it is asked of {about.source}", MOST_SHORTCUT),
    }
    given = {
        name: {"type": "string", "name": name, "title": title, "description": does}
        for name, (title, does) in OUTPUTS.items()
    }
    return {
        "title": "Look up a fact",
        "description": clipped(wording.purpose(about), MOST_DESCRIPTION),
        "input_parameters": {"properties": {"question": question}, "required": ["question"]},
        "output_parameters": {"properties": given, "required": list(ALWAYS)},
    }


def _shortcuts(about: About) -> list[dict[str, str]]:
    tells = f"Say what {about.source} {'tell' if is_plural(about.source) else 'tells'} about this message"
    return [
        {
            "name": ask_label(about),
            "type": "global",
            "callback_id": ASK,
            "description": "Search the facts and their quotes",
        },
        {
            "name": about.labelled("Look up in", "Look up this message"),
            "type": "message",
            "callback_id": LOOK_UP,
            "description": clipped(tells, MOST_SHORTCUT),
        },
        {
            "name": "Check against the source",
            "type": "message",
            "callback_id": CHECK,
            "description": clipped(
                f"Compare its figures, dates and places with {about.source}", MOST_SHORTCUT
            ),
        },
    ]


def _features(
    responder: Responder, command: str, domain: str | None, called_at: str | None, *, assistant_view: bool
) -> dict[str, Any]:
    """What people see of the app."""
    about = responder.about
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        **_view(about, prompts(responder), assistant_view=assistant_view),
        "bot_user": {"display_name": about.name, "always_online": True},
        "shortcuts": _shortcuts(about),
        "slash_commands": [
            {
                "command": command,
                **({} if called_at is None else {"url": called_at}),
                "description": "Ask for a fact and its quote",
                "usage_hint": _usage_hint(responder),
                "should_escape": False,
            }
        ],
        **({"unfurl_domains": [domain]} if domain else {}),
    }


def _settings(events: Iterable[str], called_at: str | None, *, with_step: bool) -> dict[str, Any]:
    """How Slack calls the app: at an address, or where there is none on a socket."""
    at = {} if called_at is None else {"request_url": called_at}
    return {
        "event_subscriptions": {**at, "bot_events": sorted(events)},
        "interactivity": {
            "is_enabled": True,
            **at,
            **({} if called_at is None else {"message_menu_options_url": called_at}),
        },
        **({"function_runtime": "remote"} if with_step else {}),
        "org_deploy_enabled": True,
        "socket_mode_enabled": called_at is None,
        "token_rotation_enabled": False,
    }


def _manifest(
    responder: Responder,
    command: str,
    url: str | None,
    domain: str | None,
    *,
    assistant_view: bool,
    with_step: bool,
) -> dict[str, Any]:
    about = responder.about
    called_at = None if url is None else f"{url}{EVENTS_PATH}"
    events = (
        *EVENTS,
        *(EVENTS_OF_THE_PANE if assistant_view else ()),
        *(EVENTS_OF_INSTALLS if url is not None else ()),
        *(EVENTS_OF_PAGE if domain else ()),
        *(EVENTS_OF_STEPS if with_step else ()),
    )
    return {
        "_metadata": {"major_version": 2, "minor_version": 0},
        "display_information": {
            "name": about.name,
            "description": clipped(wording.purpose(about), MOST_DESCRIPTION),
            "long_description": _long_description(about),
            "background_color": about.colour,
        },
        "features": _features(responder, command, domain, called_at, assistant_view=assistant_view),
        "oauth_config": {
            **({} if url is None else {"redirect_urls": [f"{url}{REDIRECT_PATH}"]}),
            "scopes": {"bot": [*SCOPES, *(SCOPES_OF_PAGE if domain else ())]},
        },
        **({"functions": {LOOK_UP_FACT: _step(about)}} if with_step else {}),
        "settings": _settings(events, called_at, with_step=with_step),
    }
