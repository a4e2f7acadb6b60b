"""What happens when, and until when, in a text of one's own."""

from __future__ import annotations

import pytest

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


def test_a_typed_limit_is_a_deadline_and_what_is_done_by_some_means_every_week_is_none(
    knowledge_dir: KnowledgeDir,
) -> None:
    said = "You have 90 days to take your files. Shows are given by video every Friday. Bills are paid by 5 pm every Monday."
    knowledge_dir.add(said, "files", FILES)
    (reply,) = knowledge_dir.ask_all(["deadlines"])
    assert sorted(it["entry"] for it in reply["items"]) == ["bills", "files"]


def test_what_happens_in_a_season_or_month_is_told_by_its_date(knowledge_dir: KnowledgeDir) -> None:
    said = "The fair is on 6 June 2026, the market on 2 May. The ball is in December."
    knowledge_dir.add(said, "fairs", FAIRS)
    asked = ["events in summer 2026", "events in May", "events from May to July"]
    listed = [[it["what"] for it in reply["items"]] for reply in knowledge_dir.ask_all(asked)]
    assert listed == [["fair"], ["market"], ["fair", "market"]]


def test_a_figure_has_only_the_date_that_its_quote_says_of_it(knowledge_dir: KnowledgeDir) -> None:
    said = (
        "Marit Holm, 47, chief since 2019, paints. A fund of 3 million euros in 2016 paid. "
        "The mill, opened in May 2021, makes 240 boats. In 2022, with luck, it sold 90 boats. "
        "We want 40 percent by 2029. Today it is 26. Since 2014 it is led by a trust, a body with 7 members. "
        "A college sends 6 pupils under a pact signed in 2020. We counted 31 cats in a barn in 2023."
    )
    knowledge_dir.add(said, "mill", DATED)
    (reply,) = knowledge_dir.ask_all(["figures"])
    dates = {it["value"]: it["when"] and it["when"]["date"] for it in reply["items"]}
    assert {
        value: dates[value]
        for value in (
            *("47", "3 million euros", "240 boats", "90 boats", "40 percent", "26 percent"),
            *("7 members", "6 pupils", "31 cats"),
        )
    } == {
        "47": None,
        "3 million euros": "2016",
        "240 boats": None,
        "90 boats": "2022",
        "40 percent": "2029",
        "26 percent": None,
        "7 members": None,
        "6 pupils": None,
        "31 cats": "2023",
    }


@pytest.mark.parametrize("typed", ["occasion: {what: fair, date: 2031-05-12}", "dates: [{date: 2031-05-12}]"])
def test_what_comes_again_at_two_times_is_in_the_timeline_at_both(
    knowledge_dir: KnowledgeDir, typed: str
) -> None:
    said = "In October and March it opens at weekends only. The fair is on 12 May 2031."
    knowledge_dir.add(said, "farm", f"{FARM}      {typed}\n")
    shown = knowledge_dir.run("ask", "timeline").lines
    assert [line.rpartition(" — ")[2] for line in shown[1:4]] == ["12 May 2031 · planned", "March", "October"]


def test_what_is_to_come_in_a_year_is_listed_though_it_is_not_typed_to_happen(
    knowledge_dir: KnowledgeDir,
) -> None:
    said = (
        "The fair is on 12 May 2031. The first tram arrives in September 2031. The track cost much in 2024."
    )
    knowledge_dir.add(said, "tram", TRAM)
    (reply,) = knowledge_dir.ask_all(["events in 2031"])
    assert [it["what"] for it in reply["items"]] == ["fair", "The first tram arrives in September 2031."]


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
    - text: Since 2014 it is led by a trust, a body with 7 members.
      quote: Since 2014 it is led by a trust, a body with 7 members.
      dates: [{date: 2014}]
      figures: [{value: 7, unit: members, of: trust}]
    - text: A college sends 6 pupils under a pact signed in 2020.
      quote: A college sends 6 pupils under a pact signed in 2020.
      dates: [{date: 2020}]
      figures: [{value: 6, unit: pupils, of: pupils of the college}]
    - text: We counted 31 cats in a barn in 2023.
      quote: We counted 31 cats in a barn in 2023.
      dates: [{date: 2023}]
      figures: [{value: 31, unit: cats, of: cats}]
"""


FARM = """\
- id: farm
  kind: place
  title: Farm
  facts:
    - text: The farm opens at weekends only in October and March.
      quote: In October and March it opens at weekends only.
      dates: [{date: October}, {date: March}]
    - text: The fair is on 12 May 2031.
      quote: The fair is on 12 May 2031.
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


@pytest.mark.parametrize("asked", ["when is the barn open in July?", "is the barn open on a Thursday?"])
def test_what_lies_between_two_months_or_days_is_said(knowledge_dir: KnowledgeDir, asked: str) -> None:
    knowledge_dir.add("The barn is open from April to September, Wednesday to Sunday.", "barn", BARN)
    reply = knowledge_dir.ask(asked)
    assert (reply["status"], reply["lacks"]) == ("answer", [])


def test_what_lies_outside_of_them_is_not(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.add("The barn is open from April to September, Wednesday to Sunday.", "barn", BARN)
    assert knowledge_dir.ask("when is the barn open in November?")["lacks"] == ["november"]


BARN = """\
- id: barn
  kind: theme
  title: Barn
  facts:
    - text: The barn is open from April to September, Wednesday to Sunday.
      quote: The barn is open from April to September, Wednesday to Sunday.
"""


def test_what_takes_so_long_is_neither_past_nor_planned(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("about.yaml", "kinds: [{id: route}]\n")
    knowledge_dir.add("The Blue Line takes 35 minutes. The Red Line takes 2 hours.", "lines", LINES)
    (reply,) = knowledge_dir.ask_all(["routes"])
    assert [(it["what"], it["status"]) for it in reply["items"]] == [("Blue Line", None), ("Red Line", None)]


LINES = """\
- id: blue
  kind: route
  title: Blue Line
  facts:
    - text: The Blue Line takes 35 minutes.
      quote: The Blue Line takes 35 minutes.
      dates: [{lasts: 35 minutes}]
- id: red
  kind: route
  title: Red Line
  facts:
    - text: The Red Line takes 2 hours.
      quote: The Red Line takes 2 hours.
      dates: [{lasts: 2 hours}]
"""

FILES = """\
- id: files
  kind: theme
  title: Files
  facts:
    - text: You have 90 days to take your files.
      quote: You have 90 days to take your files.
      dates: [{within: 90 days}]
- id: shows
  kind: theme
  title: Shows
  facts:
    - text: Shows are given by video every Friday.
      quote: Shows are given by video every Friday.
      dates: [{every: Friday}]
- id: bills
  kind: theme
  title: Bills
  facts:
    - text: Bills are paid by 5 pm every Monday.
      quote: Bills are paid by 5 pm every Monday.
      dates: [{every: Monday}]
"""
