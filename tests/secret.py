"""No secret in what a process says, nor a piece of one: looked at in every output of every test."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

SECRETS = re.compile(r".*(TOKEN|SECRET)")
"""Variables whose values are secret; in others, passwords in addresses."""

TOKEN = re.compile("['\"`]?(xox|xapp-|xwfp-)")
"""What is secret wherever it stands: people put it into the wrong variable."""

LEAST = 4
"""Characters of a piece that is looked for: shorter ones stand anywhere."""

END = 8
"""Characters by which most secrets are seen not to stand in a text."""


def secrets(environment: Mapping[str, str | None]) -> Iterator[str]:
    """Every secret in *environment*, and the pieces into which it may be divided by mistake.

    >>> sorted(secrets({"DATABASE_URL": "postgres://ots:pass@word/7890@host/ots", "HOME": "/root"}))
    ['7890', 'pass', 'pass@word/7890', 'word']
    >>> sorted(secrets({"HTTP_PROXY": "http://me:mine@proxy", "PORT": "xoxb-1-2"}))
    ['mine', 'xoxb-1-2']
    """
    for name, value in environment.items():
        password = re.match(r"\w[\w+]*:/{0,2}[^:/@]*:(.*)@", value or "")
        if password:
            yield from _pieces(password[1])
        elif value and (SECRETS.fullmatch(name) or TOKEN.match(value)):
            yield from _pieces(value.strip("'\"`"))


def _pieces(secret: str) -> Iterable[str]:
    return {it for it in (secret, *re.split(r"[@/#?:%\s&=,]", secret)) if len(it) >= LEAST}


def shown(known: Iterable[str], said: str) -> list[str]:
    """Those secrets of *known* that stand in *said*.

    >>> shown(["xoxb-1-2", "xoxb-1-3"], "the token xoxb-1-3 is wrong")
    ['xoxb-1-3']
    """
    # Thousands are given out in a long conversation: the ends of nearly all of them stand nowhere in it.
    ends = {said[at : at + END] for at in range(len(said))}
    return [it for it in known if (len(it) < END or it[-END:] in ends) and it in said]


def look(environment: Mapping[str, str | None], *said: str) -> None:
    """Fail where one of *said* shows a secret of *environment*."""
    for secret in secrets(environment):
        for each in said:
            assert secret not in each, "a secret of the environment is shown"
