"""A detail that only says of what a question is asks for nothing, and a length of time is told by a time."""

from __future__ import annotations

import pytest

from ..conftest import KnowledgeDir

pytestmark = pytest.mark.slow

CLUB = """\
- id: canoe-course
  kind: theme
  title: Canoe course
  facts:
    - text: Registrations for the canoe course are taken twice a year, on 3 March and 3 September.
      quote: Registrations for the canoe course are taken twice a year, on 3 March and 3 September.
      dates: [{date: 3 March}, {date: 3 September}]
    - text: The canoe course lasts 12 weeks.
      quote: The canoe course lasts 12 weeks.
      dates: [{lasts: 12 weeks}]
- id: slipway
  kind: project
  title: Slipway
  facts:
    - text: The slipway is shut for repairs from 4 May 2026.
      quote: The slipway is shut for repairs from 4 May 2026.
      dates: [{date: 2026-05-04}]
- id: boathouse
  kind: project
  title: Boathouse
  facts:
    - text: The boathouse was painted in May 2024.
      quote: The boathouse was painted in May 2024.
      dates: [{date: 2024-05}]
"""
SOURCE = (
    "Registrations for the canoe course are taken twice a year, on 3 March and 3 September. "
    "The canoe course lasts 12 weeks. The slipway is shut for repairs from 4 May 2026. "
    "The boathouse was painted in May 2024."
)


@pytest.fixture
def club(knowledge_dir: KnowledgeDir) -> KnowledgeDir:
    knowledge_dir.add(SOURCE, "club", CLUB)
    return knowledge_dir


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("when can I register for the canoe course?", "3 March"),
        ("canoe course length", "12 weeks"),
        ("slipway repairs start date", "4 May 2026"),
    ],
)
def test_a_detail_is_told_by_another_form_or_value(club: KnowledgeDir, asked: str, told: str) -> None:
    reply = club.ask(asked)
    assert reply["status"] == "answer"
    assert told in reply["facts"][0]["text"]


@pytest.mark.parametrize(
    "asked",
    [
        "slipway length",
        "boathouse start date",
        "when can I register for the boathouse?",
    ],
)
def test_what_nothing_tells_is_still_lacking(club: KnowledgeDir, asked: str) -> None:
    assert club.ask(asked)["status"] == "none"
