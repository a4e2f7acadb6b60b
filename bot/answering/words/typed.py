"""What was folded, as it was typed."""

from __future__ import annotations

from knowledge.fold import CURRENCIES, words

LONGEST_AMOUNT = 6
"""Words, as they are written, of a number and its unit: "4.5 million square miles"."""

_AROUND = ".,;:!?\"'()“”‘’"


def as_typed(amount: str, text: str) -> str:
    """A folded number, and its unit if it has one, as it stands in *text*.

    >>> as_typed("1000000000", "money over $1bn?"), as_typed("43 miles", "43 miles long"), as_typed("5", "V")
    ('$1bn', '43 miles', '5')
    """
    written, said = text.split(), amount.split()
    for size in range(1, LONGEST_AMOUNT + 1):
        for start in range(len(written) - size + 1):
            run = " ".join(written[start : start + size]).strip(_AROUND)
            found = words(run)
            if found == said or (found[1:] == said and run[0] in CURRENCIES):
                return run
    return amount
