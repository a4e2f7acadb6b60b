"""A fault in the knowledge is reported with file, line, entry and what to mend; all of them in one run."""

from __future__ import annotations

import pytest

from tests.conftest import BRIDGE, PEACE, SOURCES, TALK, KnowledgeDir

pytestmark = pytest.mark.slow  # a run of the command for each fault


def test_knowledge_without_a_fault_passes(knowledge_dir: KnowledgeDir) -> None:
    checked = knowledge_dir.run("check")
    assert (checked.exit_code, checked.lines) == (0, ["2 entries, 2 facts: every quote found, no faults"])


def test_a_changed_quote_is_reported_at_its_line_with_the_nearest_passage(
    knowledge_dir: KnowledgeDir,
) -> None:
    knowledge_dir.write(
        "entries/peace.yaml", PEACE.replace("quote: We want lasting peace", "quote: We want lasting piece")
    )
    checked = knowledge_dir.run("check")
    assert checked.exit_code == 1
    assert checked.lines == [
        'entries/peace.yaml:6: peace: quote not found in talk; nearest passage: ""We want lasting peace,""'
    ]


FACT = "    - text: {text}\n      quote: {quote}\n"

FAULTS = {
    "a second use of an id": (
        PEACE + PEACE.replace("title: Peace", "title: Other"),
        "entries/peace.yaml:7: peace: id is already used at entries/peace.yaml:1: choose another",
    ),
    "an unknown kind": (
        PEACE.replace("kind: theme", "kind: idea"),
        "entries/peace.yaml:2: peace: unknown kind: use one of initiative, project, event, agreement, organisation, "
        "person, place, document, figure, theme",
    ),
    "an unknown field": (
        PEACE.replace("title: Peace", "titel: Peace\n  title: Peace"),
        "entries/peace.yaml:3: peace: unknown field 'titel'; did you mean 'title'?",
    ),
    "a related entry that does not exist": (
        PEACE.replace("title: Peace", "title: Peace\n  related: [brigde]"),
        "entries/peace.yaml:4: peace: related entry 'brigde' does not exist; did you mean 'bridge'?",
    ),
    "an entry related to itself": (
        PEACE.replace("title: Peace", "title: Peace\n  related: [peace]"),
        "entries/peace.yaml:4: peace: is related to itself: take it out",
    ),
    "an alias of another entry": (
        PEACE.replace("title: Peace", "title: Peace\n  aliases: {en: [The  BRIDGE]}"),
        "entries/peace.yaml:4: peace: 'The  BRIDGE' already names bridge (entries/bridge.yaml:1): keep it in one of them",
    ),
    "a keyword that says nothing": (
        PEACE.replace("title: Peace", "title: Peace\n  keywords: [armistice, how is it]"),
        "entries/peace.yaml:4: peace: keyword 'how is it' finds nothing, for questions about anything have "
        "'how', 'is' and 'it': "
        "add a word that only this topic has, or take it out",
    ),
    "a keyword that asks for a value": (
        PEACE.replace("title: Peace", "title: Peace\n  keywords: [armistice, venue]"),
        "entries/peace.yaml:4: peace: keyword 'venue' finds nothing, for it asks 'where' of anything: "
        "add a word that only this topic has, or take it out",
    ),
    "a value left untyped that the quote does not say": (
        f"{PEACE}      untyped: [2019]\n",
        "entries/peace.yaml:7: peace: '2019' does not stand in the quote: take it out",
    ),
    "a fact without a quote": (
        PEACE.replace("      quote: We want lasting peace\n", ""),
        "entries/peace.yaml:5: peace: fact 1: quote is missing: write it",
    ),
    "an entry without facts": (
        "- {id: peace, kind: theme, title: Peace}\n",
        "entries/peace.yaml:1: peace: facts is missing: write it",
    ),
    "a text that is too long": (
        PEACE.replace(
            "She wants lasting peace.", "She wants lasting peace. " + "Very much so. " * 20 + "Yes."
        ),
        "entries/peace.yaml:5: peace: fact 1: text is 309 characters long, and 200 fit: shorten it, or make two facts of it",
    ),
    "a quote that runs over two paragraphs": (
        PEACE.replace("We want lasting peace\n", '"she said.\\n\\nThe bridge"\n'),
        'entries/peace.yaml:6: peace: quote not found in talk; nearest passage: "she said. The bridge"'
        ", which is of several paragraphs: quote one of them",
    ),
    "a quote with other blanks": (
        PEACE.replace("quote: We want", "quote: We  want"),
        'entries/peace.yaml:6: peace: quote not found in talk; nearest passage: ""We want lasting peace,""'
        ", with other blanks or line breaks: `ots quote` prints it as it stands",
    ),
    "a quote that stands twice": (
        PEACE.replace("She wants lasting peace.", "The bridge is ours.").replace(
            "We want lasting peace", "The bridge is ours"
        ),
        "entries/peace.yaml:6: peace: quote stands 2 times in talk (paragraphs 3, 3): "
        "lengthen it, or say which with `paragraph`",
    ),
    "a number that the quote does not have": (
        PEACE.replace("She wants lasting peace.", "She wants lasting peace for 30 years."),
        "entries/peace.yaml:5: peace: number 30 does not stand in the quote",
    ),
    "a name that the quote does not have": (
        PEACE.replace("She wants lasting peace.", "She wants lasting peace with Estonia."),
        "entries/peace.yaml:5: peace: name 'Estonia' does not stand in the quote",
    ),
    "a dropped hedge": (
        BRIDGE.replace("id: bridge", "id: span")
        .replace("title: The bridge", "title: Span")
        .replace("crossing", "deck")
        .replace("text: The bridge is nearly", "text: The bridge is")
        .replace("  related: [peace]\n", ""),
        "entries/peace.yaml:6: span: the quote says 'nearly', the text none of nearly, almost, just under: "
        "keep it, or give a reason under `unhedged`",
    ),
    "a typed figure that the quote does not have": (
        PEACE + "      figures: [{value: 7, unit: years, of: peace}]\n",
        "entries/peace.yaml:7: peace: figure 7 years does not stand in the quote",
    ),
    "a typed figure of which the quote has only a number of the unit": (
        BRIDGE.replace("id: bridge", "id: span")
        .replace("title: The bridge", "title: Span")
        .replace("crossing", "deck")
        .replace("  related: [peace]\n", "")
        .replace("value: 900, unit: metres", "value: 99, unit: cars per 900 metres"),
        "entries/peace.yaml:8: span: figure 99 cars per 900 metres does not stand in the quote",
    ),
    "a typed place that the quote does not have": (
        PEACE + "      places: [Riga]\n",
        "entries/peace.yaml:7: peace: 'Riga' does not stand in the quote",
    ),
    "a typed year that the quote does not have": (
        PEACE + "      dates: [{date: 2031}]\n",
        "entries/peace.yaml:7: peace: year 2031 does not stand in the quote",
    ),
    "an implied word that the paragraph does not have": (
        PEACE + "      implied: [Riga]\n",
        "entries/peace.yaml:7: peace: 'Riga' does not stand in the paragraph",
    ),
    "an implied word that stands in the quote anyway": (
        PEACE + "      implied: [peace]\n",
        "entries/peace.yaml:7: peace: 'peace' stands in the quote: take it out",
    ),
    "an unknown speaker": (
        PEACE + "      speaker: anna\n",
        "entries/peace.yaml:7: peace: speaker 'anna' is not a voice of its source",
    ),
    "a date that is none": (
        PEACE + "      dates: [{date: 2031-13}]\n",
        "entries/peace.yaml:7: peace: fact 1, date 1: date '2031-13' is no date: write it as in 2026, 2025-08, 2025-10-15, "
        "05-01, 1 May, October, 25",
    ),
    "something that is no list": (
        "id: peace\n",
        "entries/peace.yaml:1: peace: must be a list: start each item with `- id:`",
    ),
}


@pytest.mark.parametrize(("text", "fault"), FAULTS.values(), ids=FAULTS.keys())
def test_each_kind_of_fault_is_named_where_it_stands(
    knowledge_dir: KnowledgeDir, text: str, fault: str
) -> None:
    knowledge_dir.write("entries/bridge.yaml", BRIDGE.replace("  related: [peace]\n", ""))
    knowledge_dir.write("entries/peace.yaml", text)
    checked = knowledge_dir.run("check")
    assert (checked.exit_code, checked.out, checked.err.splitlines()) == (1, "", [fault])


def test_all_faults_are_reported_in_one_run(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("entries/peace.yaml", PEACE.replace("theme", "idea"))
    knowledge_dir.write(
        "entries/bridge.yaml", BRIDGE.replace("peace", "piece").replace("value: 900", "value: 901")
    )
    assert [line.split(": ", 1)[0] for line in knowledge_dir.run("check").lines] == [
        "entries/bridge.yaml:5",
        "entries/bridge.yaml:9",
        "entries/peace.yaml:2",
    ]


@pytest.mark.parametrize(
    "name", ["Pian dell'Orso", "Pian dell’Orso", "Pont de l'Aube", "Casa sull'Acqua", "Porta Sant'Anna"]
)
def test_a_name_with_an_elided_word_is_read_alike_in_text_and_quote(
    knowledge_dir: KnowledgeDir, name: str
) -> None:
    knowledge_dir.write("seeds/talk.txt", f"{TALK}\nA rockfall hit the bridge at {name}; nobody was hurt.\n")
    fact = FACT.format(text=f"A rockfall hit the bridge at {name}.", quote=f"the bridge at {name}")
    knowledge_dir.write("entries/peace.yaml", PEACE + fact + f'      places: ["{name}"]\n')
    assert knowledge_dir.run("check").lines == ["2 entries, 3 facts: every quote found, no faults"]
    other = fact.replace(name, "Pian dell'Orto", 1)
    knowledge_dir.write("entries/peace.yaml", PEACE + other)
    (fault,) = knowledge_dir.run("check").lines
    assert fault.endswith('"Pian dell\'Orto" does not stand in the quote')


@pytest.mark.parametrize(
    ("quote", "faults"),
    [
        ("The line is due to start in May 2031", []),
        ("From 3 May on the line is open", []),
        ("The line may start in May 2031", ["the quote says 'may'"]),
        ("May I say that the line is open", ["the quote says 'may'"]),
    ],
)
def test_the_month_of_may_is_no_hedge(knowledge_dir: KnowledgeDir, quote: str, faults: list[str]) -> None:
    knowledge_dir.write("seeds/talk.txt", f"{TALK}\n{quote}.\n")
    told = PEACE.replace("She wants lasting peace.", "The line is due.").replace(
        "We want lasting peace", quote
    )
    knowledge_dir.write("entries/peace.yaml", told)
    assert [it for it in faults if it in knowledge_dir.run("check").err] == faults
    assert (knowledge_dir.run("check").exit_code == 1) == bool(faults)


@pytest.mark.parametrize(
    ("untyped", "fault"),
    [
        ("420 million", None),
        ("420 million dollars", None),
        ("7", None),
        ("420", "'420' does not stand in the quote: write it whole, '420 million'"),
    ],
)
def test_a_value_left_untyped_is_written_with_its_scale(
    knowledge_dir: KnowledgeDir, untyped: str, fault: str | None
) -> None:
    quote = "The fund has 420 million dollars and seven towns"
    knowledge_dir.write("seeds/talk.txt", f"{TALK}\n{quote}.\n")
    told = PEACE.replace("She wants lasting peace.", "The fund is full.").replace(
        "We want lasting peace", quote
    )
    knowledge_dir.write("entries/peace.yaml", f"{told}      untyped: [{untyped}]\n")
    checked = knowledge_dir.run("check").err
    assert (fault in checked) if fault else ("does not stand" not in checked)


def test_a_hedge_may_be_left_out_with_a_reason(knowledge_dir: KnowledgeDir) -> None:
    text = BRIDGE.replace("is nearly 900 metres long.", "is long.").replace("exact", "nearly")
    knowledge_dir.write(
        "entries/bridge.yaml", text + "      unhedged: {nearly: the number is left out too}\n"
    )
    assert knowledge_dir.run("check").exit_code == 0


def test_a_year_that_only_the_paragraph_has_may_be_declared_implied(knowledge_dir: KnowledgeDir) -> None:
    fact = FACT.format(text="It was proposed by Latvia.", quote="It was proposed by Latvia")
    knowledge_dir.write(
        "entries/bridge.yaml", BRIDGE + fact + "      dates: [{date: 2031, status: planned}]\n"
    )
    assert "year 2031 does not stand in the quote" in knowledge_dir.run("check").err
    knowledge_dir.write(
        "entries/bridge.yaml",
        BRIDGE + fact + "      dates: [{date: 2031, status: planned}]\n      implied: ['2031']\n",
    )
    assert knowledge_dir.run("check").exit_code == 0


@pytest.mark.parametrize(
    ("written", "line", "lost"),
    [
        ("title: Peace #1 talk", 3, "#1 talk"),
        ("title: Peace and\n    all #MeToo", 4, "#MeToo"),
        ("title: Peace\n  aliases: {en: [talk #2]}", 4, "#2]}"),
        ("title: Peace\n  aliases:\n    en:\n      - the talk #2  ", 6, "#2"),
    ],
)
def test_a_value_that_a_comment_cuts_is_told(
    knowledge_dir: KnowledgeDir, written: str, line: int, lost: str
) -> None:
    knowledge_dir.write("entries/peace.yaml", PEACE.replace("title: Peace", written))
    knowledge_dir.write("entries/bridge.yaml", BRIDGE.replace("  related: [peace]\n", ""))
    assert knowledge_dir.run("check").lines == [
        f"entries/peace.yaml:{line}: peace: {lost!r} is not read, for a # after a space begins a comment: "
        "put the value in quotes, or a space after the # of a comment"
    ]


@pytest.mark.parametrize(
    "written",
    ["title: Peace  # the talk", "title: 'Peace #1 talk'", "title: Peace ## a heading", "title: Peace\n  #kind: event",
     "title: Peace#1"],
)  # fmt: skip
def test_a_comment_is_no_fault(knowledge_dir: KnowledgeDir, written: str) -> None:
    knowledge_dir.write("entries/peace.yaml", PEACE.replace("title: Peace", written))
    assert knowledge_dir.run("check").exit_code == 0


def test_a_part_of_the_language_is_read_however_its_ending_is_written(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("language/names.yml", "countries: {Latvia: [Lettland]}\nbodies: 7\n")
    knowledge_dir.write("language/synonym.yaml", "- [truce, calm]\n")
    assert knowledge_dir.run("check").lines == [
        "language/names.yml:2: names: bodies must be names, each with what belongs to it, as in {Latvia: [Lettland]}",
        "language/synonym.yaml:1: synonym: no language file is called 'synonym'; did you mean 'synonyms'?",
    ]


def test_a_phrase_tells_though_its_parts_only_chat(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write(
        "entries/peace.yaml", PEACE.replace("title: Peace", "title: Peace\n  keywords: [no-show, given up]")
    )
    assert knowledge_dir.run("check").exit_code == 0
    asked = knowledge_dir.ask_all(
        ["no-show", "no show", "what about a no-show?", "what is given up", "show", "thank-you"]
    )
    assert [it["entry"] for it in asked] == ["peace", "peace", "peace", "peace", None, None]


def test_what_a_whole_source_is_about_need_not_stand_in_the_quote(knowledge_dir: KnowledgeDir) -> None:
    typed = "      roles: [{who: Crane Trust, does: proposed, what: peace}]\n      actors: [Crane Trust]\n"
    held = "      occasion: {what: Peace talk, who: [Crane Trust]}\n"
    knowledge_dir.write("entries/peace.yaml", PEACE + typed + held)
    refused = knowledge_dir.run("check").lines
    assert sum("'Crane Trust' does not stand in the quote" in it for it in refused) == 3
    knowledge_dir.write("sources.yaml", SOURCES + "  subject: [Crane Trust]\n")
    assert knowledge_dir.run("check").exit_code == 0


NAMED = """\
- id: harbours
  kind: organisation
  title: Five Harbours
  aliases: {en: [The 7, Sister Towns of 1966]}
  facts:
    - text: TEXT
      quote: It was signed in Riga
"""


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Five Harbours was signed in Riga.", None),
        ("The Sister Towns of 1966 was signed in Riga.", None),
        ("Nine Ports was signed in Riga.", None),
        ("Five Harbours was signed in Riga by 5.", "5"),
        ("The 7 was signed in Riga.", None),
        ("Harbours was signed in Riga by 7.", "7"),
        ("In 1966 it was signed in Riga.", "1966"),
    ],
)
def test_a_number_of_a_name_need_not_stand_in_the_quote(
    knowledge_dir: KnowledgeDir, text: str, number: str | None
) -> None:
    knowledge_dir.write("seeds/talk.txt", f"{TALK}\nIt was signed in Riga.\n")
    knowledge_dir.write("sources.yaml", f"{SOURCES}  subject: [Nine Ports]\n")
    knowledge_dir.write("entries/harbours.yaml", NAMED.replace("TEXT", text))
    told = [f"number {number} does not stand in the quote"] if number else []
    assert [line.split(": ", 2)[2] for line in knowledge_dir.run("check").err.splitlines()] == told
