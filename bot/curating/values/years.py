"""Which year a day or month is of for which a passage says none."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from knowledge.dates import MONTHS
from knowledge.headings import BYLINE, heading_above, headings
from knowledge.source import Source
from knowledge.tells import IN_FOUR

from ..passages import Passage
from .times import dated_in


def with_year(typed: Sequence[Mapping[str, object]], passage: Passage) -> str:
    """A comment with the first date of *typed* that has no year as it is typed with one, if any has none.

    It is the year that stands before it or above, which need not be asked for a month alone.
    """
    source = passage.source
    for it in () if _EVERY_YEAR.search(passage.text) else typed:
        day, _, month = str(it.get("date", "")).rpartition(" ")
        if month not in MONTHS or "until" in it:
            continue
        said, counted = _year_of_day(passage)
        nearest = _nearest(month, passage)
        above = counted or _before(passage, nearest) or _above(source, passage.span.paragraph)
        if day and not above:
            continue
        year = above or nearest
        iso = dated_in(year, it, source)["date"]
        why = f"for it says {said!r}" if said else "as it says above"
        which = f"in {year}, {why}? then" if above else f"every {month}? else with its year:"
        return f"  # {which} date: {iso}, understood: 'in {year}:'"
    return ""


def _year_of_day(passage: Passage) -> tuple[str, str]:
    """What *passage* says of its year by the day of its source, and that year: "This year", "2026"."""
    for found in _BESIDE_YEAR.finditer(passage.text):
        offset = next(it for it, group in ((-1, "last"), (0, "this"), (1, "next")) if found[group])
        return found.group(), str(int(passage.source.date[:4]) + offset)
    return "", ""


_BESIDE_YEAR = re.compile(
    r"\b(?:(?P<this>this|diese[sm])|(?P<last>last|(?:letzte|vergangene|vorige)[sn])|(?P<next>next|nächste[sn]))"
    r" (?:year|Jahr)\b",
    re.IGNORECASE,
)


def _before(passage: Passage, nearest: str) -> str | None:
    """The year that the sentence before *passage* says, or one further up that opens with its year.

    A sentence between that only has a day or month is of the same year. Any other year of the paragraph is
    only that of something else, unless it is the *nearest* to the day of the source.
    """
    place = passage.span
    beside = (it for it in passage.source.sentences() if it[1].paragraph == place.paragraph)
    before = [it for it, span in reversed([*beside]) if span.end <= place.start]
    for sentence in before:
        if years := _YEAR.findall(sentence):
            return str(years[-1])
        if not _MONTH.search(sentence):
            break
    if opened := next((it for it in map(_OPENS_WITH_YEAR.match, before) if it), None):
        return opened["year"]
    return nearest if any(nearest in _YEAR.findall(it) for it in before) else None


_OPENS_WITH_YEAR = re.compile(rf"(?:(?:In|Since|During|Im Jahr|Seit|Im) )?(?P<year>{IN_FOUR})\b")
_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b")


def _nearest(month: str, passage: Passage) -> str:
    """The year of a *month* by the day of its source: of the last where *passage* tells what has happened,
    of the next where it tells what is to come, else of the same year.
    """
    year, known = passage.source.date[:4], passage.source.date[5:7]
    later = MONTHS.index(month) + 1 - int(known or 0)
    if not known or not later:
        return year
    if re.search(rf"\b(?:since|last|seit|letzten)(?: last)? {month}\b", passage.text) or (
        not _TO_COME.search(passage.text) and _HAPPENED.search(passage.text)
    ):
        return str(int(year) - (later > 0))
    return str(int(year) + (later < 0 and _TO_COME.search(passage.text) is not None))


_TO_COME = re.compile(
    r"\b(?:will|shall|should|next|planned|plans?|expect(?:s|ed)|(?:is|are) (?:to|due)"
    r"|soll|sollen|wird|werden)\b",
    re.IGNORECASE,
)
_HAPPENED = re.compile(
    r"\b(?:was|were|had|did|has|have|(?<!is )(?<!are )(?<!be )[a-z]{2,}ed|began|bought|brought|built|came"
    r"|cost|fell|found|gave|got|held|lost|made|met|paid|rose|said|saw|sent|sold|spent|told|took|went|won|wrote"
    r"|war|waren|wurde|wurden|hatte|hatten|hat|haben)\b"
)
"""What has happened by the day of the source, unless it is planned."""


def _above(source: Source, paragraph: int) -> str | None:
    """The year that the heading above *paragraph* tells, or else the title; none where it tells several."""
    titles = headings(source)
    for text in (heading_above(source, paragraph), titles.get(1)):
        years = set() if text and BYLINE.search(text) else set(_YEAR.findall(text or ""))
        if years:
            return years.pop() if len(years) == 1 else None
    return None


_EVERY_YEAR = re.compile(
    rf"\b(?:(?:every|each|jede[nrs]?)\s+(?:year|Jahr|{'|'.join(MONTHS)})|a year|yearly|annual(?:ly)?)\b",
    re.IGNORECASE,
)
"""What says of a day or month that it is of no one year."""

_YEAR = re.compile(rf"\b{IN_FOUR}\b")
