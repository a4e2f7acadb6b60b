"""Times without a year are typed, checked against the quote, answer "when" and stand in the timeline."""

from __future__ import annotations

import json

import pytest

from tests.conftest import KnowledgeDir

pytestmark = pytest.mark.slow  # many runs of the command, or waiting

RULES = """The pool is closed from 1 May to 31 August. Wages are paid on the 25th of each month.

Claims are made within 30 days. The repair takes six weeks. The open day is held every October. The choir meets on Mondays.

The board met on 3 June 2030. The clock is wound every 8 hours.
"""

ENTRIES = """\
- id: pool
  kind: place
  title: The pool
  facts:
    - text: The pool is closed from 1 May to 31 August.
      quote: The pool is closed from 1 May to 31 August.
      dates: [{date: 05-01, until: 08-31}]
- id: wages
  kind: theme
  title: Wages
  facts:
    - text: Wages are paid on the 25th of each month.
      quote: Wages are paid on the 25th of each month.
      dates: [{every: month, date: 25}]
- id: claims
  kind: theme
  title: Claims
  facts:
    - text: Claims are made within 30 days.
      quote: Claims are made within 30 days.
      dates: [{within: 30 days}]
- id: repair
  kind: project
  title: The repair
  facts:
    - text: The repair takes six weeks.
      quote: The repair takes six weeks.
      dates: [{lasts: six weeks}]
- id: open-day
  kind: event
  title: Open day
  facts:
    - text: The open day is held every October.
      quote: The open day is held every October.
      dates: [{every: year, date: October}]
- id: choir
  kind: organisation
  title: The choir
  facts:
    - text: The choir meets on Mondays.
      quote: The choir meets on Mondays.
      dates: [{every: Monday}]
- id: board
  kind: organisation
  title: The board
  facts:
    - text: The board met on 3 June 2030.
      quote: The board met on 3 June 2030.
      dates: [{date: 3 June 2030}]
- id: clock
  kind: theme
  title: The clock
  facts:
    - text: The clock is wound every 8 hours.
      quote: The clock is wound every 8 hours.
      dates: [{every: 8 hours}]
"""


BESIDE = "lengthen the quote, or say where the paragraph has it, as in implied:"


@pytest.fixture
def rules(knowledge_dir: KnowledgeDir) -> KnowledgeDir:
    """Rules with every sort of time."""
    for name in ("entries/peace.yaml", "entries/bridge.yaml"):
        (knowledge_dir.path / name).unlink()
    knowledge_dir.write("seeds/talk.txt", RULES)
    knowledge_dir.write("entries/rules.yaml", ENTRIES)
    return knowledge_dir


def test_a_time_without_a_year_stands_in_its_quote(rules: KnowledgeDir) -> None:
    assert rules.run("check").lines == ["8 entries, 8 facts: every quote found, no faults"]


@pytest.mark.parametrize(
    "date",
    [
        "{date: 05-01, until: 08-31}",
        "{date: 1 May, until: 31 August}",
        "{date: --05-01, until: --08-31}",
        "{date: May}",
    ],
)
def test_a_date_may_be_written_in_several_ways(rules: KnowledgeDir, date: str) -> None:
    rules.write("entries/rules.yaml", ENTRIES.replace("{date: 05-01, until: 08-31}", date))
    assert rules.run("check").exit_code == 0


def test_a_date_in_words_is_kept_as_iso_has_it(rules: KnowledgeDir) -> None:
    listed = map(json.loads, rules.run("list", "--json").out.splitlines())
    (board,) = (entry for entry in listed if entry["id"] == "board")
    assert board["facts"][0]["dates"][0]["date"] == "2030-06-03"


@pytest.mark.parametrize(
    ("written", "instead", "fault"),
    [
        ("{date: 05-01, until: 08-31}", "{date: 05-02}", "date 2 May does not stand in the quote"),
        (
            "{date: 05-01, until: 08-31}",
            "{date: 05-01, until: 09-01}",
            "date 1 September does not stand in the quote",
        ),
        ("every: month, date: 25", "every: month, date: 24", "date the 24th does not stand in the quote"),
        ("every: month, date: 25", "every: week, date: 25", None),
        ("{within: 30 days}", "{within: 20 days}", "'20 days' does not stand in the quote"),
        ("{within: 30 days}", "{within: 30 weeks}", "'30 weeks' does not stand in the quote"),
        ("{lasts: six weeks}", "{lasts: 6 weeks}", None),
        (
            "{every: Monday}",
            "{every: Friday}",
            f"the quote does not say that it is every Friday: {BESIDE} [every Friday]",
        ),
        (
            "{every: year, date: October}",
            "{every: year, date: March}",
            "date March does not stand in the quote",
        ),
        (
            "{every: 8 hours}",
            "{every: 9 hours}",
            f"the quote does not say that it is every 9 hours: {BESIDE} [every 9 hours]",
        ),
        (
            "{lasts: six weeks}",
            "{every: week}",
            f"the quote does not say that it is every week: {BESIDE} [every week]",
        ),
        (
            "{lasts: six weeks}",
            "{status: planned}",
            "fact 1, date 1: a time needs a date, or one of every, within and lasts",
        ),
        (
            "{date: 05-01, until: 08-31}",
            "{date: 2030-05-01, until: 08-31}",
            "fact 1, date 1: date and until have both a year, or neither has",
        ),
        (
            "{date: 05-01, until: 08-31}",
            "{date: in spring}",
            "fact 1, date 1: date 'in spring' is no date: write it as in "
            "2026, 2025-08, 2025-10-15, 05-01, 1 May, October, 25",
        ),
        (
            "date: 3 June 2030",
            "date: 2030-06-31",
            "fact 1, date 1: date '2030-06-31' is no date: June 2030 has no 31st",
        ),
        (
            "date: 3 June 2030",
            "date: 29 February 2030",
            "fact 1, date 1: date '29 February 2030' is no date: February 2030 has no 29th",
        ),
        (
            "date: 3 June 2030",
            "date: 30 February",
            "fact 1, date 1: date '30 February' is no date: February has no 30th",
        ),
        (
            "date: 3 June 2030",
            "date: 2030-06-03, until: 2030-06-01",
            "fact 1, date 1: until is before date: 1 June 2030 is not after 3 June 2030",
        ),
    ],
)
def test_what_the_quote_does_not_say_is_a_fault(
    rules: KnowledgeDir, written: str, instead: str, fault: str | None
) -> None:
    rules.write("entries/rules.yaml", ENTRIES.replace(written, instead))
    checked = rules.run("check")
    assert [line.split(": ", 2)[2] for line in checked.err.splitlines()] == ([fault] if fault else [])


ANSWERED = {
    "when is the pool closed?": "pool",
    "in which month is the open day?": "open-day",
    "on which day are wages paid?": "wages",
    "when are claims made?": "claims",
    "how long does the repair take?": "repair",
    "when does the choir meet?": "choir",
    "which day does the choir meet?": "choir",
    "when did the board meet?": "board",
}


def test_it_answers_when_and_how_long(rules: KnowledgeDir) -> None:
    replies = rules.ask_all(ANSWERED)
    assert {it["query"]: it["entry"] for it in replies if it["status"] == "answer"} == ANSWERED


def test_it_does_not_answer_which_year(rules: KnowledgeDir) -> None:
    replies = rules.ask_all(["in which year is the open day?", "which year is the pool closed?"])
    assert [it["reason"] for it in replies] == ["not_stated", "not_stated"]


def test_the_timeline_has_what_comes_again_behind_what_has_a_year(rules: KnowledgeDir) -> None:
    items = rules.ask("timeline")["items"]
    assert [(it["group"], it["what"], it["when"], it["status"]) for it in items] == [
        ("2030", "The board", {"date": "2030-06-03", "until": None}, "planned"),
        ("Every month", "Wages", None, None),
        ("Every year", "The pool", None, None),
        ("Every year", "Open day", None, None),
        ("Every 8 hours", "The clock", None, None),
        ("Every week", "The choir", None, None),
    ]
    assert rules.run("ask", "timeline").lines[1:-1] == [
        "1. The board — 3 June 2030 · planned",
        "2. Wages — the 25th of every month",
        "3. The pool — 1 May – 31 August",
        "4. Open day — every October",
        "5. The clock — every 8 hours",
        "6. The choir — every Monday",
    ]
