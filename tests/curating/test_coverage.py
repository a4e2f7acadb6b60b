"""Headings and questions state nothing, so that no quote is expected of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.coverage import sentences
from knowledge.load import read_texts
from knowledge.source import Factless
from tests.conftest import BRIDGE, SOURCES, KnowledgeDir

pytestmark = pytest.mark.slow  # many runs of the command, or waiting

PAGE = """\
Talks of 2030

1. Who is on call

We want lasting peace, she said. Two people are on call.
pelican takes payments.

Perks

Free fruit

Free bicycles

Lunch at noon

The bridge is nearly 900 metres long.

Lift: 2 persons
"""


def test_headings_are_left_out_and_short_lines_of_a_list_are_not(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("seeds/talk.txt", PAGE)
    assert knowledge_dir.run("coverage").lines == [
        "paragraph 3: Two people are on call.",
        "paragraph 3: pelican takes payments.",
        "paragraph 4: Perks",
        "paragraph 5: Free fruit",
        "paragraph 6: Free bicycles",
        "paragraph 7: Lunch at noon",
        "paragraph 9: Lift: 2 persons",
        "talk: 2 of 9 fact-bearing sentences touched (22.2%)",
    ]


def test_coverage_is_told_beside_the_faults(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("seeds/talk.txt", PAGE)
    knowledge_dir.write(
        "entries/bridge.yaml",
        BRIDGE.replace("quote: The bridge is nearly 900", "quote: The bridge is nearly 800"),
    )
    covered = knowledge_dir.run("coverage")
    assert covered.exit_code == 1
    assert "paragraph 8: The bridge is nearly 900 metres long." in covered.out.splitlines()
    assert "talk: 1 of 9 fact-bearing sentences touched (11.1%)" in covered.out.splitlines()
    assert "quote not found in talk" in covered.err


INTERVIEW = """\
"We want lasting peace": Anna Berg on a long year, on bridges, and on what she would never again do in her life

Ridge & River: You crossed the bridge. What does it look like?

Anna Berg: Fine, she said. It is nearly 900 metres long.

What went wrong in 2025

Anna Berg: Nothing. All of the fence was lost.

1900 metres of fence

The end came soon.
"""

VOICES = """\
  voices: [{id: magazine, name: Ridge & River}, {id: berg, name: Anna Berg}]
  factless:
    - {paragraph: 3, begins: "Anna Berg: Fine", because: with the name}
    - {paragraph: 5, begins: Nothing, because: without it}
"""


def test_of_an_interview_what_is_said_is_told_without_who_says_it(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("seeds/talk.txt", INTERVIEW)
    knowledge_dir.write("sources.yaml", SOURCES + VOICES)
    (knowledge_dir.path / "entries/bridge.yaml").unlink()
    peace = (knowledge_dir.path / "entries/peace.yaml").read_text()
    knowledge_dir.write(
        "entries/peace.yaml", peace.replace("We want lasting peace, she said", "We want lasting peace")
    )
    assert knowledge_dir.run("coverage").lines == [
        "paragraph 2: You crossed the bridge.",
        "paragraph 3: It is nearly 900 metres long.",
        "paragraph 5: All of the fence was lost.",
        "paragraph 6: 1900 metres of fence",
        "paragraph 7: The end came soon.",
        "talk: 0 of 5 fact-bearing sentences touched (0.0%)",
    ]


def test_of_two_sentences_of_a_paragraph_each_is_named_by_how_it_begins(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("seeds/talk.txt", INTERVIEW)
    wrong = VOICES.replace("begins: Nothing", "begins: Nothing at all")
    knowledge_dir.write("sources.yaml", SOURCES + wrong)
    assert "talk: no sentence of paragraph 5 begins 'Nothing at all'" in knowledge_dir.run("check").err


SHORT = """\
"We sold speed. Now we sell being on time."

The Paper, 1 May 2030. Anna Berg talks about the line.

Mostly. “It opened in 2029.” Two reasons. Closed 2031.
"""


def test_a_title_and_who_wrote_it_are_no_part_of_a_list_of_short_lines(knowledge_dir: KnowledgeDir) -> None:
    (source,) = read_texts(knowledge_dir.path).draft.sources
    told = ("The house rules", "Leith, 5 January 2031", "Opening hours", "The hall is open on weekdays.")
    by = ("The house rules", "By Anna Berg, health editor", "The hall is open on weekdays.")
    found = [
        [it.text for it in sentences(replace(source, text="\n\n".join(text)), ()) if it.bears_facts]
        for text in (told, by)
    ]
    assert found == [[told[1], told[3]], [by[2]]]


def test_a_headline_a_date_line_and_a_word_or_two_state_nothing(knowledge_dir: KnowledgeDir) -> None:
    (source,) = read_texts(knowledge_dir.path).draft.sources
    source = replace(
        source,
        text=SHORT,
        factless=(Factless(paragraph=3, begins="It opened", because="in quotation marks"),),
    )
    assert [it.text for it in sentences(source, ()) if it.bears_facts] == [
        "Anna Berg talks about the line.",
        "Closed 2031.",
    ]
