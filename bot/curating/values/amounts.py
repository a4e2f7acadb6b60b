"""Reads from a quote the figures that its fact could be typed with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, pairwise, takewhile
from typing import Any, NamedTuple

from knowledge.fold import fold
from knowledge.language import Language
from knowledge.model import ENGLISH
from knowledge.numerals import SCALES
from knowledge.proof import BLANK

from .comparisons import Compared
from .elided import unit_of_bare, unit_of_scaled
from .measured import SMALL, counted, measured_by
from .numbers import AMOUNT, NUMBER_WORDS, SIGNS, plain
from .owners import STOP, goes_on, owners
from .qualifiers import OR_SO, Qualifiers, share_a_limit

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

FEW = 12
"""Up to this many things something is rather spread "over" than more than."""


Typed = dict[str, Any]
"""A figure as YAML has it."""
Place = tuple[int, int]
"""Where something starts and ends in a quote."""


class _Read(NamedTuple):
    unit: str
    of: str


class AmountReader:
    """Reads the amounts of a quote in the language of a *code*."""

    def __init__(self, language: Language, code: str) -> None:
        values = language.values
        self._code = code
        self._units = values.measures
        self._scale = language.numerals_of(code).scale
        self._months = {fold(name) for name in chain.from_iterable(values.months)}
        self._days = {fold(name) for name in chain.from_iterable(values.days)}
        self._parts = {fold(unit) for unit in values.units.get("part", ())}
        self._money = {fold(unit) for unit in values.units.get("money", ())}
        self._timed = {fold(unit) for unit in values.units.get("time", ())}
        self._qualifiers = Qualifiers(language, code)

    def figures(
        self, quote: str, taken: Sequence[Place], compared: Iterable[Compared], year: str | None = None
    ) -> list[Typed]:
        """The amounts that *quote* says as YAML has them; none where a time is *taken* from.

        An amount has a currency, a share, a unit, or something that is counted beside it. A number of any
        other sort is not told: it may be a telephone's, a version, a port or an address. What it measures is
        a noun that stands there, else `BLANK`. What it is *compared* with is of its unit and of another date;
        itself it is of *year*, where that is said.
        """
        found: dict[int, Typed] = {}
        free = [it for it in AMOUNT.finditer(quote) if not any(_overlap(it, place) for place in taken)]
        for match in free:
            if figure := self._figure(match, quote, found):
                found[match.start("number")] = figure
        earlier = {it.amount: it for it in compared}
        for match in AMOUNT.finditer(quote):
            then = earlier.get(place := match.start("number"))
            if then and then.base in found:
                base = found[then.base]
                found[place] = self._like(base | {"as_of": then.date}, match, quote)
                if year:
                    base["as_of"] = year
        found |= self._first_ends(quote, free, found)
        if self._code == ENGLISH:
            self._own(quote, found)
            share_a_limit(quote, found)
        return [found[place] for place in sorted(found)]

    def _figure(self, match: re.Match[str], quote: str, found: Mapping[int, Typed]) -> Typed | None:
        """The amount of *match*, of those *found* before it the next; None where it may be none."""
        before = quote[: match.start()]
        if self._is_no_amount(match, before, quote):
            return None
        label = _is_label(before, self._code)
        counts = bool(match["sign"]) or not label or goes_on(quote, match.start("number"), found)
        read = self._read(match, before, counts=counts)
        if self._code == ENGLISH and counts and (read is None or read.unit in SCALES):
            read = _elided(read, match, quote, found)
        if read is None or (not read.unit and self._code == ENGLISH and _is_told_apart(match)):
            return None
        value = _value(match)
        # "paid over 18 months" is as long as that, and "spread over five rooms" is where.
        spread = fold(read.unit.rpartition(" ")[2]) in self._timed or (not read.unit and value <= FEW)
        unit = {"unit": read.unit} if read.unit else {}
        return {"value": value, **unit, "of": read.of} | self._qualifiers.of(before, match, spread=spread)

    def _like(self, figure: Typed, match: re.Match[str], quote: str) -> Typed:
        """The amount of *match*, of the same unit and thing as *figure*."""
        alike = {field: it for field, it in figure.items() if field != "qualifier"}
        return alike | {"value": _value(match)} | self._qualifiers.of(quote[: match.start()], match)

    def _first_ends(
        self, quote: str, free: Iterable[re.Match[str]], found: Mapping[int, Typed]
    ) -> dict[int, Typed]:
        """The first ends of ranges whose last is *found*: "between *18* and 27 years" says the unit once.

        So does "*11* of 46 berths", where only the curator knows what tells the 11 from all.
        """
        first: dict[int, Typed] = {}
        starts = {it.start() for it in free}
        for one, other in pairwise(AMOUNT.finditer(quote)):
            place, last = one.start("number"), found.get(other.start("number"))
            before, between = quote[: one.start()], quote[one.end("number") : other.start()]
            sides = _BY.fullmatch(between)
            joined = sides or _UP_TO.fullmatch(between) or (_AND.fullmatch(between) and _OPENS.search(before))
            is_free = one.start() in starts and place not in found
            if not (last and is_free) or _is_label(before, ENGLISH):
                continue
            if "unit" not in last and _PART_OF.fullmatch(between) and _value(one) < last["value"]:
                first[place] = self._like({"value": 0, "unit": last["of"], "of": BLANK}, one, quote)
            elif joined:
                first[place] = self._like(last, one, quote)
                if sides:
                    last |= {field: it for field, it in first[place].items() if field == "qualifier"}
        return first

    def _own(self, quote: str, found: dict[int, Typed]) -> None:
        """Say of each of those *found* that *quote* tells apart by names whose it is."""
        no_owner = self._months | self._days | SMALL
        for names in owners(quote, found, no_owner.__contains__):
            measured = found[min(names)]["of"]
            for place, name in names.items():
                of = measured if found[place]["of"] == BLANK else found[place]["of"]
                found[place] |= {"of": of, "whose": name}

    def _is_no_amount(self, match: re.Match[str], before: str, quote: str) -> bool:
        """Whether it is a time of day, a day, or of a longer number: "0113 555 0142"."""
        number, rest = match["number"], quote[match.end("number") :]
        beside = (*before.split()[-1:], *match["after"].split()[:1])
        is_day = not match["sign"] and any(
            fold(word) in self._months and not word.endswith((",", ")")) for word in beside
        )
        return bool(
            _CLOCK.match(rest)
            or is_day
            or re.match(r"0\d", number)
            or (
                number[0].isdigit()
                and (
                    re.match(r"[ \N{NO-BREAK SPACE}]\d", rest)
                    or re.search(r"\d[ \N{NO-BREAK SPACE}]$", before)
                )
            )
        )

    def _read(self, match: re.Match[str], before: str, *, counts: bool) -> _Read | None:
        """The unit of an amount and what it measures; none where it may be no amount."""
        after = _words_after(match)
        unit: list[str] = []
        if after and (
            scaled := self._scale(after[0]) or (after[0].lower() if after[0].lower() in SCALES else None)
        ):
            unit.append(scaled)
            del after[0]
        sign = (match["sign"] or "").strip()
        if sign:
            unit.append(SIGNS[sign])
        elif after and after[0] in "%‰€$":
            unit.append(SIGNS.get(after[0], after[0]))
            after.pop(0)
        elif self._code == "tr" and _SHARE_FIRST.search(before):
            return _Read("%", BLANK)
        elif [word.lower() for word in after[:2]] == ["per", "cent"]:
            unit.append("%")
            del after[:2]
        elif size := self._unit_length(after):
            last = after[size - 1]
            unit += (*after[: size - 1], last.rstrip("'’"))
            del after[:size]
            if after[:1] == ["per"] and self._is_rate(unit[-1], after[1:2]):
                unit += after[:2]  # "metres per second"
                del after[:2]
            if last[-1] in "'’" and after and after[0].lower() not in SMALL:
                return _Read(" ".join(unit), after[0])  # "30 days' notice"
        else:
            if self._code == ENGLISH and not unit and (often := _TIMES.match(match["after"])):
                return _Read(" ".join(often.group().split()), BLANK)
            whole = self._code == ENGLISH and not unit and match["number"].isdecimal()
            if whole and (holds := _HOLDS.match(match["after"])):
                return _Read(f"{holds['noun']}s", BLANK)
            if self._code in _VERB_LAST and len(after) == 1 and _ends_with(match):
                return _Read(" ".join(unit), BLANK)
            said = counted(after, self._code, is_one=match["number"] == "1" and not unit)
            last = said[-1] if said else ""
            if not unit and (not said or (not counts and last not in self._units)):
                return None
            del after[: len(said)]
            if not unit and last not in self._units:
                return _Read("", " ".join(said))
            if last in self._units and said[0].lower() not in _OF_LENGTHS:
                return _Read(" ".join((*unit, said[-1])), " ".join(said))
            unit += said
        return _Read(" ".join(unit), measured_by(after, before, code=self._code))

    def _unit_length(self, after: Sequence[str]) -> int:
        """How many of the words *after* a number are its unit; 0 where none is, as in "43 *half plots*"."""
        size = self._units.length([word.rstrip("'’") for word in after])
        part = size == 1 and fold(after[0]) in self._parts
        return 0 if part and len(counted(after, self._code)) > 1 else size

    def _is_rate(self, unit: str, of: Sequence[str]) -> bool:
        """Whether a *unit* is one with "per" the unit *of* time: money is so much rather *for* an hour."""
        return fold(unit) not in self._money and any(fold(it) in self._timed for it in of)


_TIMES = re.compile(
    r"\stimes(?:\s(?:an?|per|each|every)\s(?:hour|day|night|week|month|quarter|year)\b"
    r"|(?=$|\s(?:by|in|since|so far|already|before|during|at|and|or|but|for|between|over|last|on|because)\b))"
)
"""How often something is: "three *times* in 2023", "four *times a day*", and not "three times as much"."""

_HOLDS = re.compile(
    r"-(?P<noun>(?!(?:way|fold|strong|odd|plus|something)\b)[a-z]{2,}[^\WsxyzS](?<!ch|sh)(?<![a-z]{3}(?:al|ed|ic)))(?=\s[a-z])"
)
"""What something has so many of, behind a hyphen: "an 18-*bed* ward", and no "20-odd people"."""

_SHARE_FIRST = re.compile(r"(?:%|\byüzde )$", re.IGNORECASE)
"""What makes a share of the number behind it: "*yüzde* 12", "*%*8"."""

_VERB_LAST = ("tr", "az")
"""Languages whose sentences end with the verb: it is nothing that is counted."""

_UP_TO = re.compile(r"\s*(?:to|or|–|bis|oder)\s+(?:(?:about|around|nearly|almost|over)\s+)?")
_BY = re.compile(r"\s*(?:by|x|×|mal)\s*")
_AND = re.compile(r"\s+(?:and|und)\s+")
_PART_OF = re.compile(r"\s+(?:out )?of (?:(?:the|its|their|our|all) )?", re.IGNORECASE)
_OPENS = re.compile(r"\b(?:between|zwischen)\s+$", re.IGNORECASE)
"""What joins the two ends of a range, or two sides of one thing, and what opens a range."""


def _elided(
    read: _Read | None, match: re.Match[str], quote: str, found: Mapping[int, Mapping[str, Any]]
) -> _Read | None:
    """An amount as it is *read*, with the unit that its sentence says only once, of one *found* before it."""
    before, behind = quote[: match.start()], quote[match.end("number") :]
    sentence = max((it.end() for it in STOP.finditer(before)), default=0)
    earlier = [figure for place, figure in found.items() if place >= sentence]
    if read is not None:
        return read._replace(unit=unit_of_scaled(read.unit, earlier))
    unit = unit_of_bare(_value(match), before[sentence:], behind, earlier)
    return None if unit is None else _Read(unit, measured_by((), before, code=ENGLISH))


def _is_told_apart(match: re.Match[str]) -> bool:
    """Whether a number in words only names what is known: "the other *two* ships", "as *two* singles"."""
    return match["number"].isalpha() and bool(_TOLD_APART.search(match.string[: match.start()]))


_TOLD_APART = re.compile(
    r"(?<=[\w,;] )(?:(?:the|these|those|all|all the)(?: (?:other|same|top|first|last|next|remaining))?"
    r"|(?<!as many )(?<!as much )as) $"
)
"""What stands before such a number within a sentence: one that begins so says how many there are."""


def _overlap(match: re.Match[str], place: Place) -> bool:
    """Whether the number of *match* has a part of *place*."""
    return match.start("number") < place[1] and place[0] < match.end("number")


def _words_after(match: re.Match[str]) -> list[str]:
    """The signs and words behind the number of *match* that may be of it: none of a number behind them."""
    after = re.findall(r"[%‰€$]|[^\W\d_][\w'’-]*", OR_SO.sub("", match["after"], count=1))
    return list(takewhile(lambda it: it.lower() not in NUMBER_WORDS[:-1], after))  # a hundred is a scale


def _ends_with(match: re.Match[str]) -> bool:
    """Whether the words behind the number of *match* are the last of their sentence."""
    return match.string[match.end("after") :].lstrip()[:1] in ("", ".", "!", "?")


def _value(match: re.Match[str]) -> int | float:
    digits = plain(match["number"])
    whole = float(digits)
    return int(whole) if whole.is_integer() and "." not in digits else whole


def _is_label(before: str, code: str) -> bool:
    """Whether the word before a number says that the number is a name: "port", "PostgreSQL"."""
    word = re.search(r"([^\W\d_][\w'’-]*)\.?[ \N{NO-BREAK SPACE}]$", before)
    if word is None:
        return False
    said = word[1]
    small = said.lower() in SMALL
    return said.lower() in _LABELS or (code == ENGLISH and said[0].isupper() and not small)
