"""Which files knowledge is read from, and what is said of one that cannot be."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import PEACE, SOURCES, KnowledgeDir

pytestmark = pytest.mark.slow  # a run of the command for each


def test_a_changed_source_is_noticed(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("sources.yaml", SOURCES + f"  sha256: '{'0' * 64}'\n")
    assert knowledge_dir.run("check").lines == [
        "sources.yaml:7: talk: text 'talk.txt' has been changed: restore it"
    ]


@pytest.mark.parametrize(
    ("name", "mend"),
    [
        ("speech.txt", ""),
        ("s" * 300, ""),
        ("talks.txt", "; did you mean 'talk.txt'?"),
        ("seeds/talk.txt", ": write its name alone, talk.txt"),
    ],
)
def test_a_missing_source_is_named(knowledge_dir: KnowledgeDir, name: str, mend: str) -> None:
    knowledge_dir.write("sources.yaml", SOURCES.replace("talk.txt", name))
    assert knowledge_dir.run("check").lines[0] == (
        f"sources.yaml:2: talk: text '{name}' is not in a folder seeds/ here or beside{mend}"
    )


@pytest.mark.parametrize(
    ("sources", "fault"),
    [
        ("", "1: sources: names no text: bring one in with `ots source add FILE`"),
        (SOURCES + SOURCES, "7: talk: id is already used at sources.yaml:1: choose another"),
        (
            f"{SOURCES}  voices: [{{id: tom, name: Tom, paragraphs: [9]}}]\n",
            "7: talk: Tom has paragraph 9, and the text has 1 to 3",
        ),
        (
            SOURCES.replace("2030-05-01", "1 May"),
            "5: talk: date '1 May' has no year: write it as in 2026, 2025-08, 2025-10-15, 15 October 2025",
        ),
        (SOURCES.replace("2030-05-01", "1 May 2030"), None),
    ],
)
def test_what_is_wrong_with_the_sources_is_told_of_them_alone(
    knowledge_dir: KnowledgeDir, sources: str, fault: str | None
) -> None:
    knowledge_dir.write("sources.yaml", sources)
    told = [f"sources.yaml:{fault}"] if fault else ["2 entries, 2 facts: every quote found, no faults"]
    assert knowledge_dir.run("check").lines == told


def test_a_file_that_is_not_utf8_is_named_at_its_line(knowledge_dir: KnowledgeDir) -> None:
    (knowledge_dir.path / "entries" / "peace.yaml").write_bytes(PEACE.encode() + b"# caf\xe9\n")
    assert (
        "entries/peace.yaml:7: peace: not valid UTF-8: save the file as UTF-8"
        in knowledge_dir.run("check").lines
    )


def test_a_file_of_sources_that_is_called_otherwise_is_named(knowledge_dir: KnowledgeDir) -> None:
    (knowledge_dir.path / "sources.yaml").rename(knowledge_dir.path / "sources.YML")
    told = "ots: sources.YML is not read: call it sources.yaml"
    assert [knowledge_dir.run(it, "bridge").lines for it in ("ask", "quote")] == [[told], [told]]


@pytest.mark.parametrize(
    "name",
    [
        "tunnel.yml",
        "tunnel.YAML",
        "tunnel.Yml",
        "north/tunnel.yaml",
        "north/deep/er/tunnel.yml",
    ],
)
def test_a_file_is_read_however_its_ending_is_written_and_wherever_it_lies(
    knowledge_dir: KnowledgeDir, name: str
) -> None:
    knowledge_dir.write(f"entries/{name}", TUNNEL.format(id="tunnel"))
    assert knowledge_dir.run("ask", "tunnel").out.startswith("tunnel (project)")
    knowledge_dir.write(f"entries/{name}", TUNNEL.format(id="tube"))
    # What is kept between runs is made anew for a change in any of these.
    assert knowledge_dir.run("ask", "tube").out.startswith("tube (project)")


def test_a_linked_folder_is_read_once(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("elsewhere/tunnel.yaml", TUNNEL.format(id="tunnel"))
    entries = knowledge_dir.path / "entries"
    (entries / "north").symlink_to("../elsewhere")
    (entries / "again").symlink_to("../elsewhere")
    (entries / "round").symlink_to(".")
    assert knowledge_dir.run("check").out.startswith("3 entries")


@pytest.mark.parametrize(
    "name",
    [".#peace.yaml", "._peace.yaml", ".peace.yaml.swp", "peace.yaml~", "#peace.yaml#", "~$peace.yaml", ".git/x.yaml",
     "peace.yaml.orig", "4913"],
)  # fmt: skip
def test_what_editors_and_systems_leave_behind_is_passed_over(knowledge_dir: KnowledgeDir, name: str) -> None:
    left = knowledge_dir.path / "entries" / name
    left.parent.mkdir(exist_ok=True)
    left.write_bytes(b"\x00\x05\x16\x07\x00\xff not YAML: [")
    assert knowledge_dir.run("check").exit_code == 0


def test_the_lock_of_an_editor_leads_nowhere_and_is_passed_over(knowledge_dir: KnowledgeDir) -> None:
    (knowledge_dir.path / "entries" / ".#bridge.yaml").symlink_to("somebody@somewhere.4711:1")
    assert knowledge_dir.run("check").exit_code == 0
    assert knowledge_dir.run("ask", "bridge").exit_code == 0


def test_what_is_no_file_is_named(knowledge_dir: KnowledgeDir) -> None:
    entries = knowledge_dir.path / "entries"
    os.mkfifo(entries / "pipe.yaml")
    (entries / "dangling.yaml").symlink_to("gone")
    assert knowledge_dir.run("check").lines == [
        "entries/dangling.yaml:1: dangling: cannot be read: No such file or directory",
        "entries/pipe.yaml:1: pipe: cannot be read: it is no ordinary file",
    ]


NO_FILES: dict[str, Callable[[Path], object]] = {
    "a pipe": os.mkfifo,
    "a directory": Path.mkdir,
    "a device": lambda at: at.symlink_to("/dev/zero"),
    "a link to itself": lambda at: at.symlink_to(at.name),
}


@pytest.mark.parametrize("make", NO_FILES.values(), ids=NO_FILES)
@pytest.mark.parametrize("name", ["sources.yaml", "seeds/talk.txt"])
def test_sources_and_texts_that_are_no_files_are_called_so(
    knowledge_dir: KnowledgeDir, name: str, make: Callable[[Path], object]
) -> None:
    at = knowledge_dir.path / name
    at.unlink()
    make(at)
    (told, *_) = knowledge_dir.run("check").lines
    assert told.startswith("sources.yaml:")
    assert "no ordinary file" in told or "cannot be read: Too many levels of symbolic links" in told
    assert "did you mean" not in told


TUNNEL = """\
- id: {id}
  kind: project
  title: {id}
  facts:
    - text: It was proposed by Latvia.
      quote: It was proposed by Latvia
"""
