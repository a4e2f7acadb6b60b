"""The knowledge as one value, and where what comes with the project lies."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from .about import NEUTRAL, About
from .language import Language
from .model import Entry
from .source import Source

SHIPPED = Path(__file__).parent
"""The knowledge that comes with the project."""

COMMON = SHIPPED / "common"
"""Language data that serves every text, to which each directory may add its own."""


@dataclass(frozen=True, kw_only=True)
class Knowledge:
    """What the bot knows: checked, located and in memory."""

    sources: tuple[Source, ...]
    entries: tuple[Entry, ...]
    packed_language: bytes
    """The language, as `packed` makes it: a kept responder, which needs none any more, is read the sooner."""
    about: About = NEUTRAL

    @property
    def language(self) -> Language:
        """The language of the texts, made anew each time: whoever needs it twice takes it once."""
        made: Language = pickle.loads(self.packed_language)  # noqa: S301 - written by `packed`
        return made

    @cached_property
    def by_id(self) -> Mapping[str, Entry]:
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def version(self) -> str:
        """Twelve characters that change with any entry, and with what is said about the whole.

        They are the same wherever it stands: of replicas, each may have it in another directory.
        """
        import hashlib  # only what serves or writes pages wants it

        digest = hashlib.sha256(repr(replace(self.about, examples_at=(), kinds_at=())).encode())
        for entry in self.entries:
            digest.update(entry.as_json().encode())
        return digest.hexdigest()[:12]

    @cached_property
    def source_by_id(self) -> Mapping[str, Source]:
        return {source.id: source for source in self.sources}


def packed(language: Language) -> bytes:
    """*language* as knowledge keeps it."""
    return pickle.dumps(language, protocol=pickle.HIGHEST_PROTOCOL)


def seed_homes(directory: Path) -> tuple[Path, ...]:
    """Where texts are looked for: in the directory, beside it, or among the texts of the project."""
    return (
        directory / "seeds",
        directory.resolve().parent / "seeds",
        SHIPPED / "seeds",
        SHIPPED.parent / "seeds",
    )
