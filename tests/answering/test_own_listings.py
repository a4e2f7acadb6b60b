"""What is listed of a text whose towns and deadlines only its curator knows."""

from __future__ import annotations

from tests.conftest import KnowledgeDir


def test_deadlines_are_what_may_be_done_until_some_day(knowledge_dir: KnowledgeDir) -> None:
    said = "Motions must reach the board by 9 May, and the hall is painted in May. Grants: 31 March."
    knowledge_dir.add(said, "motions", MOTIONS)
    (reply,) = knowledge_dir.ask_all(["show me every deadline"])
    assert sorted(it["what"] for it in reply["items"]) == [
        "Grants may be asked for until 31 March.",
        "Motions must reach the board by 9 May.",
    ]


def test_places_are_where_things_are_by_what_is_typed_though_nobody_knows_the_town(
    knowledge_dir: KnowledgeDir,
) -> None:
    said = "The fair in Elverby opens. The line joins Elverby and Holt. In Holt 40 people vote."
    knowledge_dir.add(said, "towns", TOWNS)
    towns, cities = knowledge_dir.ask_all(["places", "host cities"])
    shown = [
        (it["group"], it["what"], it["where"])
        for it in towns["items"]
        if it["entry"] in ("fair", "line", "voters")
    ]
    assert shown == [
        ("Elverby", "The fair", ["Elverby"]),
        ("Elverby", "The line", ["Elverby"]),
        ("Holt", "The line", ["Holt"]),
    ]
    assert ("Elverby", "The fair") in [(it["group"], it["what"]) for it in cities["items"]]


TOWNS = """\
- id: fair
  kind: event
  title: The fair
  facts:
    - text: The fair in Elverby opens.
      quote: The fair in Elverby opens
      places: [Elverby]
- id: line
  kind: project
  title: The line
  facts:
    - text: The line joins Elverby and Holt.
      quote: The line joins Elverby and Holt
      places: [Elverby, Holt]
- id: voters
  kind: figure
  title: Voters
  facts:
    - text: In Holt 40 people vote.
      quote: In Holt 40 people vote
      places: [Holt]
      figures: [{value: 40, unit: people, of: voters}]
"""

MOTIONS = """\
- id: motions
  kind: theme
  title: Motions
  facts:
    - text: Motions must reach the board by 9 May.
      quote: Motions must reach the board by 9 May
    - text: The hall is painted in May.
      quote: the hall is painted in May
- id: deadlines
  kind: theme
  title: Deadlines
  facts:
    - text: Grants may be asked for until 31 March.
      quote: "Grants: 31 March."
      dates: [{date: 31 March}]
"""
