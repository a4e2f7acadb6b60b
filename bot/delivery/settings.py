"""What the environment says about what is served, checked before anything is started."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv6Address
from typing import Literal
from urllib.parse import urlsplit

from pydantic import SecretStr

from knowledge.errors import ConfigError

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
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
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
    def read(cls, environment: Mapping[str, str], *, force: Transport | None = None) -> Settings:
        """Read *environment*. Raises `ConfigError` naming the first variable that is missing or malformed."""
        _refuse_quotes(environment)
        mattermost = _mattermost_tokens(environment)
        slack = not mattermost or force == "socket" or any(environment.get(it, "").strip() for it in OF_SLACK)
        transport = force or ("socket" if environment.get("SLACK_APP_TOKEN") else "http")
        app_token = signing_secret = None
        if not slack:
            pass
        elif transport == "socket":
            app_token = _required(
                environment, "SLACK_APP_TOKEN", r"xapp-[\w.-]+", "an app-level token (xapp-…)"
            )
        else:
            signing_secret = _required(
                environment,
                "SLACK_SIGNING_SECRET",
                r"[0-9A-Za-z]{8,}",
                "a signing secret (letters and digits)",
            )
        oauth = _oauth(environment) if transport == "http" else None
        page = _number(environment, "OTS_PAGE", 0, 0, 1) == 1
        api_url, proxies = _api_url(environment), Proxies.read(environment)
        proxies.of(api_url)  # refused here where it cannot be used
        host, port = address(environment)
        return cls(
            transport=transport,
            bot_token=None
            if oauth or not slack
            else _required(environment, "SLACK_BOT_TOKEN", r"xox[be][\w.-]*-[\w.-]+", "a bot token (xoxb-…)"),
            signing_secret=signing_secret,
            app_token=app_token,
            oauth=oauth,
            database_url=_secret(environment, "DATABASE_URL"),
            api_url=api_url,
            command=command_name(environment),
            host=host,
            port=port,
            listens=transport == "http" or page or bool(mattermost) or bool(environment.get("PORT")),
            keep_alive=_number(environment, "OTS_KEEP_ALIVE", KEEP_ALIVE, 1, MOST_KEEP_ALIVE),
            workers=_number(environment, "WEB_CONCURRENCY", 1, 1, MOST_WORKERS),
            metrics_port=_number(environment, "OTS_METRICS_PORT", 0, 0, 65_535) or None,
            keep_questions=_number(environment, "OTS_KEEP_QUESTIONS", 1, 0, 1) == 1,
            keep_days=_number(environment, "OTS_KEEP_DAYS", 90, 1, 3_650),
            log_level=log_level(environment),
            proxies=proxies,
            slack=slack,
            mattermost_tokens=mattermost,
            page=page,
            url=public_url(environment),
            api_rate=_number(environment, "OTS_API_RATE", API_RATE, 1, 100_000),
        )


def command_name(environment: Mapping[str, str]) -> str | None:
    """The slash command that ``OTS_COMMAND`` names; None where the knowledge's own is meant."""
    name = environment.get("OTS_COMMAND") or None
    if name is not None and not re.fullmatch(r"/[a-z0-9_-]{1,31}", name):
        raise ConfigError(
            f"OTS_COMMAND is {name!r}: it must be / and up to 31 small letters, digits, - or _, as in /ots"
        )
    return name


CREDENTIALS = "your app's settings, Basic Information, App Credentials"

WHERE = {
    "SLACK_APP_TOKEN": "Basic Information, App-Level Tokens (scope connections:write)",
    "SLACK_BOT_TOKEN": "OAuth & Permissions",
    "SLACK_CLIENT_ID": "Basic Information, App Credentials",
    "SLACK_CLIENT_SECRET": "Basic Information, App Credentials",
    "SLACK_SIGNING_SECRET": "Basic Information, App Credentials",
}
"""Where in Slack's app settings a value stands."""


VARIABLES = re.compile("SLACK_.*|OTS_.*|MATTERMOST_TOKEN|DATABASE_URL|HOST|PORT|WEB_CONCURRENCY")
"""What is ours in the environment."""


def _refuse_quotes(environment: Mapping[str, str]) -> None:
    """Files of variables are read in two ways: Docker takes quotes for a part of the value."""
    for name, value in environment.items():
        value = value.strip()
        if VARIABLES.fullmatch(name) and len(value) > 1 and value[0] == value[-1] and value[0] in "\"'`":
            raise ConfigError(
                f"{name} stands in quotes, which are taken for a part of it (as docker's --env-file does): "
                "write it without"
            )


def address(environment: Mapping[str, str]) -> tuple[str, int]:
    """Where HTTP is listened to: ``HOST`` and ``PORT``."""
    return _host(environment), _number(environment, "PORT", 3000, 0, 65_535)


def _host(environment: Mapping[str, str]) -> str:
    """Where to listen: a name or an address, of version 6 also in the brackets that it has in a URL."""
    host = (environment.get("HOST") or "0.0.0.0").strip()  # noqa: S104 - behind the platform's router
    host = host.removeprefix("[").removesuffix("]")
    if not re.fullmatch(r"[0-9A-Za-z._-]+", host) and not _is_version_6(host):
        raise ConfigError(f"HOST is {host!r}: it must be an address or a name, as in 0.0.0.0 or ::")
    return host


def _is_version_6(host: str) -> bool:
    try:
        IPv6Address(host)
    except ValueError:
        return False
    return True


def _required(environment: Mapping[str, str], name: str, pattern: str, what: str) -> SecretStr:
    value = environment.get(name, "").strip()
    if not value:
        raise ConfigError(f"{name} is not set: copy it from your app's settings, {WHERE[name]}, into .env")
    if not re.fullmatch(pattern, value, re.ASCII):
        raise ConfigError(f"{name} is not {what}: copy it anew from your app's settings, {WHERE[name]}")
    return SecretStr(value)


def _oauth(environment: Mapping[str, str]) -> OAuth | None:
    """Both values or none: with one alone nobody could install the app."""
    if not (environment.get("SLACK_CLIENT_ID") or environment.get("SLACK_CLIENT_SECRET")):
        return None
    client_id = _required(environment, "SLACK_CLIENT_ID", r"[\w.-]+", "a client id (digits and a dot)")
    secret = _required(environment, "SLACK_CLIENT_SECRET", r"[0-9A-Za-z]{8,}", "a client secret")
    return OAuth(client_id.get_secret_value(), secret)


def _secret(environment: Mapping[str, str], name: str) -> SecretStr | None:
    value = environment.get(name, "").strip()
    return SecretStr(value) if value else None


def _mattermost_tokens(environment: Mapping[str, str]) -> tuple[SecretStr, ...]:
    """``MATTERMOST_TOKEN``: one, or several with commas between them, a team's each."""
    given = environment.get("MATTERMOST_TOKEN", "").strip()
    tokens = [token.strip() for token in given.split(",")] if given else []
    if not all(re.fullmatch(r"[0-9A-Za-z_-]{8,128}", token) for token in tokens):
        raise ConfigError(
            "MATTERMOST_TOKEN is no token of a slash command (letters and digits; of several commands with "
            "commas between them): copy it anew from Mattermost's Integrations, Slash Commands"
        )
    return tuple(map(SecretStr, tokens))


API_URL = r"https?://([\w.-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?(/[^\s?#]*)?"


def _has_port(url: str) -> bool:
    """Whether *url* can be taken apart, its port into a number that ports have."""
    try:
        return urlsplit(url).port != 0
    except ValueError:
        return False


def _api_url(environment: Mapping[str, str]) -> str:
    url = environment.get("SLACK_API_URL") or DEFAULT_API_URL
    if not (re.fullmatch(API_URL, url) and _has_port(url)):
        raise ConfigError(f"SLACK_API_URL is {url!r}: it must be a URL such as {DEFAULT_API_URL}")
    return url if url.endswith("/") else f"{url}/"


def public_url(environment: Mapping[str, str]) -> str | None:
    """Where people find the site: with a certificate, unless it is on this machine."""
    url = (environment.get("OTS_URL") or "").strip()
    if not url:
        return None
    host = r"https://[\w-]+(\.[\w-]+)*|http://(localhost|127\.0\.0\.1|\[::1\])"
    if not re.fullmatch(rf"({host})(:[0-9]{{1,5}})?(/[\w.~%-]+)*/?", url, re.ASCII):
        raise ConfigError(
            f"OTS_URL is {url!r}: it must be where people find the page, as in https://ots.example.org "
            "(http:// only for localhost), with nothing after the path"
        )
    return url.rstrip("/")


def _number(environment: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    value = environment.get(name) or str(default)
    if not re.fullmatch("[0-9]{1,6}", value) or not least <= int(value) <= most:
        raise ConfigError(f"{name} is {value!r}: it must be a number from {least} to {most}")
    return int(value)


def log_level(environment: Mapping[str, str]) -> str:
    """The lowest level that is written: ``OTS_LOG_LEVEL``, or INFO."""
    level = (environment.get("OTS_LOG_LEVEL") or "INFO").upper()
    if level not in LEVELS:
        raise ConfigError(f"OTS_LOG_LEVEL is {level!r}: use one of {', '.join(LEVELS)}")
    return level
