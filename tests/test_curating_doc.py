"""Everything that docs/curating.md shows is what happens, from its first block to its last."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from pydantic import SecretStr, TypeAdapter

from bot.store.database import Database
from bot.store.questions import AskedQuestion, QuestionLog
from knowledge import load
from knowledge.about import WrittenAbout
from knowledge.base import COMMON
from knowledge.model import Figure, Occasion, When, WrittenEntry, WrittenFact
from knowledge.reading.page import read_page
from knowledge.source import WrittenSource
from tests.conftest import ROOT, KnowledgeDir
from tests.home import HOME

DOC = (ROOT / "docs" / "curating.md").read_text("utf-8")

_BLOCK = re.compile(
    r"<!-- (?P<sort>file|append|run)(?:: (?P<path>\S+))? -->\n```\w+\n(?P<body>.*?)```\n", re.DOTALL
)

_PATH_COMMANDS = f'ots() {{ "{sys.executable}" -m bot "$@"; }}; python() {{ "{sys.executable}" "$@"; }}; '
"""So that what is shown runs as it is shown."""

ASKED = [
    *[AskedQuestion("can I eat in the library", "unknown_topic")] * 2,
    AskedQuestion("antique fair", "unknown_topic"),
]
"""What people asked of the bot before a curator looks."""


@dataclass(frozen=True)
class Block:
    """A block that is marked: a file to write or to go on with, or commands with what they print."""

    sort: Literal["file", "append", "run"]
    path: str
    body: str

    @property
    def commands(self) -> Iterator[tuple[str, str]]:
        """Each command, and what is shown below it."""
        for part in re.split(r"^\$ ", self.body, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            yield command, shown


def blocks(text: str) -> Iterator[Block]:
    for match in _BLOCK.finditer(text):
        yield Block(match["sort"], match["path"] or "", match["body"])  # type: ignore[arg-type]


def follow(shown: Sequence[Block], place: Path) -> Iterator[tuple[str, str, str]]:
    """Do what *shown* says in *place*: each command, what is shown for it and what it printed."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(HOME),
        "PYTHONPATH": str(ROOT),
        "WNSEARCHDIR": str(place),
        "COLUMNS": "100",
    }
    for block in shown:
        if block.sort != "run":
            target = place / block.path
            target.parent.mkdir(parents=True, exist_ok=True)
            before = target.read_text("utf-8") if block.sort == "append" else ""
            target.write_text(before + block.body, encoding="utf-8")
            continue
        for command, expected in block.commands:
            if command.startswith("export "):
                name, _, value = command.removeprefix("export ").partition("=")
                environment[name] = value
                continue
            done = subprocess.run(  # noqa: S603 - what our own page shows
                ["/bin/bash", "-c", _PATH_COMMANDS + command],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                cwd=place,
                env=environment,
                timeout=60,
            )
            yield command, expected, done.stdout.decode()


def is_shown(printed: str, shown: str) -> bool:
    """Whether *shown* is what was *printed*; a line of … stands for any lines."""
    pieces = shown.rstrip("\n").split("…")
    return re.fullmatch(".*".join(map(re.escape, pieces)), printed.rstrip("\n"), re.DOTALL) is not None


@pytest.mark.slow
async def test_what_is_shown_is_what_happens(tmp_path: Path) -> None:
    async with await Database.open(SecretStr(f"sqlite:///{tmp_path / 'asked.db'}")) as database:
        await QuestionLog(database).keep(*ASKED)
    for command, shown, printed in follow(list(blocks(DOC)), tmp_path):
        assert is_shown(printed, shown), f"{command}\n{printed}"
    checked = KnowledgeDir(tmp_path / "library").run("check")
    assert (checked.exit_code, checked.err) == (0, "")


def test_every_field_is_told() -> None:
    for model in (WrittenSource, WrittenEntry, WrittenFact, Figure, When, Occasion):
        for field in model.__dataclass_fields__:
            assert re.search(rf"[`{{ ]{field}[:`,]", DOC), f"{model.__name__}.{field}"
    for field in WrittenAbout.__dataclass_fields__:
        assert f"\n{field}:" in DOC, field


def test_every_language_file_is_told() -> None:
    for path in COMMON.glob("*.yaml"):
        assert f"\n- `{path.name}`: " in DOC


def test_a_language_file_of_ones_own_adds_to_the_shipped_one(knowledge_dir: KnowledgeDir) -> None:
    assert "**adds to the shipped file of its name**" in DOC
    shipped = load.read_texts(knowledge_dir.path).draft.language
    knowledge_dir.write("language/names.yaml", "countries: {Ruritania: [Ruritanian], Hungary: [Ungarland]}\n")
    knowledge_dir.write("language/values.yaml", "months: [[Eismond]]\ntimes: [fortnightly]\n")
    knowledge_dir.write("language/synonyms.yaml", "- [loan, checkout]\n")
    knowledge_dir.write("language/hedges.yaml", "")
    own = load.read_texts(knowledge_dir.path).draft.language
    assert own.names.countries["Ruritania"] == ("Ruritanian",)
    assert own.names.countries["Hungary"] == (*shipped.names.countries["Hungary"], "Ungarland")
    assert own.names.cities == shipped.names.cities
    assert own.values.months[0] == (*shipped.values.months[0], "Eismond")
    assert (own.values.months[1:], own.hedges) == (shipped.values.months[1:], shipped.hedges)
    assert own.values.times[-1] == "fortnightly"
    assert own.synonyms == (*shipped.synonyms, ("loan", "checkout"))


@pytest.mark.parametrize("body", re.findall(r"^dates: .*$", DOC, re.MULTILINE))
def test_dates_are_written_as_is_shown(tmp_path: Path, body: str) -> None:
    (tmp_path / "dates.yaml").write_text(body, encoding="utf-8")
    page = read_page(tmp_path / "dates.yaml", "dates.yaml")
    assert isinstance(page.value, dict)
    fact = {"text": "x", "quote": "x", "dates": page.value["dates"]}
    assert TypeAdapter(WrittenFact).validate_python(fact).dates


def test_every_part_that_is_linked_is_there() -> None:
    headings = re.findall(r"^#+ (.+)$", DOC, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", it.lower()).replace(" ", "-") for it in headings}
    assert set(re.findall(r"\]\(#([\w-]+)\)", DOC)) <= anchors
