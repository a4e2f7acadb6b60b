"""What is installed works anywhere: entries and source travel in the wheel."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.conftest import ROOT
from tests.home import alone

slow = pytest.mark.slow
"""A wheel is built, and installed with all that it needs."""


@pytest.fixture(scope="module")
def installed() -> Path:
    """The ``ots`` of a fresh virtual environment with nothing but the wheel and what it needs.

    Made once, by whichever worker comes first.
    """
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}

    def pip(*arguments: str | Path) -> None:
        command = [sys.executable, "-m", "pip", *arguments]
        subprocess.run(command, check=True, capture_output=True, cwd=place, env=environment)  # noqa: S603

    with alone("installed") as place:
        if not (place / "made").exists():
            place.mkdir(exist_ok=True)
            pip("wheel", "--quiet", "--no-deps", "--wheel-dir", place, ROOT)
            (wheel,) = place.glob("*.whl")
            venv.create(place / "venv")
            pip("--python", place / "venv", "install", "--quiet", "--no-compile", wheel)
            (place / "made").touch()
    return place / "venv" / "bin" / "ots"


@slow
def test_the_wheel_answers_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    asked = subprocess.run(  # noqa: S603
        [installed, "ask", "--json", "how long is the zangazur corridor"],
        capture_output=True,
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path)},
        timeout=60,
        check=True,
    )
    reply = json.loads(asked.stdout)
    assert reply["facts"][0]["quote"].startswith("By establishing a 43- kilometer transit link")
    checked = subprocess.run([installed, "check"], capture_output=True, cwd=tmp_path, timeout=60, check=True)  # noqa: S603
    assert b"every quote found, no faults" in checked.stdout


@slow
def test_the_wheel_begins_a_directory_that_answers(installed: Path, tmp_path: Path) -> None:
    def run(*arguments: str) -> str:
        done = subprocess.run(  # noqa: S603
            [installed, *arguments],
            capture_output=True,
            cwd=tmp_path,
            env={"PATH": os.environ["PATH"], "HOME": str(tmp_path)},
            timeout=60,
            check=True,
            text=True,
        )
        return done.stdout

    (tmp_path / "handbook.md").write_text("# Handbook\n\nEveryone has **28 days** of paid leave.\n")
    run("init", "mine", "--source", "handbook.md")
    assert "28 days of paid leave" in run("--knowledge", "mine", "ask", "paid leave")
    assert "quote: Everyone has 28 days of paid leave." in run("--knowledge", "mine", "quote", "leave")


@slow
def test_the_wheel_has_the_knowledge_and_no_tests(installed: Path) -> None:
    (wheel,) = installed.parents[2].glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "ots_bot/knowledge/seeds/000_963bd2c952b47720.txt" in names
    assert {f"ots_bot/knowledge/{it}/synonyms.yaml" for it in ("common", "language")} <= set(names)
    assert "ots_bot/knowledge/entries/energy.yaml" in names
    assert {name.partition("/")[0] for name in names if ".dist-info/" not in name} == {"ots_bot"}


@slow
@pytest.mark.parametrize("module", ["bot/__init__.py", "bot.py", "knowledge/__init__.py", "cli.py"])
def test_another_package_of_a_common_name_is_not_taken_for_ours(
    installed: Path, tmp_path: Path, module: str
) -> None:
    theirs = tmp_path / "theirs" / module
    theirs.parent.mkdir(parents=True)
    theirs.write_text("raise ImportError('this is somebody else')")
    asked = subprocess.run(  # noqa: S603
        [installed, "ask", "corridor"],
        capture_output=True,
        cwd=tmp_path / "theirs",
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": str(tmp_path / "theirs")},
        timeout=60,
        check=True,
    )
    assert asked.stdout.startswith(b"Middle Corridor (project)")


@slow
def test_a_program_of_ones_own_can_ask(installed: Path, tmp_path: Path) -> None:
    program = (
        "import ots_bot; ots_bot.enter()\n"
        "from bot.answering.respond import Responder\n"
        "from knowledge.load import load\n"
        "print(Responder(load()).reply('corridor').facts[0].quote)"
    )
    python = installed.with_name("python")
    asked = subprocess.run([python, "-c", program], capture_output=True, cwd=tmp_path, timeout=60, check=True)  # noqa: S603
    assert b"shortest and safest" in asked.stdout
    check = [str(python), "-m", "ots_bot", "check"]
    same = subprocess.run(check, capture_output=True, cwd=tmp_path, timeout=60, check=True)  # noqa: S603
    assert b"no faults" in same.stdout


def needed(*extras: str) -> set[str]:
    """What pyproject.toml names, with these extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = [
        *project["dependencies"],
        *(it for extra in extras for it in project["optional-dependencies"][extra]),
    ]
    return {re.split(r"[^A-Za-z0-9-]", line)[0].lower() for line in lines}


def test_the_lock_names_every_dependency_with_its_version_and_hashes() -> None:
    text = (ROOT / "requirements.txt").read_text("utf-8")
    header = text[: text.index("\n", text.index("uv pip compile"))]
    locked: dict[str, str] = dict(re.findall(r"(?m)^([a-z0-9-]+)(==[^ ;]+)", text))
    hashes = re.split(r"(?m)^[a-z0-9-]+==", text)[1:]
    extras = re.findall(r"--extra (\w+)", header)
    assert extras == ["database", "metrics"]
    assert needed(*extras) <= locked.keys()
    assert all("--hash=sha256:" in it for it in hashes)
    assert len(hashes) == len(locked)
    # Nobody's own registry: each installs from the one that is set up there.
    assert not re.search(r"https?://|index-url", text)


def test_the_lock_satisfies_pyproject() -> None:
    text = (ROOT / "requirements.txt").read_text("utf-8")
    locked = dict(re.findall(r"(?m)^([a-z0-9-]+)==([^ ;]+)", text))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for line in (*project["dependencies"], *project["optional-dependencies"]["database"]):
        wanted = Requirement(line)
        assert wanted.specifier.contains(locked[wanted.name]), line


def test_the_image_installs_from_the_lock() -> None:
    steps = (ROOT / "Dockerfile").read_text("utf-8")
    assert "pip install --require-hashes -r requirements.txt" in steps
    assert "pip install --no-deps ." in steps


@slow
def test_the_wheel_writes_the_page_with_its_style(installed: Path, tmp_path: Path) -> None:
    wrote = subprocess.run(  # noqa: S603
        [installed, "page", "site"], capture_output=True, cwd=tmp_path, timeout=60, check=True
    )
    assert wrote.stdout.startswith(b"wrote ")
    assert {"index.html", "page.css", "page.js", "icon.svg"} <= {
        it.name for it in (tmp_path / "site").iterdir()
    }


def test_the_core_imports_neither_slack_nor_a_web_server() -> None:
    code = (
        "import sys, bot.cli, bot.console.session, bot.answering.compiled, knowledge.load\n"
        "print([name for name in ('slack_bolt', 'slack_sdk', 'aiohttp', 'starlette', 'uvicorn', 'sqlalchemy', 'mcp') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, check=True, text=True)  # noqa: S603
    assert done.stdout == "[]\n"


def test_a_question_at_the_shell_imports_nothing_that_only_reading_knowledge_needs() -> None:
    code = (
        "import sys, bot.cli\n"
        "bot.cli.main(['ask', 'corridor'])\n"
        "print([name for name in ('pydantic', 'yaml', 'knowledge.load') if name in sys.modules])"
    )
    for _ in range(2):  # the first may have to read it
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-c", code], capture_output=True, cwd=ROOT, check=True, text=True
        )
    assert done.stdout.splitlines()[-1] == "[]"
