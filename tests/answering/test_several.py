"""What is asked of several things at once: each is told, with its quote."""

from __future__ import annotations

import pytest

from tests.conftest import KnowledgeDir


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("opening hours of the pharmacy, café and archive", ["pharmacy", "cafe", "archive"]),
        ("opening hours: archive, pharmacy", ["archive", "pharmacy"]),
        # One of three that nothing is told of does not hide the others.
        ("opening hours of the pharmacy, archive and sauna", ["pharmacy", "archive"]),
    ],
)
def test_each_of_several_things_is_told(knowledge_dir: KnowledgeDir, asked: str, told: list[str]) -> None:
    knowledge_dir.add(SAID, "house", HOUSE)
    (reply,) = knowledge_dir.ask_all([asked])
    assert (reply["status"], [it["entry"] for it in reply["items"]]) == ("listing", told), reply["title"]
    assert all(it["quote"] in SAID and it["what"] == it["text"] for it in reply["items"])


def test_a_verb_behind_the_last_of_several_is_that_of_each(knowledge_dir: KnowledgeDir) -> None:
    """So it is where an answer to one of them says "kept" too."""
    knowledge_dir.add(KEPT, "records", RECORDS)
    (reply,) = knowledge_dir.ask_all(["how long are letters, invoices and drafts kept?"])
    assert [it["quote"] for it in reply["items"]] == [
        "Letters are kept for 5 years.",
        "Invoices are kept for 10 years.",
        "Drafts are kept for 2 weeks.",
    ]


@pytest.mark.parametrize(
    "asked",
    [
        "opening hours of the archive and the sauna",  # of two both are told, or it is no list of both
        "trade between the archive and the pharmacy",  # what is between two is of neither
        "is the archive open at 9, in Baku?",
        "who sings in the hall, pharmacy?",  # a guess at the answer
    ],
)
def test_what_is_not_told_of_each_is_no_list(knowledge_dir: KnowledgeDir, asked: str) -> None:
    knowledge_dir.add(SAID, "house", HOUSE)
    (reply,) = knowledge_dir.ask_all([asked])
    assert reply["status"] != "listing", reply["title"]


def test_hours_are_told_by_hours_and_of_what_they_are_asked_of(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.add(SAID, "house", HOUSE)
    asked = ["opening times of the pharmacy", "opening hrs of the lift", "opening hours of the hall"]
    found = [(it["status"], it["entry"]) for it in knowledge_dir.ask_all(asked)]
    assert found == [("answer", "pharmacy"), ("none", "lift"), ("none", "choir")]


@pytest.mark.parametrize(
    "asked",
    [
        "which trips are there, and what do they cost?",
        "list the trips and what they cost",
        "all trips and for how much",
    ],
)
def test_what_is_listed_first_is_asked_of(knowledge_dir: KnowledgeDir, asked: str) -> None:
    """A thing has one row, which tells it where that is told; the others are still listed."""
    knowledge_dir.add(TRAVELS, "trips", TRIPS)
    (reply,) = knowledge_dir.ask_all([asked])
    assert reply["status"] == "listing"
    assert [it["what"] for it in reply["items"]] == [
        "Trip to Arden",
        "The trip to Lille costs $410.",
        "The trip to Ghent costs $95.",
    ]


def test_what_rows_show_anyway_adds_nothing(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.add(TRAVELS, "trips", TRIPS)
    alone, asked = knowledge_dir.ask_all(
        ["which trips are there?", "which trips are there, and what are they?"]
    )
    assert [it["what"] for it in alone["items"]] == ["Trip to Arden", "Trip to Lille", "Trip to Ghent"]
    assert asked["items"] == alone["items"]


def test_two_questions_in_one_are_both_answered(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.add(TRAVELS, "trips", TRIPS)
    (reply,) = knowledge_dir.ask_all(["what does the trip to Ghent cost, and who leads the trip to Arden?"])
    assert [it["quote"] for it in reply["items"]] == [
        "The trip to Ghent costs $95.",
        "Noor Haddad leads the trip to Arden.",
    ]


@pytest.mark.parametrize("asked", ["we missed the trips, what do they cost?", "trips, who sings there?"])
def test_what_only_tells_something_opens_no_list(knowledge_dir: KnowledgeDir, asked: str) -> None:
    knowledge_dir.add(TRAVELS, "trips", TRIPS)
    (reply,) = knowledge_dir.ask_all([asked])
    assert "Noor Haddad leads the trip to Arden." not in [it["what"] for it in reply["items"]]


SAID = (
    "The pharmacy is open from 9 am to 6 pm. The café serves from 8 am to noon. The archive can be seen from "
    "10 am to 4 pm. The lift was built in 1990. The choir sings from 7 pm to 9 pm in the hall."
)

HOUSE = """\
- id: pharmacy
  kind: organisation
  title: Pharmacy
  facts:
    - text: The pharmacy is open from 9 am to 6 pm.
      quote: The pharmacy is open from 9 am to 6 pm.
- id: cafe
  kind: organisation
  title: Café
  facts:
    - text: The café serves from 8 am to noon.
      quote: The café serves from 8 am to noon.
- id: archive
  kind: organisation
  title: Archive
  facts:
    - text: The archive can be seen from 10 am to 4 pm.
      quote: The archive can be seen from 10 am to 4 pm.
- id: lift
  kind: project
  title: Lift
  facts:
    - text: The lift was built in 1990.
      quote: The lift was built in 1990.
      dates: [{date: 1990}]
- id: choir
  kind: event
  title: Choir
  facts:
    - text: The choir sings from 7 pm to 9 pm in the hall.
      quote: The choir sings from 7 pm to 9 pm in the hall.
"""

KEPT = (
    "Letters are kept for 5 years. A letter takes 3 days. Invoices are kept for 10 years. "
    "Invoices are paid within 30 days. Drafts are kept for 2 weeks."
)

RECORDS = """\
- id: letters
  kind: theme
  title: Letters
  facts:
    - text: A letter takes 3 days.
      quote: A letter takes 3 days.
    - text: Letters are kept for 5 years.
      quote: Letters are kept for 5 years.
- id: invoices
  kind: theme
  title: Invoices
  facts:
    - text: Invoices are paid within 30 days.
      quote: Invoices are paid within 30 days.
    - text: Invoices are kept for 10 years.
      quote: Invoices are kept for 10 years.
- id: drafts
  kind: theme
  title: Drafts
  facts:
    - text: Drafts are kept for 2 weeks.
      quote: Drafts are kept for 2 weeks.
"""


TRAVELS = (
    "Noor Haddad leads the trip to Arden. The trip to Lille costs $410. The trip to Lille takes a week. "
    "The trip to Ghent costs $95."
)

TRIPS = """\
- id: arden
  kind: event
  title: Trip to Arden
  facts:
    - text: Noor Haddad leads the trip to Arden.
      quote: Noor Haddad leads the trip to Arden.
- id: lille
  kind: event
  title: Trip to Lille
  facts:
    - text: The trip to Lille takes a week.
      quote: The trip to Lille takes a week.
    - text: The trip to Lille costs $410.
      quote: The trip to Lille costs $410.
- id: ghent
  kind: event
  title: Trip to Ghent
  facts:
    - text: The trip to Ghent costs $95.
      quote: The trip to Ghent costs $95.
"""
