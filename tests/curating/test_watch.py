"""``ots check --watch``: the same report again on every change, until it is told to stop."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.conftest import PEACE, ROOT, KnowledgeDir
from tests.home import HOME

pytestmark = pytest.mark.slow  # many runs of the command, or waiting

RIGHT = "2 entries, 2 facts: every quote found, no faults"
WRONG = "entries/peace.yaml:3: peace: title is empty: write it, in quotes where it begins with #"


class Watching:
    """A check that watches, and what it prints."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(line.rstrip("\n"))

    def line(self) -> str:
        """The next line, once it is printed."""
        return self._lines.get(timeout=20)

    @property
    def rest(self) -> list[str]:
        """What was printed and not read yet."""
        return [self._lines.get() for _ in range(self._lines.qsize())]


@contextmanager
def watching(knowledge_dir: KnowledgeDir) -> Iterator[Watching]:
    environment = {"PATH": os.environ["PATH"], "HOME": str(HOME), "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "--knowledge", ".", "check", "--watch"],
        cwd=knowledge_dir.path, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as process:  # fmt: skip
        try:
            yield Watching(process)
        finally:
            process.kill()


@pytest.mark.slow
@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_every_change_is_reported_until_it_is_told_to_stop(
    knowledge_dir: KnowledgeDir, told: signal.Signals
) -> None:
    with watching(knowledge_dir) as check:
        assert check.line() == RIGHT
        knowledge_dir.write("entries/peace.yaml", PEACE.replace("title: Peace", "title:"))
        assert check.line() == WRONG
        knowledge_dir.write("entries/peace.yaml", PEACE)
        assert check.line() == RIGHT
        knowledge_dir.write("seeds/talk.txt", "Nothing is left of it.\n")
        assert "quote not found in talk" in check.line()
        (knowledge_dir.path / "sources.yaml").rename(knowledge_dir.path / "kept")
        assert "quote not found in talk" in check.line()  # the second entry's
        assert check.line().startswith("ots: . is not a knowledge directory")
        check.process.send_signal(told)
        assert check.process.wait(10) == 0
        assert check.rest == []


@pytest.mark.slow
def test_what_editors_leave_behind_is_no_change(knowledge_dir: KnowledgeDir) -> None:
    with watching(knowledge_dir) as check:
        assert check.line() == RIGHT
        for name in (".peace.yaml.swp", "peace.yaml~", "#peace.yaml#", "~$peace.yaml", "4913", "notes.txt"):
            knowledge_dir.write(f"entries/{name}", "left")
        knowledge_dir.write("seeds/talk.txt~", "left")
        knowledge_dir.write(".git/index", "left")
        with pytest.raises(subprocess.TimeoutExpired):
            check.process.wait(3)
        assert check.rest == []
