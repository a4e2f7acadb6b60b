"""A figure as its quote writes it, with its qualifier and unit: "nearly $7 billion"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.fold import MONEY, fold, numbers, words
from knowledge.model import ENGLISH, Fact, Figure, Qualifier

MOST_BETWEEN = 1
"""Words between a number and its unit: "two *extra* days"."""

SAME_LETTERS = 3
"""First letters by which a unit is one in another form or spelling: "kilometer" and "kilometres"."""

AT_MOST: Qualifier = "at most"
OF_MORE = frozenset(("more than", "over", "exceeding", "exceeded"))
"""What stands before the most that may be where it is forbidden."""

_NUMBER = re.compile(r"\d[\d.,]*\d|\d|[^\W\d_]+(?:-[^\W\d_]+)?")
_BEFORE = re.compile(
    r"(?:\b(?P<said>(?:no |not )?more than|nearly|almost|around|about|approximately|roughly|over|at least|"
    r"up to|at most|just|some|exceeded|exceeding|estimated at)\s+)?"
    rf"(?P<sign>(?-i:USD\s?|EUR\s?|GBP\s?|CHF\s?|US(?=\$))?[{MONEY}]?)$",
    re.IGNORECASE,
)
_MINUS = re.compile(r"(?:[-−–]\s?|\bminus\s+)$", re.IGNORECASE)
_SCALE = re.compile(r"\s*(?:thousand|million|billion|trillion|bn|tn|m)\b", re.IGNORECASE)
_UNIT = re.compile(r"[-\s]*(?:%|percent\b|per cent\b|euros?\b|dollars?\b|pounds?\b)", re.IGNORECASE)
_WORD = re.compile(r"[-\s]*[\w\u0300-\u036f]+")  # with accents that stand apart, as in text from a PDF


def written(figure: Figure, fact: Fact) -> str:
    """*figure* as the quote of *fact* has it; what the quote says elsewhere as it is typed.

    Where the quote is in another language, or writes it in a way that is not found, all is as it is typed.
    """
    found = _written(figure, fact.quote) if fact.language == ENGLISH else None
    return " ".join((found or _typed(figure)).split())


def date_of(figure: Figure, fact: Fact) -> str | None:
    """The date of *figure*: its own, else one of *fact* that its quote says of it.

    What the quote says of something else is none: neither an age nor what a plant makes is of the year in
    "Marit Halvorsen, *47*, chief executive since *2019*", "The plant, opened in *2021*, builds *2,400*" and
    "up to *six* come under an agreement signed in *2020*".
    """
    if figure.as_of:
        return figure.as_of
    dates = [when.dated for when in fact.dates if when.dated]
    of_it = (it for it in dates if fact.language != ENGLISH or _is_said_of(it[:4], figure, fact.quote))
    return next(of_it, None)


def _is_said_of(year: str, figure: Figure, quote: str) -> bool:
    """Whether *quote* says a *year* in the part that has *figure*, or in one that only says when."""
    wanted = numbers(f"{figure.value:g}") | numbers(f"{figure.value:g} {figure.unit}")
    told = _OF_ELSE.sub(lambda it: it.group().replace(it["year"], ""), quote) if year in quote else quote
    sentences = [_PART.split(it) for it in _SENTENCE.split(told)]
    having = [parts for parts in sentences if any(not wanted.isdisjoint(numbers(it)) for it in parts)]
    of_year = [it for parts in having or sentences for it in parts if year in it]
    if not of_year:
        return year not in quote  # it is said further up
    return any(_WHEN.match(it) or not wanted.isdisjoint(numbers(it)) for it in of_year)


_OF_ELSE = re.compile(
    r"(?:\bsince|\b(?:under|by|with|from|of|in|to|at|on|for) (?:an?|the|its|their|our|his|her) "
    r"(?:[\w’'-]+ ){1,3}?(?:[\w’'-]+ed|built|made|held|begun|given|drawn up|set up) (?:in|on|by|at))"
    r"(?: [\w’'-]+){0,2} (?P<year>\d{4})\b",
    re.IGNORECASE,
)
"""A year from which something goes on, or that of a thing which only tells what the rest is about."""

_SENTENCE = re.compile(r"(?<=[^\W\d_]{2}[.!?])\s|(?<=\d{4}[.!?])\s")
_PART = re.compile(r"[,;:–—]\s|\s(?:and|but)\s(?=(?:now|today)\b)")
_WHEN = re.compile(
    r"(?:and |but )?(?:in|on|by|at|for|from|since|during|until|between|after|before|as of|this|last)\b",
    re.IGNORECASE,
)
"""How a part of a sentence begins that says when the rest of it is."""


def _typed(figure: Figure) -> str:
    qualifier = "" if figure.qualifier == "exact" else figure.qualifier
    return f"{qualifier} {figure.value:,}{_apart(figure.unit)}"


def _apart(unit: str) -> str:
    return unit if unit == "%" else f" {unit}"


def _written(figure: Figure, quote: str) -> str | None:
    wanted = numbers(f"{figure.value:g}") or {f"{figure.value:g}"}
    for match in _NUMBER.finditer(quote):
        if not wanted.isdisjoint(numbers(match.group())):
            said, sign = _before(figure, quote[: match.start()])
            scale = _SCALE.match(quote, match.end())
            number = match.group().lower()
            unit = _unit(figure, quote[scale.end() if scale else match.end() :], bool(sign), bool(scale))
            return f"{said} {sign}{number}{scale.group() if scale else ''}{unit}"
    return None


def _before(figure: Figure, rest: str) -> tuple[str, str]:
    """The qualifier, as it is typed where it does not stand at the end of *rest*, and the sign.

    "Over 18 months" may say how long it goes on, and "nobody may own more than 200" that it is the most.
    """
    minus = _MINUS.search(rest) if figure.value < 0 else None
    found = _BEFORE.search(rest[: minus.start()] if minus else rest)
    said, sign = ((found["said"] or "").lower(), found["sign"]) if found else ("", "")
    if (said == "over" and figure.qualifier != "over") or (said in OF_MORE and figure.qualifier == AT_MOST):
        said = ""
    if not said and figure.qualifier != "exact":
        said = figure.qualifier
    return said, f"{minus.group() if minus else ''}{sign}"


def _unit(figure: Figure, rest: str, is_signed: bool, is_scaled: bool) -> str:
    """The unit at the beginning of *rest*, or as it is typed where the quote says it elsewhere."""
    found = _UNIT.match(rest)
    if found or not figure.unit:
        return found.group() if found else ""
    said = _beginning(rest, words(figure.unit), is_whole=is_signed)
    if said and not (rest[0] == "-" and _is_plural(figure.unit, said)):  # "18-bed ward" has 18 beds
        return ("" if rest[0].isalpha() else " ") + said.lstrip("- ")  # "12U" is one word
    unit = [it for it in figure.unit.split() if not (is_scaled and _SCALE.fullmatch(it))]
    return "" if is_signed else _apart(" ".join(unit))


def _is_plural(unit: str, said: str) -> bool:
    """Whether a typed *unit* is the plural of the one word that is *said* before what has it."""
    return fold(unit) in (f"{fold(said.strip('- '))}{ending}" for ending in ("s", "es"))


def _beginning(rest: str, unit: Sequence[str], *, is_whole: bool) -> str:
    """What *rest* begins with that ends as the *unit* does, or, unless *is_whole*, with a word of it."""
    runs: list[str] = []
    end = 0
    while len(runs) < len(unit) + MOST_BETWEEN and (word := _WORD.match(rest, end)):
        end = word.end()
        runs.append(rest[:end])
    whole = (it for it in reversed(runs) if _is_form(it, unit[-1]))
    parts = [it for it in unit if len(it) > 1 and not is_whole]
    return next(whole, None) or next((run for run in runs if any(_is_form(run, it) for it in parts)), "")


def _is_form(run: str, unit: str) -> bool:
    """Whether the last word of *run* is *unit* in another form, or what it is short for: "km"."""
    *_, last = words(run) or [""]
    letters = iter(last)
    is_short = len(unit) < SAME_LETTERS and last[:1] == unit[:1] and all(it in letters for it in unit)
    return is_short or last[:SAME_LETTERS] == unit[:SAME_LETTERS]
