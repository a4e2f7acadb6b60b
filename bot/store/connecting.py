"""What the driver is given beside an address: startup options, and whose certificates are trusted."""

from __future__ import annotations

import os
import ssl
from pathlib import Path
from typing import Any

from sqlalchemy import URL

from knowledge.errors import ConfigError

CA = "DATABASE_CA"
"""The variable that names the file of a private CA, or holds its certificate itself."""

VERIFYING = ("verify-ca", "verify-full")

PEM = "-----BEGIN CERTIFICATE-----"


def connecting(url: URL) -> tuple[URL, dict[str, Any]]:
    """*url*, which is PostgreSQL's, with what the driver takes in it, and what it takes as arguments.

    Raises `ConfigError` where a certificate that is named cannot be used.
    """
    query = {name: value if isinstance(value, str) else value[-1] for name, value in url.query.items()}
    arguments: dict[str, Any] = {}
    if options := query.pop("options", None):
        arguments["server_settings"] = {"options": options}
    trusted = _trusted(query)
    if trusted is not None:
        arguments["ssl"] = trusted
    return url.set(query={name: query[name] for name in ("host", "port") if name in query}), arguments


def _trusted(query: dict[str, str]) -> str | ssl.SSLContext | None:
    """How to use TLS: as asyncpg's word for it, or with certificates of our own; None for its default."""
    mode, own = query.get("ssl"), query.get("sslcert")
    named, root = "sslrootcert", query.get("sslrootcert")
    if root is None:
        named, root = CA, os.environ.get(CA, "").strip() or _usual_root(mode)
    if mode == "disable" or not (root or own or mode in VERIFYING):
        return mode
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    # Whoever names a CA wants to know whom they talk to; libpq takes "require" with one for "verify-ca" too.
    context.check_hostname = mode == "verify-full" or (mode is None and bool(root))
    try:
        if PEM in root:
            context.load_verify_locations(cadata=root)
        elif root and root != "system":  # libpq's word for the CAs that the system trusts
            context.load_verify_locations(cafile=Path(root).expanduser())
        elif root or mode in VERIFYING:
            context.load_default_certs()
        else:
            context.verify_mode = ssl.CERT_NONE
        if own:
            named = "sslcert"
            context.load_cert_chain(own, query.get("sslkey"))
    except ssl.SSLError:
        raise ConfigError(f"{named} names no certificate in PEM: it begins with {PEM}") from None
    except (OSError, ValueError, RuntimeError) as error:
        why = getattr(error, "strerror", None) or "it is no path"
        raise ConfigError(f"the certificate that {named} names cannot be read ({why})") from None
    return context


def _usual_root(mode: str | None) -> str:
    """The file of CAs that libpq looks for where it is to verify; "" where there is none."""
    if mode not in VERIFYING:
        return ""
    usual = Path.home() / ".postgresql" / "root.crt"
    return os.environ.get("PGSSLROOTCERT") or (str(usual) if usual.is_file() else "")
