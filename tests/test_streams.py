"""Standard input and output as shells, terminals and services leave them."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT, KnowledgeDir, Ots, run_ots
from tests.home import HOME

pytestmark = pytest.mark.slow  # many runs of the command


@pytest.fixture
def ots() -> Ots:
    """The command as it starts by itself: what a start does is tested here too."""
    return run_ots


OTS = f'"{sys.executable}" -m bot'


def shell(command: str, **env: str) -> tuple[int, bytes, bytes]:
    """Exit code, output and errors of *command*, in which ``ots`` is the real one."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(HOME), "PYTHONPATH": str(ROOT), **env}
    done = subprocess.run(  # noqa: S602 - redirections are a shell's
        f"ots() {{ {OTS} \"$@\"; }}; {command}",
        shell=True, executable="/bin/bash", stdin=subprocess.DEVNULL, capture_output=True, cwd=ROOT, env=environment, timeout=60,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


ENCODINGS = ["ascii", "latin-1", "cp437", "cp866", "koi8-r", "cp1254", "mac-roman", "utf-16"]


@pytest.mark.parametrize(
    ("encoding", "command"),
    [
        *((encoding, command) for encoding in ENCODINGS for command in ("ask ortak alfabe", "")),
        ("cp437", "list"),
        ("ascii", "coverage"),
        ("cp1252", "ask --explain Срединный"),
        ("cp866", "gaps"),
    ],
)
def test_what_an_encoding_lacks_is_replaced(encoding: str, command: str) -> None:
    code, out, err = shell(f"echo Срединный коридор | ots {command}", PYTHONIOENCODING=encoding)
    assert (code, err) == (0, b"")
    assert out.decode(encoding)


def test_what_is_replaced_still_reads_alike() -> None:
    _, out, _ = shell("ots ask how long is the zangazur corridor", PYTHONIOENCODING="ascii")
    assert out.decode().splitlines()[2:4] == [
        '"[the Zangazur Corridor:] By establishing a 43- kilometer transit link between mainland Azerbaijan and the '
        'Nakhchivan region, this route will create a direct land connection across the South Caucasus"',
        "- Kubanychbek Omuraliyev - Trend, 27 October 2025 - paragraph 28 - a plan at that date",
    ]


@pytest.mark.parametrize(
    ("encoding", "command"),
    [
        *(
            (encoding, "ask --json Срединный коридор 🎉")
            for encoding in ("ascii", "cp1252", "koi8-r", "shift-jis")
        ),
        ("latin-1", "list --json"),
        ("cp437", "coverage --json"),
    ],
)
def test_json_is_utf8_and_the_same_whatever_the_encoding(encoding: str, command: str) -> None:
    code, out, err = shell(f"ots {command}", PYTHONIOENCODING=f"{encoding}:strict")
    assert (code, err) == (0, b"")
    usual = shell(f"ots {command}", PYTHONIOENCODING="utf-8")[1]
    assert [json.loads(line) for line in out.decode("utf-8").splitlines()] == [
        json.loads(line) for line in usual.decode("utf-8").splitlines()
    ]


@pytest.mark.parametrize("query", [r"caf\xe9", r"\xff\xfe", r"corridor \xed\xa0\x80", r"\xc3"])
@pytest.mark.parametrize("flags", ["", "--json", "--json --explain"])
def test_a_query_of_bytes_that_are_no_text_is_taken(query: str, flags: str) -> None:
    code, out, err = shell(f"ots ask {flags} $'{query}'", PYTHONIOENCODING="utf-8:strict")
    assert code in (0, 1)
    assert err == b""
    assert "\N{REPLACEMENT CHARACTER}" in out.decode() or not flags


@pytest.mark.parametrize(
    ("stdin", "encoding"),
    [
        ("Срединный коридор\n".encode("koi8-r"), "koi8-r"),
        ("Срединный коридор\n".encode("cp1251"), "cp1251"),
        ("\ufeffСрединный коридор\r\n".encode(), "ascii"),
        ("Срединный коридор\r\n".encode("utf-16"), "utf-8"),
        ("Срединный коридор\n".encode(), "latin-1"),
    ],
)
def test_questions_are_read_in_utf8_or_the_terminals_own_encoding(stdin: bytes, encoding: str) -> None:
    asked = run_ots("ask", "--json", stdin=stdin, env={"PYTHONIOENCODING": encoding})
    assert json.loads(asked.out)["entry"] == "middle-corridor"


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("ots <&-", 1),
        ("ots ask <&-", 1),
        ("ots ask corridor <&-", 0),
        ("ots ask corridor >&-", 0),
        ("ots list >&- 2>&-", 0),
        ("ots ask corridor <&- >&- 2>&-", 0),
        ("ots frob 2>&-", 2),
        ("ots --knowledge nowhere check 2>&-", 2),
    ],
)
def test_a_closed_stream_is_met_with_silence(command: str, code: int) -> None:
    ended, _, err = shell(command)
    assert (ended, err) == (code, b"")


@pytest.mark.parametrize(
    "command", ["ask corridor", "list", "--help", "coverage --json", "check", "manifest"]
)
def test_a_full_disk_is_one_line(command: str) -> None:
    code, _, err = shell(f"ots {command} >/dev/full")
    assert (code, err.decode()) == (1, "ots: reading or writing failed: No space left on device\n")


@pytest.mark.parametrize("command", ["--help", "serve --help", "mcp"])
def test_a_full_disk_is_one_line_where_all_is_written_at_once(command: str) -> None:
    """As in the container."""
    ping = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "ping"})
    code, _, err = shell(f"echo '{ping}' | ots {command} >/dev/full", PYTHONUNBUFFERED="1")
    assert (code, err.decode()) == (1, "ots: reading or writing failed: No space left on device\n")


def test_nowhere_to_complain_is_no_reason_to_crash() -> None:
    assert shell("ots --knowledge nowhere check 2>/dev/full")[0] == 2
    assert shell("ots frob 2>/dev/full")[0] == 2
    assert shell("ots list >/dev/full 2>/dev/full")[0] == 1


def test_a_log_that_nobody_can_keep_is_no_reason_to_fail(port: int) -> None:
    env = {"SLACK_SIGNING_SECRET": "0123456789abcdef", "SLACK_BOT_TOKEN": "xoxb-1-1"}
    env |= {"SLACK_API_URL": "http://127.0.0.1:9/", "HOST": "127.0.0.1", "PORT": str(port)}
    env |= {"PATH": os.environ["PATH"], "HOME": str(HOME), "PYTHONPATH": str(ROOT)}
    with Path("/dev/full").open("w") as full:
        serving = subprocess.Popen([sys.executable, "-m", "bot", "serve"], stderr=full, cwd=ROOT, env=env)
        for _ in range(600):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                break
            time.sleep(0.05)
        time.sleep(0.5)
        serving.terminate()
        assert serving.wait(20) == 0


@pytest.mark.parametrize(
    "command",
    ["ots list | head -1", "ots coverage --json | head -1", "yes corridor | ots ask --json | head -1"],
)
def test_a_reader_that_has_enough_is_no_fault(command: str) -> None:
    code, out, err = shell(f"set -o pipefail; {command.replace('yes', 'yes 2>/dev/null')}")
    assert (code in (0, 141), out.count(b"\n"), err) == (True, 1, b"")


def test_a_stream_that_cannot_be_read_is_one_line(ots: Ots) -> None:
    code, _, err = shell("ots ask 0>/dev/null")
    assert (code, err.decode()) == (1, "ots: reading or writing failed: Bad file descriptor\n")
    told = ots("gaps", "--html", "/dev/full", env={"DATABASE_URL": "sqlite:////tmp/no/such/folder.db"})
    assert len(told.lines) == 1


@pytest.mark.parametrize("flags", ["", "--json"])
def test_a_question_is_read_as_utf8_where_the_locale_knows_ascii_alone(flags: str) -> None:
    env = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    code, out, err = shell(f"ots ask {flags} Срединный коридор", **env)
    assert (code, err) == (0, b"")
    assert b"Middle Corridor" in out


@pytest.mark.parametrize("end", ["stdin", "stdout"])
def test_a_pipe_that_does_not_wait_is_waited_for(end: str) -> None:
    """As programs that never wait leave the pipes that they give to others."""
    ours, theirs = os.pipe() if end == "stdout" else os.pipe()[::-1]
    os.set_blocking(theirs, False)
    asking = subprocess.Popen(
        [sys.executable, "-m", "bot", "ask"],
        stdin=theirs if end == "stdin" else subprocess.PIPE,
        stdout=theirs if end == "stdout" else subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "HOME": str(HOME), "PYTHONPATH": str(ROOT)},
    )
    os.close(theirs)
    time.sleep(1)  # nothing is there to read, and nobody reads
    questions, told = b"corridor\n" * 100, b""
    if end == "stdin":
        with os.fdopen(ours, "wb") as writing:
            writing.write(questions)
        told, complained = asking.communicate(timeout=60)
    else:
        assert asking.stdin is not None
        asking.stdin.write(questions)
        asking.stdin.close()
        time.sleep(1)
        with os.fdopen(ours, "rb") as reading:
            told = reading.read()
        assert asking.stderr is not None
        complained = asking.stderr.read()
    assert (asking.wait(60), complained) == (0, b"")
    assert told.count(b"Middle Corridor (project)") == 100


def test_a_file_whose_name_is_no_text_is_named_all_the_same(knowledge_dir: KnowledgeDir) -> None:
    (knowledge_dir.path / os.fsdecode(b"entries/bridge-\xe9.yaml")).write_text("- id: [")
    checked = knowledge_dir.run("check")
    assert checked.exit_code == 1
    assert checked.lines[0].startswith("entries/bridge-?.yaml:1: ")
    assert "Traceback" not in checked.err
