"""No secret in what a process says, nor a piece of one: looked at in every output of every test."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

SECRETS = re.compile(r".*(TOKEN|SECRET)|DATABASE_URL")
"""Variables whose values, or passwords in them, are secret."""

LEAST = 4
"""Characters of a piece that is looked for: shorter ones stand anywhere."""


def secrets(environment: Mapping[str, str | None]) -> Iterator[str]:
    """Every secret in *environment*, and the pieces into which it may be divided by mistake.

    >>> sorted(secrets({"DATABASE_URL": "postgres://ots:pass@word/7890@host/ots", "HOME": "/root"}))
    ['7890', 'pass', 'pass@word/7890', 'word']
    """
    for name, value in environment.items():
        if not value or not SECRETS.fullmatch(name):
            continue
        if name == "DATABASE_URL":
            found = re.match(r"\w[\w+]*://[^:/@]*:(.*)@", value)
            yield from _pieces(found[1]) if found else ()
        else:
            yield from _pieces(value.strip("'\""))


def _pieces(secret: str) -> Iterable[str]:
    return {it for it in (secret, *re.split(r"[@/#?:%\s&=]", secret)) if len(it) >= LEAST}


def look(environment: Mapping[str, str | None], *said: str) -> None:
    """Fail where one of *said* shows a secret of *environment*."""
    for secret in secrets(environment):
        for each in said:
            assert secret not in each, "a secret of the environment is shown"
