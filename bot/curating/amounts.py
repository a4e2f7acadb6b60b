"""Reads from a quote the figures that its fact could be typed with."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import chain, pairwise, takewhile
from typing import Any, NamedTuple

from knowledge.about import is_plural
from knowledge.fold import fold
from knowledge.language import Language
from knowledge.model import ENGLISH
from knowledge.proof import BLANK
from knowledge.questions import Words
from knowledge.times import counts as counts_in
from knowledge.units import Units

from .elided import SCALES, unit_of_bare, unit_of_scaled
from .owners import goes_on, owners

NUMBER_WORDS = (
    ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
     "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty",
     "fifty", "sixty", "seventy", "eighty", "ninety", "hundred")
)  # fmt: skip
_WORDS = "|".join(NUMBER_WORDS)
_JOINED = rf"(?:{'|'.join(NUMBER_WORDS[18:-1])})-(?:one|{'|'.join(NUMBER_WORDS[:8])})"
_HALF = " and a half"
NUMBER = rf"(?:(?:\d+(?:[.,]\d+)?|{_JOINED}|one|{_WORDS})(?:{_HALF})?)"
"""A number as a length of time is counted with."""

AMOUNT = re.compile(
    r"(?P<sign>[$€£₺₽]\s?)?(?<![\w.,:/+#@-])"
    rf"(?P<number>(?:\d{{1,3}}(?:[,\N{{NO-BREAK SPACE}}]\d{{3}})+|\d+,\d{{1,2}}|\d+(?:\.\d+)?"
    rf"|(?i:{_JOINED}|one(?={_HALF})|{_WORDS})(?!-(?i:one|{_WORDS})))(?:{_HALF})?)"
    r"(?![\d/]|:\d|[.,]\d|-\d)(?=\W|$)"
    r"(?=(?P<after>(?:\s?[%‰€$]|[-\s]{1,2}[^\W\d_][\w'’-]*){0,8}))"
)
"""A number with the sign before it and the words behind it; no ordinal, time of day or part of a name."""
_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "₺": "TRY", "₽": "RUB"}

_SMALL = frozenset(
    ("of", "in", "for", "from", "on", "at", "to", "by", "and", "or", "the", "a", "an", "with", "between",
     "than", "is", "are", "was", "were", "will", "has", "have", "can", "must", "per", "each", "every", "as",
     "if", "when", "after", "before", "since", "until", "within", "about", "above", "below", "over", "under",
     "but", "that", "which", "who", "whose", "through", "towards", "off", "out", "up", "down", "only", "all",
     "both", "its", "their", "our", "his", "her", "your", "my", "this", "these", "those", "it", "they",
     "them", "you", "we", "us", "he", "she", "i", "not", "no", "more", "most", "less", "least", "another",
     "some", "any", "there", "because", "so", "nearly", "almost", "around", "roughly", "approximately",
     "just", "means", "takes", "times", "may", "might", "should", "would", "could", "had", "be", "been",
     "do", "does", "did", "earlier", "later", "ahead", "long", "longer", "old", "ago", "without", "against",
     "along", "behind", "where", "while", "during", "what", "how", "why", "whether", "whom", "whoever",
     "whatever", "did", "get", "gets", "got", "then", "now", "still")
)  # fmt: skip
"""Words at which the name of what is counted ends, and after which a number counts something."""

_DETERMINERS = frozenset(["of", "the", "its", "their", "our", "your", "his", "her"])
"""Small words that may stand between a number and the name of what it counts."""

_LABELS = frozenset(
    ("extension", "ext", "port", "ports", "version", "release", "room", "section", "severity", "sev",
     "level", "tier", "line", "number", "no", "nr", "page", "paragraph", "chapter", "article", "policy",
     "contract", "ticket", "phone", "telephone", "tel", "fax", "step", "phase", "runbook", "clause", "rule",
     "grade", "gate", "platform", "route", "node", "code", "class", "channel", "building", "box", "quoting",
     "ring", "call")
)  # fmt: skip
"""Words before a number that names something: "port 8443" counts no port."""

_CLOCK = re.compile(
    r"\s*(?:(?:and|to|until|till|or|–|-)\s*\d{1,2}(?:[.:]\d\d)?\s*)?"
    r"(?:[ap]m\b|[ap]\.m\.|o[’']clock|noon\b|Uhr\b|hrs\b|UTC\b|GMT\b|CET\b)",
    re.IGNORECASE,
)
"""What stands behind a time of day: "9.30 *am*", "6 *and 9 pm*"."""

_OF_LENGTHS = frozenset(("working", "calendar", "full", "business"))
"""What tells a length of time and not what it is of: "three *working* days", but "five *study* days"."""

_TOTALS = frozenset(
    ("total", "maximum", "minimum", "average", "rate", "out", "one", "some", "most", "instead")
)
"""What stands before "of" and names nothing that is counted."""

_TELLING = frozenset(
    ("read", "hear", "heard", "hears", "speak", "speaks", "spoke", "spoken", "talk", "talks", "talked",
     "dream", "dreams", "dreamt", "dreamed", "think", "thinks", "thought", "complain", "complains",
     "complained", "consist", "consists", "consisted", "made", "know", "knows", "knew", "known", "warn",
     "warns", "warned", "tell", "tells", "told",
     "composed", "approve", "approved", "capable", "full", "short", "ahead")
)  # fmt: skip
"""Verbs and other words before "of" that name nothing: "I have *read* of eight dollars"."""

_FRACTIONS = frozenset(("thirds", "fourths", "fifths", "sixths", "eighths", "tenths", "hundredths"))
"""What makes a share of the number before it: "two *thirds* come from the ministry"."""

MOST_WORDS = 3
"""Words of the name of what is counted: "covered bike stands"."""


FEW = 12
"""Up to this many things something is rather spread "over" than more than."""


class _Read(NamedTuple):
    unit: str
    of: str


def figures(
    quote: str,
    language: Language,
    code: str,
    taken: Sequence[tuple[int, int]],
    former: Mapping[int, tuple[int, str]],
    year: str | None = None,
) -> list[dict[str, Any]]:
    """The amounts that *quote*, in the language of that *code*, says; none where a time is *taken* from.

    An amount has a currency, a share, a unit, or something that is counted beside it. A number of any other
    sort is not told: it may be a telephone's, a version, a port or an address. What it measures is a noun
    that stands there, else `BLANK`. *former* are the places of amounts of another time, each with that of
    the amount that tells its unit, and with its date; the latter held in *year*, where that is said.
    """
    units = language.values.measures
    months = {fold(name) for name in chain.from_iterable(language.values.months)}
    timed = {fold(unit) for unit in language.values.units.get("time", ())}
    hedged = _hedged(language, code)
    found: dict[int, dict[str, Any]] = {}
    for match in AMOUNT.finditer(quote):
        start, end = match.start("number"), match.end("number")
        if any(start < till and begin < end for begin, till in taken):
            continue
        before = quote[: match.start()]
        if _is_no_amount(match, before, quote, months):
            continue
        counts = bool(match["sign"]) or not _is_label(before, code) or goes_on(quote, start, found)
        read = _read(match, before, units, language.numerals_of(code).scale, counts=counts, code=code)
        if code == ENGLISH and counts and (read is None or read.unit in SCALES):
            read = _elided(read, match, quote, found)
        if read is None:
            continue
        value = _value(match)
        # "paid over 18 months" is as long as that, and "spread over five rooms" is where.
        unsure = fold(read.unit.rpartition(" ")[2]) in timed or (not read.unit and value <= FEW)
        measured: dict[str, Any] = {"value": value, "unit": read.unit, "of": read.of}
        if not read.unit:
            del measured["unit"]
        found[start] = measured | _qualifier(before, match, over=() if unsure else ("over",), hedged=hedged)
    for match in AMOUNT.finditer(quote):
        then = former.get(match.start("number"))
        if then and then[0] in found:
            base, date = found[then[0]], then[1]
            found[match.start("number")] = {**base, "value": _value(match), "as_of": date}
            found[match.start("number")].pop("qualifier", None)
            found[match.start("number")] |= _qualifier(
                quote[: match.start()], match, over=("over",), hedged=hedged
            )
            if year:
                base["as_of"] = year
    found |= _ranges(quote, found, taken, hedged)
    if code == ENGLISH:
        times = months | {fold(day) for day in chain.from_iterable(language.values.days)}
        for names in owners(quote, found, (times | _SMALL).__contains__):
            measured = found[min(names)]["of"]
            for place, name in names.items():
                of = measured if found[place]["of"] == BLANK else found[place]["of"]
                found[place] |= {"of": of, "whose": name}
    return [found[place] for place in sorted(found)]


def _ranges(
    quote: str,
    found: Mapping[int, dict[str, Any]],
    taken: Sequence[tuple[int, int]],
    hedged: Mapping[str, Words],
) -> dict[int, dict[str, Any]]:
    """The first ends of ranges whose last is *found*: "between *18* and 27 years" says the unit once."""
    first: dict[int, dict[str, Any]] = {}
    for one, other in pairwise(AMOUNT.finditer(quote)):
        place, last = one.start("number"), found.get(other.start("number"))
        before, between = quote[: one.start()], quote[one.end("number") : other.start()]
        joined = _UP_TO.fullmatch(between) or (_AND.fullmatch(between) and _OPENS.search(before))
        timed = any(start <= place < end for start, end in taken)
        if joined and last and not timed and place not in found and not _is_label(before, ENGLISH):
            alike = {field: it for field, it in last.items() if field != "qualifier"}
            first[place] = (
                alike | {"value": _value(one)} | _qualifier(before, one, over=("over",), hedged=hedged)
            )
    return first


_UP_TO = re.compile(r"\s*(?:to|or|–|bis|oder)\s+(?:(?:about|around|nearly|almost|over)\s+)?")
_AND = re.compile(r"\s+(?:and|und)\s+")
_OPENS = re.compile(r"\b(?:between|zwischen)\s+$", re.IGNORECASE)
"""What joins the two ends of a range, and what opens one."""


def _elided(
    read: _Read | None, match: re.Match[str], quote: str, found: Mapping[int, Mapping[str, Any]]
) -> _Read | None:
    """An amount as it is *read*, with the unit that its sentence says only once, of one *found* before it."""
    before, behind = quote[: match.start()], quote[match.end("number") :]
    sentence = max((it.end() for it in _STOP.finditer(before)), default=0)
    earlier = [figure for place, figure in found.items() if place >= sentence]
    if read is not None:
        return read._replace(unit=unit_of_scaled(read.unit, earlier))
    unit = unit_of_bare(_value(match), before[sentence:], behind, earlier)
    return None if unit is None else _Read(unit, _measured((), before, code=ENGLISH))


_STOP = re.compile(r"[.!?]\s+(?=[A-Z])")


def _value(match: re.Match[str]) -> int | float:
    digits = plain(match["number"])
    whole = float(digits)
    return int(whole) if whole.is_integer() and "." not in digits else whole


def _is_no_amount(match: re.Match[str], before: str, quote: str, months: set[str]) -> bool:
    """Whether it is a time of day, a day, or of a longer number: "0113 555 0142"."""
    number, rest = match["number"], quote[match.end("number") :]
    beside = (*before.split()[-1:], *match["after"].split()[:1])
    return bool(
        _CLOCK.match(rest)
        or any(fold(word) in months for word in beside)
        or re.match(r"0\d", number)
        or (
            number[0].isdigit()
            and (re.match(r"[ \N{NO-BREAK SPACE}]\d", rest) or re.search(r"\d[ \N{NO-BREAK SPACE}]$", before))
        )
    )


def _is_label(before: str, code: str) -> bool:
    """Whether the word before a number says that the number is a name: "port", "PostgreSQL"."""
    word = re.search(r"([^\W\d_][\w'’-]*)\.?[ \N{NO-BREAK SPACE}]$", before)
    if word is None:
        return False
    said = word[1]
    small = said.lower() in _SMALL
    return said.lower() in _LABELS or (code == ENGLISH and said[0].isupper() and not small)


def _read(
    match: re.Match[str],
    before: str,
    units: Units,
    scale: Callable[[str], str | None],
    *,
    counts: bool,
    code: str,
) -> _Read | None:
    """The unit of an amount and what it measures; none where it may be no amount."""
    after = re.findall(r"[%‰€$]|[^\W\d_][\w'’-]*", match["after"])
    unit: list[str] = []
    if after and (scaled := scale(after[0]) or (after[0].lower() if after[0].lower() in SCALES else None)):
        unit.append(scaled)
        del after[0]
    sign = (match["sign"] or "").strip()
    if sign:
        unit.append(_SIGNS[sign])
    elif after and after[0] in "%‰€$":
        unit.append(_SIGNS.get(after[0], after[0]))
        after.pop(0)
    elif [word.lower() for word in after[:2]] == ["per", "cent"]:
        unit.append("%")
        del after[:2]
    elif size := units.length([word.rstrip("'’") for word in after]):
        last = after[size - 1]
        unit += (*after[: size - 1], last.rstrip("'’"))
        del after[:size]
        if last[-1] in "'’" and after and after[0].lower() not in _SMALL:
            return _Read(" ".join(unit), after[0])  # "30 days' notice"
    else:
        counted = _counted(after, code, is_one=match["number"] == "1" and not unit)
        last = counted[-1] if counted else ""
        if not unit and (not counted or (not counts and last not in units)):
            return None
        del after[: len(counted)]
        if not unit and last not in units:
            return _Read("", " ".join(counted))
        if last in units and counted[0].lower() not in _OF_LENGTHS:
            return _Read(" ".join((*unit, counted[-1])), " ".join(counted))
        unit += counted
    return _Read(" ".join(unit), _measured(after, before, code=code))


def first_counted(after: Sequence[str], code: str) -> str:
    """The name of several things that the words *after* a number in English begin with; else nothing."""
    return " ".join(_counted(after, code)) if code == ENGLISH else ""


def _counted(after: Sequence[str], code: str, *, is_one: bool = False) -> list[str]:
    """The first words *after* a number that name several things: "covered bike stands".

    Where it *is one*, the word is the name of one thing, if it stands alone: "1 *user*, 20 invoices".
    """
    said = list(takewhile(lambda word: word.lower() not in _SMALL, after[:MOST_WORDS]))
    if said and said[0].lower() in _FRACTIONS:
        return []
    if code != ENGLISH:
        # German has its nouns in capitals: "18 neuen Zügen".
        noun = next((place for place, word in enumerate(said, 1) if word[0].isupper()), 0)
        return said[:noun] if code == "de" else said[: noun or 1]
    if said and said[0][0].isupper():
        return []  # "7 Exchange Place"
    if is_one and len(said) == 1:
        return said
    for size in range(1, len(said) + 1):
        if is_plural(said[size - 1]):
            return said[:size]
    return []


def _measured(after: Sequence[str], before: str, *, code: str) -> str:
    """The noun that an amount is of: "28 days of *paid leave*", "a *bonus* of 8%"."""
    if code != ENGLISH:
        return _measured_in_german(after) if code == "de" else BLANK
    if after and after[0].lower() == "of":
        rest = list(after[1:])
        if _PART.search(before) and rest and rest[0].lower() in _DETERMINERS:
            return BLANK
        while rest and rest[0].lower() in _DETERMINERS | {"its"}:
            rest.pop(0)
        said = list(takewhile(_is_of_a_name, rest[:MOST_WORDS]))
        if said:
            whole = next((place for place, word in enumerate(said, 1) if is_plural(word)), len(said))
            return " ".join(said[:whole])  # "of its people" who work
    noun = _NOUN.search(before)
    if noun:
        words = noun["words"].split()
        if words[-1].lower() not in _TOTALS | _SMALL | _TELLING:
            articled = [
                place for place, word in enumerate(words) if word.lower() in ("a", "an", "the", "your", "our")
            ]
            named = words[articled[-1] + 1 :] if articled else words[-1:]
            # The first word of a sentence has its capital from there.
            opens = " ".join(named) == before[: noun.end("words")].strip()
            return " ".join((named[0].lower(), *named[1:]) if opens else named)
    return BLANK


def _is_of_a_name(word: str) -> bool:
    """Whether *word* may go on with the name of a thing: no small word, and no verb that ends in "ed"."""
    return word.lower() not in _SMALL and not word.endswith("ed")


def _measured_in_german(after: Sequence[str]) -> str:
    """The noun behind an amount, with what describes it: "58 Prozent der *Kosten*", not "32 Meter lang"."""
    said = list(after[1:] if after and after[0] in _GERMAN_OF else after)[:MOST_WORDS]
    noun = next((place for place, word in enumerate(said) if word[0].isupper()), None)
    if noun is None or not all(_DESCRIBES.search(word) for word in said[:noun]):
        return BLANK
    return " ".join(said[: noun + 1])


_GERMAN_OF = ("der", "des", "von", "vom", "an")
_DESCRIBES = re.compile(r"^(?!seine|ihre|eine|jede|alle|diese).{3,}(?:e|en|er|es|em)$")
_PART = re.compile(r"\b(?:last|first|next|final) $")
"""Before an amount that is of a part: "the *last* 20 minutes of your booking"."""

_NOUN = re.compile(
    r"(?P<words>(?:[^\W\d_][\w'’-]*\s+){1,4})of\s+"
    r"(?:(?:up to|about|around|nearly|almost|over|at least|more than|roughly)\s+)?[$€£₺₽]?$"
)
"""What an amount is of, where that stands before it: "a *referral bonus* of up to £1,500"."""


_OR_MORE = re.compile(
    r"(?:[-\s]\S+)??[-\s](?:or|oder|und|and) (?:more|longer|above|over|higher|mehr|länger)\b"
)
"""What makes a threshold of an amount: "three hours *or more*"."""


def plain(number: str) -> str:
    """*number* in digits, with a point before its decimals and nothing between its thousands.

    >>> plain("1,250"), plain("Thirty-eight"), plain("two and a half")
    ('1250', '38', '2.5')
    """
    whole, half, _ = number.lower().partition(_HALF)
    if whole[0].isalpha():
        whole = min(counts_in(whole), default=whole)
    if re.fullmatch(r"\d+,\d{1,2}", whole):
        return whole.replace(",", ".")
    return re.sub(r"[,\s]", "", whole) + (".5" if half else "")


def _hedged(language: Language, code: str) -> Mapping[str, Words]:
    """What makes a number inexact in a source of the language *code*, other than English, by qualifier."""
    return {
        qualifier: tuple(it.removesuffix(" #") for it in hedge.spellings(code))
        for qualifier, english in HEDGES.items()
        for hedge in (language.hedges if code != ENGLISH else ())
        if english in hedge.quote
    }


HEDGES = {"nearly": "nearly", "about": "about", "over": "over", "at least": "at least", "at most": "up to"}
"""Qualifiers, each with the English for it in the language data."""


def _qualifier(
    before: str, match: re.Match[str], *, over: tuple[str, ...], hedged: Mapping[str, Words]
) -> dict[str, str]:
    """How exact the number behind *before* is, where that is said; *over* is what may say "more than"."""
    if _OR_MORE.match(match["after"]):
        return {"qualifier": "at least"}
    english = {
        "nearly": ("nearly", "almost"),
        "about": ("about", "around", "approximately", "roughly"),
        "over": (*over, "more than"),
        "at least": ("at least",),
        "under": (*(("under",) if over else ()), "less than", "fewer than", "below"),
        "at most": ("at most", "up to", "no more than", "not more than", "a maximum of"),
    }
    folded = f" {fold(before)}"
    for qualifier, phrases in english.items():
        said = (*phrases, *map(fold, hedged.get(qualifier, ())))
        denied = tuple(f" {no} {phrase}" for phrase in said for no in ("no", "not", "never"))
        if folded.endswith(tuple(f" {phrase}" for phrase in said)) and not folded.endswith(denied):
            return {"qualifier": qualifier}
    return {}
