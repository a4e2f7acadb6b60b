"""Reads sources.yaml, and the texts that it names."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from .base import seed_homes
from .draft import closest
from .errors import Fault, Mark
from .reading.files import is_left_behind
from .reading.page import Page
from .reading.typed import Found, items_of, page_of, shaped
from .source import Source, WrittenSource
from .texts import NotPlainTextError, decoded, is_markdown, plain

LONGEST_NAME = 255
"""Bytes of the longest name that a file has anywhere: to look for a longer one is an error."""


def read_sources(directory: Path, found: Found) -> Iterator[Source]:
    page = page_of(directory / "sources.yaml", found)
    if page.value == () and not page.faults:
        found.append(Fault(page.mark(), page.stem, "names no text: bring one in with `ots source add FILE`"))
    first: dict[str, Mark] = {}
    for number, raw in items_of(page, found):
        written = shaped(WrittenSource, raw, page, (number,), found)
        if not written:
            continue
        at = first.setdefault(written.id, page.mark(number, "id"))
        if at != page.mark(number, "id"):
            message = f"id is already used at {at}: choose another"
            found.append(Fault(page.mark(number, "id"), written.id, message))
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
        found.extend(_voice_faults(source, page, number))
        yield source


class _LostTextError(Exception):
    """The text of a source is not there, or cannot be read."""


def _read_text(directory: Path, written: WrittenSource) -> tuple[bytes, str]:
    """The file of a source as it lies there, and as it reads. Raises `_LostTextError`."""
    path = seed(directory, written.file)
    if path is None:
        raise _LostTextError(f"is not in a folder seeds/ here or beside{_near(directory, written.file)}")
    try:
        data = path.read_bytes()
        text = decoded(data, written.file)
        return data, plain(text) if is_markdown(written.file) else text
    except OSError as error:
        raise _LostTextError(f"cannot be read: {error.strerror}") from error
    except NotPlainTextError as error:
        raise _LostTextError(str(error)) from error


def _near(directory: Path, name: str) -> str:
    """The text that is meant where there is none called *name*, as the end of a sentence."""
    bare = Path(name).name
    if bare == name and any(os.path.lexists(home / name) for home in seed_homes(directory)):
        return ": what is called so there is no ordinary file"
    if bare != name and seed(directory, bare):
        return f": write its name alone, {bare}"
    homes = [home for home in seed_homes(directory)[:2] if home.is_dir()]
    return closest(bare, (it.name for home in homes for it in home.iterdir() if not is_left_behind(it.name)))


def _factless_faults(source: Source, page: Page, number: int) -> Iterator[Fault]:
    """Every sentence listed as bearing no fact is one of the source."""
    for place, factless in enumerate(source.factless):
        spans = (it for _, it in source.sentences() if it.paragraph == factless.paragraph)
        if not any(source.begins(span, factless.begins) for span in spans):
            message = f"no sentence of paragraph {factless.paragraph} begins {factless.begins!r}"
            yield Fault(page.mark(number, "factless", place), source.id, message)


def _voice_faults(source: Source, page: Page, number: int) -> Iterator[Fault]:
    """Every paragraph that a voice has is one of the source."""
    last = len(source.paragraphs)
    for place, voice in enumerate(source.voices):
        for wrong in (it for it in voice.paragraphs if not 0 < it <= last):
            message = f"{voice.name} has paragraph {wrong}, and the text has 1 to {last}"
            yield Fault(page.mark(number, "voices", place, "paragraphs"), source.id, message)


def seed(directory: Path, name: str) -> Path | None:
    """The text called *name* in the first place that has it."""
    plain = Path(name).name == name and len(os.fsencode(name)) <= LONGEST_NAME
    homes = seed_homes(directory) if plain else ()
    return next((home / name for home in homes if (home / name).is_file()), None)
