"""The site: every page by its path, made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path

from knowledge.errors import OtsError
from knowledge.links import CALENDAR, Addresses, source_path

from ..answering.respond import Responder
from ..export.calendar import calendar
from ..export.names import Names
from . import listings, proof
from .frame import PAGES, Frame
from .links import HOME, Links, topic_path
from .markup import link, listed, small
from .source import count, source_head, source_text

STATIC = Path(__file__).parent / "static"
"""Style, script and icon, which all pages share."""

MOST_HOME = 150_000
"""Bytes of the home page. A source that would make it longer is read on a page of its own."""

LISTINGS: Mapping[str, Callable[[Responder, Links], str]] = {
    "topics": listings.topics,
    "timeline": listings.timeline,
    "cities": listings.cities,
    "figures": listings.figures,
    "proposals": listings.proposals,
}

NOTHING = "<p>The source tells of none.</p>"


@dataclass(frozen=True)
class Moved:
    """Where a page stands now."""

    path: str


class Site:
    """The pages made of one version of the knowledge."""

    def __init__(
        self, responder: Responder, *, version: str, public: str | None = None, in_folder: bool = False
    ) -> None:
        self._responder = responder
        self._knowledge = responder.knowledge
        self._addresses = Addresses(self._knowledge)
        self._public = public
        self._in_folder = in_folder
        sources = self._knowledge.sources
        self._name = sources[0].title if len(sources) == 1 else "Sources and their facts"
        self._note = f"A passage of the source proves every fact; nothing is generated. Knowledge {version}."

    def paths(self) -> Iterator[str]:
        """The path of every page: ``f/zangazur-corridor/43-km``; the home has an empty one."""
        yield HOME
        yield from LISTINGS
        yield from (source_path(source.id) for source in self._knowledge.sources)
        for entry in self._knowledge.entries:
            yield topic_path(entry)
            yield from (self._addresses.path(entry, fact) for fact in entry.told)

    def page(self, path: str) -> str | Moved | None:
        """The page at *path*; where it stands now, for an old address of a fact; None where there is none."""
        links = self.links(path)
        match path.split("/"):
            case [""]:
                return self._home(links)
            case [name] if name in LISTINGS:
                told = NOTHING if name in self._empty else LISTINGS[name](self._responder, links)
                body = f"<h1>{PAGES[name]}</h1>{told}"
                return self.frame(links).around(body, title=PAGES[name], here=name)
            case ["sources", name]:
                return self._source(name, links)
            case ["f", name] if entry := self._knowledge.by_id.get(name):
                body = proof.topic_page(self._knowledge, entry, links)
                return self.frame(links).around(body, title=entry.title)
            case ["f", name, slug] if found := self._addresses.fact(name, slug):
                entry, fact = found
                if (now := self._addresses.path(entry, fact)) != path:
                    return Moved(now)
                body = proof.fact_page(self._knowledge, entry, fact, links, self._public)
                return self.frame(links).around(body, title=fact.text)
            case _:
                return None

    def calendar(self) -> str:
        """Everything dated as a calendar file, which stands at `CALENDAR`."""
        return calendar(self._responder, Names(self._knowledge, self._public))

    def links(self, path: str) -> Links:
        """The links of the page at *path*."""
        return Links.at(path, self._addresses, in_folder=self._in_folder)

    def frame(self, links: Links) -> Frame:
        """What is around every page."""
        return Frame(links, self._name, self._note, self._empty, asks=not self._in_folder)

    @cached_property
    def _empty(self) -> frozenset[str]:
        return frozenset(it for it in listings.VIEWS if not listings.rows_on(it, self._responder))

    def missing(self, path: str) -> str:
        """The page that says that there is none at *path*."""
        links = self.links(path)
        body = (
            "<h1>There is no such page</h1><p>The address may be mistyped, or what it led to may have gone. "
            f"{link(links.page(HOME), 'Go to the source')} or "
            f"{link(links.page('topics'), 'see all topics')}.</p>"
        )
        return self.frame(links).around(body, title="No such page")

    def write(self, directory: Path) -> int:
        """Write every page and what they share into *directory*; how many. Raises `OtsError` where it cannot.

        What stands there already and is no page of this site is left alone.
        """
        paths = list(self.paths())
        try:
            for path in paths:
                made = self.page(path)
                if not isinstance(made, str):
                    raise RuntimeError(f"{path} is no page")
                file = directory / path / "index.html"
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(made, encoding="utf-8")
            (directory / CALENDAR).write_bytes(self.calendar().encode())  # its line ends are its own
            for asset in STATIC.iterdir():
                (directory / asset.name).write_bytes(asset.read_bytes())
        except OSError as error:
            raise OtsError(f"cannot write {str(error.filename or directory)!r} ({error.strerror})") from None
        return len(paths)

    def _home(self, links: Links) -> str:
        """The source where there is one that fits, or else all sources; before it the key points."""
        points = listings.key_points(self._responder, links)
        if len(self._knowledge.sources) == 1:
            (source,) = self._knowledge.sources
            head = source_head(self._knowledge, source)
            text = source_text(self._knowledge, source, links)
            called = self._responder.about.text  # "the interview"
            heading = f"<h2>{escape(called[:1].upper() + called[1:])}</h2>" if points else ""
            page = self.frame(links).around(head + points + heading + text, here=HOME)
            if len(page.encode()) <= MOST_HOME:
                return page
        sources = []
        for it in self._knowledge.sources:
            about = f"{it.speaker} · {it.published} · {count(self._knowledge, it)} facts"
            sources.append(f"{link(links.source(it), it.title)} {small(about)}")
        body = f"<h1>{escape(self._name)}</h1><h2>Sources</h2>{listed(sources)}{points}"
        return self.frame(links).around(body, here=HOME)

    def _source(self, name: str, links: Links) -> str | None:
        source = self._knowledge.source_by_id.get(name)
        if source is None:
            return None
        head = source_head(self._knowledge, source)
        body = head + source_text(self._knowledge, source, links)
        return self.frame(links).around(body, title=source.title if len(self._knowledge.sources) > 1 else "")
