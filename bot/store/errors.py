"""What can go wrong with a database, in one line that holds neither a password nor what was stored."""

from __future__ import annotations

import socket
import sqlite3
import ssl

from asyncpg import (  # type: ignore[import-untyped]
    InterfaceError,
    InternalClientError,
    PostgresError,
)
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from knowledge.errors import OtsError

EXPECTED = (SQLAlchemyError, PostgresError, InterfaceError, InternalClientError, sqlite3.Error, OSError)
"""What a call of the database may raise. The drivers' own, and the system's, come bare while connecting."""

POOLED = "a pooler before it mixes up prepared statements: let it pool by session or transaction"

REASONS = {
    "28P01": "it refuses the user name or password",
    "28000": "it refuses the user, or wants TLS: see ?sslmode=require",
    "3D000": "it has no database of that name",
    "42P01": "it lacks a table of ours",
    "42501": "the user may not read, write or create tables there",
    "53100": "its disk is full",
    "53300": "it has no connection left",
    "57P01": "it is being stopped",
    "57P02": "it is being restarted",
    "57P03": "it is starting or stopping",
    "25006": "it is read-only",
    "26000": POOLED,
    "42P05": POOLED,
    "08P01": "it, or a pooler before it, refused what was said to it: see its log",
}
"""By PostgreSQL's code: https://www.postgresql.org/docs/current/errcodes-appendix.html."""


class DatabaseError(OtsError):
    """The database cannot be reached or used now. Its text names the place and the reason."""


def lacks_table(error: BaseException) -> bool:
    """Whether *error* came of a table that is not there: the database was restored or emptied meanwhile."""
    origin = _origin(error)
    gone = isinstance(origin, sqlite3.OperationalError) and str(origin).startswith("no such table")
    return gone or getattr(origin, "sqlstate", None) == "42P01"


def _origin(error: BaseException) -> BaseException:
    """What the driver, or the system, said first."""
    origin = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    while isinstance(origin, SQLAlchemyError) and origin.__cause__ is not None:
        origin = origin.__cause__
    return origin


def reason(error: BaseException) -> str:
    """Why *error* came, in a few words.

    The server's own words are not taken over: they may repeat a value, and a value may be a token.
    """
    origin = _origin(error)
    code = getattr(origin, "sqlstate", None)
    if code is not None:
        lost = "the connection was lost" if str(code).startswith("08") else f"it answers with error {code}"
        return REASONS.get(str(code), lost)
    match origin:
        case sqlite3.Error():
            return str(origin)  # names files, tables and columns, never values
        case TimeoutError():
            return "no answer in time"
        case socket.gaierror():
            return "its host name is not known"
        case ConnectionRefusedError():
            return "nothing listens there"
        case ssl.SSLCertVerificationError():
            return f"its certificate is not trusted ({origin.verify_message}): DATABASE_CA may name its CA"
        case ssl.SSLError():
            return f"TLS failed ({origin.reason or 'unknown'})"
        case OSError():
            return origin.strerror or "the connection failed"
        case _:
            return type(origin).__name__
