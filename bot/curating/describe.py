"""Describes a text as sources.yaml does, as far as the text tells."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from pathlib import Path

from anyascii import anyascii

from knowledge.model import Source

from .documents import Document
from .paste import scalar

LONGEST_TITLE = 75
"""Characters of a title, as the checks have it."""


def as_yaml(source: Source, document: Document) -> str:
    """The lines of *source* in sources.yaml; what could only be guessed says so."""
    digest = hashlib.sha256(document.data).hexdigest()
    return f"""\
- id: {source.id}
  file: {scalar(source.file)}  # in seeds/, {counted(len(source.paragraphs))}
  sha256: {digest}
  title: {scalar(source.title)}
  # A guess each, and shown with every answer: make them true.
  publisher: {scalar(source.publisher)}
  date: {source.date}
  speaker: {scalar(source.speaker)}
  # subject: [the library]  # what the whole text speaks of: names that need not stand in every quote
  # url: https://example.org/where-it-can-be-read
"""


def described(document: Document, changed: date, name: str | None = None) -> Source:
    """*document*, last changed on *changed*, as a source called *name*, as far as it can be guessed."""
    first = re.split(r"\n\s*\n", document.text.strip(), maxsplit=1)[0]
    title = first.strip() if is_heading(first) else _words_of(Path(document.name).stem)
    return Source(
        id=name or slug(Path(document.name).stem),
        file=document.name,
        title=title,
        publisher=title,
        date=changed.isoformat(),
        speaker=title,
        text=document.text,
    )


def counted(paragraphs: int) -> str:
    """The number of *paragraphs* in words: ``1 paragraph``."""
    return f"{paragraphs} paragraph{'s' if paragraphs != 1 else ''}"


def slug(text: str) -> str:
    """*text* as an id.

    >>> slug("Annual leave (2027)"), slug("Überstunden"), slug("…")
    ('annual-leave-2027', 'uberstunden', 'text')
    """
    return "-".join(re.findall(r"[a-z0-9]+", anyascii(text).lower())) or "text"


def is_heading(paragraph: str) -> bool:
    """Whether *paragraph* looks like a heading: short, and no sentence."""
    text = paragraph.strip()
    return (
        len(text) <= LONGEST_TITLE
        and "\n" not in text
        and "  " not in text
        and text[-1:].isalnum()
        and text[:1].isupper()
    )


def _words_of(stem: str) -> str:
    return " ".join(re.split(r"[\W_]+", stem)).strip().capitalize()[:LONGEST_TITLE] or "A text"
