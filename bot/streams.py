"""Standard input and output as they may be found: closed, full, or of an encoding that lacks what is said.

A command reads and prints as if none of this happened; here is what makes that safe.
"""

from __future__ import annotations

import codecs
import contextlib
import io
import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, TextIO, cast

LACKING, ESCAPED = "ots-lacking", "ots-escaped"
"""Names of the two ways to write a character that an encoding lacks."""

UNDECODED = re.compile("(?<![\ud800-\udbff])[\udc80-\udcff]+")
"""Bytes, as Python writes them into text; after the first half of a character stands the second."""


def prepare() -> None:
    """Make the three streams, and the size of a screen, safe to use however the process was started."""
    codecs.register_error(LACKING, _nearest)
    codecs.register_error(ESCAPED, _escaped)
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            # In this order each takes the number of the stream; else the next file would take it, and get
            # what is meant for the stream by whoever goes by numbers.
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - open to the end
        _wait_for(getattr(sys, name))
    _reconfigure(sys.stdout, errors=LACKING)
    _reconfigure(sys.stderr, errors=LACKING)
    for name in ("COLUMNS", "LINES"):
        if not os.environ.get(name, "1").strip("0 "):
            del os.environ[name]  # on a screen without a size nothing is shown


def print_json() -> None:
    """From now on print JSON: always UTF-8, with escapes where standard output is of another encoding."""
    if codecs.lookup(sys.stdout.encoding or "ascii").name == "utf-8":
        _reconfigure(sys.stdout, errors=ESCAPED)
    else:
        _reconfigure(sys.stdout, encoding="ascii", errors=ESCAPED)


def guarded(run: Callable[[], int]) -> int:
    """What *run* gives; where reading or writing fails, one line and 1, and 0 where nobody reads on."""
    try:
        try:
            return run()
        finally:
            _let_go_of_errors()
            sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has enough of it.
        _let_go()
        return 0
    except OSError as error:
        what = (
            f"{os.fsdecode(error.filename)!r} cannot be used"
            if error.filename
            else "reading or writing failed"
        )
        complain(f"ots: {what}: {error.strerror or error}")
        _let_go()
        return 1


def complain(line: str) -> None:
    """Say *line* on standard error, if that can be written to; what looks secret in it is hidden."""
    from .discreet import discreet  # which a run that has nothing to complain of needs not

    try:
        print(discreet(line), file=sys.stderr, flush=True)
    except OSError:
        _let_go(sys.stderr)


def readable(text: str) -> str:
    r"""*text* with bytes that the shell could not decode read as UTF-8, and replaced where they are none.

    >>> readable("caf\udce9 corridor") == "caf\N{REPLACEMENT CHARACTER} corridor"
    True
    >>> readable("caf\udcc3\udca9")  # in a locale that knows ASCII alone
    'café'
    """
    text = UNDECODED.sub(lambda it: it[0].encode("ascii", "surrogateescape").decode("utf-8", "replace"), text)
    # Pairs of surrogates, which Windows may hand over apart, become the one character they stand for.
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def lines(stream: TextIO) -> Iterator[str]:
    """The lines of *stream*: as UTF-8, else in the encoding of the terminal; never an error.

    What PowerShell sends as UTF-16 is known by its mark.
    """
    raw = cast("BinaryIO | None", getattr(stream, "buffer", None))
    if raw is None:
        yield from (line.rstrip("\r\n") for line in stream)
        return
    if isinstance(raw, io.BufferedReader) and raw.peek(2)[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        text = io.TextIOWrapper(raw, encoding="utf-16", errors="replace")
        yield from (line.rstrip("\r\n") for line in text)
        return
    for number, line in enumerate(raw):
        try:
            decoded = line.decode("utf-8")
        except UnicodeDecodeError:
            decoded = line.decode(stream.encoding or "utf-8", "replace")
        yield (decoded if number else decoded.removeprefix("\ufeff")).rstrip("\r\n")


def _nearest(error: UnicodeError) -> tuple[str, int]:
    """What reads alike in plain letters (“ as ", ə as e), or a question mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    from anyascii import anyascii

    lacking = error.object[error.start : error.end]
    # Half a pair of surrogates has no plain letters; of UTF-8 nothing but ASCII is taken in its place.
    return "".join(anyascii(it) or "?" for it in lacking), error.end


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """As JSON writes it in ASCII; in JSON, other characters stand nowhere but in strings."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    units = (lacking[at : at + 2] for at in range(0, len(lacking), 2))
    return "".join(f"\\u{unit.hex()}" for unit in units), error.end


def _wait_for(stream: TextIO) -> None:
    # Whoever started us may have set it not to wait: half of what is said would be lost.
    with contextlib.suppress(AttributeError, OSError, ValueError):  # no file, or a Windows that cannot
        os.set_blocking(stream.fileno(), True)


def _reconfigure(stream: TextIO, **how: Any) -> None:
    # What a test or an embedding program put in the place of the stream is left as it is.
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(**how)


def _let_go_of_errors() -> None:
    """What standard error did not take must not turn into the exit code: the interpreter would say 120."""
    try:
        sys.stderr.flush()
    except OSError:
        _let_go(sys.stderr)


def _let_go(stream: TextIO | None = None) -> None:
    """Let what is still to be written vanish: the interpreter must not complain of it at the end."""
    stream = stream or sys.stdout
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
