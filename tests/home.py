"""The home that all processes of one run of the tests share, and how one of them has something to itself."""

from __future__ import annotations

import atexit
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if "OTS_TESTS_HOME" not in os.environ:  # else this is one of several workers, or of several runs
    os.environ["OTS_TESTS_HOME"] = tempfile.mkdtemp(prefix="ots-home-")
    atexit.register(shutil.rmtree, os.environ["OTS_TESTS_HOME"], ignore_errors=True)
HOME = Path(os.environ["OTS_TESTS_HOME"])
"""The home of every process that tests start: what it keeps there does not touch the tester's own."""
HOME.mkdir(exist_ok=True)
os.environ["XDG_CACHE_HOME"] = str(HOME / ".cache")


@contextmanager
def alone(name: str) -> Iterator[Path]:
    """Only one process at a time is here, under that *name*: what the first makes at the path given, others find."""
    with (HOME / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield HOME / name
