"""Reads from a quote the values that its fact could be typed with."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter

from knowledge.draft import Draft, DraftEntry, DraftFact
from knowledge.language import Language
from knowledge.model import ENGLISH, Span, WrittenEntry, WrittenFact
from knowledge.proof import BLANK, times_stand_in_their_quote, typed_values_stand_in_their_quote
from knowledge.reading.page import Page
from knowledge.source import Source

from .amounts import AmountReader
from .comparisons import comparisons
from .names import names_in, places_in
from .times import times

Fields = dict[str, list[Any]]
"""The typed values of a fact as YAML has them: ``{"figures": [{"value": 43, "unit": "km"}]}``."""


def values(quote: str, span: Span, source: Source, language: Language) -> Fields:
    """The figures, dates, places and actors that *quote* could be typed with: such as `ots check` lets pass.

    Only what is surely one: of a number that could be a port's or a telephone's nothing is told. Where no
    word says what a figure measures it is of `BLANK`, the curator's to fill in. Does not see who does what.
    """
    names = language.names
    passes = _checked(quote, span, source, language)
    numerals = language.numerals_of(source.language)
    read = language.values.sums.plain(numerals.digits(quote))
    compared = comparisons(read, language)
    found_times = times(read, source, language, compared)
    ways = (next((it for it in time.typed if passes("dates", it)), None) for time in found_times)
    dates = [it for it in ways if it]
    taken = [(time.start, time.end) for time in found_times]
    year = _only_year(dates) if any(it.base is not None for it in compared) else None
    amounts = AmountReader(language, source.language).figures(read, taken, compared, year)
    if year and any(it.get("as_of") == year for it in amounts):
        dates = []
    found: Fields = {
        "figures": [it for it in amounts if passes("figures", it)],
        "dates": [it for place, it in enumerate(dates) if it not in dates[:place]],
        "places": [
            it
            for it in places_in(quote, language, english=source.language == ENGLISH)[0]
            if passes("places", it)
        ],
        "actors": [it for it in names_in(quote, (names.bodies, names.people)) if passes("actors", it)],
    }
    return {field: typed for field, typed in found.items() if typed}


def _only_year(dates: Sequence[Mapping[str, Any]]) -> str | None:
    """The year that *dates* tell, if that is all they do: then figures are of it."""
    date = str(dates[0].get("date", "")) if len(dates) == 1 else ""
    return date if re.fullmatch(r"\d{4}", date) and "until" not in dates[0] else None


_FACT = TypeAdapter(WrittenFact)


def _checked(quote: str, span: Span, source: Source, language: Language) -> Callable[[str, Any], bool]:
    """Whether `ots check` would let a value of a field pass."""
    draft = Draft((source,), (), language)
    page = Page("", "", (), {}, ())

    def passes(field: str, value: Any) -> bool:
        if isinstance(value, dict) and value.get("of") == BLANK:
            value = {**value, "of": "what is still to be said"}
        try:
            fact = _FACT.validate_python({"text": "x", "quote": quote, field: (value,)})
            entry = WrittenEntry(id="x", kind="theme", title="x", facts=(fact,))
        except ValueError:
            return False
        drafted = DraftEntry(entry, page, (0,), (DraftFact(fact, page, (), source, (span,)),))
        checks = (typed_values_stand_in_their_quote, times_stand_in_their_quote)
        return not any(fault for check in checks for fault in check(drafted, draft))

    return passes
