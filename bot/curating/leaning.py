"""Sentences that lean on what stands before them: "It is run by Spokeworks"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.draft import Draft
from knowledge.errors import Fault

_NO_SUBJECT = re.compile(
    r"(?:It|He|She|They|Its|His|Her|Their)\b"
    r"|(?:This|That|These|Those|Such)(?= (?:is|are|was|were|has|have|had|can|will|must|may|should|do|does)\b)"
    r"|The (?:first|second|third|last|others?|latter|former|same|next|rest|\w+est|(?:most|least)(?: \w+)?)"
    r"(?: ones?)?(?= (?:is|are|was|were|will|of them|took|takes|has|have|had|comes?|came|goes|went)\b|,)"
    r"|(?:One|Two|Three|Some|None|Both|Each|All|Most) of (?:them|these|those|it)\b"
    r"|(?:Before|After|Since|Until|Besides) (?:that|this|it|then)\b"
)
_OF_A_QUOTE = re.compile(r"(?:You|Both|Each)\b")
"""What leans in a passage too, where others go before it: "You can join or leave it"."""

_OF_SPEAKER = re.compile(r"(?:We|Our)\b")


def leans(text: str, *, goes_on: bool = False) -> str | None:
    """The first words of *text* that stand for something said before it; none where it stands alone.

    Of a passage that *goes_on* in its paragraph, "you" may be of what is spoken of there.

    >>> leans("It is run by Spokeworks."), leans("The last one took two hours."), leans("The last tram left.")
    ('It', 'The last one', None)
    """
    found = _NO_SUBJECT.match(text) or (_OF_A_QUOTE.match(text) if goes_on else None)
    return found.group() if found else None


def of_speaker(text: str) -> str | None:
    """The first word of *text* that stands for those whom its speaker speaks for."""
    found = _OF_SPEAKER.match(text)
    return found.group() if found else None


def leaning(draft: Draft) -> Iterator[Fault]:
    """A hint at every fact whose text begins with what nobody can know who sees the fact alone."""
    for entry in draft.entries:
        for fact in entry.facts:
            if first := leans(fact.written.text):
                yield entry.fault(
                    fact.mark("text"),
                    f"hint: the text begins with {first!r}, and people see it alone: name what it is about",
                )
