"""Whatever sort of document a text comes in, plain text is kept, and quotes are of that."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from knowledge.texts import plain
from tests.conftest import ROOT, SOURCES, TALK, KnowledgeDir, Ots
from tests.curating.pdf import drawn, pdf

pytestmark = pytest.mark.slow  # many runs of the command, or waiting

TEXT = """\
Benefits

Everyone has 28 days of paid leave.

Ask two weeks ahead.

A1  €32,000
"""

MARKDOWN = """\
---
title: left out
---
# Benefits

Everyone has **28 days** of [paid
leave](https://example.org "a link").

- Ask *two weeks* ahead. <!-- or three -->

| | |
| --- | ---: |
| A1 | €32,000 |
"""

HTML = """\
<!doctype html><html><head><title>left out</title><style>p { color: red }</style></head><body>
<nav>Home</nav><h1>Benefits</h1><p>Everyone has <b>28&nbsp;days</b> of
<a href="x">paid leave</a>.<!-- left out --><ul><li>Ask two weeks ahead.</ul>
<table><tr><td>A1</td><td>€32,000</td></tr></table><script>alert(1)</script></body></html>
"""

PDF = pdf(
    ["Benefits", "Everyone has 28 days of paid leave.", "1"], ["Ask two weeks ahead.", "A1  \x8032,000", "2"]
)


@pytest.mark.parametrize(
    ("name", "data"),
    [("b.txt", TEXT), ("b.txt", "\N{BOM}" + TEXT.replace("\n", "\r\n")), ("b.md", MARKDOWN), ("b.html", HTML)],
    ids=["text", "text of Windows", "Markdown", "HTML"],
)  # fmt: skip
def test_the_words_alone_are_kept(ots: Ots, tmp_path: Path, name: str, data: str) -> None:
    (tmp_path / name).write_bytes(data.encode())
    begun = ots("init", "mine", "--source", name, cwd=tmp_path)
    assert (begun.exit_code, "gives no date" in begun.err) == (0, True)
    kept = (tmp_path / "mine" / "seeds" / "b.txt").read_bytes().decode()
    assert kept == TEXT
    reply = json.loads(ots("--knowledge", "mine", "ask", "--json", "paid leave", cwd=tmp_path).out)
    fact = reply["facts"][0]
    assert kept[fact["start"] : fact["end"]] == fact["quote"] == "Everyone has 28 days of paid leave."


@pytest.mark.parametrize(
    ("name", "data"), [("b.md", MARKDOWN.encode()), ("b.html", HTML.encode()), ("b.pdf", PDF)]
)
def test_the_original_is_kept_beside(ots: Ots, tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert ots("init", "mine", "--source", name, cwd=tmp_path).exit_code == 0
    seeds = tmp_path / "mine" / "seeds"
    assert {path.name for path in seeds.iterdir()} == {"b.txt", name}
    assert (seeds / name).read_bytes() == data


def test_the_lines_of_a_pdf_are_joined_to_paragraphs(ots: Ots, tmp_path: Path) -> None:
    (tmp_path / "tram.pdf").write_bytes(
        pdf(
            ["The tram report", "The new line is 12 km long and will open in May", "2031. It joins the harbour and the old town, and it",
             "costs 340 million euros in all.", "A second part comes as soon as the trans-", "port office has the money.", "1"],
            ["Page 2", "Trams run every 10 minutes."],
        )
    )  # fmt: skip
    ots("init", "mine", "--source", "tram.pdf", cwd=tmp_path)
    assert (tmp_path / "mine" / "seeds" / "tram.txt").read_text("utf-8") == textwrap.dedent(
        """\
        The tram report

        The new line is 12 km long and will open in May 2031. It joins the harbour and the old town, and it costs 340 million euros in all.

        A second part comes as soon as the transport office has the money.

        Trams run every 10 minutes.
        """
    )


PAPER = """\
BT /F1 24 Tf 72 740 Td (Ferries in 2025) Tj ET
BT /F1 8 Tf 72 800 Td (The Firth Review, 12 March 2026) Tj ET
BT /F1 11 Tf 14 TL 72 700 Td (The boats carried 1,284 people) Tj T* (in 2025, says Dr Griffiths.) Tj ET
BT /F1 7 Tf 220 690 Td (1) Tj ET
BT /F1 11 Tf 14 TL 225 686 Td (They) Tj T* (have 320 m) Tj ET
BT /F1 7 Tf 128 676 Td (2) Tj ET
BT /F1 11 Tf 14 TL 135 672 Td (of deck, and a new office) Tj ET
BT /F1 11 Tf 14 TL 320 700 Td (near the harbour is planned) Tj T* (for 2027 by the coun-) Tj T* (cil.) Tj ET
BT /F1 11 Tf 14 TL 320 640 Td (A single fare costs 4 pounds.) Tj ET
BT /F1 8 Tf 72 40 Td (https://firth.example/ferries) Tj ET
BT /F1 8 Tf 500 40 Td (1/2) Tj ET
"""
BACK = """\
BT /F1 8 Tf 72 800 Td (The Firth Review, 12 March 2026) Tj ET
BT /F1 11 Tf 72 700 Td (A day ticket costs 9 pounds.) Tj ET
BT /F1 8 Tf 72 40 Td (https://firth.example/ferries) Tj ET
BT /F1 8 Tf 500 40 Td (2/2) Tj ET
"""


def test_what_is_large_or_apart_is_a_paragraph_and_what_is_on_every_page_is_none(
    ots: Ots, tmp_path: Path
) -> None:
    (tmp_path / "paper.pdf").write_bytes(drawn(PAPER, BACK))
    ots("init", "mine", "--source", "paper.pdf", cwd=tmp_path)
    assert (tmp_path / "mine" / "seeds" / "paper.txt").read_text("utf-8") == textwrap.dedent(
        """\
        Ferries in 2025

        The boats carried 1,284 people in 2025, says Dr Griffiths. They have 320 m2 of deck, and a new office near the harbour is planned for 2027 by the council.

        A single fare costs 4 pounds.

        A day ticket costs 9 pounds.
        """
    )


def test_the_marks_of_notes_are_no_part_of_a_sentence(ots: Ots, tmp_path: Path) -> None:
    page = (
        '<p>It grew by 7%.<sup><a href="#n1">[1]</a></sup> The hall has 40 m<sup>2</sup> now<sup>*</sup>.</p>'
    )
    (tmp_path / "page.html").write_text(page)
    ots("init", "mine", "--source", "page.html", cwd=tmp_path)
    kept = (tmp_path / "mine" / "seeds" / "page.txt").read_text("utf-8")
    assert kept == "It grew by 7%. The hall has 40 m2 now*.\n"


def test_a_source_in_markdown_is_quoted_without_its_markup(knowledge_dir: KnowledgeDir) -> None:
    marked = TALK.replace("lasting peace", "**lasting** [peace](x.html)").replace("is nearly", "is `nearly`")
    knowledge_dir.write("seeds/talk.md", marked)
    knowledge_dir.write("sources.yaml", SOURCES.replace("talk.txt", "talk.md"))
    assert knowledge_dir.run("check").lines == ["2 entries, 2 facts: every quote found, no faults"]
    reply = knowledge_dir.ask("bridge")
    fact = reply["facts"][0]
    assert plain(marked)[fact["start"] : fact["end"]] == fact["quote"]


NO_PDF = "'b.pdf' is called a PDF and is none: look into it, and fetch it anew"
REFUSED = {
    "windows-1252": ("b.txt", "Überall\nCafé".encode("cp1252"),
                     "'b.txt' is not UTF-8 (line 1); it looks like Windows-1252: save it as UTF-8 in your editor, "
                     'or run: iconv -f WINDOWS-1252 -t UTF-8 "b.txt" > "b.utf8.txt"'),
    "utf-16": ("b.txt", "Peace".encode("utf-16"),
               "'b.txt' is not UTF-8; it looks like UTF-16: save it as UTF-8 in your editor, "
               'or run: iconv -f UTF-16 -t UTF-8 "b.txt" > "b.utf8.txt"'),
    "utf-16 without a mark": ("b.md", "Peace and more".encode("utf-16-le"),
                              "'b.md' is not UTF-8; it looks like UTF-16LE: save it as UTF-8 in your editor, "
                              'or run: iconv -f UTF-16LE -t UTF-8 "b.md" > "b.utf8.md"'),
    "a word processor": ("b.docx", b"PK\x03\x04\x00", "'b.docx' is a file of a word processor: save it as text, HTML or PDF"),
    "no text": ("b.txt", b"a\0b\0\0\0\0", "'b.txt' is no text: save it as text in UTF-8"),
    "a scan": ("b.pdf", pdf([]), "'b.pdf' holds no text: a scan needs its text recognised first"),
    "no page": ("b.html", b"", "'b.html' holds no text"),
    "a page in too many boxes": ("b.html", b"<div>" * 5_000 + b"12 metres",
                                 "'b.html' has too much inside each other: save it as text"),
    "a page called a PDF": ("b.pdf", b"<!doctype html><p>Please log in.", NO_PDF),
    "a text called a PDF": ("b.PDF", b"Please log in.", NO_PDF.replace(".pdf", ".PDF")),
    "a broken PDF": ("b.pdf", b"%PDF-1.4\nnothing", "'b.pdf' cannot be read as a PDF (PdfStreamError): print it to a PDF anew"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "data", "told"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_not_read_is_refused_with_what_to_do(
    ots: Ots, tmp_path: Path, name: str, data: bytes, told: str
) -> None:
    (tmp_path / name).write_bytes(data)
    begun = ots("init", "mine", "--source", name, cwd=tmp_path)
    assert (begun.exit_code, begun.lines) == (2, [f"ots: {told}"])
    assert not (tmp_path / "mine").exists()


LONG = (
    "The pier is closed in winter, for repairs of its deck. " + "Nobody may swim below it at that time. " * 4
)

PAGES = {
    "a head without an end": (
        "<html><head><title>left out</title><body><p>Everyone has 28 days of leave.",
        "Everyone has 28 days of leave.\n",
    ),
    "cells without an end": (
        "<p>Prices hold for one year.<table><tr><th>Berth<td>12 euros<tr><th>Mooring<td>40 euros</table>",
        "Prices hold for one year.\n\nBerth  12 euros\n\nMooring  40 euros\n",
    ),
    "a page laid out by a table": (
        f"<table><tr><td><p>{LONG}</p><p>{LONG.upper()}</p></td><td>Contact</td></tr></table>",
        f"{LONG.strip()}\n\n{LONG.upper().strip()}\n\nContact\n",
    ),
    "a table in a cell": (
        "<p>Prices hold for one year.<table><tr><td><table><tr><td>1<td>2</table></td><td>3</td></tr></table>",
        "Prices hold for one year.\n\n1 2  3\n",
    ),
    "what no page shows": (
        "<p>Everyone has 28 days of leave.<p hidden>A draft.<p style='color: red; Display : none'>Another."
        "<div hidden><p>A third.</p><ul><li>Its item</ul></div><p>It <span style='visibility:hidden'>not</span>"
        " rests.<span aria-hidden=true>!</span><ul><li hidden>Old<li>New</ul>"
        "<table><tr hidden><td>1<td>2<tr><td hidden>3<td>4<tbody hidden><tr><td>5</table><p>The end.",
        "Everyone has 28 days of leave.\n\nIt rests.!\n\nNew\n\n4\n\nThe end.\n",
    ),
}


@pytest.mark.parametrize(("page", "kept"), PAGES.values(), ids=PAGES.keys())
def test_nothing_of_a_page_is_lost(ots: Ots, tmp_path: Path, page: str, kept: str) -> None:
    (tmp_path / "b.html").write_text(page)
    begun = ots("init", "mine", "--source", "b.html", cwd=tmp_path)
    assert begun.exit_code == 0, begun.lines
    assert (tmp_path / "mine" / "seeds" / "b.txt").read_text() == kept


def test_pages_that_are_pictures_are_told_of(ots: Ots, tmp_path: Path) -> None:
    words, picture = (
        "BT /F1 12 Tf 72 720 Td (The bridge is 43 metres long.) Tj ET",
        ("q 200 0 0 200 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q"),
    )
    (tmp_path / "b.pdf").write_bytes(
        drawn(words, picture, "", f"{words.replace('43', '44')} {picture}", picture)
    )
    begun = ots("init", "mine", "--source", "b.pdf", cwd=tmp_path)
    assert begun.exit_code == 0
    assert begun.err.splitlines()[0] == (
        "ots: pages 2, 5 of 'b.pdf' show pictures without text, of which nothing is kept: "
        "a scan needs its text recognised first"
    )


def test_a_pdf_may_begin_with_an_empty_line(ots: Ots, tmp_path: Path) -> None:
    (tmp_path / "b.pdf").write_bytes(b"\r\n" + PDF)
    assert ots("init", "mine", "--source", "b.pdf", cwd=tmp_path).exit_code == 0
    assert "28 days" in (tmp_path / "mine" / "seeds" / "b.txt").read_text()


def test_a_kept_text_in_another_encoding_is_told_by_the_check(knowledge_dir: KnowledgeDir) -> None:
    (knowledge_dir.path / "seeds" / "talk.txt").write_bytes((TALK + "Café").encode("cp1252"))
    (fault, *_) = knowledge_dir.run("check").lines
    assert fault == (
        "sources.yaml:2: talk: text 'talk.txt' is not UTF-8 (line 6); it looks like Windows-1252: save it as UTF-8 in "
        'your editor, or run: iconv -f WINDOWS-1252 -t UTF-8 "talk.txt" > "talk.utf8.txt"'
    )


def test_without_the_extra_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "b.pdf").write_bytes(PDF)
    code = (
        "import sys; sys.modules['pypdf'] = None\n"
        "from bot.cli import main; sys.exit(main(['init', 'mine', '--source', 'b.pdf']))"
    )
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=tmp_path, env=environment)  # noqa: S603
    assert (done.returncode, done.stderr.decode()) == (
        2,
        "ots: PDF is read by an extra: pip install 'ots-bot[documents]'\n",
    )
