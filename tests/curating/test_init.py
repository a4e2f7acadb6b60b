"""A directory that is begun works at once, and nothing of somebody's is written over."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
import yaml

from knowledge.about import WrittenAbout
from tests.conftest import SOURCES, KnowledgeDir, Ots

pytestmark = pytest.mark.slow  # many runs of the command, or waiting

HANDBOOK = """\
Staff handbook

Annual leave

Everyone has 28 days of paid leave a year. Up to 5 days carry over until 31 March.

Pay

Salaries are paid on the 25th of each month. The next review is in June 2027 in Berlin.
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where somebody has a text to curate."""
    (tmp_path / "handbook.txt").write_text(HANDBOOK, encoding="utf-8")
    return tmp_path


def test_what_is_begun_passes_the_check_and_answers(ots: Ots, place: Path) -> None:
    begun = ots("init", "mine", "--source", "handbook.txt", cwd=place)
    assert (begun.exit_code, begun.out.splitlines()) == (
        0,
        [
            "wrote mine/seeds/handbook.txt",
            "wrote mine/sources.yaml",
            "wrote mine/about.yaml",
            "wrote mine/entries.schema.json",
            "wrote mine/sources.schema.json",
            "wrote mine/about.schema.json",
            "wrote mine/entries/handbook.yaml",
            "handbook.txt: 5 paragraphs",
            "first: make title, publisher, date and speaker true in sources.yaml",
            "then:  ots --knowledge mine ask 'Annual leave'",
            "       ots --knowledge mine quote 'some words'",
            "       ots --knowledge mine check",
        ],
    )
    checked = ots("--knowledge", "mine", "check", cwd=place)
    assert (checked.exit_code, checked.err) == (0, "")
    for question in ("Annual leave", "how many days of leave"):
        reply = json.loads(ots("--knowledge", "mine", "ask", "--json", question, cwd=place).out)
        fact = reply["facts"][0]
        assert fact["quote"] == "Everyone has 28 days of paid leave a year."
        assert HANDBOOK[fact["start"] : fact["end"]] == fact["quote"]
        assert fact["paragraph"] == 3


ARTICLE = """\
Harbour gets a tram again
The Harbour Courier, 18 March 2026. By Josephine Adair

Seventy years after the last tram, on 2 February 2025, work began. The Blue Line is 8 kilometres long.

Are you on time?

Mrs Berg: Nearly. It costs 96 million euros.

And the noise?

Mrs Berg: Less than 70 decibels.
"""

INTERVIEW = """\
"A valley is not a museum": Ada Bondi on the next ten years

Ridge & River magazine, 12 March 2026. Ada Bondi has been director of the park since 2021. We met her in an old customs house, which is its headquarters today and was one of the border for two hundred years.

Ridge & River: What do the figures tell us?

Ada Bondi: In 2025 we counted 412,000 visitors, against 368,000 the year before.

Ridge & River: And the wolf?

Ada Bondi: The wolf came back by itself.
"""

ASKED = """\
"We sold speed. Now we sell being on time."

The Ridge Courier, 14 March 2026. Ilse Brandt, managing director of Amber Railways, talks to Marten Kalve about the new line to Brack, about trains that run on batteries, and about the strike.

Ms Brandt, the line opened three months ago. Are you happy?

Mostly. The bridge over the Teal was new. The line to Brack opened on 13 December 2025, and it is 118 kilometres long.

Why was it late?

Two reasons. The flood of 2023 cost us nine months, and the supplier of the signals the rest of the time that we lost.

There was an accident in August.

A train hit a lorry at Brack, and since then we have put cameras on 22 level crossings along the line and elsewhere.

And the strike?

It lasted four days, from 19 to 22 January 2026, and it cost us more than two million euros in all, which is a lot.
"""

BYLINE = """\
"A lake does not stop at a border post"

Interview with Amara Holm-Odhiambo, Secretary General of the Union of Lakes. Published in Port Halden, Talvia, on 14 March 2025, in The Shoreline Review. The questions were put by Jonas Petrak.

You took office last year. What did you find?

I was sworn in on 1 September 2024, for one term of five years. Arrears stood at 11 million dollars. Today they are down to 3 million.

What does the initiative promise?

We launched it in Brask on 22 October 2024. Since 2023 a boat may follow a suspect for 10 kilometres.

And the ferry?

The Halden Ring will connect seven ports. The Halden Ring is led by Dr. Henrik Berg.
"""

PROFILE = """\
The quiet lifter: Ada Holm and her cranes

By Jonas Petrak, Meridian Business, 14 March 2026

The cranes of Holm Lifting are made in Leith. "I never liked noise," says Holm.

What do you say to people who fear for their jobs?

"I go and see them, all of them, and I listen to what they have to say to me."

You signed several agreements.

"Two that matter: one with the harbour of Leith, and one with the town itself."

What comes next?

"A crane that climbs."

And the interns?

"We take six a year. Each has a mentor."
"""

RUNBOOK = """\
RUNBOOK 01: On call

Owner: Platform team. Reviewed: 3 August 2026 by Tove Lindqvist.

1. Who is on call

Two people are on call at any time.
"""


@pytest.mark.parametrize(
    ("text", "told", "entry"),
    [
        (
            ARTICLE,
            "title: Harbour gets a tram again|publisher: The Harbour Courier|date: 2026-03-18|"
            "speaker: Josephine Adair|# voices: [{id: mrs-berg, name: Mrs Berg, paragraphs: [4, 6]}]  # whose words",
            "title: The Blue Line|quote: The Blue Line is 8 kilometres long.",
        ),
        (
            INTERVIEW,
            "title: '\"A valley is not a museum\": Ada Bondi on the next ten years'|"
            "publisher: Ridge & River magazine\n|date: 2026-03-12\n|speaker: Ada Bondi\n|"
            "# voices: [{id: ridge-river, name: Ridge & River, paragraphs: [3, 5]},"
            " {id: ada-bondi, name: Ada Bondi, paragraphs: [4, 6]}]",
            "title: Ada Bondi|quote: Ada Bondi has been director",
        ),
        (
            ASKED,
            "title: '\"We sold speed. Now we sell being on time.\"'|date: 2026-03-14|speaker: Ilse Brandt\n"
            "|role: managing director of Amber Railways\n"
            "|# voices: [{id: marten-kalve, name: Marten Kalve, paragraphs: [3, 5, 7, 9]}]",
            "title: The line to Brack|quote: The line to Brack opened",
        ),
        (
            BYLINE,
            "publisher: The Shoreline Review\n|date: 2025-03-14\n|speaker: Amara Holm-Odhiambo\n"
            "|role: Secretary General of the Union of Lakes\n|# subject: [Union of Lakes]"
            "|# voices: [{id: jonas-petrak, name: Jonas Petrak, paragraphs: [3, 5, 7]}]",
            "title: The Halden Ring|quote: The Halden Ring will connect seven ports.",
        ),
        (
            PROFILE,
            "publisher: Meridian Business\n|date: 2026-03-14\n|speaker: Jonas Petrak\n|# subject: [the library]"
            "|# voices: [{id: ada-holm, name: Ada Holm, paragraphs: [5, 7, 9, 11]}]",
            "quote: The cranes of Holm Lifting are made in Leith.",
        ),
        (
            "The market that pays first\n\nBy Ruth Okello. Kampot, 9 June 2026\n\nThe market has 64 stalls.\n",
            "publisher: The market that pays first  # the text does not say|date: 2026-06-09\n|speaker: Ruth Okello\n",
            "title: The market\n",
        ),
        (
            "A longer arm\n\nLORNE, 6 May 2025. The harbour is to grow by a third, for the assembly voted for an"
            " extension that will cost 214 million pounds and will be the largest building on the coast in all its"
            " years.\n",
            "publisher: A longer arm  # the text does not say|date: 2025-05-06\n",
            "title: ",
        ),
        (
            "What staff need to know\n\nUniversity of Leith, IT Services. Last updated on 3 March 2026.\n\nAll have an account.\n",
            "publisher: University of Leith, IT Services\n|date: 2026-03-03\n",
            "quote: All have an account.",
        ),
        (
            RUNBOOK,
            "title: 'RUNBOOK 01: On call'|date: 2026-08-03|"
            "publisher: 'RUNBOOK 01: On call'  # the text does not say in its first lines who publishes it",
            "quote: Two people are on call at any time.",
        ),
        (
            "Harbour Library: house rules for all\n\nThe library opens at 9:00 on weekdays.\n",
            "title: 'Harbour Library: house rules for all'|"
            "publisher: Harbour Library  # as its title begins: the text does not say who publishes it|"
            "speaker: Harbour Library  # as its title begins: the text does not say whose words it is|"
            "# subject: [Harbour Library]",
            "quote: The library opens at 9:00 on weekdays.",
        ),
        (
            "Quill guide\n\nQuill is the bookkeeping service of Elm Ltd, made for small firms.\n",
            "publisher: Elm Ltd\n|speaker: Elm Ltd\n",
            "quote: Quill is the bookkeeping service",
        ),
        (
            "Staff Handbook: leave\n\nAll have 28 days of leave.\n",
            "publisher: 'Staff Handbook: leave'",
            "quote: All",
        ),
        (
            "Protokoll der Sitzung\n\nLindau, 3. März 2026\n\nDer Verein hat die Pumpe für das Becken gekauft.\n",
            "  language: de  # of its quotes\n|date: 2026-03-03\n",
            "quote: Der Verein hat",
        ),
        (
            "Minutes of the committee\n\nHeld on Tuesday 11 May 2027 in the hall\n\nAnna Berg chairs the board.\n",
            "publisher: Minutes of the committee  # the text does not say|date: 2027-05-11\n",
            "quote: Anna Berg chairs",
        ),
        (
            "Members' guide\n\nThe committee approved this guide on 14 January 2025. "
            f"{'Much more is said here of the land. ' * 5}\n\nRents\n\nA full plot costs 68 pounds.\n",
            "date: 2025-01-14\n",
            "title: Rents",
        ),
        (HANDBOOK, "  # when the file was last changed: the text gives none", "title: Annual leave"),
    ],
)
def test_who_said_it_and_when_is_read_from_the_first_lines(
    ots: Ots, tmp_path: Path, text: str, told: str, entry: str
) -> None:
    (tmp_path / "text.txt").write_text(text, encoding="utf-8")
    assert ots("init", "mine", "--source", "text.txt", cwd=tmp_path).exit_code == 0
    for name, lines in (("sources.yaml", told), ("entries/text.yaml", entry)):
        written = (tmp_path / "mine" / name).read_text("utf-8")
        assert [it for it in lines.split("|") if it not in written] == []


@pytest.mark.parametrize("name", ["test", "notes", "help", "text"])
def test_a_text_without_a_title_begins_whatever_its_file_is_called(
    ots: Ots, tmp_path: Path, name: str
) -> None:
    (tmp_path / f"{name}.txt").write_text("Die Bücherei öffnet um neun. Kinder zahlen nichts.", "utf-8")
    assert ots("init", "mine", "--source", f"{name}.txt", cwd=tmp_path).exit_code == 0


def test_the_text_is_kept_with_its_digest(ots: Ots, place: Path) -> None:
    ots("init", "mine", "--source", "handbook.txt", cwd=place)
    (source,) = yaml.safe_load((place / "mine" / "sources.yaml").read_text("utf-8"))
    assert (place / "mine" / "seeds" / "handbook.txt").read_bytes() == HANDBOOK.encode()
    assert source["sha256"] == hashlib.sha256(HANDBOOK.encode()).hexdigest()
    assert "# in seeds/, 5 paragraphs" in (place / "mine" / "sources.yaml").read_text("utf-8")


def test_an_editor_finds_the_schema_of_each_file(ots: Ots, tmp_path: Path) -> None:
    ots("init", "mine", cwd=tmp_path)
    for path in (tmp_path / "mine").rglob("*.yaml"):
        first = path.read_text("utf-8").splitlines()[0]
        key, _, named = first.partition("=")
        assert key == "# yaml-language-server: $schema"
        schema = json.loads((path.parent / named).read_text("utf-8"))
        listed = [schema, *schema.get("anyOf", ())]
        if path.name == "about.yaml":
            assert schema["properties"]
        else:
            assert any(it.get("type") == "array" and it["items"]["$ref"] for it in listed)


def test_without_a_text_there_is_a_sample(ots: Ots, tmp_path: Path) -> None:
    begun = ots("init", "mine", cwd=tmp_path)
    assert begun.exit_code == 0
    assert ots("--knowledge", "mine", "check", cwd=tmp_path).exit_code == 0
    assert ots("--knowledge", "mine", "ask", "opening hours", cwd=tmp_path).out.startswith("Opening hours")


def test_the_example_s_comments_are_valid_where_they_are_taken_away(ots: Ots, tmp_path: Path) -> None:
    ots("init", "mine", cwd=tmp_path)
    entry = tmp_path / "mine" / "entries" / "sample.yaml"
    entry.write_text(
        entry.read_text("utf-8").replace("# aliases", "aliases").replace("# keywords", "keywords")
    )
    told = ots("--knowledge", "mine", "check", cwd=tmp_path).lines
    assert told[-1] == "1 entries, 1 facts: every quote found, no faults"


def test_about_shows_every_field_as_it_is_written(ots: Ots, tmp_path: Path) -> None:
    ots("init", "mine", cwd=tmp_path)
    about = tmp_path / "mine" / "about.yaml"
    written = about.read_text("utf-8").replace(
        "examples: [a topic, a question?]", "examples: [opening hours]"
    )
    own = "\n".join(line.removeprefix("# ") for line in written.splitlines()[2:])
    assert set(yaml.safe_load(own)) == set(WrittenAbout.__dataclass_fields__)
    about.write_text(own)
    assert ots("--knowledge", "mine", "check", cwd=tmp_path).exit_code == 0
    refused = ots("--knowledge", "mine", "ask", "zebras", cwd=tmp_path).out
    assert refused.startswith("The handbook does not speak of that.")


def test_knowledge_is_not_written_over(ots: Ots, knowledge_dir: KnowledgeDir) -> None:
    begun = ots("init", ".", cwd=knowledge_dir.path)
    assert (begun.exit_code, begun.lines) == (
        2,
        ["ots: . already has sources.yaml and nothing was written: name a new directory"],
    )
    assert (knowledge_dir.path / "sources.yaml").read_text("utf-8") == SOURCES


def test_a_directory_with_other_files_may_become_one(ots: Ots, place: Path) -> None:
    (place / "seeds").mkdir()
    text = (place / "handbook.txt").rename(place / "seeds" / "handbook.txt")
    (place / "notes.txt").write_text("mine")
    begun = ots("init", ".", "--source", str(text), cwd=place)
    assert begun.exit_code == 0
    assert ots("--knowledge", ".", "check", cwd=place).exit_code == 0


def test_a_text_of_the_same_name_is_not_written_over(ots: Ots, place: Path) -> None:
    other = place / "mine" / "seeds" / "handbook.txt"
    other.parent.mkdir(parents=True)
    other.write_text("Something else.")
    begun = ots("init", "mine", "--source", "handbook.txt", cwd=place)
    assert (begun.exit_code, begun.lines) == (
        2,
        [
            "ots: mine/seeds/handbook.txt is there already and nothing was written: take another directory",
        ],
    )
    assert [path.name for path in (place / "mine").iterdir()] == ["seeds"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    ["Everything is fine here today.", "Der Bau der Brücke dauert 18 Monate. Sie ist 900 Meter lang.",
     "He said “no: never” to all - it's #1, he said. And {so} on: [yes] or no & 3 of them were there.",
     "\N{BOM}One line that\r\nis broken in two.\r\n\r\nAnother one of 7 words is here.\r\n"],
)  # fmt: skip
def test_any_text_with_a_sentence_serves(ots: Ots, tmp_path: Path, text: str) -> None:
    (tmp_path / "a text.txt").write_bytes(text.encode())
    begun = ots("init", "mine", "--source", "a text.txt", cwd=tmp_path)
    assert (begun.exit_code, "gives no date" in begun.err) == (0, True)
    assert ots("--knowledge", "mine", "check", cwd=tmp_path).exit_code == 0


def test_a_text_without_a_sentence_is_refused(ots: Ots, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("\n\n")
    (tmp_path / "short.txt").write_text("Yes.")
    assert ots("init", "mine", "--source", "empty.txt", cwd=tmp_path).lines == [
        "ots: 'empty.txt' holds no text"
    ]
    assert ots("init", "mine", "--source", "short.txt", cwd=tmp_path).exit_code == 2
    assert not (tmp_path / "mine").exists()


def test_where_nothing_can_be_written_it_says_so(ots: Ots, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no directory")
    assert ots("init", "file", cwd=tmp_path).lines == ["ots: file is a file: name a directory"]
    begun = ots("init", "file/below", cwd=tmp_path)
    told = "ots: cannot write 'file/below/seeds/sample.txt' (Not a directory)"
    assert (begun.exit_code, begun.lines) == (1, [told])
