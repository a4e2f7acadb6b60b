"""What a sentence leaves to its reader is offered as it is meant: a unit, a year, whose name it is."""

from __future__ import annotations

import re

import pytest

from tests.conftest import TALK, KnowledgeDir
from tests.curating.test_offered_plainly import printed

pytestmark = pytest.mark.slow  # many runs of the command, or waiting


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("A line of 45 million goes to small firms.", ["45, unit: million, of: line"]),
        ("A line of 45 million dollars belongs to it.", ["45, unit: million dollars, of: line"]),
        ("Some 2 million viewers follow it.", ["2, unit: million viewers, of: …, qualifier: about"]),
        ("Every port except 9477 requires it.", []),
        ("Of the 42 planned, 28 are open.", ["42, of: …", "28, of: …"]),
        ("Of the 42 planned clinics, 28 are open.", ["42, of: planned clinics", "28, of: …"]),
        ("Waits fell from 31 hours on average to 19, and we want 12 by 2031.",
         ["31, unit: hours, of: …", "19, unit: hours, of: …", "12, unit: hours, of: …"]),
        ("The fund was used three times by Riga.", ["3, unit: times, of: …"]),
        ("The fund was used three times, and 64 million went out.", ["3, unit: times, of: …", "64, unit: million, of: …"]),
        ("The bond drew three times that sum.", []),
        ("The ship sails four times a day in summer.", ["4, unit: times a day, of: …"]),
        ("The works took over five years.", ["5, unit: years, of: …"]),
    ],
)  # fmt: skip
def test_a_figure_is_offered_with_its_unit_and_no_verb(
    knowledge_dir: KnowledgeDir, sentence: str, figures: list[str]
) -> None:
    lines = "\n".join(printed(knowledge_dir, sentence, sentence))
    assert re.findall(r"value: (.*?)}", lines) == figures


@pytest.mark.parametrize(
    ("sentence", "dates"),
    [
        ("They bring up to 150 million dollars over five years.", "[{lasts: five years}]"),
        ("The rents rose by 4% over two years.", "[{lasts: two years}]"),
        ("Arrears are the most since 2016.", None),
        ("It is the highest price since May 2016.", None),
        ("The hall has been shut since 2016.", "[{date: '2016'}]"),
    ],
)
def test_what_lasts_is_no_figure_and_what_is_compared_with_no_date(
    knowledge_dir: KnowledgeDir, sentence: str, dates: str | None
) -> None:
    lines = printed(knowledge_dir, sentence, sentence)
    assert [it for it in lines if "dates" in it] == ([f"dates: {dates}"] if dates else [])
    assert not any("unit: years" in it for it in lines)


@pytest.mark.parametrize(
    ("before", "sentence", "year"),
    [
        ("Riga proposed it in 2023. Four towns support it.", "Leith asked in March for more.", "every March? 2030-03"),
        ("Riga proposed it in 2023. Four towns support it.", "Leith asked in July for more.", "every July? 2029-07"),
        ("Riga proposed it in 2023.", "Leith asked in July for more.", "in 2023, 2023-07"),
        ("In 2023 it rained. It was wet.", "Leith asked in July for more.", "in 2023, 2023-07"),
        ("It began in 2023. It stopped in May.", "Leith asked in July for more.", "in 2023, 2023-07"),
        ("We met in 2029. It was wet.", "It closed on 20 July.", "in 2029, 2029-07-20"),
        ("All is well.", "The town will decide in March.", "every March? 2031-03"),
        ("All is well.", "The works begin in July.", "every July? 2030-07"),
        ("All is well.", "The page is closed since July and will go.", "every July? 2029-07"),
    ],
)  # fmt: skip
def test_a_month_without_a_year_is_that_nearest_to_its_source(
    knowledge_dir: KnowledgeDir, before: str, sentence: str, year: str
) -> None:
    lines = "\n".join(printed(knowledge_dir, f"{before} {sentence}", sentence))
    why, date = year.rsplit(" ", 1)
    assert f"# {why}" in lines
    assert f" date: {date}, understood: 'in {date[:4]}:'" in lines


def test_part_of_something_is_not_what_it_stands_for(knowledge_dir: KnowledgeDir) -> None:
    said = "Some 60 percent of the track is laid. It was to open in 2025."
    assert "# understood: '…:'" in "\n".join(printed(knowledge_dir, said, "It was to open in 2025."))


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("Luc Bene heads the office in Sarro, Mira Tosh the one in Imbo.", "[Sarro, Imbo]"),
        ("He sits in Sarro, Ada Finch, the mayor, too.", "[Sarro]"),
        ("It has shops in Sarro, Imbo and Gento.", "[Sarro, Imbo, Gento]"),
    ],
)
def test_nobody_is_a_place(knowledge_dir: KnowledgeDir, sentence: str, places: str) -> None:
    knowledge_dir.write("seeds/talk.txt", f"{TALK}\n{sentence}\n")
    assert f"# places: {places}  # if they are places" in knowledge_dir.run("quote", sentence).out


@pytest.mark.parametrize(
    ("said", "sentence", "meant"),
    [
        ("Works with\n\nHarbour is a till.\n\nHarbour passes sales on. It keeps stock.", "It keeps stock.", "Harbour"),
        ("Works with\n\nFor now there is one. It keeps stock.", "It keeps stock.", "…"),
        ("Plans\n\nNext is a new hall. It costs much.", "It costs much.", "…"),
    ],
)  # fmt: skip
def test_it_stands_for_a_name_and_for_no_heading_that_is_none(
    knowledge_dir: KnowledgeDir, said: str, sentence: str, meant: str
) -> None:
    assert f"# understood: '{meant}:'" in "\n".join(printed(knowledge_dir, said, sentence))
