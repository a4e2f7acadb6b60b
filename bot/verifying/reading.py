"""The values that a text states: numbers with their units, dates, ordinals and names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain, pairwise
from typing import Literal

from knowledge.fold import ROMAN, fold, is_number, words
from knowledge.language import Language
from knowledge.model import Qualifier
from knowledge.tells import AMBIGUOUS, is_year

from .bounds import Bounds
from .days import UNTIL, Days
from .digits import DIGITS, NO_STATEMENT, is_change, is_fraction, is_otherwise, is_range, plain_digits
from .notations import IN_WORDS, Date, Notations, numeric_days
from .rates import rate

Sort = Literal["number", "ordinal", "date", "city", "country", "body", "person"]

NOUNS = 3
"""Words after a number among which what it counts stands: "62 *new universities*"."""

AHEAD = 60
"""Characters behind a number among which they stand."""

STEM = 6
"""Letters that forms of one word have in common."""

LONGEST_NAME = 4
"""Words of a name of a place."""

SHORT = 3
"""Letters up to which a name counts only as it is written: US, but not us."""

_ORDINALS = "second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|hundredth"
_SCALES = r"thousand|millions?|billions?|trillions?|mln|bln|trn|mn|bn|tn|mio|[kmbt](?=\b)"
_DOT = r"(?:(?<=(?i:mio|mrd|tsd|mln|млн|тыс))\.)?"
"""Behind a scale that is only shortened, where no sentence ends: "600 Mio*.* Dollar"."""
_THOUSANDS_OR_PARTS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
"""1.234, which some languages write for a thousand and others for a little more than one."""
_US_MONEY = re.compile(r"US\$|\bUS[- ][Dd]ollars?\b")
"""Names no country."""
_AN_HOUR = (("an", "hour"), ("per", "hour"), ("h",))
_TONS = re.compile(r"\st\b(?![-'’])")
_BY = re.compile(r"\bby\s+(?:[^\W\d_]+\s+){0,2}\W?$")
_FINEST = "minute"
"""The unit of lengths of time that hours and days are so many of."""
_GOES_ON = re.compile(r"[\w-]+[-\s]+[^\W\d_]+\.?,?\s+(?:(?:and|und)\s+)?")
"""An amount behind which the next goes on with it: "*2 hours and* 50 minutes"."""
_UNIT_WORD = r"[\s/-]*(?:(?:[^\W\d_]\.){2,}|[^\W_]+[²³]?|[%$€£])"
_CLAUSE = re.compile(r"[,;:()\n—]|\.(?:\s|$)")
_NAME_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_][\w-]*")
_RANGE = r"\s*(?:–|-|—|to|through)\s*"


@dataclass(frozen=True, slots=True)
class Value:
    """Something stated that can be compared."""

    sort: Sort
    written: str
    """As the text has it; of a name, its usual one: see `ValueReader.as_written`."""
    amount: Decimal = Decimal(0)
    """Of a number, in its plainest unit; of an ordinal, which one."""
    unit: str = ""
    factor: Decimal = Decimal(1)
    nouns: frozenset[str] = frozenset()
    """The stems of the words after a number without a unit: what it counts."""
    qualifier: Qualifier = "exact"
    """How exact a number is said to be: "*over* 40"."""
    date: Date = (None, None, None)
    name: str = ""
    """The usual English name of a place, body or person."""
    either: Decimal | None = None
    """What else the amount may be: 1.234 is a thousand in some languages."""
    at: int = -1
    """Place of a name among the words of the text; of a number or a date, its offset in the text."""
    size: int = 1
    """Words of a name."""
    in_range: bool = False
    """Whether it is one end of a range: of "40 to 45 km" neither is what is stated."""
    goes_on: bool = False
    """Whether a date is the first of all until the next: "*12* to 14 September"."""
    ends_span: bool = False
    """Whether it is the first or the last of such."""
    is_change: bool = False
    """Whether a number is told to be by how much something changes: "*by* 12%"."""
    rate: str = ""
    """The time for which a number is said: *month* for "a million a month"."""


def _number(scales: str) -> re.Pattern[str]:
    """What writes a number, where *scales* are words for thousands and more beside the English ones."""
    return re.compile(
        rf"(?<![\w.,])(?:(?P<currency>US\$|USD|EUR|[$€£])\s?)?(?:(?P<roman>{'|'.join(ROMAN)})\b|"
        rf"(?P<amount>{DIGITS}|(?i:\b(?:{IN_WORDS}|{_ORDINALS}|(?:half\s)?(?:a|one)(?=\s(?:million|billion|trillion)))\b))"
        rf"(?P<ordinal>(?:st|nd|rd|th)\b)?(?P<scale>[-\s]?(?i:{scales}|{_SCALES})\b{_DOT})?)"
    )


class ValueReader:
    """Reads the values of a text, in the languages whose names and months are known.

    Names of *cities*, where a source tells that something happens, need not stand in the language data.
    """

    def __init__(self, language: Language, cities: Iterable[str] = ()) -> None:
        self._months = {
            fold(name): number for number, names in enumerate(language.values.months, 1) for name in names
        }
        months = "|".join(sorted(map(re.escape, chain.from_iterable(language.values.months)), key=len)[::-1])
        month = rf"(?P<month>(?i:{months or 'January'}))"
        self._bound = re.compile(
            rf"(?:\b(?i:before|after|prior to|between)|\b(?i:{months or 'January'})(?:\s+\d{{4}})?"
            r"\s*(?:[-\u2013\u2014]|\b(?:to|and|or|until|through)\b))\s*$"
        )
        self._span = re.compile(rf"(?i:january){_RANGE}{month}\s+(?P<year>\d{{4}})\b")
        self._dates = tuple(
            re.compile(it)
            for it in (
                r"\b(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})\b",
                rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?{month}\b(?:,?\s+(?P<year>\d{{4}})\b)?",
                rf"\b{month}\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*%)(?:,?\s+(?P<year>\d{{4}})\b)?",
                rf"\b{month}\.?\s+(?:of\s+)?(?P<year>\d{{4}})\b",
                rf"\b(?<=in ){month}\b",
            )
        )
        self._days = Days(
            self._months,
            chain.from_iterable(language.values.months),
            chain.from_iterable(language.values.days),
        )
        self._notations = Notations(language)
        money = language.values.units.get("money", ())
        self._money, self._hundredths = (
            frozenset(found[0] for it in spelt if (found := self._notations.unit(fold(it))))
            for spelt in (money, language.values.hundredths)
        )
        self._number = _number(self._notations.scales or "thousand")
        self._bounds = Bounds(language.hedges)
        names = language.names
        self._names: dict[tuple[str, ...], tuple[Sort, str, str]] = {}
        sorts: tuple[tuple[Sort, Mapping[str, Iterable[str]]], ...] = (
            ("country", names.countries),
            ("city", names.cities),
            ("body", names.bodies),
            ("person", names.people),
        )
        self._cities = frozenset(cities)
        for sort, named in (*sorts, ("city", dict.fromkeys(self._cities, ()))):
            for name, others in named.items():
                for spelling in (name, *others):
                    key = tuple(words(spelling))
                    if key and not is_number(key[0]):
                        self._names.setdefault(key, (sort, name, spelling))
        self._longest = max(map(len, self._names), default=0)
        self.country_of = names.country_of

    def values(self, text: str) -> list[Value]:
        """All values of *text*, dates first, then numbers and ordinals, then names."""
        rest, found = NO_STATEMENT.sub(lambda it: "," * len(it[0]), text), []
        for value, start, end in self._read_dates(rest):
            bound = value is not None and (value.in_range or self._is_bound(text[:start]))
            found += [replace(value, in_range=bound)] if value else []
            rest = rest[:start] + "," * (end - start) + rest[end:]
        return [*_spans(found, text), *self._joined(rest), *self.names(text)]

    def names(self, text: str) -> Iterator[Value]:
        """The places, bodies and people of *text*."""
        found = words(_US_MONEY.sub("usd", text))
        place = 0
        while place < len(found):
            for size in range(min(self._longest, len(found) - place), 0, -1):
                known = self._names.get(tuple(found[place : place + size]))
                if known and (len(known[2]) > SHORT or known[2] in text):
                    sort, name, _ = known
                    yield Value(sort, name, name=name, at=place, size=size)
                    place += size - 1
                    break
            place += 1

    def places(self, value: Value, text: str) -> Iterator[re.Match[str]]:
        """Where a name stands in *text*, however it is spelt."""
        found = [it.span() for it in _NAME_WORD.finditer(text)]
        for first, (start, _) in enumerate(found):
            for _, end in found[first : first + LONGEST_NAME]:
                named = [(it.name, it.size) for it in self.names(text[start:end])]
                if named == [(value.name, len(words(text[start:end])))]:
                    yield from re.compile(re.escape(text[start:end])).finditer(text, start, end)
                    break

    def as_written(self, value: Value, text: str) -> str:
        """*value* as *text*, of which it was read, has it: "Turkey", and not the usual name."""
        if not value.name:
            return value.written
        its = ((it.group(), len(words(text[: it.start()]))) for it in self.places(value, text))
        return next((written for written, at in its if at >= value.at), value.written)

    def is_city(self, name: str) -> bool:
        """Whether *name* is of a town that things happen in, and not of a region or sea."""
        return name in self._cities or self.country_of(name) is not None

    def is_counted(self, value: Value) -> bool:
        """Whether a number is of money or of things, which are counted: lengths and times are measured."""
        return value.unit in ("", "people") or value.unit in self._money

    def _is_bound(self, before: str) -> bool:
        """Whether the date behind *before* is the end of a time: "between July and *September 2025*"."""
        return self._bound.search(before) is not None

    def _read_dates(self, text: str) -> Iterator[tuple[Value | None, int, int]]:
        """Dates with their places; of one that can't be told the place alone: it is no number either."""
        taken: list[tuple[int, int]] = []
        for match in self._span.finditer(text):
            months = self._months[fold(match["month"])]
            taken.append(match.span())
            yield (
                Value("date", match["year"], date=(int(match["year"]), None, None), at=match.start()),
                *match.span(),
            )
            number = Decimal(months)
            yield Value("number", match.group(), number, "month", at=match.start()), *match.span()
        for its in self._days.read(text):
            taken.append((its.start, its.end))
            written = text[its.start : its.end].rstrip(" ,.")
            shared = Value(
                *("date", written), date=its.date or (None, None, None), at=its.start,
                goes_on=its.goes_on, ends_span=its.ends, in_range=its.between,
            )  # fmt: skip
            yield shared if its.date else None, its.start, its.end
        for match, told in numeric_days(text):
            taken.append(match.span())
            value = Value("date", match.group(), date=told, at=match.start()) if told else None
            yield value, *match.span()
        for pattern in self._dates:
            for match in pattern.finditer(text):
                if any(match.start() < end and start < match.end() for start, end in taken):
                    continue
                parts = match.groupdict()
                month = parts.get("number") or self._months.get(fold(parts.get("month") or ""))
                if set(parts) == {"month"} and (
                    fold(parts["month"]) in AMBIGUOUS or match["month"].islower()
                ):
                    continue
                taken.append(match.span())
                year, day = parts.get("year"), parts.get("day")
                date = (int(year) if year else None, int(month) if month else None, int(day) if day else None)
                yield Value("date", match.group(), date=date, at=match.start()), *match.span()

    def _numbers(self, text: str) -> Iterator[Value]:
        matches = list(self._number.finditer(text))
        ends = self._ends_of_ranges(text, matches)
        for match, like in _with_scale(text, matches):
            written = match.group().strip()
            rest = _CLAUSE.split(text[like.end() : like.end() + AHEAD], maxsplit=1)[0]
            after = words(re.sub(r"^[-\s]+", "", rest)[:AHEAD])
            if is_otherwise(text, *match.span()):
                continue
            if match["roman"] or match["ordinal"] or fold(written) != fold(written).lower():
                yield self._ordinal(Decimal(words(written)[0]), written, after)
                continue
            if re.fullmatch(rf"(?i:{_ORDINALS})", match["amount"]):
                if is_fraction(text[: match.start()], text[match.end() :]):
                    continue
                yield self._ordinal(Decimal(words(written)[0]), written, after)
                continue
            number = self._amount(match, like["scale"] or "")
            if number is None:
                continue
            currency, scale = match["currency"] or like["currency"], like["scale"]
            unit, factor, size = self._unit(currency, after)
            if scale == " m" and not currency:  # "170 m people", and else "900 m long"
                unit, factor = (unit, factor * 10**6) if unit else ("metre", Decimal(1))
            if _TONS.match(scale or "") or (not unit and _TONS.match(rest)):
                unit, factor, size = "ton", Decimal(1), 0 if scale == " t" else 1
            if is_year(written) and not unit:
                day = (int(written), None, None)
                yield Value("date", written, date=day, at=match.start(), in_range=match.start() in ends)
                continue
            size = size if like is match else 0
            with_unit = re.compile(rf"(?:{_UNIT_WORD}){{{size}}}").match(text, match.end())
            shown = text[match.start() : with_unit.end()].strip() if with_unit and size else written
            nouns = frozenset(map(stem, after[:NOUNS])) if not unit else frozenset()
            either = number * 1000 * factor if _THOUSANDS_OR_PARTS.fullmatch(written) else None
            qualifier = self._bounds.said(text[: match.start()], unit, text[match.end() :])
            yield Value(
                *("number", shown, number * factor, unit, factor, nouns, qualifier),
                at=match.start(),
                either=either,
                in_range=match.start() in ends,
                is_change=_BY.search(text[: match.start()]) is not None,
                rate=rate(text[: match.start()][-AHEAD:], rest),
            )

    def _ends_of_ranges(self, text: str, matches: Iterable[re.Match[str]]) -> frozenset[int]:
        """Where the numbers of *text* stand that are the ends of a range."""
        ends: set[int] = set()
        for first, second in pairwise(matches):
            unit = is_range(text[: first.start()], text[first.end() : second.start()])
            if unit is not None and (not unit or self._notations.unit(fold(unit))):
                ends |= {first.start(), second.start()}
        return frozenset(ends)

    def _joined(self, text: str) -> Iterator[Value]:
        """The numbers of *text*, with one for what it says in two units: "1 hour 40 minutes"."""
        last: Value | None = None
        for value in self._numbers(text):
            between = text[last.at : value.at] if last else ""
            part = self._part(last, value) if last and _GOES_ON.fullmatch(between) else None
            if last and part is not None:
                written, amount = f"{between}{value.written}", last.amount + part
                last = replace(last, written=written, amount=amount, factor=value.factor)
                continue
            if last:
                yield last
            last = value
        if last:
            yield last

    def _part(self, last: Value, value: Value) -> Decimal | None:
        """What *value* adds to the one before it, of which it is a part: minutes, or cents; else None."""
        if last.unit == value.unit == _FINEST and last.factor > value.factor:
            return value.amount
        whole = last.unit in self._money and last.unit not in self._hundredths
        return value.amount / 100 if whole and value.unit in self._hundredths else None

    def _amount(self, match: re.Match[str], scale: str) -> Decimal | None:
        """The number that is written in digits or in words, with its *scale*."""
        half = Decimal("0.5") if match["amount"].lower().startswith("half") else 1
        amount, *rest = words(plain_digits(f"{match['amount']}{scale}")) or [""]
        while rest and not is_number(amount):  # a currency
            amount, *rest = rest
        if not is_number(amount):
            return None
        by = self._notations.scale(rest[0]) if rest and scale else None
        return Decimal(amount) * (by or 1) * half

    def _unit(self, currency: str | None, after: list[str]) -> tuple[str, Decimal, int]:
        """The unit of a number, how many of the plainest it is, and the words that it is written with."""
        units = self._notations.unit
        if currency:
            return ("eur" if currency in ("EUR", "€") else "usd" if currency != "£" else "gbp"), Decimal(1), 0
        if after[:1] == ["de"]:  # "600 millones de dólares"
            unit, factor, size = self._unit(None, after[1:])
            return unit, factor, size + 1 if unit else 0
        if after[:2] in (["per", "cent"], ["us", "dollars"], ["us", "dollar"]):
            return ("percent" if after[0] == "per" else "usd"), Decimal(1), 2
        if after[:1] in (["square"], ["sq"]) and after[1:2] and (side := units(after[1])):
            unit, factor = side
            return f"square {unit}", factor**2, 2
        if after[:1] == ["percentage"] and after[1:2] in (["point"], ["points"]):
            return "percentage point", Decimal(1), 2
        if after and (found := units(after[0])):
            unit, factor = found
            rate = next((it for it in _AN_HOUR if tuple(after[1 : 1 + len(it)]) == it), ())
            return (f"{unit} an hour" if rate else unit), factor, 1 + len(rate)
        return "", Decimal(1), 0

    def _ordinal(self, number: Decimal, written: str, after: list[str]) -> Value:
        if after[:1] == ["anniversary"]:
            return Value("number", f"{written} anniversary", number, "anniversary")
        return Value("ordinal", written, number, nouns=frozenset(map(stem, after[:NOUNS])))


def _with_scale(text: str, matches: Sequence[re.Match[str]]) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """Each number with the one whose scale and unit are its own: "from *500* to *600 million dollars*"."""
    for match, after in zip(matches, (*matches[1:], *matches[-1:]), strict=True):
        is_its = is_change(text[: match.start()], text[match.end() : after.start()])
        yield match, after if is_its and not match["scale"] else match


def _spans(dates: Sequence[Value], text: str) -> list[Value]:
    """*dates*, of which each knows whether it is the first or the last of several: "30 May to 2 June"."""
    placed = sorted(dates, key=lambda it: it.at)
    spans = [
        (one.at, other.at)
        for one, other in pairwise(placed)
        if UNTIL.fullmatch(text[one.at + len(one.written) : other.at])
    ]
    firsts, ends = {it[0] for it in spans}, set(chain.from_iterable(spans))
    return [
        replace(it, goes_on=it.goes_on or it.at in firsts, ends_span=it.ends_span or it.at in ends)
        for it in dates
    ]


def stem(word: str) -> str:
    """What the forms of a folded word have in common: rough, and enough to see that two words are alike.

    >>> stem("universities") == stem("university"), stem("areas") == stem("area")
    (True, True)
    """
    return word[:STEM] if len(word) > STEM else word.removesuffix("s")
