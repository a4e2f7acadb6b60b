"""The texts that knowledge is derived from: their paragraphs, their sentences, and whose words they are.

``WrittenSource`` is what a curator writes in ``sources.yaml``; files are read by `knowledge.load_sources`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Annotated

from .checked import Limits, Model
from .dates import IsoDate, long_date
from .model import ENGLISH, Line, Slug, Span
from .patterns import CAPITAL

_SHORT = (
    ("Dr", "Drs", "Mr", "Mrs", "Ms", "Mx", "Messrs", "Prof", "St", "Rev", "Hon", "Gov", "Sen", "Rep",
     "Capt", "Cmdr", "Col", "Gen", "Lt", "Maj", "Sgt", "Mt", "Mme", "Mlle", "vs", "bzw", "z", "z.B", "e.g",
     "i.e", "ca", "им", "ул", "проф", "акад", "г-н", "г-жа")
)  # fmt: skip
"""What is shortened before a name, or before an example."""

_NOT_SHORTENED = "".join(rf"(?<!\b{re.escape(short)}\.)" for short in _SHORT)
"""Behind a stop: that it ends none of those."""

_OF_A_NAME = (
    rf"(?!(?<=\b{CAPITAL}\.)\s+(?!(?:The|It|Its|An?|This|That|These|They|We|You|He|She|In|On|At|If|For|From|To|No|All"
    r"|Each|Der|Die|Das|Es|Eine?|Wir|Sie|Im|Am)\b)[^\W\d_a-z][a-zß-ÿа-яё.])"
)
"""What the stop behind a single letter does not stand before: "J. Marlowe", and not "vitamin C. It"."""

_COUNTED_OFF = ("Sept", "para", "paras", "sect", "approx", "Bldg", "Ziff", "Abschn", "Anm", "nr")
_NOT_COUNTED_OFF = "".join(rf"(?<!{short}\.)" for short in _COUNTED_OFF)
_BEFORE_A_NUMBER = (
    rf"(?:(?!\s+\d)|(?<=[!?])|(?<=[%)]\.)|(?<=\d{{3}}\.)|(?<=[^\W\d_]{{4}}\.){_NOT_COUNTED_OFF})"
)
"""Behind a stop: that a number may begin the next sentence, as in "He came. 12 stayed", not in "No. 12"."""

# The stop of "24. Dezember" ends nothing, nor does that of "Dr. Berg".
_SENTENCE_END = re.compile(
    rf"[.!?]{_NOT_SHORTENED}(?!(?<=\d\.)\s+(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)\w*)"
    rf"{_OF_A_NAME}"
    rf"{_BEFORE_A_NUMBER}"
    rf"[\"”’')\]]*(?=\s+(?:[\"“‘(]?{CAPITAL}|\d)|[ \t]*\n)"
)

_CAPITAL = r"[^\W\d_a-z][^\s:]*"
_LABEL = re.compile(rf"(?P<name>{_CAPITAL}(?: (?:(?:&|[a-zß-ÿ]{{1,3}}) ){{0,2}}{_CAPITAL}){{0,3}}):\s+")
"""What may be the name of who speaks, as an interview has it before their words: "Ridge & River: Why?"."""

_SAID = (".", "!", "?", "…")
"""How words end that somebody says: "Weight: 5 kg" is nobody's."""

_OPENING = '"“„«‘'
_CLOSING = '"”’»)'

_NOTES = frozenset(("note", "notes", "warning", "tip", "important", "example", "see also", "caution"))
"""What stands before a colon and speaks for nobody."""


@dataclass(frozen=True, kw_only=True)
class Voice(Model):
    """Somebody whose words a source holds, and the paragraphs that are theirs by default."""

    id: Slug
    """What facts call them: ``speaker: tom``."""
    name: Line
    """Who it is, as shown below an answer and as it stands before their words."""
    paragraphs: tuple[int, ...] = ()
    """The numbers of the paragraphs that are theirs whole, from 1: ``[3, 5]``."""


@dataclass(frozen=True, kw_only=True)
class Factless(Model):
    """A sentence that a curator has judged to state no fact of its own."""

    paragraph: int
    """The number of its paragraph, from 1."""
    begins: Line
    """The sentence's first words, enough to tell it from the others of its paragraph."""
    because: Line
    """Why it states nothing: ``a courtesy``."""


@dataclass(frozen=True, kw_only=True)
class WrittenSource(Model):
    """A text that knowledge is derived from; it is never edited."""

    id: Slug
    """What entries and commands call it: small letters, digits and hyphens."""
    file: Line
    """Name of the text in ``seeds/``."""
    sha256: Annotated[str, Limits(pattern=r"^[0-9a-f]{64}$")] | None = None
    """Digest of the text, so that a changed one is noticed."""
    title: Line
    """What it is called."""
    publisher: Line
    """Who published it: with the date it says below an answer where a quote is from."""
    date: IsoDate
    """When it was published: 2026-01-05, 2026-01 or 2026. What is planned is seen from that day."""
    speaker: Line
    """The interviewee, whose words quotes are unless a voice says otherwise."""
    role: Line | None = None
    """What the speaker is: ``Secretary General``."""
    url: str | None = None
    """Where it can be read."""
    language: Annotated[str, Limits(pattern=r"^[a-z]{2,3}$")] = ENGLISH
    """Code of the language it is in: its numbers, dates and hedges are read as that has them."""
    subject: tuple[Line, ...] = ()
    """What the whole source speaks of: names that need not stand in every quote."""
    also_called: tuple[Line, ...] = ()
    """What else people call its subject in a question: ``member states``, ``the company``."""
    voices: tuple[Voice, ...] = ()
    """Others whose words it holds: who asks, who is quoted."""
    factless: tuple[Factless, ...] = ()
    """Every other sentence bears facts: `ots coverage` expects a quote in it."""


@dataclass(frozen=True, kw_only=True)
class Source(WrittenSource):
    """A source with its text."""

    text: str

    @property
    def published(self) -> str:
        """Publisher and date as people write them: "Trend, 27 October 2025"."""
        return f"{self.publisher}, {long_date(self.date)}"

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The paragraphs in order: runs of text between blank lines."""
        return tuple(
            Span(source=self.id, start=match.start(), end=match.end(), paragraph=number)
            for number, match in enumerate(re.finditer(r"\S(?:.|\n(?!\s*\n))*", self.text), 1)
        )

    def paragraph(self, number: int) -> Span:
        """Paragraph *number*, from 1. Raises `IndexError` where there is none."""
        if number < 1:
            raise IndexError(number)
        return self.paragraphs[number - 1]

    @cached_property
    def labels(self) -> Mapping[int, tuple[str, int]]:
        """The name that a paragraph begins with as an interview has it, and where the words behind it start.

        Such a name is one of several paragraphs, or of a voice.
        """
        begun = {}
        for paragraph in self.paragraphs:
            found = _LABEL.match(self.text, paragraph.start, paragraph.end)
            said = self.text[found.end() : paragraph.end].rstrip() if found else ""
            if found and found["name"].lower() not in _NOTES and said.rstrip(_CLOSING).endswith(_SAID):
                begun[paragraph.paragraph] = found["name"], found.end()
        voices = {voice.name for voice in self.voices}
        times = Counter(name for name, _ in begun.values())
        return {it: label for it, label in begun.items() if label[0] in voices or times[label[0]] > 1}

    def speaks(self, label: str) -> bool:
        """Whether *label* is a name of the speaker or of a voice, or a part of one: "Berg" of "Anna Berg"."""
        named = (self.speaker, *(voice.name for voice in self.voices))
        return any(f" {label} " in f" {name} " for name in named)

    def begins(self, sentence: Span, words: str) -> bool:
        """Whether *sentence* begins with *words*, with or without who speaks and a mark of quotation."""
        starts = {sentence.start}
        if label := self.labels.get(sentence.paragraph):
            both = {self.paragraph(sentence.paragraph).start, label[1]}
            starts |= both if sentence.start in both else set()
        starts |= {start + 1 for start in starts if self.text[start] in _OPENING}
        return any(self.text.startswith(words, start, sentence.end) for start in starts)

    def sentences(self) -> Iterator[tuple[str, Span]]:
        """The sentences in order, without the name of a voice that speaks; a heading is one."""
        for paragraph in self.paragraphs:
            text = self.text[paragraph.start : paragraph.end].rstrip()
            label = self.labels.get(paragraph.paragraph)
            start = label[1] - paragraph.start if label and self.speaks(label[0]) else 0
            for end in (*(match.end() for match in _SENTENCE_END.finditer(text, start)), len(text)):
                start += len(text[start:end]) - len(text[start:end].lstrip())
                if start < end:
                    yield (
                        text[start:end],
                        replace(paragraph, start=paragraph.start + start, end=paragraph.start + end),
                    )
                start = end

    def voice(self, paragraph: int) -> str:
        """Who speaks in *paragraph* unless a fact says otherwise."""
        return next((v.name for v in self.voices if paragraph in v.paragraphs), self.speaker)
