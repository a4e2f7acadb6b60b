"""Names that only a small word tells apart, in a text of one's own."""

from __future__ import annotations

from tests.conftest import KnowledgeDir

LINES = "The Blue Line takes 55 minutes from Holt to Great Orsay. The Green Line takes 90 minutes from Holt to Little Orsay."


def test_a_small_word_tells_typed_places_apart(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.add(LINES, "lines", ROUTES)
    asked = ["how long does it take from Holt to Little Orsay?", "how long from Holt to Great Orsay?"]
    replies = knowledge_dir.ask_all(asked)
    assert [it["entry"] for it in replies] == ["green-line", "blue-line"]


def test_a_small_word_tells_titles_apart(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.add("Great Orsay has 40 houses. Little Orsay has 6 houses.", "islands", ISLANDS)
    asked = ["how many houses are on Little Orsay?", "how many houses are on Great Orsay?"]
    replies = knowledge_dir.ask_all(asked)
    assert [it["entry"] for it in replies] == ["little-orsay", "great-orsay"]


def test_a_name_that_is_typed_with_several_words_is_one_part_of_a_heading(
    knowledge_dir: KnowledgeDir,
) -> None:
    said = (
        "Port Ambry proposed a levy. Santa Lirio proposed a ban on dumping. Port Ambry proposed night trains."
    )
    knowledge_dir.add(said, "ideas", IDEAS)
    replies = knowledge_dir.ask_all(["what did port ambry propose", "proposals from Port Ambry"])
    assert [it["title"] for it in replies] == ["Port Ambry · Proposals", "Proposals · Port Ambry"]
    assert [[row["what"] for row in it["items"]] for it in replies] == [["levy", "night trains"]] * 2


ROUTES = """\
- id: blue-line
  kind: theme
  title: Blue Line
  facts:
    - text: The Blue Line takes 55 minutes from Holt to Great Orsay.
      quote: The Blue Line takes 55 minutes from Holt to Great Orsay.
      places: [Holt, Great Orsay]
      dates: [{lasts: 55 minutes}]
- id: green-line
  kind: theme
  title: Green Line
  facts:
    - text: The Green Line takes 90 minutes from Holt to Little Orsay.
      quote: The Green Line takes 90 minutes from Holt to Little Orsay.
      places: [Holt, Little Orsay]
      dates: [{lasts: 90 minutes}]
"""

ISLANDS = """\
- id: great-orsay
  kind: place
  title: Great Orsay
  facts:
    - text: Great Orsay has 40 houses.
      quote: Great Orsay has 40 houses.
      figures: [{value: 40, unit: houses, of: houses}]
- id: little-orsay
  kind: place
  title: Little Orsay
  facts:
    - text: Little Orsay has 6 houses.
      quote: Little Orsay has 6 houses.
      figures: [{value: 6, unit: houses, of: houses}]
"""

IDEAS = """\
- id: levy
  kind: initiative
  title: Levy
  facts:
    - text: Port Ambry proposed a levy.
      quote: Port Ambry proposed a levy.
      roles: [{who: Port Ambry, does: proposed, what: levy}]
- id: ban
  kind: initiative
  title: Ban on dumping
  facts:
    - text: Santa Lirio proposed a ban on dumping.
      quote: Santa Lirio proposed a ban on dumping.
      roles: [{who: Santa Lirio, does: proposed, what: ban on dumping}]
- id: trains
  kind: initiative
  title: Night trains
  facts:
    - text: Port Ambry proposed night trains.
      quote: Port Ambry proposed night trains.
      roles: [{who: Port Ambry, does: proposed, what: night trains}]
"""
