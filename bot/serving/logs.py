"""What is written while the bot runs: our own words at the level asked for, and no secret in any."""

from __future__ import annotations

import logging
import re
import select
import time
from collections.abc import Callable, Iterable
from typing import TextIO

from ..delivery.settings import Settings
from ..discreet import HIDDEN, SECRET, discreet
from .refusals import TOLD_EVERY

OURS = ("ots", "bot", "knowledge")
"""Whose lower levels are heard. What libraries write there are whole payloads, statements and tokens."""


PIECE = 1_000
"""Characters written at once: a pipe that has room at all has it for 4,096 bytes."""


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
        return _one_record(self._known.sub(HIDDEN, discreet(super().format(record))))


def _one_record(text: str) -> str:
    """*text* so that nothing in it looks like a further line of the log, or is a command to a terminal.

    What Slack or another sends is named here and there, and may be anything.

    >>> _one_record("refused (two\\nlines, \\x1b[2J)")
    'refused (two\\n    lines, \\\\x1b[2J)'
    """
    return text if text.isprintable() else "\n    ".join(map(_printable, text.split("\n")))


def _printable(line: str) -> str:
    return "".join(it if it.isprintable() else it.encode("unicode_escape").decode() for it in line)


class Unhurried(logging.StreamHandler[TextIO]):
    """Writes as long as somebody reads: a log that nobody takes in must not hold up who is being answered."""

    _lost = 0

    def emit(self, record: logging.LogRecord) -> None:
        try:
            if not self._has_room():
                self._lost += 1
                return
            more = f" ({self._lost} lines before this one were not taken in)" if self._lost else ""
            self._lost = 0
            said = f"{self.format(record)}{more}{self.terminator}"
            for start in range(0, len(said), PIECE):
                if self._has_room():
                    self.stream.write(said[start : start + PIECE])
                    self.flush()
        except Exception:
            self.handleError(record)

    def _has_room(self) -> bool:
        try:
            return bool(select.select([], [self.stream], [], 0)[1])
        except (OSError, ValueError):
            return True  # nothing that can be asked: a file in memory, or any file on Windows


class Seldom(logging.Filter):
    """Lets one line in a while pass, and says how many there were: whoever wants to can cause thousands."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._silent_until = float("-inf")
        self._untold = 0

    def filter(self, record: logging.LogRecord) -> bool:
        now = self._clock()
        if record.levelno > logging.WARNING:
            return True
        if now < self._silent_until:
            self._untold += 1
            return False
        self._silent_until = now + TOLD_EVERY
        if self._untold:
            record.msg = f"{record.msg} ({self._untold} more such lines were left out)"
            self._untold = 0
        return True


def configure(settings: Settings) -> None:
    """Write to standard error from now on, as *settings* have it."""
    write(settings.log_level, _secrets(settings))


def write(level: str, secrets: Iterable[str]) -> None:
    """Write to standard error from now on: our own words from *level* on, and none of *secrets*."""
    handler = Unhurried()
    handler.setFormatter(Discreet(secrets))
    least = max(logging.WARNING, logging.getLevelNamesMapping()[level])
    logging.basicConfig(level=least, handlers=[handler], force=True)
    # What comes from outside and is no HTTP: somebody looks at ports, or writes https for http.
    logging.getLogger("uvicorn.error").addFilter(Seldom())
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
