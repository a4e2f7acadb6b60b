"""Load a knowledge directory: read it, check it, and only then trust it."""

from __future__ import annotations

import hashlib
import os
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from .about import About, OwnKind, WrittenAbout
from .base import COMMON, SHIPPED, Knowledge, packed, seed_homes
from .check import faults
from .draft import Draft, DraftEntry, DraftFact, called, closest
from .errors import ConfigError, Fault, KnowledgeError, Mark
from .files import named, yaml_files
from .fold import fold
from .language import Hedge, Language, Languages, Listings, Manners, Names
from .model import ENGLISH, KINDS, FileHead, Span, WrittenEntry, WrittenFact
from .numerals import Numerals
from .questions import Questions, Words
from .read import Page, read_page
from .shapes import faults_of_shape
from .source import Source, WrittenSource
from .texts import NotPlainTextError, decoded, is_markdown, plain
from .trust import located, with_passages
from .values import Values

T = TypeVar("T")

LONGEST_NAME = 255
"""Bytes of the longest name that a file has anywhere: to look for a longer one is an error."""


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
    entries = tuple(located(entry, draft, dated=dated) for entry in draft.entries)
    return Knowledge(
        sources=draft.sources,
        entries=tuple(with_passages(entries, draft)),
        packed_language=packed(draft.language),
        about=draft.about,
    )


def read(directory: Path) -> Loaded:
    """Read and check *directory* without trusting it; never raises for what the files hold."""
    if not (directory / "entries").is_dir() or not (directory / "sources.yaml").is_file():
        raise ConfigError(
            f"{directory} is not a knowledge directory: it needs sources.yaml and a folder entries/"
        )
    found = Found()
    sources = tuple(_read_sources(directory, found))
    about = _read_about(directory, sources, found)
    before = len(found)
    language = _read_language(directory, found)
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
        try:
            data, text = _read_text(directory, written)
        except _LostTextError as lost:
            found.append(Fault(page.mark(number, "file"), written.id, f"text {written.file!r} {lost}"))
            found.unread.append(written.id)
            continue
        if written.sha256 and hashlib.sha256(data).hexdigest() != written.sha256:
            message = f"text {written.file!r} has been changed: restore it"
            found.append(Fault(page.mark(number, "sha256"), written.id, message))
        source = Source(**vars(written), text=text)
        found.extend(_factless_faults(source, page, number))
        yield source


class _LostTextError(Exception):
    """The text of a source is not there, or cannot be read."""


def _read_text(directory: Path, written: WrittenSource) -> tuple[bytes, str]:
    """The file of a source as it lies there, and as it reads. Raises `_LostTextError`."""
    path = seed(directory, written.file)
    if path is None:
        raise _LostTextError("is not in a folder seeds/ here or beside")
    try:
        data = path.read_bytes()
        text = decoded(data, written.file)
        return data, plain(text) if is_markdown(written.file) else text
    except OSError as error:
        raise _LostTextError(f"cannot be read: {error.strerror}") from error
    except NotPlainTextError as error:
        raise _LostTextError(str(error)) from error


def _factless_faults(source: Source, page: Page, number: int) -> Iterator[Fault]:
    """Every sentence listed as bearing no fact is one of the source."""
    for place, factless in enumerate(source.factless):
        spans = (it for _, it in source.sentences() if it.paragraph == factless.paragraph)
        if not any(source.begins(span, factless.begins) for span in spans):
            message = f"no sentence of paragraph {factless.paragraph} begins {factless.begins!r}"
            yield Fault(page.mark(number, "factless", place), source.id, message)


def _speakers(sources: Sequence[Source], entries: Sequence[DraftEntry]) -> Iterator[str]:
    """Who speaks in *sources*, by each English name that an entry about them has."""
    speaking = frozenset(fold(source.speaker) for source in sources)
    yield from (source.speaker for source in sources)
    for entry in entries:
        names = (entry.written.title, *entry.written.aliases.get(ENGLISH, ()))
        if not speaking.isdisjoint(map(fold, names)):
            yield from names


def seed(directory: Path, name: str) -> Path | None:
    """The text called *name* in the first place that has it."""
    plain = Path(name).name == name and len(os.fsencode(name)) <= LONGEST_NAME
    homes = seed_homes(directory) if plain else ()
    return next((home / name for home in homes if (home / name).is_file()), None)


def _read_entries(directory: Path, sources: Mapping[str, Source], found: Found) -> Iterator[DraftEntry]:
    only = next(iter(sources.values())) if len(sources) == 1 else None

    def unreadable(error: OSError) -> None:
        folder = Path(os.fsdecode(error.filename or directory))
        found.append(Fault(Mark(_shown(folder), 1), folder.name, f"cannot be read: {error.strerror}"))

    for path in yaml_files(directory / "entries", unreadable):
        page = _page(path, found)
        at, shared, items = _entries_of(page, found)
        usual = _known(shared, sources, page, ("source",), found)
        for number, raw in items:
            written = _shaped(WrittenEntry, raw, page, (*at, number), found)
            if written:
                own = _known(written.source, sources, page, (*at, number, "source"), found, entry=written.id)
                facts = tuple(
                    _draft_fact(fact, page, (*at, number, "facts", place), sources, own or usual or only)
                    for place, fact in enumerate(written.facts)
                )
                yield DraftEntry(written, page, (*at, number), facts)


Usual = Source | Literal["lost"] | None
"""The source of facts that name none; "lost" where the one that is named for them does not exist."""


def _entries_of(
    page: Page, found: Found
) -> tuple[tuple[str | int, ...], str | None, Iterable[tuple[int, object]]]:
    """Where the entries of *page* stand, the source that it names for all of them, and the entries."""
    if not isinstance(page.value, Mapping) or "entries" not in page.value:
        return (), None, _items(page, found)
    head = _shaped(FileHead, {**page.value, "entries": ()}, page, (), found)
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
    page = _page(path, found)
    fields = page.value or {}
    if not isinstance(fields, dict):
        found.append(Fault(page.mark(), page.stem, "must be fields, as in `name: Handbook Bot`"))
        fields = {}
    written = _shaped(WrittenAbout, fields, page, (), found)
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


def _read_language(directory: Path, found: Found) -> Language:
    """The language files of every text, each with what one of *directory* adds to it."""
    if not (directory / "language").is_dir():
        common, faults = _common_language(tuple(map(_stamp, sorted(COMMON.glob("*.yaml")))))
        found.extend(faults)
        found.unread.extend(faults.unread)
        return common
    return _language(directory, found)


@lru_cache(maxsize=1)
def _common_language(_: tuple[tuple[str, int, int], ...]) -> tuple[Language, Found]:
    """The language of every text that adds nothing to it, read again only where a file was written since."""
    found = Found()
    return _language(None, found), found


def _stamp(path: Path) -> tuple[str, int, int]:
    status = path.stat()
    return path.name, status.st_mtime_ns, status.st_size


def _language(directory: Path | None, found: Found) -> Language:
    def part(name: str, kind: type[T], empty: T) -> T:
        own = named(directory / "language", name) if directory else None
        page = _page(COMMON / f"{name}.yaml", found)
        value = page.value
        if own is not None:
            added = _page(own, found)
            if added.value and _shaped(kind, added.value, added, (), found):
                value = _with(value, added.value)
        return (_shaped(kind, value, page, (), found) if value != () else None) or empty

    return Language(
        names=part("names", Names, Names()),
        synonyms=part("synonyms", tuple[Words, ...], ()),
        questions=part("questions", Questions, Questions()),
        listings=part("listings", Listings, Listings()),
        manners=part("manners", Manners, Manners()),
        languages=part("languages", Languages, Languages()),
        values=part("values", Values, Values()),
        numerals=part("numerals", dict[str, Numerals], {}),
        endings=part("endings", tuple[Words, ...], ()),
        hedges=part("hedges", tuple[Hedge, ...], ()),
    )


def _with(common: object, own: object, name: str = "") -> object:
    """*common* language data and what *own* of the same shape adds: keys to keys, words to words."""
    if isinstance(common, Mapping) and isinstance(own, Mapping):
        both = {key: _with(common[key], own[key], key) for key in own.keys() & common.keys()}
        return {**common, **own, **both}
    if isinstance(common, tuple) and isinstance(own, tuple):
        if name in BY_PLACE:
            return tuple(_with(*pair) for pair in zip(common, own, strict=False)) + common[len(own) :]
        return common + tuple(it for it in own if it not in common)
    return own


BY_PLACE = frozenset(("months", "ordinals"))
"""Lists in which it counts which one comes first: what is added goes to the one in its place."""


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
