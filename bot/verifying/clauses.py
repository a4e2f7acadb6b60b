"""The clauses of a sentence, and whether one denies or only supposes it: "it is *not* 34 km long"."""

from __future__ import annotations

import re
from itertools import pairwise

from knowledge.fold import words

from .reading import Value

_THAT = r"(?:that|dass|daß|que|что|hogy)\b"
_PARTED = re.compile(
    rf"[,;:()—](?=\s(?!{_THAT})|$)|\s–\s|\b(?:instead of|rather than|without|statt|ohne)\b"
    r"|(?<!anything )(?<!nothing )(?<!all )\bbut\b|(?<!alles )\b(?:aber|sondern|mais|sino|ama|но|а)\b",
    re.IGNORECASE,
)
"""What parts clauses; a comma before "that" parts none: "es stimmt *nicht*, dass"."""
_DENIES = re.compile(
    r"\b(?:not|no|nobody|none|nothing|never|neither|nor|cannot|hardly|barely|scarcely|unlikely|without"
    r"|anything but|far from|instead of|rather than|contrary to|fail(?:s|ed)? to|if|whether|refus\w+ to"
    r"|(?:is|are|was|were|do|does|did|has|have|had|wo|would|could|should|ca|ai)nt"
    r"|nicht|kein\w*|nie|niemals|kaum|weder|statt|ohne|alles andere als|ob|wenn|falls|pas"
    r"|eğer|değil|deyil|если|не|нет)\b"
    r"|n[’']t\b",
    re.IGNORECASE,
)
_UNTRUE = re.compile(
    r"\b(?:false(?:ly)?|untrue|(?<!went )(?<!go )wrong(?:ly)?|incorrect(?:ly)?|inaccurate(?:ly)?"
    r"|mistaken(?:ly)?|erroneous(?:ly)?|baseless|unfounded|myths?|hoax|misconceptions?|rumou?rs?|debunk\w*"
    r"|an? (?:lie|mistake|error|fallacy) (?:to|that)|doubt\w*|refut(?:e|es|ed|ing)|disprove[sdn]?"
    r"|(?<!was )(?<!were )(?<!been )den(?:y|ies|ied|ying)"
    r"|(?:disput|reject)(?:s|es|ed|ing)? (?:that|(?:(?:the|this|any) )?(?:claims?|reports?|idea|notion))"
    r"|falsch|unwahr|irrtümlich|irrtum|mythos|gerüchte?|bestreite[tn]|bestritt(?:en)?|dementier\w+|bezweifel\w+"
    r"|stimmt nicht|faux|falso|yanlış\w*|yalan\w*|səhv\w*|неверно|неправда|миф|отрица\w+)\b"
    r"|(?:\bnot|n[’']t) (?:true|so|correct|right|accurate|the case)\b",
    re.IGNORECASE,
)
"""What denies all that the sentence says: "The corridor is 34 km long, which is *false*"."""
_ONLY_LIMITS = re.compile(
    r"\b(?:not|no)\s+(?:only|just|merely|yet|fewer|less|more|later|earlier|doubt)\b|\bNo\.\s?\d"
    r"|n[’']?t\s+(?:only|just|yet)\b|\b(?:without|beyond)\s+(?:a\s+|any\s+)?doubt\b"
    r"|\bnicht\s+(?:nur|weniger|mehr)\b",
    re.IGNORECASE,
)
"""What denies nothing of that: "no fewer than 109", "not only in Baku"."""


class Clauses:
    """The clauses of one sentence."""

    def __init__(self, text: str) -> None:
        cuts = [0, *(match.start() for match in _PARTED.finditer(text)), len(text)]
        self._clauses = [(start, end, text[start:end]) for start, end in pairwise(cuts)]
        self._is_untrue = bool(_UNTRUE.search(_ONLY_LIMITS.sub(" ", text)))

    def deny(self, value: Value) -> bool:
        """Whether the clause in which *value* stands denies something: then it is not told what it states.

        Or the sentence says that what it tells is not so.
        """
        if self._is_untrue:
            return True
        clause = self._of_name(value) if value.name else self._at(value.at)
        return denies(clause)

    def _at(self, offset: int) -> str:
        return next((text for start, end, text in self._clauses if start <= offset < end), "")

    def _of_name(self, value: Value) -> str:
        """Of a name the place is told in words."""
        left = value.at
        for _, _, text in self._clauses:
            left -= len(words(text))
            if left < 0:
                return text
        return ""


def denies(text: str) -> bool:
    """Whether *text* denies anything, or states it of none that there is: "*if* it were 34 km long"."""
    plain = _ONLY_LIMITS.sub(" ", text)
    return bool(_DENIES.search(plain) or _UNTRUE.search(plain))
