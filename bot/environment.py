"""What the process is given: a home, and what the file ``.env`` sets, in whatever form that is found."""

from __future__ import annotations

import codecs
import io
import os
import re
import stat
import time
from pathlib import Path

from knowledge.errors import ConfigError

from .streams import complain
from .variables import OURS

MOST = 1_000_000
"""Bytes: a larger ``.env`` is none."""

WAIT = 10.0
"""Seconds that a named pipe is waited for: password managers ask their user first."""

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),  # what PowerShell writes
    (codecs.BOM_UTF16_BE, "utf-16"),
)


NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
"""What variables are called; ``$env:NAME`` and ``{"NAME"`` are other languages' ways to set one."""

NO_HOME = os.devnull
"""The home of a user who has none: nothing can be kept below it, not even by root."""


def provide_home() -> None:
    """See to it that there is a home directory, if only by name.

    A number without a name, as containers are run under, has none; and slack-sdk does not even import then.
    """
    try:
        Path.home()
    except RuntimeError:
        os.environ["HOME"] = NO_HOME


def read_env_file(path: Path = Path(".env")) -> None:
    """Take what *path* sets and the environment does not; nothing where there is no such file.

    Ours are there without space around them, or not at all: what is set to nothing hides nothing in the file.
    Raises `ConfigError` where it is there and cannot be read.
    """
    _tidy()
    _read(path)
    _tidy()


def _tidy() -> None:
    """Take away the space around our variables, and those that say nothing.

    Composed from others that are not set, or from a file with the ends of lines that Windows has.
    """
    for name in filter(OURS.fullmatch, list(os.environ)):
        value = os.environ.pop(name).strip()
        if value:
            os.environ[name] = value


def _read(path: Path) -> None:
    if not os.access(path.parent, os.X_OK):
        # As where somebody becomes another user at home; most have no such file there anyway.
        complain(f"ots: this user may look at nothing in this directory, and not at {path} either")
        return
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            return  # some call their virtual environment so
        data = _from_pipe(path) if stat.S_ISFIFO(kind) else _from_file(path)
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise ConfigError(
            f"{path} cannot be read ({error.strerror}): let this user read it, or take it away"
        ) from None
    text = _decoded(data, path)
    if not text.strip():
        return
    from dotenv import load_dotenv
    from dotenv.main import logger
    from dotenv.parser import parse_stream

    logger.disabled = True  # it tells of its own name, and not of the file's
    for it in parse_stream(io.StringIO(text)):
        if it.error or (it.key is not None and (it.value is None or not NAME.fullmatch(it.key))):
            written = it.original.string
            blank = len(written) - len(written.lstrip())
            line = it.original.line + written.count("\n", 0, blank)
            complain(f"ots: {path}:{line} is not NAME=value, and passed over: mend it, or take it away")
            break
    try:
        load_dotenv(stream=io.StringIO(text))
    except (ValueError, OSError):
        raise ConfigError(f"{path} sets a variable that no environment can hold: write NAME=value") from None


def _from_file(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MOST + 1)


def _from_pipe(path: Path) -> bytes:
    # Opened without waiting: a pipe that nobody writes to would be waited for without an end.
    pipe = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    data = b""
    given_up = time.monotonic() + WAIT
    try:
        while len(data) <= MOST and time.monotonic() < given_up:
            try:
                some = os.read(pipe, 65_536)
            except BlockingIOError:
                some = None  # somebody is about to write
            if some:
                data += some
            elif some == b"" and data:
                return data
            else:
                time.sleep(0.01)
    finally:
        os.close(pipe)
    if len(data) > MOST:
        return data
    raise ConfigError(
        f"{path} is a named pipe, and nobody wrote all of it within {WAIT:.0f} s: "
        "start the program that fills it, or take it away"
    )


def _decoded(data: bytes, path: Path) -> str:
    if len(data) > MOST:
        raise ConfigError(f"{path} is larger than {MOST:,} bytes: it must hold lines of NAME=value only")
    encoding = next((name for mark, name in MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ConfigError(f"{path}:{line} is not UTF-8: save the file as UTF-8") from None
    if "\0" in text:
        raise ConfigError(f"{path} is no text in UTF-8: save the file as UTF-8")
    return text
