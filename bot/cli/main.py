"""The command line: ``ots``. One place turns words into calls, and errors into a line and an exit code."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, NoReturn

from knowledge.errors import OtsError

from .. import streams
from ..environment import provide_home, read_env_file
from . import asking, curating, exporting, mcp, publishing, serving, texts, verifying
from .introduction import Introduction, introduction
from .parts import WRONG_USE, in_lines, path

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

# Looking for plugins of pydantic, of which there are none, takes longer than an answer.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

INTERRUPTED = 130
"""What a shell expects of a process ended by Ctrl-C."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``ots`` with *arguments*; the exit code."""
    streams.prepare()
    provide_home()
    return streams.guarded(lambda: _run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    options = _parser(arguments).parse_args(arguments)
    try:
        read_env_file()
        if getattr(options, "json", False):
            streams.print_json()
        code: int = options.run(options)
    except OtsError as error:
        if options.debug:
            raise
        streams.complain(in_lines(error))
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError:
        if options.debug:
            import traceback  # which takes longer to import than an answer to find

            traceback.print_exc()
        raise
    return code


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, and in its help what the knowledge is about."""

    introduction: Callable[[], Introduction] = Introduction

    def format_help(self) -> str:
        # Only where help is asked for: the knowledge is loaded for it.
        said = self.introduction()
        self.description = (self.description or "").format(purpose=said.purpose)
        self.epilog = (self.epilog or "").format(question=said.question, other=said.other)
        return super().format_help()

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        # By itself it keeps quiet of a disk that is full, where what it prints is written at once.
        (file or sys.stderr).write(message or "")

    def error(self, message: str) -> NoReturn:
        streams.complain(f"{self.prog}: {message}: see {self.prog} --help")
        sys.exit(WRONG_USE)


def _parser(arguments: Sequence[str] | None) -> argparse.ArgumentParser:
    parser = _Parser(
        prog="ots",
        description="Answer questions {purpose}, each with the quote that proves it. With no command: the "
        "console.",
        epilog="for example: ots ask {question}",
    )
    parser.add_argument(
        "--knowledge",
        metavar="DIR",
        type=path,
        help="answer from the knowledge in DIR (default: OTS_KNOWLEDGE, else what comes with the bot)",
    )
    parser.add_argument(
        "--debug", action="store_true", help="show the traceback of an error (default: one line)"
    )
    parser.set_defaults(run=asking.console)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for part in (asking, curating, texts, exporting, publishing, serving, mcp, verifying):
        part.add_commands(commands)
    for one in (parser, *commands.choices.values()):
        one.introduction = cache(lambda: introduction(arguments))
    return parser
