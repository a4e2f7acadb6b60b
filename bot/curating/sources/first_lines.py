"""What the first lines of a text say of it: when it was published, by whom, and which company it is of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from knowledge.base import SHIPPED
from knowledge.dates import MONTHS
from knowledge.fold import fold
from knowledge.headings import BYLINE, FIRST
from knowledge.language import Language
from knowledge.load_language import read_language
from knowledge.reading.typed import Found

from ..subjects import VERB
from ..values.dates import dated, numbered

MOST_LINES = 8
LONGEST_LINE = 160
"""Lines at the beginning of a text, and characters of one, that say who wrote it and when."""

LAST_LINES = 2
"""Lines at the end of a text that may say so too."""


def lines_of(text: str) -> Iterator[str]:
    """The lines of *text* that are not empty, without the marks of a heading."""
    lines = (line.strip().lstrip("\N{BOM}#").strip() for line in text.splitlines())
    return filter(None, lines)


def first_lines(text: str) -> list[str]:
    """The first lines of *text*, of a long one only the sentences that say when it was published; and those
    at its end that look like an imprint.

    Of a long line further down nothing: what is "published in June" there is another text.
    """
    lines = list(lines_of(text))
    found: list[str] = []
    for place, line in enumerate(lines[:MOST_LINES]):
        if len(line) <= LONGEST_LINE:
            found.append(line)
        elif place < FIRST:
            found += _datelines(line)
    last = (it for line in lines[MOST_LINES:][-LAST_LINES:] for it in _sentences(line))
    return [*found, *(it for it in last if len(it) <= LONGEST_LINE and _is_imprint(it))]


def _sentences(line: str) -> list[str]:
    return re.split(r"(?<=\w\w)\.\s+", line)


def _datelines(line: str) -> Iterator[str]:
    for place, sentence in enumerate(_sentences(line)):
        begins = not place and re.search(r"\d{4}$", sentence) and _before_date([sentence])
        if len(sentence) <= LONGEST_LINE and (begins or _DATES_IT.search(sentence) or BYLINE.match(sentence)):
            yield sentence


def _is_imprint(sentence: str) -> bool:
    return bool(_IMPRINT.match(sentence) or (_OPENS_DATE.match(sentence) and _date_behind_cue(sentence)))


_OPENS_DATE = re.compile(
    r"(?:This (?:\w+ ){1,3}(?:is|was) )?"
    r"(?:(?:last |letzte )?(?:published|printed|issued|released|updated?|revised|reviewed|edition|version)"
    r"|as (?:of|at)|(?:\w+ ){0,2}valid (?:from|as of)|in force (?:from|since)"
    r"|(?:Stand|Fassung vom|Ausgabe|gültig ab|Aktualisierung))\b",
    re.IGNORECASE,
)
"""How a sentence begins that dates the whole text: "As of", "Updated:", "Prices valid from"."""

_DATES_IT = re.compile(
    r"\b(?:published|printed|appeared|issued|released|updated|revised|reviewed)\b"
    r"|\b(?:approved|adopted|agreed|passed|signed) (?:this|these)\b|\b(?:this|these) (?:[\w-]+ ){1,3}"
    r"(?:was|were|is|are) (?:approved|adopted|agreed|passed|signed)\b"
    r"|\b(?:conversation|interview|talk) (?:took place|was (?:held|recorded|conducted))\b"
    r"|\b(?:spoke|talked) (?:to|with) us\b|\b[Ww]e (?:spoke|talked|met)\b"
    r"|\b(?:It|Th(?:is|e) (?:page|text|document|guide|handbook|site|policy)) (?:was|has been) last \w+ed\b"
    rf"|^{_OPENS_DATE.pattern}",
    re.IGNORECASE,
)
"""What says of a date that it is the text's own."""


def is_dateline(line: str) -> bool:
    """Whether *line* has a whole date, or says who wrote the text: what may stand below its title."""
    return any(_dates_of(line)) or BYLINE.match(line) is not None


def dates_itself(sentence: str) -> bool:
    """Whether *sentence* names a month or a year, or says when something was published."""
    said = map(fold, re.findall(r"\w+", sentence))
    return bool(_DATES_IT.search(sentence) or re.search(r"\b(?:19|20)\d\d\b", sentence)) or any(
        it in _months() and len(it) > 3 for it in said
    )


def _date_behind_cue(line: str) -> str | None:
    """The first date behind what dates *line* in it, as precise as it is."""
    cue = _DATES_IT.search(line)
    behind = line[cue.end() :] if cue else ""
    return next((day for _, day in _dates_of(behind)), None) or next(
        (precise[0] for _, _, precise in dated(behind, _months())), None
    )


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
    return short | numbered(shipped_language().values.months)


def day_of(lines: Sequence[str]) -> str | None:
    """The first whole date of *lines* that is not of something else; else one that dates the text."""
    told = [it for line in lines for it in _sentences(line) if _DATES_IT.search(it) or not VERB.search(it)]
    whole = next((day for it in told for _, day in _dates_of(it)), None)
    return whole or next((day for it in told if (day := _date_behind_cue(it))), None)


def publisher(lines: Sequence[str]) -> str | None:
    """Who is said to publish on a day, else what stands before it: "The Courier, 18 March 2026"."""
    for line in lines:
        if imprint := _IMPRINT.match(line):
            return imprint["name"]
        published = _PUBLISHED.search(line) and any(_dates_of(line))
        if published and (named := [*_IN_OR_BY.finditer(line)]):
            return named[-1]["name"]
    before = _before_date(lines)
    return before if before and len(before.split()) > 1 else None


def company(lines: Sequence[str]) -> str | None:
    """The one company that *lines* name by its legal form, such as "Abacott Ltd"."""
    named = {found.group() for line in lines for found in _COMPANY.finditer(line)}
    return named.pop() if len(named) == 1 else None


def _before_date(lines: Sequence[str]) -> str | None:
    """What stands before the first whole date of *lines*, and behind who wrote it, where that is a name."""
    start, line = next(((start, line) for line in lines for start, _ in _dates_of(line)), (0, ""))
    before = line[:start].partition(". ")[0].rstrip(" ,|–-")
    if byline := BYLINE.match(before):
        before = _FOR.sub("", before[byline.end() :].lstrip(" ,|–-"))
    said = before.split()
    if said and fold(said[-1]) in numbered(shipped_language().values.days):
        return None  # what happens "on Tuesday"
    of_a_name = [word[0].isupper() or word in JOINING for word in said]
    named = all(of_a_name[:-1]) and (of_a_name[-1:] == [True] or before.endswith(_PERIODICALS))
    return before if named and len(said) <= 6 and not re.search(r"[:.]", before) else None


_FOR = re.compile(r"^(?:for|für|of|in(?= the\b))(?: (?:the|die|den|das))? ")
"""What stands between who wrote a text and whom for: "By Anna Berg, *for the* Courier"."""

_PUBLISHED = re.compile(r"\b(?:published|printed|appeared|issued|released)\b", re.IGNORECASE)
_IN_OR_BY = re.compile(
    r"\b(?:in (?=[Tt]he )|by )(?P<name>(?:[Tt]he )?[^\W\d_a-z][\w’'-]*"
    r"(?: (?:(?:&|and|of|the) )*[^\W\d_a-z][\w’'-]*)+)"
)
"""Whom something is published by, or in: "in *The Shoreline Review*", and not "in Leith"."""

_IMPRINT = re.compile(
    r"(?:(?:©|\(c\)|Copyright)(?: ?(?:19|20)\d\d(?:[-–]\d+)?)?,?"
    r"|Publisher:|(?:Published|Issued|Printed) by|Herausgeber(?:in)?:|Herausgegeben von)"
    r" (?P<name>(?:[Tt]he )?[^\W\d_a-z][\w’'-]*(?: (?:(?:&|and|und|of|the|für) )*[^\W\d_a-z][\w’'-]*)*)"
)
"""An imprint by itself: "© 2026 Harbour Library"."""

_COMPANY = re.compile(
    r"(?:[^\W\d_a-z][\w’'-]*(?: (?:& |and )?|, ))+"
    r"(?:Ltd|Limited|plc|PLC|Inc|LLC|LLP|Corp|GmbH|AG|eG|SE|S\.A|B\.V|Oy|AB|ApS|A/S|AS)\b"
)
_PERIODICALS = (" magazine", " newspaper", " journal", " weekly", " daily", " newsletter", " news agency")
"""What may stand behind the name of what a text was published in."""

JOINING = ("of", "the", "and", "for", "in", "on", "at", "&")
"""Small words that may stand in a name."""


@cache
def shipped_language() -> Language:
    return read_language(SHIPPED, Found())
