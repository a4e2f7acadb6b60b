"""Reads a document of any sort into the plain text that is kept and quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.errors import ConfigError, OtsError
from knowledge.texts import PDF, NotPlainTextError, decoded, is_markdown, plain

from .pdf import LockedError, is_note_mark, text_of_pdf

if TYPE_CHECKING:
    from bs4.element import PageElement

MAX_BYTES = 50_000_000
"""A document larger than this is a book shop, not a text that somebody curates."""

_HTML = (".html", ".htm", ".xhtml")
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")
"""How the files of word processors begin: archives, containers and RTF."""


@dataclass(frozen=True)
class Document:
    """A document as it is kept: its plain text, and the original where that is something else."""

    name: str
    """Name of the file that holds the text: ``handbook.txt`` for ``handbook.pdf``."""
    text: str
    original: tuple[str, bytes] | None
    """Name and bytes of the original, where the text was read out of it."""

    @property
    def data(self) -> bytes:
        """The bytes of the file that holds the text."""
        return self.text.encode("utf-8")


def read_document(path: Path) -> Document:
    """Return the text of the document at *path*, with line ends of one kind and without a mark at its start.

    Raises `ConfigError` where it cannot be read, holds no text, or is of a sort that is not read.
    """
    try:
        if not path.is_file():
            raise ConfigError(f"{str(path)!r} is no file: name a text, Markdown, HTML or PDF")
        if path.stat().st_size > MAX_BYTES:
            raise ConfigError(f"{str(path)!r} is larger than {MAX_BYTES:,} bytes: split it")
        data = path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{str(path)!r} cannot be read ({error.strerror})") from None
    text = _unified(_text(data, path))
    if not text.strip():
        scanned = ": a scan needs its text recognised first" if data.startswith(PDF) else ""
        raise ConfigError(f"{str(path)!r} holds no text{scanned}")
    if _is_text(data, path):
        return Document(path.name, text, None)
    return Document(f"{path.stem}.txt", text, (path.name, data))


def _is_text(data: bytes, path: Path) -> bool:
    return not (data.startswith(PDF) or is_markdown(path.name) or path.suffix.lower() in _HTML)


def _text(data: bytes, path: Path) -> str:
    if data.startswith(PDF):
        return _of_pdf(data, path)
    if data.startswith(_OFFICE):
        raise ConfigError(f"{str(path)!r} is a file of a word processor: save it as text, HTML or PDF")
    if path.suffix.lower() in _HTML:
        return _of_html(data)
    try:
        text = decoded(data, str(path))
    except NotPlainTextError as error:
        raise ConfigError(f"{str(path)!r} {error}") from None
    return plain(text) if is_markdown(path.name) else text


def _unified(text: str) -> str:
    """*text* as it is kept: what editors and systems add to it is nothing that anybody quotes."""
    return text.removeprefix("\N{BOM}").replace("\r\n", "\n").replace("\r", "\n")


_NOT_SHOWN = ("script", "style", "template", "noscript", "head", "nav", "svg", "iframe", "button", "select")
_INLINE = frozenset(
    ("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
     "i", "img", "input", "ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small",
     "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr")
)  # fmt: skip
"""Elements that stand inside a paragraph; every other begins a new one."""


def _of_html(data: bytes) -> str:
    """The words of a page, a blank line between paragraphs; the cells of a row stand on one line."""
    try:
        from bs4 import BeautifulSoup
    except ImportError:
        raise _missing("HTML") from None
    page = BeautifulSoup(data, "html.parser")
    for hidden in page(_NOT_SHOWN):
        hidden.decompose()
    for raised in page("sup"):
        if is_note_mark(str(raised.find_previous(string=True) or ""), raised.get_text()):
            raised.decompose()
    blocks = "".join(_marked(page.body or page)).split(_BREAK)
    return "\n\n".join(filter(None, map(_tidied, blocks))) + "\n"


_BREAK, _LINE, _KEPT = "\x1c", "\x1d", "\x1e"
"""Ends of a paragraph and of a line, and what parts text that is kept as it stands: no text has these."""


def _marked(element: PageElement) -> Iterator[str]:
    """The words below *element*, with marks where paragraphs and lines end."""
    from bs4.element import NavigableString, PreformattedString, Tag

    if isinstance(element, PreformattedString):
        return  # a comment and the like
    if isinstance(element, NavigableString):
        yield re.sub(f"[{_BREAK}{_LINE}{_KEPT}]", "", str(element))
    elif isinstance(element, Tag):
        if element.name == "br":
            yield _LINE
        elif element.name == "pre":
            yield f"{_BREAK}{_KEPT}{element.get_text().strip(chr(10))}{_BREAK}"
        elif element.name in ("td", "th"):
            yield f"{_text_of_cell(element)}  {_KEPT}"
        else:
            ends = "" if element.name in _INLINE else _BREAK
            yield ends
            for child in element.children:
                yield from _marked(child)
            yield ends


def _text_of_cell(cell: PageElement) -> str:
    from bs4 import Tag

    return " ".join(cell.get_text(" ").split()) if isinstance(cell, Tag) else ""


def _tidied(block: str) -> str:
    """A paragraph with one space where HTML shows one."""
    if block.startswith(_KEPT):
        return block[1:].strip("\n")
    if _KEPT in block:
        return "  ".join(filter(None, (" ".join(cell.split()) for cell in block.split(_KEPT))))
    return "\n".join(filter(None, (" ".join(line.split()) for line in block.split(_LINE))))


def _of_pdf(data: bytes, path: Path) -> str:
    try:
        from pypdf.errors import PyPdfError
    except ImportError:
        raise _missing("PDF") from None
    try:
        return text_of_pdf(data)
    except LockedError:
        raise ConfigError(f"{str(path)!r} is locked: save it without its password") from None
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise ConfigError(
            f"{str(path)!r} cannot be read as a PDF ({type(error).__name__}): print it to a PDF anew"
        ) from None


def _missing(kind: str) -> OtsError:
    return ConfigError(f"{kind} is read by an extra: pip install 'ots-bot[documents]'")
