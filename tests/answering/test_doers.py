"""Who does something is told by the sentence that says so, whoever it is and whoever has typed it."""

from __future__ import annotations

import pytest

from tests.conftest import KnowledgeDir

SAID = """\
The bridge is insured by Pennant Mutual. The maker, Heliora, replaced the lamps. A panel decides about grants in July.
We will paint the railing, and 41 painters from Riga asked for the work. The Repair Fund is empty. It will be closed by Sunday.
The ferry was bought by Ada Quist. Anyone who lives upstream may use the slipway.
"""

ENTRY = """\
- id: {id}
  kind: project
  title: {title}
  facts:
    - text: {text}
      quote: {text}
"""

FACTS = {
    "insurance": ("Insurance", "The bridge is insured by Pennant Mutual."),
    "lamps": ("Lamps", "The maker, Heliora, replaced the lamps."),
    "grants": ("Grants", "A panel decides about grants in July."),
    "railing": ("Railing", "We will paint the railing, and 41 painters from Riga asked for the work."),
    "fund": ("Repair Fund", "The Repair Fund is empty."),
    "ferry": ("Ferry", "The ferry was bought by Ada Quist."),
    "slipway": ("Slipway", "Anyone who lives upstream may use the slipway."),
}


@pytest.fixture
def told(knowledge_dir: KnowledgeDir) -> KnowledgeDir:
    talk = (knowledge_dir.path / "seeds/talk.txt").read_text(encoding="utf-8")
    knowledge_dir.write("seeds/talk.txt", f"{talk}\n{SAID}")
    for key, (title, text) in FACTS.items():
        knowledge_dir.write(f"entries/{key}.yaml", ENTRY.format(id=key, title=title, text=text))
    return knowledge_dir


def test_who_does_it_is_told_by_whose_verb_it_is_and_by_whom_it_is_done(told: KnowledgeDir) -> None:
    asked = {
        "who insures the bridge?": "insurance",
        "who replaced the lamps?": "lamps",
        "who will decide about grants?": "grants",
        "who buys the ferry?": "ferry",
        "who can use the slipway?": "slipway",
    }
    replies = told.ask_all(asked)
    assert [(it["status"], it["entry"]) for it in replies] == [("answer", it) for it in asked.values()]


def test_nobody_is_told_by_a_pronoun_a_number_or_a_name(told: KnowledgeDir) -> None:
    replies = told.ask_all(
        ["who will paint the railing?", "who repairs the railing?", "who funds the lamps?"]
    )
    assert [it["status"] for it in replies] == ["none"] * 3
