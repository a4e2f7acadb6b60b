"""Whose words a quote is may be named in the text of its fact, though no quote says it."""

from __future__ import annotations

import pytest

from tests.conftest import BRIDGE, SOURCES, KnowledgeDir

SAYS = BRIDGE + "    - {text: 'The bridge will last, says Tom Reid.', quote: This one lasts%s}\n"


def test_the_voice_of_a_fact_may_stand_in_its_text(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.add('"This one lasts," he says.', "bridge", SAYS % ", speaker: tom")
    knowledge_dir.write("sources.yaml", SOURCES + "  voices: [{id: tom, name: Tom Reid, paragraphs: []}]\n")
    assert knowledge_dir.run("check").exit_code == 0
    knowledge_dir.add("", "bridge", SAYS % "")
    assert "name 'Tom Reid' does not stand in the quote" in knowledge_dir.run("check").lines[0]


PROPOSES = (
    BRIDGE
    + "    - {text: A park is proposed., quote: '%s', roles: [{who: %s, does: proposed, what: park}]%s}\n"
)


@pytest.mark.parametrize(
    ("quote", "who", "voice"),
    [("My own proposal is a park", "Anna Berg", ""), ("I would like a park", "Berg", ""),
     ("We want a park", "Tom Reid", ", speaker: tom")],
)  # fmt: skip
def test_whose_words_a_quote_is_may_do_what_it_says_of_itself(
    knowledge_dir: KnowledgeDir, quote: str, who: str, voice: str
) -> None:
    voices = "  voices: [{id: tom, name: Tom Reid, paragraphs: []}]\n"
    knowledge_dir.write("sources.yaml", SOURCES + voices)
    knowledge_dir.add(f"{quote}.", "bridge", PROPOSES % (quote, who, voice))
    assert knowledge_dir.run("check").exit_code == 0


@pytest.mark.parametrize(
    ("quote", "who", "voice"),
    [("The proposal is a park", "Anna Berg", ""), ("My proposal is a park", "Tom Reid", ""),
     ("My proposal is a park", "Anna Berg", ", speaker: tom")],
)  # fmt: skip
def test_nobody_else_does_what_a_quote_says_of_its_speaker(
    knowledge_dir: KnowledgeDir, quote: str, who: str, voice: str
) -> None:
    voices = "  voices: [{id: tom, name: Tom Reid, paragraphs: []}]\n"
    knowledge_dir.write("sources.yaml", SOURCES + voices)
    knowledge_dir.add(f"{quote}.", "bridge", PROPOSES % (quote, who, voice))
    assert f"bridge: {who!r} does not stand in the quote" in knowledge_dir.run("check").lines[0]


def test_another_name_of_somebody_proves_them_where_it_is_understood(knowledge_dir: KnowledgeDir) -> None:
    built = "    - {text: Nora Lind built a park., quote: She built a park, understood: 'Nora:'}\n"
    knowledge_dir.add("Nora came early. She built a park.", "bridge", BRIDGE + built)
    assert "name 'Lind' does not stand in the quote" in knowledge_dir.run("check").lines[0]
    knowledge_dir.write("language/names.yaml", "people: {Nora Lind: [Nora]}\n")
    assert knowledge_dir.run("check").exit_code == 0
