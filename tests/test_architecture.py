"""The rooms of the house, and the arrows between them, as pyproject.toml draws them."""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import ROOT

LINT = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"


def test_no_arrow_runs_back() -> None:
    # In a process of its own: it sets logging up anew, and what other tests look for in the log is gone.
    done = subprocess.run([sys.executable, "-c", LINT], capture_output=True, text=True, cwd=ROOT, check=False)  # noqa: S603
    assert done.returncode == 0, done.stdout
