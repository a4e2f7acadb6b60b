"""A sum of money in two units, "31 euros and 60 cents", is one wherever it is read."""

from __future__ import annotations

import pytest

from bot.verifying.verify import Verifier
from knowledge.load import load
from tests.conftest import KnowledgeDir

SAID = "The first bill was for 31 euros and 60 cents. A mug costs 5 pounds, 20 pence go to the artist."

BILL = """\
- id: bill
  kind: document
  title: First bill
  facts:
    - text: The first bill was for 31 euros and 60 cents.
      quote: The first bill was for 31 euros and 60 cents.
"""
TYPED = BILL + "      figures: [{value: 31.60, unit: euros, of: amount}]\n"
MUG = """\
- id: mug
  kind: theme
  title: Mug
  facts:
    - text: A mug costs 5 pounds, and 20 pence go to the artist.
      quote: A mug costs 5 pounds, 20 pence go to the artist.
"""


def test_a_sum_in_two_units_is_offered_as_one_figure(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.add(SAID, "bill", MUG)
    printed = knowledge_dir.run("quote", "the first bill was for").out
    assert "figures: [{value: 31.6, unit: euros, of: …}]" in printed


@pytest.mark.slow
def test_it_may_be_typed_so_and_no_hint_names_its_parts(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.add(SAID, "bill", TYPED)
    assert knowledge_dir.run("check", "--hints").out.count("the quote says") == 0
    knowledge_dir.add("", "bill", TYPED.replace("31.60", "31.70"))
    assert "figure 31.7 euros does not stand in the quote" in knowledge_dir.run("check").lines[0]


@pytest.mark.parametrize("entry", [BILL, TYPED])
def test_it_is_one_row_of_the_figures(knowledge_dir: KnowledgeDir, entry: str) -> None:
    knowledge_dir.add(SAID, "bill", entry + MUG)
    (reply,) = knowledge_dir.ask_all(["figures"])
    values = [it["value"] for it in reply["items"] if it["title"] in ("First bill", "Mug")]
    assert values == ["31.6 euros" if entry == TYPED else "31 euros and 60 cents", "5 pounds", "20 pence"]


@pytest.mark.parametrize(("sign", "unit"), [("¥", "yen"), ("₸", "tenge"), ("€", "EUR"), ("₺", "TRY")])
def test_every_sign_of_money_is_offered_as_its_unit(
    knowledge_dir: KnowledgeDir, sign: str, unit: str
) -> None:
    knowledge_dir.add(f"The gate cost {sign}500 million.", "mug", MUG)
    offered = f"figures: [{{value: 500, unit: million {unit}, of: …}}]"
    assert offered in knowledge_dir.run("quote", "the gate cost").out


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("$1,000.00", "{value: 1000, unit: USD, of: …}"),
        ("1,200.50 euros", "{value: 1200.5, unit: euros, of: …}"),
        ("EUR 1,200", "{value: 1200, unit: EUR, of: …}"),
        ("USD 12", "{value: 12, unit: USD, of: …}"),
        ("CHF 1.2 million", "{value: 1.2, unit: million CHF, of: …}"),
        ("1.2m euros", "{value: 1.2, unit: million euros, of: …}"),
        ("£1.2m", "{value: 1.2, unit: million GBP, of: …}"),
        ("$12k", "{value: 12, unit: thousand USD, of: …}"),
        ("€3bn", "{value: 3, unit: billion EUR, of: …}"),
        ("50p", "{value: 50, unit: pence, of: …}"),
    ],
)
def test_what_is_listed_as_money_is_offered_and_hinted_at(
    knowledge_dir: KnowledgeDir, written: str, typed: str
) -> None:
    said = BILL.replace("The first bill was for 31 euros and 60 cents", f"The ramp cost {written}")
    knowledge_dir.add(f"The ramp cost {written}.", "bill", said)
    assert f"figures: [{typed}]" in knowledge_dir.run("quote", "the ramp cost").out
    assert f"— {written}" in knowledge_dir.run("ask", "figures").out
    assert typed[1:-1].partition(", of")[0] in knowledge_dir.run("check", "--hints").out


@pytest.mark.parametrize("written", ["1080p", "A$12", "1.2m long"])
def test_what_is_no_money_that_is_known_is_not_offered_as_such(
    knowledge_dir: KnowledgeDir, written: str
) -> None:
    knowledge_dir.add(f"The ramp was {written}.", "mug", MUG)
    knowledge_dir.run("check")
    offered = knowledge_dir.run("quote", "the ramp was").out
    assert not any(unit in offered for unit in ("pence", "USD", "million"))


def test_its_thousands_may_be_parted_by_spaces(knowledge_dir: KnowledgeDir) -> None:
    tolls = BILL.replace("The first bill was for 31 euros and 60 cents", "Tolls brought in 1 500 000 euros")
    typed = tolls + "      figures: [{value: 1500000, unit: euros, of: tolls}]\n"
    knowledge_dir.add("Tolls brought in 1 500 000 euros.", "bill", typed)
    assert knowledge_dir.run("check").exit_code == 0
    knowledge_dir.add("", "bill", tolls)
    assert "1. First bill — 1 500 000 euros" in knowledge_dir.run("ask", "list of money").lines


@pytest.mark.parametrize(
    ("sentence", "value", "verdict"),
    [
        ("The first bill was for 31 euros and 60 cents.", "31 euros and 60 cents", "agrees"),
        ("The first bill was for €31.60.", "€31.60", "agrees"),
        ("The first bill was for 31 euros and 90 cents.", "31 euros and 90 cents", "differs"),
    ],
)
def test_it_is_compared_as_one(knowledge_dir: KnowledgeDir, sentence: str, value: str, verdict: str) -> None:
    knowledge_dir.add(SAID, "bill", TYPED)
    found = Verifier(load(knowledge_dir.path)).check(sentence)
    assert [(it.value, it.verdict) for it in found] == [(value, verdict)]
