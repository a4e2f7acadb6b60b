"""What `ots quote` prints of a sentence is what somebody would type, and no more."""

from __future__ import annotations

import re

import pytest

from tests.conftest import TALK, KnowledgeDir


def printed(knowledge_dir: KnowledgeDir, said: str, sentence: str) -> list[str]:
    """The lines printed of *sentence* of a talk in which *said* stands, without its text and quote."""
    knowledge_dir.write("seeds/talk.txt", f"{TALK}\n{said}\n")
    facts = knowledge_dir.run("quote", sentence).out.split("\n\n")
    fact = next(it for it in facts if f"quote: {sentence}" in it)
    return [it.strip() for it in fact.splitlines()[3:]]


@pytest.mark.parametrize(
    ("sentence", "lasts"),
    [
        ("The ferry takes 1 hour 40 minutes.", "1 hour 40 minutes"),
        ("The line links Holt and Elverby in 35 minutes.", "35 minutes"),
    ],
)
def test_how_long_something_goes_on_is_one_length(
    knowledge_dir: KnowledgeDir, sentence: str, lasts: str
) -> None:
    assert printed(knowledge_dir, sentence, sentence) == [f"dates: [{{lasts: {lasts}}}]"]


@pytest.mark.parametrize(
    "sentence",
    ["Page if 12 payments fail in ten minutes.", "Cars must check in 40 minutes before departure."],
)
def test_what_is_so_long_before_something_or_a_rate_does_not_last(
    knowledge_dir: KnowledgeDir, sentence: str
) -> None:
    assert not any("lasts" in it for it in printed(knowledge_dir, sentence, sentence))


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("A return costs the same as two singles.", []),
        ("Jackets are on the other two ships.", []),
        ("The fleet has two ships.", ["figures: [{value: 2, of: ships}]"]),
        ("The two ships are old.", ["figures: [{value: 2, of: ships}]"]),
        ("It rests on the 12 pillars.", ["figures: [{value: 12, of: pillars}]"]),
    ],
)
def test_a_small_number_that_only_names_what_is_known_is_no_figure(
    knowledge_dir: KnowledgeDir, sentence: str, figures: list[str]
) -> None:
    lines = printed(knowledge_dir, f"Here. {sentence}", sentence)
    assert [it for it in lines if "value" in it] == figures


@pytest.mark.parametrize(
    ("sentence", "leans"),
    [
        ("Each crew holds a drill.", False),
        ("Both ships have lifts.", False),
        ("Each holds a drill.", True),
        ("Both need paint.", True),
    ],
)
def test_each_with_its_noun_names_its_own_subject(
    knowledge_dir: KnowledgeDir, sentence: str, leans: bool
) -> None:
    lines = printed(knowledge_dir, f"Guests must wait. {sentence}", sentence)
    assert any("understood" in it for it in lines) == leans


def test_no_key_is_printed_twice(knowledge_dir: KnowledgeDir) -> None:
    sentence = "The line runs from Tarvik to Riga."
    lines = printed(knowledge_dir, sentence, sentence)
    assert lines == ["places: [Riga]  # or [Riga, Tarvik], if they are places"]


@pytest.mark.parametrize(
    ("sentence", "qualifier"),
    [
        ("Nobody may own more than 200 shares.", "at most"),
        ("No member may own more than 200 shares.", "at most"),
        ("A member may not own more than 200 shares.", "at most"),
        ("Members hold no more than 200 shares.", "at most"),
        ("Nobody knew of more than 200 shares.", "over"),
        ("The shop sold some 200 shares.", "about"),
    ],
)
def test_a_limit_that_nobody_may_pass_is_at_most(
    knowledge_dir: KnowledgeDir, sentence: str, qualifier: str
) -> None:
    lines = printed(knowledge_dir, sentence, sentence)
    assert lines == [f"figures: [{{value: 200, of: shares, qualifier: {qualifier}}}]"]


def test_this_year_is_the_year_of_the_source_whatever_year_stands_before(knowledge_dir: KnowledgeDir) -> None:
    sentence = "This year's assembly is on 13 June."
    lines = printed(knowledge_dir, f"In 2025 it was in Riga. {sentence}", sentence)
    year = "in 2030, for it says 'This year'? then date: 2030-06-13, understood: 'in 2030:'"
    assert lines == [f"dates: [{{date: 13 June}}]  # {year}"]


def test_a_first_day_is_no_amount_that_something_is_compared_with(knowledge_dir: KnowledgeDir) -> None:
    said = "The twelve mayors met in Riga from 9 to 11 June 2025."
    assert "dates: [{date: '2025-06-09', until: '2025-06-11'}]" in printed(knowledge_dir, said, said)


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("At present 11 of 46 berths do so.", ["11, unit: berths, of: …", "46, of: berths"]),
        ("Then 3 out of 5 ports agreed.", ["3, unit: ports, of: …", "5, of: ports"]),
        ("A box of 46 berths is there.", ["46, of: berths"]),
    ],
)
def test_a_part_of_a_number_is_offered_beside_the_whole(
    knowledge_dir: KnowledgeDir, sentence: str, figures: list[str]
) -> None:
    lines = printed(knowledge_dir, sentence, sentence)
    assert re.findall(r"value: (.*?)}", "\n".join(lines)) == figures


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("Hay comes under a contract until the end of 2036.", "{date: '2036'}"),
        ("The bridge is not open until 2036.", "{date: '2036', status: planned}"),
    ],
)
def test_the_end_of_what_goes_on_is_offered_without_being_planned(
    knowledge_dir: KnowledgeDir, sentence: str, date: str
) -> None:
    assert f"dates: [{date}]" in printed(knowledge_dir, sentence, sentence)


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("It is for up to three tills, eight users and 50 products.", "3 at most, 8 at most, 50 at most"),
        ("It has room for up to 90 people, and 12 staff work there.", "90 at most, 12"),
        ("About 60 nurses and 12 doctors came.", "60 about, 12"),
        ("It serves twelve tills in as many as four shops.", "12, 4 at most"),
        ("He sold twice as many as four shops did.", "4"),
        ("Another 420 or so people help.", "420 about"),
    ],
)
def test_how_exact_an_amount_is_goes_for_the_whole_list_that_it_opens(
    knowledge_dir: KnowledgeDir, sentence: str, figures: str
) -> None:
    lines = "\n".join(printed(knowledge_dir, sentence, sentence))
    found = re.findall(r"value: (\d+), [^}]*?(?:, qualifier: ([^}]*))?}", lines)
    assert ", ".join(" ".join(filter(None, it)) for it in found) == figures


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("The sites have 932 beds, 18 more than a year earlier.", ["932, of: beds", "18, unit: beds, of: …"]),
        ("Then 214 posts were free, down from 305 twelve months earlier.", ["214, of: posts", "305, unit: posts, of: …"]),
        ("We sold 4,000 tickets, 200 fewer.", ["4000, of: tickets", "200, unit: tickets, of: …"]),
        ("They closed an 18-bed ward.", ["18, unit: beds, of: …"]),
        ("It is a 20-odd mile walk with a 2-way radio.", []),
    ],
)  # fmt: skip
def test_a_number_is_of_what_it_is_held_against_or_joined_to(
    knowledge_dir: KnowledgeDir, sentence: str, figures: list[str]
) -> None:
    lines = printed(knowledge_dir, sentence, sentence)
    assert re.findall(r"value: (.*?)}", "\n".join(lines)) == figures
