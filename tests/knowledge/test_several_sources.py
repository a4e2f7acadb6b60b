"""Several sources: each answer says which, the newest is true, what they do not agree on is said of all."""

from __future__ import annotations

import json

import pytest

from bot.answering.respond import Responder
from bot.slack.blocks import draw
from knowledge.load import load
from tests.conftest import KnowledgeDir
from tests.knowledge.conftest import FARES, FERRY, NEW, OLD, SOURCES

pytestmark = pytest.mark.slow  # many runs of the command, or waiting


def test_a_source_is_that_of_the_fact_the_entry_or_the_file(harbour: KnowledgeDir) -> None:
    assert harbour.run("check").lines == ["2 entries, 5 facts: every quote found, no faults"]
    facts = [json.loads(line)["facts"] for line in harbour.run("list", "--json").out.splitlines()]
    assert [[fact["span"]["source"] for fact in found] for found in facts] == [
        ["old", "new"],
        ["old", "new", "new"],
    ]


def test_the_newest_is_the_answer_and_the_older_is_shown_as_such(harbour: KnowledgeDir) -> None:
    assert harbour.run("ask", "what does a single ticket cost?").lines == [
        "Fares (theme)",
        "A single ticket costs 2.40 euros.",
        "“a single ticket costs 2.40 euros”",
        "— Bo Lund · The Ferry, June 2026 · paragraph 2",
        "A single ticket costs 2.20 euros.",
        "“A single ticket costs 2.20 euros.”",
        "— Ada Finn · The Harbour, March 2025 · paragraph 2 · superseded since",
        "2.20 euros in March 2025; 2.40 euros since June 2026",
    ]


def test_however_it_is_asked_the_newest_leads(harbour: KnowledgeDir) -> None:
    for reply in harbour.ask_all(["fares", "single ticket", "how much is a single ticket"]):
        assert [fact["source"] for fact in reply["facts"]] == ["new", "old"], reply["query"]


OF_A_YEAR = {
    "what did a single ticket cost in 2025?": "old",
    "how much was a single ticket in March 2025?": "old",
    "what does a single ticket cost in 2026?": "new",
    "how many cars did the ferry carry in 2025?": "old",
    "how many cars does the ferry carry in 2026?": "new",
}


def test_a_question_about_a_year_gets_what_was_true_then(harbour: KnowledgeDir) -> None:
    answers = [it for it in harbour.ask_all(OF_A_YEAR) if it["status"] == "answer"]
    assert {it["query"]: it["facts"][0]["source"] for it in answers} == OF_A_YEAR


def test_where_sources_differ_both_are_said_the_newest_first(harbour: KnowledgeDir) -> None:
    lines = harbour.run("ask", "how many cars does the ferry carry?").lines
    assert lines[1:8] == [
        "The ferry carries 44 cars.",
        "“The ferry carries 44 cars.”",
        "— Bo Lund · The Ferry, June 2026 · paragraph 2",
        "The ferry carries 40 cars.",
        "“The ferry carries 40 cars.”",
        "— Ada Finn · The Harbour, March 2025 · paragraph 2",
        "The ferry is painted blue.",
    ]
    assert lines[-1] == "Sources differ: 44 cars (The Ferry, June 2026); 40 cars (The Harbour, March 2025)"


def test_a_figure_is_listed_once_as_it_is_now_each_with_its_source(harbour: KnowledgeDir) -> None:
    assert harbour.run("ask", "figures").lines == [
        "Figures: 3",
        "1. Fares: single ticket — 2.40 euros · Bo Lund · The Ferry, June 2026",
        "2. The ferry: capacity — 44 cars · Bo Lund · The Ferry, June 2026",
        "3. The ferry: capacity — 40 cars · Ada Finn · The Harbour, March 2025",
    ]


def test_the_sources_can_be_listed(harbour: KnowledgeDir) -> None:
    asked = ["list sources", "sources", "which sources do you have?", "What are your sources?", "Quellen"]
    lines = harbour.run("ask", stdin="".join(f"{it}\n" for it in asked)).out.split("\n\n")
    assert [it.splitlines() for it in lines] == [
        [
            "Sources: 2",
            "1. Fares of 2025 — The Harbour, March 2025 · Ada Finn",
            "2. Fares of 2026 — The Ferry, June 2026 · Bo Lund",
        ]
    ] * len(asked)
    replies = harbour.ask_all(asked)
    assert len(replies) == len(asked)
    for reply in replies:
        assert [(it["what"], it["source"], it["when"]["date"]) for it in reply["items"]] == [
            ("Fares of 2025", "old", "2025-03"),
            ("Fares of 2026", "new", "2026-06"),
        ]
        assert all(it["quote"] in (OLD, NEW)[it["source"] == "new"] for it in reply["items"])


def test_the_command_lists_the_sources_too(harbour: KnowledgeDir) -> None:
    first, second = harbour.run("list", "sources").lines
    assert first.split() == [
        *("old", "The", "Harbour,", "March", "2025"),
        *("Fares", "of", "2025", "(2", "facts)"),
    ]
    assert json.loads(harbour.run("list", "sources", "--json").out.splitlines()[1])["id"] == "new"
    assert second.endswith("(3 facts)")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "what does a single ticket cost?",
            [
                "Bo Lund · The Ferry, June 2026 · paragraph 2",
                "Ada Finn · The Harbour, March 2025 · paragraph 2 · superseded since",
                "2.20 euros in March 2025; 2.40 euros since June 2026",
            ],
        ),
        (
            "figures",
            [
                "1. Fares: single ticket — 2.40 euros · Bo Lund · The Ferry, June 2026",
                "3. The ferry: capacity — 40 cars · Ada Finn · The Harbour, March 2025",
            ],
        ),
    ],
)
def test_slack_says_with_each_fact_whose_it_is(harbour: KnowledgeDir, question: str, said: list[str]) -> None:
    drawing = draw(Responder(load(harbour.path)).reply(question), "message")
    lines = drawing.text.splitlines()
    assert [line for line in lines if line in said] == said


def test_one_source_for_all_is_said_once(harbour: KnowledgeDir) -> None:
    (harbour.path / "entries/fares.yaml").unlink()
    harbour.write("entries/ferry.yaml", FERRY.replace("source: old", "source: new").replace("40", "44"))
    lines = harbour.run("ask", "list").lines
    assert lines == ["All topics: 1", "1. The ferry", "— Bo Lund · The Ferry, June 2026"]


def test_three_sources_that_differ_are_all_said_the_newest_first(harbour: KnowledgeDir) -> None:
    last = "- {id: last, file: last.txt, title: Boats, publisher: The Quay, date: 2027, speaker: Di Ott}\n"
    harbour.write("sources.yaml", SOURCES + last)
    harbour.write("seeds/last.txt", "The ferry carries 50 cars.\n")
    more = FERRY.split("    - text")[1].replace("40", "50")
    harbour.write("entries/ferry.yaml", f"{FERRY}    - text{more}      source: last\n")
    lines = harbour.run("ask", "how many cars does the ferry carry?").lines
    assert [line for line in lines if line.startswith("The ferry carries")] == [
        "The ferry carries 50 cars.",
        "The ferry carries 44 cars.",
        "The ferry carries 40 cars.",
    ]
    assert lines[-1] == (
        "Sources differ: 50 cars (The Quay, 2027); 44 cars (The Ferry, June 2026); 40 cars (The Harbour, March 2025)"
    )


OLDER = "supersedes: [single-2025]"

FAULTS = {
    "an older fact that there is not": (
        {OLDER: "supersedes: [single-2024]"},
        "entries/fares.yaml:16: fares: no fact is called 'single-2024'; did you mean 'single-2025'?",
    ),
    "two facts of one id": (
        {"id: single-2026": "id: single-2025", OLDER: "supersedes: []"},
        "entries/fares.yaml:12: fares: fact id 'single-2025' is already used at entries/fares.yaml:7: choose another",
    ),
    "an older fact that is newer": (
        {OLDER: "supersedes: []", "source: old": "source: old\n        supersedes: [fares/single-2026]"},
        "entries/fares.yaml:9: fares: 'fares/single-2026' is from new (2026-06), which is newer than old (2025-03): "
        "say it there the other way round",
    ),
    "a source of a file that there is not": (
        {"source: new": "source: newer"},
        "entries/fares.yaml:1: fares: source 'newer' is not in sources.yaml; did you mean 'new'?",
    ),
    "a source of an entry that there is not": (
        {"title: Fares": "title: Fares\n    source: older"},
        "entries/fares.yaml:6: fares: source 'older' is not in sources.yaml; did you mean 'old'?",
    ),
    "no source at all": (
        {"source: new\nentries:": "entries:"},
        "entries/fares.yaml:11: fares: there is more than one source: say which, as in `source: old`",
    ),
    "entries that are no list": (
        {FARES.partition("entries:")[2]: " fares\n"},
        "entries/fares.yaml:2: fares: entries must be a list: start each with `- id:`",
    ),
}


@pytest.mark.parametrize(("changes", "fault"), FAULTS.values(), ids=FAULTS)
def test_a_wrong_source_or_older_fact_is_named_once_where_it_stands(
    harbour: KnowledgeDir, changes: dict[str, str], fault: str
) -> None:
    fares = FARES
    for written, instead in changes.items():
        fares = fares.replace(written, instead)
    harbour.write("entries/fares.yaml", fares)
    checked = harbour.run("check")
    assert (checked.exit_code, checked.lines) == (1, [fault])


def test_facts_that_supersede_each_other_are_a_fault(harbour: KnowledgeDir) -> None:
    harbour.write("seeds/new.txt", f"{NEW}\n{OLD}")
    harbour.write(
        "entries/fares.yaml",
        FARES.replace("source: old", "source: new\n        supersedes: [single-2026]"),
    )
    assert harbour.run("check").lines == [
        "entries/fares.yaml:9: fares: supersedes itself by way of 'single-2026': take one of the two out",
        "entries/fares.yaml:17: fares: supersedes itself by way of 'single-2025': take one of the two out",
    ]
