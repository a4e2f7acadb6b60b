"""What a text is called, by whom and of when it is, is guessed only from where a text says so."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.conftest import Ots

pytestmark = pytest.mark.slow  # many runs of the command, or waiting

LONG = "The report found that " + "families in the valley were moved before they had been paid, and that " * 3

TALK = f"""\
Interview with Ada Holm, director of the Harbour Bank. The conversation took place on 11 September 2024 at the bank's seat in Leith, and has been shortened for this page by those who held it.

What is your bank? We are 212 people. None of the six has a coast. We lend to Elmland and to Ostrel.

And the largest loan? Some 60 percent of it went to Ostrel. Ostrel has a railway of 184 kilometres. It was to open in 2025.

An independent report by Ilse Brandauer, published in June 2023, found that families were moved.

{LONG}so the bank paid. A second report, published by The Far Review on 2 May 2022, says more.
"""


def guessed(ots: Ots, tmp_path: Path, text: str) -> dict[str, object]:
    """What is guessed of *text*, in a file of the name text.txt."""
    (tmp_path / "text.txt").write_text(text, encoding="utf-8")
    assert ots("init", "mine", "--source", "text.txt", cwd=tmp_path).exit_code == 0
    (source,) = yaml.safe_load((tmp_path / "mine" / "sources.yaml").read_text("utf-8"))
    return {field: str(it) for field, it in source.items()}


def test_no_sentence_further_down_is_title_date_or_publisher(ots: Ots, tmp_path: Path) -> None:
    source = guessed(ots, tmp_path, TALK)
    title = "Interview with Ada Holm, director of the Harbour Bank"
    assert {field: source[field] for field in ("title", "publisher", "date", "speaker", "role")} == {
        "title": title,
        "publisher": title,
        "date": "2024-09-11",
        "speaker": "Ada Holm",
        "role": "director of the Harbour Bank",
    }


def test_an_example_is_called_by_a_name_that_the_text_says_again(ots: Ots, tmp_path: Path) -> None:
    guessed(ots, tmp_path, TALK)
    (entry,) = yaml.safe_load((tmp_path / "mine" / "entries" / "text.yaml").read_text("utf-8"))
    assert (entry["title"], entry["facts"][0]["quote"]) == (
        "Ostrel",
        "Ostrel has a railway of 184 kilometres.",
    )


def test_what_is_called_as_its_text_has_all_the_facts_of_it(ots: Ots, tmp_path: Path) -> None:
    guessed(ots, tmp_path, TALK)
    (entry,) = yaml.safe_load(ots("--knowledge", "mine", "quote", "--all", cwd=tmp_path).out)
    assert entry["id"] == "interview-with-ada-holm-director-of-the-harbour-bank"
    assert "An independent report by Ilse" in "".join(it["quote"] for it in entry["facts"])


@pytest.mark.parametrize(
    ("said", "date", "at_end"),
    [("As of 3 May 2025.", "2025-05-03", False), ("Updated: March 2025", "2025-03", True),
     ("Stand: 4. Mai 2025", "2025-05-04", True), ("Version of 2 June 2024", "2024-06-02", False),
     ("Prices valid from 1 October 2026.", "2026-10-01", True), ("She spoke to us on 7 July 2023.", "2023-07-07", False),
     ("Edition 2025", "2025", False)],
)  # fmt: skip
def test_what_dates_a_text_is_read_near_its_ends(
    ots: Ots, tmp_path: Path, said: str, date: str, at_end: bool
) -> None:
    rest = "All pay 9 pounds for it." + "\n\nThe hall opened on 4 May 2019." * 8
    text = f"{rest}\n\n{said}" if at_end else f"{said}\n\n{rest}"
    assert guessed(ots, tmp_path, f"The hall\n\n{text}\n")["date"] == date


def test_what_happened_on_a_day_does_not_date_the_text(ots: Ots, tmp_path: Path) -> None:
    text = "The hall\n\nThe hall was opened on 4 May 2019 by Ada Holm.\n"
    assert guessed(ots, tmp_path, text)["date"] != "2019-05-04"


@pytest.mark.parametrize(
    ("said", "at_end"),
    [
        ("© 2026 Elm Library", True),
        ("Published by Elm Library, Leith", False),
        ("Publisher: Elm Library", True),
    ],
)
def test_an_imprint_tells_the_publisher(ots: Ots, tmp_path: Path, said: str, at_end: bool) -> None:
    rest = "All pay 9 pounds for it. The hall has two doors." + "\n\nThe hall has 40 seats in it." * 8
    text = f"{rest}\n\n{said}" if at_end else f"{said}\n\n{rest}"
    assert guessed(ots, tmp_path, f"The hall\n\n{text}\n")["publisher"] == "Elm Library"


@pytest.mark.parametrize(
    ("first", "title", "named"),
    [("Elm Works, staff handbook. All have a locker, and there are many more of them than people who want one, so that two are had by some.",
      "Elm Works, staff handbook", "Elm Works"),
     ("Life at Elm & Sons: your benefits", "Life at Elm & Sons: your benefits", "Elm & Sons"),
     ("The Five Ports in Leith: report", "The Five Ports in Leith: report", "The Five Ports"),
     ("This page is about the hall, in which all have a locker, and there are many more of them than people who want one, so that some have two of them.",
      "Text", "Text")],
)  # fmt: skip
def test_the_first_line_is_the_title_and_begins_with_whom_it_is_of(
    ots: Ots, tmp_path: Path, first: str, title: str, named: str
) -> None:
    source = guessed(ots, tmp_path, f"{first}\n\nThe hall has 40 seats.\n")
    assert (source["title"], source["publisher"], source["speaker"]) == (title, named, named)


def test_nobody_is_quoted_whose_somebody_is(ots: Ots, tmp_path: Path) -> None:
    text = 'The harbour\n\n"We will not vote," said Port Leith\'s mayor, Ada Holm. It has 40 berths.\n'
    (tmp_path / "text.txt").write_text(text, encoding="utf-8")
    ots("init", "mine", "--source", "text.txt", cwd=tmp_path)
    assert "Leith" not in (tmp_path / "mine" / "sources.yaml").read_text("utf-8")


def test_a_text_that_says_when_it_was_last_changed_is_of_that_day(ots: Ots, tmp_path: Path) -> None:
    about = f"Harbour is a till for small shops. {LONG}so it grew. It was last changed on 2 June 2025."
    assert (
        guessed(ots, tmp_path, f"Harbour: plans\n\n{about}\n\nIt runs on tablets.\n")["date"] == "2025-06-02"
    )
