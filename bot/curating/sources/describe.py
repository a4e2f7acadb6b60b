"""Describes a text as sources.yaml does, as far as the text tells."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from anyascii import anyascii

from knowledge.errors import Fault, Mark
from knowledge.fold import fold, words
from knowledge.headings import BYLINE
from knowledge.model import ENGLISH
from knowledge.reading.typed import shown
from knowledge.source import Source

from ..paste import flow, scalar
from .documents import Document
from .first_lines import company, day_of, first_lines, publisher, shipped_language
from .interviews import asking, introduced, said_to_speak
from .quoted import quoted
from .titles import name_in, title_of

LONGEST_TITLE = 75
"""Characters of a title, as the checks have it."""


GUESSED = "# A guess each, and shown with every answer: make them true, and take this line away."
"""What stands above the fields of a source as long as nobody has looked through them."""


def guesses(directory: Path) -> Iterator[Fault]:
    """A hint at every source of *directory* whose guesses nobody has looked through yet."""
    path = directory / "sources.yaml"
    if not path.is_file():
        return
    for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1):
        if GUESSED in line:
            message = "hint: the lines below are guessed: make them true, and take this one away"
            yield Fault(Mark(shown(path), number), path.stem, message)


def as_yaml(source: Source, document: Document) -> str:
    """The lines of *source* in sources.yaml; what could only be guessed says so."""
    digest = hashlib.sha256(document.data).hexdigest()
    told = "" if gives_date(document) else "  # when the file was last changed: the text gives none"
    unsaid = "  # the text does not say in its first lines {}: only its title"
    named = name_in(source.title)
    guesses = {source.title: unsaid, named: "  # as its title begins: the text does not say {}"}
    publisher = guesses.get(source.publisher, "").format("who publishes it")
    speaker = guesses.get(source.speaker, "").format("whose words it is")
    # Where another publishes it, a title's beginning names what it is of only if the text goes on with that.
    named = named if named == source.publisher or source.text.count(f"{named}") > 1 else None
    about = flow([named or _whose(source.role or "") or "the library"])
    voices = ", ".join(
        f"{{id: {slug(name)}, name: {flow([name])[1:-1]}, paragraphs: {flow(paragraphs)}}}"
        for name, paragraphs in _voices(source).items()
    )
    others = ", ".join(
        f"{{id: {slug(it)}, name: {flow([it])[1:-1]}, paragraphs: []}}" for it in quoted(source)
    )
    spoken = f"  # voices: [{voices}]  # whose words are in which paragraphs\n" if voices else ""
    if others and not voices:
        spoken = (
            f"  # voices: [{others}]  # who is quoted: a fact of their words alone names one as `speaker`\n"
        )
    role = f"  role: {scalar(source.role)}\n" if source.role else ""
    spoken_in = "" if source.language == ENGLISH else f"  language: {source.language}  # of its quotes\n"
    return f"""\
- id: {source.id}
  file: {scalar(source.file)}  # in seeds/, {counted(len(source.paragraphs))}
  sha256: {digest}
  title: {scalar(source.title)}
{spoken_in}\
  {GUESSED}
  publisher: {scalar(source.publisher)}{publisher}
  date: {source.date}{told}
  speaker: {scalar(source.speaker)}{speaker}
{role}{spoken}\
  # subject: {about}  # what the whole text speaks of: names that need not stand in every quote
  # url: https://example.org/where-it-can-be-read
"""


def gives_date(document: Document) -> bool:
    """Whether *document* says in its first lines of which day it is."""
    return day_of(first_lines(document.text)) is not None


def described(document: Document, changed: date, name: str | None = None) -> Source:
    """*document*, last changed on *changed*, as a source called *name*, as far as it can be guessed."""
    lines = first_lines(document.text)
    title = title_of(document.text) or _words_of(Path(document.name).stem)
    byline = next((found for line in lines if (found := BYLINE.search(line))), None)
    named = name_in(title) or company(lines) or title
    source = Source(
        id=name or slug(Path(document.name).stem),
        file=document.name,
        title=title,
        publisher=publisher(lines) or named,
        date=day_of(lines) or changed.isoformat(),
        speaker=byline["name"] if byline else named,
        language=_language_of(document.text),
        text=document.text,
    )
    if asked := introduced(source):
        return replace(source, speaker=asked.name, role=asked.role or None)
    return source if byline else replace(source, speaker=_says_most(source) or named)


FEWEST_WORDS = 2
"""Small words of a language that show that a text is in it."""


def _language_of(text: str) -> str:
    """The code of the language that *text* is in, of those that sources are read in; else that of English."""
    said = Counter(words(text))
    small = {
        code: sum(said[word] for word in {fold(it) for it in its})
        for code, its in shipped_language().languages.sources.items()
    }
    likeliest, *others = sorted(small, key=lambda it: -small[it]) or [ENGLISH]
    next_most = max((small[it] for it in others), default=0)
    is_clear = small.get(likeliest, 0) >= FEWEST_WORDS and 2 * small[likeliest] > 3 * next_most
    return likeliest if is_clear else ENGLISH


def _voices(source: Source) -> Mapping[str, list[int]]:
    """Who speaks in *source*, each with the paragraphs that are theirs.

    They are told by the names before their words, or else by questions and answers that alternate: of whoever
    asks, or where they are the speaker, having written the rest, of whoever answers.
    """
    found: dict[str, list[int]] = {}
    for paragraph, (name, _) in source.labels.items():
        found.setdefault(name, []).append(paragraph)
    if not found and (questions := asking(source)):
        asks = _asks(source)
        answers = said_to_speak(source) if asks == source.speaker else None
        found[answers or asks] = [it + 1 for it in questions] if answers else questions
    return found


def _asks(source: Source) -> str:
    """Who asks the questions of *source*: who is said to, else who wrote it, else its publisher."""
    asked = introduced(source)
    byline = next((it["name"] for line in first_lines(source.text) if (it := BYLINE.search(line))), None)
    return (asked and asked.by) or byline or source.publisher


def _whose(role: str) -> str | None:
    """The body that somebody has a *role* in: "Union of Lakes" of "head of the Union of Lakes"."""
    found = re.search(r"(?: of| for|,)(?: the)? (?P<name>[^\W\d_a-z][^,]+)$", role)
    return found and found["name"]


def _says_most(source: Source) -> str | None:
    """Who says most of *source*, which is the one who is asked in an interview."""
    spans = {name: map(source.paragraph, paragraphs) for name, paragraphs in _voices(source).items()}
    said = {name: sum(it.end - it.start for it in its) for name, its in spans.items()}
    return max(said, key=lambda name: said[name], default=None)


def counted(paragraphs: int) -> str:
    """The number of *paragraphs* in words: ``1 paragraph``."""
    return f"{paragraphs} paragraph{'s' if paragraphs != 1 else ''}"


def slug(text: str) -> str:
    """*text* as an id.

    >>> slug("Annual leave (2027)"), slug("Überstunden"), slug("…")
    ('annual-leave-2027', 'uberstunden', 'text')
    """
    return "-".join(re.findall(r"[a-z0-9]+", anyascii(text).lower())) or "text"


def _words_of(stem: str) -> str:
    return " ".join(re.split(r"[\W_]+", stem)).strip().capitalize()[:LONGEST_TITLE] or "A text"
