"""Adds a text to the sources of a directory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from knowledge.base import seed_homes
from knowledge.errors import ConfigError
from knowledge.load import read, read_texts
from knowledge.reading.page import At
from knowledge.source import Source

from ..edit import Changes, edited, renewed, with_item, write_all
from .describe import as_yaml, described, slug
from .documents import Document


def add(directory: Path, document: Document, day: date, name: str | None = None) -> tuple[Source, list[Path]]:
    """Add *document*, last changed on *day*, to the sources as *name*; the files that were written.

    Entries that needed to name no source, for there was only one, name that one from now on.

    Raises `ConfigError` where a source is called so already.
    """
    sources = directory / "sources.yaml"
    if name is not None and slug(name) != name:
        raise ConfigError(f"--id {name!r}: write small letters, digits and hyphens, as in {slug(name)}")
    known = read_texts(directory).draft.sources
    source = described(document, day, name)
    if any(it.id == source.id for it in known):
        raise ConfigError(
            f"{sources} has a source {source.id!r} already: give another name with --id, "
            f"or a new edition with `ots source update {source.id} FILE`"
        )
    folder = next((it for it in seed_homes(directory) if it.is_dir()), directory / "seeds")
    files = kept(folder, document)
    item = as_yaml(replace(source, file=next(iter(files)).name), document)
    unnamed = _without_source(directory) if len(known) == 1 else {}
    for file, places in unnamed.items():
        changes: Changes = {(*at, "source"): known[0].id for at in places}
        files[Path(file)] = renewed(Path(file), changes)
    files[sources] = edited(sources, lambda text: with_item(text, item))
    return source, write_all(files)


def _without_source(directory: Path) -> dict[str, list[At]]:
    """The entries with facts that name no source, by their files: what a second one makes ambiguous."""
    found: dict[str, list[At]] = {}
    try:
        draft = read(directory).draft
    except ConfigError:  # there is no entry yet
        return found
    for entry in draft.entries:
        whole = entry.page.value
        named = entry.written.source or (isinstance(whole, Mapping) and whole.get("source"))
        if not named and any(fact.written.source is None for fact in entry.facts):
            found.setdefault(entry.page.file, []).append(entry.at)
    return found


def kept(folder: Path, document: Document) -> dict[Path, bytes]:
    """The files that keep *document* in *folder*, named as nothing else is; first that of its text."""
    originals = [document.original] if document.original else []
    return {
        folder / _free_name(folder, name, data): data
        for name, data in ((document.name, document.data), *originals)
    }


def _free_name(folder: Path, name: str, data: bytes) -> str:
    """*name*, or one made from it where another file is called so: what is kept is never written over."""
    path, number = folder / name, 1
    while path.exists() and not (path.is_file() and path.read_bytes() == data):
        number += 1
        path = folder / f"{Path(name).stem}-{number}{Path(name).suffix}"
    return path.name
