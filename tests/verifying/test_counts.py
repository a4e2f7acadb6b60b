"""A number is compared with what counts or measures the same, and with nothing else of its size."""

from __future__ import annotations

import pytest

from bot.verifying.verify import Verifier
from knowledge.load import load
from tests.shipped import TEXTS

pytestmark = pytest.mark.slow  # a verifier is made ready


@pytest.mark.parametrize(
    ("text", "sentence", "verdicts"),
    [
        (
            "huts",
            "The Sella Bivouac has nine bunks and costs 9 euros.",
            {"nine": "agrees", "9 euros": "differs"},
        ),
        (
            "huts",
            "The Hallgrim Section has 2,340 members, up 5.6% from 2,215.",
            {"5.6%": "not in the source"},
        ),
        ("bericht", "Das Straßenbahnnetz hat 6 Linien und ist 71 km lang.", {"71 km": "agrees"}),
        ("bericht", "The VBM carried 61.4 million passengers in 2024.", {}),
        (
            "bericht",
            "Die Quote der Schwarzfahrer sank von 3,1 auf 2,4 Prozent.",
            {"3,1": "agrees", "2,4 Prozent": "agrees"},
        ),
    ],
)
def test_a_number_is_compared_with_what_counts_the_same(
    text: str, sentence: str, verdicts: dict[str, str]
) -> None:
    found = Verifier(load(TEXTS / text)).check(sentence)
    assert {it.value: it.verdict for it in found} == verdicts
