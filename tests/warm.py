"""`ots` in a process of its own, forked from one that has imported it and read the common language already.

A run of the command on a small directory is mostly that: half a second of importing and reading, the same for
each of hundreds of tests of what knowledge may hold, and nine tenths of a start of `ots serve`. What a start
itself does is tested by processes that start.
"""

from __future__ import annotations

import asyncio
import atexit
import contextlib
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
from typing import Any, NamedTuple

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
        streams = [it.fileno() for it in (typed, out, err)]
        with _ask(arguments, streams, cwd, environment, SECONDS) as telling:
            telling.recv(64)
            ended = int(telling.recv(64))
        out.seek(0)
        err.seek(0)
        return Ended(ended, out.read(), err.read())


class Running:
    """A run that goes on, as `asyncio.subprocess.Process` is one: what it writes is read from *stdout*."""

    def __init__(self, pid: int, stdout: asyncio.StreamReader, ending: asyncio.Task[int]) -> None:
        self.pid = pid
        self.stdout = stdout
        self._ending = ending

    @property
    def returncode(self) -> int | None:
        """The exit code, once it has ended."""
        return self._ending.result() if self._ending.done() else None

    async def wait(self) -> int:
        """The exit code, when it has ended."""
        return await asyncio.shield(self._ending)

    def send_signal(self, number: int) -> None:
        """Send it the signal of that *number*, if it still runs."""
        if self.returncode is None:
            os.kill(self.pid, number)


async def start(arguments: Sequence[str], *, cwd: Path, environment: Mapping[str, str]) -> Running:
    """Run ``ots`` with *arguments* in a session of its own until it ends by itself or is ended."""
    reading, writing = os.pipe()
    with open(os.devnull, "rb") as nothing, open(writing, "wb") as written:  # noqa: ASYNC230, PTH123
        streams = [nothing.fileno(), written.fileno(), written.fileno()]
        telling = _ask(arguments, streams, cwd, environment, 0)
    telling.setblocking(False)
    loop = asyncio.get_running_loop()
    stdout = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(stdout), os.fdopen(reading, "rb"))
    pid = int(await loop.sock_recv(telling, 64))

    async def ending() -> int:
        with telling:
            return int(await loop.sock_recv(telling, 64))

    return Running(pid, stdout, asyncio.create_task(ending()))


def _ask(
    arguments: Sequence[str], streams: Sequence[int], cwd: Path, environment: Mapping[str, str], seconds: int
) -> socket.socket:
    """Ask for a run of so many *seconds* at most: who tells first its process id, and then its exit code."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    asked = {
        "arguments": arguments, "cwd": str(cwd), "environment": dict(environment), "seconds": seconds
    }  # fmt: skip
    with theirs:
        socket.send_fds(_mother(), [json.dumps(asked).encode()], [*streams, theirs.fileno()])
    return ours


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
        asked, passed, *_ = socket.recv_fds(asking, 1 << 16, 4)
        if asked and not os.fork():
            asking.close()
            return _keep(passed, json.loads(asked))
        for descriptor in passed:
            os.close(descriptor)
        with contextlib.suppress(ChildProcessError):  # which there are none of
            while os.waitpid(-1, os.WNOHANG if asked else 0)[0]:
                pass
        if not asked:
            return 0


def _keep(passed: Sequence[int], asked: dict[str, Any]) -> int:
    """Stay with a run, and tell its end."""
    *streams, descriptor = passed
    telling = socket.socket(fileno=descriptor)
    child = os.fork()
    if not child:
        os.setsid()  # so that what it starts can be ended with it
        telling.send(str(os.getpid()).encode())
        telling.close()
        return _run(streams, **asked)
    for stream in streams:
        os.close(stream)
    _, status = os.waitpid(child, 0)
    with contextlib.suppress(OSError):  # where nobody waits for it any more
        telling.send(str(os.waitstatus_to_exitcode(status)).encode())
    os._exit(0)


def _run(
    streams: Sequence[int], arguments: list[str], cwd: str, environment: dict[str, str], seconds: int
) -> int:
    for number, (name, stream) in enumerate(zip(("stdin", "stdout", "stderr"), streams, strict=True)):
        os.dup2(stream, number)
        os.close(stream)
        # Opened anew, as Python does at its start: a pipe is written to in another way than a file.
        old, by_lines = getattr(sys, name), 1 if name == "stderr" else -1
        setattr(sys, name, open(number, old.mode, by_lines, old.encoding, old.errors))  # noqa: PTH123, SIM115
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    signal.alarm(seconds)
    from bot.cli import main

    return main(arguments)


def _warm_up() -> None:
    """Import what most commands do, and read what is common to all knowledge."""
    import bot.cli
    import bot.curating.gaps
    import bot.curating.hints
    import bot.curating.sources.describe
    import bot.curating.sources.documents
    import bot.mattermost.command
    import bot.page.web
    import bot.serving.serve
    import bot.store.database
    import bot.store.gaps
    import bot.store.questions
    from bot.answering.compiled import responder  # noqa: F401
    from bot.answering.respond import Responder
    from bot.curating.passages import nearest_passages
    from knowledge.load import read, trusted

    loaded = read(SMALL)
    Responder(trusted(loaded))
    bot.curating.hints.count(loaded.draft)
    nearest_passages("leave", loaded.draft.sources, loaded.draft.language, most=1)
    gc.freeze()  # a fork that looked through all of it at its end would copy it


if __name__ == "__main__":
    _warm_up()
    sys.exit(_serve(socket.socket(fileno=int(sys.argv[1]))))
