"""Where the database is: addresses as platforms give them, and the file that serves where none is given."""

from __future__ import annotations

import re

from platformdirs import user_state_path
from pydantic import SecretStr
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from knowledge.errors import ConfigError

from ..variables import is_host
from .errors import DatabaseError

TLS_MODES = frozenset(("disable", "allow", "prefer", "require", "verify-ca", "verify-full"))
"""What ``sslmode`` may be, for libpq and asyncpg alike."""

LEFT_OUT = frozenset(
    (
        "application_name",
        "channel_binding",
        "connect_timeout",
        "fallback_application_name",
        "gssencmode",
        "keepalives",
        "keepalives_idle",
        "keepalives_interval",
        "keepalives_count",
        "sslcompression",
        "sslsni",
        "target_session_attrs",
        # For poolers, which are met without any (see `database`); some in the words of other drivers.
        "connection_limit",
        "pgbouncer",
        "pool_mode",
        "pool_timeout",
        "prepared_statement_cache_size",
        "prepared_statements",
        "prepareThreshold",
        "statement_cache_size",
        "supa",
        "uselibpqcompat",
        "workaround",
    )
)
"""Options that platforms and their guides add for other drivers; ours does well without."""

TAKEN = frozenset(("ssl", "sslrootcert", "sslcert", "sslkey", "options", "host", "port"))

ADDRESS = re.compile(
    r"[A-Za-z][\w+]*://"
    r"(?:[^:/?#]*(?::[^@]*)?@)?"  # user and password; an @ in the name, as Azure has, is seen to be one
    r"(?:\[[\da-fA-F:.]+\]|[\w.%-]*)(?::\d*)?"  # host and port
    r"(?:/[^@?#]*)?(?:\?[^@#]*)?"  # database and options
)
"""An address that is divided in one way only. A password with a bare @ would be divided at it, and its rest
be taken for the host and shown as one."""

SEVERAL = "DATABASE_URL names several hosts: name one, which takes what is written"

HOW = "write postgresql://USER:PASSWORD@HOST/NAME or sqlite:////path/to/file.db"


def engine_url(text: str) -> URL:
    """*text* as SQLAlchemy wants it: with the driver, and with options that the driver knows.

    >>> str(engine_url("postgres://ots@db.example.org/ots?sslmode=require"))
    'postgresql+asyncpg://ots@db.example.org/ots?ssl=require'
    >>> str(engine_url("sqlite:////var/lib/ots/ots.db"))
    'sqlite+aiosqlite:////var/lib/ots/ots.db'

    Raises `ConfigError` with one line that shows no part of *text* in which a password could stand.
    """
    # What an address that cannot be read consists of is not known: its scheme alone is shown.
    scheme = re.match(r"([A-Za-z][\w+]*)://", text)
    if scheme is None:
        raise ConfigError(f"DATABASE_URL is no address of a database: {HOW}")
    kind = scheme[1].partition("+")[0].lower()
    if kind not in ("postgres", "postgresql", "sqlite"):
        raise ConfigError(f"DATABASE_URL begins with {scheme[1]}://, which is not supported: {HOW}")
    # Whatever a password may hold, what follows the last @ is not of it.
    if kind != "sqlite" and re.match(r"[\w.:-]+,[\w.:,-]+(/|\?|$)", re.split("@|://", text)[-1]):
        raise ConfigError(SEVERAL)
    try:
        if kind != "sqlite" and not ADDRESS.fullmatch(text):
            raise ValueError
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise ConfigError(
            f"DATABASE_URL cannot be read: {HOW}; in a password, write @ as %40, / as %2F, # as %23, ? as %3F"
        ) from None
    return _sqlite(url) if kind == "sqlite" else _postgresql(url)


def place(url: URL) -> str:
    """What *url* is called before people: file, or database and host; never user or password.

    >>> place(engine_url("postgres://ots:secret@db.example.org/ots"))
    "database 'ots' on db.example.org:5432"
    >>> place(engine_url("postgres:///ots?host=::1&port=5433")), place(engine_url("postgres:///?host=/run/a:b"))
    ("database 'ots' on [::1]:5433", 'database on /run/a:b')
    """
    if url.get_backend_name() == "sqlite":
        return f"database file {url.database!r}"
    host, port = _server(url)
    if host and not host.startswith("/"):  # a directory in which it has its socket
        host = f"[{host}]:{port or 5432}" if ":" in host else f"{host}:{port or 5432}"
    host = host or "this machine"
    return f"database {url.database!r} on {host}" if url.database else f"database on {host}"


def _server(url: URL) -> tuple[str, str]:
    """The host and port of *url*, empty where there is none: as options they go before what stands in front.

    Raises `ConfigError` where there can be no such host, or where there are several.
    """
    asked = {**url.query}
    host, port = (
        asked.get("host", url.host or ""),
        asked.get("port", "" if url.port is None else str(url.port)),
    )
    if not (isinstance(host, str) and isinstance(port, str)) or "," in host + port:
        raise ConfigError(SEVERAL)
    if not (host == "" or host.startswith("/") or is_host(host)):
        raise ConfigError(f"DATABASE_URL names no host that there can be: {HOW}")
    if port and not (re.fullmatch("[0-9]{1,5}", port) and 0 < int(port) < 65_536):
        raise ConfigError("DATABASE_URL has a port that there is not: it must be a number from 1 to 65535")
    return host, port


def default_url() -> SecretStr:
    """The file in the user's state directory, beside the console's history.

    Raises `DatabaseError` where that directory cannot be made.
    """
    try:
        directory = user_state_path("ots-bot", ensure_exists=True)
    except OSError as error:
        raise DatabaseError(
            f"the state directory {error.filename!r} cannot be made ({error.strerror}): set DATABASE_URL"
        ) from None
    return SecretStr(URL.create("sqlite", database=str(directory / "ots.db")).render_as_string())


def _sqlite(url: URL) -> URL:
    if not url.database or url.database == ":memory:" or url.database.startswith("file:") or url.host:
        raise ConfigError("DATABASE_URL names no file: write sqlite:////path/to/file.db, with four slashes")
    return url.set(drivername="sqlite+aiosqlite", query={})


def _postgresql(url: URL) -> URL:
    query = {name: value for name, value in url.query.items() if name not in LEFT_OUT}
    ssl = query.pop("ssl", None)
    mode = query.pop("sslmode", ssl)
    if mode is not None:
        mode = "require" if mode in ("no-verify", "true") else mode  # the former is what Heroku's guides say
        if mode not in TLS_MODES:
            raise ConfigError(
                f"DATABASE_URL has an unknown sslmode: use one of {', '.join(sorted(TLS_MODES))}"
            )
        query["ssl"] = mode
    unknown = sorted(query.keys() - TAKEN)
    if unknown:
        raise ConfigError(f"DATABASE_URL has the option {unknown[0]!r}, which is not supported: leave it out")
    _server(url)
    return url.set(drivername="postgresql+asyncpg", query=query)
