"""What comes again, and counts of one, are typed as a curator would say them, and checked against the quote."""

from __future__ import annotations

import json

import pytest

from tests.conftest import KnowledgeDir

pytestmark = pytest.mark.slow  # many runs of the command, or waiting

PAGE = """Salaries are paid on the 26th, or the working day before. Bills come on 26 March. In March bills come on the 26th.

Clinics are held on the last Wednesday of each month. Lunch is free on the first Thursday of the month.

A mechanic comes every other Thursday. Bins are emptied every second week. We report every hour.

Everybody gets one volunteering day a year, and may cancel within one month. Ring before 9.30 am. The server restarts at 03:15.

Every first Saturday there is a walk. Every second Friday of the month is free. Every second Monday is quiet.

My proposal is a fare of 2 crowns. Each month is the same here. Send the receipt by the 20th.

The boat sails twice a day. On Tuesdays it sails once.

It has 2 floors and 30 boats. It takes 1 second to open and 30 seconds to close.
"""

ENTRY = """\
- id: topic
  kind: theme
  title: The topic
  facts:
    - text: {quote}
      quote: {quote}
      {typed}
"""


def faults(directory: KnowledgeDir, quote: str, typed: str) -> list[str]:
    """What the check says of a fact that quotes a sentence of the page and types something."""
    directory.write("seeds/talk.txt", PAGE)
    (directory.path / "entries/bridge.yaml").unlink(missing_ok=True)
    directory.write("entries/peace.yaml", ENTRY.format(quote=quote, typed=typed))
    checked = directory.run("check")
    assert checked.exit_code == bool(checked.err)
    return [line.split(": ", 2)[2] for line in checked.err.splitlines()]


SALARIES = "Salaries are paid on the 26th, or the working day before."
CLINICS = "Clinics are held on the last Wednesday of each month."
LUNCH = "Lunch is free on the first Thursday of the month."
MECHANIC = "A mechanic comes every other Thursday."
BINS = "Bins are emptied every second week."
LEAVE = "Everybody gets one volunteering day a year, and may cancel within one month."


@pytest.mark.parametrize(
    ("quote", "typed"),
    [
        (SALARIES, "dates: [{every: month, date: 26}]"),
        (SALARIES, "dates: [{date: 26}]"),
        ("Send the receipt by the 20th.", "dates: [{every: month, date: 20}]"),
        (CLINICS, "dates: [{every: last Wednesday}]"),
        (CLINICS, "dates: [{every: the last wednesdays of each month}]"),
        (LUNCH, "dates: [{every: 1st Thursday of the month}]"),
        ("Every first Saturday there is a walk.", "dates: [{every: first Saturday}]"),
        ("Every second Friday of the month is free.", "dates: [{every: second Friday}]"),
        (MECHANIC, "dates: [{every: other Thursday}]"),
        (BINS, "dates: [{every: second week}, {every: other week}, {every: 2 weeks}, {every: two weeks}]"),
        ("We report every hour.", "dates: [{every: hour}]"),
        (LEAVE, "figures: [{value: 1, unit: day, of: volunteering}]"),
        (LEAVE, "dates: [{within: one month}, {within: 1 month}]"),
        (
            "It takes 1 second to open and 30 seconds to close.",
            "dates: [{lasts: 1 second}, {lasts: 30 seconds}]",
        ),
    ],
)
def test_it_may_be_typed(knowledge_dir: KnowledgeDir, quote: str, typed: str) -> None:
    assert faults(knowledge_dir, quote, typed) == []


NO_DAY = "the quote does not say that it is every month: it does by 'the 26th', with no month beside it; else lengthen the quote"
OFTEN = "write one of day, week, month, quarter, year, hour, Monday, first Monday, last Friday, other Thursday, 30 minutes"


@pytest.mark.parametrize(
    ("quote", "typed", "fault"),
    [
        ("Bills come on 26 March.", "dates: [{every: month, date: 26}]", NO_DAY),
        ("In March bills come on the 26th.", "dates: [{date: 26}]", NO_DAY),
        (CLINICS, "dates: [{every: first Wednesday}]",
         "the quote does not say that it is every first Wednesday: lengthen the quote,"
         " or say where the paragraph has it, as in implied: [every first Wednesday]"),
        ("Every second Monday is quiet.", "dates: [{every: second Monday}]",
         "the quote does not say that it is every second Monday: lengthen the quote,"
         " or say where the paragraph has it, as in implied: [every second Monday]"),
        (MECHANIC, "dates: [{every: second Tuesday}]",
         "the quote does not say that it is every second Tuesday: lengthen the quote,"
         " or say where the paragraph has it, as in implied: [every second Tuesday]"),
        (CLINICS, "dates: [{every: sometimes}]", f"fact 1, date 1: every 'sometimes' is not how often something comes: {OFTEN}"),
        ("Ring before 9.30 am.", "figures: [{value: 9.3, of: am}]",
         "a time of day is no figure: take it out, for it is read from the quote"),
        ("Ring before 9.30 am.", "figures: [{value: 9.30, unit: am, of: call}]",
         "a time of day is no figure: take it out, for it is read from the quote"),
        (MECHANIC, "figures: [{value: 1, unit: mechanic, of: staff}]", "figure 1 mechanic does not stand in the quote"),
        ("It has 2 floors and 30 boats.", "dates: [{lasts: 30 second}]", "'30 second' does not stand in the quote"),
        (LEAVE, "figures: [{value: 1, unit: day, of: …}]", "say what 1 day measures in place of of: …"),
    ],
)  # fmt: skip
def test_what_the_quote_does_not_say_is_refused(
    knowledge_dir: KnowledgeDir, quote: str, typed: str, fault: str
) -> None:
    assert faults(knowledge_dir, quote, typed) == [fault]


def test_what_the_paragraph_alone_says_may_be_implied(knowledge_dir: KnowledgeDir) -> None:
    quote = "My proposal is a fare of 2 crowns."
    assert faults(knowledge_dir, quote, "dates: [{every: month}]\n      implied: [each month]") == []


def test_a_word_of_planning_is_called_a_hedge(knowledge_dir: KnowledgeDir) -> None:
    faults(knowledge_dir, "My proposal is a fare of 2 crowns.", "key: true")
    entry = (knowledge_dir.path / "entries/peace.yaml").read_text("utf-8")
    knowledge_dir.write("entries/peace.yaml", entry.replace("text: My proposal is a", "text: There is a"))
    assert (
        knowledge_dir.run("check")
        .err.split(": ", 2)[2]
        .startswith(
            "the quote says 'proposal' (a word of planning or proposing is a hedge too), the text none of proposed,"
        )
    )


def test_it_answers_when_and_is_listed(knowledge_dir: KnowledgeDir) -> None:
    faults(knowledge_dir, CLINICS, "dates: [{every: last Wednesday}]")
    for question in ("when is the topic?", "which day is the topic?"):
        assert json.loads(knowledge_dir.run("ask", "--json", question).out)["facts"][0]["quote"] == CLINICS
    assert knowledge_dir.run("ask", "timeline").lines[1] == "1. The topic — every last Wednesday"


@pytest.mark.parametrize(
    ("quote", "question"),
    [
        ("Ring before 9.30 am.", "when must I ring?"),
        ("The server restarts at 03:15.", "when does the server restart?"),
    ],
)
def test_a_time_of_day_answers_when_from_the_quote(
    knowledge_dir: KnowledgeDir, quote: str, question: str
) -> None:
    faults(knowledge_dir, quote, "key: true")
    assert json.loads(knowledge_dir.run("ask", "--json", question).out)["facts"][0]["quote"] == quote


@pytest.mark.parametrize(
    ("quote", "value", "passes"),
    [
        ("The boat sails twice a day.", 2, True),
        ("On Tuesdays it sails once.", 1, True),
        ("The boat sails twice a day.", 3, False),
    ],
)
def test_once_and_twice_are_so_many_times(
    knowledge_dir: KnowledgeDir, quote: str, value: int, passes: bool
) -> None:
    found = faults(knowledge_dir, quote, f"figures: [{{value: {value}, unit: times a day, of: sailings}}]")
    assert (found == []) == passes
