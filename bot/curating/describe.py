"""Describes a text as sources.yaml does, as far as the text tells."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import chain, islice
from pathlib import Path

from anyascii import anyascii

from knowledge.base import SHIPPED
from knowledge.dates import MONTHS
from knowledge.errors import Fault, Mark
from knowledge.fold import fold, words
from knowledge.headings import BYLINE, is_headline
from knowledge.language import Language
from knowledge.load_language import read_language
from knowledge.model import ENGLISH
from knowledge.source import Source
from knowledge.typed import Found, shown

from .documents import Document
from .interviews import asking, introduced
from .paste import flow, scalar
from .values.dates import dated, numbered

LONGEST_TITLE = 75
"""Characters of a title, as the checks have it."""


GUESSED = "# A guess each, and shown with every answer: make them true, and take this line away."
"""What stands above the fields of a source as long as nobody has looked through them."""


def guesses(directory: Path) -> Iterator[Fault]:
    """A hint at every source of *directory* whose guesses nobody has looked through yet."""
    path = directory / "sources.yaml"
    for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1):
        if GUESSED in line:
            message = "hint: the lines below are guessed: make them true, and take this one away"
            yield Fault(Mark(shown(path), number), path.stem, message)


def as_yaml(source: Source, document: Document) -> str:
    """The lines of *source* in sources.yaml; what could only be guessed says so."""
    digest = hashlib.sha256(document.data).hexdigest()
    first = _first_lines(document.text)
    told = "" if _day(first) == source.date else "  # when the file was last changed: the text gives none"
    unsaid = "  # the text does not say in its first lines {}: only its title"
    named = _name_in(source.title)
    guesses = {source.title: unsaid, named: "  # as its title begins: the text does not say {}"}
    publisher = guesses.get(source.publisher, "").format("who publishes it")
    speaker = guesses.get(source.speaker, "").format("whose words it is")
    about = flow([named or _whose(source.role or "") or "the library"])
    voices = ", ".join(
        f"{{id: {slug(name)}, name: {flow([name])[1:-1]}, paragraphs: {flow(paragraphs)}}}"
        for name, paragraphs in _voices(source).items()
    )
    spoken = f"  # voices: [{voices}]  # whose words are in which paragraphs\n" if voices else ""
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


def described(document: Document, changed: date, name: str | None = None) -> Source:
    """*document*, last changed on *changed*, as a source called *name*, as far as it can be guessed."""
    lines = _first_lines(document.text)
    heading = next((line for line in lines[:1] if is_headline(line)), None)
    title = heading or _words_of(Path(document.name).stem)
    byline = next((found for line in lines if (found := BYLINE.search(line))), None)
    named = _name_in(title) or _company(lines) or title
    source = Source(
        id=name or slug(Path(document.name).stem),
        file=document.name,
        title=title,
        publisher=_publisher(lines) or named,
        date=_day(lines) or changed.isoformat(),
        speaker=byline["name"] if byline else named,
        language=_language_of(document.text),
        text=document.text,
    )
    if asked := introduced(source):
        return replace(source, speaker=asked.name, role=asked.role or None)
    return source if byline else replace(source, speaker=_says_most(source) or named)


@cache
def _shipped() -> Language:
    return read_language(SHIPPED, Found())


FEWEST_WORDS = 2
"""Small words of a language that show that a text is in it."""


def _language_of(text: str) -> str:
    """The code of the language that *text* is in, of those that sources are read in; else that of English."""
    said = Counter(words(text))
    small = {
        code: sum(said[word] for word in {fold(it) for it in its})
        for code, its in _shipped().languages.sources.items()
    }
    likeliest, *others = sorted(small, key=lambda it: -small[it]) or [ENGLISH]
    next_most = max((small[it] for it in others), default=0)
    is_clear = small.get(likeliest, 0) >= FEWEST_WORDS and 2 * small[likeliest] > 3 * next_most
    return likeliest if is_clear else ENGLISH


def _voices(source: Source) -> Mapping[str, list[int]]:
    """Who speaks in *source*, each with the paragraphs that are theirs.

    They are told by the names before their words, or else by questions and answers that alternate.
    """
    found: dict[str, list[int]] = {}
    for paragraph, (name, _) in source.labels.items():
        found.setdefault(name, []).append(paragraph)
    if not found and (questions := asking(source)):
        found[_asks(source)] = questions
    return found


def _asks(source: Source) -> str:
    """Who asks the questions of *source*: who is said to, else who wrote it, else its publisher."""
    asked = introduced(source)
    byline = next((it["name"] for line in _first_lines(source.text) if (it := BYLINE.search(line))), None)
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


MOST_LINES = 8
LONGEST_LINE = 160
"""Lines at the beginning of a text, and characters of one, that say who wrote it and when."""


def _first_lines(text: str) -> list[str]:
    """The first lines of *text*: of a long one only the sentences that say when it was published."""
    lines = [line.strip().lstrip("\N{BOM}#").strip() for line in text.splitlines()]
    first = islice(filter(None, lines), MOST_LINES)
    short = ([line] if len(line) <= LONGEST_LINE else _datelines(line) for line in first)
    return list(chain.from_iterable(short))


def _datelines(line: str) -> Iterator[str]:
    for place, sentence in enumerate(re.split(r"(?<=\w\w)\.\s+", line)):
        begins = not place and re.search(r"\d{4}$", sentence) and _before_date([sentence])
        if len(sentence) <= LONGEST_LINE and (begins or _DATES_IT.search(sentence) or BYLINE.match(sentence)):
            yield sentence


_DATES_IT = re.compile(
    r"\b(?:published|printed|appeared|issued|released|updated|revised|reviewed)\b", re.IGNORECASE
)
"""What says of a date that it is the text's own."""


def is_dateline(line: str) -> bool:
    """Whether *line* has a whole date, or says who wrote the text: what may stand below its title."""
    return any(_dates_of(line)) or BYLINE.match(line) is not None


def _dates_of(line: str) -> Iterator[tuple[int, str]]:
    """Where each whole date of *line* starts, and it in ISO."""
    for match in _ISO.finditer(line):
        yield match.start(), match.group()
    for start, _, precise in dated(line, _months()):
        if len(precise[0]) == len("2026-03-18"):
            yield start, precise[0]


_ISO = re.compile(r"\b(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b")


@cache
def _months() -> Mapping[str, int]:
    """The months by their names in all languages, and by three letters of those in English."""
    short = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
    return short | numbered(_shipped().values.months)


def _day(lines: Sequence[str]) -> str | None:
    """The first whole date of *lines*."""
    return next((day for line in lines for _, day in _dates_of(line)), None)


def _publisher(lines: Sequence[str]) -> str | None:
    """Who is said to publish on a day, else what stands before it: "The Courier, 18 March 2026"."""
    for line in lines:
        published = _PUBLISHED.search(line) and any(_dates_of(line))
        if published and (named := [*_IN_OR_BY.finditer(line)]):
            return named[-1]["name"]
    before = _before_date(lines)
    return before if before and len(before.split()) > 1 and not BYLINE.match(before) else None


def _company(lines: Sequence[str]) -> str | None:
    """The one company that *lines* name by its legal form, such as "Abacott Ltd"."""
    named = {found.group() for line in lines for found in _COMPANY.finditer(line)}
    return named.pop() if len(named) == 1 else None


def _before_date(lines: Sequence[str]) -> str | None:
    """What stands before the first whole date of *lines*, where that is a name."""
    start, line = next(((start, line) for line in lines for start, _ in _dates_of(line)), (0, ""))
    before = line[:start].partition(". ")[0].rstrip(" ,|–-")
    said = before.split()
    if said and fold(said[-1]) in numbered(_shipped().values.days):
        return None  # what happens "on Tuesday"
    of_a_name = [word[0].isupper() or word in _JOINING for word in said]
    named = all(of_a_name[:-1]) and (of_a_name[-1:] == [True] or before.endswith(_PERIODICALS))
    return before if named and len(said) <= 6 and not re.search(r"[:.]", before) else None


_PUBLISHED = re.compile(r"\b(?:published|printed|appeared|issued|released)\b", re.IGNORECASE)
_IN_OR_BY = re.compile(
    r"\b(?:in (?=[Tt]he )|by )(?P<name>(?:[Tt]he )?[^\W\d_a-z][\w’'-]*"
    r"(?: (?:(?:&|and|of|the) )*[^\W\d_a-z][\w’'-]*)+)"
)
"""Whom something is published by, or in: "in *The Shoreline Review*", and not "in Leith"."""

_COMPANY = re.compile(
    r"(?:[^\W\d_a-z][\w’'-]*(?: (?:& |and )?|, ))+"
    r"(?:Ltd|Limited|plc|PLC|Inc|LLC|LLP|Corp|GmbH|AG|eG|SE|S\.A|B\.V|Oy|AB|ApS|A/S|AS)\b"
)
_PERIODICALS = (" magazine", " newspaper", " journal", " weekly", " daily", " newsletter", " news agency")
"""What may stand behind the name of what a text was published in."""


def _name_in(title: str) -> str | None:
    """Who *title* says that it is of: "Harbour Library" of "Harbour Library: house rules".

    None for a number, and for what only says what sort of text it is: "Staff handbook: leave".
    """
    name, colon, _ = title.partition(": ")
    said = name.split()
    is_name = all(word[0].isupper() or word in _JOINING for word in said) and not re.search(r"\d", name)
    if not colon or len(said) < 2 or not is_name or name.isupper() or said[-1].lower() in _TEXTS:
        return None
    return name


_JOINING = ("of", "the", "and", "for", "in", "on", "at", "&")
_TEXTS = frozenset(
    ("guide", "handbook", "manual", "report", "rules", "policy", "review", "plan", "statement", "article",
     "interview", "notes", "minutes", "agreement", "terms", "questions", "answers", "news", "newsletter")
)  # fmt: skip
"""What the last word of a name says where it is that of a text, and of nobody who publishes it."""


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
