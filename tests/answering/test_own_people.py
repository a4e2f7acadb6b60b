"""People, places and companies of a text of one's own, by what is said of them."""

from __future__ import annotations

from tests.conftest import KnowledgeDir


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


def test_who_several_of_an_own_kind_are_is_a_list_of_them(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.add("Modalia has 40 machines. Apotheka has 12.", "modalia", CUSTOMERS)
    knowledge_dir.write("about.yaml", "kinds: [{id: customer}]\n")
    who, makes = knowledge_dir.ask_all(["who are their customers?", "who pays the customers?"])
    assert [it["what"] for it in who["items"]] == ["Modalia", "Apotheka"]
    assert makes["status"] != "listing"


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


def test_who_is_typed_in_office_stands_once_by_the_full_name(knowledge_dir: KnowledgeDir) -> None:
    said = "Asked by Ms Finch, the board paid. Ada Finch has been director since 2020. The Red Kestrel is a ship."
    knowledge_dir.add(said, "offices", IN_OFFICE)
    (reply,) = knowledge_dir.ask_all(["people"])
    assert [it["what"] for it in reply["items"]] == ["Ada Finch"]


def test_what_is_called_an_operator_is_an_organisation_whatever_its_name(knowledge_dir: KnowledgeDir) -> None:
    said = "The grid operator, Nordvel Netz, was slow. In 2029 Nordvel Netz signed an agreement. Ada Finch is director of it."
    knowledge_dir.add(said, "grid", GRID)
    people, bodies = knowledge_dir.ask_all(["people", "organisations"])
    assert [it["what"] for it in people["items"]] == ["Ada Finch"]
    assert [it["what"] for it in bodies["items"]] == ["Nordvel Netz", "The club"]


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


def test_who_pays_is_told_by_what_stands_beside_the_topic(knowledge_dir: KnowledgeDir) -> None:
    said = "The Blue Line costs 412 million crowns. The state gives 230 million. It is blue."
    knowledge_dir.add(said, "blue-line", BLUE_LINE)
    paid, other = knowledge_dir.ask_all(
        ["Who pays for the Blue Line, and how much?", "who pays for my student loan"]
    )
    assert paid["facts"][0]["quote"] == "The state gives 230 million."
    assert other["status"] == "none"


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

IN_OFFICE = """\
- id: board
  kind: theme
  title: Board
  facts:
    - text: Asked by Ms Finch, the board paid.
      quote: Asked by Ms Finch, the board paid.
    - text: Ada Finch has been director since 2020.
      quote: Ada Finch has been director since 2020.
      roles: [{who: Ada Finch, does: is, what: director}]
- id: red-kestrel
  kind: theme
  title: Red Kestrel
  facts:
    - text: The Red Kestrel is a ship.
      quote: The Red Kestrel is a ship.
      roles: [{who: Red Kestrel, does: is, what: ship}]
"""


ROUND = """\
- id: round-{number}
  kind: theme
  title: Round {number}
  facts: [{{text: "{quote}", quote: "{quote}"}}]
"""


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

GRID = """\
- id: grid
  kind: agreement
  title: Grid agreement
  facts:
    - text: In 2029 Nordvel Netz signed an agreement.
      quote: In 2029 Nordvel Netz signed an agreement.
      occasion: {what: Grid agreement, date: 2029, who: [Nordvel Netz]}
    - text: The grid operator, Nordvel Netz, was slow.
      quote: The grid operator, Nordvel Netz, was slow.
- id: club
  kind: organisation
  title: The club
  facts:
    - text: Ada Finch is director of the club.
      quote: Ada Finch is director of it.
      roles: [{who: Ada Finch, does: is, what: director}]
"""
