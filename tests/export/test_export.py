"""What is exported is read again by the programs it is for, and proves what it says."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
from markdown_it import MarkdownIt

from knowledge.base import Knowledge
from tests.conftest import ROOT, TALK, KnowledgeDir, Ots

pytestmark = pytest.mark.slow  # many runs of the command, or waiting

NASTY_TALK = f"""{TALK}
-2+3 <b>bold</b> & `code`: *nearly* [900](x) metres; and \\ too at www.evil.example.

1. The bridge is to open in Riga, from February 2031 to March 2031.
"""

NASTY = """\
- id: nasty
  kind: theme
  title: "=HYPERLINK(1) *and* [more](x)"
  facts:
    - text: "-2+3 <b>bold</b> & `code`: *nearly* [900](x) metres; and \\\\ too at www.evil.example."
      quote: "-2+3 <b>bold</b> & `code`: *nearly* [900](x) metres; and \\\\ too at www.evil.example"
      figures: [{value: 900, unit: metres, of: "@SUM(A1)", whose: "+the bridge", qualifier: nearly}]
    - text: 1. The bridge is to open in Riga, from February 2031 to March 2031.
      quote: 1. The bridge is to open in Riga, from February 2031 to March 2031
      occasion: {what: "Opening, in full; \\\\ of the bridge over the river Daugava in Rīga", date: 2031-02,
        until: 2031-03, city: Riga, status: planned}
"""


@pytest.fixture
def nasty_dir(knowledge_dir: KnowledgeDir) -> KnowledgeDir:
    """Knowledge whose texts are full of what other formats take for something else."""
    knowledge_dir.write("seeds/talk.txt", NASTY_TALK)
    knowledge_dir.write("entries/nasty.yaml", NASTY)
    return knowledge_dir


# JSON-LD


def noted(exported: str) -> list[dict[str, Any]]:
    document = json.loads(exported)
    assert document["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert document["type"] == "AnnotationCollection"
    items: list[dict[str, Any]] = document["first"]["items"]
    assert document["total"] == len(items)
    return items


def found(text: str, selector: dict[str, Any]) -> Iterator[tuple[int, int]]:
    """Where *selector* leads in *text*, as the Web Annotation Data Model (4.2) defines it."""
    if selector["type"] == "TextPositionSelector":
        places = [(selector["start"], selector["end"])]
    else:
        exact, prefix, suffix = (selector.get(it, "") for it in ("exact", "prefix", "suffix"))
        assert selector["type"] == "TextQuoteSelector"
        places = [
            (at, at + len(exact))
            for at in range(len(text))
            if text.startswith(exact, at)
            and text[:at].endswith(prefix)
            and text.startswith(suffix, at + len(exact))
        ]
    for start, end in places:
        if "refinedBy" not in selector:
            yield start, end
            continue
        for first, last in found(text[start:end], selector["refinedBy"]):
            yield start + first, start + last


def test_every_way_to_find_a_quote_leads_to_it_and_nowhere_else(ots: Ots, knowledge: Knowledge) -> None:
    exported = noted(ots("export", "--format", "jsonld").out)
    facts = [fact for entry in knowledge.entries for fact in entry.facts]
    text = knowledge.sources[0].text
    assert len({it["id"] for it in exported}) == len(exported) == len(facts)
    for annotation, fact in zip(exported, facts, strict=True):
        assert annotation["type"] == "Annotation"
        assert annotation["body"]["value"] == fact.text
        selectors = annotation["target"]["selector"]
        assert {it["type"] for it in selectors} == {"TextQuoteSelector", "TextPositionSelector"}
        for selector in selectors:
            assert list(found(text, selector)) == [(fact.span.start, fact.span.end)]


def test_a_quote_that_stands_twice_is_found_by_its_paragraph(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write(
        "entries/ours.yaml",
        "- id: ours\n  kind: theme\n  title: Ours\n  facts:\n"
        "    - text: The bridge is long.\n      quote: bridge is\n      paragraph: 2\n",
    )
    exported = knowledge_dir.run("export", "--format", "jsonld")
    assert exported.exit_code == 0, exported.err
    [ours] = [it for it in noted(exported.out) if it["body"]["value"] == "The bridge is long."]
    text = (knowledge_dir.path / "seeds" / "talk.txt").read_text("utf-8")
    at = text.index("bridge is nearly")
    assert any("refinedBy" in it for it in ours["target"]["selector"])
    for selector in ours["target"]["selector"]:
        assert list(found(text, selector)) == [(at, at + len("bridge is"))]


def test_a_page_gives_its_addresses_and_no_page_urns(ots: Ots) -> None:
    plain = noted(ots("export", "--format", "jsonld").out)
    paged = noted(ots("export", "--format", "jsonld", env={"OTS_URL": "https://ots.example.org/"}).out)
    assert "urn:ots:f/zangazur-corridor/43-km" in {it["id"] for it in plain}
    assert "https://ots.example.org/f/zangazur-corridor/43-km" in {it["id"] for it in paged}


def test_what_is_named_by_an_address_stands_there_on_the_page(ots: Ots, tmp_path: Path) -> None:
    site = "https://ots.example.org"
    assert ots("page", str(tmp_path)).exit_code == 0
    for annotation in noted(ots("export", "--format", "jsonld", env={"OTS_URL": site}).out):
        for address in (annotation["id"], annotation["target"]["source"]["id"]):
            assert (tmp_path / address.removeprefix(f"{site}/") / "index.html").is_file()


def test_an_address_of_the_page_that_is_none_is_refused(ots: Ots) -> None:
    refused = ots("export", "--format", "md", env={"OTS_URL": "ots.example.org"})
    assert (refused.exit_code, refused.out, len(refused.lines)) == (2, "", 1)
    assert "OTS_URL is 'ots.example.org'" in refused.err


# CSV


def table(exported: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exported, newline="")))


def test_the_table_has_all_figures_and_occasions(ots: Ots, knowledge: Knowledge) -> None:
    rows = table(ots("export", "--format", "csv").out)
    listed = json.loads(ots("ask", "--json", "figures").out)["items"]
    assert {(it["what"], it["value"]) for it in rows if it["sort"] == "figure"} == {
        (it["what"], it["value"]) for it in listed
    }
    happening = json.loads(ots("ask", "--json", "events").out)["items"]
    assert [it["what"] for it in rows if it["sort"] == "occasion"] == [it["what"] for it in happening]
    text = knowledge.sources[0].text
    for row in rows:
        assert text[int(row["start"]) : int(row["end"])] == row["quote"]
    corridor = next(it for it in rows if it["entry"] == "zangazur-corridor")
    assert (corridor["number"], corridor["unit"], corridor["paragraph"]) == ("43", "km", "28")


def test_the_table_is_written_as_the_standard_has_it(ots: Ots) -> None:
    out = ots("export", "--format", "csv").out
    assert out.endswith("\r\n")
    assert out.count("\r\n") == out.count("\n")
    assert len({len(row) for row in csv.reader(io.StringIO(out, newline=""), strict=True)}) == 1


def test_no_cell_is_a_formula(nasty_dir: KnowledgeDir) -> None:
    exported = nasty_dir.run("export", "--format", "csv")
    assert exported.exit_code == 0, exported.err
    cells = [cell for row in csv.reader(io.StringIO(exported.out, newline="")) for cell in row]
    assert "'=HYPERLINK(1) *and* [more](x)" in cells
    assert any(cell.startswith("'-2+3") for cell in cells)
    assert any(cell.startswith("'+the bridge: @SUM") for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_a_number_below_nought_stays_a_number(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("seeds/talk.txt", f"{TALK}\nIt was -5 degrees at the pier.\n")
    knowledge_dir.write(
        "entries/cold.yaml",
        "- {id: cold, kind: theme, title: The cold, facts: [{text: It was -5 degrees at the pier., "
        "quote: It was -5 degrees at the pier, figures: [{value: -5, unit: degrees, of: temperature}]}]}\n",
    )
    exported = knowledge_dir.run("export", "--format", "csv")
    rows = {it["entry"]: it for it in csv.DictReader(io.StringIO(exported.out, newline=""))}
    assert rows["cold"]["number"] == "-5"


# iCalendar


def events(exported: str) -> dict[str, Any]:
    calendar = icalendar.Calendar.from_ical(exported)
    return {str(event["SUMMARY"]): event for event in calendar.walk("VEVENT")}


def test_a_day_is_a_day_and_a_month_or_year_is_never_one(ots: Ots) -> None:
    read = events(ots("export", "--format", "ics").out)
    assembly = read["8th General Assembly of TURKUNIB"]
    assert (assembly["DTSTART"].dt, assembly["DTEND"].dt) == (date(2025, 10, 15), date(2025, 10, 16))
    assert str(assembly["LOCATION"]) == "Tashkent, Uzbekistan"
    assert "COMMENT" not in assembly
    customs = read["OTS Heads of Customs Meeting (January 2025, no day stated)"]
    assert (customs["DTSTART"].dt, customs["DTEND"].dt) == (date(2025, 1, 1), date(2025, 2, 1))
    assert "no day" in str(customs["COMMENT"])
    exercises = read["Joint military exercises of the OTS Member States (2026, no day stated)"]
    assert (exercises["DTSTART"].dt, exercises["DTEND"].dt) == (date(2026, 1, 1), date(2027, 1, 1))
    assert str(exercises["STATUS"]) == "TENTATIVE"
    single = [it for it in read.values() if it["DTEND"].dt - it["DTSTART"].dt == timedelta(days=1)]
    assert all("no day stated" not in str(it["SUMMARY"]) for it in single)


def test_the_calendar_is_complete_and_says_what_it_leaves_out(ots: Ots, knowledge: Knowledge) -> None:
    exported = ots("export", "--format", "ics")
    typed = [fact.occasion for entry in knowledge.entries for fact in entry.facts if fact.occasion]
    assert len(events(exported.out)) == sum(occasion.date is not None for occasion in typed)
    for occasion in typed:
        assert occasion.date or occasion.what in exported.err
    assert "Left out for want of a date" in exported.out.replace("\r\n ", "")


def test_the_calendar_has_what_the_timeline_shows_where_few_occasions_are_typed(ots: Ots) -> None:
    text = ("--knowledge", str(ROOT / "tests/texts/veto"))
    exported = ots(*text, "export", "--format", "ics").out
    listed = json.loads(ots(*text, "ask", "--json", "timeline").out)["items"]
    assert exported.count("BEGIN:VEVENT") == sum(bool(it["when"] and it["when"]["date"]) for it in listed)
    deadline = events(exported)["The deadline for foster home applications is 15 February 2025"]
    assert str(deadline["DTSTART"].dt) == "2025-02-15"


YEARLY = """\
- id: market
  kind: event
  title: The market
  facts:
    - text: The market is held in Leith on 24 December.
      quote: The market is held in Leith on 24 December
      occasion: {what: Market, date: 24 December, city: Leith}
- id: fair
  kind: event
  title: The fair
  facts:
    - text: The fair is held in Leith on 12 September 2031.
      quote: The fair is held in Leith on 12 September 2031
      occasion: {what: Fair, date: 2031-09-12, city: Leith}
- id: lunch
  kind: theme
  title: Lunch
  facts:
    - text: Lunch is free every Wednesday.
      quote: Lunch is free every Wednesday
      dates: [{every: Wednesday}]
"""


@pytest.fixture
def yearly(knowledge_dir: KnowledgeDir) -> KnowledgeDir:
    """What is held every year, what once, and what goes by the week."""
    said = "The market is held in Leith on 24 December. The fair is held in Leith on 12 September 2031."
    knowledge_dir.add(f"{said} Lunch is free every Wednesday.", "yearly", YEARLY)
    return knowledge_dir


def test_a_time_without_a_year_is_told_in_every_format(yearly: KnowledgeDir) -> None:
    assert [it["recurs"] for it in yearly.ask("events")["items"]] == [None, "24 December"]
    rows = {it["what"]: it for it in table(yearly.run("export", "--format", "csv").out)}
    assert (rows["Market"]["date"], rows["Market"]["recurs"]) == ("", "24 December")
    assert (rows["Fair"]["date"], rows["Fair"]["recurs"]) == ("2031-09-12", "")
    exported = yearly.run("export", "--format", "ics")
    assert events(exported.out).keys() == {"Fair"}
    assert "Market (24 December)" in exported.err
    assert "Market (24 December)" in exported.out.replace("\r\n ", "")
    assert yearly.run("page", "out").exit_code == 0
    for page in ("timeline", "cities"):
        assert '<span class="date">24 December</span>' in (
            yearly.path / "out" / page / "index.html"
        ).read_text("utf-8")


def test_what_has_no_year_alone_is_a_page_without_a_line(yearly: KnowledgeDir) -> None:
    yearly.write("entries/yearly.yaml", f"{YEARLY.partition('- id: fair')[0]}")
    assert yearly.run("page", "out").exit_code == 0
    page = (yearly.path / "out" / "timeline" / "index.html").read_text("utf-8")
    assert '<span class="date">24 December</span>' in page
    assert "<svg" not in page.partition("<main")[2]


def test_the_same_knowledge_gives_the_same_calendar_wherever_its_page_is(ots: Ots) -> None:
    first = ots("export", "--format", "ics").out
    assert ots("export", "--format", "ics").out == first
    moved = ots("export", "--format", "ics", env={"OTS_URL": "https://ots.example.org"}).out
    uids = [str(it["UID"]) for it in events(first).values()]
    assert len(set(uids)) == len(uids)
    assert [str(it["UID"]) for it in events(moved).values()] == uids
    assert all(str(it["DTSTAMP"].dt) == "2025-10-27 00:00:00+00:00" for it in events(first).values())
    assert "URL:https://ots.example.org/f/turkunib/" in moved


def test_the_calendar_names_the_bot_as_its_knowledge_does(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("about.yaml", "name: Bridge, Bot\n")
    made_by = icalendar.Calendar.from_ical(knowledge_dir.run("export", "--format", "ics").out)["PRODID"]
    assert str(made_by) == "-//Bridge, Bot//export//EN"


def test_lines_are_folded_and_text_comes_back_whole(nasty_dir: KnowledgeDir, ots: Ots) -> None:
    exported = nasty_dir.run("export", "--format", "ics")
    assert exported.exit_code == 0, exported.err
    [event] = events(exported.out).values()
    assert (
        str(event["SUMMARY"]) == "Opening, in full; \\ of the bridge over the river Daugava in Rīga"
        " (February 2031 to March 2031, no day stated)"
    )
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2031, 2, 1), date(2031, 4, 1))
    for out in (exported.out, ots("export", "--format", "ics").out):
        assert out.count("\r\n") == out.count("\n")
        assert max(len(line.encode()) for line in out.split("\r\n")) <= 75


# Markdown


def test_every_fact_has_a_footnote_that_proves_it(ots: Ots, knowledge: Knowledge) -> None:
    out = ots("export", "--format", "md").out
    facts = [fact for entry in knowledge.entries for fact in entry.facts]
    notes = dict(line[2:].split("]: ", 1) for line in out.splitlines() if line.startswith("[^"))
    marked = [line.rpartition("[^")[2].rstrip("]") for line in out.splitlines() if line.startswith("- ")]
    assert len(marked) == len(notes) == len(facts)
    for mark, fact in zip(marked, facts, strict=True):
        read = MarkdownIt().renderInline(notes[mark]).replace("&amp;", "&").replace("&quot;", '"')
        proof = f"— {fact.said_by}, {fact.published}, paragraph {fact.span.paragraph}"
        assert read == f"“{fact.shown_quote}” {proof}"


def test_nothing_in_a_text_is_taken_for_markup(nasty_dir: KnowledgeDir) -> None:
    exported = nasty_dir.run("export", "--format", "md")
    assert exported.exit_code == 0, exported.err
    marks = {
        token.type for block in MarkdownIt().parse(exported.out) for token in (block, *(block.children or ()))
    }
    assert marks.isdisjoint({"em_open", "strong_open", "link_open", "html_inline", "code_inline"})
    assert "ordered_list_open" not in marks
    assert "www.evil" not in exported.out  # which GitHub makes a link
    assert "=HYPERLINK(1) *and* [more](x)" in MarkdownIt().render(exported.out).replace("&lt;", "<")


def test_an_address_in_a_text_becomes_no_link(knowledge_dir: KnowledgeDir) -> None:
    said = "Write to info+x@abbey.org or see www.abbey.org and abbey.org/x."
    entry = f"- {{id: abbey, kind: theme, title: Abbey, facts: [{{text: '{said}', quote: '{said}'}}]}}\n"
    knowledge_dir.add(said, "abbey", entry)
    out = knowledge_dir.run("export", "--format", "md").out
    assert "www." not in out
    assert "x@" not in out
    read = MarkdownIt().render(out).replace("\N{WORD JOINER}", "")
    assert said in read


# The command


@pytest.mark.parametrize("suffix", ["jsonld", "csv", "ics", "md"])
def test_a_file_or_a_directory_takes_what_is_exported(knowledge_dir: KnowledgeDir, suffix: str) -> None:
    printed = knowledge_dir.run("export", "--format", suffix).out
    ran = knowledge_dir.run("export", "--format", suffix, "--out", "facts")
    assert (ran.exit_code, ran.out) == (0, "wrote facts\n")
    assert (knowledge_dir.path / "facts").read_bytes().decode() == printed
    assert knowledge_dir.run("export", "--format", suffix, "--out", ".").out == f"wrote ots.{suffix}\n"
    assert (knowledge_dir.path / f"ots.{suffix}").read_bytes().decode() == printed


def test_wrong_use_is_one_line(knowledge_dir: KnowledgeDir) -> None:
    ran = knowledge_dir.run("export", "--format", "pdf")
    assert (ran.exit_code, len(ran.lines)) == (2, 1)
    ran = knowledge_dir.run("export", "--format", "md", "--out", "no/such/place.md")
    assert ran.exit_code == 1
    assert ran.lines == [
        "ots: cannot write 'no/such/place.md' (No such file or directory): name a file with --out"
    ]
