"""What different spellings of a word have in common: British and American, and those of several alphabets."""

from __future__ import annotations

import re
from functools import lru_cache

LONGEST_ABBREVIATION = 3
"""Letters up to which a doubled letter counts: ООН is not "on"."""

_DOUBLED = re.compile(r"([a-z])\1")
_SPELLINGS = (
    ("shch", "s"), ("sch", "s"), ("sh", "s"), ("tch", "c"), ("ch", "c"), ("kh", "h"), ("gh", "g"),
    ("zh", "j"), ("ph", "f"), ("ck", "k"), ("q", "k"), ("w", "v"), ("x", "h"),
    ("yu", "u"), ("ya", "a"), ("yo", "o"), ("ye", "e"), ("iy", "i"), ("y", "i"),
)  # fmt: skip
_BRITISH = {
    r"our(?<=[a-z]{2}[b-df-hj-np-tvi]our)(?=(?:s|ed|ing|ings|able|ful|ite|ites|hood|ism|er|ers|y)?$)": "or",
    r"is(?<=[a-z]{3}is)(?=(?:e|es|ed|ing|er|ers|ations?)$)": "iz",
    r"ys(?<=lys)(?=(?:e|es|ed|ing|er|ers)$)": "yz",
    r"re(?<=[a-z]{2}[tb]re)(?=s?$)": "er",
    r"ue(?<=[a-z]{2}ogue)(?=s?$)": "",
    r"me(?<=gramme)(?=s?$)": "",
    r"en[cs]e(?:(?<=^defen[cs]e)|(?<=^offen[cs]e)|(?<=^licen[cs]e)|(?<=^preten[cs]e))(?=s?$)": "ense",
    r"ll(?<=[a-z]{4}ll)(?=(?:ed|ing|er|ers|or|ors)$)": "l",
    r"ae(?<=[a-z]ae)(?=[a-z]{3})": "e",
    r"e(?<=^gre)(?=y(?:|s|er)$)": "a",
    r"ys(?<=[b-df-hj-np-tvwxz]ys)$": "ies",
}
"""What British English writes otherwise, or nobody should ("citys"), and what American English has there.

Each begins with what is replaced, and looks back over it: so it is tried only where these letters stand.
For the same reason an empty group behind each tells which it is.
"""
_ANY_BRITISH = re.compile("|".join(f"{written}()" for written in _BRITISH))
_IN_ITS_PLACE = tuple(_BRITISH.values())


@lru_cache(maxsize=65_536)
def american(word: str) -> str:
    """Return a folded *word* as American English would write it, if it is English; else much as it is.

    >>> american("harbour"), american("travelled"), american("organisation"), american("centre")
    ('harbor', 'traveled', 'organization', 'center')

    What comes out need not be a word ("promize"): it is for comparing.
    """
    return _ANY_BRITISH.sub(lambda found: _IN_ITS_PLACE[(found.lastindex or 1) - 1], word)


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """Return *word* as its spellings in several alphabets have in common.

    >>> sound("kashgari"), sound("kasgary"), sound("nakhchivan"), sound("nahcivan")
    ('kasgari', 'kasgari', 'nahcivan', 'nahcivan')
    >>> sound("colour") == sound("color")
    True

    Turkish writes ş where English writes sh, and Cyrillic comes to Latin letters in many ways.
    """
    word = american(word)
    for written, heard in _SPELLINGS:
        if written in word:
            word = word.replace(written, heard)
    if word.endswith("z"):  # "dayz"; nowhere do two words differ by that
        word = f"{word[:-1]}s"
    if len(word) > LONGEST_ABBREVIATION and _DOUBLED.search(word):
        word = _DOUBLED.sub(r"\1", word)
    return word
