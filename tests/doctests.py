"""Which modules are looked through for examples in docstrings: those that have some, one in ten."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(
    file_path: Path,
) -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
    found = yield
    if not found or b">>>" in file_path.read_bytes():
        return found
    return [
        it for it in found if type(it) is pytest.Module
    ]  # and no search for examples, which is a kind of it
