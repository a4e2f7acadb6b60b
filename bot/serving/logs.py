"""What is written while the bot runs: our own words at the level asked for, and no secret in any."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable

from ..delivery.settings import Settings

OURS = ("ots", "bot", "knowledge")
"""Whose lower levels are heard. What libraries write there are whole payloads, statements and tokens."""

HIDDEN = "[hidden]"

SECRET = re.compile(
    r"\bxox[a-z](?:\.xox[a-z])?-[\w-]+|\b(?:xapp|xwfp)-[\w-]+|(?<=ticket=)[\w-]+|(?<=://)[^\s/@]*:[^\s@]*(?=@)"
)
"""Tokens of Slack's, tickets of its sockets, and passwords in addresses."""


class Discreet(logging.Formatter):
    """Writes a line as it is asked to, tracebacks included, but for what is secret in it."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")
        known = "|".join(map(re.escape, sorted(secrets, key=len, reverse=True)))
        self._known = re.compile(known) if known else SECRET

    def format(self, record: logging.LogRecord) -> str:
        """*record* in words.

        >>> record = logging.LogRecord("a", logging.INFO, "", 0, "xoxb-1-2 to a://b:c@d, secret", (), None)
        >>> Discreet(["secret"]).format(record).rpartition(" a ")[2]
        '[hidden] to a://[hidden]@d, [hidden]'
        """
        return self._known.sub(HIDDEN, SECRET.sub(HIDDEN, super().format(record)))


def configure(settings: Settings) -> None:
    """Write to standard error from now on, as *settings* have it."""
    write(settings.log_level, _secrets(settings))


def write(level: str, secrets: Iterable[str]) -> None:
    """Write to standard error from now on: our own words from *level* on, and none of *secrets*."""
    handler = logging.StreamHandler()
    handler.setFormatter(Discreet(secrets))
    least = max(logging.WARNING, logging.getLevelNamesMapping()[level])
    logging.basicConfig(level=least, handlers=[handler], force=True)
    for name in OURS:
        logging.getLogger(name).setLevel(level)


def _secrets(settings: Settings) -> list[str]:
    given = [
        settings.bot_token,
        settings.signing_secret,
        settings.app_token,
        settings.oauth.client_secret if settings.oauth else None,
        settings.database_url,
        *settings.mattermost_tokens,
    ]
    return [secret.get_secret_value() for secret in given if secret is not None]
