"""The command line: ``ots``. One place turns words into calls, and errors into a line and an exit code."""

from __future__ import annotations

import argparse
import gc
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from knowledge.errors import KnowledgeError, OtsError

from .. import streams
from ..environment import provide_home, read_env_file
from . import asking, curating, publishing, serving, texts
from .parts import WRONG_USE

# Nothing that is imported or loaded is garbage: collecting begins when there is an answer to give.
gc.disable()
# Looking for plugins of pydantic, of which there are none, takes a tenth of a run's time.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

INTERRUPTED = 130
"""What a shell expects of a process ended by Ctrl-C."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``ots`` with *arguments*; the exit code."""
    streams.prepare()
    provide_home()
    return streams.guarded(lambda: _run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    options = _parser().parse_args(arguments)
    try:
        read_env_file()
        if getattr(options, "json", False):
            streams.print_json()
        code: int = options.run(options)
    except OtsError as error:
        if options.debug:
            raise
        streams.complain(f"ots: {error}" if not isinstance(error, KnowledgeError) else str(error))
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError:
        if options.debug:
            traceback.print_exc()
        raise
    return code


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        streams.complain(f"{self.prog}: {message}: see {self.prog} --help")
        sys.exit(WRONG_USE)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="ots",
        description="Answer questions about the Organization of Turkic States from one interview, "
        "each with the quote that proves it. With no command: the console.",
        epilog="for example: ots ask how long is the zangazur corridor",
    )
    parser.add_argument(
        "--knowledge",
        metavar="DIR",
        type=Path,
        help="answer from the knowledge in DIR (default: OTS_KNOWLEDGE, else what comes with the bot)",
    )
    parser.add_argument(
        "--debug", action="store_true", help="show the traceback of an error (default: one line)"
    )
    parser.set_defaults(run=asking.console)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for part in (asking, curating, texts, publishing, serving):
        part.add_commands(commands)
    return parser
