"""Whether a text says what a short name stands for: "eTIR (electronic customs transit system)"."""

from __future__ import annotations

import re
from itertools import chain

from knowledge.patterns import CAPITAL

MOST_SPELLED = 5
"""Words with a capital that a short name in brackets may stand for."""

_SHORT = re.compile(rf"([^()]+)\(({CAPITAL}{{2,8}})\)")
_LONG = re.compile(rf"\b((?:[a-z]|{CAPITAL}){CAPITAL}\w*) \((\w+(?:[ -]\w+)+)\)")


def spells_out(text: str) -> bool:
    """Whether *text* has what a name is short for beside it, in brackets or with the short name in them.

    >>> spells_out("Five Harbours Alliance (FHA)"), spells_out("eTIR (electronic customs transit system)")
    (True, True)
    >>> spells_out("TRIPP (Zangazur Corridor)"), spells_out("The Zangazur Corridor (TRIPP)")
    (False, False)
    """
    before = ((re.findall(rf"\b(?!The\b){CAPITAL}", long), short) for long, short in _SHORT.findall(text))
    behind = (([long[0].upper()], short) for short, long in _LONG.findall(text))
    return any(short[0].upper() in capitals[-MOST_SPELLED:] for capitals, short in chain(before, behind))
