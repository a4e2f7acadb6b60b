"""For how long a number is said: a million *a year* is not a million *a month*."""

from __future__ import annotations

import re

_ADVERBS = {
    "hourly": "hour", "daily": "day", "nightly": "day", "weekly": "week", "monthly": "month",
    "quarterly": "quarter", "yearly": "year", "annually": "year", "annual": "year",
}  # fmt: skip
_PERIOD = r"hour|day|night|week|month|quarter|year|annum"
_RATE = re.compile(
    rf"(?:(?:\ba|\ban|\bper|\beach|\bevery)\s+|/\s?)(?P<period>{_PERIOD})\b|\b(?P<adverb>{'|'.join(_ADVERBS)})\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(rf"(?:[\s-]*[^\W\d_]+){{0,3}}?[\s-]*(?:{_RATE.pattern})", re.IGNORECASE)
"""A rate at most three words behind a number: "million *tons* annually"."""
_AHEAD = re.compile(
    rf"(?P<period>(?!))?\b(?P<adverb>{'|'.join(_ADVERBS)})(?:\s+[^\W\d_]+){{0,2}}\s+\W?$", re.IGNORECASE
)
"""One before it: "a *monthly* contribution of 2 million"."""


def rate(before: str, after: str) -> str:
    """The time for which the number between *before* and *after* is said; nothing where none is.

    >>> rate("", " million tons annually, it says"), rate("", " euros per month"), rate("", " euros in May")
    ('year', 'month', '')
    >>> rate("with a monthly contribution of €", " million")
    'month'
    """
    found = _BESIDE.match(after) or _AHEAD.search(before)
    return _period(found) if found else ""


def rates(text: str) -> frozenset[str]:
    """Every time for which *text* says something: "an *annual* contribution"."""
    return frozenset(map(_period, _RATE.finditer(text)))


def _period(found: re.Match[str]) -> str:
    if found["adverb"]:
        return _ADVERBS[found["adverb"].lower()]
    period = found["period"].lower()
    return {"annum": "year", "night": "day"}.get(period, period)
