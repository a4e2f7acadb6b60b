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


def test_a_deadline_may_be_so_long_before_or_after_something(knowledge_dir: KnowledgeDir) -> None:
    said = "Claims must be in within 28 days. Help is booked two working days ahead. It rained more than the year before."
    knowledge_dir.add(said, "claims", CLAIMS)
    (reply,) = knowledge_dir.ask_all(["deadlines"])
    shown = {it["quote"]: it["status"] for it in reply["items"]}
    assert shown == {
        "Claims must be in within 28 days.": None,
        "Help is booked two working days ahead.": None,
    }


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


def test_what_several_topics_tell_of_somebody_is_listed_by_the_name(knowledge_dir: KnowledgeDir) -> None:
    said = (
        "The cargo bike is lent by Rhona Achebe. Rhona Achebe speaks for House B. House C has Luc Destrier."
    )
    knowledge_dir.add(said, "house", HOUSE)
    many, one = knowledge_dir.ask_all(["rhona achebe", "Luc Destrier"])
    assert [it["what"] for it in many["items"]] == [
        "The cargo bike is lent by Rhona Achebe.",
        "House B is represented by Rhona Achebe.",
    ]
    assert one["facts"][0]["quote"] == "House C has Luc Destrier."


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


def test_who_several_of_an_own_kind_are_is_a_list_of_them(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.add("Modalia has 40 machines. Apotheka has 12.", "modalia", CUSTOMERS)
    knowledge_dir.write("about.yaml", "kinds: [{id: customer}]\n")
    who, makes = knowledge_dir.ask_all(["who are their customers?", "who pays the customers?"])
    assert [it["what"] for it in who["items"]] == ["Modalia", "Apotheka"]
    assert makes["status"] != "listing"


CUSTOMERS = """\
- id: modalia
  kind: customer
  title: Modalia
  facts: [{text: Modalia has 40 machines., quote: Modalia has 40 machines.}]
- id: apotheka
  kind: customer
  title: Apotheka
  facts: [{text: Apotheka has 12., quote: Apotheka has 12.}]
"""


def test_votes_are_what_was_voted_on_and_how(knowledge_dir: KnowledgeDir) -> None:
    said = "The budget was passed by 19 votes to 12. The market was turned down. The hall is painted in May."
    knowledge_dir.add(said, "council", COUNCIL)
    for reply in knowledge_dir.ask_all(["how did the votes go", "vote results", "ballots"]):
        assert [it["what"] for it in reply["items"]] == [
            "The budget was passed by 19 votes to 12.",
            "The market was turned down.",
        ]


def test_whoever_is_to_be_asked_is_one_of_the_people_and_no_company_is(knowledge_dir: KnowledgeDir) -> None:
    said = "For a bike write to Owen Achterberg. For your cover ask Alder Pensions. Teeth: Dr Mara Dolan."
    knowledge_dir.add(said, "house", ASKED)
    (reply,) = knowledge_dir.ask_all(["people"])
    assert [it["what"] for it in reply["items"]] == ["Owen Achterberg", "Dr Mara Dolan"]


def test_who_leads_what_lists_people(knowledge_dir: KnowledgeDir) -> None:
    said = "The kitchen is led by Ada Finch. Our treasurer is Bartosz Kell."
    knowledge_dir.add(said, "offices", OFFICES)
    asked = [
        "who runs or leads what?",
        "who does what",
        "who is in charge of what here?",
        "give names of who is in charge of what over there",
    ]
    for reply in knowledge_dir.ask_all(asked):
        assert {it["what"] for it in reply["items"]} >= {"Ada Finch", "Bartosz Kell"}


def test_what_happens_in_a_season_or_month_is_told_by_its_date(knowledge_dir: KnowledgeDir) -> None:
    said = "The fair is on 6 June 2026, the market on 2 May. The ball is in December."
    knowledge_dir.add(said, "fairs", FAIRS)
    asked = ["events in summer 2026", "events in May", "events from May to July"]
    listed = [[it["what"] for it in reply["items"]] for reply in knowledge_dir.ask_all(asked)]
    assert listed == [["fair"], ["market"], ["fair", "market"]]


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


def test_a_short_number_is_one_to_call(knowledge_dir: KnowledgeDir) -> None:
    said = "For a stroke call 999. They call 20% of those who wait. Help is booked by phone on 8611."
    knowledge_dir.add(said, "numbers", NUMBERS)
    (reply,) = knowledge_dir.ask_all(["phone numbers"])
    assert [it["value"] for it in reply["items"]] == ["999", "8611"]


def test_places_are_where_things_are_by_what_is_typed_though_nobody_knows_the_town(
    knowledge_dir: KnowledgeDir,
) -> None:
    said = "The fair in Elverby opens. The line joins Elverby and Holt. In Holt 40 people vote, and in Tull and Ash 9."
    knowledge_dir.add(said, "towns", TOWNS)
    towns, cities = knowledge_dir.ask_all(["places", "host cities"])
    shown = [
        (it["group"], it["what"], it["where"])
        for it in towns["items"]
        if it["entry"] in ("fair", "line", "voters")
    ]
    assert shown == [
        ("Ash", "Voters", ["Ash"]),
        ("Elverby", "The fair", ["Elverby"]),
        ("Elverby", "The line", ["Elverby"]),
        ("Holt", "The line", ["Holt"]),
        ("Tull", "Voters", ["Tull"]),  # though only counted there: no other row has the place
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
    - text: In Tull and Ash 9 people vote.
      quote: In Holt 40 people vote, and in Tull and Ash 9
      places: [Tull, Ash]
      figures: [{value: 9, unit: people, of: voters there}]
"""

CLAIMS = """\
- id: claims
  kind: theme
  title: Claims
  facts:
    - text: Claims must be in within 28 days.
      quote: Claims must be in within 28 days.
      dates: [{within: 28 days}]
    - text: Help is booked two working days ahead.
      quote: Help is booked two working days ahead.
    - text: It rained more than the year before.
      quote: It rained more than the year before.
"""

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

NUMBERS = """\
- id: emergencies
  kind: theme
  title: Emergencies
  facts:
    - text: For a stroke call 999.
      quote: For a stroke call 999.
- id: waiting
  kind: theme
  title: Waiting
  facts:
    - text: They call 20% of those who wait.
      quote: They call 20% of those who wait.
- id: help
  kind: theme
  title: Help on the way
  facts:
    - text: Help is booked by phone on 8611.
      quote: Help is booked by phone on 8611.
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

OFFICES = """\
- id: kitchen-team
  kind: theme
  title: Kitchen team
  facts:
    - text: The kitchen is led by Ada Finch.
      quote: The kitchen is led by Ada Finch.
    - text: The treasurer is Bartosz Kell.
      quote: Our treasurer is Bartosz Kell.
"""

FAIRS = """\
- id: fairs
  kind: event
  title: Fairs
  facts:
    - text: The fair is on 6 June 2026.
      quote: The fair is on 6 June 2026
      occasion: {what: fair, date: 2026-06-06}
    - text: The market is on 2 May.
      quote: the market on 2 May
      occasion: {what: market, date: 2 May}
    - text: The ball is in December.
      quote: The ball is in December
      occasion: {what: ball, date: December}
"""


def test_people_are_known_by_what_they_do_and_by_whom_it_is_done(knowledge_dir: KnowledgeDir) -> None:
    said = (
        "Yaroslav Petrenko knows how to renew it. Bookings are taken by Wanda Oyelaran. "
        "The ombudsman is the retired judge Carl Thiessen. The stage is paid for by Brewery Tistedal."
    )
    knowledge_dir.add(said, "desk", DESK)
    (reply,) = knowledge_dir.ask_all(["people"])
    assert {it["what"] for it in reply["items"]} == {"Yaroslav Petrenko", "Wanda Oyelaran", "Carl Thiessen"}


def test_a_company_that_leads_or_that_a_curator_calls_a_body_is_none_of_the_people(
    knowledge_dir: KnowledgeDir,
) -> None:
    said = (
        "The round was led by Brabant Ventures. The other was led by Holm Tresk. It is led by Wanda Oyelaran."
    )
    rounds = "".join(
        ROUND.format(number=number, quote=quote) for number, quote in enumerate(said.split(". "))
    )
    knowledge_dir.add(said, "rounds", rounds)
    knowledge_dir.write("language/names.yaml", "bodies: {Holm Tresk: []}\n")
    (reply,) = knowledge_dir.ask_all(["people"])
    assert [it["what"] for it in reply["items"]] == ["Wanda Oyelaran"]


ROUND = """\
- id: round-{number}
  kind: theme
  title: Round {number}
  facts: [{{text: "{quote}", quote: "{quote}"}}]
"""


def test_a_figure_has_only_the_date_that_its_quote_says_of_it(knowledge_dir: KnowledgeDir) -> None:
    said = (
        "Marit Holm, 47, chief since 2019, paints. A fund of 3 million euros in 2016 paid. "
        "The mill, opened in May 2021, makes 240 boats. In 2022, with luck, it sold 90 boats. "
        "We want 40 percent by 2029. Today it is 26."
    )
    knowledge_dir.add(said, "mill", DATED)
    (reply,) = knowledge_dir.ask_all(["figures"])
    dates = {it["value"]: it["when"] and it["when"]["date"] for it in reply["items"]}
    assert {
        value: dates[value]
        for value in ("47", "3 million euros", "240 boats", "90 boats", "40 percent", "26 percent")
    } == {
        "47": None,
        "3 million euros": "2016",
        "240 boats": None,
        "90 boats": "2022",
        "40 percent": "2029",
        "26 percent": None,
    }


DATED = """\
- id: mill
  kind: theme
  title: Mill
  facts:
    - text: Marit Holm, 47, chief since 2019, paints.
      quote: Marit Holm, 47, chief since 2019, paints
      dates: [{date: 2019}]
      figures: [{value: 47, of: age}]
    - text: A fund of 3 million euros in 2016 paid.
      quote: A fund of 3 million euros in 2016 paid.
      dates: [{date: 2016}]
      figures: [{value: 3, unit: million euros, of: fund}]
    - text: The mill, opened in May 2021, makes 240 boats.
      quote: The mill, opened in May 2021, makes 240 boats.
      dates: [{date: 2021-05}]
      figures: [{value: 240, unit: boats, of: boats made}]
    - text: In 2022, with luck, it sold 90 boats.
      quote: In 2022, with luck, it sold 90 boats.
      dates: [{date: 2022}]
      figures: [{value: 90, unit: boats, of: boats sold}]
    - text: We want 40 percent by 2029; today it is 26.
      quote: We want 40 percent by 2029. Today it is 26.
      dates: [{date: 2029}]
      figures: [{value: 40, unit: percent, of: goal}, {value: 26, unit: percent, of: share}]
"""


def test_what_is_to_come_in_a_year_is_listed_though_it_is_not_typed_to_happen(
    knowledge_dir: KnowledgeDir,
) -> None:
    said = (
        "The fair is on 12 May 2031. The first tram arrives in September 2031. The track cost much in 2024."
    )
    knowledge_dir.add(said, "tram", TRAM)
    (reply,) = knowledge_dir.ask_all(["events in 2031"])
    assert [it["what"] for it in reply["items"]] == ["fair", "The first tram arrives in September 2031."]


def test_who_pays_is_told_by_what_stands_beside_the_topic(knowledge_dir: KnowledgeDir) -> None:
    said = "The Blue Line costs 412 million crowns. The state gives 230 million. It is blue."
    knowledge_dir.add(said, "blue-line", BLUE_LINE)
    paid, other = knowledge_dir.ask_all(
        ["Who pays for the Blue Line, and how much?", "who pays for my student loan"]
    )
    assert paid["facts"][0]["quote"] == "The state gives 230 million."
    assert other["status"] == "none"


DESK = """\
- id: desk
  kind: theme
  title: Desk
  facts:
    - text: The certificate is renewed by hand.
      quote: Yaroslav Petrenko knows how to renew it.
    - text: Bookings are taken by Wanda Oyelaran.
      quote: Bookings are taken by Wanda Oyelaran.
    - text: The ombudsman is Carl Thiessen.
      quote: The ombudsman is the retired judge Carl Thiessen.
    - text: Brewery Tistedal pays for the stage.
      quote: The stage is paid for by Brewery Tistedal.
"""

TRAM = """\
- id: tram
  kind: project
  title: Tram
  facts:
    - text: The fair is on 12 May 2031.
      quote: The fair is on 12 May 2031.
      occasion: {what: fair, date: 2031-05-12, status: planned}
    - text: The first tram arrives in September 2031.
      quote: The first tram arrives in September 2031.
      dates: [{date: 2031-09, status: planned}]
    - text: The track cost much in 2024.
      quote: The track cost much in 2024.
      dates: [{date: 2024}]
"""

BLUE_LINE = """\
- id: blue-line
  kind: project
  title: Blue Line
  facts:
    - text: The Blue Line costs 412 million crowns.
      quote: The Blue Line costs 412 million crowns.
      figures: [{value: 412, unit: million crowns, of: cost}]
- id: funds
  kind: theme
  title: Funds
  facts:
    - text: The state gives 230 million.
      quote: The state gives 230 million.
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

HOUSE = """\
- id: cargo-bike
  kind: theme
  title: Cargo bike
  facts:
    - text: The cargo bike is lent by Rhona Achebe.
      quote: The cargo bike is lent by Rhona Achebe.
- id: speakers
  kind: theme
  title: Speakers
  facts:
    - text: House B is represented by Rhona Achebe.
      quote: Rhona Achebe speaks for House B.
    - text: House C is represented by Luc Destrier.
      quote: House C has Luc Destrier.
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

ASKED = """\
- id: bikes
  kind: theme
  title: Bikes
  facts:
    - text: Bikes are with Owen Achterberg.
      quote: For a bike write to Owen Achterberg.
- id: cover
  kind: theme
  title: Cover
  facts:
    - text: Alder Pensions knows about the cover.
      quote: For your cover ask Alder Pensions.
- id: teeth
  kind: theme
  title: Teeth
  facts:
    - text: Teeth are with Dr Mara Dolan.
      quote: "Teeth: Dr Mara Dolan."
"""
