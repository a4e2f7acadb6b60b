"""A fact keeps its address when the knowledge around it changes."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from knowledge.address import fact_at, fact_slug
from knowledge.base import Knowledge


def test_every_fact_has_an_address_of_its_own_that_leads_to_it(knowledge: Knowledge) -> None:
    for entry in knowledge.entries:
        slugs = [fact_slug(entry, fact) for fact in entry.facts]
        assert len(set(slugs)) == len(slugs)
        for fact, slug in zip(entry.facts, slugs, strict=True):
            assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
            assert fact_at(entry, slug) is fact


def test_a_figure_gives_its_name_to_the_address(knowledge: Knowledge) -> None:
    corridor = knowledge.by_id["zangazur-corridor"]
    fact = fact_at(corridor, "43-km")
    assert fact
    assert "43- kilometer" in fact.quote


@given(st.data())
def test_the_order_of_facts_changes_no_address(knowledge: Knowledge, data: st.DataObject) -> None:
    entry = data.draw(st.sampled_from(knowledge.entries))
    moved = entry.model_copy(update={"facts": tuple(data.draw(st.permutations(entry.facts)))})
    assert [fact_slug(moved, fact) for fact in entry.facts] == [
        fact_slug(entry, fact) for fact in entry.facts
    ]


def test_an_address_outlives_another_wording_and_new_neighbours(knowledge: Knowledge) -> None:
    entry = knowledge.by_id["zangazur-corridor"]
    for fact in entry.facts:
        slug = fact_slug(entry, fact)
        worded = fact.model_copy(update={"text": "Said in other words."})
        facts = tuple(worded if it is fact else it for it in entry.facts)
        assert fact_at(entry.model_copy(update={"facts": facts}), slug) is worded
        assert fact_slug(entry.model_copy(update={"facts": (worded,)}), worded) in slug


def test_an_address_from_before_a_quote_grew_still_leads_to_the_passage(knowledge: Knowledge) -> None:
    entry = knowledge.by_id["zangazur-corridor"]
    for fact in entry.facts:
        longer = fact.model_copy(update={"quote": f"As he says, {fact.quote}"})
        facts = tuple(longer if it is fact else it for it in entry.facts)
        found = fact_at(entry.model_copy(update={"facts": facts}), fact_slug(entry, fact))
        assert found
        assert found is longer or found.span.overlaps(longer.span)


def test_an_address_of_nothing_leads_nowhere(knowledge: Knowledge) -> None:
    entry = knowledge.by_id["zangazur-corridor"]
    assert fact_at(entry, "44-km") is None
    assert fact_at(entry, "") is None
    assert fact_at(entry, "../../etc") is None
