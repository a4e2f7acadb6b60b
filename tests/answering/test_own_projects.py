"""What stands in a town, and what is to come of it, by the fact of a topic that says so."""

from __future__ import annotations

from tests.conftest import KnowledgeDir

SAID = (
    "The club was founded in Tolm in 2011. The mill was begun in Tolm in 2012. There will be 24 charging points. "
    "The first are set up in Tolm. Work on the pipes began in May 2029, and the heat will come by November 2031."
)

PROJECTS = """\
- id: club
  kind: organisation
  title: The club
  facts:
    - text: The club was founded in Tolm in 2011.
      quote: The club was founded in Tolm in 2011.
      occasion: {what: Foundation of the club, date: 2011, city: Tolm}
- id: mill
  kind: project
  title: The mill
  facts:
    - text: The mill was begun in Tolm in 2012.
      quote: The mill was begun in Tolm in 2012.
      occasion: {what: The mill, date: 2012, city: Tolm}
- id: points
  kind: project
  title: Charging points
  facts:
    - text: There will be 24 charging points.
      quote: There will be 24 charging points.
    - text: The first charging points are set up in Tolm.
      quote: The first are set up in Tolm.
      understood: "charging points:"
      places: [Tolm]
- id: pipes
  kind: project
  title: The pipes
  facts:
    - text: Work on the pipes began in May 2029, and the heat will come by November 2031.
      quote: Work on the pipes began in May 2029, and the heat will come by November 2031.
      dates: [{date: 2029-05}, {date: 2031-11, status: planned}]
"""


def test_projects_in_a_town_are_what_stands_there_and_no_body(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.add(SAID, "projects", PROJECTS)
    knowledge_dir.write("language/names.yaml", "cities: {Tolm: []}\n")
    (reply,) = knowledge_dir.ask_all(["projects in Tolm"])
    rows = {it["what"]: it["quote"] for it in reply["items"]}
    assert rows.keys() == {"The mill", "Charging points"}
    assert rows["Charging points"] == "The first are set up in Tolm."


def test_a_row_of_what_is_to_come_has_the_date_that_is(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.add(SAID, "projects", PROJECTS)
    for reply in knowledge_dir.ask_all(["deadlines", "upcoming", "what is planned"]):
        when = {it["what"][:17]: it["when"] for it in reply["items"]}
        assert when["Work on the pipes"]["date"] == "2031-11"


def test_projects_of_a_year_are_some_of_the_projects(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.add(SAID, "projects", PROJECTS)
    all_of_them, founded, begun, never = knowledge_dir.ask_all(
        ["projects", "projects in 2011", "projects in 2012", "projects in 2040"]
    )
    assert "The mill" in {it["what"] for it in all_of_them["items"]}
    assert [it["what"] for it in begun["items"]] == ["The mill"]
    for none in (founded, never):
        assert (none["status"], none["items"]) == ("none", [])
