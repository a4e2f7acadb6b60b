"""What is to come is marked as a plan, and what has happened is not, however it is held against one."""

from __future__ import annotations

import json

from knowledge.load import load
from tests.conftest import BRIDGE, SOURCES, KnowledgeDir

PLANS = {
    "en": {
        "The line opened in 2029, fourteen months later than planned.": False,
        "It cost less than originally planned in 2027.": False,
        "The tunnel opened as planned, in May.": False,
        "A tram is planned for the harbour.": True,
        "Works such as a planned bridge are dear.": True,
        "Riga plans a second depot.": True,
        "The club has plans for a second depot.": True,
        "Planned are a hall and a pool.": True,
        "They plan to add one.": True,
        "Whether they get one will be decided in May.": True,
        "There are three plans.": False,
        "Yearly plans are refunded in full.": False,
        "The ward carries out most planned surgery.": False,
        "For planned treatment the wait is short.": False,
        "They lost money; they had planned to break even.": False,
        "The council has not decided whether it will keep the hall.": False,
        "You can move from a Stall plan to Counter.": False,
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


def test_what_a_curator_calls_a_plan_is_none_of_what_is_to_come(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("about.yaml", "kinds: [{id: plan, plural: plans}]\n")
    said = "The club has plans for families. They plan to add one for couples."
    quotes = said.split(". ")
    facts = "".join(f"    - text: {it.rstrip('.')}.\n      quote: {it}\n" for it in quotes)
    knowledge_dir.add(said, "plans", f"- id: club\n  kind: plan\n  title: Club\n  facts:\n{facts}")
    club = next(entry for entry in load(knowledge_dir.path).entries if entry.id == "club")
    assert [fact.is_plan for fact in club.facts] == [False, True]


SEEN_FROM = {
    # What is said of it, the date of its source, and whether it is to come then.
    ("They met from 9 to 11 June 2025.", "June 2025", "{date: 2025-06-09, until: 2025-06-11}"): False,
    ("They met on 9 June 2025.", "2025", "{date: 2025-06-09}"): False,
    ("They meet in July 2025.", "June 2025", "{date: 2025-07}"): True,
    ("They meet in 2026.", "June 2025", "{date: 2026}"): True,
    ("They met on 9 June 2025.", "2025-06-08", "{date: 2025-06-09}"): True,
    ("They met on 9 June 2025.", "2025-06-08", "{date: 2025-06-09, status: past}"): False,
    # What has begun and ends later is no plan; what begins only then is one.
    ("Hay comes under a contract until the end of 2026.", "2025", "{date: 2026}"): False,
    ("Hay comes since 2018; the contract ends in 2033.", "2025", "{date: 2018}, {date: 2033}"): False,
    ("The contract ends in 2033.", "2025", "{date: 2033}"): True,
    ("The bridge is not open until 2026.", "2025", "{date: 2026}"): True,
    ("The bridge isn’t open until 2026.", "2025", "{date: 2026}"): True,
    ("The bridge opens in 2026.", "2025", "{date: 2026}"): True,
}


def test_what_is_to_come_is_later_than_its_source_as_far_as_that_is_dated(
    knowledge_dir: KnowledgeDir,
) -> None:
    sources, entries = "", []
    for place, ((said, day, dates), _) in enumerate(SEEN_FROM.items()):
        name = f"told-{place}"
        knowledge_dir.write(f"seeds/{name}.txt", said)
        sources += SOURCES.replace("talk", name, 2).replace("2030-05-01", day)
        entries.append(f"- text: {json.dumps(said)}\n  quote: {json.dumps(said)}\n  source: {name}\n")
        entries[-1] += f"  dates: [{dates}]\n"
    knowledge_dir.write("sources.yaml", sources)
    (knowledge_dir.path / "entries/bridge.yaml").unlink()
    facts = "".join(entries).replace("\n", "\n    ")
    knowledge_dir.write(
        "entries/peace.yaml", f"- id: told\n  kind: theme\n  title: Told\n  facts:\n    {facts}"
    )
    told = [fact.is_plan for entry in load(knowledge_dir.path).entries for fact in entry.facts]
    assert told == list(SEEN_FROM.values())


def test_what_an_occasion_is_typed_to_be_is_neither_its_date_nor_the_words_of_its_quote(
    knowledge_dir: KnowledgeDir,
) -> None:
    opening = (
        "    - text: The bridge will open in Riga in 2031.\n      quote: will open in Riga in 2031\n"
        '      understood: "The bridge:"\n'
        "      occasion: {what: Opening of the bridge, date: 2031, city: Riga, status: past}\n"
    )
    knowledge_dir.write("entries/bridge.yaml", BRIDGE + opening)
    (bridge, _) = load(knowledge_dir.path).entries
    assert not bridge.facts[1].is_plan
    (reply,) = knowledge_dir.ask_all(["timeline"])
    assert [(it["what"], it["status"]) for it in reply["items"]] == [("Opening of the bridge", "past")]
