"""Links to where a fact is proven: the page, and the publisher's own."""

from __future__ import annotations

from knowledge.base import Knowledge
from knowledge.links import CALENDAR, Addresses, TopicFact, quote_link
from knowledge.model import Entry, Fact

LONGEST = 3_000
"""Characters of an address: Slack takes no longer one, and nobody passes one on."""


class Proofs:
    """What can be linked to: nothing by itself."""

    calendar: str | None = None
    """The address of everything dated as a calendar file, where there is a page."""

    def page(self, entry: Entry, fact: Fact) -> str | None:  # noqa: ARG002
        """The permanent address of *fact* on the page, where there is one."""
        return None

    def fact(self, name: str, slug: str) -> TopicFact | None:  # noqa: ARG002
        """The fact whose address on the page ends, or once ended, in *name*/*slug*."""
        return None

    def publisher(self, fact: Fact) -> str | None:  # noqa: ARG002
        """The publisher's page at the quote, where the source names its address."""
        return None

    def of(self, entry: Entry, fact: Fact) -> str | None:
        """Where *fact* can be seen at its quote: on the page, or else the publisher's."""
        return self.page(entry, fact) or self.publisher(fact)


class LinkedProofs(Proofs):
    """What can be linked to, of one version of the knowledge; *site* is where people find the page."""

    def __init__(self, knowledge: Knowledge, site: str | None) -> None:
        self._sources = knowledge.source_by_id
        self._addresses = Addresses(knowledge)
        self._site = site
        self.calendar = _short(f"{site}/{CALENDAR}") if site else None

    def page(self, entry: Entry, fact: Fact) -> str | None:
        return _short(f"{self._site}/{self._addresses.path(entry, fact)}") if self._site else None

    def fact(self, name: str, slug: str) -> TopicFact | None:
        return self._addresses.fact(name, slug)

    def publisher(self, fact: Fact) -> str | None:
        return _short(quote_link(self._sources[fact.span.source], fact.span))


def _short(address: str | None) -> str | None:
    return address if address and len(address) <= LONGEST else None


NOWHERE = Proofs()
