"""Every fact shown is proven to the character."""

from __future__ import annotations

import hashlib
import json
from itertools import chain

from knowledge.base import SHIPPED, Knowledge
from knowledge.coverage import coverage, share
from knowledge.fold import fold, numbers
from knowledge.load import read
from tests.conftest import ROOT, Ots

ARTICLE = ROOT / "seeds" / "000_963bd2c952b47720.txt"


def test_the_article_is_kept_byte_for_byte() -> None:
    digest = hashlib.sha256(ARTICLE.read_bytes()).hexdigest()
    assert digest == "5f56cf1d8961350b2d38b47d17177065686e7f882b36baa4825fdb917636a076"


def test_every_quote_of_the_listing_stands_where_it_says(ots: Ots) -> None:
    article = ARTICLE.read_bytes().decode("utf-8")
    paragraphs = article.split("\n\n")
    entries = [json.loads(line) for line in ots("list", "--json").out.splitlines()]
    facts = [fact for entry in entries for fact in entry["facts"]]
    assert len(facts) > 250
    for fact in facts:
        span = fact["span"]
        assert article[span["start"] : span["end"]] == fact["quote"]
        assert fact["quote"] in paragraphs[span["paragraph"] - 1]


def test_every_number_of_a_text_stands_in_its_quote(knowledge: Knowledge) -> None:
    for entry in knowledge.entries:
        for fact in entry.facts:
            assert numbers(fact.text) <= numbers(fact.quote), fact.text


def test_every_fact_bearing_sentence_is_touched_by_a_quote() -> None:
    draft = read(SHIPPED).draft
    sentences = coverage(draft, draft.sources[0])
    assert [sentence.text for sentence in sentences if sentence.bears_facts and not sentence.touched] == []
    assert share(sentences) == 1


def test_every_number_of_the_article_is_quoted_by_some_fact(knowledge: Knowledge) -> None:
    quoted = {number for entry in knowledge.entries for fact in entry.facts for number in numbers(fact.quote)}
    assert numbers(knowledge.sources[0].text) <= quoted


def test_every_place_of_the_article_is_typed_in_some_fact(knowledge: Knowledge) -> None:
    article = f" {fold(knowledge.sources[0].text)} "
    typed = {
        fold(it) for entry in knowledge.entries for fact in entry.facts for it in (*fact.places, *fact.actors)
    }
    names = knowledge.language.names
    for name, others in chain(names.cities.items(), names.countries.items()):
        # "us" in "for us" is no country.
        spellings = {fold(spelling) for spelling in (name, *others) if len(spelling) > 2}
        if any(f" {spelling} " in article for spelling in spellings):
            assert typed & spellings, f"{name} is in the article, but no fact has it as a place or actor"
