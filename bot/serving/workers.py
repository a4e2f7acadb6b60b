"""Several processes that do the same work: started, watched, started again, and stopped together."""

from __future__ import annotations

import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence

Job = Callable[[bool], int]
"""Runs in a process of its own until it is told to stop.

Called with whether it is started again; gives the exit code."""

PATIENCE = 10
"""Seconds that processes get to stop before they are killed."""

SOON = 5.0
"""Seconds within which a process that dies is started again only after a pause."""

PAUSE = 1.0

WATCHED = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD, signal.SIGALRM)

log = logging.getLogger("ots.workers")


def supervise(jobs: Sequence[Job]) -> int:
    """Run every job until SIGTERM or SIGINT, and pass SIGHUP on; the exit code.

    A job that ends with an error that it reported (1 or 2) ends all: it would meet the error again.
    One that dies otherwise is started again.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, WATCHED)
    running = {_start(job): (job, time.monotonic()) for job in jobs}
    code, stopping = 0, False
    while running:
        number = signal.sigwait(WATCHED)
        if number == signal.SIGHUP:
            _tell(running, number)
        elif number == signal.SIGALRM:
            _tell(running, signal.SIGKILL)
        elif number in (signal.SIGTERM, signal.SIGINT) and not stopping:
            stopping = True
            _stop(running)
        for pid, ended in _ended():
            job, started = running.pop(pid)
            if stopping:
                continue
            if ended in (1, 2):
                code, stopping = ended, True
                _stop(running)
            else:
                log.error("process %s ended with %s: starting it again", pid, ended)
                if time.monotonic() - started < SOON:
                    time.sleep(PAUSE)
                running[_start(job, again=True)] = job, time.monotonic()
    return code


def _start(job: Job, *, again: bool = False) -> int:
    """Run *job* in a new process; its id."""
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        return pid
    signal.pthread_sigmask(signal.SIG_UNBLOCK, WATCHED)
    code = 70  # the job ends the process, whatever happens: it must not go on as a second supervisor
    try:
        code = job(again)
        sys.stdout.flush()
    finally:
        os._exit(code)


def _stop(running: dict[int, tuple[Job, float]]) -> None:
    _tell(running, signal.SIGTERM)
    signal.alarm(PATIENCE)


def _tell(running: dict[int, tuple[Job, float]], number: int) -> None:
    for pid in running:
        os.kill(pid, number)


def _ended() -> Iterator[tuple[int, int]]:
    """The processes that ended, each with its exit code, or less than 0 for the signal that ended it."""
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        yield pid, os.waitstatus_to_exitcode(status)
