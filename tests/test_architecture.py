"""The rooms of the house, and the arrows between them, as pyproject.toml draws them."""

from __future__ import annotations

from importlinter.cli import lint_imports

from tests.conftest import ROOT


def test_no_arrow_runs_back() -> None:
    kept = lint_imports(str(ROOT / "pyproject.toml"), no_cache=True)
    assert kept == 0
