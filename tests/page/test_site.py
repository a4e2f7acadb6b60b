"""The site as ``ots page`` writes it: what is marked is proven, every link leads somewhere, nothing is foreign."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from knowledge.base import Knowledge
from tests.conftest import BRIDGE, PEACE, ROOT, SOURCES, KnowledgeDir, Ots, run_warm

from .reading import Element, read

Pages = dict[str, Element]
"""Every page by its path."""

SCRIPTED = ("onclick", "onload", "onerror", "style")


def pages(directory: Path) -> Pages:
    files = directory.rglob("*.html")
    return {file.relative_to(directory).as_posix(): read(file.read_text("utf-8")) for file in files}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the shipped knowledge."""
    made = tmp_path_factory.mktemp("site") / "new" / "folder"
    ran = run_warm("page", str(made))
    assert (ran.exit_code, ran.err) == (0, "")
    return made


@pytest.fixture(scope="module")
def site(folder: Path) -> Pages:
    return pages(folder)


def marked(text: Element, number: str) -> str:
    """What is marked as the proof of one fact, piece after piece."""
    return "".join(it.text for it in text.all("a", "mark") if number in it.get("data-n").split())


def test_what_is_marked_for_a_fact_is_its_quote_to_the_character(site: Pages, knowledge: Knowledge) -> None:
    home = site["index.html"]
    noted = {it["id"]: it for it in home.all("li") if it.get("value")}
    facts = [(entry, fact) for entry in knowledge.entries for fact in entry.facts]
    assert len(noted) == len(facts)
    by_text = {next(it.all("a")).text: it for it in noted.values()}
    for _, fact in facts:
        assert marked(home, by_text[fact.text]["value"]) == fact.quote


def test_the_source_reads_as_it_is_with_the_marks_in_it(site: Pages, knowledge: Knowledge) -> None:
    (source,) = knowledge.sources
    text = site["index.html"].one("section", **{"class": "text"})
    read_through = [
        "".join(
            it if isinstance(it, str) else it.text for it in next(place.all("p")).inside if not _is_number(it)
        )
        for place in text.all("div")
        if place.get("id")
    ]
    assert read_through == [source.text[it.start : it.end] for it in source.paragraphs]


def _is_number(part: Element | str) -> bool:
    """Whether it is the number of a footnote, which only paper shows."""
    return isinstance(part, Element) and part.tag == "sup"


def test_a_click_on_a_mark_leads_to_the_facts_that_the_passage_proves(site: Pages) -> None:
    text = site["index.html"].one("section", **{"class": "text"})
    for paragraph in (it for it in text.all("div") if it.get("id")):
        noted = {it["id"]: it["value"] for it in paragraph.all("li")}
        for link in (it for it in paragraph.all("a") if it.get("data-n")):
            assert noted[link["href"][1:]] in link["data-n"].split()
            assert set(link["data-n"].split()) <= set(noted.values())


def test_a_note_says_whose_words_are_not_those_of_the_speaker(site: Pages, knowledge: Knowledge) -> None:
    (source,) = knowledge.sources
    said_by = {fact.text: fact.said_by for entry in knowledge.entries for fact in entry.facts}
    home = site["index.html"]
    assert source.speaker in home.one("p", **{"class": "by"}).text
    for note in (it for it in home.all("div") if it.get("class") == "note"):
        speakers = {said_by[next(it.all("a")).text] for it in note.all("li")}
        others = speakers - {source.speaker} or {""}
        assert all(it in note.text for it in (speakers if len(speakers) > 1 else others))
        if speakers == {source.speaker}:
            assert note.inside[-1] is list(note.all("a"))[-1]  # nothing follows the way to close it


def test_what_can_be_answered_has_an_address_that_opens_its_quote(site: Pages, knowledge: Knowledge) -> None:
    assert "f/zangazur-corridor/43-km/index.html" in site
    for entry in knowledge.entries:
        own = {
            path: page
            for path, page in site.items()
            if path.startswith(f"f/{entry.id}/") and path.count("/") == 3
        }
        shown = sorted((page.one("h1").text, page.one("mark", id="quote").text) for page in own.values())
        assert shown == sorted((fact.text, fact.quote) for fact in entry.told)


def test_every_link_leads_to_a_page_and_a_place_on_it(site: Pages, folder: Path) -> None:
    ids = {path: [it["id"] for it in page.all() if it.get("id")] for path, page in site.items()}
    for path, found in ids.items():
        assert len(found) == len(set(found)), f"an id stands twice in {path}"
    for path, page in site.items():
        for link in page.all("a", "link", "script"):
            address = urlsplit(urljoin(f"http://site/{path}", link.get("href") or link.get("src")))
            assert address.netloc == "site", f"{path} leads outside: {address.geturl()}"
            leads = address.path[1:]
            assert (folder / leads).is_file(), f"{path} leads to {leads}"
            assert not address.fragment or unquote(address.fragment) in ids[leads]


def test_no_page_has_anything_that_its_policy_forbids(site: Pages) -> None:
    for path, page in site.items():
        for element in page.all():
            assert not set(SCRIPTED) & element.attributes.keys(), path
            assert element.tag not in ("style", "iframe", "base"), path
            assert element.tag != "script" or (element.get("src") and not element.text), path


def test_the_home_page_is_small(folder: Path, site: Pages) -> None:
    assert len((folder / "index.html").read_bytes()) <= 150_000
    assert sum(it.tag == "mark" for it in site["index.html"].all()) > 200


def test_pages_are_made_for_those_who_do_not_see_them(site: Pages) -> None:
    for path, page in site.items():
        html = page.one("html")
        assert html["lang"] == "en"
        assert html.one("title").text
        assert [len(list(html.all(it))) for it in ("main", "nav", "header", "footer", "h1")] == [1] * 5, path
        skip = next(html.one("body").all("a"))
        assert skip["href"] == f"#{html.one('main')['id']}"
        levels = [int(it.tag[1]) for it in html.all("h1", "h2", "h3", "h4")]
        assert all(after <= before + 1 for before, after in pairwise(levels)), path
        for table in html.all("table"):
            assert table.one("caption").text
            assert all(it["scope"] in ("col", "row") for it in table.all("th"))
            for row in table.one("tbody").all("tr"):
                assert row.one("th", scope="row").text
        for drawn in html.all("svg"):
            assert drawn.get("aria-hidden") == "true" or (drawn["role"] == "img" and drawn["aria-label"])
        assert all(it.text.strip() or it.get("aria-label") for it in html.all("a")), path


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        ("figures", "figures"),
        ("timeline", "timeline"),
        ("cities", "host cities"),
        ("proposals", "proposals"),
        ("topics", "list"),
    ],
)
def test_a_table_has_the_rows_that_the_bot_lists(site: Pages, ots: Ots, page: str, asked: str) -> None:
    items = json.loads(ots("ask", "--json", asked).out)["items"]
    rows = [it.one("th").text for it in site[f"{page}/index.html"].one("tbody").all("tr")]
    assert sorted(rows) == sorted(it["title"] if page == "topics" else it["what"] for it in items)


def test_the_text_begins_under_a_heading_of_its_own(site: Pages) -> None:
    assert [it.text for it in site["index.html"].all("h2")] == ["Key points", "The article"]


def test_bars_stand_only_beside_bars_of_the_same_unit(site: Pages) -> None:
    charts = [it for it in site["figures/index.html"].all("figure") if it.get("class") == "bars"]
    drawn = {
        it.one("figcaption").text: [value.text for value in it.all("span") if value["class"] == "value"]
        for it in charts
    }
    assert drawn["trillion USD"] == ["exceeded $2.1 trillion", "$1.1 trillion"]
    assert all(len(values) > 1 for values in drawn.values())
    lengths = [float(it["width"]) for it in charts[0].all("rect")]
    assert lengths[0] == 100
    assert lengths == sorted(lengths, reverse=True)


def test_bars_of_one_name_are_told_apart_by_their_dates(ots: Ots, tmp_path: Path) -> None:
    assert ots("--knowledge", str(ROOT / "tests/texts/park"), "page", str(tmp_path)).exit_code == 0
    chart = next(pages(tmp_path)["figures/index.html"].all("figure"))
    bars = [it.text for it in chart.all("li")]
    assert bars == ["visitors 2025412,000 visitors", "visitors 2024368,000 visitors"]


def test_a_figure_below_nought_has_no_bar_like_one_above(knowledge_dir: KnowledgeDir) -> None:
    said = "It was -5 degrees at the pier and 3 degrees in the harbour."
    figures = "[{value: -5, unit: degrees, of: pier}, {value: 3, unit: degrees, of: harbour}]"
    entry = f"- {{id: cold, kind: theme, title: Cold, facts: [{{text: {said}, quote: {said}, figures: {figures}}}]}}\n"
    knowledge_dir.add(said, "cold", entry)
    assert knowledge_dir.run("page", "out").exit_code == 0
    chart = next(pages(knowledge_dir.path / "out")["figures/index.html"].all("figure"))
    assert [(it["width"], it.get("class")) for it in chart.all("rect")] == [("60.0", ""), ("100.0", "below")]


def test_the_line_has_every_occasion_of_its_table(site: Pages) -> None:
    timeline = site["timeline/index.html"]
    numbers = [
        it.text for it in timeline.one("svg").all("text") if it.get("class") != "year" and it.text != "…"
    ]
    assert sorted(map(int, numbers)) == list(range(1, len(list(timeline.one("tbody").all("tr"))) + 1))


HOSTILE = """\
- id: bridge
  kind: project
  title: The <script>alert(1)</script> & "bridge"
  facts:
    - text: The bridge is nearly 900 metres long, & <b>open</b>.
      quote: The bridge is nearly 900 metres long
      figures: [{value: 900, unit: metres, of: length <i>, qualifier: nearly}]
    - text: The bridge will open in Riga.
      quote: 900 metres long and will open in Riga
"""


def test_nothing_that_is_written_in_the_knowledge_is_taken_for_markup(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("entries/bridge.yaml", HOSTILE)
    knowledge_dir.write("sources.yaml", SOURCES.replace("A talk", '"<img src=x onerror=alert(1)> talk"'))
    ran = knowledge_dir.run("page", "out")
    assert ran.exit_code == 0, ran.err
    for page in pages(knowledge_dir.path / "out").values():
        assert not list(page.all("img", "b", "i"))
        assert [it.text for it in page.all("script")] == [""]


def test_quotes_that_overlap_are_each_marked_whole(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("entries/bridge.yaml", HOSTILE)
    assert knowledge_dir.run("page", "out").exit_code == 0
    home = pages(knowledge_dir.path / "out")["index.html"]
    noted = {next(it.all("a")).text: it["value"] for it in home.all("li") if it.get("value")}
    quotes = {text: marked(home, number) for text, number in noted.items()}
    assert quotes == {
        "She wants lasting peace.": "We want lasting peace",
        "The bridge is nearly 900 metres long, & <b>open</b>.": "The bridge is nearly 900 metres long",
        "The bridge will open in Riga.": "900 metres long and will open in Riga",
    }
    pieces = [it.text for it in home.all("mark")]
    assert pieces == [
        "We want lasting peace",
        "The bridge is nearly ",
        "900 metres long",
        " and will open in Riga",
    ]


WITHIN = """\
- id: bridge
  kind: project
  title: The bridge
  facts:
    - {text: "The bridge, nearly 900 metres long, will open in Riga.", quote: The bridge is nearly 900 metres long and will open in Riga}
    - {text: It is nearly there., quote: The bridge is nearly}
    - {text: It is 900 metres long., quote: 900 metres long}
"""


def test_a_space_between_two_quotes_is_marked_and_no_link_without_a_name(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("entries/bridge.yaml", WITHIN)
    assert knowledge_dir.run("page", "out").exit_code == 0
    text = pages(knowledge_dir.path / "out")["index.html"].one("section", **{"class": "text"})
    pieces = ["The bridge is nearly", " ", "900 metres long", " and will open in Riga"]
    assert [it.text for it in text.all("mark")][-4:] == pieces
    links = [it.text for it in text.all("a") if it.get("data-n")]
    assert links[-3:] == [pieces[0], *pieces[2:]]


def test_where_the_publishers_page_is_known_the_quote_is_opened_there(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("sources.yaml", f"{SOURCES}  url: https://paper.example/talk#top\n")
    assert knowledge_dir.run("page", "out").exit_code == 0
    page = pages(knowledge_dir.path / "out")["f/peace/want-lasting/index.html"]
    outside = page.one("a", rel="external")
    assert outside["href"] == "https://paper.example/talk#:~:text=We%20want%20lasting%20peace"


def test_an_address_that_is_no_web_page_is_no_link(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("sources.yaml", f"{SOURCES}  url: javascript:alert(1)\n")
    assert knowledge_dir.run("page", "out").exit_code == 0
    assert "javascript" not in (knowledge_dir.path / "out" / "index.html").read_text("utf-8")


def test_several_sources_have_a_page_each(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("seeds/speech.txt", "The ferry sails at nine.\n")
    other = (
        SOURCES.replace("talk", "speech")
        .replace("A speech", "A speech on ferries")
        .replace("Anna Berg", "Bo Lind")
    )
    knowledge_dir.write("sources.yaml", SOURCES + other)
    knowledge_dir.write("entries/peace.yaml", f"{PEACE}      source: talk\n")
    knowledge_dir.write("entries/bridge.yaml", f"{BRIDGE}      source: talk\n")
    ferry = "- id: ferry\n  kind: project\n  title: The ferry\n  facts:\n    - {text: The ferry sails at nine., quote: The ferry sails at nine, source: speech}\n"
    knowledge_dir.write("entries/ferry.yaml", ferry)
    ran = knowledge_dir.run("page", "out")
    assert ran.exit_code == 0, ran.err
    made = pages(knowledge_dir.path / "out")
    assert [it.text for it in made["sources/speech/index.html"].all("mark")] == ["The ferry sails at nine"]
    leads = [it["href"] for it in made["index.html"].one("main").all("a")]
    assert {"sources/talk/index.html", "sources/speech/index.html"} <= set(leads)


def test_a_text_in_another_language_is_read_out_in_that_and_every_passage_is_found_in_it(
    ots: Ots, tmp_path: Path
) -> None:
    assert ots("--knowledge", str(ROOT / "tests/texts/bericht"), "page", str(tmp_path)).exit_code == 0
    made = pages(tmp_path)
    text = made["sources/bericht/index.html"]
    assert {it["lang"] for it in text.one("section", **{"class": "text"}).all("p")} == {"de"}
    there = {it["id"] for it in text.all() if it.get("id")}
    for path, page in made.items():
        assert all(it["lang"] == "de" for it in page.all("q")), path
        leads = (urlsplit(it["href"]) for it in page.all("a") if "sources/bericht/" in it["href"])
        assert all(unquote(it.fragment) in there for it in leads if it.fragment), path


def test_nobody_is_led_to_a_page_on_which_nothing_stands(knowledge_dir: KnowledgeDir) -> None:
    assert knowledge_dir.run("page", "out").exit_code == 0
    made = pages(knowledge_dir.path / "out")
    led = [it.text for it in made["index.html"].one("nav").all("a")]
    assert led == ["Source", "Topics", "Figures"]
    assert "The source tells of none." in made["cities/index.html"].one("main").text  # an address stays


def test_a_file_in_the_place_of_the_folder_is_reported(ots: Ots, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine")
    ran = ots("page", str(tmp_path / "taken"))
    assert (ran.exit_code, ran.out) == (2, "")
    assert ran.err == f"ots: '{tmp_path / 'taken'}' is a file: name a directory for the site\n"
    inside = ots("page", str(tmp_path / "taken" / "site"))
    assert (inside.exit_code, len(inside.lines)) == (1, 1)
    assert inside.err.startswith("ots: cannot write")
