"""What numbers and amounts look like, as patterns with the parts of each by name."""

from __future__ import annotations

import re

from knowledge.fold import CURRENCIES, MONEY
from knowledge.times import counts as counts_in

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
    rf"(?P<sign>[{MONEY}]\s?)?(?<![\w.,:/+#@-])(?<![A-RT-Z]\$)(?<!\bS\$)"  # "A$12" is of other dollars
    rf"(?P<number>(?:\d{{1,3}}(?:[,\N{{NO-BREAK SPACE}}]\d{{3}})+|\d+,\d{{1,2}}|\d+(?:\.\d+)?"
    rf"|(?i:{_JOINED}|one(?={_HALF})|{_WORDS})(?!-(?i:one|{_WORDS})))(?:{_HALF})?)"
    r"(?![\d/]|:\d|[.,]\d|-\d)(?=\W|$)"
    r"(?=(?P<after>(?:\s?[%‰€$]|[-\s]{1,2}[^\W\d_][\w'’-]*){0,8}))"
)
"""A number with the sign before it and the words behind it; no ordinal, time of day or part of a name."""
SIGNS = {**CURRENCIES, "$": "USD", "€": "EUR", "£": "GBP", "₺": "TRY", "₽": "RUB"}
"""How the unit of what stands behind a sign is typed."""


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
