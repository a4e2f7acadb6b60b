"""What goes on for several days is compared as such, however the days are written."""

from __future__ import annotations

import pytest

from bot.answering.respond import Responder
from bot.verifying.verify import Verifier
from knowledge.load import load
from tests.conftest import KnowledgeDir
from tests.shipped import TEXTS

FAIR = """\
- id: fair
  kind: event
  title: Autumn fair
  aliases: {en: [fair]}
  facts:
    - text: The autumn fair will be held in Leith from 12 to 14 September 2026.
      quote: The autumn fair will be held in Leith from 12 to 14 September 2026
      occasion: {what: Fair, date: 2026-09-12, until: 2026-09-14, city: Leith, status: planned}
- id: pass
  kind: project
  title: Summer pass
  facts:
    - text: The summer pass is sold from 1 May to 30 June 2026.
      quote: The summer pass is sold from 1 May to 30 June 2026
      dates: [{date: 2026-05-01, until: 2026-06-30}]
"""
SAID = (
    "The autumn fair will be held in Leith from 12 to 14 September 2026.\n\n"
    "The summer pass is sold from 1 May to 30 June 2026."
)


@pytest.fixture
def fair(knowledge_dir: KnowledgeDir) -> Verifier:
    knowledge_dir.add(SAID, "fair", FAIR)
    return Verifier(load(knowledge_dir.path))


def dates(verifier: Verifier, text: str) -> list[tuple[str, str]]:
    return [(it.value, it.verdict) for it in verifier.check(text) if any(map(str.isdigit, it.value))]


def test_a_day_of_several_agrees_more_loosely_and_one_outside_differs() -> None:
    festival = Verifier(load(TEXTS / "festival"))
    for day, verdict in (
        ("6 August 2026", "agrees"),
        ("7 August 2026", "agrees, more loosely"),
        ("8 August", "agrees, more loosely"),
        ("10 August 2026", "differs"),
        ("7 September 2026", "differs"),
    ):
        said = dates(festival, f"The 19th edition will be held in Halden on {day}.")
        assert said == [(day, verdict), ("19th", "agrees")]


def test_a_day_while_something_is_to_be_had_agrees_too(fair: Verifier) -> None:
    assert dates(fair, "The summer pass is sold on 15 May 2026.") == [("15 May 2026", "agrees, more loosely")]
    assert dates(fair, "The summer pass is sold on 15 July 2026.") == []


def test_a_day_between_is_neither_the_first_nor_the_last(fair: Verifier) -> None:
    for ends in ("ends on", "opens on", "is held from", "is held until"):
        assert dates(fair, f"The fair in Leith {ends} 13 September 2026.") == []


@pytest.mark.parametrize(
    ("days", "first", "last"),
    [
        ("from 12 to 14 September 2026", "12", "14 September 2026"),
        ("between 12 and 14 September 2026", "12", "14 September 2026"),
        ("from the 12th to the 14th of September 2026", "12th", "14th of September 2026"),
        ("on September 12-14, 2026", "September 12", "14, 2026"),
        ("12–14 September 2026", "12", "14 September 2026"),
        ("12-14 September 2026", "12", "14 September 2026"),
        ("on 12 and 14 September", "12", "14 September"),
        ("from 12 September until 14 September 2026", "12 September", "14 September 2026"),
        ("12.–14.9.2026", "12", "14.9.2026"),
    ],
)
def test_the_first_of_several_days_is_a_day(fair: Verifier, days: str, first: str, last: str) -> None:
    found = dates(fair, f"The fair will take place in Leith {days}.")
    assert found == [(first, "agrees"), (last, "agrees")]


def test_several_days_differ_together(fair: Verifier) -> None:
    found = dates(fair, "The fair will take place in Leith from 3 to 5 May 2026.")
    assert found == [("3", "differs"), ("5 May 2026", "differs")]
    found = dates(fair, "The fair will take place in Leith from 13 to 15 September 2026.")
    assert found == [("15 September 2026", "differs")]


def test_days_among_which_the_one_of_the_source_is_do_not_differ(responder: Responder) -> None:
    verifier = Verifier(responder.knowledge)
    text = "TURKUNIB's 8th General Assembly was held in Tashkent on {} October 2025."
    assert ("differs" in dict(dates(verifier, text.format("20-21"))).values()) is True
    for days in ("14-16", "15-16"):
        assert "differs" not in dict(dates(verifier, text.format(days))).values()


def test_a_number_beside_a_day_is_none_where_that_is_not_told(fair: Verifier) -> None:
    assert dates(fair, "The fair sold 12 and 14 September 2026.") == [("14 September 2026", "agrees")]
