"""Phrases of the language data as parts of regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable


def either(phrases: Iterable[str]) -> str:
    """A pattern of any of *phrases*, the longest first; of nothing at all where there are none.

    >>> either(["by", "by the end of", "p.m."])
    'by\\\\ the\\\\ end\\\\ of|p\\\\.m\\\\.|by'
    """
    return "|".join(map(re.escape, sorted(set(phrases), key=lambda it: (-len(it), it)))) or "(?!)"
