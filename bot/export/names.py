"""What facts and sources are called outside of here."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.address import fact_slug
from knowledge.model import Entry, Fact, Source


@dataclass(frozen=True)
class Names:
    """Names that stay the same from one export to the next: addresses where there is a page, else URNs."""

    base: str | None = None
    """Where the page is: ``https://ots.example.org``."""

    @property
    def collection(self) -> str:
        """The name of all facts together."""
        return self._under("f")

    def fact(self, entry: Entry, fact: Fact) -> str:
        """The name of a fact: its address on the page, or ``urn:ots:f/zangazur-corridor/43-km``."""
        return self._under(f"f/{entry.id}/{fact_slug(entry, fact)}")

    def source(self, source: Source) -> str:
        """The name of the text that quotes are located in, which need not be as its publisher shows it."""
        return self._under(f"s/{source.id}")

    def _under(self, path: str) -> str:
        return f"{self.base.rstrip('/')}/{path}" if self.base else f"urn:ots:{path}"
