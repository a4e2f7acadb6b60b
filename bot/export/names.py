"""What facts and sources are called outside of here."""

from __future__ import annotations

from knowledge.base import Knowledge
from knowledge.links import Addresses, source_path
from knowledge.model import Entry, Fact
from knowledge.source import Source


class Names:
    """Names that stay the same from one export to the next: addresses where there is a page, else URNs.

    *site* is where people find the page: ``https://ots.example.org``.
    """

    def __init__(self, knowledge: Knowledge, site: str | None = None) -> None:
        self._addresses = Addresses(knowledge)
        self._site = site

    @property
    def collection(self) -> str:
        """The name of all facts together."""
        return self._under("f")

    def address(self, entry: Entry, fact: Fact) -> str | None:
        """Where a fact is shown, where there is a page."""
        return self.fact(entry, fact) if self._site else None

    def fact(self, entry: Entry, fact: Fact) -> str:
        """The name of a fact: its address on the page, or ``urn:ots:f/zangazur-corridor/43-km``."""
        return self._under(self._addresses.path(entry, fact))

    def lasting(self, entry: Entry, fact: Fact) -> str:
        """The name that a fact keeps also where the page moves."""
        return _urn(self._addresses.path(entry, fact))

    def source(self, source: Source) -> str:
        """The name of the text that quotes are located in, which need not be as its publisher shows it."""
        return self._under(source_path(source.id))

    def _under(self, path: str) -> str:
        return f"{self._site}/{path}" if self._site else _urn(path)


def _urn(path: str) -> str:
    return f"urn:ots:{path}"
