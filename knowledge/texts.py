"""Read the plain text that quotes are taken from: UTF-8, and Markdown without its markup."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

MARKDOWN = (".md", ".markdown")

PDF = b"%PDF-"
"""How every PDF begins, whatever it is called."""

_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


class NotPlainTextError(ValueError):
    """What the bytes look like and what to do, as the end of a sentence that begins with the file."""


def decoded(data: bytes, name: str) -> str:
    """*data* as text; *name* is the file's, for the command that would convert it.

    Raises `NotPlainTextError`. A mark of UTF-8 at the start is kept, so that offsets are those of the file.
    """
    if data.startswith(PDF):
        raise NotPlainTextError(f"is a PDF: `ots source update ID {name} --accept` keeps its text beside it")
    if encoding := _sixteen_bits(data):
        raise NotPlainTextError(_convert(encoding, name))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        try:
            data.decode("cp1252")
        except UnicodeDecodeError:
            raise NotPlainTextError(f"is not UTF-8 (line {line}): save it as UTF-8") from None
        raise NotPlainTextError(_convert("Windows-1252", name, line)) from None
    if "\0" in text:
        raise NotPlainTextError("is no text: save it as text in UTF-8")
    return text


def _sixteen_bits(data: bytes) -> str | None:
    """The encoding of 16 or 32 bits that *data* is in, by its mark or by the zeros of its letters."""
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    if marked:
        return marked
    start = data[:1000]
    for first, encoding in ((1, "UTF-16LE"), (0, "UTF-16BE")):
        if len(start) >= 4 and start[first::2].count(0) > len(start) * 0.4 and 0 not in start[1 - first :: 2]:
            return encoding
    return None


def _convert(encoding: str, name: str, line: int | None = None) -> str:
    where = f" (line {line})" if line else ""
    stem, dot, ending = name.rpartition(".")
    target = f"{stem}.utf8.{ending}" if dot else f"{name}.utf8"
    return (
        f"is not UTF-8{where}; it looks like {encoding}: save it as UTF-8 in your editor, "
        f'or run: iconv -f {encoding.upper()} -t UTF-8 "{name}" > "{target}"'
    )


def is_markdown(name: str) -> bool:
    """Whether a file called *name* is Markdown.

    >>> is_markdown("handbook.md"), is_markdown("handbook.txt")
    (True, False)
    """
    return Path(name).suffix.lower() in MARKDOWN


def plain(markdown: str) -> str:
    """The words of *markdown* without its markup, with a blank line between paragraphs.

    >>> plain("# Leave\\n\\nStaff have **28 days** of\\n[paid leave](x.html).\\n\\n- one\\n- two")
    'Leave\\n\\nStaff have 28 days of paid leave.\\n\\none\\n\\ntwo\\n'

    The same text always gives the same. A heading, an item of a list and a row of a table are a paragraph
    each, with two spaces between the cells of a row. Pictures and comments are left out.
    """
    # Imported here: only a text in Markdown needs it.
    from markdown_it import MarkdownIt

    read = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    blocks = _blocks(read.parse(_FRONT_MATTER.sub("", markdown.removeprefix("\N{BOM}"))))
    return "".join(f"{block}\n\n" for block in blocks)[:-1]


_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE)
"""What many programs write before a text in Markdown: its title and date as YAML."""

_TAG = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>|</?[a-zA-Z][^>]*>", re.DOTALL)
"""A tag of HTML between the lines of Markdown, and what is not shown at all."""


def _blocks(tokens: list[Token]) -> Iterator[str]:
    row: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            if cells := "  ".join(filter(None, row)):
                yield cells
            row = None
        elif token.type == "inline":
            text = "".join(_words(token.children or [])).strip()
            text = "\n".join(line.strip() for line in text.split("\n"))
            if row is not None:
                row.append(text.replace("\n", " "))
            elif text:
                yield text
        elif token.type in ("fence", "code_block"):
            if code := token.content.strip("\n"):
                yield code
        elif token.type == "html_block" and (text := " ".join(_untagged(token.content).split())):
            yield text


def _words(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("text", "code_inline"):
            yield token.content
        elif token.type == "softbreak":
            yield " "
        elif token.type == "hardbreak" or (token.type == "html_inline" and token.content.startswith("<br")):
            yield "\n"


def _untagged(text: str) -> str:
    from html import unescape

    return unescape(_TAG.sub(" ", text))
