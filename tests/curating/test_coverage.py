"""Headings state nothing, so that no quote is expected of them."""

from __future__ import annotations

import pytest

from tests.conftest import KnowledgeDir

pytestmark = pytest.mark.slow  # many runs of the command, or waiting

PAGE = """\
Talks of 2030

1. Who is on call

We want lasting peace, she said. Two people are on call.
pelican takes payments.

Perks

Free fruit

Free bicycles

Lunch at noon

The bridge is nearly 900 metres long.

Lift: 2 persons
"""


def test_headings_are_left_out_and_short_lines_of_a_list_are_not(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("seeds/talk.txt", PAGE)
    assert knowledge_dir.run("coverage").lines == [
        "paragraph 3: Two people are on call.",
        "paragraph 3: pelican takes payments.",
        "paragraph 4: Perks",
        "paragraph 5: Free fruit",
        "paragraph 6: Free bicycles",
        "paragraph 7: Lunch at noon",
        "paragraph 9: Lift: 2 persons",
        "talk: 2 of 9 fact-bearing sentences touched (22.2%)",
    ]
