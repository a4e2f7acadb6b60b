"""Reads the text of a PDF, which knows where letters stand and nothing of paragraphs."""

from __future__ import annotations

import io
import re
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pypdf import PageObject

FULL_LINE = 0.75
"""Share of the usual line's length from which a line is full, so that the next goes on with its sentence."""

APART = 1.3
"""Times the usual step from line to line from which two are of different paragraphs."""

OTHER_SIZE = 0.08
"""Share by which letters are larger or smaller where they are of another sort: a heading's, a note's."""

RAISED = 0.85
"""Share of the size of the letters before it that a raised figure has at most."""

SAME_HEIGHT = 2.0
"""Points by which what stands at the head or foot of each page may differ in height."""


class LockedError(ValueError):
    """The PDF wants a password."""


@dataclass(frozen=True)
class _Line:
    """A line of a page: its words, and where and how large they stand there, in points."""

    text: str
    size: float
    height: float

    @property
    def stamp(self) -> str:
        """What is the same of it where it stands on each page: "Page 3 of 7" but for the numbers."""
        return re.sub(r"\d+", "0", self.text)


class PdfText(NamedTuple):
    """What is read of a PDF."""

    text: str
    pictures: tuple[int, ...]
    """Numbers of the pages that show something and have no words, from 1."""


def text_of_pdf(data: bytes) -> PdfText:
    """The words of a PDF, its lines joined to paragraphs, without what stands on every page.

    Lines are joined that are near each other and of a size, where the first is full or the second goes on in
    small letters. Marks of notes are left out behind a word, and ligatures are written as letters. Columns
    are read as the PDF has them. Raises `LockedError`, what pypdf raises, and `ImportError` without it.
    """
    from pypdf import PdfReader

    _hush()
    with warnings.catch_warnings(action="ignore"):
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise LockedError
        pages = [_numbers_left_out(_lines(page)) for page in reader.pages]
    stamps = _on_every_page(pages)
    lines = [[it for it in page if not _is_stamp(it, stamps)] for page in pages]
    wordless = [number for number, page in enumerate(pages) if not any(it.text for it in page)]
    pictures = tuple(number + 1 for number in wordless if _shows_something(reader.pages[number]))
    return PdfText("\n\n".join(_paragraphs(lines)) + "\n", pictures)


def _hush() -> None:
    import logging

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of flaws that it mends


def _lines(page: PageObject) -> list[_Line]:
    """The lines of a *page* in the order in which it draws them."""
    found: list[_Line] = []
    words, sizes, height = "", Counter[float](), 0.0

    def end() -> None:
        nonlocal words
        text = words.translate(_LIGATURES).strip()
        found.append(_Line(text, sizes.most_common(1)[0][0] if sizes else 0.0, height))
        words = ""
        sizes.clear()

    def visit(text: str, page_at: Sequence[float], at: Sequence[float], _: object, size: float) -> None:
        nonlocal words, height
        points = size * abs(at[3] * page_at[3]) ** 0.5 if at[3] * page_at[3] else size
        for number, part in enumerate(text.split("\n")):
            if number:
                end()
            if not part.strip():
                words += part
                continue
            if not words.strip():
                height = at[5] * page_at[3] + page_at[5]
            usual = sizes.most_common(1)[0][0] if sizes else points
            if points < RAISED * usual and is_note_mark(words.rstrip(), part):
                words += re.sub(r"\S+", "", part)
                continue
            words += part
            sizes[round(points, 1)] += len(part)

    page.extract_text(visitor_text=visit)
    end()
    return found


def is_note_mark(before: str, mark: str) -> bool:
    """Whether a raised *mark* is that of a note, and no part of what stands *before* it.

    >>> is_note_mark("the year before.", "1"), is_note_mark("12 km", "2"), is_note_mark("CO", "2")
    (True, False, False)
    """
    return _MARK.fullmatch(mark.strip()) is not None and _MARKED.search(before) is not None


_MARK = re.compile(r"\[?\d{1,3}\]?|\[?[a-z]\]|[*†‡]{1,3}")
_MARKED = re.compile(r"(?:[^\W\d_]{4}|[.,;:!?”’\"»)\]])$")
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\N{SOFT HYPHEN}": None}
)


def _shows_something(page: PageObject) -> bool:
    """Whether a *page* draws a picture, or a form, which may hold one."""
    resources = page.get("/Resources")
    objects = resources.get_object().get("/XObject") if resources is not None else None
    if objects is not None and objects.get_object():
        return True
    contents = page.get_contents()
    return contents is not None and _INLINE.search(contents.get_data()) is not None


_INLINE = re.compile(rb"\bBI\s.*?\bID\s", re.DOTALL)


def _numbers_left_out(page: list[_Line]) -> list[_Line]:
    """The lines of a *page* without a number that stands alone at its head or foot."""
    page = page[next((place for place, it in enumerate(page) if it.text), len(page)) :]
    while page and not page[-1].text:
        page = page[:-1]
    if page and _PAGE_NUMBER.fullmatch(page[-1].text):
        page = page[:-1]
    return page[1:] if page and _PAGE_NUMBER.fullmatch(page[0].text) else page


_PAGE_NUMBER = re.compile(r"[-–—]?\s*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\s*[-–—]?", re.IGNORECASE)


def _on_every_page(pages: Sequence[Sequence[_Line]]) -> Mapping[str, float]:
    """What stands at one height of most *pages*, but for its numbers: by its words, that height."""
    heights: dict[str, list[float]] = {}
    for page in pages:
        for stamp, height in {it.stamp: it.height for it in page if it.text}.items():
            heights.setdefault(stamp, []).append(height)
    return {
        stamp: median(found)
        for stamp, found in heights.items()
        if 2 * len(found) > len(pages) > 1 and max(found) - min(found) <= SAME_HEIGHT
    }


def _is_stamp(line: _Line, stamps: Mapping[str, float]) -> bool:
    height = stamps.get(line.stamp)
    return height is not None and abs(line.height - height) <= SAME_HEIGHT


def _paragraphs(pages: Iterable[Sequence[_Line]]) -> Iterator[str]:
    """The paragraphs of *pages*: a page knows lines only."""
    lines = [it for page in pages for it in page]
    lengths = sorted(len(it.text) for it in lines if it.text)
    full = lengths[len(lengths) * 3 // 4] * FULL_LINE if lengths else 0
    steps = Counter((it.size, round(last.height - it.height, 1)) for last, it in pairwise(lines))
    joined = ""
    last: _Line | None = None
    for line in lines:
        if not line.text:
            continue
        goes_on = line.text[0].islower() or (
            last is not None and len(last.text) >= full and not _begins_anew(line.text)
        )
        if joined and last and goes_on and not _is_apart(last, line, _step(line.size, steps)):
            # A word that is parted at the end of a line is written whole.
            parted = _PARTED.search(joined) is not None and line.text[0].islower()
            joined = joined[:-1].rstrip() + line.text if parted else f"{joined} {line.text}"
        else:
            if joined:
                yield joined
            joined = line.text
        last = line
    if joined:
        yield joined


_PARTED = re.compile(r"[^\W\d_](?:-| ?‐)$")


def _step(size: float, steps: Mapping[tuple[float, float], int]) -> float:
    """How far below each other lines of *size* mostly stand; 0 where nothing tells."""
    of_size = {step: count for (it, step), count in steps.items() if it == size and 0 < step < 4 * size}
    return max(of_size, key=lambda step: (of_size[step], -step), default=0.0)


def _is_apart(last: _Line, line: _Line, step: float) -> bool:
    """Whether *line* is of another paragraph than the *last*: of another size, or more than a *step* below.

    What stands further up, in another column or on another page, goes on with a sentence that has no end yet.
    """
    if abs(last.size - line.size) > OTHER_SIZE * max(last.size, line.size):
        return True
    down = last.height - line.height
    return last.text.endswith((".", "!", "?")) if down < 0 else 0 < APART * step < down


def _begins_anew(line: str) -> bool:
    """Whether *line* looks like an item of a list."""
    return bool(re.match(r"(?:[•▪◦*–-]|\(?\w{1,2}[.)])\s", line))
