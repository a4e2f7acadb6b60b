"""What the environment says about Slack, checked before anything is started."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import SecretStr

from knowledge.errors import ConfigError

Transport = Literal["socket", "http"]

DEFAULT_API_URL = "https://slack.com/api/"
DEFAULT_COMMAND = "/ots"
SECRETS = ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN")
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


@dataclass(frozen=True)
class Settings:
    """Everything `ots serve` needs to know. Secrets do not show in its repr."""

    transport: Transport
    bot_token: SecretStr
    signing_secret: SecretStr | None
    app_token: SecretStr | None
    api_url: str
    command: str
    host: str
    port: int
    log_level: str

    @classmethod
    def read(cls, environment: Mapping[str, str], *, force: Transport | None = None) -> Settings:
        """Read *environment*. Raises `ConfigError` naming the first variable that is missing or malformed."""
        transport = force or ("socket" if environment.get("SLACK_APP_TOKEN") else "http")
        app_token = signing_secret = None
        if transport == "socket":
            app_token = _required(environment, "SLACK_APP_TOKEN", r"xapp-\S+", "an app-level token (xapp-…)")
        else:
            signing_secret = _required(
                environment, "SLACK_SIGNING_SECRET", r"\S{8,}", "your app's signing secret"
            )
        return cls(
            transport=transport,
            bot_token=_required(environment, "SLACK_BOT_TOKEN", r"xox[be]\S*-\S+", "a bot token (xoxb-…)"),
            signing_secret=signing_secret,
            app_token=app_token,
            api_url=_api_url(environment),
            command=command_name(environment),
            host=environment.get("HOST") or "0.0.0.0",  # noqa: S104 - behind the platform's router
            port=_port(environment),
            log_level=_level(environment),
        )


def command_name(environment: Mapping[str, str]) -> str:
    """The slash command: ``OTS_COMMAND``, or ``/ots``."""
    name = environment.get("OTS_COMMAND") or DEFAULT_COMMAND
    if not re.fullmatch(r"/[a-z0-9_-]{1,31}", name):
        raise ConfigError(
            f"OTS_COMMAND is {name!r}: it must be / and up to 31 small letters, digits, - or _, as in /ots"
        )
    return name


WHERE = {
    "SLACK_APP_TOKEN": "Basic Information, App-Level Tokens (scope connections:write)",
    "SLACK_BOT_TOKEN": "OAuth & Permissions",
    "SLACK_SIGNING_SECRET": "Basic Information, App Credentials",
}
"""Where in Slack's app settings a value stands."""


def _required(environment: Mapping[str, str], name: str, pattern: str, what: str) -> SecretStr:
    value = environment.get(name, "").strip()
    if not value:
        raise ConfigError(f"{name} is not set: copy it from your app's settings, {WHERE[name]}, into .env")
    if not re.fullmatch(pattern, value):
        raise ConfigError(f"{name} is not {what}: copy it anew from your app's settings, {WHERE[name]}")
    return SecretStr(value)


def _api_url(environment: Mapping[str, str]) -> str:
    url = environment.get("SLACK_API_URL") or DEFAULT_API_URL
    if not re.fullmatch(r"https?://[^\s/]+(/\S*)?", url):
        raise ConfigError(f"SLACK_API_URL is {url!r}: it must be a URL such as {DEFAULT_API_URL}")
    return url if url.endswith("/") else f"{url}/"


def _port(environment: Mapping[str, str]) -> int:
    port = environment.get("PORT") or "3000"
    if not port.isdecimal() or not 0 <= int(port) <= 65_535:
        raise ConfigError(f"PORT is {port!r}: it must be a number from 0 to 65535")
    return int(port)


def _level(environment: Mapping[str, str]) -> str:
    level = (environment.get("OTS_LOG_LEVEL") or "INFO").upper()
    if level not in LEVELS:
        raise ConfigError(f"OTS_LOG_LEVEL is {level!r}: use one of {', '.join(LEVELS)}")
    return level
