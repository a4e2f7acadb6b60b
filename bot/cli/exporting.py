"""``ots export``: the knowledge for other programs."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.errors import OtsError

from .. import streams
from .parts import FOUND, chosen_knowledge, command, path

if TYPE_CHECKING:
    from .parts import Commands, path

FORMATS = ("jsonld", "csv", "ics", "md")
FILE = "ots"
"""What a file is called in a directory, before its format."""


def add_commands(commands: Commands) -> None:
    """Declare these commands."""
    export = command(
        commands, "export", _export, "write facts as annotations, a table, a calendar or a report"
    )
    export.add_argument(
        "--format",
        required=True,
        choices=FORMATS,
        help="jsonld: W3C Web Annotations; csv: figures and occasions; ics: what has a date; "
        "md: a report with footnotes",
    )
    export.add_argument(
        "--out",
        metavar="FILE",
        type=path,
        help=f"a file, or a directory to write {FILE}.FORMAT into (default: standard output)",
    )
    export.epilog = "for example: ots export --format ics --out ots.ics"


def _export(options: argparse.Namespace) -> int:
    from ..export.names import Names
    from ..variables import public_url

    site = public_url(os.environ)
    knowledge = chosen_knowledge(options)
    names = Names(knowledge, site)
    match options.format:
        case "jsonld":
            from ..export.annotations import web_annotations

            written = web_annotations(knowledge, names)
        case "csv":
            from ..export.table import table

            written = table(knowledge, names)
        case "ics":
            from ..answering.respond import Responder
            from ..export.calendar import calendar, undated

            responder = Responder(knowledge)
            if left_out := undated(responder):
                streams.complain(f"ots: left out for want of a date with a year: {'; '.join(left_out)}")
            written = calendar(responder, names)
        case _:
            from ..export.report import report

            written = report(knowledge, names)
    _write(written.encode(), options.out, options.format)
    return FOUND


def _write(data: bytes, out: Path | None, suffix: str) -> None:
    if out is None:
        # Bytes, for the formats say which encoding and line ends they have.
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    target = out / f"{FILE}.{suffix}" if out.is_dir() else out
    try:
        target.write_bytes(data)
    except OSError as error:
        raise OtsError(f"cannot write {str(target)!r} ({error.strerror}): name a file with --out") from None
    print(f"wrote {target}")
