"""Several processes that do the same work: started, watched, started again, and stopped together."""

from __future__ import annotations

import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.errors import ConfigError

Job = Callable[[bool], int]
"""Runs in a process of its own until it is told to stop.

Called with whether it is started again; gives the exit code."""

PATIENCE = 9.3
"""Seconds that processes get to stop before they are killed: a little more than they take for it at most
(`signals.END_WITHIN`), and less than the ten after which whoever told this one to stop kills it."""

SOON = 60.0
"""Seconds within which a process that dies is started again only after a pause. On a busy machine
getting ready takes some twenty of them."""

PAUSE = 1.0

MOST_DEATHS = 5
"""Deaths of one process, each soon after its start, after which all end: a sixth would be no better."""

FAILED = 70
"""The exit code of a process that ended by an error that nobody foresaw, as sysexits.h has it."""

WATCHED = tuple(
    getattr(signal, name)
    for name in ("SIGTERM", "SIGINT", "SIGHUP", "SIGCHLD", "SIGALRM")
    if hasattr(signal, name)  # Windows lacks most
)

log = logging.getLogger("ots.workers")


@dataclass(frozen=True)
class _Running:
    """A process, and how its like fared before it."""

    job: Job
    started: float
    deaths: int = 0
    """How many died soon after their start, one after another."""


def require_processes() -> None:
    """Raise `ConfigError` where there cannot be several."""
    if not hasattr(os, "fork"):
        raise ConfigError(
            "WEB_CONCURRENCY is more than 1: several processes need Linux, macOS or another Unix"
        )


def supervise(jobs: Sequence[Job]) -> int:
    """Run every job until SIGTERM or SIGINT, and pass SIGHUP on; the exit code.

    A job that ends with an error that it reported (1 or 2) ends all: it would meet the error again. One that
    dies otherwise is started again, unless it does nothing but die.
    """
    # Whoever started this one may not want to hear of its own: then nothing would tell how ours end.
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_BLOCK, WATCHED)
    running = {_start(job): _Running(job, time.monotonic()) for job in jobs}
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
            died = running.pop(pid, None)
            if died is None or stopping:
                continue
            soon = time.monotonic() - died.started < SOON
            # What was killed from outside may do better; what failed by itself fails again.
            deaths = died.deaths + 1 if soon and ended > 0 else 0
            if ended in (1, 2) or deaths == MOST_DEATHS:
                log.error("process %s ended with %s: all end", pid, ended)
                code, stopping = ended, True
                _stop(running)
                continue
            log.error("process %s ended with %s: starting it again", pid, ended)
            if soon:
                time.sleep(PAUSE)
            running[_start(died.job, again=True)] = _Running(died.job, time.monotonic(), deaths)
    return code


def _start(job: Job, *, again: bool = False) -> int:
    """Run *job* in a new process; its id."""
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        return pid
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)  # not as whoever started this one ends
    # The one to load anew waits until the job heeds it: it would end a process that is not ready.
    signal.pthread_sigmask(signal.SIG_UNBLOCK, set(WATCHED) - {signal.SIGHUP})
    code = FAILED  # the job ends the process, whatever happens: it must not go on as a second supervisor
    try:
        code = job(again)
        sys.stdout.flush()
    except BaseException:
        log.exception("the process cannot go on")
    finally:
        os._exit(code)


def _stop(running: dict[int, _Running]) -> None:
    _tell(running, signal.SIGTERM)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)


def _tell(running: dict[int, _Running], number: int) -> None:
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
