"""A fact keeps its address when the knowledge around it changes."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from knowledge.address import Slugs
from knowledge.base import Knowledge


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


def test_an_address_of_nothing_leads_nowhere(knowledge: Knowledge) -> None:
    named = Slugs(knowledge.by_id["zangazur-corridor"])
    assert named.fact("44-km") is None
    assert named.fact("") is None
    assert named.fact("../../etc") is None
