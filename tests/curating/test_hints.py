"""``ots check --hints``: what quotes say and nobody typed is worth typing, and is no fault."""

from __future__ import annotations

import pytest

from tests.conftest import PEACE, SOURCES, KnowledgeDir, run_warm

pytestmark = pytest.mark.slow  # many runs of the command, or waiting

HANDBOOK = """In 2025 it sold 85 tents. Each employee has 28 days of paid leave. Pay arrives on the 25th of each month.

The Berlin office opened on 3 May 2021 and cost about $2.5 million. Around 14% of its people work from Ghent.

Vision 2040 begins on 10 November. The festival in Riga moved to 2022.

Nine stations run from 4 to 8 May 2031. Panels made 85 megawatt-hours, against 71 in 2024. Book three hours or more. Clean up in the last 20 minutes of your shift. A mixer holds 20 litres and weighs 94 kg; in 2020 it was 71 million crowns, and 63 million today.

Claim it within 30 days of purchase. Lunch takes 45 minutes from 12 noon to 1 pm. Call 555 0142. It runs on Debian 12 and on Windows Server 2019, at port 9477.
"""

ENTRY = """\
- id: topic
  kind: theme
  title: {title}
  facts:
    - text: {quote}
      quote: {quote}
"""


def check(knowledge_dir: KnowledgeDir, quote: str, *more: str, title: str = "The topic") -> list[str]:
    """The hints at an entry of one fact, each without its place."""
    knowledge_dir.write("seeds/talk.txt", HANDBOOK)
    (knowledge_dir.path / "entries/bridge.yaml").unlink(missing_ok=True)
    entry = ENTRY.format(title=title, quote=quote) + "".join(f"      {line}\n" for line in more)
    knowledge_dir.write("entries/peace.yaml", entry)
    checked = knowledge_dir.run("check", "--hints")
    assert (checked.exit_code, checked.err) == (0, "")
    *found, summary, last = checked.out.splitlines()
    assert summary == "1 entries, 1 facts: every quote found, no faults"
    assert last.startswith("1 of 1 entries have no keywords: ")
    place = "entries/peace.yaml:6: topic: hint: the quote says "
    assert all(line.startswith(place) for line in found)
    return [line.removeprefix(place) for line in found]


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("Each employee has 28 days of paid leave", ["'28 days': type it, as in figures: [{value: 28, unit: days, of: paid leave}]"]),
        ("cost about $2.5 million", ["'2.5 million USD': type it, as in figures: [{value: 2.5, unit: million USD, of: …, qualifier: about}]"]),
        ("14% of its people work", ["'14 %': type it, as in figures: [{value: 14, unit: '%', of: people}]"]),
        ("opened on 3 May 2021", ["'2021-05-03': type it, as in dates: [{date: '2021-05-03'}]"]),
        ("begins on 10 November", ["'10 November': type it, as in dates: [{date: 10 November}]"]),
        ("Pay arrives on the 25th of each month", ["'every month 25': type it, as in dates: [{every: month, date: 25}]"]),
        ("festival in Riga", ["'Riga': type it, as in places: [Riga]"]),
        ("Claim it within 30 days of purchase", ["'30 days': type it, as in dates: [{within: 30 days}]"]),
        ("Lunch takes 45 minutes", ["'45 minutes': type it, as in dates: [{lasts: 45 minutes}]"]),
        ("run from 4 to 8 May 2031", ["'2031-05-04 until 2031-05-08': type it, as in dates: [{date: '2031-05-04', until: '2031-05-08', status: planned}]"]),
        ("Panels made 85 megawatt-hours, against 71 in 2024", [
            "'85 megawatt-hours': type it, as in figures: [{value: 85, unit: megawatt-hours, of: …}]",
            "'71 megawatt-hours': type it, as in figures: [{value: 71, unit: megawatt-hours, of: …, as_of: '2024'}]"]),
        ("Book three hours or more", ["'3 hours': type it, as in figures: [{value: 3, unit: hours, of: …, qualifier: at least}]"]),
        ("the last 20 minutes of your shift", ["'20 minutes': type it, as in figures: [{value: 20, unit: minutes, of: …}]"]),
        ("Each employee has", []),
        ("from 12 noon to 1 pm", []),
        ("Call 555 0142", []),
        ("runs on Debian 12 and on Windows Server 2019, at port 9477", []),
    ],
)  # fmt: skip
def test_a_value_that_nobody_typed_is_told_with_the_line_to_write(
    knowledge_dir: KnowledgeDir, quote: str, told: list[str]
) -> None:
    assert check(knowledge_dir, quote) == told


@pytest.mark.parametrize(
    ("quote", "typed"),
    [
        ("Each employee has 28 days of paid leave", "figures: [{value: 28, unit: days, of: leave}]"),
        ("opened on 3 May 2021", "dates: [{date: 2021-05-03}]"),
        ("Claim it within 30 days of purchase", "dates: [{within: 30 days}]"),
        ("Lunch takes 45 minutes", "dates: [{lasts: 45 minutes}]"),
        ("Pay arrives on the 25th of each month", "dates: [{every: month, date: 25}]"),
        ("begins on 10 November", "dates: [{date: 10 November}]"),
        ("festival in Riga moved to 2022", "occasion: {what: Festival, date: 2022, city: Riga}"),
        ("Claim it within 30 days of purchase", "answers: [how long]"),
        ("Book three hours or more", "answers: [how long]"),
        ("In 2025 it sold 85 tents", "figures: [{value: 85, unit: tents, of: tents, as_of: 2025}]"),
        ("festival in Riga moved to 2022", "untyped: [2022, Riga]"),
    ],
)
def test_what_is_typed_in_any_way_is_not_told(knowledge_dir: KnowledgeDir, quote: str, typed: str) -> None:
    assert check(knowledge_dir, quote, typed) == []


def test_a_span_of_which_only_the_end_is_typed_is_told(knowledge_dir: KnowledgeDir) -> None:
    (told,) = check(knowledge_dir, "run from 4 to 8 May 2031", "dates: [{date: 2031-05-08, status: planned}]")
    assert "{date: '2031-05-04', until: '2031-05-08', status: planned}" in told


@pytest.mark.parametrize(
    ("quote", "value", "unit", "right"),
    [
        ("Nine stations run", "9", "kilowatts", False),
        ("Nine stations run", "9", "pounds", False),
        ("Nine stations run", "9", "stations", True),
        ("holds 20 litres and weighs 94 kg", "20", "kg", False),
        ("holds 20 litres and weighs 94 kg", "20", "liters", True),
        ("holds 20 litres and weighs 94 kg", "94", "kilograms", True),
        ("cost about $2.5 million", "2.5", "million USD", True),
        ("Around 14% of its people", "14", "per cent", True),
        ("and 63 million today", "63", "million crowns", True),
        ("and 63 million today", "63", "million euros", False),
    ],
)
def test_a_unit_that_the_quote_does_not_say_is_told(
    knowledge_dir: KnowledgeDir, quote: str, value: str, unit: str, *, right: bool
) -> None:
    knowledge_dir.write("seeds/talk.txt", HANDBOOK)
    (knowledge_dir.path / "entries/bridge.yaml").unlink()
    figure = f"      figures: [{{value: {value}, unit: {unit}, of: stations, qualifier: about}}]\n"
    knowledge_dir.write("entries/peace.yaml", ENTRY.format(title="The topic", quote=quote) + figure)
    told = [it for it in knowledge_dir.run("check", "--hints").lines if "does not say" in it]
    what = (
        f"entries/peace.yaml:7: topic: hint: the quote does not say that {value} is of {unit!r}:"
        " write the unit that it says, or take `unit` out"
    )
    assert told == ([] if right else [what])


def test_a_number_of_a_name_is_not_told(knowledge_dir: KnowledgeDir) -> None:
    assert check(knowledge_dir, "Vision 2040 begins", title="Vision 2040") == []


def test_without_being_asked_for_it_is_told_how_many_there_are(knowledge_dir: KnowledgeDir) -> None:
    check(knowledge_dir, "opened on 3 May 2021 and cost about $2.5 million")
    checked = knowledge_dir.run("check")
    assert (checked.exit_code, checked.err) == (0, "")
    assert checked.out == (
        "1 entries, 1 facts: every quote found, no faults\n"
        "2 values of quotes are typed by no fact: see ots check --hints\n"
    )


def test_a_check_of_another_directory_than_the_one_it_is_run_in_says_so(knowledge_dir: KnowledgeDir) -> None:
    checked = run_warm("check", cwd=knowledge_dir.path)
    assert checked.exit_code == 0
    assert "ots --knowledge . check" in checked.err
    chosen = run_warm("check", cwd=knowledge_dir.path, env={"OTS_KNOWLEDGE": "."})
    assert chosen.err == ""


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("It ends in 2031.", "It"),
        ("The last one is free.", "The last one"),
        ("Before that she ran.", "Before that"),
    ],
)
def test_a_text_that_leans_on_what_nobody_sees_is_told(
    knowledge_dir: KnowledgeDir, text: str, first: str
) -> None:
    knowledge_dir.write("seeds/talk.txt", f"A talk.\n\n{text} The last tram is gone.\n")
    (knowledge_dir.path / "entries/bridge.yaml").unlink()
    entry = ENTRY.format(title="Trams", quote="The last tram is gone.").replace("topic", "trams")
    knowledge_dir.write("entries/peace.yaml", ENTRY.format(title="The topic", quote=text) + entry)
    checked = knowledge_dir.run("check", "--hints")
    assert (checked.exit_code, [it for it in checked.lines if "begins" in it]) == (
        0,
        [
            f"entries/peace.yaml:5: topic: hint: the text begins with {first!r}, "
            "and people see it alone: name what it is about"
        ],
    )


def test_a_word_of_a_kind_that_lists_something_else_in_other_texts_is_told(
    knowledge_dir: KnowledgeDir,
) -> None:
    """But not of the plural, which several are called whatever else it means."""
    kinds = "kinds: [{id: fare, plural: tickets, words: [fares, passes]}, {id: plan}]\n"
    knowledge_dir.write("about.yaml", kinds)
    told = [line for line in knowledge_dir.run("check", "--hints").out.splitlines() if "about.yaml" in line]
    assert told == [
        "about.yaml:1: about: hint: who types 'fares' gets every fare here, and the list 'money' in other texts:"
        " take it out of `words` if that list is wanted here too"
    ]


def test_a_name_that_leads_somewhere_else_is_told(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("about.yaml", "kinds: [{id: club}]\n")
    knowledge_dir.write("sources.yaml", SOURCES + "  also_called: [the clubs]\n")
    knowledge_dir.write(
        "entries/peace.yaml", PEACE.replace("  facts", "  aliases: {en: [help, help desk]}\n  facts")
    )
    told = [line for line in knowledge_dir.run("check", "--hints").out.splitlines() if "hint: " in line]
    assert told[:2] == [
        "about.yaml:1: about: hint: 'the clubs' in sources.yaml is what the whole text is about, so that"
        " in a question 'clubs' asks for no club: take it out there",
        "entries/peace.yaml:4: peace: hint: who types 'help' and nothing else gets what a bot says to that (help),"
        " and this topic only with other words",
    ]


def test_hints_are_shown_beside_faults(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("seeds/talk.txt", HANDBOOK)
    quote = "Lunch takes 45 minutes"
    entry = ENTRY.format(title="Lunch", quote=quote) + "  related: [membership-secretary]\n"
    knowledge_dir.write("entries/peace.yaml", entry)
    (knowledge_dir.path / "entries/bridge.yaml").unlink()
    checked = knowledge_dir.run("check", "--hints")
    assert (checked.exit_code, checked.out, checked.err) == (
        1,
        "entries/peace.yaml:6: topic: hint: the quote says '45 minutes': type it, as in dates: [{lasts: 45 minutes}]\n",
        "entries/peace.yaml:7: topic: related entry 'membership-secretary' does not exist\n",
    )


def test_more_facts_than_a_summary_has_are_told_of(knowledge_dir: KnowledgeDir) -> None:
    fact = ENTRY.format(title="The topic", quote="Vision 2040 begins on 10 November").partition("facts:\n")[2]
    head = ENTRY.format(title="The topic", quote="").partition("    - text")[0]
    knowledge_dir.write("seeds/talk.txt", HANDBOOK)
    (knowledge_dir.path / "entries/bridge.yaml").unlink()
    for number, told in ((12, 0), (13, 1)):
        knowledge_dir.write("entries/peace.yaml", head + f"{fact}      key: true\n" * number)
        hints = knowledge_dir.run("check", "--hints").out
        assert hints.count("hint: more than 12 facts of talk are `key`: a summary is shorter") == told
