"""Several sources: each answer says which, the newest is true, what they do not agree on is said of all."""

from __future__ import annotations

import json

import pytest

from bot.answering.respond import Responder
from bot.slack.blocks import draw
from knowledge.load import load
from tests.conftest import KnowledgeDir
from tests.slack_server import BotProcess, SlackServer

pytestmark = pytest.mark.slow  # many runs of the command, or waiting

SOURCES = """\
- {id: old, file: old.txt, title: Fares of 2025, publisher: The Harbour, date: 2025-03, speaker: Ada Finn}
- {id: new, file: new.txt, title: Fares of 2026, publisher: The Ferry, date: 2026-06, speaker: Bo Lund}
"""

OLD = """Fares of the ferry.

A single ticket costs 2.20 euros. The ferry carries 40 cars.
"""

NEW = """Fares of the ferry, once more.

From now on a single ticket costs 2.40 euros. The ferry carries 44 cars. It is painted blue.
"""

FARES = """\
source: new
entries:
  - id: fares
    kind: theme
    title: Fares
    facts:
      - id: single-2025
        source: old
        text: A single ticket costs 2.20 euros.
        quote: A single ticket costs 2.20 euros.
        figures: [{value: 2.20, unit: EUR, of: single ticket}]
      - id: single-2026
        text: A single ticket costs 2.40 euros.
        quote: a single ticket costs 2.40 euros
        figures: [{value: 2.40, unit: EUR, of: single ticket}]
        supersedes: [single-2025]
"""

FERRY = """\
- id: ferry
  kind: project
  title: The ferry
  source: old
  facts:
    - text: The ferry carries 40 cars.
      quote: The ferry carries 40 cars.
      figures: [{value: 40, unit: cars, of: capacity}]
    - text: The ferry carries 44 cars.
      source: new
      quote: The ferry carries 44 cars.
      figures: [{value: 44, unit: cars, of: capacity}]
    - text: The ferry is painted blue.
      source: new
      quote: It is painted blue.
"""


@pytest.fixture
def harbour(knowledge_dir: KnowledgeDir) -> KnowledgeDir:
    """Two sources: one price that has risen, and one number on which they do not agree."""
    for name in ("entries/peace.yaml", "entries/bridge.yaml", "seeds/talk.txt"):
        (knowledge_dir.path / name).unlink()
    knowledge_dir.write("sources.yaml", SOURCES)
    knowledge_dir.write("seeds/old.txt", OLD)
    knowledge_dir.write("seeds/new.txt", NEW)
    knowledge_dir.write("entries/fares.yaml", FARES)
    knowledge_dir.write("entries/ferry.yaml", FERRY)
    return knowledge_dir


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


BOTH = """\
- id: fares
  kind: theme
  title: Fares
  facts:
    - id: both-2025
      source: old
      text: A single ticket costs 2.20 euros, a return 5 euros.
      quote: A single ticket costs 2.20 euros, a return 5 euros.
      figures: [{value: 2.20, unit: EUR, of: single ticket}, {value: 5, unit: EUR, of: return ticket}]
    - text: A single ticket costs 2.40 euros.
      source: new
      quote: a single ticket costs 2.40 euros
      figures: [{value: 2.40, unit: EUR, of: single ticket, supersedes: [both-2025]}]
"""


@pytest.fixture
def partly(harbour: KnowledgeDir) -> KnowledgeDir:
    """A fact of two prices, of which one has risen."""
    harbour.write("seeds/old.txt", OLD.replace("2.20 euros", "2.20 euros, a return 5 euros"))
    harbour.write("entries/fares.yaml", BOTH)
    return harbour


def test_a_figure_alone_may_take_the_place_of_another(partly: KnowledgeDir) -> None:
    assert partly.run("check").exit_code == 0
    lines = partly.run("ask", "what does a single ticket cost?").lines
    assert (lines[1], lines[-1]) == (
        "A single ticket costs 2.40 euros.",
        "2.20 euros in March 2025; 2.40 euros since June 2026",
    )
    assert not any("superseded" in line for line in lines)  # for the price of a return still holds
    then = partly.run("ask", "what did a single ticket cost in 2025?").lines
    assert (then[1], then[-1]) == ("A single ticket costs 2.20 euros, a return 5 euros.", lines[-1])
    other = partly.run("ask", "what does a return ticket cost?").lines
    assert other[1] == "A single ticket costs 2.20 euros, a return 5 euros."
    assert "2.40 euros since" not in other[-1]


def test_of_figures_that_hold_no_more_only_the_newest_is_listed(partly: KnowledgeDir) -> None:
    listed = [line.split(" · ")[0] for line in partly.run("ask", "figures").lines]
    assert sorted(line.partition(". ")[2] for line in listed if "Fares" in line) == [
        "Fares: return ticket — 5 euros",
        "Fares: single ticket — 2.40 euros",
    ]
    assert "2.20 euros" in partly.run("ask", "figures in 2025").out


TRADE = """\
- id: harbour
  kind: theme
  title: The harbour
  facts:
    - id: trade-2025
      source: old
      text: Trade rose by 4 percent, foreign trade to 9 million euros.
      quote: Trade rose by 4 percent, foreign trade to 9 million euros.
      figures: [{value: 4, unit: "%", of: trade}, {value: 9, unit: million EUR, of: foreign trade}]
    - text: Trade rose by 5 percent.
      source: new
      quote: Trade rose by 5 percent.
      figures: [{value: 5, unit: "%", of: trade, supersedes: [trade-2025]}]
"""


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("figures", ["The harbour: foreign trade — 9 million euros", "The harbour: trade — 5 percent"]),
        ("percentages", ["The harbour: trade — 5 percent"]),
        ("money", ["The harbour: foreign trade — 9 million euros"]),
    ],
)
def test_a_figure_is_not_taken_for_another_whose_name_ends_alike(
    harbour: KnowledgeDir, asked: str, listed: list[str]
) -> None:
    (harbour.path / "entries/ferry.yaml").unlink()
    harbour.write("seeds/old.txt", OLD + "\nTrade rose by 4 percent, foreign trade to 9 million euros.\n")
    harbour.write("seeds/new.txt", NEW + "\nTrade rose by 5 percent.\n")
    harbour.write("entries/fares.yaml", TRADE)
    assert harbour.run("check").exit_code == 0
    reply = harbour.ask(asked)
    assert sorted(f"{row['what']} — {row['value']}" for row in reply["items"]) == listed


async def test_slack_tells_how_a_figure_came_to_be(own_slack: SlackServer, partly: KnowledgeDir) -> None:
    async with BotProcess.start(own_slack, env={"OTS_KNOWLEDGE": str(partly.path)}) as bot:
        said = await bot.receive(own_slack.command("what does a single ticket cost?"))
        assert "2.20 euros in March 2025; 2.40 euros since June 2026" in said.text
        said = await bot.receive(own_slack.command("how many cars does the ferry carry?"))
        assert "Sources differ: 44 cars (The Ferry, June 2026); 40 cars" in said.text


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


PARTLY_FAULTS = {
    "an older fact that there is not": (
        {"[both-2025]": "[both-2024]"},
        "entries/fares.yaml:13: fares: no fact is called 'both-2024'; did you mean 'both-2025'?",
    ),
    "an older fact without such a figure": (
        {"of: single ticket}": "of: child ticket}"},
        "entries/fares.yaml:13: fares: 'both-2025' has no figure of 'single ticket': name one that has",
    ),
    "itself": (
        {
            "[both-2025]": "[single]",
            "    - text: A single ticket costs 2.40": "    - id: single\n      text: A single ticket costs 2.40",
        },
        "entries/fares.yaml:14: fares: supersedes itself by way of 'single': take one of the two out",
    ),
}


@pytest.mark.parametrize(("changes", "fault"), PARTLY_FAULTS.values(), ids=PARTLY_FAULTS)
def test_a_wrong_older_figure_is_named_once_where_it_stands(
    partly: KnowledgeDir, changes: dict[str, str], fault: str
) -> None:
    fares = BOTH
    for written, instead in changes.items():
        fares = fares.replace(written, instead)
    partly.write("entries/fares.yaml", fares)
    checked = partly.run("check")
    assert (checked.exit_code, checked.lines) == (1, [fault])


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
