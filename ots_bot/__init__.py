"""What is installed: one package that holds ``bot`` and ``knowledge``, so that neither common name is taken.

Beside another ``bot`` that is installed or on ``PYTHONPATH`` the command finds its own. In a checkout both
lie at the top, where ``python -m bot`` finds them, and this package stands beside them.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent

HOME = HERE if (HERE / "bot").is_dir() else HERE.parent
"""Where ``bot`` and ``knowledge`` lie."""


def enter() -> None:
    """Let ``bot`` and ``knowledge`` be imported, before all others of these names.

    A program that answers by itself calls it, and then does ``from bot.answering.respond import Responder``.
    """
    sys.path.insert(0, str(HOME))


def main() -> int:
    """Run ``ots``; the exit code."""
    enter()
    from bot.cli import main as run

    return run()
