"""A fact keeps its address when the knowledge around it changes."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.address import Slugs
from knowledge.base import Knowledge
from knowledge.links import Addresses


def test_every_fact_has_an_address_of_its_own_that_leads_to_it(knowledge: Knowledge) -> None:
    for entry in knowledge.entries:
        named = Slugs(entry)
        slugs = list(map(named.of, entry.facts))
        assert len(set(slugs)) == len(slugs)
        for fact, slug in zip(entry.facts, slugs, strict=True):
            assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
            assert named.fact(slug) is fact


def test_a_figure_gives_its_name_to_the_address(knowledge: Knowledge) -> None:
    corridor = knowledge.by_id["zangazur-corridor"]
    fact = Slugs(corridor).fact("43-km")
    assert fact
    assert "43- kilometer" in fact.quote


@given(st.data())
def test_the_order_of_facts_changes_no_address(knowledge: Knowledge, data: st.DataObject) -> None:
    entry = data.draw(st.sampled_from(knowledge.entries))
    moved = replace(entry, facts=tuple(data.draw(st.permutations(entry.facts))))
    assert list(map(Slugs(moved).of, entry.facts)) == list(map(Slugs(entry).of, entry.facts))


def test_an_address_outlives_another_wording_and_new_neighbours(knowledge: Knowledge) -> None:
    entry = knowledge.by_id["zangazur-corridor"]
    for fact in entry.facts:
        slug = Slugs(entry).of(fact)
        worded = replace(fact, text="Said in other words.")
        facts = tuple(worded if it is fact else it for it in entry.facts)
        assert Slugs(replace(entry, facts=facts)).fact(slug) is worded
        assert Slugs(replace(entry, facts=(worded,))).of(worded) in slug


def test_an_address_from_before_a_quote_grew_still_leads_to_the_passage(knowledge: Knowledge) -> None:
    entry = knowledge.by_id["zangazur-corridor"]
    for fact in entry.facts:
        longer = replace(fact, quote=f"As he says, {fact.quote}")
        facts = tuple(longer if it is fact else it for it in entry.facts)
        changed = replace(entry, facts=facts)
        found = Slugs(changed).fact(Slugs(entry).of(fact))
        assert found
        assert found is longer or found.span.overlaps(longer.span)


def test_an_address_outlives_another_title(knowledge: Knowledge) -> None:
    for entry in knowledge.entries:
        renamed = Slugs(replace(entry, title="Something else"))
        for fact in entry.facts:
            found = renamed.fact(Slugs(entry).of(fact))
            assert found is fact, Slugs(entry).of(fact)


def test_an_address_outlives_another_wording_of_every_fact(knowledge: Knowledge) -> None:
    for entry in knowledge.entries:
        worded = [replace(fact, text="Said in other words.") for fact in entry.facts]
        named = Slugs(replace(entry, facts=tuple(worded)))
        assert list(map(named.of, worded)) == list(map(Slugs(entry).of, entry.facts))


def test_an_address_from_when_it_had_the_wording_in_it_still_leads_to_the_fact(knowledge: Knowledge) -> None:
    before = "president-ilham-importance-unification-turkic-states-consolidation-cooperation-8b274627"
    fact = Slugs(knowledge.by_id["single-centre-of-power"]).fact(before)
    assert fact
    assert fact.text.startswith("Aliyev's remark is set at a time when")


@pytest.mark.parametrize(
    ("name", "slug", "to"),
    [
        ("zangazur-corridor", "43-km", "middle-corridor"),  # a figure
        ("gabala-summit", "12-ots-summit", "ots"),  # what happens
        ("energy-suppliers", "collectively-rank-among-3", "ots"),  # words of the quote
        ("gdp", "2-1-trillion-usd", "ots"),  # the entry goes with its only fact
    ],
)
def test_an_address_follows_its_fact_to_another_entry(
    knowledge: Knowledge, name: str, slug: str, to: str
) -> None:
    found = Addresses(knowledge).fact(name, slug)
    assert found
    entry, fact = found
    left = replace(entry, facts=tuple(it for it in entry.facts if it is not fact))
    taken = replace(knowledge.by_id[to], facts=(*knowledge.by_id[to].facts, fact))
    others = [it for it in knowledge.entries if it.id not in (name, to)]
    moved = replace(knowledge, entries=(*others, taken, *([left] if left.facts else [])))
    assert Addresses(moved).fact(name, slug) == (taken, fact)


def test_a_bare_number_leads_to_no_other_entry(knowledge: Knowledge) -> None:
    assert Addresses(knowledge).fact("no-such-entry", "43") is None
    assert Addresses(knowledge).fact("no-such-entry", "nearly") is None


def test_an_address_of_nothing_leads_nowhere(knowledge: Knowledge) -> None:
    named = Slugs(knowledge.by_id["zangazur-corridor"])
    assert named.fact("44-km") is None
    assert named.fact("") is None
    assert named.fact("../../etc") is None
