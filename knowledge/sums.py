"""Sums of money and shares in a text: "$7 billion", "12 percent", "31 euros and 60 cents"."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from .fold import MONEY, is_scale
from .patterns import SPACES, either

_NUMBER = rf"(?:\d{{1,3}}(?:[{SPACES}]\d{{3}})+(?:[.,]\d+)?(?!\d)|\d(?:[\d.,]*\d)?)"
_SCALE = r"\s?(?P<{}>[^\W\d_]+)"
_GROUPS = re.compile(rf"(?<=\d)[{SPACES}](?=\d{{3}})")
_CENTS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})*\.\d\d(?!\d)")
"""A sum with its hundredths: "1,200.50"."""
_SCALES = {
    "k": "thousand",
    **dict.fromkeys(("m", "mn", "mln"), "million"),
    **dict.fromkeys(("b", "bn", "bln"), "billion"),
    **dict.fromkeys(("t", "tn", "trn"), "trillion"),
}
_SHORT = re.compile(rf"(?<=\d)\s?(?P<scale>{'|'.join(_SCALES)})\b", re.IGNORECASE)
CODE = 3
"""Letters of the code of a currency, which stands before its number too: "EUR 1,200"."""
_WORDS = frozenset(("YEN",))
"""Names as long as a code."""
_AND = "(?:and|und|et|y|и)"
"""What joins a sum in two units: a comma parts two prices."""


class Sums:
    """Finds them in texts whose numbers stand in digits."""

    def __init__(self, money: Collection[str], share: Collection[str], hundredths: Collection[str]) -> None:
        """Units of *money*, of *share*, and those of money of which a hundred are one of the others."""
        sign = f"[{MONEY}]"
        codes = either({it.upper() for it in money if len(it) == CODE and it.isascii()} - _WORDS)
        self._ahead = re.compile(rf"(?P<code>{codes})\s?(?P<rest>.+)")
        cents = rf"\s(?:{_AND}\s)?(?P<cents>\d{{1,2}})\s(?:{either(hundredths)})\b"
        self._amount = re.compile(
            rf"(?P<signed>(?:{sign}|\b(?-i:{codes}))\s?{_NUMBER})(?:{_SCALE.format('scale')}\b(?!-))?"
            rf"|(?<![\w.,]){_NUMBER}(?:%|\s?{sign}(?!\s?\d)|\s(?:{either(share)})\b)"
            rf"|(?<![\w.,{MONEY}])\d{{1,2}}(?-i:p)\b"
            rf"|(?<![\w.,]){_NUMBER}(?:{_SCALE.format('by')}\.?)?\s(?:{either(money)})\b(?:{cents})?",
            re.IGNORECASE,
        )
        """What writes one, in two units too; what stands where a scale may is any word."""
        whole = either(it for it in money if it not in hundredths)
        self._in_two = re.compile(
            rf"(?<![\w.,])(?P<whole>\d[\d,]*)(?P<unit>\s(?:{whole}))\b{cents}", re.IGNORECASE
        )

    def amounts(self, text: str) -> Iterator[str]:
        """The sums and shares of *text*, as they stand there."""
        found: list[str] = []

        def kept(amount: str) -> str:
            found.append(amount)
            return amount

        self._change(text, kept)
        return iter(found)

    def without(self, text: str) -> str:
        """*text* with a space for each of them, but for those behind a code.

        "Сколько" asks both how many and how much, and "EUR 1 million" answers it.
        """
        return self._change(text, lambda it: it if self._ahead.fullmatch(it) else " ")

    def plain(self, text: str) -> str:
        """*text* with each sum as whoever reads its number and unit expects them.

        One in two units is one, "31.60 euros"; its digits are together, its scale is a word, and a code of
        three letters or "p" stands behind it as a unit: "£1.2m" is £1.2 million, "EUR 1,200.00" 1200 EUR.
        """
        whole = self._change(text, self._plainly)
        return self._in_two.sub(lambda it: f"{it['whole']}.{int(it['cents']):02}{it['unit']}", whole)

    def _plainly(self, amount: str) -> str:
        ahead = self._ahead.fullmatch(amount)
        if ahead:
            amount = f"{ahead['rest']} {ahead['code']}"
        amount = _CENTS.sub(lambda it: it[0].replace(",", "").removesuffix(".00"), _GROUPS.sub("", amount))
        amount = _SHORT.sub(lambda it: f" {_SCALES[it['scale'].lower()]}", amount)
        return f"{amount[:-1]} pence" if amount[0].isdigit() and amount.endswith("p") else amount

    def _change(self, text: str, change: Callable[[str], str]) -> str:
        """*text* with what *change* makes of each of its amounts."""

        def changed(found: re.Match[str]) -> str:
            if found["by"] and not is_scale(found["by"]):
                return found.group()  # "in 2025 the euro"
            end = found.end() if not found["scale"] or is_scale(found["scale"]) else found.end("signed")
            amount = text[found.start() : end]
            return change(amount) + text[end : found.end()]

        return self._amount.sub(changed, text)
