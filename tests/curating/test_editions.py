"""A new edition is brought in without losing a quote, and nothing is changed before it is accepted."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from tests.conftest import BRIDGE, PEACE, SOURCES, TALK, KnowledgeDir

pytestmark = pytest.mark.slow  # many runs of the command, or waiting

MOVED = "A preface, which is new.\n\n" + TALK
CHANGED = TALK.replace("nearly 900 metres", "nearly 950 metres").replace("2031", "2032")

TWICE = """\
# What she repeats.
- id: ours
  kind: theme
  title: Whose bridge it is   # hers
  facts:
    - text: The bridge is ours.
      quote: It is ours
      paragraph: 4  # the second time
"""
OURS = TALK + "\nIt is ours, she said.\n\nIt is ours, he said.\n"


def accepted(knowledge_dir: KnowledgeDir, text: str, name: str = "talk-2.txt") -> list[str]:
    (knowledge_dir.path / name).write_text(text, encoding="utf-8")
    updated = knowledge_dir.run("source", "update", "talk", name, "--accept")
    assert (updated.exit_code, updated.err) == (0, "")
    return updated.lines


def everything(path: Path) -> dict[str, bytes]:
    return {str(it.relative_to(path)): it.read_bytes() for it in path.rglob("*") if it.is_file()}


def test_quotes_are_found_wherever_they_moved(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("talk-2.txt", MOVED)
    before = everything(knowledge_dir.path)
    updated = knowledge_dir.run("source", "update", "talk", "talk-2.txt")
    assert (updated.exit_code, updated.lines) == (
        0,
        ["talk: 2 of 2 quotes found (2 in another paragraph), 0 changed"],
    )
    assert everything(knowledge_dir.path) == before


def test_changed_quotes_are_told_with_the_old_and_the_new_wording(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("talk-2.txt", CHANGED)
    before = everything(knowledge_dir.path)
    updated = knowledge_dir.run("source", "update", "talk", "talk-2.txt")
    assert (updated.exit_code, updated.lines) == (
        1,
        [
            "entries/bridge.yaml:8: bridge: the quote has changed",
            "  old: The bridge is nearly 900 metres long",
            "  new: The bridge is nearly 950 metres long  # paragraph 2",
            "talk: 1 of 2 quotes found, 1 changed",
        ],
    )
    assert everything(knowledge_dir.path) == before


def test_an_accepted_edition_is_kept_beside_the_old_one(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("sources.yaml", f"# mine\n{SOURCES}  role: Engineer  # hers\n")
    assert accepted(knowledge_dir, MOVED)[-3:] == [
        "wrote seeds/talk-2.txt",
        "wrote sources.yaml",
        "talk is still dated 2030-05-01: write the new date in sources.yaml",
    ]
    digest = hashlib.sha256(MOVED.encode()).hexdigest()
    assert (knowledge_dir.path / "sources.yaml").read_text("utf-8") == (
        f"# mine\n{SOURCES}  role: Engineer  # hers\n".replace("talk.txt", "talk-2.txt").replace(
            "- id: talk\n", f"- id: talk\n  sha256: {digest}\n"
        )
    )
    assert (knowledge_dir.path / "seeds" / "talk.txt").read_text("utf-8") == TALK
    assert knowledge_dir.run("check").exit_code == 0
    assert "paragraph 3" in knowledge_dir.run("ask", "bridge").out


def test_faults_that_remain_are_those_of_the_check(knowledge_dir: KnowledgeDir) -> None:
    accepted(knowledge_dir, CHANGED)
    assert knowledge_dir.run("check").lines == [
        "entries/bridge.yaml:8: bridge: quote not found in talk; nearest passage: "
        '"The bridge is nearly 950 metres long"'
    ]


def test_an_edition_of_the_same_name_writes_over_nothing(knowledge_dir: KnowledgeDir) -> None:
    assert "wrote seeds/talk-2.txt" in accepted(knowledge_dir, MOVED, "talk.txt")
    assert (knowledge_dir.path / "seeds" / "talk.txt").read_text("utf-8") == TALK
    assert "wrote seeds/talk-3.txt" in accepted(knowledge_dir, CHANGED, "talk.txt")


def test_a_text_that_was_changed_where_it_lies_is_taken_as_it_is(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("sources.yaml", SOURCES + f"  sha256: '{'0' * 64}'  # of the first\n")
    knowledge_dir.write("seeds/talk.txt", CHANGED)
    updated = knowledge_dir.run("source", "update", "talk", "seeds/talk.txt", "--accept")
    assert "  old: The bridge is nearly 900 metres long" in updated.lines
    digest = hashlib.sha256(CHANGED.encode()).hexdigest()
    assert (knowledge_dir.path / "sources.yaml").read_text("utf-8") == (
        SOURCES + f"  sha256: {digest}  # of the first\n"
    )
    assert [path.name for path in (knowledge_dir.path / "seeds").iterdir()] == ["talk.txt"]


@pytest.mark.parametrize(
    "written", ["sha256:\n", "sha256:  # of the first\n", "also_called: [the talk?, it]\n"]
)
def test_what_the_check_passes_is_renewed(knowledge_dir: KnowledgeDir, written: str) -> None:
    knowledge_dir.write("sources.yaml", f"\N{BOM}{SOURCES}  {written}")
    assert knowledge_dir.run("check").exit_code == 0
    accepted(knowledge_dir, MOVED)
    renewed = (knowledge_dir.path / "sources.yaml").read_text("utf-8")
    assert renewed.startswith("\N{BOM}- id: talk\n")
    assert hashlib.sha256(MOVED.encode()).hexdigest() in renewed
    assert knowledge_dir.run("check").exit_code == 0


def test_what_would_not_be_read_again_is_not_written(knowledge_dir: KnowledgeDir) -> None:
    fields = ", ".join(it.strip() for it in SOURCES.removeprefix("- ").splitlines())
    knowledge_dir.write("sources.yaml", f"- {{{fields}, sha256}}\n")
    knowledge_dir.write("talk-2.txt", MOVED)
    before = everything(knowledge_dir.path)
    updated = knowledge_dir.run("source", "update", "talk", "talk-2.txt", "--accept")
    assert (updated.exit_code, updated.lines[-1]) == (
        1,
        "ots: sources.yaml is laid out in a way that cannot be written to: change it by hand",
    )
    assert everything(knowledge_dir.path) == before


def test_only_what_is_written_is_told(knowledge_dir: KnowledgeDir) -> None:
    accepted(knowledge_dir, MOVED)
    assert accepted(knowledge_dir, MOVED)[1:] == [
        "talk is still dated 2030-05-01: write the new date in sources.yaml"
    ]


def test_the_paragraph_of_a_quote_that_stands_twice_moves_with_it(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("seeds/talk.txt", OURS)
    knowledge_dir.write("entries/ours.yaml", TWICE)
    accepted(knowledge_dir, "A preface, which is new.\n\n" + OURS)
    written = (knowledge_dir.path / "entries" / "ours.yaml").read_text("utf-8")
    assert written == TWICE.replace("paragraph: 4", "paragraph: 5")
    assert knowledge_dir.run("check").exit_code == 0


def test_a_quote_that_stands_in_more_places_now_gets_its_paragraph(knowledge_dir: KnowledgeDir) -> None:
    accepted(knowledge_dir, "We want lasting peace is what many say.\n\n" + TALK)
    assert (knowledge_dir.path / "entries" / "peace.yaml").read_text("utf-8") == PEACE.replace(
        "    - text: She wants lasting peace.\n", "    - text: She wants lasting peace.\n      paragraph: 2\n"
    )
    assert knowledge_dir.run("check").exit_code == 0


def test_voices_keep_their_paragraphs(knowledge_dir: KnowledgeDir) -> None:
    voices = "  voices:  # who speaks\n    - id: paper\n      name: The Paper\n      paragraphs: [2, 3]  # narration\n"
    factless = "  factless:\n    - {paragraph: 3, begins: '\"The bridge is ours.\"', because: said twice}\n"
    knowledge_dir.write("sources.yaml", SOURCES + voices + factless)
    assert knowledge_dir.run("check").exit_code == 0
    lines = accepted(knowledge_dir, MOVED)
    assert "new paragraphs, spoken by Anna Berg unless a voice has them: 1" in lines
    written = (knowledge_dir.path / "sources.yaml").read_text("utf-8")
    assert "paragraphs: [3, 4]  # narration\n" in written
    assert "{paragraph: 4, begins: " in written
    assert knowledge_dir.run("check").exit_code == 0


def test_a_sentence_without_facts_is_followed_into_the_paragraph_that_has_it_now(
    knowledge_dir: KnowledgeDir,
) -> None:
    thanks = "She thanked everyone. The hall was full to the last seat, and many stood outside in the rain."
    knowledge_dir.write("seeds/talk.txt", f"{TALK}\n{thanks}\n")
    factless = "  factless:\n    - {paragraph: 4, begins: She thanked, because: a courtesy}\n"
    knowledge_dir.write("sources.yaml", SOURCES + factless)
    assert knowledge_dir.run("check").exit_code == 0
    accepted(knowledge_dir, f"A preface.\n\n{TALK}\n{thanks.replace('. The', '.' + chr(10) * 2 + 'The')}\n")
    assert "{paragraph: 5, begins: She thanked" in (knowledge_dir.path / "sources.yaml").read_text("utf-8")
    assert knowledge_dir.run("check").exit_code == 0


@pytest.mark.parametrize(
    "quote",
    ["quote: |-\n        The bridge is nearly\n        900 metres long\n      # so long",
     "quote: \"The bridge is nearly\\n900 metres long\" # so long"],
)  # fmt: skip
def test_a_quote_whose_lines_are_broken_elsewhere_is_broken_there(
    knowledge_dir: KnowledgeDir, quote: str
) -> None:
    knowledge_dir.write("seeds/talk.txt", TALK.replace("nearly 900", "nearly\n900"))
    knowledge_dir.write(
        "entries/bridge.yaml", BRIDGE.replace("quote: The bridge is nearly 900 metres long", quote)
    )
    assert knowledge_dir.run("check").exit_code == 0
    assert "talk: 2 of 2 quotes found, 0 changed" in accepted(knowledge_dir, TALK)
    written = (knowledge_dir.path / "entries" / "bridge.yaml").read_text("utf-8")
    assert "quote: The bridge is nearly 900 metres long" in written
    assert "# so long" in written
    assert knowledge_dir.run("check").exit_code == 0


def test_an_entry_that_cannot_be_read_is_mended_first(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("entries/peace.yaml", PEACE.replace("quote:", "qoute:"))
    knowledge_dir.write("talk-2.txt", MOVED)
    updated = knowledge_dir.run("source", "update", "talk", "talk-2.txt", "--accept")
    assert updated.exit_code == 1
    assert all(line.startswith("entries/peace.yaml:") for line in updated.lines)
    assert not (knowledge_dir.path / "seeds" / "talk-2.txt").exists()


def test_a_source_that_is_not_there_is_named(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("talk-2.txt", MOVED)
    updated = knowledge_dir.run("source", "update", "tlak", "talk-2.txt")
    assert (updated.exit_code, updated.lines) == (
        2,
        ["ots: there is no source 'tlak' in sources.yaml; did you mean 'talk'?"],
    )
    gone = knowledge_dir.run("source", "update", "talk", "gone.txt")
    assert (gone.exit_code, gone.lines) == (
        2,
        ["ots: 'gone.txt' is no file: name a text, Markdown, HTML or PDF"],
    )


def test_a_text_is_not_kept_where_nothing_can_name_it(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("Travel Policy.md", "# Travel policy\n\nTrains come **first**.\n")
    (knowledge_dir.path / "sources.yaml").unlink()
    os.mkfifo(knowledge_dir.path / "sources.yaml")
    added = knowledge_dir.run("source", "add", "Travel Policy.md")
    assert (added.exit_code, added.lines) == (1, ["ots: cannot read 'sources.yaml' (it is no ordinary file)"])
    assert [it.name for it in (knowledge_dir.path / "seeds").iterdir()] == ["talk.txt"]


def test_a_further_text_is_added_below_the_others(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("Travel Policy.md", "# Travel policy\n\nTrains come **first**.\n")
    added = knowledge_dir.run("source", "add", "Travel Policy.md")
    assert (added.exit_code, added.lines) == (
        0,
        [
            "wrote seeds/Travel Policy.txt",
            "wrote seeds/Travel Policy.md",
            "wrote entries/bridge.yaml",  # which names the source now that it needed not name before
            "wrote entries/peace.yaml",
            "wrote sources.yaml",
            "travel-policy: 2 paragraphs: make title, publisher, date and speaker true",
        ],
    )
    assert (knowledge_dir.path / "sources.yaml").read_text("utf-8").startswith(SOURCES)
    told = knowledge_dir.run("check").lines
    assert told[0].endswith(": hint: the lines below are guessed: make them true, and take this one away")
    assert told[1:] == ["2 entries, 2 facts: every quote found, no faults"]
    assert "source: travel-policy\n" in knowledge_dir.run("quote", "trains").out
    again = knowledge_dir.run("source", "add", "Travel Policy.md")
    assert (again.exit_code, again.lines) == (
        2,
        [
            "ots: sources.yaml has a source 'travel-policy' already: give another name with --id, "
            "or a new edition with `ots source update travel-policy FILE`"
        ],
    )


@pytest.mark.parametrize(
    ("written", "behind"),
    [
        (f"{SOURCES}...\n# the end\n", "...\n# the end\n"),
        (f"{SOURCES}  also_called: [the talk?, it]\n", ""),
        ("# Who says it.\n", ""),
        ("---\n# Who says it.\n", ""),
        ("# Who says it.\n[]  # nobody yet\n", "  # nobody yet\n"),
        ("", ""),
    ],
)
def test_nothing_of_the_sources_is_lost_by_another(
    knowledge_dir: KnowledgeDir, written: str, behind: str
) -> None:
    knowledge_dir.write("sources.yaml", written)
    knowledge_dir.write("policy.md", "# Travel policy\n\nTrains come **first**.\n")
    assert knowledge_dir.run("source", "add", "policy.md").exit_code == 0
    now = (knowledge_dir.path / "sources.yaml").read_text("utf-8")
    before = written.removesuffix(behind).removesuffix("[]").rstrip()
    assert now.startswith(before)
    assert now.endswith(behind)
    ids = ["talk", "policy"] if "talk" in written else ["policy"]
    listed = knowledge_dir.run("quote", "--paragraphs").lines
    assert list(dict.fromkeys(it.split()[0] for it in listed)) == ids


def test_where_the_sources_cannot_be_read_nothing_is_written(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("sources.yaml", SOURCES.replace("A talk", "A: talk"))
    knowledge_dir.write("policy.md", "# Travel policy\n\nTrains come **first**.\n")
    before = everything(knowledge_dir.path)
    added = knowledge_dir.run("source", "add", "policy.md")
    assert (added.exit_code, added.lines) == (
        1,
        ["ots: sources.yaml is not valid YAML: ots check tells where"],
    )
    assert everything(knowledge_dir.path) == before
