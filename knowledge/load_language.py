"""Reads the language data of every text, and what a directory adds to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from .base import COMMON
from .draft import closest
from .errors import Fault, Mark
from .language import Hedge, Language, Languages, Listings, Manners, Names
from .numerals import Numerals
from .questions import Questions, Words
from .reading.files import named, yaml_files
from .reading.typed import Found, page_of, shaped, shown
from .values import Values

T = TypeVar("T")


def read_language(directory: Path, found: Found) -> Language:
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
        page = page_of(COMMON / f"{name}.yaml", found)
        value = page.value
        if own is not None:
            added = page_of(own, found)
            if added.value and shaped(kind, added.value, added, (), found):
                value = _with(value, added.value)
        return (shaped(kind, value, page, (), found) if value != () else None) or empty

    if directory:
        found.extend(_strangers(directory / "language"))
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


def _strangers(folder: Path) -> Iterator[Fault]:
    """Every file of *folder* adds to one of the shipped files: another would not be read."""
    known = [path.stem for path in sorted(COMMON.glob("*.yaml"))]
    for path in yaml_files(folder):
        if path.parent != folder or path.stem not in known:
            near = closest(path.stem, known) or f": the files here are {', '.join(known)}"
            message = f"no language file is called {path.stem!r}{near}"
            yield Fault(Mark(shown(path), 1), path.stem, message)


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
