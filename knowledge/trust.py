"""What was read and has no fault, as it is trusted: facts in their place, typed once, and passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from .dates import is_after
from .draft import Draft, DraftEntry, DraftFact
from .ends import only_ends, tells_end
from .language import Language, Names
from .model import Entry, Fact, Occasion, Place, Status, When, WrittenEntry, WrittenFact
from .passages import beside
from .plans import speaks_of_plans
from .versions import Versions


def located(entry: DraftEntry, draft: Draft, *, dated: bool) -> Entry:
    """*entry* as it can be trusted; where *dated*, nobody types occasions and its dates tell them."""
    facts = tuple(_located_fact(fact, draft) for fact in entry.facts)
    facts = tuple(_linked(fact, (entry.written.id, it), draft.versions) for it, fact in enumerate(facts))
    if dated:
        facts = tuple(_dated(entry.written, facts, draft.language.names))
    return Entry(**vars(entry.written) | {"facts": facts}, theme=entry.page.stem)


def _linked(fact: Fact, place: Place, versions: Versions) -> Fact:
    """*fact* with those whose place it has taken, and those that have taken its."""
    if not (fact.id or fact.supersedes or any(it.supersedes for it in fact.figures)):
        return fact
    older, newer = versions.linked(place)
    return replace(
        fact,
        older=versions.older(place),
        newer=versions.newer(place),
        older_figures=older,
        newer_figures=newer,
    )


def _located_fact(fact: DraftFact, draft: Draft) -> Fact:
    if fact.source is None:
        raise ValueError("a draft without faults has a source for every fact")
    span = fact.spans[0]
    spoken = {voice.id: voice.name for voice in fact.source.voices}
    said_by = spoken[fact.written.speaker] if fact.written.speaker else fact.source.voice(span.paragraph)
    written = _typed_once(_as_of(fact.source.date, fact.written, draft.language), draft.language.names)
    to_come = any(when.status not in (None, "past") and not when.recurs for when in written.dates)
    held = fact.written.occasion
    if not to_come and not (held and held.status == "past"):
        to_come = speaks_of_plans(written.quote, fact.language, draft, written.unhedged)
    is_plan = to_come if written.status is None else written.status != "past"
    return Fact(
        **vars(written),
        span=span,
        said_by=said_by,
        published=fact.source.published,
        published_on=fact.source.date,
        language=fact.language,
        is_plan=is_plan,
    )


def with_passages(entries: Sequence[Entry], draft: Draft) -> Iterator[Entry]:
    """*entries*, each with the sentences that stand by its quotes and nobody has curated."""
    found: defaultdict[str, list[Fact]] = defaultdict(list)
    quoting: defaultdict[str, list[Entry]] = defaultdict(list)  # as each source is quoted by few of many
    for entry in entries:
        for name in {fact.span.source for fact in entry.facts}:
            quoting[name].append(entry)
    for source in draft.sources:
        for entry, span, own in beside(quoting[source.id], source):
            quote = source.text[span.start : span.end]
            passage = Fact(
                text=" ".join(quote.split()),
                quote=quote,
                own=own,
                span=span,
                said_by=source.voice(span.paragraph),
                published=source.published,
                published_on=source.date,
                language=source.language,
                is_plan=speaks_of_plans(quote, source.language, draft),
            )
            found[entry.id].append(passage)
    for entry in entries:
        yield replace(entry, passages=tuple(found[entry.id])) if entry.id in found else entry


def _dated(entry: WrittenEntry, facts: tuple[Fact, ...], names: Names) -> Iterator[Fact]:
    """*facts*, with an occasion for each date that is typed; for an event without one, where it is held."""
    told: set[str] = set()
    for fact in facts:
        # What comes every month is rather a rule, unless the entry is of something that is held.
        dates = [it for it in fact.dates if it.date and (it.dated or entry.kind == "event")]
        when = next((when for when in dates if when.date not in told), None)
        held = entry.kind == "event" and fact.places and not any(it.dates for it in facts) and not told
        if when is None and not held:
            yield fact
            continue
        told.add((when.date or "") if when else "")
        city, country = _held(fact.places, names)
        planned: Status = "planned" if fact.is_plan else "past"
        occasion = Occasion(
            what=entry.title,
            date=when.date if when else None,
            until=when.until if when else None,
            every=when.every if when else None,
            city=city,
            country=country,
            status=when.status if when else planned,
        )
        yield replace(fact, occasion=occasion)


def _held(places: Sequence[str], names: Names) -> tuple[str | None, str | None]:
    """The city and country of what is held in *places*: a town that is not known where it stands alone."""
    city = next((place for place in places if names.country_of(place)), None)
    known = names.country_of(city) if city else None
    country = known or next((place for place in places if place in names.countries), None)
    return city or (places[0] if len(places) == 1 and not country else None), country


def _as_of(day: str, written: WrittenFact, language: Language) -> WrittenFact:
    """*written* with the status of its times as it is on *day*, that of its source: few type it.

    What is later is to come, but for the end of what has begun, which is neither past nor planned; nor
    is what takes so long or comes again and again.
    """
    held = written.occasion
    begun = any(it.dated and not is_after(it.dated, day) for it in written.dates)
    end = tells_end if begun else only_ends

    def told(when: When | Occasion) -> Status | None:
        typed = when.status or (held.status if held and held.date == when.date else None)
        if isinstance(when, When) and not (typed or when.date):
            return None
        if typed or not (when.date and is_after(when.date, day)):
            return typed or "past"
        ends = not when.until and end(written.quote, when.date, language.values)
        return written.status or (None if ends else "planned")

    dates = tuple(replace(it, status=told(it)) for it in written.dates)
    return replace(written, dates=dates, occasion=held and replace(held, status=told(held)))


def _typed_once(written: WrittenFact, names: Names) -> WrittenFact:
    """*written* with the date, places and people of its occasion and roles among its own."""
    occasion = written.occasion
    actors = [*written.actors, *(role.who for role in written.roles if role.does != "is")]
    dates, places = written.dates, list(written.places)
    changed: dict[str, Any] = {}
    if occasion is not None:
        city, country = occasion.city, occasion.country
        country = country or (names.country_of(city) if city else None)
        if not (city or country) and len(places) == 1:  # several are rather joined by it
            city, country = _held(places, names)
        changed["occasion"] = replace(occasion, city=city, country=country)
        places += filter(None, (city, country))
        actors += occasion.who
        changed["status"] = written.status or (None if occasion.status == "past" else occasion.status)
        time = (
            When(date=occasion.date, until=occasion.until, every=occasion.every, status=occasion.status)
            if occasion.date or occasion.every
            else None
        )
        if time and (time.date, time.every) not in [(when.date, when.every) for when in dates]:
            dates = (*dates, time)
    changed |= {
        "dates": dates,
        "places": tuple(dict.fromkeys(places)),
        "actors": tuple(dict.fromkeys(actors)),
    }
    return replace(written, **changed)
