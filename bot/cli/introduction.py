"""What the command line says of the knowledge that is meant, before any command runs: in its help."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from knowledge.errors import OtsError

from ..environment import read_env_file
from .parts import chosen_responder

_PLAIN = re.compile(r"[\w ,.:-]+")
"""What a shell takes as it stands."""


class Introduction(NamedTuple):
    """What answers are about, and two questions that have one; by default those of no knowledge."""

    purpose: str = "from a curated text"
    question: str = "WORDS"
    other: str = "WORDS"


def introduction(arguments: Sequence[str] | None) -> Introduction:
    """What the knowledge that *arguments* name says; nothing where it cannot be loaded. Never raises."""
    parser = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    parser.add_argument("--knowledge", type=Path)
    try:
        options, _ = parser.parse_known_args(arguments)
        read_env_file()
        responder = chosen_responder(options)
    except (argparse.ArgumentError, OtsError, OSError):
        return Introduction()
    about = responder.about
    examples = [example.removesuffix("?") for example in responder.examples if example.endswith("?")]
    asked = [it for it in (*examples, *responder.examples) if _PLAIN.fullmatch(it)] or [Introduction.question]
    other = asked[1] if len(examples) > 1 and len(asked) > 1 else asked[0]
    return Introduction(f"about {about.subject} from {about.origin}", asked[0], other)
