"""Load a knowledge directory: read it, check it, and only then trust it."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from .base import SHIPPED, Knowledge, seed_homes
from .check import Draft, DraftEntry, DraftFact, faults, says
from .errors import ConfigError, Fault, KnowledgeError, Mark
from .files import named, yaml_files
from .language import Hedge, Language, Languages, Listings, Manners, Names, Questions, Words
from .model import (
    Entry,
    Fact,
    Occasion,
    Source,
    Span,
    Status,
    When,
    WrittenEntry,
    WrittenFact,
    WrittenSource,
)
from .read import Page, read_page
from .shapes import faults_of_shape
from .texts import NotPlainTextError, decoded, is_markdown, plain
from .values import Values

T = TypeVar("T")


class Found(list[Fault]):
    """Faults, and the text of what could not be read for them: what only follows from those is no fault."""

    def __init__(self) -> None:
        super().__init__()
        self.unread: list[str] = []


class Loaded(NamedTuple):
    """The draft of a directory, and everything that is wrong with it."""

    draft: Draft
    faults: tuple[Fault, ...]


def load(directory: Path = SHIPPED) -> Knowledge:
    """Return the knowledge in *directory*.

    Raises `KnowledgeError` with every fault where there is one, `ConfigError` where the directory
    is not a knowledge directory at all.
    """
    return trusted(read(directory))


def trusted(loaded: Loaded) -> Knowledge:
    """The knowledge that was read. Raises `KnowledgeError` with every fault where there is one."""
    draft, found = loaded
    if found:
        raise KnowledgeError(found)
    dated = not draft.occasions
    return Knowledge(
        sources=draft.sources,
        entries=tuple(_located(entry, draft.language, dated=dated) for entry in draft.entries),
        language=draft.language,
    )


def read(directory: Path) -> Loaded:
    """Read and check *directory* without trusting it; never raises for what the files hold."""
    if not (directory / "entries").is_dir() or not (directory / "sources.yaml").is_file():
        raise ConfigError(
            f"{directory} is not a knowledge directory: it needs sources.yaml and a folder entries/"
        )
    found = Found()
    sources = tuple(_read_sources(directory, found))
    before = len(found)
    language = _read_language(directory, found)
    language_is_read = len(found) == before
    entries = tuple(_read_entries(directory, {source.id: source for source in sources}, found))
    if not entries and not found:
        raise ConfigError(
            f"{directory / 'entries'} holds no entries: write one in a file such as energy.yaml"
        )
    draft = Draft(sources, entries, language, tuple(found.unread), language_is_read=language_is_read)
    found.extend(faults(draft))
    return Loaded(draft, tuple(sorted(set(found), key=lambda fault: (fault.at, fault.entry, fault.message))))


def read_texts(directory: Path) -> Loaded:
    """The sources and the language of *directory* alone: what is there before a first entry is."""
    if not (directory / "sources.yaml").is_file():
        raise ConfigError(f"{directory} is not a knowledge directory: `ots init {directory}` makes it one")
    found = Found()
    sources = tuple(_read_sources(directory, found))
    return Loaded(Draft(sources, (), _read_language(directory, found)), tuple(found))


def _read_sources(directory: Path, found: Found) -> Iterator[Source]:
    page = _page(directory / "sources.yaml", found)
    for number, raw in _items(page, found):
        written = _shaped(WrittenSource, raw, page, (number,), found)
        if not written:
            continue
        path = seed(directory, written.file)
        at = page.mark(number, "file")

        def lost(problem: str, source: WrittenSource = written, at: Mark = at) -> None:
            found.append(Fault(at, source.id, f"text {source.file!r} {problem}"))
            found.unread.append(source.id)

        if path is None:
            lost("is not in a folder seeds/ here or beside")
            continue
        try:
            data = path.read_bytes()
            text = decoded(data, written.file)
            if is_markdown(written.file):
                text = plain(text)
        except OSError as error:
            lost(f"cannot be read: {error.strerror}")
            continue
        except NotPlainTextError as error:
            lost(str(error))
            continue
        if written.sha256 and hashlib.sha256(data).hexdigest() != written.sha256:
            found.append(
                Fault(
                    page.mark(number, "sha256"),
                    written.id,
                    f"text {written.file!r} has been changed: restore it",
                )
            )
        source = Source(**dict(written), text=text)
        found.extend(_factless_faults(source, page, number))
        yield source


def _factless_faults(source: Source, page: Page, number: int) -> Iterator[Fault]:
    """Every sentence listed as bearing no fact is one of the source."""
    for place, factless in enumerate(source.factless):
        if not any(factless.opens(text, span) for text, span in source.sentences()):
            message = f"no sentence of paragraph {factless.paragraph} begins {factless.begins!r}"
            yield Fault(page.mark(number, "factless", place), source.id, message)


def seed(directory: Path, name: str) -> Path | None:
    """The text called *name* in the first place that has it."""
    homes = seed_homes(directory) if Path(name).name == name else ()
    return next((home / name for home in homes if (home / name).is_file()), None)


def _read_entries(directory: Path, sources: Mapping[str, Source], found: Found) -> Iterator[DraftEntry]:
    only = next(iter(sources.values())) if len(sources) == 1 else None

    def unreadable(error: OSError) -> None:
        folder = Path(os.fsdecode(error.filename or directory))
        found.append(Fault(Mark(_shown(folder), 1), folder.name, f"cannot be read: {error.strerror}"))

    for path in yaml_files(directory / "entries", unreadable):
        page = _page(path, found)
        for number, raw in _items(page, found):
            written = _shaped(WrittenEntry, raw, page, (number,), found)
            if written:
                facts = tuple(
                    _draft_fact(fact, page, (number, "facts", place), sources, only)
                    for place, fact in enumerate(written.facts)
                )
                yield DraftEntry(written, page, number, facts)


def _draft_fact(
    fact: WrittenFact,
    page: Page,
    at: tuple[str | int, ...],
    sources: Mapping[str, Source],
    only: Source | None,
) -> DraftFact:
    source = sources.get(fact.source) if fact.source else only
    places = tuple(spans(fact.quote, source, fact.paragraph)) if source else ()
    return DraftFact(fact, page, at, source, places)


def spans(quote: str, source: Source, number: int | None = None) -> Iterator[Span]:
    """Every place where *quote* stands inside a paragraph of *source*, or inside paragraph *number* alone."""
    for paragraph in source.paragraphs:
        if number in (None, paragraph.paragraph):
            inside = source.text[paragraph.start : paragraph.end]
            for match in re.finditer(re.escape(quote), inside):
                start = paragraph.start + match.start()
                yield Span(
                    source=source.id, start=start, end=start + len(quote), paragraph=paragraph.paragraph
                )


def _located(entry: DraftEntry, language: Language, *, dated: bool) -> Entry:
    """*entry* as it can be trusted; where *dated*, nobody types occasions and its dates tell them."""
    of_plans = [word for hedge in language.hedges if hedge.plan for word in hedge.quote]
    facts = tuple(_located_fact(fact, of_plans, language.names) for fact in entry.facts)
    if dated:
        facts = tuple(_dated(entry.written, facts, language.names))
    return Entry(**dict(entry.written) | {"facts": facts}, theme=entry.page.stem)


def _located_fact(fact: DraftFact, of_plans: Iterable[str], names: Names) -> Fact:
    if fact.source is None:
        raise ValueError("a draft without faults has a source for every fact")
    span = fact.spans[0]
    spoken = {voice.id: voice.name for voice in fact.source.voices}
    said_by = spoken[fact.written.speaker] if fact.written.speaker else fact.source.voice(span.paragraph)
    written = _typed_once(fact.written, names)
    to_come = any(when.status != "past" for when in written.dates) or any(
        says(written.quote, word) and word not in written.unhedged for word in of_plans
    )
    is_plan = to_come if written.status is None else written.status != "past"
    return Fact(**dict(written), span=span, said_by=said_by, published=fact.source.published, is_plan=is_plan)


def _dated(entry: WrittenEntry, facts: tuple[Fact, ...], names: Names) -> Iterator[Fact]:
    """*facts*, with an occasion for each date that is typed; for an event without one, where it is held."""
    told: set[str] = set()
    for fact in facts:
        when = next((when for when in fact.dates if when.date not in told), None)
        held = entry.kind == "event" and fact.places and not any(it.dates for it in facts) and not told
        if when is None and not held:
            yield fact
            continue
        told.add(when.date if when else "")
        city = next((place for place in fact.places if names.country_of(place)), None)
        known = names.country_of(city) if city else None
        country = known or next((place for place in fact.places if place in names.countries), None)
        planned: Status = "planned" if fact.is_plan else "past"
        occasion = Occasion(
            what=entry.title,
            date=when.date if when else None,
            until=when.until if when else None,
            city=city,
            country=country,
            status=when.status if when else planned,
        )
        yield fact.model_copy(update={"occasion": occasion})


def _typed_once(written: WrittenFact, names: Names) -> WrittenFact:
    """*written* with the date, places and people of its occasion and roles among its own."""
    occasion = written.occasion
    actors = [*written.actors, *(role.who for role in written.roles if role.does != "is")]
    dates, places = written.dates, list(written.places)
    changed: dict[str, Any] = {}
    if occasion is not None:
        country = occasion.country or (names.country_of(occasion.city) if occasion.city else None)
        changed["occasion"] = occasion.model_copy(update={"country": country})
        places += filter(None, (occasion.city, country))
        actors += occasion.who
        changed["status"] = written.status or (None if occasion.status == "past" else occasion.status)
        if occasion.date and occasion.date not in [when.date for when in dates]:
            dates = (*dates, When(date=occasion.date, until=occasion.until, status=occasion.status))
    changed |= {
        "dates": dates,
        "places": tuple(dict.fromkeys(places)),
        "actors": tuple(dict.fromkeys(actors)),
    }
    return written.model_copy(update=changed)


def _read_language(directory: Path, found: Found) -> Language:
    """The language files of *directory*; for each that it lacks, the one shipped with the project."""

    def part(name: str, kind: type[T], empty: T) -> T:
        page = _page(named(directory / "language", name) or SHIPPED / "language" / f"{name}.yaml", found)
        return (_shaped(kind, page.value, page, (), found) if page.value != () else None) or empty

    return Language(
        names=part("names", Names, Names()),
        synonyms=part("synonyms", tuple[Words, ...], ()),
        questions=part("questions", Questions, Questions()),
        listings=part("listings", Listings, Listings()),
        manners=part("manners", Manners, Manners()),
        languages=part("languages", Languages, Languages()),
        values=part("values", Values, Values()),
        endings=part("endings", tuple[Words, ...], ()),
        hedges=part("hedges", tuple[Hedge, ...], ()),
    )


def _page(path: Path, found: Found) -> Page:
    page = read_page(path, _shown(path))
    found.extend(page.faults)
    if page.unread:
        found.unread.append(page.unread)
    return page


def _shown(path: Path) -> str:
    """*path* as people would type it from where they are."""
    try:
        relative = os.path.relpath(path)
    except (ValueError, OSError):
        return str(path)  # on another drive, or where we are has been taken away
    return str(path) if relative.startswith("..") else relative


def _items(page: Page, found: Found) -> Iterable[tuple[int, object]]:
    if not isinstance(page.value, tuple):
        found.append(Fault(page.mark(), page.stem, "must be a list: start each item with `- id:`"))
        return ()
    return enumerate(page.value)


def _shaped(kind: type[T], raw: object, page: Page, at: tuple[str | int, ...], found: Found) -> T | None:
    """*raw* as a *kind*, or None and a fault for each field that does not fit."""
    try:
        shaped: T = _adapter(cast("Any", kind)).validate_python(raw)
        return shaped
    except ValidationError as error:
        name = str(raw["id"]) if isinstance(raw, dict) and raw.get("id") else page.stem
        found.unread.append(name)
        for where, message in faults_of_shape(kind, error):
            found.append(Fault(page.mark(*at, *where), name, message))
        return None


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
