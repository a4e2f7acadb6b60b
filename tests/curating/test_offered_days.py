"""The days that a passage says are offered as it says them, whatever stands between them."""

from __future__ import annotations

import re

import pytest

from tests.conftest import SOURCES, KnowledgeDir

pytestmark = pytest.mark.slow  # many runs of the command


def offered(directory: KnowledgeDir, when: str, language: str = "en") -> str:
    """The dates that are offered for a passage, once the check has passed all that was printed of it."""
    directory.write("sources.yaml", f"{SOURCES}  language: {language}\n".replace("2030-05-01", "2027-01-01"))
    said = {"en": f"The ramp was open {when}.", "de": f"Die Rampe war {when} offen."}[language]
    directory.write("seeds/talk.txt", said + "\n")
    printed = directory.run("quote", "--paragraph", "1").out
    for name in ("peace", "bridge"):
        (directory.path / f"entries/{name}.yaml").unlink(missing_ok=True)
    directory.write("entries/ramp.yaml", f"- id: ramp\n  kind: project\n  title: Ramp\n  facts:\n{printed}\n")
    assert [it for it in directory.run("check").lines if "dates" in it or "year" in it] == []
    return "".join(re.findall(r"dates: (\[.*\])", printed))


@pytest.mark.parametrize(
    ("when", "typed"),
    [
        ("3-5 May 2026", "{date: '2026-05-03', until: '2026-05-05'}"),
        ("30 April-2 May 2026", "{date: '2026-04-30', until: '2026-05-02'}"),
        ("May 3-5, 2026", "{date: '2026-05-03', until: '2026-05-05'}"),
        ("3-5 May", "{date: 3 May, until: 5 May}"),
        ("3, 5 and 7 May 2026", "{date: '2026-05-03'}, {date: '2026-05-05'}, {date: '2026-05-07'}"),
        ("May 3, 5 and 7, 2026", "{date: '2026-05-03'}, {date: '2026-05-05'}, {date: '2026-05-07'}"),
        ("May 3 and 5, 2026", "{date: '2026-05-03'}, {date: '2026-05-05'}"),
        ("on May 3 and 5 people came", "{date: 3 May}"),
    ],
)
def test_each_day_of_several_is_offered(knowledge_dir: KnowledgeDir, when: str, typed: str) -> None:
    assert offered(knowledge_dir, when) == f"[{typed}]"


@pytest.mark.parametrize(
    ("when", "typed"),
    [
        ("on 2026-05-03", "{date: '2026-05-03'}"),
        ("on 2026/05/03", "{date: '2026-05-03'}"),
        ("on 3.5.2026", "{date: '2026-05-03'}"),
        ("on 13/05/2026", "{date: '2026-05-13'}"),
        ("on 05/13/2026", "{date: '2026-05-13'}"),
        ("on 03/05/2026", "{date: '2026'}"),  # a day of March or of May
        ("from 2026-05-03 to 2026-05-05", "{date: '2026-05-03', until: '2026-05-05'}"),
        ("with version 3.5.2026", ""),
    ],
)
def test_a_date_in_numbers_is_offered_whole_where_it_can_be_told(
    knowledge_dir: KnowledgeDir, when: str, typed: str
) -> None:
    assert offered(knowledge_dir, when) == (f"[{typed}]" if typed else "")


@pytest.mark.parametrize(
    ("when", "typed"),
    [
        ("vom 3.-5. Mai 2026", "{date: '2026-05-03', until: '2026-05-05'}"),
        ("vom 3.–5.5.2026", ""),  # the check does not find the first day, and the last alone is not so
        ("vom 30.4. bis 2.5.2026", "{date: '2026-04-30', until: '2026-05-02'}"),
        ("am 03/05/2026", "{date: '2026-05-03'}"),
    ],
)
def test_in_german_the_day_stands_before_the_month(
    knowledge_dir: KnowledgeDir, when: str, typed: str
) -> None:
    assert offered(knowledge_dir, when, "de") == (f"[{typed}]" if typed else "")
