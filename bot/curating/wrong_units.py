"""Whether a quote says the unit that a figure is typed with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.draft import Draft, DraftFact
from knowledge.errors import Fault
from knowledge.fold import numbers, words
from knowledge.model import Figure
from knowledge.units import Units

from .values.measured import first_counted

NEAR = 5
"""Words behind a number among which its unit may stand: "38 *of you, in kilograms*"."""

ENDING = 3
"""Letters that a unit of at least as many may end in: "Kilometer*n*", "tonn*ami*"."""


def wrong_units(draft: Draft) -> Iterator[Fault]:
    """A hint at every figure whose unit, however it is spelt, is none that its quote says of the number.

    A unit that the language data do not know is left alone, and so is one that the source says anywhere
    where the number stands alone: "In 2020 it was 71 million", of crowns.
    """
    units = draft.language.values.measures
    for entry in draft.entries:
        for fact in entry.facts:
            for place, figure in enumerate(fact.written.figures):
                if figure.unit and not _is_said(figure, fact, draft, units):
                    yield entry.fault(
                        fact.mark("figures", place),
                        f"hint: the quote does not say that {figure.value:,} is of {figure.unit!r}:"
                        " write the unit that it says, or take `unit` out",
                    )


def _is_said(figure: Figure, fact: DraftFact, draft: Draft, units: Units) -> bool:
    wanted = units.of(figure.unit)
    if not wanted or fact.source is None:
        return True
    written = fact.written
    plain = draft.language.numerals_of(fact.language).plain
    said = words(plain(written.quote))
    meant = numbers(f"{figure.value} {figure.unit}")
    scaled = meant != numbers(str(figure.value))  # "31 million goes to schools"
    counted = words(figure.of)
    places = [at for at, word in enumerate(said) if word in meant]
    for at in places:
        before, behind = said[max(at - 1, 0) : at], said[at + 1 : at + 1 + NEAR]
        stands = units.at(behind)
        if stands & wanted or _has(before, wanted) or (not stands and _has(behind, wanted)):
            return True
    for at in places:
        behind = said[at + 1 : at + 1 + NEAR]
        if units.at(behind) or behind[: len(counted)] == counted:
            return False
        if not scaled and first_counted(behind, fact.language):
            return False
    beside = (written.understood or "", *written.implied, plain(fact.source.text))
    return any(_has(words(it), wanted) for it in beside)


def _has(said: Sequence[str], spellings: frozenset[str]) -> bool:
    text = f" {' '.join(said)} "
    return any(
        re.search(rf" {re.escape(it)}{f'[a-z]{{0,{ENDING}}}' if len(it) > ENDING else ''} ", text)
        for it in spellings
    )
