"""``ots verify``: what others wrote, compared with the source."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from knowledge.errors import ConfigError

from .. import streams
from .parts import FOUND, NOT_FOUND, chosen_directory, command, path

if TYPE_CHECKING:
    from .parts import Commands, path


def add_commands(commands: Commands) -> None:
    """Declare these commands."""
    verify = command(commands, "verify", _verify, "compare what a text says with the source, value by value")
    verify.add_argument(
        "file",
        nargs="?",
        type=path,
        metavar="FILE",
        help="the text: plain text, Markdown, HTML or PDF (default: standard input)",
    )
    verify.add_argument(
        "--json", action="store_true", help="print each sentence that is judged as one line of JSON"
    )
    verify.epilog = "exits with 1 when something differs, as in: ots verify report.txt"


def _verify(options: argparse.Namespace) -> int:
    from knowledge.load import load

    from ..verifying.telling import as_data, as_text, by_sentence, overall
    from ..verifying.verify import Verifier

    text = _text(options.file)
    findings = Verifier(load(chosen_directory(options))).check(text, most=None)
    if options.json:
        for sentence, found in by_sentence(findings):
            print(json.dumps(as_data(sentence, found), ensure_ascii=False))
    else:
        print(as_text(findings))
    return NOT_FOUND if overall(findings) == "differs" else FOUND


def _text(file: Path | None) -> str:
    if file is None:
        return _of_stream(sys.stdin, "standard input")
    if file.is_file():
        from ..curating.sources.documents import read_document

        return read_document(file).text
    try:
        with file.open(encoding="utf-8", errors="replace") as opened:  # a pipe, it may be
            return _of_stream(opened, repr(str(file)))
    except OSError as error:
        raise ConfigError(
            f"cannot read {str(file)!r} ({error.strerror}): name a text, or give it on standard input"
        ) from None


def _of_stream(stream: TextIO, name: str) -> str:
    text = "\n".join(streams.lines(stream))
    if "\0" in text or text.lstrip().startswith("%PDF-"):
        raise ConfigError(f"{name} is no text: give a text, or name a file of text, Markdown, HTML or PDF")
    return text
