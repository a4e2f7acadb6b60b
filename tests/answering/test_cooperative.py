"""What is typed answers as a colleague would: what is counted, since when, who leads, what is still to come."""

from __future__ import annotations

import pytest

from ..conftest import KnowledgeDir

pytestmark = pytest.mark.slow

COOPERATIVE = """\
- id: cooperative
  kind: organisation
  title: Velden Cooperative
  facts:
    - text: Today the Velden Cooperative has 6,800 members.
      quote: Today the Velden Cooperative has 6,800 members.
      figures: [{value: 6800, unit: members, of: members, as_of: 2026}]
    - text: The Velden Cooperative was founded in April 2011 with 43 members.
      quote: The Velden Cooperative was founded in April 2011 with 43 members.
      figures: [{value: 43, unit: members, of: members, as_of: 2011-04}]
      occasion: {what: Foundation, date: 2011-04}
- id: prentis
  kind: person
  title: Aldo Prentis
  aliases: {en: [founder]}
  facts:
    - text: Aldo Prentis, the founder of the Velden Cooperative, retired in January 2020.
      quote: Aldo Prentis, the founder of the Velden Cooperative, retired in January 2020.
      dates: [{date: 2020-01}]
      roles: [{who: Aldo Prentis, does: initiated, what: Velden Cooperative}]
- id: board
  kind: organisation
  title: Board
  facts:
    - text: The board is chaired by Ruth Amsel.
      quote: The board is chaired by Ruth Amsel.
      roles: [{who: Ruth Amsel, does: chairs, what: Velden Cooperative}]
- id: tariff
  kind: figure
  title: Tariff
  facts:
    - text: The tariff is 27 cents for members and 29 cents for others.
      quote: The tariff is 27 cents for members and 29 cents for others.
      figures: [{value: 27, unit: cents, of: tariff for members}]
- id: shares
  kind: figure
  title: Shares
  facts:
    - text: A share costs 150 euros.
      quote: A share costs 150 euros.
      figures: [{value: 150, unit: euros, of: share}]
    - text: Nobody may own more than 200 shares.
      quote: Nobody may own more than 200 shares.
      figures: [{value: 200, unit: shares, of: shares, qualifier: at most}]
- id: assembly
  kind: event
  title: General assembly
  facts:
    - text: In 2024 the general assembly was held in Marrow, where 540 people came.
      quote: In 2024 the general assembly was held in Marrow, where 540 people came.
      figures: [{value: 540, unit: people, of: attendance, as_of: 2024}]
    - text: In 2025 the general assembly was held in Tolm, where 415 people came.
      quote: In 2025 the general assembly was held in Tolm, where 415 people came.
      figures: [{value: 415, unit: people, of: attendance, as_of: 2025}]
- id: helpers
  kind: theme
  title: Helpers
  facts:
    - text: Helpers must be at least 16 and sign up by phone.
      quote: Helpers must be at least 16 and sign up by phone.
    - text: The oldest helper is Bertil Holm, aged 81.
      quote: The oldest helper is Bertil Holm, aged 81.
- id: roof
  kind: project
  title: School roof
  facts:
    - text: The school roof was switched on in September 2012.
      quote: The school roof was switched on in September 2012.
      dates: [{date: 2012-09}]
- id: battery
  kind: project
  title: Battery
  facts:
    - text: The battery will be installed in 2027.
      quote: The battery will be installed in 2027.
      dates: [{date: 2027, status: planned}]
- id: harn
  kind: project
  title: Harn wind farm
  facts:
    - text: A wind farm on the Harn plateau is a proposal of which nothing is decided.
      quote: A wind farm on the Harn plateau is a proposal of which nothing is decided.
      status: proposed
"""
SENTENCES = [line.partition("quote: ")[2] for line in COOPERATIVE.splitlines() if "quote: " in line]


@pytest.fixture
def cooperative(knowledge_dir: KnowledgeDir) -> KnowledgeDir:
    knowledge_dir.add(" ".join(SENTENCES), "cooperative", COOPERATIVE)
    return knowledge_dir


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("how many members are there", "6,800 members"),  # and not what members pay
        ("number of members", "6,800 members"),
        ("how many shares may I own?", "200 shares"),  # and not what a share costs
        ("when was the Velden Cooperative founded?", "April 2011"),  # and not when its founder retired
        ("who founded the Velden Cooperative?", "Aldo Prentis"),
        ("who leads the Velden Cooperative?", "Ruth Amsel"),
        ("how old is Bertil Holm?", "aged 81"),
        ("battrey", "battery"),
    ],
)
def test_what_is_typed_answers(cooperative: KnowledgeDir, asked: str, told: str) -> None:
    reply = cooperative.ask(asked)
    assert reply["status"] == "answer"
    assert told in reply["facts"][0]["text"]


@pytest.mark.parametrize("asked", ["phone number of the helpers", "how old is the battery?"])
def test_a_value_that_is_only_spoken_of_is_not_stated(cooperative: KnowledgeDir, asked: str) -> None:
    assert cooperative.ask(asked)["reason"] == "not_stated"


def test_that_something_is_a_proposal_does_not_tell_who_proposed_it(cooperative: KnowledgeDir) -> None:
    reply = cooperative.ask("who proposed the Harn wind farm?")
    assert (reply["status"], reply["reason"]) == ("none", "not_stated")


@pytest.mark.parametrize(
    ("asked", "rows"),
    [
        ("which projects are planned?", ["Battery", "Harn wind farm"]),
        ("upcoming projects", ["Battery", "Harn wind farm"]),
        ("past projects", ["School roof", "The bridge"]),
        ("proposals so far", ["Harn wind farm", "Velden Cooperative"]),  # which somebody founded
    ],
)
def test_a_time_narrows_the_things_that_are_listed(
    cooperative: KnowledgeDir, asked: str, rows: list[str]
) -> None:
    reply = cooperative.ask(asked)
    assert reply["status"] == "listing"
    assert sorted(row["what"] for row in reply["items"]) == rows


def test_what_nobody_may_own_more_than_is_the_most(cooperative: KnowledgeDir) -> None:
    values = [row["value"] for row in cooperative.ask("figures")["items"]]
    assert "at most 200 shares" in values


def test_what_was_told_of_a_year_is_gone_on_with(cooperative: KnowledgeDir) -> None:
    first, then = cooperative.talk("general assembly in 2024", "how many came?")
    assert "540 people" in first["facts"][0]["text"]
    assert "540 people" in then["facts"][0]["text"]


def test_which_there_are_is_asked_of_all_and_not_of_the_last_topic(cooperative: KnowledgeDir) -> None:
    _, then = cooperative.talk("tariff", "which projects are there?")
    assert {"School roof", "Battery", "Harn wind farm"} <= {row["what"] for row in then["items"]}


def test_which_one_is_asked_of_the_rows_that_were_listed(cooperative: KnowledgeDir) -> None:
    _, then = cooperative.talk("projects", "which one is from 2012?")
    assert then["facts"][0]["text"] == "The school roof was switched on in September 2012."
