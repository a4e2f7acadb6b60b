"""What is listed of a text whose towns and deadlines only its curator knows."""

from __future__ import annotations

from tests.conftest import KnowledgeDir


def test_the_plural_of_a_kind_lists_it_though_an_overview_is_called_so(knowledge_dir: KnowledgeDir) -> None:
    said = "There are two routes. The Blue Line goes to Holt. The Red Line goes to Elverby."
    knowledge_dir.add(said, "routes", ROUTES)
    knowledge_dir.write("about.yaml", "kinds: [{id: route, words: [lines]}]\n")
    *listed, counted = knowledge_dir.ask_all(
        ["which routes are there?", "routes", "lines", "how many routes are there?"]
    )
    for reply in listed:
        assert [it["what"] for it in reply["items"]] == ["Blue Line", "Red Line"]
    assert counted["facts"][0]["quote"] == "There are two routes."


def test_a_number_that_an_overview_types_too_is_one_figure(knowledge_dir: KnowledgeDir) -> None:
    said = "The Blue Line has 8 sailings a day. Sprout and Seed cost 5 euros."
    knowledge_dir.add(said, "sailings", SAILINGS)
    (reply,) = knowledge_dir.ask_all(["figures"])
    shown = [it["what"] for it in reply["items"]]
    assert [it for it in shown if "sailings" in it] == ["Blue Line: sailings"]
    assert [it for it in shown if "price" in it] == ["Sprout: price", "Seed: price"]


def test_a_unit_lists_the_figures_in_it_be_they_typed_or_only_said(knowledge_dir: KnowledgeDir) -> None:
    said = "The mill has 12 MW of turbines. The dam could give several megawatts. The race is 40 km long."
    knowledge_dir.add(said, "mill", MILL)
    asked = [
        "megawatts",
        "all the MW numbers",
        "everything with a number in MW",
        "distances",
        "how long is the race?",
    ]
    *listed, alone = knowledge_dir.ask_all(asked)
    values = [[it["value"] for it in reply["items"]] for reply in listed]
    assert values == [["12 MW", "several megawatts"]] * 3 + [["nearly 900 metres", "40 km"]]
    assert alone["facts"][0]["quote"] == "The race is 40 km long."


def test_figures_are_listed_above_or_below_some_number(knowledge_dir: KnowledgeDir) -> None:
    said = (
        "The new roof cost 3 million euros, and the doors cost 900,000 euros, a third of it in 2026 at 4.5%."
    )
    knowledge_dir.add(said, "works", WORKS)
    asked = ["amounts over 1 million euros", "for my slide: all sums under 1 million", "all percentages"]
    listed = [{it["value"] for it in reply["items"]} for reply in knowledge_dir.ask_all(asked)]
    roof, doors, interest = "3 million euros", "900,000 euros", "4.5%"
    assert [it & {roof, doors, interest} for it in listed] == [{roof}, {doors}, {interest}]


def test_things_that_topics_only_speak_of_are_listed_by_which_there_are(knowledge_dir: KnowledgeDir) -> None:
    said = "The key needs a deposit of 20 euros. The flat needs a deposit of one rent. The cellar is dry."
    knowledge_dir.add(said, "deposits", DEPOSITS)
    for reply in knowledge_dir.ask_all(["which deposits are there?", "deposits"]):
        assert {it["title"] for it in reply["items"]} == {"Laundry key", "Flat"}


def test_what_is_joined_to_a_list_narrows_nothing_of_it(knowledge_dir: KnowledgeDir) -> None:
    said = "Ring 0113 555 0142 for the doctor. The porter has extension 27. The cellar is dry."
    knowledge_dir.add(said, "house", PORTER)
    (reply,) = knowledge_dir.ask_all(["phone numbers and extensions"])
    assert [it["title"] for it in reply["items"]] == ["Doctor", "Porter"]


def test_what_is_not_allowed_is_what_may_not_be_done(knowledge_dir: KnowledgeDir) -> None:
    said = "Alcohol may not be brought in. No dogs may enter the hall. Bread may be toasted."
    knowledge_dir.add(said, "house-rules", HOUSE_RULES)
    listed = [
        [it["what"] for it in reply["items"]]
        for reply in knowledge_dir.ask_all(["what is not allowed?", "bans"])
    ]
    assert listed == [["Alcohol may not be brought in.", "Dogs may not enter the hall."]] * 2


def test_a_theme_gathers_what_other_topics_say_of_its_one_word(knowledge_dir: KnowledgeDir) -> None:
    said = "The Folly Bakery brings bread. Our other partner is Kell Wind. The cellar is dry."
    knowledge_dir.add(said, "partners", PARTNERS)
    (reply,) = knowledge_dir.ask_all(["partners"])
    assert [it["what"] for it in reply["items"]] == [
        "The Folly Bakery brings bread.",
        "Another partner is Kell Wind.",
    ]


def test_orders_and_what_nobody_may_do_are_not_allowed(knowledge_dir: KnowledgeDir) -> None:
    said = (
        "Never feed the geese. Nobody under ten may row. Geese do not bite. Boats cannot be kept overnight."
    )
    knowledge_dir.add(said, "pond", POND)
    (reply,) = knowledge_dir.ask_all(["bans"])
    assert {it["quote"] for it in reply["items"]} == {
        "Never feed the geese.",
        "Nobody under ten may row.",
        "Boats cannot be kept overnight.",
    }


def test_a_foreign_word_has_no_english_plural_that_only_sounds_so(knowledge_dir: KnowledgeDir) -> None:
    said = (
        "The screens come in English and Dutch. Help is given in English. The tills lock. The tills are grey."
    )
    knowledge_dir.add(said, "shop", SHOP)
    replies = knowledge_dir.ask_all(["languages", "which languages are there", "тіл"])
    assert all("till" not in it["text"] for reply in replies for it in (*reply["facts"], *reply["items"]))
    assert all(reply["facts"] or reply["items"] for reply in replies)


def test_a_unit_that_stands_before_what_has_it_is_shown_as_it_is_typed(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.add("Ward 11, an 18-bed ward, closed.", "ward", WARD)
    (reply,) = knowledge_dir.ask_all(["figures"])
    assert [it["value"] for it in reply["items"] if it["entry"] == "ward"] == ["18 beds"]


def test_votes_are_what_was_voted_on_and_how(knowledge_dir: KnowledgeDir) -> None:
    said = "The budget was passed by 19 votes to 12. The market was turned down. The hall is painted in May."
    knowledge_dir.add(said, "council", COUNCIL)
    for reply in knowledge_dir.ask_all(["how did the votes go", "vote results", "ballots"]):
        assert [it["what"] for it in reply["items"]] == [
            "The budget was passed by 19 votes to 12.",
            "The market was turned down.",
        ]


def test_what_each_thing_of_a_kind_has_is_listed_by_what_is_counted(knowledge_dir: KnowledgeDir) -> None:
    said = "Heron Ward has eight beds. Kestrel Ward has 18 beds. Two visitors may sit at a bed."
    knowledge_dir.add(said, "wards", WARDS)
    asked = ["beds by ward", "how many beds are there in each ward?", "number of beds per ward"]
    for reply in knowledge_dir.ask_all(asked):
        assert [it["value"] for it in reply["items"]] == ["eight beds", "18 beds"]


def test_what_is_asked_of_each_thing_of_a_kind_is_told_of_each(knowledge_dir: KnowledgeDir) -> None:
    said = "Heron Ward has eight beds. Kestrel Ward has 18 beds. Two visitors may sit at a bed."
    knowledge_dir.add(said, "wards", WARDS)
    asked = ["how many beds does each ward have?", "what are the bed figures for the individual wards?"]
    for reply in knowledge_dir.ask_all(asked):
        assert [it["quote"] for it in reply["items"]] == [
            "Heron Ward has eight beds.",
            "Kestrel Ward has 18 beds.",
        ]


def test_a_topic_called_by_a_plural_is_listed_where_it_tells_more_than_an_answer_shows(
    knowledge_dir: KnowledgeDir,
) -> None:
    knowledge_dir.add(" ".join(f"Stall {it} sells {what}." for it, what in STALLS), "stalls", SOLD)
    whole, several, one = knowledge_dir.ask_all(["show stalls", "what stalls are there?", "stall 3"])
    assert [it["what"] for it in whole["items"]] == [f"Stall {it} sells {what}." for it, what in STALLS]
    assert several["items"] == whole["items"]
    assert one["status"] == "answer"


STALLS = [(1, "bread"), (2, "honey"), (3, "cheese"), (4, "apples"), (5, "candles")]

SOLD = """\
- id: stalls
  kind: theme
  title: Stalls
  facts:
""" + "".join(
    f"    - text: Stall {it} sells {what}.\n      quote: Stall {it} sells {what}.\n" for it, what in STALLS
)

WARDS = """\
- id: heron
  kind: place
  title: Heron Ward
  facts:
    - text: Heron Ward has eight beds.
      quote: Heron Ward has eight beds.
      figures: [{value: 8, unit: beds, of: beds on Heron Ward}]
- id: kestrel
  kind: place
  title: Kestrel Ward
  facts:
    - text: Kestrel Ward has 18 beds.
      quote: Kestrel Ward has 18 beds.
      figures: [{value: 18, unit: beds, of: beds on Kestrel Ward}]
    - text: Two visitors may sit at a bed.
      quote: Two visitors may sit at a bed.
      figures: [{value: 2, unit: visitors, of: visitors at a bed}]
"""


HOUSE_RULES = """\
- id: house-rules
  kind: theme
  title: Rules of the house
  facts:
    - text: Alcohol may not be brought in.
      quote: Alcohol may not be brought in.
    - text: Dogs may not enter the hall.
      quote: No dogs may enter the hall.
    - text: Bread may be toasted.
      quote: Bread may be toasted.
"""


MILL = """\
- id: mill
  kind: place
  title: Mill
  facts:
    - text: The mill has turbines of 12 MW.
      quote: The mill has 12 MW of turbines.
      figures: [{value: 12, unit: MW, of: turbines}]
- id: dam
  kind: place
  title: Dam
  facts:
    - text: The dam could give several megawatts.
      quote: The dam could give several megawatts.
- id: race
  kind: event
  title: Race
  facts:
    - text: The race is 40 km long.
      quote: The race is 40 km long.
      figures: [{value: 40, unit: km, of: length}]
"""


CELLAR = """\
- id: cellar
  kind: theme
  title: Cellar
  facts:
    - text: The cellar is dry.
      quote: The cellar is dry.
"""

DEPOSITS = f"""\
- id: key
  kind: theme
  title: Laundry key
  facts:
    - text: The key needs a deposit of 20 euros.
      quote: The key needs a deposit of 20 euros.
- id: flat
  kind: theme
  title: Flat
  facts:
    - text: The flat needs a deposit of one rent.
      quote: The flat needs a deposit of one rent.
{CELLAR}"""

PARTNERS = f"""\
- id: partners
  kind: theme
  title: Partners
  facts:
    - text: The Folly Bakery brings bread.
      quote: The Folly Bakery brings bread.
- id: wind
  kind: theme
  title: Wind turbine
  facts:
    - text: Another partner is Kell Wind.
      quote: Our other partner is Kell Wind.
{CELLAR}"""

POND = """\
- id: pond
  kind: theme
  title: Pond
  facts:
    - text: Never feed the geese.
      quote: Never feed the geese.
    - text: Nobody under ten may row.
      quote: Nobody under ten may row.
    - text: Geese do not bite.
      quote: Geese do not bite.
    - text: Boats cannot be kept overnight.
      quote: Boats cannot be kept overnight.
"""

COUNCIL = """\
- id: council
  kind: theme
  title: Council
  facts:
    - text: The budget was passed by 19 votes to 12.
      quote: The budget was passed by 19 votes to 12.
    - text: The market was turned down.
      quote: The market was turned down.
    - text: The hall is painted in May.
      quote: The hall is painted in May.
"""

WORKS = """\
- id: works
  kind: project
  title: Works
  facts:
    - text: The new roof cost 3 million euros, and the doors 900,000 euros, at 4.5%.
      quote: The new roof cost 3 million euros, and the doors cost 900,000 euros, a third of it in 2026 at 4.5%.
      figures: [{value: 3000000, unit: euros, of: cost}]
"""

PORTER = f"""\
- id: doctor
  kind: theme
  title: Doctor
  facts:
    - text: The doctor has 0113 555 0142.
      quote: Ring 0113 555 0142 for the doctor.
- id: porter
  kind: theme
  title: Porter
  facts:
    - text: The porter has extension 27.
      quote: The porter has extension 27.
{CELLAR}"""


SAILINGS = """\
- id: blue-line
  kind: theme
  title: Blue Line
  facts:
    - text: The Blue Line has 8 sailings a day.
      quote: The Blue Line has 8 sailings a day.
      figures: [{value: 8, unit: sailings, of: sailings}]
- id: timetable
  kind: theme
  title: Timetable
  facts:
    - text: The Blue Line has 8 sailings a day.
      quote: The Blue Line has 8 sailings
      figures: [{value: 8, unit: sailings, of: summer sailings, whose: Blue Line}]
- id: sprout
  kind: theme
  title: Sprout
  facts:
    - text: Sprout costs 5 euros.
      quote: Sprout and Seed cost 5 euros.
      figures: [{value: 5, unit: euros, of: price}]
- id: seed
  kind: theme
  title: Seed
  facts:
    - text: Seed costs 5 euros.
      quote: Sprout and Seed cost 5 euros.
      figures: [{value: 5, unit: euros, of: price}]
"""


ROUTES = """\
- id: routes
  kind: theme
  title: Routes
  aliases: {en: [lines]}
  facts:
    - text: There are two routes.
      quote: There are two routes.
      figures: [{value: 2, unit: routes, of: routes}]
- id: blue-line
  kind: route
  title: Blue Line
  facts: [{text: The Blue Line goes to Holt., quote: The Blue Line goes to Holt.}]
- id: red-line
  kind: route
  title: Red Line
  facts: [{text: The Red Line goes to Elverby., quote: The Red Line goes to Elverby.}]
"""

SHOP = """\
- id: languages
  kind: theme
  title: Languages
  facts:
    - text: The screens come in English and Dutch.
      quote: The screens come in English and Dutch.
    - text: Help is given in English.
      quote: Help is given in English.
- id: hardware
  kind: theme
  title: Hardware
  facts:
    - text: The tills lock.
      quote: The tills lock.
    - text: The tills are grey.
      quote: The tills are grey.
"""

WARD = """\
- id: ward
  kind: theme
  title: Ward 11
  facts:
    - text: Ward 11, an 18-bed ward, closed.
      quote: Ward 11, an 18-bed ward, closed.
      figures: [{value: 18, unit: beds, of: beds}]
"""
