"""What the environment says about what is served, checked before anything is started."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from pydantic import SecretStr

from knowledge.errors import ConfigError

from ..variables import (
    Environment,
    address,
    command_name,
    database_url,
    log_level,
    may_be_reached,
    number,
    public_url,
    refuse_quotes,
    text,
)
from .proxies import Proxies

Transport = Literal["socket", "http"]

DEFAULT_API_URL = "https://slack.com/api/"
SECRETS = (
    "SLACK_BOT_TOKEN",
    "SLACK_SIGNING_SECRET",
    "SLACK_APP_TOKEN",
    "SLACK_CLIENT_ID",
    "SLACK_CLIENT_SECRET",
    "DATABASE_URL",
    "MATTERMOST_TOKEN",
)
OF_SLACK = tuple(name for name in SECRETS if name.startswith("SLACK_"))
"""Of these none is needed where only others are served."""
MOST_WORKERS = 64
KEEP_ALIVE = 620
"""Seconds that an idle connection is kept: longer than any balancer before it does (Google 600, Heroku 90,
Amazon 60), or it would now and then send a request into a connection that closes."""

MOST_KEEP_ALIVE = 7_200

API_RATE = 120
"""Questions a minute from one address: more than a person asks, less than a process has to notice."""


@dataclass(frozen=True)
class OAuth:
    """The app's own name and password at Slack, with which workspaces install it."""

    client_id: str
    client_secret: SecretStr


@dataclass(frozen=True)
class Settings:
    """Everything `ots serve` needs to know. Secrets do not show in its repr."""

    transport: Transport
    bot_token: SecretStr | None
    """None where workspaces install the app, each with a token of its own."""
    signing_secret: SecretStr | None
    app_token: SecretStr | None
    oauth: OAuth | None
    database_url: SecretStr | None
    """None where it is not set: then a database is used only for installations, in a file."""
    api_url: str
    command: str | None
    """The slash command, where it is another than the knowledge's own."""
    host: str
    port: int
    listens: bool
    """Whether anything listens there: for HTTP, the page, or the health of a socket where PORT is set."""
    keep_alive: int
    workers: int
    metrics_port: int | None
    keep_questions: bool
    keep_days: int
    log_level: str
    page: bool = False
    """Whether the site and the interface for programs are served beside Slack."""
    url: str | None = None
    """Where people find the site, without a slash at its end."""
    api_rate: int = API_RATE
    """Questions a minute that one address may ask of the site and the interface."""
    proxies: Proxies = field(default_factory=Proxies)
    slack: bool = True
    """Whether Slack is served; not where Mattermost is and nothing is set for Slack."""
    mattermost_tokens: tuple[SecretStr, ...] = ()
    """What Mattermost's slash commands bring, each its own; none where it is not served."""

    @classmethod
    def read(cls, environment: Environment, *, force: Transport | None = None) -> Settings:
        """Read *environment*. Raises `ConfigError` naming the first variable that is missing or malformed."""
        refuse_quotes(environment)
        mattermost = _mattermost_tokens(environment)
        slack = not mattermost or force == "socket" or any(text(environment, it) for it in OF_SLACK)
        transport = force or ("socket" if text(environment, "SLACK_APP_TOKEN") else "http")
        app_token = signing_secret = None
        if slack and transport == "socket":
            app_token = _required(environment, "SLACK_APP_TOKEN")
        elif slack:
            signing_secret = _required(environment, "SLACK_SIGNING_SECRET")
        oauth = _oauth(environment) if transport == "http" else None
        page = number(environment, "OTS_PAGE", 0, 0, 1) == 1
        api_url, proxies = _api_url(environment), Proxies.read(environment)
        proxies.of(api_url)  # refused here where it cannot be used
        host, port = address(environment)
        database = database_url(environment)
        return cls(
            transport=transport,
            bot_token=None if oauth or not slack else _required(environment, "SLACK_BOT_TOKEN"),
            signing_secret=signing_secret,
            app_token=app_token,
            oauth=oauth,
            database_url=SecretStr(database) if database else None,
            api_url=api_url,
            command=command_name(environment),
            host=host,
            port=port,
            listens=transport == "http" or page or bool(mattermost) or text(environment, "PORT") is not None,
            keep_alive=number(environment, "OTS_KEEP_ALIVE", KEEP_ALIVE, 1, MOST_KEEP_ALIVE),
            workers=number(environment, "WEB_CONCURRENCY", 1, 1, MOST_WORKERS),
            metrics_port=number(environment, "OTS_METRICS_PORT", 0, 0, 65_535) or None,
            keep_questions=number(environment, "OTS_KEEP_QUESTIONS", 1, 0, 1) == 1,
            keep_days=number(environment, "OTS_KEEP_DAYS", 90, 1, 3_650),
            log_level=log_level(environment),
            proxies=proxies,
            slack=slack,
            mattermost_tokens=mattermost,
            page=page,
            url=public_url(environment),
            api_rate=number(environment, "OTS_API_RATE", API_RATE, 1, 100_000),
        )


CREDENTIALS = "Basic Information, App Credentials"
"""Where in Slack's app settings the app's own secrets stand."""


class _Value(NamedTuple):
    """A value that is copied from Slack's app settings: what it looks like, and where it stands there."""

    pattern: str
    what: str
    where: str


VALUES = {
    "SLACK_APP_TOKEN": _Value(
        r"xapp-[\w.-]+",
        "an app-level token (xapp-…)",
        "Basic Information, App-Level Tokens (scope connections:write)",
    ),
    "SLACK_BOT_TOKEN": _Value(r"xox[be][\w.-]*-[\w.-]+", "a bot token (xoxb-…)", "OAuth & Permissions"),
    "SLACK_CLIENT_ID": _Value(r"[\w.-]+", "a client id (digits and a dot)", CREDENTIALS),
    "SLACK_CLIENT_SECRET": _Value(r"[0-9A-Za-z]{8,}", "a client secret", CREDENTIALS),
    "SLACK_SIGNING_SECRET": _Value(r"[0-9A-Za-z]{8,}", "a signing secret (letters and digits)", CREDENTIALS),
}

TOKENS = ("SLACK_APP_TOKEN", "SLACK_BOT_TOKEN")
"""Of these, what is known by its beginning wherever it was put."""


def _required(environment: Environment, name: str) -> SecretStr:
    value, wanted = text(environment, name), VALUES[name]
    if value is None:
        raise ConfigError(f"{name} is not set: copy it from your app's settings, {wanted.where}, into .env")
    if not re.fullmatch(wanted.pattern, value, re.ASCII):
        other = next(
            (VALUES[it].what for it in TOKENS if re.fullmatch(VALUES[it].pattern, value, re.ASCII)), ""
        )
        but = f", but {other}" if other else ""
        raise ConfigError(
            f"{name} is not {wanted.what}{but}: copy it anew from your app's settings, {wanted.where}"
        )
    return SecretStr(value)


def _oauth(environment: Environment) -> OAuth | None:
    """Both values or none: with one alone nobody could install the app."""
    if not (text(environment, "SLACK_CLIENT_ID") or text(environment, "SLACK_CLIENT_SECRET")):
        return None
    client_id = _required(environment, "SLACK_CLIENT_ID").get_secret_value()
    return OAuth(client_id, _required(environment, "SLACK_CLIENT_SECRET"))


def _mattermost_tokens(environment: Environment) -> tuple[SecretStr, ...]:
    """``MATTERMOST_TOKEN``: one, or several with commas between them, a team's each."""
    given = text(environment, "MATTERMOST_TOKEN")
    tokens = [token.strip() for token in given.split(",")] if given else []
    if not all(re.fullmatch(r"[0-9A-Za-z_-]{8,128}", token) for token in tokens):
        raise ConfigError(
            "MATTERMOST_TOKEN is no token of a slash command (letters and digits; of several commands with "
            "commas between them): copy it anew from Mattermost's Integrations, Slash Commands"
        )
    return tuple(map(SecretStr, tokens))


API_URL = r"https?://([\w.-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?(/[^\s?#]*)?"


def _api_url(environment: Environment) -> str:
    url = text(environment, "SLACK_API_URL") or DEFAULT_API_URL
    if not (re.fullmatch(API_URL, url) and may_be_reached(url)):
        raise ConfigError(f"SLACK_API_URL is {url!r}: it must be a URL such as {DEFAULT_API_URL}")
    return url if url.endswith("/") else f"{url}/"
