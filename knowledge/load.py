"""Load a knowledge directory: read it, check it, and only then trust it."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from .about import About, OwnKind, WrittenAbout
from .base import SHIPPED, Knowledge, packed
from .check import faults
from .draft import Draft, DraftEntry, DraftFact, called, closest
from .errors import ConfigError, Fault, KnowledgeError, Mark
from .fold import fold
from .load_language import read_language
from .load_sources import read_sources
from .model import ENGLISH, KINDS, FileHead, Span, WrittenEntry, WrittenFact
from .reading.files import named, yaml_files
from .reading.page import Page
from .reading.typed import Found, items_of, page_of, shaped, shown
from .source import Source
from .trust import located, with_passages


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
    entries = tuple(located(entry, draft, dated=dated) for entry in draft.entries)
    return Knowledge(
        sources=draft.sources,
        entries=tuple(with_passages(entries, draft)),
        packed_language=packed(draft.language),
        about=draft.about,
    )


def read(directory: Path) -> Loaded:
    """Read and check *directory* without trusting it; never raises for what the files hold."""
    if not _has_sources(directory) or not (directory / "entries").is_dir():
        raise ConfigError(
            f"{directory} is not a knowledge directory: it needs sources.yaml and a folder entries/"
        )
    found = Found()
    sources = tuple(read_sources(directory, found))
    about = _read_about(directory, sources, found)
    before = len(found)
    language = read_language(directory, found)
    language_is_read = len(found) == before
    entries = tuple(_read_entries(directory, {source.id: source for source in sources}, found))
    if not entries and not found:
        raise ConfigError(
            f"{directory / 'entries'} holds no entries: write one in a file such as energy.yaml"
        )
    topical = frozenset().union(*map(called, entries))
    spoken = about.spoken(language, topical, _speakers(sources, entries))
    draft = Draft(
        sources, entries, spoken, tuple(found.unread), language_is_read=language_is_read, about=about
    )
    found.extend(faults(draft))
    return Loaded(draft, tuple(sorted(set(found), key=lambda fault: (fault.at, fault.entry, fault.message))))


def read_texts(directory: Path) -> Loaded:
    """The sources and the language of *directory* alone: what is there before a first entry is."""
    if not _has_sources(directory):
        raise ConfigError(f"{directory} is not a knowledge directory: `ots init {directory}` makes it one")
    found = Found()
    sources = tuple(read_sources(directory, found))
    return Loaded(Draft(sources, (), read_language(directory, found)), tuple(found))


def _has_sources(directory: Path) -> bool:
    """Whether there is a file of the sources, be it one that cannot be read.

    Raises `ConfigError` where it is called otherwise, for commands write it too.
    """
    if os.path.lexists(directory / "sources.yaml"):
        return True
    if other := named(directory, "sources"):
        raise ConfigError(f"{shown(other)} is not read: call it sources.yaml")
    return False


def _speakers(sources: Sequence[Source], entries: Sequence[DraftEntry]) -> Iterator[str]:
    """Who speaks in *sources*, by each English name that an entry about them has."""
    speaking = frozenset(fold(source.speaker) for source in sources)
    yield from (source.speaker for source in sources)
    for entry in entries:
        names = (entry.written.title, *entry.written.aliases.get(ENGLISH, ()))
        if not speaking.isdisjoint(map(fold, names)):
            yield from names


def _read_entries(directory: Path, sources: Mapping[str, Source], found: Found) -> Iterator[DraftEntry]:
    only = next(iter(sources.values())) if len(sources) == 1 else None

    def unreadable(error: OSError) -> None:
        folder = Path(os.fsdecode(error.filename or directory))
        found.append(Fault(Mark(shown(folder), 1), folder.name, f"cannot be read: {error.strerror}"))

    for path in yaml_files(directory / "entries", unreadable):
        page = page_of(path, found)
        at, shared, items = _entries_of(page, found)
        usual = _known(shared, sources, page, ("source",), found)
        for number, raw in items:
            written, places = _written(raw, page, (*at, number), found)
            if written:
                own = _known(written.source, sources, page, (*at, number, "source"), found, entry=written.id)
                facts = tuple(
                    _draft_fact(fact, page, (*at, number, "facts", place), sources, own or usual or only)
                    for place, fact in zip(places, written.facts, strict=True)
                )
                yield DraftEntry(written, page, (*at, number), facts)


def _written(
    raw: object, page: Page, at: tuple[str | int, ...], found: Found
) -> tuple[WrittenEntry | None, Sequence[int]]:
    """*raw* as an entry, with the places of its facts.

    Where it has wrong shapes, it is what is left without the facts and fields that have them, so that these
    hide no other fault; None where nothing is that could be looked at.
    """
    before = len(found.misshapen)
    written = shaped(WrittenEntry, raw, page, at, found)
    if written or not isinstance(raw, dict):
        return written, range(len(written.facts) if written else 0)
    wrong = found.misshapen[before:]
    facts = raw.get("facts")
    lost = {str(where[0]) for where in wrong if where and where[0] != "facts"}
    numbers = {where[1] for where in wrong if len(where) > 1 and where[0] == "facts"}
    if not isinstance(facts, tuple) or lost & {"id", "kind", "title", "source"}:
        return None, ()
    places = [place for place in range(len(facts)) if place not in numbers]
    found.unread.extend(str(facts[it]) for it in range(len(facts)) if it in numbers)
    left = {name: value for name, value in raw.items() if name not in lost}
    rest = left | {"facts": tuple(facts[place] for place in places)}
    return (shaped(WrittenEntry, rest, page, at, Found()) if places else None), places


Usual = Source | Literal["lost"] | None
"""The source of facts that name none; "lost" where the one that is named for them does not exist."""


def _entries_of(
    page: Page, found: Found
) -> tuple[tuple[str | int, ...], str | None, Iterable[tuple[int, object]]]:
    """Where the entries of *page* stand, the source that it names for all of them, and the entries."""
    if not isinstance(page.value, Mapping) or "entries" not in page.value:
        return (), None, items_of(page, found)
    head = shaped(FileHead, {**page.value, "entries": ()}, page, (), found)
    inside = page.value["entries"]
    if not isinstance(inside, tuple):
        found.append(
            Fault(page.mark("entries"), page.stem, "entries must be a list: start each with `- id:`")
        )
        inside = ()
    return ("entries",), head.source if head else None, enumerate(inside)


def _known(
    name: str | None,
    sources: Mapping[str, Source],
    page: Page,
    at: tuple[str | int, ...],
    found: Found,
    *,
    entry: str | None = None,
) -> Usual:
    """The source called *name*, and a fault where there is none."""
    if name is None or name in sources:
        return sources[name] if name else None
    if any(name in text for text in found.unread):
        return "lost"  # told where it could not be read
    problem = f"source {name!r} is not in sources.yaml{closest(name, sources)}"
    found.append(Fault(page.mark(*at), entry or page.stem, problem))
    return "lost"


def _draft_fact(
    fact: WrittenFact,
    page: Page,
    at: tuple[str | int, ...],
    sources: Mapping[str, Source],
    usual: Usual,
) -> DraftFact:
    lost = fact.source is None and usual == "lost"
    source = sources.get(fact.source) if fact.source else usual if isinstance(usual, Source) else None
    places = tuple(spans(fact.quote, source, fact.paragraph)) if source else ()
    return DraftFact(fact, page, at, source, places, lost)


def spans(quote: str, source: Source, number: int | None = None) -> Iterator[Span]:
    """Every place where *quote* stands inside a paragraph of *source*, or inside paragraph *number* alone."""
    start = source.text.find(quote)
    while start >= 0:
        end = start + len(quote)
        place = bisect_right(source.paragraphs, start, key=lambda it: it.start) - 1
        inside = place >= 0 and end <= source.paragraphs[place].end
        if inside and number in (None, place + 1):
            yield Span(source=source.id, start=start, end=end, paragraph=place + 1)
        start = source.text.find(quote, end if inside else start + 1)


def _read_about(directory: Path, sources: Sequence[Source], found: Found) -> About:
    """What ``about.yaml`` says, or what follows from *sources* where there is none."""
    path = named(directory, "about")
    if path is None:
        return About.of(WrittenAbout(), sources)
    page = page_of(path, found)
    fields = page.value or {}
    if not isinstance(fields, dict):
        found.append(Fault(page.mark(), page.stem, "must be fields, as in `name: Handbook Bot`"))
        fields = {}
    written = shaped(WrittenAbout, fields, page, (), found)
    for field, value in fields.items():
        if value is None:
            message = f"{field} is empty: write it, in quotes where it begins with #, or take it out"
            found.append(Fault(page.mark(field), page.stem, message))
    if written is None:
        # Its kinds are known all the same: entries of them are at no fault.
        listed = fields.get("kinds")
        ids = (it.get("id") for it in (listed if isinstance(listed, tuple) else ()) if isinstance(it, dict))
        written = WrittenAbout(kinds=tuple(OwnKind(it) for it in ids if isinstance(it, str)))
    marks = tuple(page.mark("examples", place) for place in range(len(written.examples)))
    for place, kind in enumerate(written.kinds):
        if kind.id in (*KINDS, *(it.id for it in written.kinds[:place])):
            message = f"kind {kind.id!r} is there already: take it out"
            found.append(Fault(page.mark("kinds", place), page.stem, message))
    kinds_at = tuple(page.mark("kinds", place) for place in range(len(written.kinds)))
    return About.of(written, sources, examples_at=marks, kinds_at=kinds_at)
