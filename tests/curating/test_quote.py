"""A passage is found by words like its own, and pasted as it is printed."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.curating.passages import Passage, nearest_passages, shown
from bot.curating.paste import fact, flow, scalar
from knowledge.language import Language
from knowledge.load import read_texts
from knowledge.model import Source, WrittenFact
from knowledge.read import read_page
from tests.conftest import SOURCES, TALK, KnowledgeDir, Ots

pytestmark = pytest.mark.slow  # many runs of the command, or waiting

ENTRY = "- id: pasted\n  kind: theme\n  title: Pasted\n  facts:\n"


def test_a_passage_is_printed_ready_to_paste(knowledge_dir: KnowledgeDir) -> None:
    quoted = knowledge_dir.run("quote", "length of the brigde in metres")
    assert (quoted.exit_code, quoted.out) == (
        0,
        "    # talk, paragraph 2\n"
        "    - text: The bridge is nearly 900 metres long and will open in Riga in 2031.  # say it in your own words\n"
        "      quote: The bridge is nearly 900 metres long and will open in Riga in 2031.\n"
        "      figures: [{value: 900, unit: metres, of: long, qualifier: nearly}]\n"
        "      dates: [{date: '2031', status: planned}]\n"
        "      places: [Riga]\n",
    )
    knowledge_dir.write("entries/pasted.yaml", ENTRY + quoted.out)
    assert knowledge_dir.run("check").exit_code == 0


@pytest.mark.parametrize(
    ("said", "paragraph"),
    [("lasting peace", 1), ("lsating paece", 1), ("proposal of Latvia", 2), ("was proposed by", 2), ("BRIDGES", 2)],
)  # fmt: skip
def test_typos_and_other_forms_find_it_too(knowledge_dir: KnowledgeDir, said: str, paragraph: int) -> None:
    assert f"# talk, paragraph {paragraph}\n" in knowledge_dir.run("quote", said).out


def test_a_quote_that_stands_twice_says_which(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("seeds/talk.txt", TALK + "\nWe paint it.\n\nWe paint it.\n")
    facts = yaml.safe_load(knowledge_dir.run("quote", "we paint it").out)
    assert sorted(fact["paragraph"] for fact in facts) == [4, 5]


def test_where_nothing_is_near_it_says_so(knowledge_dir: KnowledgeDir) -> None:
    quoted = knowledge_dir.run("quote", "solar eclipse")
    assert (quoted.exit_code, quoted.lines) == (
        1,
        ["ots: no passage is near 'solar eclipse': try fewer words, or words of the text"],
    )


def test_of_several_sources_one_may_be_meant(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("seeds/other.txt", "The bridge costs 12 million euros.\n")
    other = SOURCES.replace("talk", "other")
    knowledge_dir.write("sources.yaml", SOURCES + other)
    both = yaml.safe_load(knowledge_dir.run("quote", "the bridge").out)
    assert {fact["source"] for fact in both} == {"talk", "other"}
    (one,) = yaml.safe_load(knowledge_dir.run("quote", "the bridge", "--source", "other").out)
    assert (one["source"], one["figures"]) == (
        "other",
        [{"value": 12, "unit": "million euros", "of": "amount"}],
    )
    assert knowledge_dir.run("quote", "the bridge", "--source", "othr").lines == [
        "ots: there is no source 'othr' in sources.yaml; did you mean 'other'?"
    ]


def test_it_works_while_entries_have_faults(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("entries/peace.yaml", "- id: [")
    assert knowledge_dir.run("quote", "lasting peace").exit_code == 0


VALUES = {
    "On 27 October 2029 they met in Baku and Tashkent.": {
        "dates": [{"date": "2029-10-27"}],
        "places": ["Baku", "Tashkent"],
    },
    "Its trade with Kazakhstan reached nearly $7 billion in 2029.": {
        "figures": [{"value": 7, "unit": "billion USD", "of": "amount", "qualifier": "nearly"}],
        "dates": [{"date": "2029"}],
        "places": ["Kazakhstan"],
    },
    "More than 1,250 companies take part from May 2031.": {
        "figures": [{"value": 1250, "of": "companies take part", "qualifier": "over"}],
        "dates": [{"date": "2031-05", "status": "planned"}],
    },
    "The share rose by 14.5% of the total.": {"figures": [{"value": 14.5, "unit": "%", "of": "total"}]},
    "The 12th meeting began at 9:00 on 3 May, after version 2.1.4 came.": {},
}


@pytest.mark.parametrize(("text", "typed"), VALUES.items())
def test_the_values_of_a_passage_are_typed_as_a_check_lets_pass(
    knowledge_dir: KnowledgeDir, text: str, typed: dict[str, object]
) -> None:
    knowledge_dir.write("seeds/talk.txt", TALK + f"\n{text}\n")
    quoted = knowledge_dir.run("quote", text)
    fact = yaml.safe_load(quoted.out)[0]
    assert {field: value for field, value in fact.items() if field not in ("text", "quote")} == typed
    knowledge_dir.write("entries/pasted.yaml", ENTRY + quoted.out.split("\n\n")[0] + "\n")
    assert knowledge_dir.run("check").out == "3 entries, 3 facts: every quote found, no faults\n"


READABLE = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from(" \n\t#:'\"-{}[]&*!|>%@`,?…“”\\\r\N{BOM}"),
    min_size=1,
    max_size=80,
)


@given(text=READABLE)
def test_any_text_written_as_yaml_is_read_back_exactly(text: str) -> None:
    assert yaml.safe_load(f"quote: {scalar(text)}  # a comment\n") == {"quote": text}
    assert yaml.safe_load(f"places: {flow([text])}\n") == {"places": [text]}


@given(text=READABLE.filter(lambda text: bool(text.strip())))
def test_any_passage_comes_back_as_the_fact_that_quotes_it(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    source = Source(
        id="talk", file="talk.txt", title="A talk", publisher="P", date="2030", speaker="S", text=text
    )
    path = tmp_path_factory.mktemp("fact") / "facts.yaml"
    for quote, span in shown(source):
        assert source.text[span.start : span.end] == quote
        pasted = fact(Passage(quote, span, source, 1.0), (source,), Language())
        path.write_text(pasted + "\n", encoding="utf-8")
        page = read_page(path, "facts.yaml")
        assert page.faults == ()
        assert isinstance(page.value, tuple)
        (raw,) = page.value
        assert WrittenFact.model_validate(raw).quote == quote


def test_the_sentence_that_has_all_the_words_is_nearest(knowledge_dir: KnowledgeDir) -> None:
    draft = read_texts(knowledge_dir.path).draft
    found = nearest_passages("bridge opens", draft.sources, draft.language, most=2)
    assert found[0].text.endswith("will open in Riga in 2031.")


def test_a_directory_without_an_entry_can_be_quoted_from(ots: Ots, tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "talk.txt").write_text(TALK)
    (tmp_path / "sources.yaml").write_text(SOURCES)
    assert ots("--knowledge", ".", "quote", "lasting peace", cwd=tmp_path).exit_code == 0
