"""`ots` in a process of its own, forked from one that has imported it and read the common language already.

A run of the command on a small directory is mostly that: half a second of importing and reading, the same for
each of hundreds of tests of what knowledge may hold. What a start itself does is tested by processes that start.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
SMALL = ROOT / "tests/handbook"

SECONDS = 60
"""A run takes no longer."""


class Ended(NamedTuple):
    """The exit code of a run, and what it printed."""

    returncode: int
    stdout: bytes
    stderr: bytes


def run(arguments: Sequence[str], *, stdin: bytes, cwd: Path, environment: Mapping[str, str]) -> Ended:
    """Run ``ots`` with *arguments*, as `subprocess.run` would."""
    with TemporaryFile() as typed, TemporaryFile() as out, TemporaryFile() as err:
        typed.write(stdin)
        typed.seek(0)
        asked = json.dumps(
            {"arguments": arguments, "cwd": str(cwd), "environment": dict(environment)}
        ).encode()
        mother = _mother()
        socket.send_fds(mother, [asked], [it.fileno() for it in (typed, out, err)])
        ended = json.loads(mother.recv(64))
        out.seek(0)
        err.seek(0)
        return Ended(ended, out.read(), err.read())


@cache
def _mother() -> socket.socket:
    """The process that is forked, by the socket that it listens to; with this process it ends."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    with theirs:
        started = subprocess.Popen(  # noqa: S603 - our own
            [sys.executable, "-m", "tests.warm", str(theirs.fileno())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            cwd=ROOT,
            env={**environment, "PYTHONPATH": str(ROOT)},
            pass_fds=[theirs.fileno()],
        )

    def end() -> None:
        ours.close()
        started.wait()

    atexit.register(end)
    return ours


def _serve(asking: socket.socket) -> int:
    """Fork for each run that is asked for; in a fork, the exit code of its run."""
    while True:
        asked, streams, *_ = socket.recv_fds(asking, 1 << 16, 3)
        if not asked:
            return 0
        child = os.fork()
        if not child:
            asking.close()
            return _run(streams, **json.loads(asked))
        for stream in streams:
            os.close(stream)
        _, status = os.waitpid(child, 0)
        asking.send(json.dumps(os.waitstatus_to_exitcode(status)).encode())


def _run(streams: Sequence[int], arguments: list[str], cwd: str, environment: dict[str, str]) -> int:
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    signal.alarm(SECONDS)
    from bot.cli import main

    return main(arguments)


def _warm_up() -> None:
    """Import what most commands do, and read what is common to all knowledge."""
    import bot.cli
    import bot.curating.hints
    from bot.answering.compiled import responder  # noqa: F401
    from bot.answering.respond import Responder
    from knowledge.load import read, trusted

    loaded = read(SMALL)
    Responder(trusted(loaded))
    bot.curating.hints.count(loaded.draft)
    gc.freeze()  # a fork that looked through all of it at its end would copy it


if __name__ == "__main__":
    _warm_up()
    sys.exit(_serve(socket.socket(fileno=int(sys.argv[1]))))
