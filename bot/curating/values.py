"""Reads from a quote the values that its fact could be typed with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import chain, takewhile
from typing import Any, NamedTuple

from knowledge.dates import long_date
from knowledge.draft import Draft, DraftEntry, DraftFact, says
from knowledge.fold import fold
from knowledge.language import Language, Words
from knowledge.model import ENGLISH, Source, Span, WrittenEntry, WrittenFact
from knowledge.proof import times_stand_in_their_quote, typed_values_stand_in_their_quote
from knowledge.read import Page
from knowledge.values import DAYS

Fields = dict[str, list[Any]]
"""The typed values of a fact as YAML has them: ``{"figures": [{"value": 43, "unit": "km"}]}``."""

_AMOUNT = re.compile(
    r"(?P<sign>[$€£₺₽]\s?)?(?<![\w.,:/-])"
    r"(?P<number>\d{1,3}(?:[,\N{NO-BREAK SPACE}]\d{3})+|\d+,\d{1,2}|\d+(?:\.\d+)?)"
    r"(?![\d:/]|[.,]\d|(?:st|nd|rd|th)\b)"
    r"(?P<after>(?:\s?[%‰€$]|[-\s]{1,2}[^\W\d_][\w'’-]*){0,4})"
)
"""A number with the sign before it and the words behind it; no ordinal, time of day or part of a name."""
_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "₺": "TRY", "₽": "RUB"}
_SCALES = ("thousand", "million", "billion", "trillion")
_YEAR = re.compile(r"(?<![\d.,$€£])(?:1[89]|20|21)\d\d(?!\d|[.,]\d)(?P<after>\s[^\W\d_]+)?")
_DAY_AND_MONTH = re.compile(
    r"(?:\b(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?)?"
    r"\b(?P<month>[^\W\d_]{3,})\.?(?:\s+(?P<later>\d{1,2})(?:st|nd|rd|th)?)?,?\s+$"
)
"""What may stand before a year: "27 October", "October 27," or the month alone."""
_TIME_OF_DAY = re.compile(r"\s*(?:[ap]\.?m\b|noon\b|midnight\b|uhr\b|o['’]clock)", re.IGNORECASE)
_NAMED = re.compile(r"(?<=[^.!?:]\s)[A-Z][\w-]*\s$")
"""A word before a number that makes it part of a name in English: "on Debian 12"."""
_PARTS = frozenset(
    ("of", "in", "for", "from", "on", "at", "to", "by", "and", "or", "the", "a", "an", "with", "between",
     "than", "is", "are", "was", "were", "will", "has", "have", "can", "must", "per", "each")
)  # fmt: skip
"""Small words at which the name of what is counted ends."""

_BEFORE_NAME = frozenset(["of", "the", "its", "their", "our", "his", "her"])
"""Small words that may stand between a number and the name of what it counts."""

SHORTEST_NAME = 3
"""Letters of a name that is looked for: "us" in "for us" is no country."""


def values(quote: str, span: Span, source: Source, language: Language) -> Fields:
    """The figures, dates, places and actors that *quote* could be typed with: such as `ots check` lets pass.

    What a number measures is read from the words behind it, and is the curator's to mend. Does not see
    who does what.
    """
    passes = _checked(quote, span, source, language)
    dates = [it for it in _dates(quote, source, language) if passes("dates", it)]
    found: Fields = {
        "figures": [it for it in _figures(quote, source, language) if passes("figures", it)],
        "dates": dates,
        "places": [
            it
            for it in _names(quote, language.names.cities, language.names.countries)
            if passes("places", it)
        ],
        "actors": [
            it for it in _names(quote, language.names.bodies, language.names.people) if passes("actors", it)
        ],
    }
    return {field: typed for field, typed in found.items() if typed}


def _checked(quote: str, span: Span, source: Source, language: Language) -> Callable[[str, Any], bool]:
    """Whether `ots check` would let a value of a field pass."""
    draft = Draft((source,), (), language)
    page = Page("", "", (), {}, ())

    def passes(field: str, value: Any) -> bool:
        try:
            fact = WrittenFact.model_validate({"text": "x", "quote": quote, field: (value,)})
            entry = WrittenEntry(id="x", kind="theme", title="x", facts=(fact,))
        except ValueError:
            return False
        drafted = DraftEntry(entry, page, (0,), (DraftFact(fact, page, (), source, (span,)),))
        checks = (typed_values_stand_in_their_quote, times_stand_in_their_quote)
        return not any(fault for check in checks for fault in check(drafted, draft))

    return passes


def _figures(quote: str, source: Source, language: Language) -> Iterator[dict[str, Any]]:
    is_english = source.language == ENGLISH
    quote = language.numerals_of(source.language).plain(quote)
    units = _units(language)
    dates = list(_dates_in(quote, language))
    months = _months(language)
    for match in _AMOUNT.finditer(quote):
        if any(date.start <= match.start("number") < date.end for date in dates):
            continue
        beside = (*quote[: match.start()].split()[-1:], *match["after"].split()[:1])
        if any(fold(word) in months for word in beside):
            continue  # a day
        if _TIME_OF_DAY.match(match["after"]) or (is_english and _NAMED.search(quote[: match.start()])):
            continue
        digits = _plain(match["number"])
        after = re.findall(r"[%‰€$]|[^\W\d_][\w'’-]*", match["after"])
        unit: list[str] = []
        if after and after[0].lower() in _SCALES:
            unit.append(after.pop(0).lower())
        sign = (match["sign"] or "").strip()
        if sign:
            unit.append(_SIGNS[sign])
        elif after and (after[0] in "%‰€$" or fold(after[0]) in units):
            unit.append(_SIGNS.get(after[0], after[0]))
            after.pop(0)
        while after and after[0].lower() in _BEFORE_NAME:
            after.pop(0)
        named = list(takewhile(lambda word: word.lower() not in _PARTS, after))
        whole = float(digits)
        figure = {
            "value": int(whole) if whole.is_integer() and "." not in digits else whole,
            "unit": " ".join(unit),
            "of": " ".join(named) or "amount",
        }
        if not unit:
            del figure["unit"]
        yield figure | _qualifier(quote[: match.start()])


def _units(language: Language) -> set[str]:
    return {fold(unit) for unit in chain.from_iterable(language.values.units.values())}


def _months(language: Language) -> dict[str, int]:
    return {fold(name): number for number, names in enumerate(language.values.months, 1) for name in names}


def _plain(number: str) -> str:
    """*number* with a point before its decimals and nothing between its thousands."""
    if re.fullmatch(r"\d+,\d{1,2}", number):
        return number.replace(",", ".")
    return re.sub(r"[,\s]", "", number)


def _qualifier(before: str) -> dict[str, str]:
    """How exact the number behind *before* is, where that is said."""
    said = {
        "nearly": ("nearly", "almost"),
        "about": ("about", "around", "approximately", "roughly"),
        "over": ("over", "more than"),
        "at least": ("at least",),
    }
    folded = f" {fold(before)}"
    for qualifier, phrases in said.items():
        if folded.endswith(tuple(f" {phrase}" for phrase in phrases)):
            return {"qualifier": qualifier}
    return {}


class _Date(NamedTuple):
    start: int
    end: int
    precise: tuple[str, ...]
    """The date as precise as it is written, and less and less so."""


def _dates_in(quote: str, language: Language) -> Iterator[_Date]:
    """Every date with a year."""
    months = _months(language)
    units = _units(language)
    for match in _YEAR.finditer(quote):
        if fold(match["after"] or "") in units:
            continue  # "1900 metres"
        named = _NAMED.search(quote[: match.start()])
        if named and fold(named.group()) not in months:
            continue  # "on Windows Server 2019"
        year, end = match.group()[:4], match.start() + 4
        before = _DAY_AND_MONTH.search(quote[: match.start()])
        month = months.get(fold(before["month"])) if before else None
        if before is None or month is None:
            yield _Date(match.start(), end, (year,))
            continue
        precise = [f"{year}-{month:02}", year]
        day = before["day"] or before["later"]
        if day and int(day) in DAYS:
            precise.insert(0, f"{year}-{month:02}-{int(day):02}")
        yield _Date(before.start(), end, tuple(precise))


def _dates(quote: str, source: Source, language: Language) -> Iterator[dict[str, str]]:
    """Each date with a year, as precise as a check can follow."""
    told: set[str] = set()
    for found in _dates_in(quote, language):
        date = next((it for it in found.precise if _is_written(quote, it)), None)
        if date and date not in told:
            told.add(date)
            yield {"date": date} | ({"status": "planned"} if date > source.date[: len(date)] else {})


def _is_written(quote: str, date: str) -> bool:
    return says(quote, long_date(date).removesuffix(date[:4]))


def _names(quote: str, *of: Mapping[str, Words]) -> Iterator[str]:
    """The names of the world that stand in *quote* with a capital letter, the usual one of each."""
    found = {
        name: next((it for it in (name, *others) if _is_named(it, quote)), None)
        for names in of
        for name, others in names.items()
    }
    said = [spelling for spelling in found.values() if spelling]
    for name, spelling in found.items():
        # "South Caucasus" is not the Caucasus too.
        if spelling and not any(spelling != it and spelling in it for it in said):
            yield name


def _is_named(name: str, quote: str) -> bool:
    return (
        len(name) >= SHORTEST_NAME
        and name[0].isupper()
        and name in quote
        and bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", quote))
    )
