"""What the commands share: exit codes, how one is declared, and where its knowledge comes from."""

from __future__ import annotations

import argparse
import gc
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.errors import ConfigError, KnowledgeError, OtsError

if TYPE_CHECKING:
    from knowledge.base import Knowledge

    from ..answering.respond import Responder

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

FOUND, NOT_FOUND, WRONG_USE = 0, 1, 2


def command(
    commands: Commands,
    name: str,
    run: Callable[[argparse.Namespace], int],
    summary: str,
) -> argparse.ArgumentParser:
    """Declare the command *name*, which *run* carries out and returns the exit code of."""
    parser = commands.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
    parser.set_defaults(run=run)
    return parser


def path(text: str) -> Path:
    """A path that is typed. An empty one, as of a variable that is not set, does not mean this directory."""
    if not text:
        raise argparse.ArgumentTypeError("it is empty")
    return Path(text)


def in_lines(error: OtsError) -> str:
    """*error* as it is told: what is wrong with the knowledge a line a fault, anything else in one."""
    return str(error) if isinstance(error, KnowledgeError) else f"ots: {error}"


def chosen_directory(options: argparse.Namespace) -> Path:
    """The directory of knowledge that is meant. Raises `ConfigError` where there is none."""
    from knowledge.base import SHIPPED

    chosen: Path | None = options.knowledge
    if chosen is None and (named := os.environ.get("OTS_KNOWLEDGE")):
        chosen = Path(named)
    if chosen is not None and not chosen.is_dir():
        problem = "is a file" if chosen.exists() else "does not exist"
        raise ConfigError(f"knowledge directory {str(chosen)!r} {problem}: name one with --knowledge DIR")
    return chosen or SHIPPED


def chosen_knowledge(options: argparse.Namespace) -> Knowledge:
    """The knowledge without its language, which is in the responder that it is kept with."""
    return chosen_responder(options).knowledge


def chosen_responder(options: argparse.Namespace) -> Responder:
    """Who answers from the knowledge that is meant; from here on garbage is collected."""
    from ..answering.compiled import responder as kept

    found = kept(chosen_directory(options))
    gc.freeze()
    gc.enable()
    return found
