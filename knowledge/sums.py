"""Sums of money and shares in a text: "$7 billion", "12 percent", "31 euros and 60 cents"."""

from __future__ import annotations

import re
from collections.abc import Collection

from .patterns import either

_SCALE = r"(?:thousand|million|billion|trillion|bn|m|Millionen|Milliarden)"
_AND = "(?:and|und|et|y|и)"
"""What joins a sum in two units: a comma parts two prices."""


class Sums:
    """Finds them in texts whose numbers stand in digits."""

    def __init__(self, money: Collection[str], share: Collection[str], hundredths: Collection[str]) -> None:
        """Units of *money*, of *share*, and those of money of which a hundred are one of the others."""
        number = r"\d(?:[\d.,]*\d)?"
        cents = rf"\s(?:{_AND}\s)?(?P<cents>\d{{1,2}})\s(?:{either(hundredths)})\b"
        self.amounts = re.compile(
            rf"[$€£¥₺₽₸]\s?{number}(?:\s{_SCALE}\b)?|{number}(?:%|\s(?:{either(share)})\b)"
            rf"|{number}\s(?:{_SCALE}\s)?(?:{either(money)})\b(?:{cents})?",
            re.IGNORECASE,
        )
        """What writes one, in two units too."""
        whole = either(it for it in money if it not in hundredths)
        self._in_two = re.compile(
            rf"(?<![\w.,])(?P<whole>\d[\d,]*)(?P<unit>\s(?:{whole}))\b{cents}", re.IGNORECASE
        )

    def plain(self, text: str) -> str:
        """*text* with each sum that it says in two units in one: "31.60 euros"."""
        return self._in_two.sub(lambda it: f"{it['whole']}.{int(it['cents']):02}{it['unit']}", text)
