"""What docs/faces.md shows is so."""

from __future__ import annotations

import re
import subprocess
import sys

from tests.conftest import ROOT
from tests.faces.test_promises import FACES
from tests.home import HOME

DOC = (ROOT / "docs" / "faces.md").read_text("utf-8")


def shown(sort: str) -> str:
    (block,) = re.findall(rf"<!-- {sort} -->\n```python\n(.*?)```\n", DOC, re.DOTALL)
    return str(block)


def test_the_smallest_face_holds_a_conversation() -> None:
    done = subprocess.run(  # noqa: S603 - what the page shows
        [sys.executable, "-c", shown("run")],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "HOME": str(HOME)},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    first, second = done.stdout.splitlines()
    assert "Zangazur Corridor" in first
    assert "43 km" in second


def test_the_adapter_is_one_that_is_used() -> None:
    assert shown("adapter") in (ROOT / "tests/faces/served.py").read_text("utf-8")


def test_every_face_has_a_row_and_every_module_that_is_named_exists() -> None:
    assert re.findall(r"^\| `([^`]+)` \|", DOC, re.MULTILINE) == list(FACES)
    for name in re.findall(r"`(bot/[\w/]+(?:\.py|/))`", DOC):
        assert (ROOT / name.replace("NAME", "mattermost")).exists(), name
    for module in re.findall(r"`(bot(?:\.\w+)+)`", DOC):
        path = ROOT / module.replace(".", "/")
        assert path.is_dir() or path.with_suffix(".py").is_file() or path.parent.with_suffix(".py").is_file()
