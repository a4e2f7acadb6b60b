"""A figure of a fact may take the place of one of an older fact, of which all else still holds."""

from __future__ import annotations

import pytest

from tests.conftest import KnowledgeDir
from tests.knowledge.conftest import NEW, OLD
from tests.slack_server import BotProcess, SlackServer

pytestmark = pytest.mark.slow  # many runs of the command, or waiting

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
