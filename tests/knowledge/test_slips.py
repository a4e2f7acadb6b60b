"""A slip of the pen is told in a curator's words, where it was made, and hides no other fault."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest
import yaml

from knowledge.model import Figure, Occasion, Role, When, WrittenEntry, WrittenFact
from knowledge.source import WrittenSource
from tests.conftest import BRIDGE, PEACE, SOURCES, KnowledgeDir

pytestmark = pytest.mark.slow  # many runs of the command, or waiting

TITLE = "  title: Peace\n"
FACT = "      quote: We want lasting peace\n"
LEAD = "    - text: She wants lasting peace.\n"
ASIDE = "put the value in quotes"

SLIPS = {
    "a colon in a value": (
        (TITLE, "  title: Peace: a talk\n"),
        "3: peace: not valid YAML: a colon with a space behind it begins a field: put the whole value in quotes",
    ),
    "no space after a colon": (
        (TITLE, "  title:Peace\n"),
        "3: peace: not valid YAML: put a space after the colon, as in `title: Peace`",
    ),
    "no colon": (
        (TITLE, "  title Peace\n"),
        "3: peace: not valid YAML: write a field and its value as in `title: Peace`, with the field above begun alike",
    ),
    "a tab": (
        (TITLE, "\ttitle: Peace\n"),
        "3: peace: not valid YAML: a tab stands before the words: indent with spaces",
    ),
    "one space too many": (
        (TITLE, "   title: Peace\n"),
        "3: peace: not valid YAML: this line does not stand under the fields above it: "
        "indent all fields of one item alike, and begin an item with a dash",
    ),
    "one space too few": (
        (FACT, "     quote: We want lasting peace\n"),
        "6: peace: not valid YAML: this line does not stand under the fields above it: "
        "indent all fields of one item alike, and begin an item with a dash",
    ),
    "an at sign": ((TITLE, "  title: @peace\n"), f"3: peace: not valid YAML: a value begins with '@', which means something else in YAML: {ASIDE}"),
    "a percent sign": ((TITLE, "  title: %5 more\n"), f"3: peace: not valid YAML: a value begins with '%', which means something else in YAML: {ASIDE}"),
    "a backtick": ((TITLE, "  title: `peace`\n"), f"3: peace: not valid YAML: a value begins with '`', which means something else in YAML: {ASIDE}"),
    "emphasis": ((TITLE, "  title: *Peace* now\n"), f"3: peace: not valid YAML: a value begins with '*', which means something else in YAML: {ASIDE}"),
    "a dash": ((TITLE, "  title: - Peace\n"), f"3: peace: not valid YAML: a value begins with '-', which means something else in YAML: {ASIDE}"),
    "a sign for more lines": ((TITLE, "  title: > Peace\n"), f"3: peace: not valid YAML: a value begins with '>', which means something else in YAML: {ASIDE}"),
    "an anchor": ((TITLE, "  title: &x Peace\n"), f"3: peace: not valid YAML: a value that begins with &, * or ! means something else in YAML: {ASIDE}"),
    "a tag": ((TITLE, "  title: !peace now\n"), f"3: peace: not valid YAML: a value that begins with &, * or ! means something else in YAML: {ASIDE}"),
    "a quotation mark that is not closed": (
        (TITLE, '  title: "Peace\n'),
        "3: peace: not valid YAML: the quotation mark that opens here is not closed",
    ),
    "a quotation mark that one of a later field closes": (
        (TITLE, '  title: "Peace\n  keywords: ["truce"]\n'),
        "3: peace: not valid YAML: the quotation mark that opens here is not closed",
    ),
    "two versions that were not merged": (
        (TITLE, f"<<<<<<< HEAD\n{TITLE}=======\n  title: Truce\n>>>>>>> theirs\n"),
        "3: peace: a conflict between two versions of the file: keep one, and take out <<<<<<<, ======= and >>>>>>>",
    ),
    "words behind a quotation mark": (
        (TITLE, '  title: "Peace" she said\n'),
        "3: peace: not valid YAML: something stands behind the closing quotation mark: put the whole value between marks that it does not hold",
    ),
    "an apostrophe between apostrophes": (
        (TITLE, "  title: 'Turkey's peace'\n"),
        "3: peace: not valid YAML: something stands behind the closing quotation mark: put the whole value between marks that it does not hold",
    ),
    "a backslash": (
        (TITLE, '  title: "C:\\dir"\n'),
        "3: peace: not valid YAML: a backslash in double quotes: put the value in single quotes",
    ),
    "a bracket that is not closed": (
        (TITLE, TITLE + "  keywords: [truce, calm\n"),
        "4: peace: not valid YAML: a ] is missing, or a comma: close the list, and put a value that holds a comma, a colon or a bracket in quotes",
    ),
    "a comma that is missing": (
        (FACT, FACT + "      dates: [{date: 2031 status: planned}]\n"),
        "7: peace: not valid YAML: a } is missing, or a comma: close the list, and put a value that holds a comma, a colon or a bracket in quotes",
    ),
    "a bracket before a name": (
        (TITLE, "  title: {[Peace]: x}\n"),
        "3: peace: not valid YAML: a field must have plain words for a name: put a value that begins with a bracket in quotes",
    ),
    "no text": ((TITLE, "  title: Pe\0ace\n"), "3: peace: holds a character that no text has, such as a NUL: take it out"),
    "a field that is written twice": (
        (TITLE, TITLE + "  kind: event\n"),
        "4: peace: 'kind' is written twice: keep one of them",
    ),
    "a dash that is missing before an entry": (
        (FACT, FACT + "  id: truce\n  kind: theme\n  title: Truce\n"),
        "7: peace: 'id' is written twice: keep one of them, or begin the next item with `- id:`",
    ),
    "a typing error in the name of a field": (
        (TITLE, TITLE + "  alises: {en: [truce]}\n"),
        "4: peace: unknown field 'alises'; did you mean 'aliases'?",
    ),
    "a typing error in the name of a fact's field": (
        (FACT, FACT + "      figuers: []\n"),
        "7: peace: fact 1: unknown field 'figuers'; did you mean 'figures'?",
    ),
    "a field of a fact beside the entry's": (
        (TITLE, TITLE + "  quote: We want lasting peace\n"),
        "4: peace: unknown field 'quote' here: it is a field of a fact: write it under `facts`",
    ),
    "a field of the entry in a fact": (
        (FACT, FACT + "      aliases: {en: [truce]}\n"),
        "7: peace: fact 1: unknown field 'aliases' here: it is a field of the entry, not its fact",
    ),
    "a field that nothing resembles": (
        (FACT, FACT + "      figures: [{value: 7, of: peace, zzz: 1}]\n"),
        "7: peace: fact 1, figure 1: unknown field 'zzz': the fields here are value, unit, of, whose, qualifier, as_of, supersedes",
    ),
    "text for a list": (
        (TITLE, TITLE + "  keywords: truce, calm\n"),
        "4: peace: keywords must be a list: write [truce, calm]",
    ),
    "a list for names by language": (
        (TITLE, TITLE + "  aliases: [truce]\n"),
        "4: peace: aliases must be names, each with what belongs to it, as in aliases: {en: [TRIPP], tr: [Zengezur Koridoru]}",
    ),
    "text for names in a language": (
        (TITLE, TITLE + "  aliases: {en: truce}\n"),
        "4: peace: aliases.en must be a list: write [truce]",
    ),
    "a dash that is missing before a fact": (
        (LEAD, LEAD.replace("- ", "  ")),
        "5: peace: facts must be a list: begin each item with a dash, or write facts: [{text: It is 43 km long., quote: a 43 km road}]",
    ),
    "one date without a list": (
        (FACT, FACT + "      dates: 2031\n"),
        "7: peace: fact 1: dates must be a list: begin each item with a dash, or write dates: [{date: 2025-10-15, status: planned}]",
    ),
    "a date without its field": (
        (FACT, FACT + "      dates: [2031-05-01]\n"),
        "7: peace: fact 1: date 1 must have fields, as in {date: 2025-10-15, status: planned}",
    ),
    "a list for text": (
        (TITLE, "  title: [Peace, Truce]\n"),
        "3: peace: title must be text, not a list: write one, without brackets and dash",
    ),
    "fields for text": (
        (TITLE, TITLE + "  keywords:\n    - truce: a calm\n"),
        "5: peace: keyword 1 must be text: put it in quotes, for a colon with a space behind it begins a field",
    ),
    "a number for text": ((TITLE, "  title: 2031\n"), "3: peace: title must be text: write '2031' in quotes"),
    "yes or no for text": ((TITLE, "  title: true\n"), "3: peace: title must be text: write 'true' in quotes"),
    "nothing for text": ((TITLE, "  title:\n"), "3: peace: title is empty: write it, in quotes where it begins with #"),
    "a list of nothing": (
        (TITLE, TITLE + "  keywords:\n"),
        "4: peace: keywords is empty: write it, as in keywords: [land bridge, shortcut to Nakhchivan], or take it out",
    ),
    "a typing error in the name of a field that must be there": (
        (TITLE, "  titel: Peace\n"),
        "3: peace: unknown field 'titel'; did you mean 'title'?",
    ),
    "a comma in a number": (
        (FACT, FACT + "      figures: [{value: 1,240, of: peace}]\n"),
        "7: peace: fact 1, figure 1: a comma begins a new field, here '240': write a number without one, as in 1240",
    ),
    "a figure of nothing": (
        (FACT, FACT + "      figures: [{value: 7}]\n"),
        "7: peace: fact 1, figure 1: of is missing: write it, as in {value: 43, unit: km, of: length}",
    ),
    "no title": ((TITLE, ""), "1: peace: title is missing: write it"),
    "a title that is too long": (
        (TITLE, f"  title: {'Peace ' * 13}now\n"),
        "3: peace: title is 81 characters long, and 75 fit: shorten it",
    ),
    "an id with capitals and spaces": (
        (TITLE, TITLE + "  related: [The Bridge]\n"),
        "4: peace: related 1 'The Bridge' has other characters than small letters, digits and hyphens: write the-bridge",
    ),
    "a number in words": (
        (FACT, FACT + "      figures: [{value: seven, of: peace}]\n"),
        "7: peace: fact 1, figure 1: value 'seven' is written in digits: 7, whatever the quote has",
    ),
    "a number in words below others": (
        (FACT, FACT + "      figures:\n        - {value: 7, of: peace}\n        - value: twenty-one\n          of: peace\n"),
        "9: peace: fact 1, figure 2: value 'twenty-one' is written in digits: 21, whatever the quote has",
    ),
    "a number in words on a second line": (
        (FACT, FACT + "      figures: [{value: 7, of: peace}, {of: peace,\n        value: seven}]\n"),
        "8: peace: fact 1, figure 2: value 'seven' is written in digits: 7, whatever the quote has",
    ),
    "what is no number": (
        (FACT, FACT + "      figures: [{value: a few, of: peace}]\n"),
        "7: peace: fact 1, figure 1: value must be a number, such as 43 or 2.1, without quotes, and its unit under `unit`",
    ),
    "a paragraph in words": (
        (FACT, FACT + "      paragraph: first\n"),
        "7: peace: fact 1: paragraph must be a whole number, such as 3, without quotes",
    ),
    "yes in words": ((FACT, FACT + "      key: yes\n"), "7: peace: fact 1: key must be true or false, without quotes"),
    "a word that is none of those known": (
        (FACT, FACT + "      figures: [{value: 7, of: peace, qualifier: roughly}]\n"),
        "7: peace: fact 1, figure 1: unknown qualifier: use one of exact, about, nearly, over, at least, under, at most",
    ),
    **{
        f"a date written {written}": (
            (FACT, FACT + f"      dates: [{{date: {written}}}]\n"),
            f"7: peace: fact 1, date 1: date {shown} is no date: write it as in 2026, 2025-08, 2025-10-15, 05-01, 1 May, October, 25",
        )
        for written, shown in (
            ("2031-5-1", "'2031-5-1'"), ("01.05.2031", "'01.05.2031'"),
            ("2031-05-01 12:00", "'2031-05-01 12:00'"), ("2031-05-01T12:00:00Z", "'2031-05-01T12:00:00Z'"),
            ("2031.05", "2031.05"), ("[2031]", "this"),
        )
    },
}  # fmt: skip


@pytest.mark.parametrize(("change", "fault"), SLIPS.values(), ids=SLIPS.keys())
def test_a_slip_is_told_with_its_line_and_what_to_do(
    knowledge_dir: KnowledgeDir, change: tuple[str, str], fault: str
) -> None:
    assert change[0] in PEACE
    knowledge_dir.write("entries/peace.yaml", PEACE.replace(*change))
    checked = knowledge_dir.run("check")
    # The bridge is related to the entry of which nothing could be read: that is no fault of the bridge.
    assert (checked.exit_code, checked.lines) == (1, [f"entries/peace.yaml:{fault}"])


def test_a_slip_hides_no_fault_of_other_files_nor_of_the_entries_beside_it(
    knowledge_dir: KnowledgeDir,
) -> None:
    other = PEACE.replace("id: peace", "id: truce").replace("title: Peace", "title: Truce")
    knowledge_dir.write(
        "entries/peace.yaml",
        PEACE.replace(TITLE, "  title: Peace: a talk\n")
        + other.replace("lasting peace.", "peace for 30 years.")
        + PEACE.replace("id: peace", "id: calm").replace(TITLE, "  title: @calm\n"),
    )
    knowledge_dir.write(
        "entries/bridge.yaml",
        BRIDGE.replace("value: 900", "value: 901").replace("[peace]", "[peace, calm, piece]")
        + "    - {text: It was proposed by Latvia., qoute: It was proposed by Latvia}\n",
    )
    assert knowledge_dir.run("check").lines == [
        "entries/bridge.yaml:5: bridge: related entry 'piece' does not exist",
        "entries/bridge.yaml:9: bridge: figure 901 metres does not stand in the quote",
        "entries/bridge.yaml:10: bridge: fact 2: unknown field 'qoute'; did you mean 'quote'?",
        "entries/peace.yaml:3: peace: not valid YAML: a colon with a space behind it begins a field: put the whole value in quotes",
        "entries/peace.yaml:11: truce: number 30 does not stand in the quote",
        "entries/peace.yaml:15: calm: not valid YAML: a value begins with '@', which means something else in YAML: put the value in quotes",
    ]  # fmt: skip


def test_a_slip_in_the_sources_is_no_fault_of_those_who_name_them(knowledge_dir: KnowledgeDir) -> None:
    second = SOURCES.replace("id: talk", "id: letter").replace("title: A talk", "title: A letter: to all")
    knowledge_dir.write("sources.yaml", SOURCES + second)
    knowledge_dir.write("entries/bridge.yaml", BRIDGE + "      source: letter\n")
    knowledge_dir.write("entries/peace.yaml", PEACE + "      source: talk\n")
    assert knowledge_dir.run("check").lines == [
        "sources.yaml:9: letter: not valid YAML: a colon with a space behind it begins a field: put the whole value in quotes"
    ]


def test_a_slip_in_the_language_is_no_fault_of_the_entries(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("language/names.yaml", "countries: {Latvia: [Lettland]\n")
    knowledge_dir.write("entries/bridge.yaml", BRIDGE.replace("The bridge is", "Lettland’s bridge is", 1))
    (told,) = knowledge_dir.run("check").lines
    assert told.startswith("language/names.yaml:1: names: not valid YAML: a } is missing")


WRONG: tuple[object, ...] = (
    "word",
    5,
    2.5,
    True,
    None,
    [],
    {},
    ["word"],
    [5],
    [["word"]],
    [{"zz": 1}],
    {"zz": 1},
    "",
    " x ",
    "a\nb",
    "x" * 300,
)
"""A value of every shape; most fields can hold only one of them."""

PYDANTIC = ("input should", "valid dictionary", "pattern", "string_", "should have", "validation", "tuple", "instance", "^", "type=")  # fmt: skip

ENTRY = {"id": "peace", "kind": "theme", "title": "Peace"}
PROOF: dict[str, object] = {"text": "She wants lasting peace.", "quote": "We want lasting peace"}
PLACES: dict[type[Any], dict[str, object]] = {
    WrittenEntry: {},
    WrittenFact: PROOF,
    Figure: {"value": 7, "of": "peace"},
    When: {"date": "2031"},
    Occasion: {"what": "Talk"},
    Role: {"who": "Latvia", "does": "is", "what": "host"},
}


def names(shape: type[Any]) -> list[str]:
    return [field.name for field in fields(shape)]


def wrong(shape: type[Any]) -> list[object]:
    """An entry for every field of *shape* and every wrong value of it."""
    entries: list[object] = []
    for field in names(shape):
        for value in WRONG:
            inner = {**PLACES[shape], field: value}
            listed = {Figure: "figures", When: "dates", Role: "roles"}
            if shape is WrittenEntry:
                entry: dict[str, object] = {**ENTRY, "facts": [PROOF], **inner}
            elif shape is WrittenFact:
                entry = {**ENTRY, "facts": [inner]}
            elif shape is Occasion:
                entry = {**ENTRY, "facts": [{**PROOF, "occasion": inner}]}
            else:
                entry = {**ENTRY, "facts": [{**PROOF, listed[shape]: [inner]}]}
            entries.append(entry)
    return entries


@pytest.mark.parametrize("shape", PLACES)
def test_no_wrong_shape_of_any_field_is_told_in_the_words_of_a_library(
    knowledge_dir: KnowledgeDir, shape: type[Any]
) -> None:
    entries = wrong(shape)
    knowledge_dir.write("entries/peace.yaml", yaml.safe_dump(entries, allow_unicode=True, sort_keys=False))
    checked = knowledge_dir.run("check")
    assert checked.exit_code == 1
    assert len(checked.lines) >= len(names(shape))
    assert not [line for line in checked.lines if any(word in line.lower() for word in PYDANTIC)]
    assert all(line.startswith("entries/") for line in checked.lines)


def test_nor_is_any_field_of_a_source(knowledge_dir: KnowledgeDir) -> None:
    sources = [
        {**yaml.load(SOURCES, yaml.BaseLoader)[0], "id": f"talk-{number}", field: value}  # noqa: S506 - makes text alone
        for number, (field, value) in enumerate(
            (field, value) for field in names(WrittenSource) for value in WRONG
        )
    ]
    knowledge_dir.write("sources.yaml", yaml.safe_dump(sources, allow_unicode=True, sort_keys=False))
    checked = knowledge_dir.run("check")
    assert checked.exit_code == 1
    assert not [line for line in checked.lines if any(word in line.lower() for word in PYDANTIC)]
