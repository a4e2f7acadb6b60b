"""``ots suggest``: phrases that people may search an entry by, each accepted or refused by its curator."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from bot.curating.lexicons import Nearness
from tests.conftest import BRIDGE, PEACE, ROOT, KnowledgeDir, Ran, run_warm
from tests.home import HOME

pytestmark = pytest.mark.slow  # many runs of the command, or waiting

WORDS = [["crossing", "passage"], ["peace", "calm", "harmony"], ["deck", "bridge"], ["shuttle_bus", "airport_coach"], ["call", "inclination"]]  # fmt: skip
"""Words of one meaning each, as a small WordNet has them."""

MEANINGS = {"call": 13}
"""How many meanings a word has, of which only one is written, where it is more than one."""


@pytest.fixture
def wordnet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A WordNet of a few words, in the form of its own files."""
    place = tmp_path_factory.mktemp("wordnet")
    data, index = "  1 A licence comes first.\n", "  1 A licence comes first.\n"
    for said in WORDS:
        offset = len(data)
        listed = " ".join(f"{word} 0" for word in said)
        data += f"{offset:08} 06 n {len(said):02x} {listed} 000 | what it means\n"
        for word in said:
            count = MEANINGS.get(word, 1)
            index += f"{word} n {count} 0 {count} 0 {' '.join([f'{offset:08}'] * count)}\n"
    (place / "data.noun").write_text(data)
    (place / "index.noun").write_text(index)
    return place


def suggest(knowledge_dir: KnowledgeDir, wordnet: Path, *arguments: str) -> Ran:
    return run_warm(
        "--knowledge", ".", "suggest", *arguments, cwd=knowledge_dir.path, env={"WNSEARCHDIR": str(wordnet)}
    )  # fmt: skip


def test_piped_it_prints_a_phrase_a_line_and_changes_nothing(
    knowledge_dir: KnowledgeDir, wordnet: Path
) -> None:
    done = suggest(knowledge_dir, wordnet, "bridge")
    assert (done.exit_code, done.err) == (0, "")
    assert "passage" in done.out.splitlines()
    assert (knowledge_dir.path / "entries/bridge.yaml").read_text() == BRIDGE


@pytest.mark.slow
def test_what_leads_to_another_entry_already_is_left_out(knowledge_dir: KnowledgeDir, wordnet: Path) -> None:
    assert "calm" in suggest(knowledge_dir, wordnet, "peace").out.splitlines()
    knowledge_dir.write("entries/bridge.yaml", BRIDGE.replace("[crossing]", "[crossing, calm]"))
    said = suggest(knowledge_dir, wordnet, "peace").out.splitlines()
    assert "harmony" in said
    assert "calm" not in said


@pytest.mark.slow
def test_all_or_those_named_are_accepted(knowledge_dir: KnowledgeDir, wordnet: Path) -> None:
    done = suggest(knowledge_dir, wordnet, "peace", "--accept", "end of war", "calm, please: now")
    assert done.out == "entries/peace.yaml: peace: 2 added: end of war, calm, please: now\n"
    assert (knowledge_dir.path / "entries/peace.yaml").read_text() == PEACE.replace(
        "title: Peace\n", "title: Peace\n  keywords: [end of war, 'calm, please: now']\n"
    )
    assert knowledge_dir.run("ask", "end of war").out.startswith("Peace (theme)")
    assert "harmony" in suggest(knowledge_dir, wordnet, "peace", "--accept").out
    assert "harmony" in (knowledge_dir.path / "entries/peace.yaml").read_text()
    assert knowledge_dir.run("check").exit_code == 0


@pytest.mark.parametrize(
    ("written", "then"),
    [
        ("keywords: [truce, 'a calm']  # found by hand\n", "keywords: [truce, 'a calm', no war]  # found by hand\n"),
        ("keywords: []\n", "keywords: [no war]\n"),
        ("keywords:\n    - truce  # first\n    # and last\n", "keywords:\n    - truce  # first\n    - no war\n    # and last\n"),
        (f"keywords: [{'truce, ' * 14}calm]\n", f"keywords: [{'truce, ' * 14}calm,\n    no war]\n"),
        ("keywords: [is it calm?, truce]\n", "keywords: [is it calm?, truce, no war]\n"),
        ("keywords:\n    - >-\n      a\n      calm\n", "keywords:\n    - >-\n      a\n      calm\n    - no war\n"),
        ("keywords:\n    - |-\n      calm\n\n", "keywords:\n    - |-\n      calm\n    - no war\n\n"),
    ],
)  # fmt: skip
def test_comments_and_layout_stay_as_they_are(
    knowledge_dir: KnowledgeDir, wordnet: Path, written: str, then: str
) -> None:
    around = "# Peace, above all.\n" + PEACE.replace("title: Peace\n", "title: Peace\n  {}")
    knowledge_dir.write("entries/peace.yaml", around.format(written))
    assert suggest(knowledge_dir, wordnet, "peace", "--accept", "no war", "truce").exit_code == 0
    found = (knowledge_dir.path / "entries/peace.yaml").read_text()
    assert found.replace(", truce]", "]").replace("    - truce\n", "") == around.format(then)


def test_a_phrase_that_says_nothing_is_refused(knowledge_dir: KnowledgeDir, wordnet: Path) -> None:
    done = suggest(knowledge_dir, wordnet, "peace", "--accept", "how is it")
    assert (done.exit_code, done.lines) == (1, ["ots: 'how is it' only asks or chats: say what it is about"])
    assert (knowledge_dir.path / "entries/peace.yaml").read_text() == PEACE


def test_an_entry_that_does_not_exist_is_told_with_the_nearest(
    knowledge_dir: KnowledgeDir, wordnet: Path
) -> None:
    done = suggest(knowledge_dir, wordnet, "brigde")
    assert (done.exit_code, done.lines) == (1, ["ots: there is no entry 'brigde'; did you mean 'bridge'?"])


@pytest.mark.slow
def test_in_a_terminal_each_is_asked_for(knowledge_dir: KnowledgeDir, wordnet: Path) -> None:
    ours, theirs = pty.openpty()
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(HOME),
        "PYTHONPATH": str(ROOT),
        "WNSEARCHDIR": str(wordnet),
    }
    offered = suggest(knowledge_dir, wordnet, "peace").out.splitlines()
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "--knowledge", ".", "suggest", "peace"],
        cwd=knowledge_dir.path, env=environment, stdin=theirs, stdout=theirs, stderr=theirs,
    ) as process:  # fmt: skip
        os.write(ours, b"n\ny\nq\n")
        assert process.wait(30) == 0
    os.close(theirs)
    os.close(ours)
    assert len(offered) > 1
    written = (knowledge_dir.path / "entries/peace.yaml").read_text()
    assert written == PEACE.replace("title: Peace\n", f"title: Peace\n  keywords: [{offered[1]}]\n")


def test_a_phrase_is_looked_up_as_a_whole_and_a_word_of_many_meanings_is_not(
    knowledge_dir: KnowledgeDir, wordnet: Path
) -> None:
    # Word for word, "shuttle bus" was once the "gutted bus", and a "call" an inclination.
    knowledge_dir.write("entries/peace.yaml", PEACE.replace("title: Peace", "title: Shuttle bus"))
    knowledge_dir.write("entries/bridge.yaml", BRIDGE.replace("[crossing]", "[calls]"))
    assert suggest(knowledge_dir, wordnet, "peace").out.splitlines() == ["airport coach"]
    assert "inclination" not in suggest(knowledge_dir, wordnet, "bridge").out


@pytest.mark.skipif(find_spec("wordllama") is None, reason="without the extra, which is for the embedding")
def test_the_embedding_offers_what_is_near_in_meaning_and_not_in_letters() -> None:
    near = Nearness.find()
    assert near is not None
    assert {"vehicle", "sedan"} <= set(near.others("cars"))
    for word, alike in (("lunch", "hunch"), ("fees", "feared"), ("hostages", "cages"), ("revenue", "avenue")):
        assert alike not in set(near.others(word))


def test_where_nothing_is_found_it_says_where_it_looked_and_how_to_look_elsewhere(
    knowledge_dir: KnowledgeDir, wordnet: Path
) -> None:
    knowledge_dir.write("entries/peace.yaml", PEACE.replace("title: Peace", "title: Qzx"))
    told = "ots: no other words for 'peace': write how somebody would ask for it (looked up in WordNet"
    both, one = " and the embedding)", "; the embedding is not installed: pip install 'ots-bot[suggest]')"
    assert suggest(knowledge_dir, wordnet, "peace").lines == [
        told + (both if find_spec("wordllama") else one)
    ]
