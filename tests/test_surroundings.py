"""Where people run it: any .env, no home, a file system that takes nothing, a system that is not Unix."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.conftest import ROOT, KnowledgeDir, Ots, Ran, run_ots, run_warm
from tests.handbook import HANDBOOK
from tests.home import HOME

pytestmark = pytest.mark.slow


@pytest.fixture
def ots() -> Ots:
    """The command as it starts by itself: what a start does is tested here too."""
    return run_ots


@pytest.fixture
def place(tmp_path: Path, knowledge_dir: KnowledgeDir) -> Path:
    """A directory with a `.env` to be written; the knowledge named in it has a bridge."""
    made = tmp_path / "place"
    made.mkdir()
    assert knowledge_dir.path == tmp_path
    return made


def written(place: Path, encoding: str, comment: str = "") -> Ran:
    text = f"{comment}\nOTS_KNOWLEDGE={place.parent}\n"
    (place / ".env").write_bytes(text.encode(encoding))
    return run_warm("ask", "bridge", cwd=place)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_an_env_file_is_read_in_the_encodings_that_editors_write(place: Path, encoding: str) -> None:
    assert written(place, encoding, "# café").out.startswith("The bridge (project)")


@pytest.mark.parametrize(
    ("encoding", "comment", "said"),
    [
        ("latin-1", "# café", "ots: .env:1 is not UTF-8: save the file as UTF-8"),
        ("utf-16-le", "# plain", "ots: .env is no text in UTF-8: save the file as UTF-8"),
        ("cp1251", "A=1\n# Средний", "ots: .env:2 is not UTF-8: save the file as UTF-8"),
        ("utf-8", "#" * 1_000_001, "ots: .env is larger than 1,000,000 bytes: it must hold lines of NAME=value only"),
        ("utf-8", "A=b\0c", "ots: .env is no text in UTF-8: save the file as UTF-8"),
    ],
)  # fmt: skip
def test_an_env_file_that_cannot_be_read_is_one_line(
    place: Path, encoding: str, comment: str, said: str
) -> None:
    asked = written(place, encoding, comment)
    assert (asked.exit_code, asked.lines) == (2, [said])


def test_what_is_no_env_file_is_passed_over(place: Path) -> None:
    (place / ".env").mkdir()  # as some call their virtual environment
    assert run_warm("ask", "corridor", cwd=place).exit_code == 0
    (place / ".env").rmdir()
    (place / ".env").symlink_to("gone")
    assert run_warm("ask", "corridor", cwd=place).exit_code == 0
    (place / ".env").unlink()
    (place / ".env").symlink_to("/dev/null")
    assert run_warm("ask", "corridor", cwd=place).exit_code == 0


@pytest.mark.parametrize("nothing", ["", " ", "\r"])
def test_what_is_set_to_nothing_hides_nothing_in_the_file(place: Path, nothing: str) -> None:
    (place / ".env").write_text(f"OTS_KNOWLEDGE={place.parent}\n")
    asked = run_warm("ask", "bridge", cwd=place, env={"OTS_KNOWLEDGE": nothing})
    assert asked.out.startswith("The bridge (project)")


@pytest.mark.parametrize(
    "odd",
    [
        'OTS_LOG_LEVEL="INFO',
        "xoxb-a-token-without-a-name",
        "=OTS_LOG_LEVEL",
        "a: b",
        '$env:OTS_LOG_LEVEL = "INFO"',
    ],
)
def test_a_line_of_an_env_file_that_sets_nothing_is_named(place: Path, odd: str) -> None:
    (place / ".env").write_text(f"OTS_KNOWLEDGE={place.parent}\n\n{odd}\n")
    asked = run_warm("ask", "bridge", cwd=place)
    assert asked.exit_code == 0
    assert asked.out.startswith("The bridge (project)")
    assert asked.err == "ots: .env:3 is not NAME=value, and passed over: mend it, or take it away\n"


def test_an_env_file_may_be_a_named_pipe(place: Path) -> None:
    os.mkfifo(place / ".env")
    text = f"OTS_KNOWLEDGE={place.parent}\n"
    # As a password manager does: it waits for somebody who reads.
    writer = threading.Thread(target=lambda: (place / ".env").write_text(text), daemon=True)
    writer.start()
    assert run_warm("ask", "bridge", cwd=place).out.startswith("The bridge (project)")
    writer.join(5)


def test_a_named_pipe_that_nobody_writes_to_is_given_up_on(place: Path) -> None:
    os.mkfifo(place / ".env")
    asked = run_warm("ask", "corridor", cwd=place)
    assert (asked.exit_code, asked.lines) == (
        2,
        [
            "ots: .env is a named pipe, and nobody wrote all of it within 10 s: "
            "start the program that fills it, or take it away"
        ],
    )


def test_an_env_file_that_the_system_does_not_give_out_is_one_line(place: Path) -> None:
    (place / ".env").symlink_to("/proc/self/mem")  # refuses root, too
    asked = run_warm("ask", "corridor", cwd=place)
    assert (asked.exit_code, asked.lines) == (
        2,
        ["ots: .env cannot be read (Input/output error): let this user read it, or take it away"],
    )


NO_USER = """
import pwd, sys
def getpwuid(number):
    raise KeyError(f"getpwuid(): uid not found: {number}")
pwd.getpwuid = getpwuid
from bot.cli import main
sys.exit(main())
"""
"""A number that no user has, as a container is given; whoever runs the tests has a name."""


def as_nobody(*arguments: str, **env: str) -> Ran:
    """Run the command for a user who has no home but what *env* says."""
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", NO_USER, *arguments],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd=ROOT, check=False, timeout=60,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **env},
    )  # fmt: skip
    return Ran(done.returncode, done.stdout, done.stderr)


HOMELESS: dict[str, dict[str, str]] = {
    "no home at all": {},
    "a home that is not there": {"HOME": "/proc/nowhere"},
    "a home that is no directory": {"HOME": "/dev/null"},
    "a file system that takes nothing": {"HOME": "/proc", "XDG_CACHE_HOME": "/proc"},
}


@pytest.mark.parametrize("env", HOMELESS.values(), ids=HOMELESS.keys())
def test_without_a_place_to_keep_anything_it_answers_all_the_same(env: dict[str, str]) -> None:
    asked = as_nobody("--knowledge", str(HANDBOOK), "ask", "paid leave", **env)
    assert (asked.exit_code, asked.err) == (0, "")
    assert asked.out.startswith("Paid leave")


@pytest.mark.parametrize("env", HOMELESS.values(), ids=HOMELESS.keys())
def test_where_gaps_would_be_kept_is_asked_for_in_one_line(env: dict[str, str]) -> None:
    told = as_nobody("--knowledge", str(HANDBOOK), "gaps", **env)
    assert (told.exit_code, len(told.lines)) == (1, 1)
    assert told.err.startswith("ots: ")
    assert "set DATABASE_URL" in told.err


NOT_UNIX = """
import os, signal, sys
for name in ("SIGHUP", "SIGKILL", "SIGUSR1", "SIGUSR2", "SIGALRM", "SIGCHLD", "SIGQUIT"):
    delattr(signal, name)
for name in ("fork", "mkfifo", "O_NONBLOCK", "chown", "getppid", "setsid", "sysconf"):
    delattr(os, name)
for name in ("fcntl", "pwd", "grp", "resource", "termios", "tty", "pty"):
    sys.modules[name] = None
def relpath(path, start=None):
    raise ValueError("path is on mount 'D:', start on mount 'C:'")
os.path.relpath = relpath
from bot.cli import main
sys.exit(main())
"""
"""A Windows, as far as names go: what it lacks is taken away before the command is imported."""


@pytest.fixture(scope="module")
def windows_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which one run keeps what the next ones take."""
    return tmp_path_factory.mktemp("home")


@pytest.mark.parametrize(
    ("arguments", "stdin", "said"),
    [
        (["ask", "corridor"], "", "Middle Corridor (project)"),
        (["ask", "--json", "corridor"], "", '{"query": "corridor"'),
        ([], "corridor\n", "Middle Corridor (project)"),
        (["list"], "", "azerbaijan-chairmanship"),
        (["check"], "", "every quote found, no faults"),
        (["manifest"], "", "{"),
    ],
)
def test_what_windows_lacks_is_not_missed(
    arguments: list[str], stdin: str, said: str, windows_home: Path
) -> None:
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", NOT_UNIX, *arguments],
        input=stdin, capture_output=True, text=True, cwd=ROOT, check=False, timeout=60,
        env={"PATH": os.environ["PATH"], "HOME": str(windows_home), "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert said in done.stdout


def test_a_fault_on_another_drive_is_named_by_its_whole_path(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("entries/peace.yaml", "- id: peace\n")
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", NOT_UNIX, "--knowledge", str(knowledge_dir.path), "check"],
        capture_output=True, text=True, cwd=ROOT, check=False, env={"PATH": os.environ["PATH"], "HOME": "/proc/nowhere"}, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert all(line.startswith(str(knowledge_dir.path)) for line in done.stderr.splitlines())


def test_a_working_directory_that_was_taken_away_is_no_crash(ots: Ots, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    done = subprocess.run(  # noqa: S603 - our own command
        ["/bin/sh", "-c", f'mkdir {gone}; cd {gone}; rmdir {gone}; exec "$0" -m bot ask corridor', sys.executable],
        capture_output=True, text=True, check=False, env={"PATH": os.environ["PATH"], "HOME": str(HOME), "PYTHONPATH": str(ROOT)}, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == ots("ask", "corridor").out
