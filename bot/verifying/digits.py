"""How a number in digits is to be read: what parts its thousands, and what makes it another number."""

from __future__ import annotations

import re

APART = r"[ \u00a0\u2009\u202f'’_·]"
"""What stands between thousands, beside commas and dots: 1'000'000 in Switzerland."""

DIGITS = rf"\d{{1,3}}(?:{APART}\d{{3}})+(?!\d)|\d+(?:[.,]\d+)*"
"""A number in digits, as a pattern."""

_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")
_BOTH = re.compile(r"\d{1,3}(?:(?P<thousands>[.,])\d{3})(?:(?P=thousands)\d{3})*[.,]\d+")
_OTHER_BEFORE = re.compile(r"(?:\d[/:^]|\bpoint\s|['’]|(?:^|[\s(])[-\u2212])$")
_OTHER_AFTER = re.compile(
    r"[/:^]\d|[\u00bc-\u00be\u2150-\u215e\u00b2\u00b3]|e[+-]?\d|\s?[x×*]\s?10\b"
    r"|\s+point\s+\w|\s+and\s+an?\s|h\d|\s?(?:tril|bil|mil|trln|bio|crores?|lakhs?|lacs?)\b|s\b",
    re.IGNORECASE,
)
_YEAR_OF_TWO = re.compile(r"/\d{2}(?!\d)")
_FRACTION = re.compile(r"\b(?:an?|one|two|three|four|five|\d+)[\s-]$", re.IGNORECASE)


NO_STATEMENT = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\w+|\+\d[\d ()/-]{6,}\d")
"""Addresses and numbers to call: the digits in them count nothing."""


def plain_digits(written: str) -> str:
    """*written* without what parts its thousands, as far as that can be told, and with a dot for its parts.

    >>> [plain_digits(it) for it in ("1'000'000", "21,00,000", "1.234,56", "1,234.56", "2,1")]
    ['1000000', '2100000', '1234.56', '1234.56', '2,1']
    """
    joined = re.sub(rf"(?<=\d){APART}(?=\d{{3}})", "", written)
    joined = _INDIAN.sub(lambda it: it[0].replace(",", ""), joined)
    return _BOTH.sub(_with_dot, joined)


def _with_dot(number: re.Match[str]) -> str:
    thousands = number["thousands"]
    whole, _, parts = number[0].rpartition("," if thousands == "." else ".")
    return f"{whole.replace(thousands, '')}.{parts}" if whole else number[0]


def is_otherwise(text: str, start: int, end: int) -> bool:
    """Whether the number at that place is a part of one that is told otherwise: 1/3, 2½, 10:30, -3, 1e6.

    >>> [is_otherwise(it, 0, 1) for it in ("1/3", "2½", "2 km")], is_otherwise("2025/26", 0, 4)
    ([True, True, False], False)
    """
    after = text[end:]
    if end - start == 4 and _YEAR_OF_TWO.match(after):
        return False
    before = text[:start]
    return bool(_OTHER_AFTER.match(after) or _OTHER_BEFORE.search(before)) or _is_label(
        before, text[start:end], after
    )


def _is_label(before: str, written: str, after: str) -> bool:
    """Whether it numbers a part of the text: "1. The corridor", "Fact 2: it", "[2]", "see figure 3"."""
    if not before.strip(" ([#|>*-"):
        is_section = "." in written and re.match(r"\.?\s+[^\W\d_a-z][a-zà-ÿ]", after)
        in_table = "|" in before and re.match(r"\s*\|", after)
        return bool(is_section or in_table or re.match(r"[.)\]:]\s", after))
    if len(written) <= LONGEST_LABEL and _HEADS.match(before) and _HEADED.match(after):
        return True
    if (before.endswith("[") and after.startswith("]")) or _PART_OF_TEXT.search(before):
        return True
    return bool(_NUMBERED.search(before)) and not _SO_LONG.match(after)


LONGEST_LABEL = 3
"""Digits of the number of a point in a list; one of four is a year."""
_HEADS = re.compile(
    r"[\W_]*(?!(?:in|on|at|of|by|to|for|from|with|about|over|under|only|im|am|um|mit|von|bis)\b)"
    r"(?:[^\W\d_]+\.?[\s#]+){1,2}$",
    re.IGNORECASE,
)
_HEADED = re.compile(r"\s?[:)]\s|\s[–—-]\s")
"""What a number stands between that heads a sentence: "*Fact* 1*:* the corridor"."""

_PART_OF_TEXT = re.compile(
    r"(?:\b(?:fig(?:ure|\.)|table|chapter|section|pages?|pp?\.|slide|footnote|annex|appendix|items?|steps?|articles?"
    r"|clauses?|paragraphs?|no\.|nr\.)|[§№])\s?$",
    re.IGNORECASE,
)


_NUMBERED = re.compile(
    r"\b(?:[Vv]ersion|[Rr]elease|[Rr]oom|[Ww]ard|[Pp]latform|[Gg]ate|[Bb]us"
    r"|Line|Route|Building|Block|Phase) $"
)
_SO_LONG = re.compile(r"\s?(?:%|k?m\b|(?:kilo)?met(?:er|re)s?\b|(?:minute|hour|day|week|month|year)s?\b)")
"""What a number only names: "*Version* 7.2", "*room* 12"; and what makes an amount of it all the same."""


def is_fraction(before: str, after: str) -> bool:
    """Whether an ordinal between them is a part: a *seventh* of it, by a *fifth*, the *third* quarter."""
    return bool(_FRACTION.search(before) and _IS_PART.match(after)) or bool(_OF_TIME.match(after))


_IS_PART = re.compile(r"\s+of\b|\s*(?:[.,;:)]|$)")
_OF_TIME = re.compile(r"\s+(?:quarter|half|trimester|semester|week|month|decade|century)\b")


_TO = r"(?:\s*[\u2013\u2014-]\s*|\s+(?:to|through|till|until|bis|or|oder)\s+|\s?(?:±|\+/-)\s?)"
_UNIT = r"(?:\s?(?P<unit>[^\W\d_]+|%))?"
_RANGE = re.compile(rf"{_UNIT}{_TO}", re.IGNORECASE)
_BETWEEN = re.compile(rf"{_UNIT}\s+(?:and|und|y|et|e|и)\s+", re.IGNORECASE)
_OPENS = re.compile(r"\b(?:between|zwischen|entre|tra|между)\s+\S?$", re.IGNORECASE)
_CHANGES = re.compile(r"\b(?:from|von|desde|de|от|с)\s+\S?$", re.IGNORECASE)


def is_change(before: str, between: str) -> bool:
    """Whether a number stands there that became the next one: "*from* 500 *to* 600 million".

    >>> is_change("from ", " to "), is_change("from ", " in Riga to ")
    (True, False)
    """
    return bool(_CHANGES.search(before) and _BECOMES.fullmatch(between))


_BECOMES = re.compile(r"\s+(?:to|auf|a|à|до)\s+", re.IGNORECASE)


def is_range(before: str, between: str) -> str | None:
    """The unit behind the first number of a range, "40 *km* to 45 km", if any; None where it is no range.

    "From 40 to 45" is none: that often tells what was before and what is now.

    >>> is_range("between ", " and "), is_range("from ", " to "), is_range("", " km to ")
    ('', None, 'km')
    """
    joined = _RANGE.fullmatch(between)
    if joined is None or _CHANGES.search(before):
        joined = _BETWEEN.fullmatch(between) if _OPENS.search(before) else None
    return None if joined is None else joined["unit"] or ""
