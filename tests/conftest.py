"""What tests share: the shipped knowledge, a small knowledge of their own, and the real command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from pydantic import SecretStr

from bot.answering.reply import Choices
from bot.answering.respond import Responder
from knowledge.base import Knowledge
from tests import shipped, warm
from tests.eval.score import FILES, questions
from tests.home import HOME, alone
from tests.ports import Port
from tests.secret import look
from tests.store.postgres import Postgres, PostgresMissingError

ROOT = Path(__file__).parent.parent

pytest_plugins = ["tests.doctests", "tests.slack_server.fixtures"]

# Tests start hundreds of processes: where the environment forbids it, each would compile all that it imports.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Generator[None, object, object]:
    """One worker compiles the tests, half of what a start takes, and the others take what it has compiled."""
    if not hasattr(session.config, "workerinput"):
        return (yield)
    with alone("collected") as collected:
        if not collected.exists():
            done = yield
            collected.touch()
            return done
    return (yield)


settings.register_profile(
    "gate", derandomize=True, deadline=None
)  # one commit has one outcome, however busy the machine is
settings.register_profile("explore", max_examples=5_000, deadline=None)  # --hypothesis-profile explore
settings.register_profile("hostile", max_examples=50_000, deadline=None)
settings.load_profile("gate")

TALK = """A talk on peace. "We want lasting peace," she said.

The bridge is nearly 900 metres long and will open in Riga in 2031. It was proposed by Latvia.

"The bridge is ours." "The bridge is ours."
"""

SOURCES = """\
- id: talk
  file: talk.txt
  title: A talk
  publisher: The Paper
  date: 2030-05-01
  speaker: Anna Berg
"""

PEACE = """\
- id: peace
  kind: theme
  title: Peace
  facts:
    - text: She wants lasting peace.
      quote: We want lasting peace
"""

BRIDGE = """\
- id: bridge
  kind: project
  title: The bridge
  aliases: {en: [crossing]}
  related: [peace]
  facts:
    - text: The bridge is nearly 900 metres long.
      quote: The bridge is nearly 900 metres long
      figures: [{value: 900, unit: metres, of: length, qualifier: nearly}]
"""


@dataclass(frozen=True)
class Ran:
    """How a run of ``ots`` ended."""

    exit_code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """Everything that was printed, line by line."""
        return (self.out + self.err).splitlines()


Ots = Callable[..., Ran]


def run_ots(
    *arguments: str,
    stdin: str | bytes = "",
    cwd: Path = ROOT,
    env: dict[str, str] | None = None,
    python: str = sys.executable,
) -> Ran:
    """Run the real command in a process of its own, as a user does."""
    environment = _environment(env)
    done = subprocess.run(  # noqa: S603 - our own command
        [python, "-m", "bot", *arguments],
        input=_bytes(stdin),
        capture_output=True,
        cwd=cwd,
        env=environment,
        timeout=warm.SECONDS,
    )
    return _ran(environment, done)


def run_warm(
    *arguments: str, stdin: str | bytes = "", cwd: Path = ROOT, env: dict[str, str] | None = None
) -> Ran:
    """Run the command in a process of its own which need not start: where not the start is what is tested."""
    environment = _environment(env)
    return _ran(environment, warm.run(arguments, stdin=_bytes(stdin), cwd=cwd, environment=environment))


def _environment(env: dict[str, str] | None) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "HOME": str(HOME), "PYTHONPATH": str(ROOT), **(env or {})}


def _bytes(stdin: str | bytes) -> bytes:
    return stdin.encode() if isinstance(stdin, str) else stdin


def _ran(environment: dict[str, str], done: subprocess.CompletedProcess[bytes] | warm.Ended) -> Ran:
    ran = Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
    look(environment, ran.out, ran.err)
    return ran


@dataclass(frozen=True)
class KnowledgeDir:
    """A small knowledge directory that a test may spoil."""

    path: Path

    def write(self, name: str, text: str) -> None:
        target = self.path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def add(self, said: str, name: str, entries: str) -> None:
        """Let the talk say more, and curate it in a file of that *name*."""
        talk = (self.path / "seeds/talk.txt").read_text(encoding="utf-8")
        self.write("seeds/talk.txt", f"{talk}\n{said}\n")
        self.write(f"entries/{name}.yaml", entries)

    def run(self, *arguments: str, stdin: str = "") -> Ran:
        """Run ``ots --knowledge .`` inside the directory."""
        return run_warm("--knowledge", ".", *arguments, stdin=stdin, cwd=self.path)

    def ask(self, question: str) -> dict[str, Any]:
        """The reply to *question* as data."""
        reply: dict[str, Any] = json.loads(self.run("ask", "--json", question).out)
        return reply

    def talk(self, *turns: str) -> list[dict[str, Any]]:
        """The reply to each of *turns*, read in the light of the one before."""
        lines = self.run(
            "ask", "--json", "--follow", stdin="".join(f"{it}\n" for it in turns)
        ).out.splitlines()
        return [json.loads(line) for line in lines]

    def ask_all(self, questions: Iterable[str]) -> list[dict[str, Any]]:
        """The reply to each of *questions*, all asked of one process."""
        lines = self.run("ask", "--json", stdin="".join(f"{it}\n" for it in questions)).out.splitlines()
        return [json.loads(line) for line in lines]


@pytest.fixture
def ots() -> Ots:
    """The real command: ``ots("ask", "corridor")``."""
    return run_warm


@pytest.fixture
def port() -> Iterator[int]:
    """A port of loopback on which nobody listens but whom the test tells of it."""
    with Port() as kept:
        yield kept.number


@pytest.fixture
def knowledge_dir(tmp_path: Path) -> KnowledgeDir:
    """Two entries about a talk, without a fault."""
    made = KnowledgeDir(tmp_path)
    made.write("seeds/talk.txt", TALK)
    made.write("sources.yaml", SOURCES)
    made.write("entries/peace.yaml", PEACE)
    made.write("entries/bridge.yaml", BRIDGE)
    return made


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A database server that tests share, each with a database of its own."""
    try:
        server = Postgres()
    except PostgresMissingError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(error))
    with server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> SecretStr:
    """The address of an empty database: once an SQLite file, once on a real PostgreSQL."""
    if request.param == "sqlite":
        return SecretStr(f"sqlite:///{tmp_path / 'ots.db'}")
    server: Postgres = request.getfixturevalue("postgres")
    return SecretStr(server.create_database())


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The shipped knowledge."""
    return shipped.knowledge()


@pytest.fixture(scope="session")
def responder() -> Responder:
    """A responder over the shipped knowledge."""
    return shipped.responder()


@pytest.fixture(scope="session")
def unclear(responder: Responder) -> str:
    """A question that may mean several topics: whichever the bot finds so."""
    asked = (question.q for name in ("queries", "tuning") for question in questions(FILES[name]))
    for text in asked:
        reply = responder.reply(text)
        if isinstance(reply, Choices) and len(reply.choices) > 1:
            return text
    raise AssertionError("no question of the sets gets choices")
