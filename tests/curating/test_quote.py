"""A passage is found by words like its own, and pasted as it is printed."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from bot.curating.passages import nearest_passages, passages
from bot.curating.paste import fact, flow, scalar
from knowledge.language import Language
from knowledge.load import read_texts
from knowledge.model import WrittenFact
from knowledge.reading.page import read_page
from knowledge.source import Source
from tests.conftest import SOURCES, TALK, KnowledgeDir, Ots

pytestmark = pytest.mark.slow  # many runs of the command, or waiting

PASTED = "- id: pasted\n  kind: theme\n  title: Pasted\n  facts:\n"


def test_a_passage_is_printed_ready_to_paste(knowledge_dir: KnowledgeDir) -> None:
    quoted = knowledge_dir.run("quote", "length of the brigde in metres")
    assert (quoted.exit_code, quoted.out) == (
        0,
        "    # talk, paragraph 2\n"
        "    - text: The bridge is nearly 900 metres long and will open in Riga in 2031.  # say it in your own words\n"
        "      quote: The bridge is nearly 900 metres long and will open in Riga in 2031.\n"
        "      # figures: [{value: 900, unit: metres, of: …, qualifier: nearly}]"
        "  # say what of, and take the first # away\n"
        "      dates: [{date: '2031', status: planned}]\n"
        "      places: [Riga]\n",
    )
    knowledge_dir.write("entries/pasted.yaml", PASTED + quoted.out)
    assert knowledge_dir.run("check").exit_code == 0


def test_what_a_passage_leans_on_is_read_from_the_sentence_before(knowledge_dir: KnowledgeDir) -> None:
    said = "Terms and credits\n\nThe repair takes place on Sunday. It is no outage.\n\nThey are no holiday."
    knowledge_dir.write("seeds/talk.txt", f"{TALK}\n{said}\n")
    told = knowledge_dir.run("quote", "outage").out, knowledge_dir.run("quote", "holiday").out
    assert ["# understood: 'the repair:'" in told[0], "# understood: 'Terms and credits:'" in told[1]] == [
        True,
        True,
    ]


def test_only_the_sentence_before_tells_what_a_passage_leans_on(knowledge_dir: KnowledgeDir) -> None:
    said = (
        "A Heron costs 9 euros. The newest machine, the Ibis, is a small arm. It was shown in Leith. "
        "It picks apples. The largest is red. Since then all is well. In a box stands one of wood. It fell down."
    )
    knowledge_dir.write("seeds/talk.txt", f"{TALK}\n{said}\n")
    passages = ("It was shown", "It picks apples", "The largest is red", "Since then all", "It fell down")
    told = [knowledge_dir.run("quote", it).out.split("\n\n")[0] for it in passages]
    offered = [
        line.partition(" understood: ")[2].partition("  #")[0]
        for it in told
        for line in it.splitlines()
        if "understood" in line
    ]
    assert offered == ["'the Ibis:'", "'the Ibis:'", "'…:'", "'…:'", "'…:'"]


@pytest.mark.parametrize(
    ("heading", "leaning"),
    [("Plots and rents", "It"), ("The shed", "They"), ("Staff and offices", "She"),
     ("Why does it float", "It"), ("The Courier, 12 May 2026. By Anna Berg", "It")],
)  # fmt: skip
def test_what_cannot_be_meant_by_a_word_is_not_offered_for_it(
    knowledge_dir: KnowledgeDir, heading: str, leaning: str
) -> None:
    knowledge_dir.write("seeds/talk.txt", f"{TALK}\n{heading}\n\n{leaning} came back within six weeks.\n")
    assert "# understood: '…:'" in knowledge_dir.run("quote", "within six weeks").out


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


def test_of_one_word_no_fewer_are_asked_for(knowledge_dir: KnowledgeDir) -> None:
    assert knowledge_dir.run("quote", "dividend").lines == [
        "ots: no passage is near 'dividend': try words of the text"
    ]


HALL = (
    "A second hall is to open in July 2031. The hall is open day and night, and closes at 2 pm on Sundays.\n"
)


@pytest.mark.parametrize("said", ["opening", "opening hours"])
def test_what_asks_for_hours_finds_those_first(knowledge_dir: KnowledgeDir, said: str) -> None:
    knowledge_dir.write("seeds/talk.txt", HALL)
    first, *_ = yaml.safe_load(knowledge_dir.run("quote", said).out)
    assert first["quote"].startswith("The hall is open")


def test_of_several_sources_one_may_be_meant(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("seeds/other.txt", "The bridge costs 12 million euros.\n")
    other = SOURCES.replace("talk", "other")
    knowledge_dir.write("sources.yaml", SOURCES + other)
    both = yaml.safe_load(knowledge_dir.run("quote", "the bridge").out)
    assert {fact["source"] for fact in both} == {"talk", "other"}
    (one,) = yaml.safe_load(knowledge_dir.run("quote", "the bridge", "--source", "other").out)
    assert (one["source"], one["quote"]) == ("other", "The bridge costs 12 million euros.")
    assert knowledge_dir.run("quote", "the bridge", "--source", "othr").lines == [
        "ots: there is no source 'othr' in sources.yaml; did you mean 'other'?"
    ]


def test_it_works_while_entries_have_faults(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("entries/peace.yaml", "- id: [")
    assert knowledge_dir.run("quote", "lasting peace").exit_code == 0


STAFF = """\
Staff page

Pay and leave

Bring in a friend and you get a bonus of £1,500: £500 when they start.

Salaries come on the 26th of each month. Clinics are held on the last Wednesday of each month.

Ring 0113 555 0142 or extension 4410 before 9.30 am.
"""


def test_the_nearest_is_offered_where_no_passage_has_all_words(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("seeds/talk.txt", STAFF)
    assert "quote: Clinics are held" in knowledge_dir.run("quote", "telephone of the clinics").out
    # The words of a heading count for what is below it, which is offered in its place.
    assert "quote: 'Bring in a friend" in knowledge_dir.run("quote", "pay for a friend").out
    assert "quote: Pay and leave" not in knowledge_dir.run("quote", "pay and leave").out


def test_an_irregular_form_finds_it_too(knowledge_dir: KnowledgeDir) -> None:
    pytest.importorskip("simplemma")
    knowledge_dir.write("seeds/talk.txt", "Deploys are allowed on Mondays.\n\nDeploys are frozen in March.\n")
    (first, *_) = yaml.safe_load(knowledge_dir.run("quote", "deploy freeze").out)
    assert first["quote"] == "Deploys are frozen in March."


TALKS = """\
Why a bridge? A talk with Anna Berg

What does it cost?

Berg: It costs 12 million euros. Nothing more.

And who pays?

Berg: The city pays.

Olsen: We never shall.

Olsen: Not we.
"""


def test_the_name_of_who_speaks_is_no_part_of_the_quote(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("seeds/talk.txt", TALKS)
    assert knowledge_dir.run("quote", "who pays").out == (
        "    # talk, paragraph 5\n"
        "    - text: The city pays.  # say it in your own words\n"
        "      quote: The city pays.\n"
    )
    olsen = knowledge_dir.run("quote", "never shall").out
    assert "# speaker: …  # Olsen, once sources.yaml has it under `voices`" in olsen
    knowledge_dir.write("sources.yaml", SOURCES + "  voices: [{id: o, name: Ole Olsen}]\n")
    assert yaml.safe_load(knowledge_dir.run("quote", "never shall").out)[0]["speaker"] == "o"


@pytest.mark.parametrize("name", ["Ridge & River", "Ministry of the Sea", "Anna van der Berg", "Q"])
def test_a_name_that_speaks_may_have_small_words(knowledge_dir: KnowledgeDir, name: str) -> None:
    knowledge_dir.write("seeds/talk.txt", f"{name}: We never shall.\n\nAnd why?\n\n{name}: Not we.\n")
    assert "quote: We never shall.\n" in knowledge_dir.run("quote", "never shall").out


def test_what_is_no_sentence_behind_a_colon_is_nobody_s(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("seeds/talk.txt", "Two rods\n\nWeight: 5 kg\n\nWeight: 7 kg\n")
    assert "Weight: 5 kg" in knowledge_dir.run("quote", "weight").out


def test_paragraphs_are_listed_with_their_numbers(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("seeds/talk.txt", TALKS)
    assert knowledge_dir.run("quote", "--paragraphs").lines[:3] == [
        "talk 1: Why a bridge? A talk with Anna Berg",
        "talk 2: What does it cost?",
        "talk 3: Berg: It costs 12 million euros. Nothing more.",
    ]
    assert knowledge_dir.run("quote").exit_code == 2


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
    for passage in passages(source):
        quote = passage.text
        assert source.text[passage.span.start : passage.span.end] == quote
        pasted = fact(passage, (source,), Language())
        path.write_text(pasted + "\n", encoding="utf-8")
        page = read_page(path, "facts.yaml")
        assert page.faults == ()
        assert isinstance(page.value, tuple)
        (raw,) = page.value
        assert TypeAdapter(WrittenFact).validate_python(raw).quote == quote


def test_the_sentence_that_has_all_the_words_is_nearest(knowledge_dir: KnowledgeDir) -> None:
    draft = read_texts(knowledge_dir.path).draft
    found = nearest_passages("bridge opens", draft.sources, draft.language, most=2)
    assert found[0].text.endswith("will open in Riga in 2031.")


def test_a_directory_without_an_entry_can_be_quoted_from(ots: Ots, tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "talk.txt").write_text(TALK)
    (tmp_path / "sources.yaml").write_text(SOURCES)
    assert ots("--knowledge", ".", "quote", "lasting peace", cwd=tmp_path).exit_code == 0


def test_a_paragraph_or_the_whole_text_is_printed_as_a_draft(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write(
        "seeds/talk.txt", "A talk.\n\nWhy a bridge? The bridge is new. It is long.\n\nIt is ours.\n"
    )
    drafted = yaml.safe_load(knowledge_dir.run("quote", "--paragraph", "2").out)
    assert [fact["quote"] for fact in drafted] == ["The bridge is new.", "It is long."]
    (entry,) = yaml.safe_load(knowledge_dir.run("quote", "--all").out)
    assert [fact["quote"] for fact in entry["facts"]] == ["The bridge is new.", "It is long.", "It is ours."]
    assert knowledge_dir.run("quote", "--paragraph", "9").exit_code == 2


def test_of_the_whole_text_each_heading_is_an_entry_that_passes_the_check(
    knowledge_dir: KnowledgeDir,
) -> None:
    text = "The Pier\n\nThe pier opened early.\n\nFares\n\nA day costs 9 euros.\n\nThe crew\n\nChair: Ada Finch, tickets.\n"
    knowledge_dir.write("seeds/talk.txt", text)
    for path in (knowledge_dir.path / "entries").iterdir():
        path.unlink()
    drafted = knowledge_dir.run("quote", "--all").out
    knowledge_dir.write("entries/draft.yaml", drafted.replace("# roles", "roles"))
    checked = knowledge_dir.run("check")
    assert (checked.exit_code, checked.lines[0]) == (
        0,
        "3 entries, 3 facts: every quote found, no faults",
    )
    assert [entry["title"] for entry in yaml.safe_load(drafted)][1:] == ["Fares", "The crew"]
    assert "# roles: [{who: Ada Finch, does: is, what: chair}]" in drafted


def test_while_the_date_of_a_text_is_a_guess_it_says_so_beside_what_is_printed(
    ots: Ots, tmp_path: Path
) -> None:
    (tmp_path / "talk.txt").write_text(TALK)
    begun = ots("init", "mine", "--source", "talk.txt", cwd=tmp_path)
    assert begun.err.startswith("ots: talk.txt gives no date, and ")
    guessed = ots("--knowledge", "mine", "quote", "--all", cwd=tmp_path)
    assert guessed.err.startswith(
        "ots: sources.yaml still holds guesses, and what is planned is told by its date"
    )
    sources = tmp_path / "mine" / "sources.yaml"
    sources.write_text("".join(it for it in sources.open() if "# A guess each" not in it))
    assert ots("--knowledge", "mine", "quote", "--all", cwd=tmp_path).err == ""


def test_the_stop_of_a_word_that_is_shortened_ends_no_sentence(knowledge_dir: KnowledgeDir) -> None:
    told = (
        "It is led by Dr. Henrik Berg, J. Marlowe and Prof. Ada St. Clair.",
        "Do we pay? We said no. The hall in St. Ives is free.",
    )
    knowledge_dir.write("seeds/talk.txt", "\n\n".join(told))
    (entry,) = yaml.safe_load(knowledge_dir.run("quote", "--all").out)
    quotes = [it["quote"] for it in entry["facts"]]
    assert quotes == [told[0], "We said no.", "The hall in St. Ives is free."]


def test_a_sentence_that_begins_with_a_number_is_quoted_by_itself(knowledge_dir: KnowledgeDir) -> None:
    said = (
        "There were 143 cases. 17 people work there, see No. 12. In 2029 it closed. 40 came on 3. 5. at noon."
    )
    knowledge_dir.write("seeds/talk.txt", f"{TALK}\n{said}\n")
    drafted = knowledge_dir.run("quote", "--paragraph", "4").out
    assert [it.strip() for it in drafted.splitlines() if "quote:" in it] == [
        "quote: There were 143 cases.",
        "quote: 17 people work there, see No. 12.",
        "quote: In 2029 it closed.",
        "quote: 40 came on 3. 5. at noon.",
    ]
