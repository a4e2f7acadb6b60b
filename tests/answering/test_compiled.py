"""A kept responder is made anew when anything that it was made from has changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, KnowledgeDir

pytestmark = pytest.mark.slow  # a run of the command for each folder of code

ASKED = (
    "import sys, pathlib; from bot.answering.compiled import responder; responder(pathlib.Path(sys.argv[1]))"
)


def test_a_change_of_any_code_that_answers_is_seen(knowledge_dir: KnowledgeDir, tmp_path: Path) -> None:
    home = tmp_path / "home"
    for folder in ("bot", "knowledge", "seeds"):
        shutil.copytree(ROOT / folder, home / folder, ignore=shutil.ignore_patterns("__pycache__"))
    cache = tmp_path / "cache"

    def ask() -> bytes:
        """Make a responder, or take the kept one, and return how it is kept."""
        environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "PYTHONPATH": str(home)}
        asked = [sys.executable, "-c", ASKED, str(knowledge_dir.path)]
        subprocess.run(asked, cwd=home, env=environment, check=True)  # noqa: S603
        (kept,) = cache.rglob("*.responder")
        return kept.read_bytes()

    before = ask()
    assert ask() == before
    rooms = sorted({it.parent for it in (home / "bot" / "answering").rglob("*.py")})
    assert len(rooms) > 1
    for room in rooms:
        code = next(room.glob("*.py"))
        code.write_text(code.read_text("utf-8") + "# changed\n", "utf-8")
        after = ask()
        assert after != before, room
        before = after
