"""Drafts the entries of a whole text: one for each heading, with all that stands below it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from knowledge.headings import heading_above
from knowledge.language import Language
from knowledge.source import Source

from .passages import Passage
from .paste import fact, scalar
from .sources.describe import LONGEST_TITLE, slug


def outline(found: Iterable[Passage], sources: Sequence[Source], language: Language) -> Iterator[str]:
    """The entries that quote the passages *found*, each as lines to paste into a file of entries.

    What stands below a heading is an entry; what stands below none is one called as its text is. A heading
    that stands in several places is one entry, for a title names only one.
    """
    below: dict[str, list[Passage]] = {}
    titles: dict[str, str] = {}
    for passage in found:
        above = heading_above(passage.source, passage.span.paragraph) or passage.source.title
        title = _in_short(above)
        titles.setdefault(slug(title), title)
        below.setdefault(slug(title), []).append(passage)
    for name, passages in below.items():
        yield "\n".join(
            (
                f"- id: {name}",
                "  kind: theme",
                f"  title: {scalar(titles[name])}",
                "  facts:",
                *(placed(it, sources, language) for it in passages),
            )
        )


def _in_short(title: str) -> str:
    """*title* as an entry may have it, cut before its last mark, or else between words.

    >>> _in_short("Interview with Helena Marcu, director general of the Upland Development Bank")
    'Interview with Helena Marcu'
    """
    if len(title) <= LONGEST_TITLE:
        return title.strip()
    part = title[: LONGEST_TITLE + 1]
    return (
        re.split(r"[,:;] (?=[^,:;]*$)", part)[0].strip()
        if re.search(r"[,:;] ", part)
        else part.rsplit(" ", 1)[0]
    )


def placed(passage: Passage, sources: Sequence[Source], language: Language) -> str:
    """The lines of a fact that quotes *passage*, below where that stands."""
    where = f"    # {passage.source.id}, paragraph {passage.span.paragraph}"
    return f"{where}\n{fact(passage, sources, language)}"
