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
import pickle
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple, NoReturn

from tests.home import alone

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


class Begun:
    """A run that reads and writes where its caller does, as `subprocess.Popen` is one."""

    def __init__(
        self, arguments: Sequence[str], streams: Sequence[int], cwd: Path, environment: Mapping[str, str]
    ) -> None:
        self._telling = _ask(arguments, streams, cwd, environment, 0)
        self._pid = int(self._telling.recv(64))
        self._ended: int | None = None

    def wait(self, timeout: float | None = None) -> int:
        """The exit code, when it has ended; TimeoutError after *timeout* seconds."""
        if self._ended is None:
            self._telling.settimeout(timeout)
            with self._telling:
                self._ended = int(self._telling.recv(64))
        return self._ended

    def kill(self) -> None:
        """Have it end at once, if it still runs."""
        if self._ended is None:
            with contextlib.suppress(ProcessLookupError):  # it may have ended, and not been heard of yet
                os.kill(self._pid, signal.SIGKILL)


def _ask(
    arguments: Sequence[str], streams: Sequence[int], cwd: Path, environment: Mapping[str, str], seconds: int
) -> socket.socket:
    """Ask for a run of so many *seconds* at most, or any: who tells first its process id, and then its exit code."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    asked = {
        "arguments": arguments, "cwd": str(cwd), "environment": dict(environment), "seconds": seconds
    }  # fmt: skip
    with theirs:
        socket.send_fds(_mother(), [json.dumps(asked).encode()], [*streams, theirs.fileno()])
    return ours


@cache
def _mother() -> socket.socket:
    """The process that is forked, one for all workers: started by the first of them, it ends with the last."""
    ours = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    started = None
    with alone("warm") as place:
        try:
            ours.connect(str(place))
        except OSError:
            started = _start(place)
            ours.connect(str(place))

    def end() -> None:
        ours.close()
        if started is not None:
            started.wait()

    atexit.register(end)
    return ours


def _start(place: Path) -> subprocess.Popen[bytes]:
    """Start the process that is forked, which listens at *place*."""
    environment = {
        name: os.environ[name] for name in ("PATH", "HOME", "OTS_TESTS_HOME") if name in os.environ
    }
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listening:
        place.unlink(missing_ok=True)
        listening.bind(str(place))
        listening.listen()
        return subprocess.Popen(  # noqa: S603 - our own
            [sys.executable, "-m", "tests.warm", str(listening.fileno())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            cwd=ROOT,
            env={**environment, "PYTHONPATH": str(ROOT)},
            pass_fds=[listening.fileno()],
        )


class _Mother:
    """Who is forked for each run that is asked for, and tells how it ended."""

    def __init__(self, listening: socket.socket) -> None:
        self._listening = listening
        self._asking: list[socket.socket] = []
        self._running: dict[int, socket.socket] = {}
        """By its process id, whom the end of a run is told."""
        self._woken, waking = socket.socketpair()
        waking.setblocking(False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(waking.fileno())
        self._all = [listening, self._woken, waking]

    def serve(self) -> None:
        """Fork until nobody is there who could ask."""
        while True:
            ready, _, _ = select.select([self._listening, self._woken, *self._asking], [], [])
            for it in ready:
                if it is self._listening:
                    self._asking.append(it.accept()[0])
                elif it is self._woken:
                    it.recv(4096)
                    self._tell_ends()
                elif not self._fork(it):
                    self._asking.remove(it)
                    it.close()
            if not self._asking and self._last():
                return

    def _last(self) -> bool:
        """Whether nobody has come meanwhile; else it is as if nobody had gone."""
        with alone("warm"):
            if select.select([self._listening], [], [], 0)[0]:
                return False
            self._listening.close()
            return True

    def _fork(self, asking: socket.socket) -> bool:
        """Fork for what is asked; False where the asking has ended."""
        asked, passed, *_ = socket.recv_fds(asking, 1 << 16, 4)
        if not asked:
            return False
        *streams, descriptor = passed
        telling = socket.socket(fileno=descriptor)
        pid = os.fork()
        if not pid:
            os.setsid()  # so that what it starts can be ended with it
            telling.send(str(os.getpid()).encode())
            self._forget(telling)
            _run(streams, **json.loads(asked))
        self._running[pid] = telling
        for stream in streams:
            os.close(stream)
        return True

    def _forget(self, telling: socket.socket) -> None:
        """Let go, in a fork, of what is its mother's."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for it in (telling, *self._all, *self._asking, *self._running.values()):
            it.close()

    def _tell_ends(self) -> None:
        with contextlib.suppress(ChildProcessError):  # which there are none of
            while (ended := os.waitpid(-1, os.WNOHANG))[0]:
                pid, status = ended
                with self._running.pop(pid) as telling, contextlib.suppress(OSError):  # who may wait no more
                    telling.send(str(os.waitstatus_to_exitcode(status)).encode())


def _run(
    streams: Sequence[int], arguments: list[str], cwd: str, environment: dict[str, str], seconds: int
) -> NoReturn:
    """Be the command, and end: of what else this process holds nothing is tidied, which would copy it all."""
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
    code = _code(arguments)
    threading._shutdown()  # type: ignore[attr-defined]  # as Python does at its end
    atexit._run_exitfuncs()
    for written in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):  # nobody reads it any more, or it is closed
            written.flush()
    os._exit(code)


def _code(arguments: Sequence[str]) -> int:
    """The exit code of the command, however it ends."""
    from bot.cli import main

    try:
        return main(arguments)
    except SystemExit as ended:
        return int(ended.code or 0)
    except BaseException:
        sys.excepthook(*sys.exc_info())
        return 1


def _warm_up() -> None:
    """Import what most commands do, and read what is common to all knowledge."""
    import bot.cli
    import bot.console.session
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
    # With the patterns of a kept one, which are compiled as it is read.
    pickle.loads(pickle.dumps(Responder(trusted(loaded))))  # noqa: S301
    bot.curating.hints.count(loaded.draft)
    nearest_passages("leave", loaded.draft.sources, loaded.draft.language, most=1)
    gc.freeze()  # a fork that looked through all of it at its end would copy it


if __name__ == "__main__":
    _warm_up()
    _Mother(socket.socket(fileno=int(sys.argv[1]))).serve()
