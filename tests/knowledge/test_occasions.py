"""What happens, who does it and what is understood: typed once, and proven by the quote."""

from __future__ import annotations

import pytest

from knowledge.base import Knowledge
from knowledge.fold import fold, words
from tests.conftest import BRIDGE, KnowledgeDir

OPENING = """\
    - text: The bridge will open in Riga in 2031.
      quote: will open in Riga in 2031
      understood: "The bridge:"
      occasion: {what: Opening of the bridge, date: 2031, city: Riga, status: planned}
"""


def faults(knowledge_dir: KnowledgeDir, facts: str, *, entry: str = BRIDGE) -> list[str]:
    knowledge_dir.write("entries/bridge.yaml", entry + facts)
    checked = knowledge_dir.run("check")
    return checked.err.splitlines()


def test_an_occasion_with_its_date_and_city_in_the_quote_is_no_fault(knowledge_dir: KnowledgeDir) -> None:
    assert faults(knowledge_dir, OPENING) == []


@pytest.mark.parametrize(
    ("written", "instead", "fault"),
    [
        ("city: Riga", "city: Tallinn", "'Tallinn' does not stand in the quote"),
        ("city: Riga", "city: Riga, country: Estonia", "'Estonia' does not stand in the quote"),
        ("date: 2031", "date: 2032", "year 2032 does not stand in the quote"),
        ("date: 2031", "date: 2031-05", "date 2031-05 does not stand in the quote"),
        ("date: 2031", "date: 2031-05-01", "date 2031-05-01 does not stand in the quote"),
        ("date: 2031", "date: 2031, until: 2032", "year 2032 does not stand in the quote"),
        ("city: Riga", "city: Riga, who: [Latvia]", "'Latvia' does not stand in the quote"),
        (
            "date: 2031",
            "date: 2031, until: 2030",
            "fact 2, occasion: until is before date: 2030 is not after 2031",
        ),
    ],
)
def test_what_is_typed_of_an_occasion_stands_in_its_quote(
    knowledge_dir: KnowledgeDir, written: str, instead: str, fault: str
) -> None:
    (line,) = faults(knowledge_dir, OPENING.replace(written, instead))
    assert line.startswith("entries/bridge.yaml:")
    assert line.endswith(f": bridge: {fault}")


def test_the_country_of_a_known_city_need_not_stand_in_the_quote(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write(
        "seeds/talk.txt", (knowledge_dir.path / "seeds/talk.txt").read_text().replace("Riga", "Baku")
    )
    opening = OPENING.replace("Riga", "Baku").replace("city: Baku", "city: Baku, country: Azerbaijan")
    assert faults(knowledge_dir, opening) == []


SECOND = "    - {text: It will open in Riga in 2031., quote: open in Riga in 2031, occasion: {what: WHAT, date: 2031, status: planned}}\n"


@pytest.mark.parametrize("what", ["Opening of the bridge", "The bridge opening", "opening of the Bridge"])
def test_one_thing_that_is_typed_as_two_occasions_is_a_fault(knowledge_dir: KnowledgeDir, what: str) -> None:
    (line,) = faults(knowledge_dir, OPENING + SECOND.replace("WHAT", what))
    assert line == (
        "entries/bridge.yaml:14: bridge: the occasion is typed already at entries/bridge.yaml:13: "
        "keep it on one fact"
    )


@pytest.mark.parametrize(
    "what", ["Inspection of the bridge by divers", "2nd opening of the bridge", "Regatta"]
)
def test_two_things_of_one_time_and_place_are_no_fault(knowledge_dir: KnowledgeDir, what: str) -> None:
    assert faults(knowledge_dir, OPENING + SECOND.replace("WHAT", what)) == []


def test_one_thing_of_two_entries_is_a_fault_too(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("entries/bridge.yaml", BRIDGE + OPENING)
    other = "- id: riga\n  kind: place\n  title: Riga\n  facts:\n" + SECOND.replace(
        "WHAT", "Opening of the bridge"
    )
    knowledge_dir.write("entries/riga.yaml", other)
    (line,) = knowledge_dir.run("check").err.splitlines()
    assert line.startswith("entries/riga.yaml:5: riga: the occasion is typed already at entries/bridge.yaml:")


def test_who_does_what_stands_in_the_quote(knowledge_dir: KnowledgeDir) -> None:
    proposal = (
        "    - text: Latvia proposed the bridge.\n      quote: It was proposed by Latvia\n"
        "      roles: [{who: WHO, does: proposed, what: the bridge}]\n"
    )
    assert faults(knowledge_dir, proposal.replace("WHO", "Latvia")) == []
    (line,) = faults(knowledge_dir, proposal.replace("WHO", "Estonia"))
    assert line.endswith(": bridge: 'Estonia' does not stand in the quote")


MEETING = """\
- id: meeting
  kind: event
  title: Assembly
  facts:
    - text: The members met on 3 June 2031.
      quote: The members met
      understood: "Assembly of 3 June 2031:"
      occasion: {what: Assembly, date: 2031-06-03}
"""


def test_a_date_is_understood_where_the_source_says_all_of_it_before_the_quote(
    knowledge_dir: KnowledgeDir,
) -> None:
    knowledge_dir.add("Assembly of 3 June 2031\n\nThe members met in a hall.", "meeting", MEETING)
    assert knowledge_dir.run("check").exit_code == 0
    knowledge_dir.write(
        "seeds/talk.txt", "Assembly of 3 May 2031, called in June\n\nThe members met in a hall."
    )
    assert "date 2031-06-03 does not stand in the quote" in knowledge_dir.run("check").err


@pytest.mark.parametrize("understood", ["The bridge:", "The crossing's", "Lasting peace:"])
def test_what_is_understood_is_said_at_or_before_the_quote_or_names_the_entry(
    knowledge_dir: KnowledgeDir, understood: str
) -> None:
    assert faults(knowledge_dir, OPENING.replace('"The bridge:"', f'"{understood}"')) == []


@pytest.mark.parametrize(
    ("understood", "word"), [("The viaduct:", "viaduct"), ("Latvian ships", "latvian"), ("ours", "ours")]
)
def test_what_is_understood_and_is_said_nowhere_or_only_later_is_a_fault(
    knowledge_dir: KnowledgeDir, understood: str, word: str
) -> None:
    (line,) = faults(knowledge_dir, OPENING.replace('"The bridge:"', f'"{understood}"'))
    assert line.endswith(f": bridge: {word!r} does not stand in the source up to the quote")


def test_an_occasion_has_a_name_that_fits_a_line(knowledge_dir: KnowledgeDir) -> None:
    (line,) = faults(knowledge_dir, OPENING.replace("Opening of the bridge", "Opening " * 10 + "day"))
    assert line.endswith("is 83 characters long, and 75 fit: shorten it")


@pytest.mark.parametrize(
    ("status", "told"),
    [("", "planned"), (", status: proposed", "proposed"), (", status: planned", "planned")],
)
def test_what_is_dated_later_than_its_source_is_never_past(
    knowledge_dir: KnowledgeDir, status: str, told: str
) -> None:
    opening = OPENING.replace(", status: planned", status)
    assert faults(knowledge_dir, opening) == []
    (row,) = knowledge_dir.ask("events")["items"]
    assert (row["when"]["date"], row["status"]) == ("2031", told)


# What the shipped knowledge holds


def test_what_happens_is_typed_once_in_the_whole_knowledge(knowledge: Knowledge) -> None:
    occasions = [fact.occasion for entry in knowledge.entries for fact in entry.facts if fact.occasion]
    seen = [(fold(it.what), it.date) for it in occasions]
    assert len(set(seen)) == len(seen)
    assert len(seen) >= 25


def test_the_congress_of_1926_and_its_centenary_are_two_occasions(knowledge: Knowledge) -> None:
    dates = {
        fact.occasion.what: (fact.occasion.date, fact.occasion.status)
        for entry in knowledge.entries
        for fact in entry.facts
        if fact.occasion and "Turkology" in fact.occasion.what
    }
    assert sorted(dates.values(), key=str) == [("1926", "past"), (None, "planned")]


def test_eight_to_twelve_facts_sum_up_the_source(knowledge: Knowledge) -> None:
    assert 8 <= sum(fact.key for entry in knowledge.entries for fact in entry.facts) <= 12


def test_whoever_holds_an_office_is_told_with_it_first(knowledge: Knowledge) -> None:
    people = [entry for entry in knowledge.entries if entry.kind == "person"]
    assert people
    for entry in people:
        assert any(role.does == "is" for fact in entry.facts for role in fact.roles), entry.id


def test_what_is_understood_is_never_part_of_the_quote(knowledge: Knowledge) -> None:
    shown = [fact for entry in knowledge.entries for fact in entry.facts if fact.understood]
    assert shown
    for fact in shown:
        text = knowledge.source_by_id[fact.span.source].text
        assert text[fact.span.start : fact.span.end] == fact.quote
        assert fact.shown_quote == f"[{fact.understood}] {fact.quote}"
        assert words(fact.understood or "")
