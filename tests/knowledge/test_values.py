"""Values that nobody typed are read where a text says them, in the languages read, and nowhere else."""

from __future__ import annotations

from itertools import chain
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model import Question
from knowledge.patterns import folded_names
from knowledge.tells import YEARS
from tests.shipped import knowledge

VALUES = knowledge().language.values
MONTHS = [name for month in VALUES.months for name in month]
UNITS = {sort: [it for it in folded_names(units) if " " not in it] for sort, units in VALUES.units.items()}


@given(st.text())
def test_any_text_can_be_read_and_is_read_the_same_twice(text: str) -> None:
    assert VALUES.answers(text) == VALUES.answers(text)
    assert VALUES.sorts(text) == VALUES.sorts(text)
    assert list(VALUES.counted(text)) == list(VALUES.counted(text))


SAID = [
    *MONTHS,
    *chain(*UNITS.values()),
    *chain(*VALUES.days),
    *VALUES.times,
    "7",
    "2026",
    "half",
    "the",
    "of",
    "-",
]


@given(st.lists(st.sampled_from(SAID), max_size=5).map(" ".join))
def test_words_that_tell_values_can_stand_anywhere(text: str) -> None:
    assert VALUES.answers(text) <= set(get_args(Question))
    assert VALUES.sorts(text) <= {*VALUES.units, "date", "clock", "frequency"}


@pytest.mark.parametrize("text", ["May the best one win", "perhaps it may", "may", "Mart", "dec"])
def test_a_text_may_begin_or_end_with_what_might_be_a_month(text: str) -> None:
    assert "which month" not in VALUES.answers(text)


@given(st.sampled_from(MONTHS), st.integers(1, 28), st.integers(YEARS.start, YEARS.stop - 1))
def test_a_full_date_answers_when_to_the_day_in_every_language(month: str, day: int, year: int) -> None:
    for text in (f"{day} {month} {year}", f"{month} {day}, {year}"):
        answers = VALUES.answers(text)
        assert {"when", "which month", "which day", "which year"} <= answers, text
        assert "date" in VALUES.sorts(text)


@given(st.sampled_from(MONTHS), st.integers(YEARS.start, YEARS.stop - 1))
def test_a_month_and_year_do_not_tell_the_day(month: str, year: int) -> None:
    answers = VALUES.answers(f"it was held in {month} {year}")
    assert {"when", "which month", "which year"} <= answers
    assert "which day" not in answers


@given(st.integers(YEARS.start, YEARS.stop - 1))
def test_a_year_alone_tells_neither_month_nor_day(year: int) -> None:
    answers = VALUES.answers(f"it was held in {year}")
    assert {"when", "which year"} <= answers
    assert not {"which month", "which day"} & answers


@given(st.integers(2, 1_500), st.sampled_from(UNITS["time"] + UNITS["length"]))
def test_a_number_of_days_or_metres_answers_how_long(number: int, unit: str) -> None:
    text = f"it takes {number} {unit} or so"
    assert {"how long", "how many"} <= VALUES.answers(text)
    assert VALUES.sorts(text) & {"time", "length"}


@given(st.sampled_from(UNITS["money"]), st.integers(2, 1_500))
def test_money_is_money_only_beside_a_number(unit: str, number: int) -> None:
    assert "money" in VALUES.sorts(f"{number} {unit}")
    assert "money" not in VALUES.sorts(f"the {unit}")


@given(st.integers(2, 1_500))
def test_a_number_counts_the_words_behind_it(number: int) -> None:
    assert set(VALUES.counted(f"there are {number} days of paid leave here")) >= {"days", "of", "paid"}
    assert "here" not in VALUES.counted(f"there are {number} days of paid leave here")


@pytest.mark.parametrize("text", ["this may change", "it may be so", "a mart of goods"])
def test_a_month_that_is_another_word_is_no_month_without_a_number(text: str) -> None:
    assert "which month" not in VALUES.answers(text)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("in May 2026", "which month"),
        ("on Mondays", "which day"),
        ("every day at noon", "when"),
        ("by the 15th", "which day"),
        ("the keys are behind the door", "where"),
        ("im Keller", "where"),
        ("half of it", "how much"),
        ("seven of them", "how many"),
        ("15 gün", "how long"),
        ("43 километров", "how long"),
    ],
)
def test_a_value_answers_the_question_for_it(text: str, question: str) -> None:
    assert question in VALUES.answers(text)


def test_sums_of_money_and_shares_are_found_as_they_are_written() -> None:
    text = "It cost 1,850 kroner, of which €14 and 7.5 million euros are\nfrom 12 percent of 30 members."
    assert list(VALUES.amounts(text)) == [
        "1,850 kroner",
        "€14",
        "7.5 million euros",
        "12 percent",
    ]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("The bridge cost $3bn. Tolls brought in 1 500 000 euros.", ["$3bn", "1 500 000 euros"]),
        ("$3tn, $4k and $5 trn at €7 per day", ["$3tn", "$4k", "$5 trn", "€7"]),
        ("1\N{THIN SPACE}500,50 euros and 2\N{NO-BREAK SPACE}000 €", ["1 500,50 euros", "2 000 €"]),
        ("In 2025 the euro rose; shirts are $5 t-shirts.", ["$5"]),
        ("3 milyar dolar, 3 млрд долларов", ["3 milyar dolar", "3 млрд долларов"]),
        ("3 Mio. Euro, 3 миллиарда рублей", ["3 Mio. Euro", "3 миллиарда рублей"]),
    ],
)
def test_a_sum_is_found_with_its_scale_and_all_of_its_number(text: str, amounts: list[str]) -> None:
    assert list(VALUES.amounts(text)) == amounts


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The bridge is 900 metres long.", True),
        ("It shortens the way by 900 metres.", False),
        ("It shortens the way by nearly 900 metres.", False),
        ("The way is 900 metres long, shorter by 40 metres.", True),
    ],
)
def test_a_difference_tells_no_length(text: str, *, told: bool) -> None:
    assert ("length" in VALUES.sorts(text)) is told


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Dr Felicity Orme sees you on Mondays.", ["Dr Felicity Orme"]),
        ("Maud Ellery, head of the team, invites you.", ["Maud Ellery"]),
        (
            "Its chair is Ingrid Vasquez-Thorne, and the treasurer is Bartosz Kell.",
            ["Ingrid Vasquez-Thorne", "Bartosz Kell"],
        ),
        ("Personalvorständin ist seit dem 1. Oktober 2024 Leyla Brandhuber.", ["Leyla Brandhuber"]),
        ("The Turkic Investment Fund, initiated by President Aliyev, has grown.", ["President Aliyev"]),
        ("Our head of safety, Kadri Tamm, reports to the board.", ["Kadri Tamm"]),
        ("The director of Elm Works, Anna Bell, spoke.", ["Anna Bell"]),
        ("Deputy Minister Rasa Holm mediated.", ["Deputy Minister Rasa Holm"]),
        ("The bridge was built by Dahl Brothers.", []),
    ],
)
def test_people_are_named_beside_an_office(text: str, people: list[str]) -> None:
    assert list(VALUES.naming.people(text)) == people


def test_whoever_leads_is_named_be_it_a_company() -> None:
    said = "The committee, chaired by Selma Okonjo, found no fault. The round was led by Brabant Ventures."
    assert list(VALUES.naming.leading(said)) == ["Selma Okonjo", "Brabant Ventures"]


@pytest.mark.parametrize(
    ("text", "question", "told"),
    [
        ("open from 11 am to 5 pm", "how many", False),
        ("allow two working days", "how long", True),
        ("it takes 15 days", "when", False),
        ("it comes back within 15 days", "when", True),
        ("from the eighth day of illness", "when", True),
        ("at least seven days beforehand", "when", True),
        ("15 million tons annually", "when", False),
        ("the fair is held annually", "when", True),
        ("for the second Turkic week of 2025", "how long", False),
        ("there from Monday to Thursday", "how long", False),
        ("the line from Lume to Brask starts in May 2026", "how long", False),
        ("open from 1 to 9 May", "how long", True),
    ],
)
def test_a_time_of_day_counts_nothing_and_only_a_span_of_time_lasts(
    text: str, question: Question, *, told: bool
) -> None:
    assert (question in VALUES.answers(text)) == told


@pytest.mark.parametrize("unit", sorted(folded_names(chain(*VALUES.periods.values()))))
def test_every_word_for_a_length_of_time_is_a_unit_of_it(unit: str) -> None:
    assert "time" in VALUES.sorts(f"10 {unit}")
    assert unit in VALUES.measures


@pytest.mark.parametrize("text", ["открыт в 2025 году", "5 мая 2025 года", "2025-ci il"])
def test_the_word_for_a_year_behind_one_counts_nothing(text: str) -> None:
    assert VALUES.years(text) == {"2025"}
    assert "which year" in VALUES.answers(text)
    assert VALUES.years("2000 years ago") == frozenset()


def test_what_comes_second_or_third_is_no_unit_behind_a_number() -> None:
    for text in ("It has 2 rooms.", "It has 3 rooms.", "In 2024 2 ships sank.", "the third of 12 ships"):
        assert not {"time", "part"} & VALUES.sorts(text), text
        assert "how long" not in VALUES.answers(text)
    assert VALUES.years("In 2024 2 ships sank.") == {"2024"}
    assert "time" in VALUES.sorts("It takes 30 seconds.")


def test_a_number_to_ring_is_a_contact() -> None:
    assert "contact" in VALUES.sorts("the caretaker, telephone 555 0142")
    assert "contact" not in VALUES.sorts("the caretaker is there until 3 pm")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("work should start in spring 2026", []),
        ("they recall 2024 as a good year", []),
        ("ring 4417 or call 999", ["4417", "999"]),
        ("reached by telephone on 8611", ["8611"]),
    ],
)
def test_only_a_whole_word_of_calling_makes_a_number_one_to_call(text: str, told: list[str]) -> None:
    assert list(VALUES.contacts(text)) == told
