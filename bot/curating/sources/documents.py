"""Reads a document of any sort into the plain text that is kept and quoted."""

from __future__ import annotations

import codecs
import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.errors import ConfigError, OtsError
from knowledge.texts import PDF, NotPlainTextError, decoded, is_markdown, plain

from .pdf import LockedError, PdfText, is_note_mark, text_of_pdf

if TYPE_CHECKING:
    from bs4.element import PageElement, Tag

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
    lost: str = ""
    """What of the original could not be read, for people."""

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
    is_pdf, lost = _is_pdf(data), ""
    if is_pdf:
        written, pictures = _of_pdf(data, path)
        lost = _pictured(pictures, path)
    else:
        written = _text(data, path)
    text = _unified(written)
    if not text.strip():
        scanned = f": {SCAN}" if is_pdf else ""
        raise ConfigError(f"{str(path)!r} holds no text{scanned}")
    if not (is_pdf or is_markdown(path.name) or path.suffix.lower() in _HTML):
        return Document(path.name, text, None)
    return Document(f"{path.stem}.txt", text, (path.name, data), lost)


SCAN = "a scan needs its text recognised first"


def _pictured(pages: Sequence[int], path: Path) -> str:
    if not pages:
        return ""
    which = "page" if len(pages) == 1 else "pages"
    listed = ", ".join(map(str, pages[:MOST_PAGES])) + (", …" if len(pages) > MOST_PAGES else "")
    return f"{which} {listed} of {str(path)!r} show pictures without text, of which nothing is kept: {SCAN}"


MOST_PAGES = 20
"""Pages that are named in one line."""


def _is_pdf(data: bytes) -> bool:
    """Whether it begins like one; some programs put an empty line before it."""
    return data[:1_024].removeprefix(codecs.BOM_UTF8).lstrip().startswith(PDF)


def _text(data: bytes, path: Path) -> str:
    if path.suffix.lower() == ".pdf" and data:
        raise ConfigError(f"{str(path)!r} is called a PDF and is none: look into it, and fetch it anew")
    if data.startswith(_OFFICE):
        raise ConfigError(f"{str(path)!r} is a file of a word processor: save it as text, HTML or PDF")
    if path.suffix.lower() in _HTML:
        return _of_html(data, path)
    try:
        text = decoded(data, str(path))
    except NotPlainTextError as error:
        raise ConfigError(f"{str(path)!r} {error}") from None
    return plain(text) if is_markdown(path.name) else text


def _unified(text: str) -> str:
    """*text* as it is kept: what editors and systems add to it is nothing that anybody quotes."""
    return text.removeprefix("\N{BOM}").replace("\r\n", "\n").replace("\r", "\n")


# Not the head: its end may be left out, and the parser then takes all of the page for a part of it.
_NOT_SHOWN = ("script", "style", "template", "noscript", "title", "nav", "svg", "iframe", "button", "select")
_OF_ROWS = ("td", "th", "tr", "tbody", "tfoot")
LONGEST_CELL = 300
"""Characters of a cell from which its paragraphs stand apart: some pages are laid out by a table."""
_INLINE = frozenset(
    ("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
     "i", "img", "input", "ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small",
     "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr")
)  # fmt: skip
"""Elements that stand inside a paragraph; every other begins a new one."""


def _of_html(data: bytes, path: Path) -> str:
    """The words of a page, a blank line between paragraphs; the cells of a row stand on one line."""
    try:
        from bs4 import BeautifulSoup
    except ImportError:
        raise _missing("HTML") from None
    logging.getLogger("bs4.dammit").setLevel(logging.CRITICAL)  # what it tells is told below
    page = BeautifulSoup(data, "html.parser")
    if data and page.contains_replacement_characters:
        raise ConfigError(f"{str(path)!r} is not in the encoding that it names: save it as UTF-8")
    for unseen in page(_NOT_SHOWN):
        unseen.decompose()
    for hidden in page(_is_hidden):
        _empty(hidden)
    for raised in page("sup"):
        if is_note_mark(str(raised.find_previous(string=True) or ""), raised.get_text()):
            raised.decompose()
    try:
        blocks = "".join(_marked(page.body or page)).split(_BREAK)
    except RecursionError:
        raise ConfigError(f"{str(path)!r} has too much inside each other: save it as text") from None
    return "\n\n".join(filter(None, map(_tidied, blocks))) + "\n"


_HIDING = re.compile(r"\b(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)


def _is_hidden(element: Tag) -> bool:
    """Whether no page shows *element*; what is hidden from readers aloud alone, is seen."""
    return element.has_attr("hidden") or bool(_HIDING.search(str(element.get("style", ""))))


def _empty(element: Tag) -> None:
    """Take out the words of *element*; where its end is left out, the parser has put what follows inside."""
    holder = element.find_parent(_HOLDERS)
    for it in list(element.descendants):
        name = getattr(it, "name", None)
        if name is None:
            it.extract()
        elif _ends(name, element.name) and it.find_parent(_HOLDERS) is holder:
            break


def _ends(name: str, before: str) -> bool:
    """Whether an element of that *name* ends the one *before* it, of which the end may be left out."""
    if before == "p":
        return name not in _INLINE and name != "br"
    return name in _ENDED_BY.get(before, ())


_HOLDERS = ("ul", "ol", "dl", "table")
_ENDED_BY = {
    "li": ("li",),
    **dict.fromkeys(("dt", "dd"), ("dt", "dd")),
    **dict.fromkeys(("td", "th"), _OF_ROWS),
    "tr": ("tr", "tbody", "tfoot"),
    **dict.fromkeys(("tbody", "tfoot"), ("tbody", "tfoot")),
}


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
            yield from _cell(element)
        else:
            ends = "" if element.name in _INLINE else _BREAK
            yield ends
            for child in element.children:
                yield from _marked(child)
            yield ends


def _cell(cell: Tag) -> Iterator[str]:
    """A cell of a row. Where its end is left out the parser has put the next ones inside of it."""
    inside = list(cell.children)
    after = next((at for at, it in enumerate(inside) if getattr(it, "name", "") in _OF_ROWS), len(inside))
    own = "".join(part for it in inside[:after] for part in _marked(it))
    text = " ".join(re.sub(f"[{_BREAK}{_LINE}{_KEPT}]", " ", own).split())
    yield f"{text}  {_KEPT}" if len(text) <= LONGEST_CELL else f"{_BREAK}{own}{_BREAK}"
    for it in inside[after:]:
        yield from _marked(it)


def _tidied(block: str) -> str:
    """A paragraph with one space where HTML shows one."""
    if block.startswith(_KEPT):
        return block[1:].strip("\n")
    if _KEPT in block:
        return "  ".join(filter(None, (" ".join(cell.split()) for cell in block.split(_KEPT))))
    return "\n".join(filter(None, (" ".join(line.split()) for line in block.split(_LINE))))


def _of_pdf(data: bytes, path: Path) -> PdfText:
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
