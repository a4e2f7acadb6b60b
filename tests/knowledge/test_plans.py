"""What is to come is marked as a plan, and what has happened is not, however it is held against one."""

from __future__ import annotations

import json

from knowledge.load import load
from tests.conftest import SOURCES, KnowledgeDir

PLANS = {
    "en": {
        "The line opened in 2029, fourteen months later than planned.": False,
        "It cost less than originally planned in 2027.": False,
        "The tunnel opened as planned, in May.": False,
        "A tram is planned for the harbour.": True,
        "Works such as planned bridges are dear.": True,
        "The depot will open later than planned.": True,
        "A second depot is planned, and the first one opened as planned.": True,
    },
    "de": {
        "Die Brücke wurde später als geplant eröffnet.": False,
        "Der Bau kam voran wie vorgesehen.": False,
        "Ein Neubau ist für den Hafen geplant.": True,
    },
    "ru": {
        "Мост открыли позже, чем было запланировано.": False,
        "Открытие моста запланировано на май.": True,
    },
}


def test_only_what_is_still_to_come_is_a_plan(knowledge_dir: KnowledgeDir) -> None:
    facts = []
    sources = ""
    for language, said in PLANS.items():
        knowledge_dir.write(f"seeds/{language}.txt", "\n".join(said))
        sources += SOURCES.replace("talk", language, 2) + f"  language: {language}\n"
        facts += [
            {"source": language, "text": f"It was, is and will be planned: {it}", "quote": it} for it in said
        ]
    knowledge_dir.write("sources.yaml", sources)
    (knowledge_dir.path / "entries/bridge.yaml").unlink()
    entry = [{"id": "plans", "kind": "theme", "title": "Plans", "facts": facts}]
    knowledge_dir.write("entries/peace.yaml", json.dumps(entry))
    told = {fact.quote: fact.is_plan for entry in load(knowledge_dir.path).entries for fact in entry.facts}
    assert told == {quote: is_plan for said in PLANS.values() for quote, is_plan in said.items()}
