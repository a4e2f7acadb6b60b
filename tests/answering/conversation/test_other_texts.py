"""Conversations on texts that are not the shipped one: what is asked of people, numbers and makers."""

from __future__ import annotations

import pytest

from tests.shipped import answering

from .talking import answer, no, talk


@pytest.mark.parametrize(
    ("text", "said", "in_lead"),
    [
        ("coop", ("guest flat", "how many can sleep there?"), "sleeps four"),
        ("coop", ("laundry", "how many slots can I book?"), "no household may book more than two"),
        ("library", ("book bus", "who drives it?", "when does he stop?"), "will retire in June 2026"),
        ("harbour", ("new cranes", "how tall are they?", "who makes them?"), "the Finnish maker Korvala"),
        ("lakes", ("lake patrol", "how far can they go?"), "up to 10 kilometres"),
        ("coop", ("common room", "how many people fit in?", "deposit?"), "a deposit of €100"),
        ("rail", ("compensation for delays", "where do I claim it?", "by when?"), "within 28 days"),
        ("ledger", ("who tests your security?", "in which months?"), "in March and September"),
        ("harbour", ("captain achterberg", "since when is she in charge"), "since 2016"),
        ("benefits", ("bike scheme", "is there anyone who fixes bikes?"), "a mechanic, Gwil Parry"),
        ("veto", ("when is the spring open day 2025?", "and the one the year before?"), "20 April 2024"),
        ("rail", ("when did the Valmiera–Pärnu line open", "and how long is it?"), "118 kilometres long"),
        ("operations", ("kestrel", "which port?", "and pelican?"), "port 9010"),
        ("festival", ("what was last year's surplus?", "and in 2023?"), "a loss of 2.8 million"),
        ("library", ("reading garden", "when is it decided?", "by whom?"), "The city council will decide"),
        ("operations", ("when does the Nordhall contract end?", "who leads the talks?"), "Femi Castellane"),
        ("ledger", ("how much is payroll", "on which plans?"), "added to Grove and Orchard"),
        (
            "library",
            ("thornmere prize", "how much is it?", "who gives the money?"),
            "given by the Savings Bank",
        ),
        ("rail", ("all fares and charges", "the second", "no, I meant the monthly pass"), "79 euros"),
        ("solar", ("how much electricity was made?", "and the year before?"), "than the 2,993 of 2024"),
        ("veto", ("how much is a consultation?", "what was it the year before?"), "up from £42 in 2023"),
        ("solar", ("who is Ilse Marten?", "how many classes did she show round?"), "17 school classes"),
        ("museum", ("who is the director?", "how many visitors does she expect?"), "180,000 visitors"),
    ],
)
def test_a_follow_up_is_told_by_the_fact_that_has_it(text: str, said: tuple[str, ...], in_lead: str) -> None:
    assert in_lead in answer(talk(answering(text), *said)).facts[0].text


@pytest.mark.parametrize(
    ("text", "said", "topic"),
    [
        ("library", ("solar panels", "who makes them?"), "solar-panels"),
        ("clinic", ("who is the chief pharmacist?", "since when?"), "pharmacy"),
        ("kitchen", ("dario quill", "his number?"), "dario-quill"),
        ("park", ("car park", "how many spaces?"), "car-park"),
        ("solar", ("what does a share cost?", "can I leave them to my children?"), "shares"),
        ("clinic", ("who leads the diabetes clinic?", "and the eye one?"), "eye-clinic"),
    ],
)
def test_what_the_last_topic_does_not_say_is_not_told_by_what_stands_beside_it(
    text: str, said: tuple[str, ...], topic: str
) -> None:
    reply = no(talk(answering(text), *said))
    assert reply.topic is not None
    assert reply.topic.id == topic


def test_the_year_before_the_one_that_is_compared_with_is_not_told() -> None:
    said = ("how much electricity was made?", "and the year before?", "and the year before?")
    assert [lack.text for lack in no(talk(answering("solar"), *said)).lacks] == ["2023"]
