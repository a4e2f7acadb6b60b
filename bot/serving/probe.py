"""Asks a process that runs here whether it lives: for containers, ``python -m bot.serving.probe``.

Looks at HOST and PORT as ``ots serve`` does. The exit code is 0 where it lives, 1 where it does not answer.
"""

from __future__ import annotations

import http.client
import os
import sys

from ..variables import Environment, address

ANSWERED_WITHIN = 3.0
"""Seconds that the process gets: it answers in a few milliseconds, or not at all."""

SELF = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - what is listened to, not listening
"""Where what listens everywhere is reached."""


def lives(environment: Environment) -> bool:
    """Whether the process that *environment* describes answers."""
    host, port = address(environment)
    connection = http.client.HTTPConnection(SELF.get(host, host), port, timeout=ANSWERED_WITHIN)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(0 if lives(os.environ) else 1)
