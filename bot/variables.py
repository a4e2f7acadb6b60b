"""Variables of the environment that more than one command goes by, each checked where it is read.

What `ots serve` alone needs is in `delivery.settings`, beside these. Each raises `ConfigError` where what is
set cannot be used.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from knowledge.errors import ConfigError

Environment = Mapping[str, str]

OURS = re.compile("SLACK_.*|OTS_.*|MATTERMOST_TOKEN|DATABASE_(?:URL|CA)|HOST|PORT|WEB_CONCURRENCY")
"""What is ours in the environment."""

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


def refuse_quotes(environment: Environment) -> None:
    """Files of variables are read in two ways: Docker takes quotes for a part of the value."""
    for name, value in environment.items():
        value = value.strip()
        if OURS.fullmatch(name) and len(value) > 1 and value[0] == value[-1] and value[0] in "\"'`":
            raise ConfigError(
                f"{name} stands in quotes, which are taken for a part of it (as docker's --env-file does): "
                "write it without"
            )


def command_name(environment: Environment) -> str | None:
    """The slash command that ``OTS_COMMAND`` names; None where the knowledge's own is meant."""
    name = text(environment, "OTS_COMMAND")
    if name is not None and not re.fullmatch(r"/[a-z0-9_-]{1,31}", name):
        raise ConfigError(
            f"OTS_COMMAND is {name!r}: it must be / and up to 31 small letters, digits, - or _, as in /ots"
        )
    return name


def public_url(environment: Environment) -> str | None:
    """Where people find the site: with a certificate, unless it is on this machine."""
    url = text(environment, "OTS_URL")
    if url is None:
        return None
    host = r"https://[\w-]+(\.[\w-]+)*|http://(localhost|127\.0\.0\.1|\[::1\])"
    if not (re.fullmatch(rf"({host})(:[0-9]{{1,5}})?(/[\w.~%-]+)*/?", url, re.ASCII) and may_be_reached(url)):
        raise ConfigError(
            f"OTS_URL is {url!r}: it must be where people find the page, as in https://ots.example.org "
            "(http:// only for localhost), with nothing after the path"
        )
    return url.rstrip("/")


def may_be_reached(url: str) -> bool:
    """Whether *url* can be taken apart, into a host that there can be and a number that ports have."""
    from urllib.parse import urlsplit  # which most never need

    try:
        at = urlsplit(url)
        return is_host(at.hostname or "") and at.port != 0
    except ValueError:
        return False


def is_host(name: str) -> bool:
    """Whether a host can be called *name*: no part of it is empty, or longer than it may be.

    >>> [is_host(it) for it in ("db.example.org", "::1", "db..example.org", "a" * 64)]
    [True, True, False, False]
    """
    try:
        return bool(name.encode("idna"))
    except UnicodeError:
        return False


def address(environment: Environment) -> tuple[str, int]:
    """Where HTTP is listened to: ``HOST`` and ``PORT``."""
    return _host(environment), number(environment, "PORT", 3000, 0, 65_535)


def _host(environment: Environment) -> str:
    """Where to listen: a name or an address, of version 6 also in the brackets that it has in a URL."""
    host = text(environment, "HOST") or "0.0.0.0"  # noqa: S104 - behind the platform's router
    host = host.removeprefix("[").removesuffix("]")
    if not (re.fullmatch(r"[0-9A-Za-z._-]+", host) and is_host(host)) and not _is_version_6(host):
        raise ConfigError(f"HOST is {host!r}: it must be an address or a name, as in 0.0.0.0 or ::")
    return host


def _is_version_6(host: str) -> bool:
    from ipaddress import IPv6Address  # which most never need

    try:
        IPv6Address(host)
    except ValueError:
        return False
    return True


def log_level(environment: Environment) -> str:
    """The lowest level that is written: ``OTS_LOG_LEVEL``, or INFO."""
    level = (text(environment, "OTS_LOG_LEVEL") or "INFO").upper()
    if level not in LEVELS:
        raise ConfigError(f"OTS_LOG_LEVEL is {level!r}: use one of {', '.join(LEVELS)}")
    return level


def database_url(environment: Environment) -> str | None:
    """The address of the database, as it is written: it may hold a password."""
    return text(environment, "DATABASE_URL")


def mcp_token(environment: Environment) -> str:
    """The secret of those who may ask by the Model Context Protocol over HTTP."""
    token = text(environment, "OTS_MCP_TOKEN")
    if token is None:
        raise ConfigError("OTS_MCP_TOKEN is not set: choose a long secret, and give it to those who may ask")
    if not (token.isascii() and token.isprintable()) or " " in token:
        raise ConfigError("OTS_MCP_TOKEN has a character that no header can carry: use letters and digits")
    return token


def text(environment: Environment, name: str) -> str | None:
    """What the variable *name* says, without space around it; None where it says nothing."""
    return environment.get(name, "").strip() or None


def number(environment: Environment, name: str, default: int, least: int, most: int) -> int:
    """The whole number that the variable *name* says, from *least* to *most*."""
    value = text(environment, name) or str(default)
    if not re.fullmatch("[0-9]{1,6}", value) or not least <= int(value) <= most:
        raise ConfigError(f"{name} is {value!r}: it must be a number from {least} to {most}")
    return int(value)
