"""What is checked is read as what is brought in: HTML without its tags, and nothing that is no text."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Ots

PAGE = "<html><head><title>34 km</title></head><body><p>The <b>Zangazur Corridor</b> is <b>34</b>&nbsp;km long.</p></body></html>"


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("b.pdf", b"%PDF-1.7\n\x00\xff\xfe", "cannot be read as a PDF"),
        ("b.bin", b"\x7fELF\x00\x01\x02\x00", "is no text"),
        ("b.docx", b"PK\x03\x04\x00\x00", "word processor"),
        ("b.txt", "Es ist 34 km lang: Größe".encode("cp1252"), "iconv -f"),
    ],
)
def test_a_file_that_is_no_text_is_one_line(
    ots: Ots, tmp_path: Path, name: str, data: bytes, says: str
) -> None:
    (tmp_path / name).write_bytes(data)
    ran = ots("verify", str(tmp_path / name))
    assert (ran.exit_code, len(ran.lines)) == (2, 1)
    assert says in ran.lines[0]


@pytest.mark.parametrize("data", [b"%PDF-1.7\n1 0 obj", b"\x7fELF\x00\x01"])
def test_what_is_piped_and_no_text_is_one_line(ots: Ots, data: bytes) -> None:
    ran = ots("verify", stdin=data)
    assert (ran.exit_code, len(ran.lines)) == (2, 1)
    assert "is no text" in ran.lines[0]


def test_a_page_is_read_without_its_tags(ots: Ots, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    for ran in (ots("verify", str(tmp_path / "page.html")), ots("verify", stdin=PAGE)):
        assert ran.exit_code == 1
        assert ran.lines[0] == "The Zangazur Corridor is 34 km long."
        assert [it for it in ran.lines if "differs" in it] == ["  ✗ 34 km: differs"]


def test_markdown_is_read_without_its_markup(ots: Ots, tmp_path: Path) -> None:
    (tmp_path / "report.md").write_text(
        "# Report\n\n- The [Zangazur Corridor](x.html) is **34 km** long.\n", "utf-8"
    )
    assert "  ✗ 34 km: differs" in ots("verify", str(tmp_path / "report.md")).lines
