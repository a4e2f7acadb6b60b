"""Whose words a quote is may be named in the text of its fact, though no quote says it."""

from __future__ import annotations

from tests.conftest import BRIDGE, SOURCES, KnowledgeDir

SAYS = BRIDGE + "    - {text: 'The bridge will last, says Tom Reid.', quote: This one lasts%s}\n"


def test_the_voice_of_a_fact_may_stand_in_its_text(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.add('"This one lasts," he says.', "bridge", SAYS % ", speaker: tom")
    knowledge_dir.write("sources.yaml", SOURCES + "  voices: [{id: tom, name: Tom Reid, paragraphs: []}]\n")
    assert knowledge_dir.run("check").exit_code == 0
    knowledge_dir.add("", "bridge", SAYS % "")
    assert "name 'Tom Reid' does not stand in the quote" in knowledge_dir.run("check").lines[0]
