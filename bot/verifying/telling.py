"""What was found of a text, in words and as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from ..answering.reply import fact_data
from ..answering.wording import attribution, quoted
from .case import Verdict
from .verify import Finding

GRAVEST_FIRST: tuple[Verdict, ...] = ("differs", "not in the source", "agrees, more loosely", "agrees")
"""A sentence gets on the whole the first of these that one of its values gets."""

MARKS: dict[Verdict, str] = {
    "differs": "✗",
    "not in the source": "?",
    "agrees, more loosely": "≈",
    "agrees": "✓",
}

NOTHING = "Nothing here can be compared: no sentence names a topic of the source with a value."


def overall(findings: Iterable[Finding]) -> Verdict | None:
    """The gravest verdict; None where nothing was found."""
    given = {it.verdict for it in findings}
    return next((it for it in GRAVEST_FIRST if it in given), None)


def by_sentence(findings: Sequence[Finding]) -> Iterator[tuple[str, list[Finding]]]:
    """The findings of each sentence together, in the order of the text."""
    for (_, sentence), found in groupby(findings, key=attrgetter("place", "sentence")):
        yield sentence, list(found)


def line(finding: Finding) -> str:
    """One value and its verdict: "34 km differs"."""
    return f"{finding.value}: {finding.verdict}"


def as_text(findings: Sequence[Finding]) -> str:
    """Each sentence, its values with their verdicts, and the quotes that prove these; each quote once."""
    if not findings:
        return NOTHING
    return "\n\n".join("\n".join(_lines(sentence, found)) for sentence, found in by_sentence(findings))


def _lines(sentence: str, found: Sequence[Finding]) -> Iterator[str]:
    # It is read in a terminal, to which other characters are commands.
    yield "".join(it if it.isprintable() else " " for it in sentence)
    shown: set[str] = set()
    for finding in sorted(found, key=lambda it: GRAVEST_FIRST.index(it.verdict)):
        about = f" ({finding.entry.title})" if finding.fact is None else ""
        yield f"  {MARKS[finding.verdict]} {line(finding)}{about}"
        if finding.fact and finding.fact.quote not in shown:
            shown.add(finding.fact.quote)
            if finding.verdict == "differs":
                yield f"    the source says: {finding.fact.text}"
            yield f"    {quoted(finding.fact)}"
            yield f"    {attribution(finding.fact)}"


def as_data(sentence: str, found: Sequence[Finding]) -> dict[str, Any]:
    """A sentence and what was found of it, in the shape of the other JSON."""
    return {
        "sentence": sentence,
        "verdict": overall(found),
        "values": [
            {
                "value": finding.value,
                "verdict": finding.verdict,
                "entry": finding.entry.id,
                "title": finding.entry.title,
                "fact": fact_data(finding.fact) if finding.fact else None,
            }
            for finding in found
        ],
    }
