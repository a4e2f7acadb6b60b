"""Where everything of the site stands: the same paths in a folder, on the server and in what is sent."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.links import Addresses, source_path
from knowledge.model import Entry, Fact
from knowledge.source import Source

HOME = ""
ASK = "ask"
API = "api"


def topic_path(entry: Entry) -> str:
    return f"f/{entry.id}"


@dataclass(frozen=True)
class Links:
    """What links of one page look like. They are relative: the site works under any address."""

    root: str
    """Leads from the page to the home of the site: ``../../``, or nothing."""
    addresses: Addresses
    in_folder: bool = False
    """Whether the pages are files, so that a link has to name one."""

    @classmethod
    def at(cls, path: str, addresses: Addresses, *, in_folder: bool = False) -> Links:
        """The links of the page at *path*."""
        depth = path.count("/") + (1 if in_folder and path else 0)
        return cls("../" * depth, addresses, in_folder)

    def page(self, path: str) -> str:
        if self.in_folder:
            return f"{self.root}{path}/index.html" if path else f"{self.root}index.html"
        return f"{self.root}{path}" or "./"

    def file(self, name: str) -> str:
        return f"{self.root}{name}"

    def topic(self, entry: Entry) -> str:
        return self.page(topic_path(entry))

    def anchor(self, entry: Entry, fact: Fact) -> str:
        """The id under which *fact* stands on the page of its source: ``zangazur-corridor/43-km``."""
        return self.addresses.name(entry, fact)

    def fact(self, entry: Entry, fact: Fact) -> str:
        return self.page(self.addresses.path(entry, fact))

    def in_source(self, entry: Entry, fact: Fact) -> str:
        """The page of the source, opened at *fact*, or at its paragraph where nobody has made it one."""
        place = self.anchor(entry, fact) if fact in entry.facts else f"p{fact.span.paragraph}"
        return f"{self.page(source_path(fact.span.source))}#{place}"

    def source(self, source: Source) -> str:
        return self.page(source_path(source.id))
